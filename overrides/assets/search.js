/* Search in the browser: looks up an index cut into small scripts, ranks as lunr does over the whole,
   and loads only what proves the first hits. Plain script for old browsers: no fetch, no eval, works
   from file://. Formats: plugins/gongkai/search/; letters and terms: plugins/gongkai/text/. */
(function () {
  "use strict";
  var gongkai = window.gongkai = window.gongkai || {};
  var self = document.currentScript || document.querySelector("script[src*='assets/search.js']");
  var root = self.src.replace(/assets\/search\.js.*$/, "") + "search/";

  var TITLE = 2, SYLLABLES = 6, INITIALS = 7, FIELDS = 8;
  var K1 = 1.2, B = 0.75;
  var LONGEST = 300;          /* units of a query that are read */
  var MOST_TERMS = 80;
  var SLACK = 1.01;           /* averages may have moved since the tiers were cut */
  var TIERS = 4;
  var FIRST_CARDS = 10, MORE_CARDS = 14, VERIFIABLE = 150, ROUND = 5500;
  var READABLE = 100;         /* texts that are read for a quoted phrase */
  var LOOKS = [4, 10, 20]; /* hits among which a phrase is looked for, step by step */

  /* ---- Files --------------------------------------------------------------------------------- */

  var registered = {}, waiting = {}, loading = {}, version = "";

  window.GK = function (key) { registered[key] = Array.prototype.slice.call(arguments, 1); };

  function load(name, key) {
    if (loading[name]) return loading[name];
    return loading[name] = new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = root + name.split("/").map(encodeURIComponent).join("/") + (version && name !== "dir.js" ? "?v=" + version : "");
      script.onload = function () {
        var full = name === "dir.js" ? key : (name.charAt(0) === "x" ? directory.letters_ : version) + key;
        var got = registered[full];
        delete registered[full];
        if (got) { script.parentNode.removeChild(script); done(got); } else fail("检索文件已经更新，请刷新页面后再试");
      };
      script.onerror = function () { fail("检索文件没能读出来，请检查网络或存储介质后再试"); };
      function fail(why) {
        delete loading[name];
        if (script.parentNode) script.parentNode.removeChild(script);
        failed(new Error(why));
      }
      document.head.appendChild(script);
    });
  }

  /* ---- Numbers ------------------------------------------------------------------------------- */

  function Reader(text) { this.text = text; this.at = 0; }
  Reader.prototype.next = function () {
    var value = 0, code;
    while ((code = this.text.charCodeAt(this.at++)) > 92) value = value * 34 + code - 92;
    return value * 57 + code - 35;
  };
  Reader.prototype.skip = function (count) {
    while (count > 0) if (this.text.charCodeAt(this.at++) < 93) count--;
  };
  Reader.prototype.more = function () { return this.at < this.text.length; };

  function numbers(text) {
    var reader = new Reader(text), found = [];
    while (reader.more()) found.push(reader.next());
    return found;
  }

  function sums(values) {
    for (var at = 1; at < values.length; at++) values[at] += values[at - 1];
    return values;
  }

  /* ---- Letters: the same as text/letters.py -------------------------------------------------- */

  var CHARACTERS = [0x1100, 0x11FF, 0x2E80, 0x2FDF, 0x3005, 0x3007, 0x3040, 0x30FF, 0x3100, 0x31BF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xAC00, 0xD7A3, 0xD800, 0xDFFF, 0xF900, 0xFAFF];
  var WORDS = [0x30, 0x39, 0x41, 0x5A, 0x61, 0x7A, 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x24F, 0x370, 0x3FF, 0x400, 0x52F, 0x1800, 0x18AF, 0x1E00, 0x1EFF];
  var COMPATIBLE = [0x2460, 0x24FF, 0x2E80, 0x2FDF, 0x3000, 0x3000, 0x3200, 0x33FF, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFFEF];
  var forms = null;           /* traditional → simplified, once all of them were needed */
  var nearForms = {};         /* those of the letters that the library itself uses */
  var foldings = {};

  function inside(ranges, unit) {
    for (var at = 0; at < ranges.length; at += 2) if (unit >= ranges[at] && unit <= ranges[at + 1]) return true;
    return false;
  }

  /* 0 separator, 1 letter of a word, 2 character */
  function classOf(unit) { return inside(WORDS, unit) ? 1 : inside(CHARACTERS, unit) ? 2 : 0; }

  function oneForm(letter) {
    if (letter.normalize && inside(COMPATIBLE, letter.charCodeAt(0))) {
      var narrow = letter.normalize("NFKC");
      if (narrow.length === 1) letter = narrow;
    }
    var lower = inside(WORDS, letter.charCodeAt(0)) ? letter.toLowerCase() : letter;
    return lower.length === 1 ? lower : letter;
  }

  function foldOne(letter) {
    var unit = letter.charCodeAt(0);
    if (unit >= 0xD800 && unit < 0xE000) return letter;
    var form = oneForm(letter);
    return (forms || nearForms)[form] || form;
  }

  function fold(text) {
    var out = "";
    for (var at = 0; at < text.length; at++) {
      var letter = text.charAt(at);
      out += foldings[letter] || (foldings[letter] = foldOne(letter));
    }
    return out;
  }

  function bare(text) {
    var out = "";
    for (var at = 0; at < text.length; at++) if (classOf(text.charCodeAt(at))) out += text.charAt(at);
    return out;
  }

  /* ---- Terms: the same as text/terms.py ------------------------------------------------------ */

  function mixed(number) {
    var h = number | 0;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85EBCA6B);
    h ^= h >>> 13;
    h = Math.imul(h, 0xC2B2AE35);
    return (h ^ (h >>> 16)) >>> 0;
  }

  function wordTerm(word) {
    var sum = 0, power = 1;
    for (var at = 0; at < word.length; at++) {
      sum = (sum + Math.imul(word.charCodeAt(at), power)) | 0;
      power = Math.imul(power, 0x01000193);
    }
    return mixed(sum) & 0xFFFFFFF;
  }

  function pairTerm(first, second) { return ((first << 16) | second) >>> 0; }

  /* Runs of one class: [{text, kind, at}] */
  function runs(folded) {
    var found = [], current = null;
    for (var at = 0; at < folded.length; at++) {
      var kind = classOf(folded.charCodeAt(at));
      if (current && kind === current.kind) current.text += folded.charAt(at);
      else {
        current = kind ? { text: folded.charAt(at), kind: kind, at: at } : null;
        if (current) found.push(current);
      }
    }
    return found;
  }

  function runTerms(run) {
    if (run.kind === 1) return [wordTerm(run.text)];
    var found = [];
    for (var at = 0; at + 1 < run.text.length; at++) found.push(pairTerm(run.text.charCodeAt(at), run.text.charCodeAt(at + 1)));
    return found.length ? found : [pairTerm(run.text.charCodeAt(0), 0)];
  }

  gongkai.terms = function (text) {  /* for tests: every term of a text, as text/terms.py finds them */
    return runs(fold(text)).map(function (run) { return run.kind === 2 && run.text.length === 1 ? [] : runTerms(run); });
  };
  gongkai.letter = function (unit) { var one = fold(String.fromCharCode(unit)); return [one.charCodeAt(0), classOf(one.charCodeAt(0))]; };

  /* ---- Directory ----------------------------------------------------------------------------- */

  var directory = null, opening = null;

  function open() {
    return opening || (opening = load("dir.js", "dir").then(function (got) {
      var dir = got[0], at, number;
      version = dir.version;
      dir.letters_ = dir.letters;
      directory = dir;
      dir.rank = {};
      longTerms(dir.long).forEach(function (hash, rank) { dir.rank[hash] = rank; });
      var lengths = sums(numbers(dir.lengths)), often = numbers(dir.runs);
      dir.length = new Int32Array(dir.size);
      for (at = 0, number = 0; at < lengths.length; at++) {
        dir.length.fill(lengths[at], number, number += often[at] + 1);
      }
      for (at = 0; at < dir.changed.length; at += 2) dir.length[dir.changed[at]] = dir.changed[at + 1];
      var letters = numbers(dir.alphabet);
      for (at = 58; at < letters.length; at++) letters[at] += letters[at - 1];
      dir.letters = letters;
      for (at = 0; at < dir.forms.length; at += 2) nearForms[dir.forms.charAt(at)] = dir.forms.charAt(at + 1);
      foldings = {};
      dir.used = {};
      letters.forEach(function (unit) { dir.used[unit] = true; });
      dir.stamp = new Int32Array(dir.size);
      dir.score = new Int32Array(dir.size);
      dir.tailSeen = new Int32Array(dir.size);
      dir.held = new Uint8Array(dir.size);
      dir.heldWhole = new Uint8Array(dir.size);
      dir.touched = new Int32Array(dir.size);
      dir.pass = 0;
      return dir;
    }, function (error) { opening = null; throw error; }));
  }

  /* Hashes of the long terms, ascending: their places are their ranks. */
  function longTerms(text) {
    var reader = new Reader(text), hashes = [], first = 0, second = 0;
    while (reader.more()) {
      var step = reader.next();
      first += step;
      second = reader.next() + (step ? 0 : second);
      hashes.push(mixed(pairTerm(first, second)));
    }
    return hashes.sort(function (a, b) { return a - b; });
  }

  function loadSyllables() {
    return directory.spelled ? Promise.resolve() : load("syllables.js", "syllables").then(function (got) {
      directory.spelled = got[0].split(" ");
      directory.syllable = {};
      directory.spelled.forEach(function (name, at) { directory.syllable[name] = at; });
    });
  }

  function spelled(text) {
    var reader = new Reader(text), out = [], letters = directory.letters;
    while (reader.more()) {
      var number = reader.next();
      out.push(String.fromCharCode(number < 1995 ? letters[number] : number - 1995));
    }
    return out.join("");
  }

  /* ---- Lists --------------------------------------------------------------------------------- */

  var terms = {};             /* by hash: what has been read of each term */

  function termOf(code) { return terms[mixed(code)]; }

  function Term(hash) {
    this.hash = hash;
    this.long = directory.rank.hasOwnProperty(hash);
    this.parts = [];          /* [{field, documents, often, lengths}] of what was read */
    this.total = 0;           /* postings there are: lunr's df */
    this.tiers = 0;           /* tiers read */
    this.bounds = [];
    this.sizes = [];
    this.weighed = {};
  }

  Term.prototype.whole = function () { return !this.long || this.tiers >= TIERS; };
  Term.prototype.known = function () { return this.total > 0; };

  Term.prototype.idf = function () {
    var all = directory.documents;
    return Math.log(1 + Math.abs((all - this.total + 0.5) / (this.total + 0.5)));
  };

  /* The most that a document may still gain from the tiers that were not read, in thousandths. */
  Term.prototype.tail = function () {
    return this.whole() ? 0 : Math.ceil(this.idf() * this.bounds[this.tiers - 1] * SLACK) + FIELDS;
  };

  function weight(idf, often, length, field) {
    var score = idf * ((K1 + 1) * often) / (K1 * (1 - B + B * (length / directory.averages[field])) + often);
    return Math.round(score * directory.boosts[field] * 1000);
  }

  /* {documents, weights}: the sum over the wanted fields for each document read so far. */
  Term.prototype.weights = function (wanted) {
    var key = wanted + ":" + this.tiers, made = this.weighed[key];
    if (made) return made;
    var idf = this.idf(), place = {}, documents = [], weights = [], several = false, seen = 0;
    this.parts.forEach(function (part) { if (wanted >> part.field & 1) { seen++; } });
    several = seen > 1;
    this.parts.forEach(function (part) {
      if (!(wanted >> part.field & 1)) return;
      for (var at = 0; at < part.documents.length; at++) {
        var document = part.documents[at];
        var length = part.field ? part.lengths[at] : directory.length[document];
        var value = weight(idf, part.often[at], length, part.field);
        if (several && place[document] !== undefined) weights[place[document]] += value;
        else {
          if (several) place[document] = documents.length;
          documents.push(document);
          weights.push(value);
        }
      }
    });
    made = { documents: Int32Array.from(documents), weights: Int32Array.from(weights) };
    this.weighed = {};
    this.weighed[key] = made;
    return made;
  };

  /* Reads the lists of one term from the columns of a file; the readers stand before them. */
  function readLists(term, mask, counts, columns) {
    for (var field = 0; field < FIELDS; field++) {
      if (!(mask >> field & 1)) continue;
      var count = counts.next(), part = { field: field, documents: new Int32Array(count), often: new Int32Array(count), lengths: field ? new Int32Array(count) : null };
      for (var at = 0, document = 0; at < count; at++) {
        part.documents[at] = document += columns.gaps.next();
        part.often[at] = columns.often.next() + 1;
        if (field) part.lengths[at] = columns.lengths.next();
      }
      term.parts.push(part);
      if (!term.long) term.total += count;
    }
  }

  function columnsOf(got) { return { gaps: new Reader(got[3]), often: new Reader(got[4]), lengths: new Reader(got[5]) }; }

  function maskSize(mask) { var size = 0; while (mask) { size += mask & 1; mask >>= 1; } return size; }

  function readShard(got, shard, wanted) {
    var hashes = new Reader(got[0]), masks = new Reader(got[1]), counts = new Reader(got[2]), columns = columnsOf(got);
    var hash = shard * Math.pow(2, 32 - directory.bits);
    while (hashes.more()) {
      hash += hashes.next();
      var mask = masks.next();
      if (wanted[hash]) { readLists(wanted[hash], mask, counts, columns); continue; }
      var all = 0, short = 0;
      for (var field = 0; field < FIELDS; field++) if (mask >> field & 1) {
        var count = counts.next();
        all += count;
        if (field) short += count;
      }
      columns.gaps.skip(all);
      columns.often.skip(all);
      columns.lengths.skip(short);
    }
  }

  function readTier(term, got) {
    if (got[6] !== undefined) {
      var head = numbers(got[6]);
      term.total = head[0];
      term.bounds = head.slice(1, 4);
      term.sizes = head.slice(4);
    }
    new Reader(got[0]).next();
    if (got[1]) readLists(term, new Reader(got[1]).next(), new Reader(got[2]), columnsOf(got));
    do term.tiers++; while (term.tiers < TIERS && !term.sizes[term.tiers]);
  }

  function hex(hash) { return ("0000000" + hash.toString(16)).slice(-8); }

  function loadTier(term) {
    var name = hex(term.hash) + "-" + term.tiers, at = term.tiers;
    return load("h/" + name + ".js", name).then(function (got) { if (term.tiers === at) readTier(term, got); });
  }

  function loadWhole(term) {
    return term.whole() ? Promise.resolve() : loadTier(term).then(function () { return loadWhole(term); });
  }

  /* Reads what a first look at these codes needs; gives their terms. */
  function look(codes) {
    var shards = {}, jobs = [], found = codes.map(function (code) {
      var hash = mixed(code), term = terms[hash];
      if (term) { if (term.ready) jobs.push(term.ready); return term; }
      term = terms[hash] = new Term(hash);
      if (term.long) jobs.push(term.ready = loadTier(term).catch(forget));
      else {
        var shard = Math.floor(hash / Math.pow(2, 32 - directory.bits));
        (shards[shard] = shards[shard] || {})[hash] = term;
      }
      function forget(error) { delete terms[hash]; throw error; }
      return term;
    });
    Object.keys(shards).forEach(function (shard) {
      var wanted = shards[shard], name = "t/" + shard + ".js";
      var job = load(name, "t" + shard).then(function (got) { readShard(got, Number(shard), wanted); }, function (error) {
        Object.keys(wanted).forEach(function (hash) { delete terms[hash]; });
        throw error;
      });
      Object.keys(wanted).forEach(function (hash) { wanted[hash].ready = job; });
      jobs.push(job);
    });
    return Promise.all(jobs).then(function () { return found; });
  }

  /* ---- Cards and texts ----------------------------------------------------------------------- */

  var cards = {};

  function loadCard(number) {
    if (cards[number]) return Promise.resolve(cards[number]);
    var file = Math.floor(number / directory.cards), first = file * directory.cards;
    return load("d/" + Math.floor(file / 1000) + "/" + file + ".js", "d" + first).then(function (got) {
      for (var at = 0; at < got.length; at += 3) if (got[at]) cards[first + at / 3] = cards[first + at / 3] || readCard(got.slice(at, at + 3));
      return cards[number];
    });
  }

  function readCard(parts) {
    var facts = spelled(parts[0]).split("\n");
    var flags = facts[7];
    return {
      id: facts[0], title: facts[1], issuer: facts[2], number: facts[3], date: facts[4], state: facts[5] || null,
      column: facts[6], sample: flags.charAt(0) === "1", hasText: flags.charAt(1) === "1",
      summary: facts.slice(8).join("\n"), folded: fold(facts[1]), proof: parts[1], counts: parts[2]
    };
  }

  /* rank of a long term → [[field, often], …] in this document */
  function readProof(card) {
    if (card.held) return card;
    var gaps = new Reader(card.proof), counts = new Reader(card.counts), rank = 0;
    card.lengths = [];
    for (var field = 0; field < FIELDS; field++) card.lengths.push(gaps.next());
    card.held = {};
    while (gaps.more()) {
      rank += gaps.next();
      var count = counts.next();
      (card.held[rank] = card.held[rank] || []).push([count & 7, (count >> 3) + 1]);
    }
    return card;
  }

  var texts = {};

  function loadText(card) {
    if (!card.hasText || texts[card.id] !== undefined) return Promise.resolve();
    return load("x/" + card.id + ".js", "x" + card.id).then(function (got) {
      texts[card.id] = spelled(got[0]);
    });
  }

  /* ---- Facets -------------------------------------------------------------------------------- */

  var PAIRED = ["column", "topic", "organ", "year", "validity", "gazette"];
  var facetFiles = {};

  function loadFacet(key) {
    if (facetFiles[key]) return Promise.resolve(facetFiles[key]);
    return load("f/" + key + ".js", "f-" + key).then(function (got) {
      var paired = PAIRED.indexOf(key) >= 0;
      return facetFiles[key] = {
        values: paired ? got[0][0] : null,
        codes: Int32Array.from(numbers(paired ? got[0][1] : got[0]))
      };
    });
  }

  function dayNumber(text) {
    var parts = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text || "");
    return parts ? Math.round((Date.UTC(+parts[1], parts[2] - 1, +parts[3]) - Date.UTC(1899, 11, 31)) / 86400000) : null;
  }

  function list(value) { return value === undefined || value === null || value === "" ? [] : [].concat(value); }

  /* A test of a document number for each facet that is asked for. */
  function filterTests(filters) {
    var wanted = [];
    filters = filters && typeof filters === "object" ? filters : {};
    PAIRED.forEach(function (key) {
      var values = list(filters[key]).map(String);
      if (values.length) wanted.push(loadFacet(key).then(function (facet) {
        var good = {};
        facet.values.forEach(function (pair, at) {
          var value = pair[0];
          if (values.indexOf(value) >= 0 || (key === "topic" && values.indexOf(value.split("/")[0]) >= 0) || (key === "organ" && values.indexOf(pair[1] || value) >= 0)) good[at + 1] = true;
        });
        return { key: key, test: function (number) { return good[facet.codes[number]] === true; } };
      }));
    });
    ["written", "published"].forEach(function (key) {
      var span = list(filters[key]), since = dayNumber(span[0]), until = dayNumber(span[1]);
      if (since !== null || until !== null) wanted.push(loadFacet(key).then(function (facet) {
        return { key: key, test: function (number) {
          var day = facet.codes[number];
          return day > 0 && (since === null || day >= since) && (until === null || day <= until);
        } };
      }));
    });
    return Promise.all(wanted);
  }

  /* The boxes of a document number: agency, year, serial. */
  function boxTest(filters) {
    var codes = boxNames(filters).map(wordTerm);
    if (!codes.length) return Promise.resolve([]);
    return look(codes).then(function (found) {
      return loadWholes([codes]).then(function () {
        var good = found.every(function (term) { return term.known(); }) ? holders([codes]) : {};
        return [{ key: "docNo", test: function (number) { return good[number] === true; } }];
      });
    });
  }

  function passing(tests, but) {
    var used = tests.filter(function (one) { return one.key !== but; });
    return used.length ? function (number) {
      for (var at = 0; at < used.length; at++) if (!used[at].test(number)) return false;
      return true;
    } : null;
  }

  /* ---- Reading a query ------------------------------------------------------------------------ */

  var CHINESE_YEAR = /[一二][〇○零一二三四五六七八九]{3}(?=年)/g;
  var OPEN = "[〔\\[(【〈<《﹝{｛「]?", CLOSE = "[〕\\])】〉>》﹞}｝」]?";
  var NUMBER = new RegExp("([\\u3400-\\u9fff]{2,20})\\s*" + OPEN + "\\s*((?:19|20)\\d\\d)\\s*年?\\s*" + CLOSE + "\\s*第?\\s*0*([1-9]\\d{0,5})(-\\d{1,4})?\\s*(?:号|(?=$|\\s|[^\\d年月.\\-/]))");
  var BARE_NUMBER = new RegExp("(?:^|\\s)[〔\\[(【〈<《﹝{]\\s*((?:19|20)\\d\\d)\\s*" + CLOSE + "\\s*第?\\s*0*([1-9]\\d{0,5})(-\\d{1,4})?\\s*号?|(?:^|\\s)((?:19|20)\\d\\d)\\s*年?第?\\s*0*([1-9]\\d{0,5})\\s*号");
  var ORDER = /([\u3400-\u9fff]{0,20}令)\s*[(〔\[]?\s*((?:19|20)\d\d)?\s*[)〕\]]?\s*第?\s*0*([1-9]\d{0,5})\s*号?/;
  var DAY = /(?:^|[^\d])((?:19|20)\d\d)\s*[年\-.\/]\s*(\d{1,2})\s*[月\-.\/]\s*(\d{1,2})(?:日|(?!\d))|(?:^|[^\d])((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)/;
  var MONTH = /(?:^|[^\d])((?:19|20)\d\d)\s*[年\-.\/]\s*(\d{1,2})(?:月|(?!\d))/;
  var YEAR = /(?:^|[^\d])((?:19|20)\d\d)(?!\d)年?/;
  var INDEX_NUMBER = /(?:^|\s)[0-9a-z]{4,20}[\/\-](?:19|20)\d\d-\d{3,8}(?=\s|$)/;
  var AGENCY = /([\u3400-\u9fff]{2,20})\s*[〔\[(【]\s*((?:19|20)\d\d)\s*[〕\])】]?\s*$/;
  var NUMERALS = { "〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9 };

  /* A query in parts: {kind, text, codes, needed, choices}. A part with names stands for its words only
     if the names are known; a part of Latin letters is read in the first way whose terms are known. */
  function parse(query) {
    var parts = [], typed = query.slice(0, LONGEST);
    var folded = fold(typed).replace(CHINESE_YEAR, function (year) {
      return year.replace(/./g, function (letter) { return NUMERALS[letter]; });
    });

    function take(pattern, use) {
      var found = pattern.exec(folded);
      if (!found || !found[0]) return;
      var lead = /^[^\d\u3400-\u9fff"“「〔\[(【〈<《﹝{]?/.exec(found[0])[0].length, at = found.index, size = found[0].length;
      if (use(found, typed.substr(at + (size > lead ? lead : 0), size - lead), at) === false) return;
      folded = folded.slice(0, at) + new Array(size + 1).join("\n") + folded.slice(at + size);
      take(pattern, use);
    }

    take(/(?:^|\s)-(?:["“”]([^"“”]+)["“”]|「([^」]+)」|([^\s\-"“”「]+))/, function (found, shown, at) {
      var text = found[1] || found[2] || found[3];
      addWords(text, at, "exclude", text);
    });
    /* A quotation within a title is no wish for a phrase: that stands apart. */
    take(/(?:^|\s)(?:["“”]([^"“”]+)["“”]|「([^」]+)」)(?=$|\s)/, function (found, shown, at) {
      var text = found[1] || found[2];
      addWords(text, at + 1, "phrase", text);
    });
    take(INDEX_NUMBER, function (found, shown, at) { parts.push(named("number", shown, ["index:" + bare(found[0])], found[0], at)); });
    take(NUMBER, function (found, shown, at) {
      var tail = found[2] + "-" + found[3] + (found[4] || "");
      var part = named("number", shown, ["no:" + found[1] + tail], found[0], at);
      part.shorter = [];
      for (var cut = 1; cut < found[1].length - 1 && cut < 9; cut++) part.shorter.push(wordTerm("no:" + found[1].slice(cut) + tail));
      part.shorter.push(wordTerm("no:" + tail));
      parts.push(part);
    });
    take(AGENCY, function (found, shown, at) {
      parts.push(named("number", shown, ["code:" + found[1], "numbered:" + found[2]], found[0], at));
    });
    take(ORDER, function (found, shown, at) {
      if (!found[3]) return false;
      parts.push(named("number", shown, ["no:" + found[1] + (found[2] || "") + "-" + found[3]], found[0], at));
    });
    take(BARE_NUMBER, function (found, shown, at) {
      parts.push(named("number", shown.trim(), ["no:" + (found[1] || found[4]) + "-" + (found[2] || found[5]) + (found[3] || "")], found[0], at));
    });
    take(DAY, function (found, shown, at) {
      var year = found[1] || found[4], month = +(found[2] || found[5]), day = +(found[3] || found[6]);
      parts.push(dated_(shown, "day:" + year + "-" + month + "-" + day, found[0], at));
    });
    take(MONTH, function (found, shown, at) { parts.push(dated_(shown, "month:" + found[1] + "-" + Number(found[2]), found[0], at)); });
    take(YEAR, function (found, shown, at) { parts.push(dated_(shown, "year:" + found[1], found[0], at)); });
    addWords(folded, 0, "word", typed);
    return parts.sort(function (a, b) { return a.at - b.at; });

    /* Whether a date stands in a sentence instead of apart: then its words are meant. */
    function inWords(at, size) {
      return [typed.charAt(at - 1), typed.charAt(at + size)].some(function (letter) { return letter && classOf(fold(letter).charCodeAt(0)) > 0; });
    }

    function dated_(shown, name, found, at) {
      var part = named("date", shown, [name], found, at);
      var lead = found.length - shown.length;
      part.glued = inWords(at + lead, shown.length) || (lead > 0 && classOf(found.charCodeAt(0)) > 0);
      return part;
    }

    function named(kind, shown, names, text, at) {
      return { kind: kind, text: shown, at: at, names: names.map(function (name) { return wordTerm(name); }), plain: words(text, at), run: bare(text) };
    }

    function words(text, at) {
      return runs(text).map(function (run) { return word(run, at, "word", run.text); });
    }

    function addWords(text, at, kind, shown) {
      if (kind !== "word") {
        var codes = [];
        runs(text).forEach(function (run) { codes = codes.concat(runTerms(run)); });
        if (codes.length) parts.push({ kind: kind, text: shown, at: at, codes: codes, run: bare(text) });
        return;
      }
      latinGroups(runs(text), text).forEach(function (run) { parts.push(word(run, at, kind, shown.substr(run.at, run.size || run.text.length))); });
    }
  }

  function word(run, at, kind, shown) {
    if (run.kind === 1 && /^[a-zü]+( [a-zü]+)*$/.test(run.text)) return latin(run, at, shown);
    var single = run.kind === 2 && run.text.length === 1;
    return { kind: kind, text: shown, at: at + run.at, codes: runTerms(run), run: run.text, single: single, cjk: run.kind === 2 };
  }

  /* Latin words with nothing but spaces between are one part: syllables may be typed apart. */
  function latinGroups(found, text) {
    var out = [];
    found.forEach(function (run) {
      var last = out[out.length - 1];
      var isLatin = run.kind === 1 && /^[a-zü]+$/.test(run.text);
      if (last && last.latin && isLatin && /^[\s']+$/.test(text.slice(last.at + last.size, run.at))) {
        last.text += " " + run.text;
        last.size = run.at + run.text.length - last.at;
      } else out.push({ text: run.text, kind: run.kind, at: run.at, size: run.text.length, latin: isLatin });
    });
    return out;
  }

  function syllableCode(number) { return pairTerm(0xE000 + number, 0); }

  /* Ways to cut a word into syllables, those with fewest first; an unfinished last one is left out. */
  function segmentations(word) {
    var known = directory.syllable, found = [], spent = 0;
    function walk(at, sofar) {
      if (found.length > 20 || ++spent > 400) return;
      if (at === word.length) { found.push(sofar); return; }
      for (var size = Math.min(6, word.length - at); size > 0; size--) {
        var piece = word.substr(at, size);
        if (known.hasOwnProperty(piece) && (size > 1 || piece === "a" || piece === "e" || piece === "o")) walk(at + size, sofar.concat(known[piece]));
      }
    }
    walk(0, []);
    return found.sort(function (a, b) { return a.length - b.length; }).slice(0, 4);
  }

  function segmented(word) {
    for (var cut = word.length; cut >= Math.max(2, word.length - 4); cut--) {
      var found = segmentations(word.slice(0, cut));
      if (found.length && (cut === word.length || found[0].length > 1)) return found;
    }
    return [];
  }

  function initialCodes(word) {
    var pairs = [], out = [], at;
    for (at = 0; at + 1 < word.length; at++) pairs.push(0xE400 + 26 * (word.charCodeAt(at) - 97) + word.charCodeAt(at + 1) - 97);
    if (pairs.length < 3) return pairs.map(function (pair) { return pairTerm(pair, 0); });
    for (at = 0; at + 2 < pairs.length; at++) out.push(pairTerm(pairs[at], pairs[at + 2]));
    return out;
  }

  function latin(run, at, shown) {
    var words = run.text.replace(/ü/g, "v").split(" "), choices = [];
    var cuts = words.map(segmented), whole = cuts.every(function (one) { return one.length; });
    if (whole) {
      var ways = words.length === 1 ? cuts[0] : combined(cuts);
      ways.forEach(function (groups) {
        groups = words.length === 1 ? [groups] : groups;
        var needed = [], extra = [], flat = [];
        groups.forEach(function (group, place) {
          for (var n = 0; n + 1 < group.length; n++) needed.push(pairTerm(0xE000 + group[n], 0xE000 + group[n + 1]));
          if (group.length === 1) needed.push(syllableCode(group[0]));
          if (place) {
            var joint = pairTerm(0xE000 + flat[flat.length - 1], 0xE000 + group[0]);
            (group.length === 1 || groups[place - 1].length === 1 ? needed : extra).push(joint);
          }
          flat = flat.concat(group);
        });
        choices.push({ kind: "pinyin", codes: needed, extra: extra, syllables: flat });
      });
    }
    choices.push({ kind: "word", codes: words.map(wordTerm), extra: [] });
    var letters = words.join("");
    if (letters.length > 1 && letters.length < 17) choices.push({ kind: "pinyin", codes: initialCodes(letters), extra: [], initials: letters });
    return { kind: "word", text: shown, at: at + run.at, choices: choices, run: run.text };
  }

  function combined(cuts) {
    var ways = [[]];
    cuts.forEach(function (options) {
      var next = [];
      ways.forEach(function (way) { options.slice(0, 2).forEach(function (option) { next.push(way.concat([option])); }); });
      ways = next.slice(0, 4);
    });
    return ways;
  }

  /* The way of reading Latin letters that the index knows best: all terms known, then most; syllables
     before words before initials; among cuts into syllables the one whose rarest pair is commonest. */
  function chosen(part) {
    var best = null, bestScore = -1;
    part.choices.forEach(function (choice) {
      if (!choice.syllables && !part.open) return;
      var known = 0, rarest = Infinity;
      choice.codes.forEach(function (code) {
        var total = termOf(code).total;
        if (total) known++;
        rarest = Math.min(rarest, total);
      });
      var share = choice.codes.length ? known / choice.codes.length : 0;
      var value = (share === 1 ? 1e6 : share * 1e5) + (choice.syllables ? (choice.syllables.length > 1 ? 3e4 : 1e4) : choice.initials ? 0 : 2e4) + Math.min(rarest, 9999);
      if (value > bestScore) { bestScore = value; best = choice; }
    });
    return best;
  }

  /* A parsed query with its terms looked up: what is needed, what only counts, what is excluded. */
  function understood(parts) {
    var wanted = [];
    parts.forEach(function want(part) {
      if (part.names) wanted = wanted.concat(part.names);
      if (part.plain) part.plain.forEach(want);
      if (part.codes) wanted = wanted.concat(part.codes);
      if (part.choices) wanted = wanted.concat(codesOf(part.choices.filter(function (choice) { return choice.syllables; })));
    });
    return look(distinct(wanted).slice(0, 6 * MOST_TERMS)).then(function () {
      /* Most pinyin is known as syllables: words and initials are looked up only where it is not. */
      var unsure = parts.filter(function (part) { return part.choices && !part.choices.some(sure); });
      unsure.forEach(function (part) { part.open = true; });
      var more = unsure.reduce(function (all, part) { return all.concat(codesOf(part.choices)); }, []);
      parts.forEach(function (part) {
        if (part.shorter && !part.names.every(known)) more = more.concat(part.shorter);
      });
      return look(distinct(more));
    }).then(function () {
      var plan = { needed: [], extra: [], excluded: [], reading: [], runs: [], unknown: false, sounds: [], cjk: [], numbers: [] }, end = -1;
      var lone = parts.every(function (part) { return part.single || part.kind === "exclude"; });
      parts.forEach(function use(part) {
        if (part.names) {
          if (part.glued) {
            plan.extra = plan.extra.concat(part.names);
            part.plain.forEach(use);
            return;
          }
          var names = part.names;
          if (!names.every(known) && part.shorter) names = [shortened(part)];
          if (!names.every(known)) { part.plain.forEach(use); return; }
          if (part.kind === "number") plan.numbers = plan.numbers.concat(names); else plan.needed = plan.needed.concat(names);
          plan.reading.push({ kind: part.kind, text: part.text });
          return;
        }
        if (part.kind === "exclude") {
          plan.excluded.push(part.codes);
          plan.reading.push({ kind: "exclude", text: part.text });
          return;
        }
        if (part.choices) {
          var choice = chosen(part);
          if (!choice.codes.every(known)) plan.dropped = true;
          plan.needed = plan.needed.concat(choice.codes);
          plan.extra = plan.extra.concat(choice.extra);
          plan.reading.push({ kind: choice.kind, text: part.text });
          if (choice.kind === "pinyin") plan.sounds.push(choice); else plan.runs.push(part.run);
          return;
        }
        if (part.single && !lone) plan.extra = plan.extra.concat(part.codes);
        else plan.needed = plan.needed.concat(part.codes);
        plan.reading.push({ kind: part.kind, text: part.text });
        if (part.at === end) plan.runs[plan.runs.length - 1] += part.run; else plan.runs.push(part.run);
        end = part.at + part.run.length;
        if (part.kind === "phrase") (plan.phrases = plan.phrases || []).push(part.run);
        if (part.cjk && !part.single) plan.cjk.push(part.run);
        if (!part.single && !part.codes.every(known)) plan.dropped = true;
        if (part.cjk && !part.single && !part.codes.every(known)) plan.unknown = true;
      });
      if (plan.numbers.length) {  /* its document comes first, whatever else was typed */
        plan.extra = plan.extra.concat(plan.needed);
        plan.needed = plan.numbers;
      }
      plan.needed = distinct(plan.needed).filter(known).slice(0, MOST_TERMS);
      plan.extra = distinct(plan.extra).filter(known).filter(function (code) { return plan.needed.indexOf(code) < 0; }).slice(0, MOST_TERMS);
      plan.excluded = plan.excluded.filter(function (codes) { return codes.every(known); });
      return plan;
    });

    /* A number behind other words: the longest end of them that is an agency's, else any of that year
       and serial; an unknown name where there is none. */
    function shortened(part) { return part.shorter.filter(known)[0] || part.names[0]; }

    function known(code) { var term = termOf(code); return !!term && term.known(); }
    function sure(choice) { return choice.syllables && choice.syllables.length > 1 && choice.codes.every(known); }
    function codesOf(choices) { return choices.reduce(function (all, choice) { return all.concat(choice.codes, choice.extra); }, []); }
  }

  function boxNames(filters) {
    var boxes = (filters && filters.docNo) || {}, names = [];
    var code = bare(fold(textOf(boxes.code))).replace(/(?:19|20)\d\d$/, ""), year = bare(fold(textOf(boxes.year))).replace(/年$/, "");
    var serial = fold(textOf(boxes.serial)).replace(/^[第0\s]+|[号\s]+$/g, "");
    if (code) names.push("code:" + code);
    if (year) names.push("numbered:" + year);
    if (serial) names.push("serial:" + serial);
    if (code && serial) names.push("no:" + code + year + "-" + serial);
    return names;
  }

  function distinct(codes) {
    var seen = {};
    return codes.filter(function (code) { return seen[code] ? false : (seen[code] = true); });
  }

  /* ---- Ranking --------------------------------------------------------------------------------

     lunr's order with one rule before it: documents that hold every needed term first, then the score,
     then the number. A document's key is one number that sorts so. */

  var ALL = Math.pow(2, 32);
  var EVERY_FIELD = (1 << FIELDS) - 1;
  var TITLE_FIELDS = 1 << TITLE | 1 << 5 | 1 << SYLLABLES | 1 << INITIALS;

  /* The first `count` documents of a plan, exactly. `first(hits)` is called once, when the best is certain.
     Hits: [{number, key, card}], best first. */
  function rank(plan, count, first, from) {
    var needed = plan.needed.map(termOf), extra = plan.extra.map(termOf);
    var every = needed.concat(extra), proven = {}, told = false;
    if (!every.length) return Promise.resolve([]);
    return loadWholes(plan.excluded).then(function () {
      plan.barred = holders(plan.excluded);
      return step();
    });
    function step() {
      var state = tally(needed, extra, plan.fields);
      var found = choose(state, plan, count, proven);
      if (!told && first && found.certain) { told = true; first(found.best); }
      if (!found.open && !found.unseen) return withCards(found.best);
      if (!found.unseen && found.open <= VERIFIABLE) return prove(found.likely.slice(0, Object.keys(proven).length ? MORE_CARDS : FIRST_CARDS)).then(step);
      if (!Object.keys(proven).length && found.likely.length) {
        return prove(found.likely.slice(0, FIRST_CARDS)).then(step);
      }
      return deepen(needed, extra).then(step);
    }

    function prove(numbers_) {
      return Promise.all(numbers_.map(loadCard)).then(function () {
        numbers_.forEach(function (number) { proven[number] = exact(number, needed, extra, plan.fields); });
      });
    }

    function withCards(best) {
      var shown = best.filter(function (hit, at) { return at < LOOKS[LOOKS.length - 1] || at >= (from || 0); });
      return Promise.all(shown.map(function (hit) { return loadCard(hit.number); })).then(function () { return best; });
    }
  }

  /* Documents that score best by what a first look gives, unproven, with their cards. */
  function likeliest(codes, count) {
    var state = tally(codes.map(termOf), [], EVERY_FIELD), best = [];
    for (var at = 0; at < state.seen; at++) {
      var number = directory.touched[at];
      insert(best, { number: number, key: directory.held[number] * 1e6 + directory.score[number] }, count);
    }
    var numbers_ = best.map(function (one) { return one.number; });
    return Promise.all(numbers_.map(loadCard)).then(function () { return numbers_; });
  }

  function loadWholes(groups) {
    var all = [];
    groups.forEach(function (codes) { codes.forEach(function (code) { all.push(loadWhole(termOf(code))); }); });
    return Promise.all(all);
  }

  /* Documents that hold every term of one of the groups. */
  function holders(groups) {
    var out = {};
    groups.forEach(function (codes) {
      var count = {};
      codes.forEach(function (code) {
        var found = termOf(code).weights(EVERY_FIELD).documents;
        for (var at = 0; at < found.length; at++) count[found[at]] = (count[found[at]] || 0) + 1;
      });
      Object.keys(count).forEach(function (number) { if (count[number] === codes.length) out[number] = true; });
    });
    return out;
  }

  /* Adds up what has been read: for each document seen its score, the tails it is no longer owed, and
     how many needed terms it is known to hold. */
  function tally(needed, extra, wanted) {
    var dir = directory, pass = ++dir.pass, seen = 0, tails = 0, whole = 0;
    needed.forEach(function (term) { add(term, true); });
    extra.forEach(function (term) { add(term, false); });
    return { seen: seen, tails: tails, needed: needed.length, whole: whole };

    function add(term, counts) {
      var got = term.weights(wanted), documents = got.documents, weights = got.weights, tail = term.tail(), closed = term.whole();
      tails += tail;
      if (counts && closed) whole++;
      for (var at = 0; at < documents.length; at++) {
        var number = documents[at];
        if (dir.stamp[number] !== pass) {
          dir.stamp[number] = pass;
          dir.score[number] = dir.tailSeen[number] = dir.held[number] = dir.heldWhole[number] = 0;
          dir.touched[seen++] = number;
        }
        dir.score[number] += weights[at];
        dir.tailSeen[number] += tail;
        if (counts) { dir.held[number]++; if (closed) dir.heldWhole[number]++; }
      }
    }
  }

  function before(a, b) { return a.key > b.key || (a.key === b.key && a.number < b.number); }

  function insert(sorted, item, most) {
    if (sorted.length >= most && !before(item, sorted[sorted.length - 1])) return;
    var at = sorted.length;
    while (at > 0 && before(item, sorted[at - 1])) at--;
    sorted.splice(at, 0, item);
    if (sorted.length > most) sorted.pop();
  }

  /* The best exact hits, how many documents might still come before the last of them, and the likeliest. */
  function choose(state, plan, count, proven) {
    var dir = directory, best = [], likely = [], open = 0, at, number, key, top = -1;
    var allowed = plan.allowed, shut = plan.barred;
    for (at = 0; at < state.seen; at++) {
      number = dir.touched[at];
      if ((allowed && !allowed(number)) || (shut && shut[number])) continue;
      if (proven[number] !== undefined) key = proven[number];
      else if (dir.tailSeen[number] === state.tails) key = (dir.held[number] === state.needed ? ALL : 0) + dir.score[number];
      else continue;
      insert(best, { number: number, key: key }, count);
    }
    var last = best.length < count ? { key: -1, number: Infinity } : best[best.length - 1];
    for (at = 0; at < state.seen; at++) {
      number = dir.touched[at];
      if (dir.tailSeen[number] === state.tails || proven[number] !== undefined) continue;
      if ((allowed && !allowed(number)) || (shut && shut[number])) continue;
      var may = dir.heldWhole[number] === state.whole;
      key = (may ? ALL : 0) + dir.score[number] + state.tails - dir.tailSeen[number];
      if (!before({ key: key, number: number }, last)) continue;
      open++;
      top = Math.max(top, key);
      insert(likely, { number: number, key: (may ? ALL : 0) + dir.score[number] }, MORE_CARDS);
    }
    var beyond = state.tails ? (state.whole ? 0 : ALL) + state.tails : -1;
    return {
      best: best, open: open, likely: likely.map(function (one) { return one.number; }),
      unseen: state.tails > 0 && beyond >= last.key,
      certain: best.length > 0 && best[0].key > Math.max(top, beyond)
    };
  }

  /* A document's key from its card: the long terms it holds are all there. */
  function exact(number, needed, extra, wanted) {
    var card = readProof(cards[number]), dir = directory, held = 0, score = 0;
    needed.forEach(function (term) { if (add(term)) held++; });
    extra.forEach(add);
    return (held === needed.length ? ALL : 0) + score;

    function add(term) {
      if (!term.long) return addRead(term);
      var found = card.held[dir.rank[term.hash]], some = false;
      (found || []).forEach(function (one) {
        if (!(wanted >> one[0] & 1)) return;
        some = true;
        score += weight(term.idf(), one[1], card.lengths[one[0]], one[0]);
      });
      return some;
    }

    function addRead(term) {
      var got = term.weights(wanted), place = got.place || (got.place = placesOf(got.documents));
      if (place[number] === undefined) return false;
      score += got.weights[place[number]];
      return true;
    }
  }

  function placesOf(documents) {
    var place = {};
    for (var at = 0; at < documents.length; at++) place[documents[at]] = at;
    return place;
  }

  /* Reads on in the long lists, the rarest needed term first: some twelve kilobytes a round. */
  function deepen(needed, extra) {
    var open = needed.filter(unread).sort(rarer).concat(extra.filter(unread).sort(rarer)), spent = 0, jobs = [];
    for (var at = 0; at < open.length && spent < ROUND; at++) {
      spent += open[at].sizes[open[at].tiers];
      jobs.push(loadTier(open[at]));
    }
    return Promise.all(jobs);

    function unread(term) { return !term.whole(); }
    function rarer(a, b) { return a.total - b.total || a.hash - b.hash; }
  }

  /* ---- Everything that matches: for counts, dates and lists without a query ------------------- */

  function matching(plan) {
    var needed = plan.needed.map(termOf), extra = plan.extra.map(termOf);
    return loadWholes(plan.excluded.concat([plan.needed, plan.extra])).then(function () {
      var shut = holders(plan.excluded), whole = [], part = [], number;
      if (!needed.length && !extra.length) {
        for (number = 0; plan.browse && number < directory.size; number++) if (!shut[number]) whole.push(number);
        return { numbers: whole, all: true };
      }
      var state = tally(needed, extra, plan.fields);
      for (var at = 0; at < state.seen; at++) {
        number = directory.touched[at];
        if (!shut[number]) (directory.held[number] === needed.length ? whole : part).push(number);
      }
      var all = plan.allowed ? whole.some(plan.allowed) : whole.length > 0;
      return { numbers: all ? whole : part, all: all };
    });
  }

  /* ---- Sounds: one wrong homophone, and what pinyin found -------------------------------------- */

  var sounds = null;

  function loadSounds() {
    return sounds ? Promise.resolve(sounds) : load("sounds.js", "sounds").then(function (got) {
      var reader = new Reader(got[1]);
      sounds = {};
      sums(numbers(got[0])).forEach(function (unit) {
        var heard = [];
        for (var left = reader.next(); left > 0; left--) heard.push(reader.next());
        if (heard.length) sounds[String.fromCharCode(unit)] = heard;
      });
      return sounds;
    });
  }

  function loadForms() {
    return forms ? Promise.resolve() : load("forms.js", "forms").then(function (got) {
      var old = sums(numbers(got[0])), fresh = numbers(got[1]);
      forms = {};
      old.forEach(function (unit, at) { forms[String.fromCharCode(unit)] = String.fromCharCode(fresh[at]); });
      foldings = {};
    });
  }

  function alike(a, b) {
    if (a === b) return true;
    var first = sounds[a] || [], second = sounds[b] || [];
    return first.some(function (sound) { return second.indexOf(sound) >= 0; });
  }

  /* The place in a title that sounds like a run; null where none does, or only the run itself. */
  function heardIn(title, run) {
    var best = null, allowed = Math.max(1, Math.floor(run.length / 3));
    for (var at = 0; at + run.length <= title.length; at++) {
      var wrong = 0, n = 0;
      for (; n < run.length && wrong <= allowed; n++) {
        if (title.charAt(at + n) === run.charAt(n)) continue;
        if (!alike(title.charAt(at + n), run.charAt(n))) break;
        wrong++;
      }
      if (n === run.length && wrong <= allowed && (!best || wrong < best.wrong)) best = { text: title.substr(at, run.length), wrong: wrong };
    }
    return best;
  }

  /* What a reader probably meant, or null: the query with runs replaced by words of a title that sound
     the same. Titles are found by the syllables of the usual readings. */
  function repaired(query, plan) {
    return loadSounds().then(function () {
      var codes = [];
      plan.cjk.forEach(function (run) {
        for (var at = 0; at + 1 < run.length; at++) {
          var first = sounds[run.charAt(at)], second = sounds[run.charAt(at + 1)];
          if (first && second) codes.push(pairTerm(0xE000 + first[0], 0xE000 + second[0]));
        }
      });
      codes = distinct(codes).slice(0, MOST_TERMS);
      return look(codes).then(function () {
        codes = codes.filter(function (code) { return termOf(code).known(); });
        if (!codes.length) return null;
        return likeliest(codes, FIRST_CARDS).then(function (numbers_) {
          for (var at = 0; at < numbers_.length; at++) {
            var meant = replaced(query, plan.cjk, cards[numbers_[at]].folded);
            if (meant) return meant;
          }
          return null;
        });
      });
    });
  }

  function replaced(query, heard, title) {
    var folded = fold(query), wrong = 0;
    for (var at = 0; at < heard.length; at++) {
      var place = heardIn(title, heard[at]);
      if (!place) return null;
      var start = folded.indexOf(heard[at]);
      if (start < 0) return null;
      wrong += place.wrong;
      folded = folded.slice(0, start) + place.text + folded.slice(start + heard[at].length);
      query = query.slice(0, start) + place.text + query.slice(start + heard[at].length);
    }
    return wrong ? query : null;
  }

  /* ---- Marks and passages ---------------------------------------------------------------------- */

  /* Places of a plan's words in a text: whole runs, else their pairs. */
  function places(folded, plan) {
    var found = [];
    plan.runs.forEach(function (run) {
      if (add(run) || run.length < 3) return;
      for (var at = 0; at + 1 < run.length; at++) add(run.substr(at, 2));
    });
    plan.sounds.forEach(function (choice) { spokenPlaces(folded, choice, found); });
    return found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });

    function add(piece) {
      var any = false, latin = /^[a-z0-9]/.test(piece);
      for (var at = folded.indexOf(piece), n = 0; at >= 0 && n < 60; at = folded.indexOf(piece, at + 1), n++) {
        if (latin && (classOf(folded.charCodeAt(at - 1) || 0) === 1 || classOf(folded.charCodeAt(at + piece.length) || 0) === 1)) continue;
        found.push([at, at + piece.length]);
        any = true;
      }
      return any;
    }
  }

  function spokenPlaces(folded, choice, found) {
    if (!sounds) return;
    var size = choice.syllables ? choice.syllables.length : choice.initials.length;
    for (var at = 0; at + size <= folded.length; at++) {
      for (var n = 0; n < size && fits(folded.charAt(at + n), n); n++);
      if (n === size) found.push([at, at + size]);
    }

    function fits(letter, n) {
      return (sounds[letter] || []).some(function (sound) {
        return choice.syllables ? sound === choice.syllables[n] : directory.spelled[sound].charAt(0) === choice.initials.charAt(n);
      });
    }
  }

  /* A text in parts: [[text, whether it was searched for], …] */
  function marked(text, spans, from, to) {
    var parts = [], at = from;
    spans.forEach(function (span) {
      var start = Math.max(span[0], at), end = Math.min(span[1], to);
      if (start >= end) return;
      if (start > at) parts.push([text.slice(at, start), false]);
      var last = parts[parts.length - 1];
      if (last && last[1]) last[0] += text.slice(start, end); else parts.push([text.slice(start, end), true]);
      at = end;
    });
    if (at < to) parts.push([text.slice(at, to), false]);
    return parts;
  }

  var PASSAGE = 110, LEAD = 24;

  /* The stretch of a text that holds most of what was searched for. */
  function passage(text, plan) {
    var spans = places(fold(text), plan), best = 0, most = -1;
    for (var at = 0; at < spans.length; at++) {
      var seen = {}, value = 0;
      for (var n = at; n < spans.length && spans[n][1] <= spans[at][0] + PASSAGE - LEAD; n++) {
        var piece = text.slice(spans[n][0], spans[n][1]);
        if (!seen[piece]) { seen[piece] = true; value += piece.length * piece.length; }
      }
      if (value > most) { most = value; best = spans[at][0]; }
    }
    var from = Math.max(0, best - LEAD), start = text.slice(from, best).search(/[。；;！？\n](?![^。；;！？\n]*[。；;！？\n])/);
    if (start >= 0) from += start + 1;
    else if (best <= LEAD) from = 0;
    var to = Math.min(text.length, from + PASSAGE);
    var parts = marked(text, spans, from, to);
    if (from > 0 && start < 0) parts.unshift(["…", false]);
    if (to < text.length) parts.push(["…", false]);
    parts.forEach(function (part) { part[0] = part[0].replace(/\s+/g, " "); });
    return parts;
  }

  /* ---- Phrases: how well a document holds the words as they were typed -------------------------- */

  function holds(text, plan) {
    return plan.runs.every(function (run) { return text.indexOf(run) >= 0; });
  }

  /* 3 the title itself, 2 every word in title and issuer, 1 the longest in summary or text or one of
     several in the title (an organ's short name is in neither), 0 not so, null while the text was not
     read for this query. Pairs need no look: the index knows them. */
  function closeness(number, plan) {
    var card = cards[number];
    if (!plan.runs.length) return 0;
    card.bare = card.bare || bare(card.folded);
    if (card.bare === plan.whole) return 3;
    card.head = card.head || card.bare + "\n" + bare(fold(card.issuer));
    if (holds(card.head, plan)) return 2;
    if (plan.longest.length < 3) return 0;
    if (inFront(card, plan)) return 1;
    if (!card.hasText) return 0;
    if (!plan.read[number]) return null;
    if (texts[card.id] === undefined) return 0;  // its file could not be read
    card.bareText = card.bareText || bare(fold(texts[card.id]));
    return card.bareText.indexOf(plan.longest) >= 0 ? 1 : 0;
  }

  function inFront(card, plan) {
    card.front = card.front || card.head + "\n" + bare(fold(card.summary));
    return card.front.indexOf(plan.longest) >= 0 || (plan.runs.length > 1 && plan.runs.some(function (run) {
      return run.length > 3 && card.bare.indexOf(run) >= 0;
    }));
  }

  /* How much of several words a title holds: an organ's short name is in none. */
  function share(number, plan) {
    if (plan.runs.length < 2) return 0;
    return plan.runs.reduce(function (sum, run) { return sum + (cards[number].bare.indexOf(run) >= 0 ? run.length : 0); }, 0);
  }

  function lifted(hits, plan) {
    return hits.map(function (hit, at) {
      var close = closeness(hit.number, plan) || 0;
      return { hit: hit, at: at, all: hit.key >= ALL ? 1 : 0, close: close, share: share(hit.number, plan) };
    }).sort(function (a, b) { return b.all - a.all || b.close - a.close || b.share - a.share || a.at - b.at; }).map(function (one) { return one.hit; });
  }

  function loadTexts(hits) {
    return Promise.all(hits.map(function (hit) { return loadText(cards[hit.number]).catch(nothing); }));
  }

  /* Hits in their last order: those that hold the phrase before those that hold its words scattered.
     The first hits are looked through in steps, as far as one of them holds it. */
  function settled(plan, count, hits) {
    var step = 0;
    return look_();

    function look_() {
      var depth = Math.min(LOOKS[step], hits.length), near = hits.slice(0, depth);
      var unread = near.filter(function (hit) { return closeness(hit.number, plan) === null; });
      if (near.some(function (hit) { return closeness(hit.number, plan) > 0; }) || (!unread.length && plan.longest.length < 3)) return Promise.resolve(done());
      return loadTexts(unread).then(function () {  /* every page is cut from the same order */
        unread.forEach(function (hit) { plan.read[hit.number] = true; });
        var held = near.some(function (hit) { return closeness(hit.number, plan) > 0; });
        if (held || depth < LOOKS[step] || ++step === LOOKS.length) return done();
        return hits.length >= LOOKS[step] ? look_() : rank(plan, LOOKS[step]).then(function (more) { hits = more; return look_(); });
      });
    }

    function done() {
      var depth = Math.max(10, LOOKS[Math.min(step, LOOKS.length - 1)]);
      return lifted(hits.slice(0, depth), plan).concat(hits.slice(depth));
    }
  }

  /* Quoted phrases as a test: the texts of those documents are read that hold every word, all of them
     where they are few, else those that come first. */
  function phraseTest(plan) {
    return matching(plan).then(function (found) {
      var wanted = found.all ? (plan.allowed ? found.numbers.filter(plan.allowed) : found.numbers) : [];
      if (wanted.length <= READABLE) return wanted;
      return rank(plan, READABLE).then(function (hits) { return hits.map(function (hit) { return hit.number; }); });
    }).then(function (numbers_) {
      return Promise.all(numbers_.map(function (number) {
        return loadCard(number).then(loadText).catch(nothing);
      })).then(function () {
        var good = {};
        numbers_.forEach(function (number) {
          var card = cards[number], whole = bare(fold([card.title, card.issuer, card.number, card.summary, texts[card.id] || ""].join("\n")));
          good[number] = plan.phrases.every(function (phrase) { return whole.indexOf(phrase) >= 0; });
        });
        return { key: "phrase", test: function (number) { return good[number] === true; } };
      });
    });
  }

  /* ---- Answers --------------------------------------------------------------------------------- */

  function positive(value, otherwise) { value = Math.floor(Number(value)); return value > 0 && value < 1e6 ? value : otherwise; }

  function planned(query, options) {
    return (/[a-zü]/.test(fold(query)) ? loadSyllables() : Promise.resolve()).then(function () { return readAs(query, options); });
  }

  function readAs(query, options) {
    var parts = parse(query);
    return understood(parts).then(function (plan) {
      var odd = plan.cjk.join("").split("").some(function (letter) { return !directory.used[letter.charCodeAt(0)]; });
      if (plan.unknown && odd && !forms) return loadForms().then(function () { return planned(query, options); });
      plan.query = query;
      plan.whole = bare(fold(query));
      plan.longest = plan.runs.reduce(function (one, run) { return run.length > one.length ? run : one; }, "");
      plan.read = {};
      plan.fields = options.titleOnly ? TITLE_FIELDS : EVERY_FIELD;
      plan.browse = !plan.needed.length && !plan.extra.length && parts.every(function (part) { return part.kind === "exclude"; });
      return Promise.all([filterTests(options.filters), boxTest(options.filters)]).then(function (got) {
        var tests = plan.tests = got[0].concat(got[1]);
        plan.allowed = passing(tests);
        plan.browse = plan.browse && (tests.length > 0 || plan.excluded.length > 0);
        return plan.sounds.length ? loadSounds() : null;
      }).then(function () {
        return plan.phrases && phraseTest(plan).then(function (test) {
          plan.tests = plan.tests.concat([test]);
          plan.allowed = passing(plan.tests);
        });
      }).then(function () { return plan; });
    });
  }

  function norm(plan) { return Math.sqrt(plan.needed.length + plan.extra.length) || 1; }

  function shape(plan, hits, page, limit, stage) {
    var whole = plan.needed.concat(plan.extra).every(function (code) { return termOf(code).whole(); });
    var all = hits.length > 0 && hits[0].key >= ALL, total = plan.total === undefined ? null : plan.total;
    if (total === null && whole) total = countNow(plan, all);
    if (total === null && hits.length < page * limit) total = hits.length;
    return {
      query: plan.query, page: page, pages: total === null ? null : Math.max(1, Math.ceil(total / limit)),
      total: total, least: Math.max(hits.length, total || 0), reading: plan.reading, corrected: plan.corrected || null,
      all: (all && !plan.dropped) || plan.browse || !hits.length,
      hits: hits.slice((page - 1) * limit, page * limit).map(function (hit) { return shownHit(hit, plan, stage); }), stage: stage
    };
  }

  function countNow(plan, all) {
    var needed = plan.needed.map(termOf);
    var state = tally(needed, plan.extra.map(termOf), plan.fields), count = 0;
    for (var at = 0; at < state.seen; at++) {
      var number = directory.touched[at];
      if (all && directory.held[number] !== needed.length) continue;
      if ((!plan.allowed || plan.allowed(number)) && !(plan.barred && plan.barred[number])) count++;
    }
    return count;
  }

  function shownHit(hit, plan, stage) {
    var card = cards[hit.number], text = texts[card.id], close = closeness(hit.number, plan);
    var shown = null;
    if (close >= 2 || !card.hasText || hit.key < ALL || (close === 1 && inFront(card, plan))) shown = card.summary ? passage(card.summary, plan) : [];
    else if (text !== undefined) shown = passage(text, plan);
    else if (stage === "passages") shown = card.summary ? passage(card.summary, plan) : [];
    return {
      id: card.id, url: card.id + ".html", title: card.title, titleParts: marked(card.title, places(card.folded, plan), 0, card.title.length),
      issuer: card.issuer, number: card.number, date: card.date, state: card.state, column: card.column,
      columnName: directory.columns[card.column] || card.column, sample: card.sample,
      score: (hit.key >= ALL ? hit.key - ALL : hit.key) / 1000 / norm(plan), passage: shown
    };
  }

  function byDate(plan, numbers_) {
    return loadFacet("published").then(function (days) {
      var kept = plan.allowed ? numbers_.filter(plan.allowed) : numbers_;
      return kept.filter(function (number) { return days.codes[number] > 0; }).sort(function (a, b) { return days.codes[b] - days.codes[a] || a - b; });
    });
  }

  function dated(plan, page, limit) {
    return matching(plan).then(function (found) {
      return byDate(plan, found.numbers).then(function (sorted) {
        plan.total = sorted.length;
        var wanted = sorted.slice(0, page * limit), needed = plan.needed.map(termOf), extra = plan.extra.map(termOf);
        return Promise.all(wanted.slice((page - 1) * limit).map(loadCard)).then(function () {
          return wanted.map(function (number, at) {
            return { number: number, key: at < (page - 1) * limit ? 0 : needed.length + extra.length ? exact(number, needed, extra, plan.fields) : ALL };
          });
        });
      });
    });  }

  function textOf(query) { return typeof query === "string" ? query : typeof query === "number" ? String(query) : ""; }

  /* The plan of a query as it is meant: where no document holds every word, one may be misspelled. */
  function meant(query, options) {
    return planned(query, options).then(function (plan) {
      var doubtful = plan.cjk.length && !options.exact && !plan.phrases;
      if (!doubtful || plan.unknown) return doubtful ? better(plan) : plan;
      return rank(plan, 1).then(function (best) { return best.length && best[0].key >= ALL ? plan : better(plan); });
    });

    function better(plan) {
      return repaired(query.slice(0, LONGEST), plan).then(function (text) {
        return text ? planned(text, options).then(function (other) {
          return rank(other, 1).then(function (best) {
            if (!best.length || best[0].key < ALL) return plan;
            other.query = query;
            other.corrected = text;
            return other;
          });
        }) : plan;
      });
    }
  }

  function answer(query, options, progress, wantsPassages) {
    query = textOf(query);
    options = options && typeof options === "object" ? options : {};
    var limit = Math.min(positive(options.limit, 10), 100), page = positive(options.page, 1);
    return open().then(function () { return meant(query, options); }).then(function (plan) {
      if (plan.browse || options.sort === "date") return dated(plan, page, limit).then(function (hits) { return passages(plan, hits); });
      var count = Math.max(10, page * limit), settledAlready = false;
      return rank(plan, count, function (best) {
        if (!progress || page > 1) return;
        Promise.all(best.map(function (hit) { return loadCard(hit.number); })).then(function () {
          if (!settledAlready) tell(plan, lifted(best, plan), "first");
        }, nothing);
      }, (page - 1) * limit).then(function (hits) {
        settledAlready = true;
        return settled(plan, count, hits);
      }).then(function (hits) { return passages(plan, hits); });
    });

    function tell(plan, hits, stage) {
      var told = shape(plan, hits, page, limit, stage);
      if (progress) progress(told);
      return told;
    }

    function passages(plan, hits) {
      var now = tell(plan, hits, "settled");
      if (!wantsPassages) return now;
      var here = hits.slice((page - 1) * limit, page * limit).filter(function (hit, at) { return now.hits[at].passage === null; });
      return loadTexts(here).then(function () { return tell(plan, hits, "passages"); });
    }
  }

  function nothing() {}

  function counted(query, options) {
    query = textOf(query);
    options = options && typeof options === "object" ? options : {};
    return open().then(function () { return meant(query, options); }).then(function (plan) {
      plan.browse = plan.browse || !plan.needed.length && !plan.extra.length && !query.trim();
      return Promise.all([matching(plan)].concat(PAIRED.map(loadFacet))).then(function (got) {
        var result = { total: 0, facets: {} }, numbers_ = got[0].numbers, present = got[1].codes;
        numbers_ = numbers_.filter(function (number) { return present[number] > 0; });
        result.total = plan.allowed ? numbers_.filter(plan.allowed).length : numbers_.length;
        PAIRED.forEach(function (key, at) { result.facets[key] = tallied(key, got[at + 1], numbers_, passing(plan.tests, key)); });
        return result;
      });
    });
  }

  function tallied(key, facet, numbers_, allowed) {
    var counts = new Int32Array(facet.values.length + 1), rows = [], mains = {};
    numbers_.forEach(function (number) { if (!allowed || allowed(number)) counts[facet.codes[number]]++; });
    facet.values.forEach(function (pair, at) {
      if (!counts[at + 1]) return;
      rows.push([pair[0], pair[1] || pair[0], counts[at + 1]]);
      var main = pair[0].split("/")[0];
      mains[main] = (mains[main] || 0) + counts[at + 1];
    });
    rows.sort(function (a, b) { return b[2] - a[2] || (a[0] < b[0] ? -1 : 1); });
    if (key === "year") rows.sort(function (a, b) { return a[0] < b[0] ? 1 : -1; });
    if (key !== "topic") return rows;
    var tree = [];
    Object.keys(mains).sort(function (a, b) { return mains[b] - mains[a] || (a < b ? -1 : 1); }).forEach(function (main) {
      tree.push([main, main, mains[main]]);
      rows.forEach(function (row) { if (row[0] !== main && row[0].split("/")[0] === main) tree.push(row); });
    });
    return tree;
  }

  gongkai.find = function (query, options, progress) { return answer(query, options, progress, true); };
  gongkai.count = counted;
  gongkai.facets = function () { return counted("", {}).then(function (found) { return found.facets; }); };
  gongkai.search = function (query, options) {
    return answer(query, options, null, false).then(function (found) {
      return found.hits.map(function (hit) { return { id: hit.id, url: hit.url, title: hit.title, score: hit.score }; });
    });
  };
  gongkai.plan = function (query, options) {  /* for measurements: how a query is read, before any ranking */
    return open().then(function () { return planned(query, options || {}); });
  };
  gongkai.ranked = function (query, count) {  /* for measurements: lunr's order, no phrase lifted, nothing repaired */
    return open().then(function () { return planned(query, {}); }).then(function (plan) {
      plan.allowed = null;
      return rank(plan, count || 10).then(function (hits) {
        return hits.map(function (hit) { return { number: hit.number, id: cards[hit.number].id, all: hit.key >= ALL, score: hit.key % ALL / 1000 / norm(plan) }; });
      });
    });
  };
})();
