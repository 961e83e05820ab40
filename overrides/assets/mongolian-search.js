/* Search of the Mongolian pages: looks words up by their folded keys in small scripts, ranks the exact
   spelling first, shows passages as written. Needs mongolian.js before it. Formats:
   plugins/gongkai/search/mongolian.py; terms: mongolian_terms.py. Plain script for old browsers: no
   fetch, no eval, works from file://. It has no words of its own: what it says to readers stands in
   data attributes of the results element. */
(function () {
  "use strict";
  var mongolian = window.gongkai.mongolian;
  var self = document.currentScript || document.querySelector("script[src*='assets/mongolian-search.js']");
  var root = self.src.replace(/assets\/mongolian-search\.js.*$/, "");
  var folder = root + "mn/search/";

  var LONGEST = 40, SHORT = 4;  /* as in mongolian_terms.py */
  var QUERY = 300, WORDS = 40;  /* units and words of a query that are read */
  var EXACT = 4, SAME = 3, BEGINS = 2, STEM = 1;
  var PASSAGE = 170, LEAD = 50; /* units of a passage, and before its first hit */

  /* ---- Files -------------------------------------------------------------------------------- */

  var registered = {}, loading = {}, directory = null, again = "";
  var others = window.GK;

  window.GK = function (key) {
    if (key.indexOf("mn") === 0) registered[key] = Array.prototype.slice.call(arguments, 1);
    else if (others) others.apply(null, arguments);
  };

  function load(name, key, version) {  /* `version` is what tells a browser's cache of old files apart */
    if (loading[name]) return loading[name];
    return loading[name] = new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = folder + name + ".js" + (version ? "?v=" + version : "");
      script.onload = function () {
        var got = registered[key];
        delete registered[key];
        end(got ? null : "changed", got);
      };
      script.onerror = function () { end("failed"); };
      function end(why, got) {
        if (script.parentNode) script.parentNode.removeChild(script);
        if (!why) return done(got);
        delete loading[name];
        failed(new Error(why));
      }
      document.head.appendChild(script);
    });
  }

  function part(name) { return load(name, "mn" + directory.version + name, directory.version); }

  function open() {
    if (directory) return Promise.resolve(directory);
    return load("dir", "mn-dir", again).then(function (got) {
      if (!directory) {
        directory = got[0];
        directory.letters = numbers(directory.alphabet);
        for (var at = 58; at < directory.letters.length; at++) directory.letters[at] += directory.letters[at - 1];
      }
      return directory;
    });
  }

  function forget() { again = String(Date.now()); directory = null; loading = {}; shards = {}; cards = {}; texts = {}; }

  /* ---- Numbers and texts: search/encode.py --------------------------------------------------- */

  function Reader(text) { this.text = text; this.at = 0; }
  Reader.prototype.next = function () {
    var value = 0, code;
    while ((code = this.text.charCodeAt(this.at++)) > 92) value = value * 34 + code - 92;
    return value * 57 + code - 35;
  };
  Reader.prototype.more = function () { return this.at < this.text.length; };

  function numbers(text) {
    var reader = new Reader(text), found = [];
    while (reader.more()) found.push(reader.next());
    return found;
  }

  function written(text) {
    var reader = new Reader(text), out = [], letters = directory.letters;
    while (reader.more()) {
      var number = reader.next();
      out.push(String.fromCharCode(number < 1995 ? letters[number] : number - 1995));
    }
    return out.join("");
  }

  /* ---- Shards -------------------------------------------------------------------------------- */

  var shards = {}, cards = {}, texts = {};

  /* [{key, lists: [{spelling, documents, weights}]}], in the order of keys */
  function readShard(got) {
    var spellings = written(got[1]).split("\n"), counts = new Reader(got[2]), gaps = new Reader(got[3]), weights = new Reader(got[4]);
    var place = 0;
    return got[0].split(" ").map(function (key) {
      var lists = [], sizes = [], number = counts.next(), at;
      for (at = 0; at < number; at++) sizes.push(counts.next());
      sizes.forEach(function (size) {
        var list = { spelling: spellings[place++], documents: [], weights: [] }, document_ = 0;
        for (at = 0; at < size; at++) {
          list.documents.push(document_ += gaps.next());
          list.weights.push(weights.next());
        }
        lists.push(list);
      });
      return { key: key, lists: lists };
    });
  }

  function loadShard(number) {
    return shards[number] ? Promise.resolve(shards[number]) : part("t/" + number).then(function (got) {
      return shards[number] || (shards[number] = readShard(got));
    });
  }

  /* Numbers of the shards that can hold a key, or keys that begin so. */
  function shardsOf(key, begins) {
    var starts = directory.shards, found = [];
    for (var at = 0; at < starts.length; at++) {
      if (at + 1 < starts.length && starts[at + 1] <= key) continue;
      if (starts[at] <= key || (begins && starts[at].indexOf(key) === 0)) found.push(at);
    }
    return found;
  }

  /* ---- Queries ------------------------------------------------------------------------------- */

  var OTHERS = /[0-9A-Za-zÀ-ÖØ-öø-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff]+|[\u3400-\u9fff\uf900-\ufaff]+/g;
  var endingKeys = {};
  mongolian.endings.forEach(function (ending) { endingKeys[mongolian.folded(ending)] = true; });

  function isEndingKey(key) { return Object.prototype.hasOwnProperty.call(endingKeys, key); }

  function narrow(text) {
    return text.replace(/[\uff10-\uff5a\u1810-\u1819]/g, function (letter) {
      var unit = letter.charCodeAt(0);
      return String.fromCharCode(unit > 0xFF00 ? unit - 0xFEE0 : unit - 0x1810 + 0x30);
    });
  }

  /* A way to find a word: what it counts where a key is equal, and where one only begins so. */
  function way(key, equal, begins) {
    var other = key.charAt(0) === "=", long = key.length > (other ? 2 : 1) || /^=[\u3400-\ufaff]/.test(key);
    return { key: key.slice(0, LONGEST), equal: equal, begins: long ? begins : 0 };
  }

  /* The ways of a Mongolian word: its key, with a dotted ᠨ at its end, without an ending joined to it. */
  function ways(spelling, key) {
    var found = [way(key, SAME, BEGINS)], stem = withoutEnding(mongolian.bare(spelling));
    if (dotted(spelling, key)) found.push(way(dotted(spelling, key), BEGINS, BEGINS));
    if (stem) {
      var short = mongolian.folded(stem);
      found.push(way(short, BEGINS, STEM));
      if (dotted(stem, short)) found.push(way(dotted(stem, short), BEGINS, STEM));
    }
    return found;
  }

  function dotted(spelling, key) {
    return /\u1828$/.test(mongolian.bare(spelling)) && key.length > 1 && /a$/.test(key) ? key.slice(0, -1) + "n" : "";
  }

  /* The word without the longest ending whose removal leaves enough of it. */
  function withoutEnding(word) {
    for (var at = 1; at < word.length; at++) {
      if (isEndingKey(mongolian.folded(word.slice(at))) && mongolian.folded(word.slice(0, at)).length >= SHORT) return word.slice(0, at);
    }
    return "";
  }

  function mongolianWord(word) {
    var spelling = mongolian.spelled(word.text), exact = {};
    exact[spelling.slice(0, LONGEST)] = true;
    return { ending: word.ending, exact: exact, ways: ways(word.text, mongolian.folded(word.text)) };
  }

  function latinWord(run) {
    var exact = {}, found = { ending: false, exact: exact, ways: [way("=" + run, SAME, BEGINS)] };
    exact[run.slice(0, LONGEST)] = true;
    mongolian.latin(run).forEach(function (reading) {
      exact[mongolian.spelled(reading.spelling).slice(0, LONGEST)] = true;
      found.ending = found.ending || isEndingKey(reading.key);
      found.ways = found.ways.concat(ways(reading.spelling, reading.key));
    });
    return found;
  }

  function pairsOf(run) {
    var found = [];
    for (var at = 0; at + 1 < run.length || !at; at++) {
      var exact = {};
      exact[run.substr(at, 2)] = true;
      found.push({ ending: false, exact: exact, ways: [way("=" + run.substr(at, 2), SAME, BEGINS)] });
    }
    return found;
  }

  /* The words that are looked for: endings only where nothing else is asked. */
  function read(query) {
    var text = mongolian.stored(query.slice(0, QUERY)), found = mongolian.words(text).map(mongolianWord);
    (narrow(text).match(OTHERS) || []).map(mongolian.lower).forEach(function (run) {
      if (run.charAt(0) >= "\u3400") found = found.concat(pairsOf(run));
      else found.push(latinWord(run));
    });
    var real = found.filter(function (word) { return !word.ending; });
    return (real.length ? real : found).slice(0, WORDS);
  }

  /* ---- Ranking ------------------------------------------------------------------------------- */

  /* Calls back with every key that one way of a word reaches, and what that counts. */
  function reach(way_, found) {
    return Promise.all(shardsOf(way_.key, way_.begins > 0).map(loadShard)).then(function (got) {
      got.forEach(function (shard) {
        shard.forEach(function (entry) {
          var grade = entry.key === way_.key ? way_.equal : entry.key.indexOf(way_.key) === 0 ? way_.begins : 0;
          if (grade) found(entry, grade);
        });
      });
    });
  }

  /* document → [grade, weight], the best of every way */
  function matches(word) {
    var best = {};
    return Promise.all(word.ways.map(function (way_) {
      return reach(way_, function (entry, grade) {
        entry.lists.forEach(function (list) {
          var here = grade >= SAME && word.exact[list.spelling] === true ? EXACT : grade;
          list.documents.forEach(function (document_, at) {
            var before = best[document_], weight = list.weights[at];
            if (!before || here > before[0] || (here === before[0] && weight > before[1])) best[document_] = [here, weight];
          });
        });
      });
    })).then(function () { return best; });
  }

  /* [{document, held, grade, weight}] in their order, documents with every word before all others */
  function rank(words_) {
    return Promise.all(words_.map(matches)).then(function (every) {
      var found = {}, list = [];
      every.forEach(function (best) {
        Object.keys(best).forEach(function (number) {
          var hit = found[number];
          if (!hit) list.push(hit = found[number] = { document: +number, held: 0, grade: 0, weight: 0 });
          hit.held++;
          hit.grade += best[number][0];
          hit.weight += best[number][1];
        });
      });
      return list.sort(function (a, b) {
        return b.held - a.held || b.grade - a.grade || b.weight - a.weight || a.document - b.document;
      });
    });
  }

  /* ---- Passages ------------------------------------------------------------------------------ */

  function wanted(words_, key) {
    return words_.some(function (word) {
      return word.ways.some(function (one) {
        return one.key === key.slice(0, LONGEST) || (one.begins && key.indexOf(one.key) === 0);
      });
    });
  }

  /* Whether nothing but separators or spaces is between a word and the one before it. */
  function follows(text, all, at) {
    return at > 0 && /^[\u180a-\u180f\u202f\u200b-\u200d\u2060\ufeff\u00ad ]*$/.test(text.slice(all[at - 1].end, all[at].start));
  }

  /* Places of the words that were looked for, [start, end]; a mark takes the endings that a separator
     holds to the word, so that nothing stands between letters that are shaped together. */
  function places(text, words_) {
    var spans = [], all = mongolian.words(text), start = 0;
    for (var at = 0; at < all.length; at++) {
      var last = at, end = all[at].end, joined = all[at].text;
      if (!all[at].attached || !follows(text, all, at)) start = all[at].start;
      while (last + 1 < all.length && all[last + 1].ending && follows(text, all, last + 1)) {
        last++;
        joined += all[last].text;
        if (all[last].attached) end = all[last].end;
      }
      var key = mongolian.folded(all[at].text);
      if (wanted(words_, key)) spans.push([start, end]);
      else if (last > at && key.length < SHORT && wanted(words_, mongolian.folded(joined))) spans.push([start, all[last].end]);
    }
    return merged(spans.concat(otherPlaces(text, words_)));
  }

  function otherPlaces(text, words_) {
    var plain = narrow(text), spans = [], match;
    OTHERS.lastIndex = 0;
    while ((match = OTHERS.exec(plain))) {
      var run = mongolian.lower(match[0]), from = match.index;
      if (run.charAt(0) < "\u3400") { if (wanted(words_, "=" + run)) spans.push([from, from + run.length]); continue; }
      for (var at = 0; at < run.length; at++) {
        var pair = run.substr(at, 2);
        if (asked(words_, "=" + pair)) spans.push([from + at, from + at + pair.length]);
        else if (asked(words_, "=" + pair.charAt(0))) spans.push([from + at, from + at + 1]);
      }
    }
    return spans;
  }

  function asked(words_, key) { return words_.some(function (word) { return word.ways[0].key === key; }); }

  function merged(spans) {
    var found = [];
    spans.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; }).forEach(function (span) {
      var last = found[found.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else found.push([span[0], span[1]]);
    });
    return found;
  }

  /* [[text, marked], …] from one place to another */
  function marked(text, spans, from, to) {
    var parts = [], at = from;
    spans.forEach(function (span) {
      if (span[0] < from || span[1] > to) return;
      if (span[0] > at) parts.push([text.slice(at, span[0]), false]);
      parts.push([text.slice(span[0], span[1]), true]);
      at = span[1];
    });
    if (at < to) parts.push([text.slice(at, to), false]);
    return parts;
  }

  /* The stretch of a text that holds most of what was looked for, cut between words. */
  function passage(text, spans) {
    var best = 0, most = -1;
    for (var at = 0; at < spans.length; at++) {
      var seen = {}, value = 0;
      for (var n = at; n < spans.length && spans[n][1] <= spans[at][0] + PASSAGE - LEAD; n++) {
        var piece = text.slice(spans[n][0], spans[n][1]);
        if (!seen["=" + piece]) { seen["=" + piece] = true; value += 1 + piece.length; }
      }
      if (value > most) { most = value; best = spans[at][0]; }
    }
    var from = opening(text, Math.max(0, best - LEAD), best), to = closing(text, spans, from);
    var parts = marked(text, spans, from, to);
    if (from > 0) parts.unshift(["… ", false]);
    if (to < text.length) parts.push([" …", false]);
    parts.forEach(function (part_) { part_[0] = part_[0].replace(/[\t\n\v\f\r ]+/g, " "); });
    return parts;
  }

  /* Behind the last end of a sentence before the hit, else behind the first space. */
  function opening(text, from, best) {
    if (!from) return 0;
    var lead = text.slice(from, best), sentence = Math.max(lead.lastIndexOf("\u1803"), lead.lastIndexOf("\n"));
    if (sentence < 0) sentence = lead.search(/[\n ]/);
    return from + sentence + 1;
  }

  function closing(text, spans, from) {
    var to = Math.min(text.length, from + PASSAGE);
    if (to === text.length) return to;
    var space = text.slice(from, to).search(/[\n ][^\n ]*$/), cut = space > 0 ? from + space : to;
    spans.forEach(function (span) { if (span[0] < cut && span[1] > cut) cut = span[0] > from ? span[0] : span[1]; });
    return cut;
  }

  /* ---- Answers ------------------------------------------------------------------------------- */

  function loadCard(number) {
    if (cards[number]) return Promise.resolve(cards[number]);
    var file = Math.floor(number / directory.cards);
    return part("d/" + file).then(function (got) {
      got.forEach(function (text, at) {
        var facts = written(text).split("\n");
        cards[file * directory.cards + at] = {
          address: facts[0], title: facts[1], date: facts[2], column: facts[3], hasText: facts[4] === "1", summary: facts.slice(5).join("\n")
        };
      });
      return cards[number];
    });
  }

  function loadText(number, card) {
    if (!card.hasText) return Promise.resolve("");
    if (texts[number] !== undefined) return Promise.resolve(texts[number]);
    return part("x/" + number).then(function (got) { return texts[number] = written(got[0]); });
  }

  /* A text that cannot be read costs its passage alone. */
  function lost(error) {
    if (error.message === "changed") throw error;
    return "";
  }

  function shown(hit, words_) {
    return loadCard(hit.document).then(function (card) {
      return loadText(hit.document, card).catch(lost).then(function (text) {
        var spans = places(text, words_), own = spans.length ? text : card.summary || text;
        if (own !== text) spans = places(own, words_);
        return {
          address: card.address, url: root + card.address.split("/").map(encodeURIComponent).join("/"), title: card.title,
          titleParts: marked(card.title, places(card.title, words_), 0, card.title.length), date: card.date, column: card.column,
          passage: passage(own, spans), held: hit.held, grade: hit.grade, weight: hit.weight
        };
      });
    });
  }

  function answer(query, limit) {
    return open().then(function () {
      var words_ = read(query);
      return rank(words_).then(function (list) {
        var all = !list.length || list[0].held === words_.length;
        if (all) list = list.filter(function (hit) { return hit.held === words_.length; });
        return Promise.all(list.slice(0, limit).map(function (hit) { return shown(hit, words_); })).then(function (hits) {
          return { query: query, words: words_.length, total: list.length, all: all, hits: hits };
        });
      });
    });
  }

  /* Hits of a query: {query, words, total, all, hits: [{address, url, title, titleParts, date, column,
     passage, …}]}. Where no document holds every word, `all` is false and hits hold some. An index that
     was changed meanwhile is read anew once; fails with an Error "failed" or "changed". */
  mongolian.find = function (query, limit) {
    query = typeof query === "string" ? query : "";
    limit = limit > 0 ? Math.min(Math.floor(limit), 1000) : 10;
    return answer(query, limit).catch(function (error) {
      if (error.message !== "changed") throw error;
      forget();
      return answer(query, limit);
    });
  };

  mongolian.keys = function (query) { return read(query); };  /* for tests: how a query is read */

  /* ---- The page ------------------------------------------------------------------------------ */

  var PAUSE = 250; /* milliseconds without a key before a typed query is asked */

  function start() {
    var list = document.querySelector("[data-gk-mongolian-results]");
    if (list) page(list);
  }

  function make(tag, name, inside) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    inside.forEach(function (part_) { element.appendChild(part_.nodeType ? part_ : document.createTextNode(part_)); });
    return element;
  }

  function drawn(parts) {
    return parts.map(function (part_) { return part_[1] ? make("mark", "", [part_[0]]) : document.createTextNode(part_[0]); });
  }

  function item(hit) {
    var link = make("a", "", drawn(hit.titleParts)), inside = [link];
    link.href = hit.url;
    if (hit.passage.length) inside.push(make("p", "gk-passage", drawn(hit.passage)));
    var facts = [hit.date, hit.column].filter(Boolean).map(function (fact) { return make("span", "", [fact]); });
    if (facts.length > 1) facts.splice(1, 0, " ");
    if (facts.length) inside.push(make("p", "gk-facts", facts));
    return make("li", "", inside);
  }

  function page(list) {
    var form = document.querySelector("form[data-gk-mongolian-form]"), box = form && form.elements.q;
    var status = document.querySelector("[data-gk-mongolian-status]"), more = null, turn = 0, timer = null, asked = null;
    var step = +list.getAttribute("data-limit") || 20;
    if (!status) {
      status = make("p", "", []);
      status.setAttribute("role", "status");
      list.parentNode.insertBefore(status, list);
    }

    function say(name, number) {
      status.textContent = (list.getAttribute("data-" + name) || "").replace("{n}", number === undefined ? "" : String(number));
    }

    function offer(query, limit, total) {
      if (more) { more.parentNode.removeChild(more); more = null; }
      if (total <= limit || !list.getAttribute("data-more")) return;
      more = make("button", "gk-more", [list.getAttribute("data-more")]);
      more.type = "button";
      more.onclick = function () {
        ask(query, limit + step).then(function () { if (list.children[limit]) list.children[limit].firstChild.focus(); });
      };
      list.parentNode.insertBefore(more, list.nextSibling);
    }

    function fill(hits) {
      while (list.firstChild) list.removeChild(list.firstChild);
      hits.forEach(function (hit) { list.appendChild(item(hit)); });
    }

    function ask(query, limit) {
      var mine = ++turn;
      asked = query;
      if (!/[^\s]/.test(query)) { fill([]); offer(query, 0, 0); status.textContent = ""; return Promise.resolve(); }
      return mongolian.find(query, limit).then(function (found) {
        if (mine !== turn) return;
        fill(found.hits);
        offer(query, limit, found.total);
        say(!found.total ? "none" : found.all ? "found" : "any", found.total);
      }, function (error) {
        if (mine !== turn) return;
        fill([]);
        offer(query, 0, 0);
        say(error.message === "changed" ? "changed" : "failed");
      });
    }

    function typed(event) {
      clearTimeout(timer);
      if (event.isComposing) return;
      timer = setTimeout(function () {
        if (box.value === asked) return;
        keep(box.value, "replace");
        ask(box.value, step);
      }, PAUSE);
    }

    function keep(query, how) {
      try { window.history[how + "State"](null, "", query ? "?q=" + encodeURIComponent(query) : window.location.pathname); } catch (refused) { /* file:// */ }
    }

    function fromAddress() {
      var match = /[?&]q=([^&#]*)/.exec(window.location.search), query = "";
      try { query = match ? decodeURIComponent(match[1].replace(/\+/g, " ")) : ""; } catch (broken) { query = match[1]; }
      if (box) box.value = query;
      ask(query, step);
    }

    if (form) {
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        clearTimeout(timer);
        keep(box.value, "push");
        ask(box.value, step);
      });
      box.addEventListener("input", typed);
      box.addEventListener("compositionend", typed);
    }
    window.addEventListener("popstate", fromAddress);
    fromAddress();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
