// Says when the page cannot be started. A file of its own, because the policy of the page allows no script inside it; a classic
// script in the words of old browsers, so that one without modules or WebAssembly can still say what it lacks. load.js, which
// comes behind it, starts the code.
(function () {
  "use strict";

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

  document.addEventListener("failed", fail);

  addEventListener("error", function (event) {
    // A browser that cannot read load.js knows no modules.
    var isUnread = /\/load\.js$/.test(event.filename);
    // Once the code has stopped in the middle, nothing on the page answers any more. The link still holds everything.
    var isStopped = typeof WebAssembly === "object" && event.error instanceof WebAssembly.RuntimeError;
    if (isUnread || isStopped) {
      fail();
    }
  });

  if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) {
    fail();
  }
})();
