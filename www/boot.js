// Loads the page's code. A file of its own, because the policy of the page allows no script inside it; and a classic
// script, so that a browser without modules can still say what it lacks.
(function () {
  "use strict";

  var names = document.currentScript.dataset;

  // What the person sees when there is nothing to run: the text stands in index.html, in both languages.
  function fail() {
    var failed = document.getElementById("failed");
    if (!failed) {
      return;
    }
    failed.hidden = false;
    document.getElementById("reload").onclick = function () {
      location.reload();
    };
    var shell = document.querySelector(".shell");
    if (shell) {
      shell.hidden = true;
    }
  }

  // Once the code has stopped in the middle, nothing on the page answers any more. The link still holds everything.
  addEventListener("error", function (event) {
    if (typeof WebAssembly === "object" && event.error instanceof WebAssembly.RuntimeError) {
      fail();
    }
  });

  if (typeof WebAssembly !== "object") {
    fail();
    return;
  }
  var base = document.baseURI;
  import(new URL(names.js, base).href)
    .then(function (bindings) {
      return bindings.default({ module_or_path: new URL(names.wasm, base).href });
    })
    .catch(fail);
})();
