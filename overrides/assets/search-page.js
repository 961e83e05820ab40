/* The search page: box, choices and answers. What is found comes from window.gongkai (search.js);
   what is asked stands in the address, and every way on is a link with its own address.
   Plain script for old browsers; nothing of an answer is ever read as markup. */
(function () {
  var page = document.querySelector("[data-gk-search]");
  if (!page) return;

  var PAUSE = 150; /* milliseconds without a key before a typed question is asked */
  var QUIET = 600; /* milliseconds before a number is announced: a reader hears the last one */
  var SIZE = 10;
  var SHOWN = 8; /* values of a facet outside its fold */
  var NEAR = 2; /* pages offered on either side */
  var FACETS = [["column", "栏目"], ["topic", "主题分类"], ["organ", "发文机关"], ["year", "年份"], ["validity", "有效性"], ["gazette", "政府公报"]];
  var SPANS = [["written", "成文日期"], ["published", "发布日期"]];
  var NUMBER = [["code", "代字"], ["year", "年份"], ["serial", "序号"]];
  var SLUGS = { "有效": "in-force", "尚未生效": "not-yet", "已被修改": "amended", "部分废止": "partly-repealed", "废止": "repealed", "失效": "expired" };
  var TITLE = document.title;

  var form = page.querySelector("form");
  var box = form.elements.q;
  var parts = {};
  Array.prototype.forEach.call(page.querySelectorAll("[data-gk-part]"), function (element) {
    parts[element.getAttribute("data-gk-part")] = element;
  });

  /* ------------------------------------------------------------ elements */

  function make(tag, given, inside) {
    var element = document.createElement(tag);
    Object.keys(given || {}).forEach(function (name) { element.setAttribute(name, given[name]); });
    [].concat(inside === undefined ? [] : inside).forEach(function (part) {
      if (part !== null) element.appendChild(part.nodeType ? part : document.createTextNode(part));
    });
    return element;
  }

  function empty(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
    return element;
  }

  /* Fill a part anew. What had the focus keeps it by its key; where it is gone, the total gets it. */
  function fill(element, inside) {
    var focused = element.contains(document.activeElement) ? document.activeElement : null;
    var key = focused && focused.getAttribute("data-gk-key");
    empty(element);
    inside.forEach(function (part) { element.appendChild(part); });
    if (!focused) return;
    var keyed = element.querySelectorAll("[data-gk-key]");
    for (var at = 0; at < keyed.length; at++) {
      if (keyed[at].getAttribute("data-gk-key") === key) {
        var fold = keyed[at].closest("details.gk-rest");
        if (fold) fold.setAttribute("open", "");
        keyed[at].focus();
        return;
      }
    }
    parts.total.focus();
  }

  function show(element, shown) { element.hidden = !shown; }

  function marked(pieces) {
    return pieces.map(function (piece) { return piece[1] ? make("mark", {}, piece[0]) : document.createTextNode(piece[0]); });
  }

  /* --------------------------------------------- the question, its address */

  function nothing() {
    var asked = { q: "", page: 1, sort: "score", titleOnly: false, exact: false, number: { code: "", year: "", serial: "" } };
    FACETS.forEach(function (facet) { asked[facet[0]] = []; });
    SPANS.forEach(function (span) { asked[span[0]] = ["", ""]; });
    return asked;
  }

  function pairs(asked) {
    var found = [];
    function put(name, value) { if (value) found.push([name, value]); }
    put("q", asked.q);
    put("in", asked.titleOnly ? "title" : "");
    put("exact", asked.exact ? "1" : "");
    FACETS.forEach(function (facet) { asked[facet[0]].forEach(function (value) { put(facet[0], value); }); });
    NUMBER.forEach(function (part) { put("no-" + part[0], asked.number[part[0]]); });
    SPANS.forEach(function (span) {
      put(span[0] + "-from", asked[span[0]][0]);
      put(span[0] + "-to", asked[span[0]][1]);
    });
    put("sort", asked.sort === "date" ? "date" : "");
    put("page", asked.page > 1 ? String(asked.page) : "");
    return found;
  }

  /* Half a character, as a broken paste may leave it, has no address. */
  function encoded(value) {
    try { return encodeURIComponent(value); } catch (half) { return encodeURIComponent(value.replace(/[\uD800-\uDFFF]/g, "")); }
  }

  function address(asked) {
    var text = pairs(asked).map(function (pair) { return pair[0] + "=" + encoded(pair[1]); }).join("&");
    return text ? "?" + text : "";
  }

  function decoded(text) {
    try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch (broken) { return text; }
  }

  function day(text) { return /^\d{4}-\d\d-\d\d$/.test(text) ? text : ""; }

  function read(query) {
    var asked = nothing();
    query.replace(/^\?/, "").split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      var name = decoded(at < 0 ? pair : pair.slice(0, at));
      var value = at < 0 ? "" : decoded(pair.slice(at + 1));
      if (!value) return;
      if (name === "q") asked.q = value;
      else if (name === "in") asked.titleOnly = value === "title";
      else if (name === "exact") asked.exact = value === "1";
      else if (name === "sort") asked.sort = value === "date" ? "date" : "score";
      else if (name === "page") asked.page = Math.min(9999, Math.max(1, parseInt(value, 10) || 1));
      FACETS.forEach(function (facet) {
        if (name === facet[0] && asked[name].indexOf(value) < 0) asked[name].push(value);
      });
      SPANS.forEach(function (span) {
        if (name === span[0] + "-from") asked[span[0]][0] = day(value);
        if (name === span[0] + "-to") asked[span[0]][1] = day(value);
      });
      NUMBER.forEach(function (part) { if (name === "no-" + part[0]) asked.number[part[0]] = value; });
    });
    return asked;
  }

  /* The same question, changed; another page only if the change says so. */
  function changed(change) {
    var copy = read(address(now));
    copy.page = 1;
    change(copy);
    return copy;
  }

  function conditions(asked) {
    var filters = {};
    FACETS.forEach(function (facet) { if (asked[facet[0]].length) filters[facet[0]] = asked[facet[0]].slice(); });
    SPANS.forEach(function (span) {
      var from = asked[span[0]][0], to = asked[span[0]][1];
      if (from || to) filters[span[0]] = [from || null, to || null];
    });
    NUMBER.forEach(function (part) {
      if (!asked.number[part[0]]) return;
      filters.docNo = filters.docNo || {};
      filters.docNo[part[0]] = asked.number[part[0]];
    });
    return filters;
  }

  function options(asked, limit) {
    return {
      limit: limit || SIZE,
      page: limit ? 1 : asked.page,
      sort: asked.sort,
      titleOnly: asked.titleOnly,
      exact: asked.exact,
      filters: conditions(asked)
    };
  }

  function isAsked(asked) { return Boolean(asked.q.trim() || Object.keys(conditions(asked)).length); }

  function link(asked, inside, given) {
    given = given || {};
    given.href = "search.html" + address(asked);
    given["data-gk-asked"] = address(asked);
    return make("a", given, inside);
  }

  /* ------------------------------------------------------- names of values */

  var names = {};
  var choices = null; /* the promise of all values of the library */

  function learn(facets) {
    FACETS.forEach(function (facet) {
      (facets[facet[0]] || []).forEach(function (row) { names[facet[0] + "\n" + row[0]] = row[1]; });
    });
  }

  function named(kind, value) {
    var known = names[kind + "\n" + value];
    if (kind === "topic") return value.split("/").join(" › ");
    if (kind === "year") return /^\d+$/.test(value) ? value + "年" : known || value;
    return known || value;
  }

  function runtime() {
    return window.gongkai && window.gongkai.find
      ? Promise.resolve(window.gongkai)
      : Promise.reject(new Error("检索程序没有装入，请检查网络后重试。"));
  }

  function library() {
    choices = choices || runtime().then(function (search) { return search.facets(); });
    choices.then(learn, function () { choices = null; });
    return choices;
  }

  /* -------------------------------------------------------------- choices */

  /* Every condition that is set: its name, and the question without it. */
  function set(asked) {
    var found = [];
    function put(name, change) {
      found.push([name, changed(change)]);
    }
    if (asked.titleOnly) put("检索范围：只查标题", function (copy) { copy.titleOnly = false; });
    FACETS.forEach(function (facet) {
      asked[facet[0]].forEach(function (value) {
        put(facet[1] + "：" + named(facet[0], value), function (copy) {
          copy[facet[0]] = copy[facet[0]].filter(function (other) { return other !== value; });
        });
      });
    });
    NUMBER.forEach(function (part) {
      if (asked.number[part[0]]) {
        put("文号" + part[1] + "：" + asked.number[part[0]], function (copy) { copy.number[part[0]] = ""; });
      }
    });
    SPANS.forEach(function (span) {
      var from = asked[span[0]][0], to = asked[span[0]][1];
      if (!from && !to) return;
      var text = from && to ? from + "至" + to : from ? from + "以后" : to + "以前";
      put(span[1] + "：" + text, function (copy) { copy[span[0]] = ["", ""]; });
    });
    return found;
  }

  function showChosen() {
    var found = set(now);
    parts.picked.textContent = found.length ? "（已选" + found.length + "项）" : "";
    if (!found.length) { fill(parts.chosen, []); return; }
    var items = found.map(function (condition) {
      return make("li", {}, link(condition[1], [
        condition[0] + " ",
        make("span", { "aria-hidden": "true" }, "×"),
        make("span", { "class": "gk-unseen" }, "（去掉这个条件）")
      ], { "class": "gk-chosen-value", "data-gk-key": condition[0] }));
    });
    var without = nothing();
    without.q = now.q;
    without.sort = now.sort;
    items.push(make("li", {}, link(without, "清除全部", { "data-gk-key": "none" })));
    fill(parts.chosen, [make("ul", { "class": "gk-chosen", "aria-label": "已选条件" }, items)]);
  }

  /* A main topic holds its leaves: choosing one lets go of the other. */
  function related(kind, one, other) {
    return kind === "topic" && (one.indexOf(other + "/") === 0 || other.indexOf(one + "/") === 0);
  }

  function value(kind, row, leaves) {
    var chosen = now[kind].indexOf(row[0]) >= 0;
    var leaf = kind === "topic" && row[0].indexOf("/") >= 0;
    var label = kind === "year" ? named(kind, row[0]) : leaf ? row[0].slice(row[0].indexOf("/") + 1) : row[1];
    var next = changed(function (copy) {
      copy[kind] = copy[kind].filter(function (other) { return other !== row[0] && !related(kind, row[0], other); });
      if (!chosen) copy[kind].push(row[0]);
    });
    var inside = row[2] || chosen
      ? link(next, label, { "data-gk-key": kind + "\n" + row[0] })
      : make("span", { "class": "gk-none" }, label);
    if (chosen) inside.setAttribute("aria-current", "true");
    return make("li", leaves ? { "class": "gk-has-leaves" } : {}, [
      inside, make("span", { "class": "gk-count" }, String(row[2])), leaves ? make("ul", {}, leaves) : null
    ]);
  }

  /* Leaves stand under the main topic that is chosen, or one of whose leaves is. */
  function values(kind, rows) {
    if (kind !== "topic") return rows.map(function (row) { return value(kind, row, null); });
    return rows.filter(function (row) { return row[0].indexOf("/") < 0; }).map(function (row) {
      var open = now.topic.some(function (chosen) { return (chosen + "/").indexOf(row[0] + "/") === 0; });
      var leaves = rows.filter(function (other) { return open && other[0].indexOf(row[0] + "/") === 0; });
      return value(kind, row, leaves.length ? leaves.map(function (leaf) { return value(kind, leaf, null); }) : null);
    });
  }

  function isOpen(selector, otherwise) {
    var fold = parts.facets.querySelector(selector);
    return fold ? fold.hasAttribute("open") : otherwise;
  }

  function showFacets(facets) {
    fill(parts.facets, FACETS.filter(function (facet) { return (facets[facet[0]] || []).length; }).map(function (facet) {
      var kind = facet[0], items = values(kind, facets[kind]);
      var cut = items.length > SHOWN + 2 ? SHOWN : items.length;
      var given = { "class": "gk-facet", "data-gk-facet": kind };
      if (isOpen("[data-gk-facet=" + kind + "]", true)) given.open = "";
      var rest = null;
      if (cut < items.length) {
        var late = items.slice(cut);
        var holds = late.some(function (item) { return item.querySelector("[aria-current]"); });
        var fold = { "class": "gk-rest" };
        if (holds || isOpen("[data-gk-facet=" + kind + "] .gk-rest", false)) fold.open = "";
        rest = make("details", fold, [make("summary", { "data-gk-key": kind + "\nrest" }, "其余" + late.length + "项"), make("ul", {}, late)]);
      }
      return make("details", given, [make("summary", { "data-gk-key": kind }, facet[1]), make("ul", {}, items.slice(0, cut)), rest]);
    }));
  }

  var counted = null; /* the question, of whatever page, that the figures in the panel belong to */
  var countedTotal = null;

  function unpaged() { return address(changed(function () {})); }

  function count() {
    var text = unpaged();
    if (!parts.filter.open || counted === text) return;
    counted = text;
    countedTotal = null;
    if (!parts.facets.firstChild) fill(parts.facets, [make("p", { "class": "gk-note" }, "正在统计…")]);
    runtime().then(function (search) { return search.count(now.q, options(now)); }).then(function (found) {
      if (counted !== text || unpaged() !== text) return;
      countedTotal = found.total;
      learn(found.facets);
      showFacets(found.facets);
      showChosen();
      if (!answer) return;
      showTotal(answer);
      showPager(answer);
    }).then(null, function (error) {
      if (counted !== text) return;
      counted = null;
      fill(parts.facets, [make("p", { "class": "gk-note" }, message(error))]);
    });
  }

  /* -------------------------------------------------------------- answers */

  var now = nothing(); /* the question asked */
  var turn = 0; /* answers to earlier questions are ignored */
  var answer = null; /* the best answer so far */
  var better = null; /* one whose order waits for the reader */
  var rows = {}; /* id → what stands in the list */
  var order = ""; /* ids as they stand */
  var top = 0; /* how far the page was scrolled when the list was set */
  var toTop = false; /* whether the next answer is read from its beginning */

  function message(error) { return (error && error.message) || "检索没有成功，请稍后重试。"; }

  var speaking = null;
  function announce(text) {
    window.clearTimeout(speaking);
    speaking = window.setTimeout(function () { parts.status.textContent = text; }, QUIET);
  }

  function chip(word, slug) { return make("span", { "class": "gk-chip" + (slug ? " gk-chip--" + slug : "") }, word); }

  function row(hit) {
    var note = [];
    if (hit.state) note.push(chip(hit.state, SLUGS[hit.state]));
    if (hit.column !== "policy" && hit.columnName) note.push(chip(hit.columnName));
    if (hit.sample) note.push(chip("示例"));
    if (hit.number) note.push(make("span", { "class": "gk-no" }, hit.number));
    if (hit.issuer) note.push(make("span", {}, hit.issuer));
    if (hit.date) note.push(make("time", { datetime: hit.date }, hit.date));
    var passage = now.q.trim() ? make("p", { "class": "gk-hit-passage" + (hit.passage ? "" : " gk-hit-passage--awaited") }) : null;
    var item = make("li", { "class": "gk-hit" }, [
      make("h2", { "class": "gk-hit-title" }, make("a", { href: hit.url }, marked(hit.titleParts || [[hit.title, false]]))),
      make("p", { "class": "gk-hit-note" }, note),
      passage
    ]);
    return { item: item, passage: passage, filled: false };
  }

  function ids(hits) { return hits.map(function (hit) { return hit.id; }).join("\n"); }

  function passages(hits) {
    hits.forEach(function (hit) {
      var known = rows["=" + hit.id];
      if (!known || !known.passage || known.filled || !hit.passage || !hit.passage.length) return;
      known.filled = true;
      marked(hit.passage).forEach(function (piece) { known.passage.appendChild(piece); });
    });
  }

  function place(hits, afresh) {
    var before = afresh ? {} : rows;
    rows = {};
    hits.forEach(function (hit) { rows["=" + hit.id] = before["=" + hit.id] || row(hit); });
    empty(parts.hits);
    hits.forEach(function (hit) { parts.hits.appendChild(rows["=" + hit.id].item); });
    order = ids(hits);
    top = window.pageYOffset;
    better = null;
    show(parts.better, false);
    parts.hits.setAttribute("start", String((now.page - 1) * SIZE + 1));
  }

  /* Whether the reader is at the list: pointer on it, focus in it, or scrolled since it was set. */
  function touched() {
    return parts.hits.matches(":hover") || parts.hits.contains(document.activeElement) || Math.abs(window.pageYOffset - top) > 4;
  }

  function figure(found, total) {
    return total === null ? ["至少", found.least, "件"] : ["找到", total, "件"];
  }

  /* The exact number, once the answer or the panel's count has it. */
  function totalOf(found) { return found.total === null && counted === unpaged() ? countedTotal : found.total; }

  function figures(found) {
    return figure(found, totalOf(found)).concat(now.page > 1 ? "，第" + now.page + "页" : "");
  }

  function showTotal(found) {
    empty(parts.total);
    if (!found.hits.length) return;
    figures(found).forEach(function (piece, at) {
      parts.total.appendChild(at === 1 ? make("strong", {}, String(piece)) : document.createTextNode(piece));
    });
  }

  var KINDS = { word: "", number: "文号", date: "日期", pinyin: "拼音", phrase: "整句" };

  function showReading(found) {
    var lines = [];
    var wanted = [], unwanted = [];
    (found.reading || []).forEach(function (part) {
      var into = part.kind === "exclude" ? unwanted : wanted;
      if (into.length) into.push("、");
      into.push((KINDS[part.kind] || "") + "“", make("strong", {}, part.text), "”");
    });
    if (found.corrected) {
      var typed = changed(function (copy) { copy.exact = true; });
      lines.push(make("p", { "class": "gk-corrected" }, [
        "已按“", make("strong", {}, found.corrected), "”检索；仍按原文检索“", link(typed, now.q, { "data-gk-key": "exact" }), "”"
      ]));
    }
    if (wanted.length || unwanted.length) {
      var text = [now.titleOnly ? "只在标题中，" : ""];
      if (wanted.length) text = text.concat("按", wanted, "查找");
      if (unwanted.length) text = text.concat(wanted.length ? "，" : "", "不含", unwanted);
      var other = changed(function (copy) { copy.titleOnly = !now.titleOnly; });
      text.push("。", link(other, now.titleOnly ? "在全文中查" : "只查标题", { "data-gk-key": "in" }));
      lines.push(make("p", {}, text));
    }
    if (found.hits.length && !found.all) lines.push(make("p", {}, "没有文件包含全部词，以下包含其中一部分。"));
    fill(parts.reading, lines);
    show(parts.reading, lines.length > 0);
  }

  function showSort(found) {
    if (!now.q.trim() || !found.hits.length) { fill(parts.sort, []); return; }
    fill(parts.sort, [make("span", {}, "排序")].concat([["score", "相关程度"], ["date", "日期"]].map(function (by) {
      var other = changed(function (copy) { copy.sort = by[0]; });
      var made = link(other, by[1], { "data-gk-key": by[0] });
      if (now.sort === by[0]) made.setAttribute("aria-current", "true");
      return made;
    })));
  }

  function showPager(found) {
    var last = found.pages === null ? Math.max(now.page, Math.ceil((totalOf(found) || found.least) / SIZE)) : found.pages;
    show(parts.pager, last > 1 && found.hits.length > 0);
    if (parts.pager.hidden) { fill(parts.pager, []); return; }
    var items = [];
    function turnTo(number, text, rel) {
      var other = changed(function (copy) { copy.page = number; });
      var made = link(other, text, { "data-gk-key": rel || text, "data-gk-turn": "" });
      if (rel) made.setAttribute("rel", rel);
      if (!rel && number === now.page) made.setAttribute("aria-current", "page");
      items.push(make("li", {}, made));
    }
    if (now.page > 1) turnTo(now.page - 1, "上一页", "prev");
    var before = 0;
    for (var number = 1; number <= last; number++) {
      if (number > 1 && number < last && Math.abs(number - now.page) > NEAR) continue;
      if (number > before + 1) items.push(make("li", { "class": "gk-gap" }, "…"));
      turnTo(number, String(number));
      before = number;
    }
    if (now.page < last) turnTo(now.page + 1, "下一页", "next");
    fill(parts.pager, [make("ul", {}, items)]);
  }

  /* Nothing found: what to drop, and how many that gives. */
  function showNothing() {
    var mine = turn;
    var tips = make("ul", {}, [
      make("li", {}, "少用几个词，或换一种说法"),
      make("li", {}, "只输入文号里的年份和数字，如“2020 11号”"),
      make("li", {}, "记不清字的，输入拼音或拼音的首字母"),
      make("li", {}, ["也可以从下面的栏目、主题查找，或看", make("a", { href: "inventory.html" }, "底数清单")])
    ]);
    var drop = make("ul", { "class": "gk-drop" });
    fill(parts.nothing, [make("div", { "class": "gk-empty gk-nothing" }, [
      make("h2", {}, now.page > 1 ? "没有第" + now.page + "页" : "没有找到符合条件的文件"), drop, tips
    ])]);
    if (now.page > 1) {
      drop.appendChild(make("li", {}, link(changed(function () {}), "回到第1页")));
      return;
    }
    set(now).slice(0, 6).forEach(function (condition) {
      if (!isAsked(condition[1])) return;
      runtime().then(function (search) { return search.find(condition[1].q, options(condition[1], 1)); }).then(function (other) {
        var held = figure(other, other.total).join("").replace("找到", "");
        if (mine !== turn || !other.hits.length) return;
        drop.appendChild(make("li", {}, ["去掉 ", link(condition[1], condition[0]), "：" + held]));
      }, function () { /* the tips stand */ });
    });
  }

  function showError(error) {
    toTop = false;
    empty(parts.hits);
    rows = {};
    order = "";
    answer = null;
    [parts.total, parts.sort, parts.reading].forEach(function (part) { fill(part, []); });
    show(parts.reading, false);
    show(parts.better, false);
    show(parts.pager, false);
    var again = make("button", { type: "button", "class": "gk-button" }, "重试");
    again.addEventListener("click", function () { box.focus(); ask(now, ""); });
    fill(parts.nothing, [make("div", { "class": "gk-banner gk-banner--red" }, [
      make("p", { "class": "gk-banner-head" }, "检索没有成功"), make("p", {}, message(error)), make("p", {}, again)
    ])]);
    hasHits(false);
    busy(false);
    announce("检索没有成功：" + message(error));
  }

  function busy(yes) { parts.hits.setAttribute("aria-busy", String(yes)); }

  function hasHits(yes) {
    if (yes) parts.answer.removeAttribute("data-gk-none");
    else parts.answer.setAttribute("data-gk-none", "");
    show(parts.start, !yes);
  }

  function accept(found, first, last) {
    if (!found.hits.length && !last) return;
    answer = found;
    hasHits(found.hits.length > 0);
    if (first || !order || !touched()) {
      if (first || order !== ids(found.hits)) place(found.hits, first);
    } else if (order !== ids(found.hits)) {
      better = found;
      show(parts.better, true);
    } else {
      better = null;
      show(parts.better, false);
    }
    passages(found.hits);
    showReading(found);
    showTotal(found);
    showSort(found);
    showPager(found);
    showChosen();
    if (found.hits.length) fill(parts.nothing, []);
    else showNothing();
    if (first && toTop) {
      toTop = false;
      parts.total.focus();
      parts.answer.scrollIntoView();
      top = window.pageYOffset;
    }
    if (found.hits.length) count();
    announce(found.hits.length
      ? figures(found).join("") + (better ? "，更准的排序已备好" : "")
      : "没有找到符合条件的文件");
  }

  /* ----------------------------------------------------------------- asking */

  var canKeep = true; /* some browsers keep no addresses of files */
  function keep(how) {
    if (!how || !canKeep) return;
    try { window.history[how + "State"](null, "", address(now) || window.location.pathname); } catch (refused) { canKeep = false; }
  }

  function ask(asked, how) {
    window.clearTimeout(waiting);
    drafting = false;
    now = asked;
    turn += 1;
    keep(how);
    write();
    document.title = now.q.trim() ? now.q.trim() + " - " + TITLE : TITLE;
    answer = null;
    var mine = turn, first = true;
    show(parts.tips, !isAsked(now));
    if (!isAsked(now)) {
      counted = null;
      place([], true);
      show(parts.answer, false);
      show(parts.start, true);
      announce("");
      return;
    }
    show(parts.answer, true);
    if (!order) {
      show(parts.start, false);
      showChosen();
      fill(parts.nothing, []);
      fill(parts.reading, [make("p", {}, "正在检索…")]);
      show(parts.reading, true);
    }
    busy(true);
    function take(found, last) {
      if (mine !== turn) return;
      accept(found, first, last);
      first = first && !found.hits.length;
      if (last) busy(false);
    }
    runtime().then(function (search) {
      return search.find(now.q, options(now), function (found) { take(found, false); });
    }).then(function (found) { take(found, true); }).then(null, function (error) { if (mine === turn) showError(error); });
  }

  /* ------------------------------------------------------------------ form */

  function select(name, asked) {
    var field = form.elements[name];
    var many = field.querySelector("[data-gk-many]");
    if (many) field.removeChild(many);
    var chosen = asked[name];
    if (chosen.length > 1) {
      field.appendChild(make("option", { value: chosen[0], "data-gk-many": "" }, "已选" + chosen.length + "项"));
      field.selectedIndex = field.options.length - 1;
      return;
    }
    var wanted = chosen[0] || "";
    field.value = wanted;
    if (field.value !== wanted) { /* its choices are not loaded yet */
      field.appendChild(make("option", { value: wanted, "data-gk-many": "" }, named(name, wanted)));
      field.selectedIndex = field.options.length - 1;
    }
  }

  /* Show the question in the form. The box is left alone while it says the same. */
  function write() {
    if (box.value !== now.q) box.value = now.q;
    Array.prototype.forEach.call(form.elements["in"], function (radio) { radio.checked = (radio.value === "title") === now.titleOnly; });
    NUMBER.forEach(function (part) { form.elements["no-" + part[0]].value = now.number[part[0]]; });
    SPANS.forEach(function (span) {
      form.elements[span[0] + "-from"].value = now[span[0]][0];
      form.elements[span[0] + "-to"].value = now[span[0]][1];
    });
    ["organ", "topic", "validity"].forEach(function (name) { select(name, now); });
  }

  /* What the form asks, on top of what the panel has chosen. */
  function written() {
    return changed(function (copy) {
      if (copy.q !== box.value) copy.exact = false;
      copy.q = box.value;
      copy.titleOnly = Array.prototype.some.call(form.elements["in"], function (radio) { return radio.checked && radio.value === "title"; });
      NUMBER.forEach(function (part) { copy.number[part[0]] = form.elements["no-" + part[0]].value.trim(); });
      SPANS.forEach(function (span) {
        copy[span[0]] = [form.elements[span[0] + "-from"].value, form.elements[span[0] + "-to"].value];
      });
      ["organ", "topic", "validity"].forEach(function (name) {
        var field = form.elements[name];
        var option = field.options[field.selectedIndex];
        if (option && option.hasAttribute("data-gk-many")) return;
        copy[name] = field.value ? [field.value] : [];
      });
    });
  }

  function offer(facets) {
    ["organ", "validity"].forEach(function (name) {
      var field = form.elements[name];
      (facets[name] || []).forEach(function (row) { field.appendChild(make("option", { value: row[0] }, row[1])); });
    });
    var rows = facets.topic || [];
    rows.filter(function (row) { return row[0].indexOf("/") < 0; }).forEach(function (row) {
      var group = make("optgroup", { label: row[0] }, make("option", { value: row[0] }, row[0] + "（全部）"));
      rows.forEach(function (leaf) {
        if (leaf[0].indexOf(row[0] + "/") === 0) {
          group.appendChild(make("option", { value: leaf[0] }, leaf[0].slice(row[0].length + 1)));
        }
      });
      form.elements.topic.appendChild(group);
    });
    ["organ", "topic", "validity"].forEach(function (name) { select(name, now); });
  }

  var offered = false;
  function offerAll() {
    if (offered || !parts.advanced.open) return;
    offered = true;
    library().then(offer, function () { offered = false; });
  }

  var waiting = null;
  var composing = false;
  var drafting = false; /* whether the address at hand is of a question still being typed */

  function typed() {
    window.clearTimeout(waiting);
    if (composing) return;
    waiting = window.setTimeout(function () {
      if (box.value === now.q) return;
      ask(written(), drafting || !isAsked(now) ? "replace" : "push"); /* back leads to the question before */
      drafting = true;
    }, PAUSE);
  }

  box.addEventListener("compositionstart", function () { composing = true; window.clearTimeout(waiting); });
  box.addEventListener("compositionend", function () { composing = false; typed(); });
  box.addEventListener("input", typed);

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var asked = written();
    ask(asked, address(asked) === address(now) ? "" : drafting ? "replace" : "push");
  });
  parts.advanced.addEventListener("change", function () { ask(written(), "push"); });
  form.addEventListener("reset", function (event) {
    event.preventDefault(); /* the words stay, the conditions go */
    var without = nothing();
    without.q = box.value;
    ask(without, "push");
  });
  parts.advanced.addEventListener("toggle", offerAll);
  parts.filter.addEventListener("toggle", count);

  parts.better.addEventListener("click", function () {
    if (!better) return;
    var found = better;
    place(found.hits, false);
    passages(found.hits);
    var first = parts.hits.querySelector("a");
    if (first) first.focus();
  });

  page.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target.closest("[data-gk-asked]") : null;
    if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toTop = target.hasAttribute("data-gk-turn");
    ask(read(target.getAttribute("data-gk-asked")), "push");
  });

  /* Arrows walk through the hits, from the box and back to it. */
  function step(by) {
    var links = Array.prototype.slice.call(parts.hits.querySelectorAll("h2 a"));
    var at = links.indexOf(document.activeElement) + by;
    if (document.activeElement === box) at = 0;
    var next = at < 0 ? box : links[at];
    if (next) next.focus();
    return Boolean(next);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || composing) return;
    var at = document.activeElement;
    var inList = parts.hits.contains(at);
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) && !at.isContentEditable) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if ((inList || at === box) && (event.key === "ArrowDown" || event.key === "Down")) {
      if (step(1)) event.preventDefault();
    } else if (inList && (event.key === "ArrowUp" || event.key === "Up")) {
      if (step(-1)) event.preventDefault();
    } else if (inList && (event.key === "Escape" || event.key === "Esc")) {
      box.focus();
    }
  });

  window.addEventListener("popstate", function () {
    var asked = read(window.location.search);
    if (canKeep && address(asked) !== address(now)) ask(asked, "");
  });

  parts.start.setAttribute("data-gk-ready", "");
  if (document.documentElement.getAttribute("data-gk-mode") === "elder") parts.filter.removeAttribute("open"); /* one column */
  ask(read(window.location.search), "");
  if (now.column.length || now.organ.length) {
    library().then(function () { showChosen(); write(); }, function () { /* ids stand in for names */ });
  }
  if (pairs(now).some(function (pair) { return /^(in|no-|written|published)/.test(pair[0]); })) parts.advanced.setAttribute("open", "");
  offerAll();
})();
