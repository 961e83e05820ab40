/* Runs before the page is painted: the reader's choices, and folds that stand open on wide screens.
   Plain script for old browsers; a page works without it. */
(function () {
  var root = document.documentElement;
  var wide = window.matchMedia("(min-width: 68.0625em)").matches;

  function chosen(name) {
    try { return localStorage.getItem("gk-" + name); } catch (refused) { return null; }
  }

  ["theme", "mode", "size"].forEach(function (name) {
    var value = chosen(name);
    if (value && /^[a-z0-9]+$/.test(value)) root.setAttribute("data-gk-" + name, value);
  });
  root.classList.remove("no-js");

  /* A closed fold on a phone, an open one beside the text: settled while the page is read in, so
     that nothing jumps afterwards. */
  if (wide && window.MutationObserver) {
    var watch = new MutationObserver(function () {
      var folds = document.querySelectorAll("details[data-gk-wide]");
      for (var at = 0; at < folds.length; at++) {
        folds[at].removeAttribute("data-gk-wide");
        folds[at].setAttribute("open", "");
      }
    });
    watch.observe(root, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", function () { watch.disconnect(); });
  }
})();
