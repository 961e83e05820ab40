/* What a page can do beyond being read: modes, text size, print, copying, a contents list that follows.
   Loaded after the page; every control it needs is hidden until then. */
(function () {
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function keep(name, value) {
    if (value) root.setAttribute("data-gk-" + name, value);
    else root.removeAttribute("data-gk-" + name);
    try {
      if (value) localStorage.setItem("gk-" + name, value);
      else localStorage.removeItem("gk-" + name);
    } catch (refused) { /* a reader who keeps nothing still gets this page so */ }
  }

  function isDark() { return (root.getAttribute("data-gk-theme") || (dark.matches ? "dark" : "light")) === "dark"; }

  function isElder() { return root.getAttribute("data-gk-mode") === "elder"; }

  function say(text) {
    var status = document.querySelector("[data-gk-status]");
    if (status) status.textContent = text;
  }

  function size() { return Number(root.getAttribute("data-gk-size")) || 2; }

  function resize(step) {
    var next = Math.min(4, Math.max(1, size() + step));
    keep("size", next === 2 ? "" : String(next));
    all("[data-gk-do=larger]").forEach(function (button) { button.disabled = next === 4; });
    all("[data-gk-do=smaller]").forEach(function (button) { button.disabled = next === 1; });
  }

  function copy(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "gk-unseen";
    document.body.appendChild(field);
    field.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    document.body.removeChild(field);
    return done;
  }

  var actions = {
    elder: function () { keep("mode", isElder() ? "" : "elder"); },
    dark: function () { keep("theme", isDark() ? "light" : "dark"); },
    larger: function () { resize(1); },
    smaller: function () { resize(-1); },
    print: function () { window.print(); },
    cite: function (button) {
      var text = document.querySelector("[data-gk-cite]").textContent;
      say(copy(text) ? "已复制引用格式" : "没能复制，请选中文字后复制");
      button.focus();
    }
  };

  function show() {
    all("[data-gk-do=elder]").forEach(function (b) { b.setAttribute("aria-pressed", String(isElder())); });
    all("[data-gk-do=dark]").forEach(function (b) { b.setAttribute("aria-pressed", String(isDark())); });
  }

  all("[data-gk-do]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      actions[button.getAttribute("data-gk-do")](button);
      show();
    });
  });
  show();
  if (all("[data-gk-do=larger]").length) resize(0);

  /* The contents list marks the heading last passed. Positions are read once a frame at most. */
  var entries = all(".gk-toc a").map(function (link) {
    return { link: link, head: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
  }).filter(function (entry) { return entry.head; });
  var waiting = false;
  var marked = null;

  function follow() {
    waiting = false;
    var now = null;
    for (var at = 0; at < entries.length && entries[at].head.getBoundingClientRect().top < 120; at++) now = entries[at].link;
    if (now === marked) return;
    if (marked) marked.removeAttribute("aria-current");
    if (now) {
      now.setAttribute("aria-current", "location");
      var list = now.closest("ol");
      list.scrollTop = Math.max(0, now.offsetTop - list.clientHeight / 2);
    }
    marked = now;
  }

  if (entries.length) {
    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(follow); }
    }, { passive: true });
    follow();
  }
})();
