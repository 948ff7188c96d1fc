// Starts the page's code. Apart from boot.js, because a browser that does not know `import()` cannot even read this file, and
// boot.js then says so.
(function () {
  "use strict";

  var names = document.querySelector("script[data-js]").dataset;
  var base = document.baseURI;
  if (!document.getElementById("failed").hidden) {
    return; // It was said already that this browser lacks something.
  }
  import(new URL(names.js, base).href)
    .then(function (bindings) {
      return bindings.default({ module_or_path: new URL(names.wasm, base).href });
    })
    .catch(function () {
      document.dispatchEvent(new Event("failed"));
    });
})();
