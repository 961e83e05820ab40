/* Mongolian pages run from left to right: the wheel and the keys that turn pages scroll sideways.
   Plain script for old browsers; without it Shift+wheel, arrow keys, the scroll bar and touch do. */
(function () {
  var root = document.documentElement;
  var LINE = 40; /* pixels of a line, where a wheel counts lines */
  var STEP = 80; /* pixels that an arrow key moves */

  function page() { return document.scrollingElement || root; }

  function band() {
    var found = document.querySelector(".mn-band");
    return found ? found.getBoundingClientRect().width : 0;
  }

  function turn() { return Math.max(STEP, (page().clientWidth - band()) * 0.85); }

  /* Whether something inside the page, or the page itself where it is too tall, scrolls down there. */
  function scrollsDown(element, by) {
    for (; element && element.nodeType === 1; element = element.parentNode) {
      var whole = element === root || element === document.body;
      var box = whole ? page() : element;
      var style = window.getComputedStyle(element);
      if (box.scrollHeight > box.clientHeight + 1 && (whole || /auto|scroll/.test(style.overflowY))) {
        if (by < 0 ? box.scrollTop > 0 : box.scrollTop + box.clientHeight < box.scrollHeight - 1) return true;
      }
      if (!whole && element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(style.overflowX)) {
        if (by < 0 ? element.scrollLeft > 0 : element.scrollLeft + element.clientWidth < element.scrollWidth - 1) {
          element.scrollLeft += by;
          return true;
        }
      }
    }
    return false;
  }

  window.addEventListener("wheel", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey) return;
    if (Math.abs(event.deltaX) >= Math.abs(event.deltaY)) return;
    var by = event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? turn() : 1);
    var before = page().scrollLeft;
    if (scrollsDown(event.target, by)) return;
    page().scrollLeft += by;
    if (page().scrollLeft !== before) event.preventDefault();
  }, { passive: false });

  function typing(element) {
    return /^(input|textarea|select)$/i.test(element.tagName) || element.isContentEditable;
  }

  var moves = {
    PageDown: function () { return turn(); },
    PageUp: function () { return -turn(); },
    " ": function (event) { return event.shiftKey ? -turn() : turn(); },
    ArrowDown: function () { return STEP; },
    ArrowUp: function () { return -STEP; },
    Home: function () { return -page().scrollLeft; },
    End: function () { return page().scrollWidth; }
  };

  window.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!Object.prototype.hasOwnProperty.call(moves, event.key) || typing(event.target)) return;
    if (event.key === " " && /^(button|summary)$/i.test(event.target.tagName)) return;
    if (event.shiftKey && event.key !== " ") return;
    var by = moves[event.key](event);
    if (event.key !== "Home" && event.key !== "End" && scrollsDown(event.target, by)) return;
    page().scrollLeft += by;
    event.preventDefault();
  });

  Array.prototype.forEach.call(document.querySelectorAll("[data-gk-do=print]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
