// What Material's bundle expects to find before it runs; a file, because the policy of the site
// allows no script inside a page.
(function () {
  var base = document.currentScript.dataset.base || ".";
  var scope = new URL(base, location);
  document.documentElement.classList.replace("no-js", "js");
  window.__md_scope = scope;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, letter) {
      return (sum << 5) - sum + letter.charCodeAt(0);
    }, 0);
  };
  window.__md_get = function (key, storage, from) {
    try {
      return JSON.parse((storage || localStorage).getItem((from || scope).pathname + "." + key));
    } catch (refused) {
      return null;
    }
  };
  window.__md_set = function (key, value, storage, from) {
    try {
      (storage || localStorage).setItem((from || scope).pathname + "." + key, JSON.stringify(value));
    } catch (refused) {
      // A browser that keeps nothing still shows the page.
    }
  };
})();
