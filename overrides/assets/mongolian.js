/* Mongolian in its own script: the same words, keys and readings as plugins/gongkai/text/mongolian/.
   Plain script for old browsers: no fetch, no eval, works from file://. */
(function () {
  "use strict";
  var gongkai = window.gongkai = window.gongkai || {};

  var MVS = "\u180e", NNBSP = "\u202f";
  var INVISIBLE = "\u180b\u180c\u180d\u180f\u180a\u200c\u200d\u00ad\u200b\u2060\ufeff";
  var LETTER = "\u1820-\u1878\u1880-\u18aa";
  var CLASSES = {
    "ᠠ": "a", "ᠡ": "a", "ᠢ": "i", "ᠣ": "u", "ᠤ": "u", "ᠥ": "u", "ᠦ": "u", "ᠧ": "w",
    "ᠨ": "n", "ᠩ": "ng", "ᠪ": "b", "ᠫ": "p", "ᠬ": "g", "ᠭ": "g", "ᠮ": "m", "ᠯ": "l",
    "ᠰ": "s", "ᠱ": "s", "ᠲ": "t", "ᠳ": "t", "ᠴ": "c", "ᠵ": "j", "ᠶ": "i", "ᠷ": "r",
    "ᠸ": "w", "ᠹ": "f", "ᠺ": "g", "ᠻ": "g", "ᠼ": "c", "ᠽ": "j", "ᠾ": "g", "ᠿ": "r",
    "ᡀ": "l", "ᡁ": "j", "ᡂ": "c"
  };
  CLASSES[MVS] = CLASSES[NNBSP] = CLASSES[" "] = "";

  /* ---- Words -------------------------------------------------------------------------------- */

  var ENDINGS = listed(
    "ᠤᠨ ᠦᠨ ᠶᠢᠨ ᠵᠢᠨ ᠢᠢᠨ ᠢᠨ ᠤ ᠦ ᠢ ᠶᠢ ᠵᠢ ᠢᠢ ᠳᠤ ᠳᠦ ᠲᠤ ᠲᠦ ᠳᠣ ᠳᠥ ᠲᠣ ᠲᠥ ᠣ ᠥ ᠣᠨ ᠥᠨ ᠳᠤᠷ ᠳᠦᠷ ᠲᠤᠷ ᠲᠦᠷ " +
    "ᠠᠴᠠ ᠡᠴᠡ ᠠᠴᠡ ᠡᠴᠠ ᠢᠶᠠᠷ ᠢᠶᠡᠷ ᠵᠢᠠᠷ ᠶᠢᠡᠷ ᠪᠠᠷ ᠪᠡᠷ ᠪᠠᠨ ᠪᠡᠨ ᠢᠶᠠᠨ ᠢᠶᠡᠨ ᠶᠢᠡᠨ ᠵᠢᠠᠨ ᠲᠠᠢ ᠲᠡᠢ ᠲᠠᠶ ᠲᠡᠶ " +
    "ᠳᠠᠢ ᠳᠡᠢ ᠤᠳ ᠦᠳ ᠨᠤᠭᠤᠳ ᠨᠦᠭᠦᠳ ᠨᠠᠷ ᠨᠡᠷ ᠯᠤᠭᠠ ᠯᠦᠭᠡ ᠳᠠᠬᠢ ᠳᠡᠬᠢ ᠲᠠᠬᠢ ᠲᠡᠬᠢ ᠤᠤ ᠦᠦ ᠳᠠᠭᠠᠨ ᠳᠡᠭᠡᠨ ᠲᠠᠭᠠᠨ ᠲᠡᠭᠡᠨ " +
    "ᠬᠢ"
  );
  var UNSEEN = new RegExp("[" + INVISIBLE + "]+", "g");
  var SEPARATORS = new RegExp("^[" + MVS + NNBSP + "][" + MVS + NNBSP + INVISIBLE + "]*$");
  var APART = new RegExp("[" + MVS + NNBSP + " ]");

  function listed(text) {
    var found = {};
    text.split(" ").forEach(function (word) { found[word] = true; });
    return found;
  }

  function has(table, key) { return Object.prototype.hasOwnProperty.call(table, key); }

  function seen(word) { return word.replace(UNSEEN, ""); }

  /* U+202F before a Mongolian letter becomes U+180E: what readers paste is what sources are read as. */
  function stored(text) { return text.replace(new RegExp(NNBSP + "(?=[" + LETTER + "])", "g"), MVS); }

  /* Whether a run is the separated ᠠ/ᠡ of the word before it; behind a space only after a consonant. */
  function isFinal(text, before, start, run) {
    var one = seen(run);
    if ((one !== "ᠠ" && one !== "ᠡ") || APART.test(before.text)) return false;
    var gap = text.slice(before.end, start);
    if (gap === " ") return !before.attached && /[\u1828-\u1842]$/.test(seen(before.text));
    return SEPARATORS.test(gap);
  }

  /* [{text, start, end, ending, attached}] */
  function words(text) {
    var runs = new RegExp("[" + LETTER + "][" + LETTER + INVISIBLE + "]*", "g"), found = [], match;
    while ((match = runs.exec(text))) {
      var run = match[0], start = match.index, end = start + run.length, at = start;
      while (at && INVISIBLE.indexOf(text.charAt(at - 1)) >= 0) at--;
      var attached = at > 0 && (text.charAt(at - 1) === MVS || text.charAt(at - 1) === NNBSP);
      var before = found[found.length - 1];
      if (before && isFinal(text, before, start, run)) {
        before.text = text.slice(before.start, end);
        before.end = end;
        before.ending = before.attached;
      } else found.push({ text: run, start: start, end: end, ending: attached || has(ENDINGS, seen(run)), attached: attached });
    }
    return found;
  }

  /* ---- Keys --------------------------------------------------------------------------------- */

  var RULES = [
    [/ngg/g, "ng"], [/ng/g, "Ng"], [/n(?=[^aiuw]|$)/g, "a"], [/N/g, "a"], [/g+/g, "g"], [/i+/g, "i"], [/u+/g, "u"],
    [/(^|[^aiu])w(?![aiu])/g, "$1a"], [/^([bcfgjlmnprstw]?)ui(?=[^aiu])/, "$1u"]
  ];

  var known = {}, size = 0;   /* keys of the words met before */

  function folded(word) {
    if (has(known, word)) return known[word];
    if (++size > 20000) { known = {}; size = 1; }
    return known[word] = keyOf(word);
  }

  function keyOf(word) {
    var bare = seen(word), key = "";
    for (var at = 0; at < bare.length; at++) {
      var letter = bare.charAt(at);
      key += has(CLASSES, letter) ? CLASSES[letter] : letter;
    }
    RULES.forEach(function (rule) { key = key.replace(rule[0], rule[1]); });
    return key;
  }

  function spelled(word) { return seen(word).replace(/[\u202f ]/g, MVS); }

  /* ---- Latin -------------------------------------------------------------------------------- */

  var LETTERS = {
    "a": "ᠠ", "e": "ᠡ", "ä": "ᠡ", "i": "ᠢ", "o": "ᠣ", "u": "ᠤ", "v": "ᠤ", "ö": "ᠥ", "ü": "ᠦ",
    "oe": "ᠥ", "ue": "ᠦ", "ee": "ᠧ", "é": "ᠧ", "ē": "ᠧ",
    "n": "ᠨ", "ng": "ᠩ", "ŋ": "ᠩ", "b": "ᠪ", "p": "ᠫ", "q": "ᠬ", "k": "ᠬ", "kh": "ᠬ", "h": "ᠬ", "x": "ᠬ",
    "g": "ᠭ", "gh": "ᠭ", "γ": "ᠭ", "ɣ": "ᠭ", "ġ": "ᠭ", "m": "ᠮ", "l": "ᠯ", "lh": "ᡀ", "s": "ᠰ",
    "sh": "ᠱ", "š": "ᠱ", "t": "ᠲ", "d": "ᠳ", "ch": "ᠴ", "c": "ᠴ", "č": "ᠴ", "ts": "ᠼ", "j": "ᠵ", "ǰ": "ᠵ",
    "zh": "ᠵ", "dz": "ᠵ", "z": "ᠵ", "y": "ᠶ", "r": "ᠷ", "w": "ᠸ", "f": "ᠹ"
  };
  var OTHERWISE = { "q": "ᠴ", "x": "ᠱ", "lh": "ᠯᠬ", "sh": "ᠰᠬ", "ts": "ᠲᠰ", "dz": "ᠳᠵ", "v": "ᠸ" };
  var COMPOSED = [
    ["a\u0308", "ä"], ["o\u0308", "ö"], ["u\u0308", "ü"], ["e\u0301", "é"], ["e\u0304", "ē"],
    ["g\u0307", "ġ"], ["s\u030c", "š"], ["c\u030c", "č"], ["j\u030c", "ǰ"]
  ];
  var MOST = 8;               /* readings of one word */

  function lower(word) {
    var out = "";
    for (var at = 0; at < word.length; at++) {
      var low = word.charAt(at).toLowerCase();
      out += low.length === 1 ? low : word.charAt(at);
    }
    return out;
  }

  function pieces(word) {
    var found = [], at = 0;
    while (at < word.length) {
      var two = word.substr(at, 2), one = word.charAt(at);
      var piece = has(LETTERS, two) ? two : has(LETTERS, one) ? one : null;
      if (piece === null) return [];
      found.push(piece);
      at += piece.length;
    }
    return found;
  }

  /* The readings of one word, the likeliest first: [{spelling, key}] */
  function latin(word) {
    var plain = lower(word), found = [], keys = {};
    COMPOSED.forEach(function (pair) { plain = plain.split(pair[0]).join(pair[1]); });
    var parts = pieces(plain), doubtful = [];
    parts.forEach(function (piece) { if (has(OTHERWISE, piece) && doubtful.indexOf(piece) < 0) doubtful.push(piece); });
    doubtful.sort();
    var count = Math.min(Math.pow(2, doubtful.length), MOST);
    for (var choice = 0; choice < count; choice++) {
      var spelling = parts.map(function (piece) {
        var place = doubtful.indexOf(piece);
        return place >= 0 && Math.floor(choice / Math.pow(2, doubtful.length - 1 - place)) % 2 ? OTHERWISE[piece] : LETTERS[piece];
      }).join("");
      var key = folded(spelling);
      if (key && !has(keys, key)) { keys[key] = true; found.push({ spelling: spelling, key: key }); }
    }
    return found;
  }

  gongkai.mongolian = {
    stored: stored, words: words, folded: folded, spelled: spelled, latin: latin,
    bare: seen, isEnding: function (word) { return has(ENDINGS, seen(word)); }, endings: Object.keys(ENDINGS), lower: lower
  };
})();
