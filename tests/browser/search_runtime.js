/* Stands in for assets/search.js: the same calls over made-up documents, told by words of the query
   what to do. Calls are kept in `asked`; `release()` lets the later stages come. */
(function () {
  var STATES = ["有效", "有效", "已被修改", "有效", "废止", "失效", "部分废止", "尚未生效"];
  var COLUMNS = [["policy", "政策文件库"], ["interpretation", "政策解读"], ["gazette", "政府公报"], ["service", "办事指南"]];
  var ORGANS = [["shili-zfbgs", "示例市人民政府办公室"], ["shili-zf", "示例市人民政府"]];
  for (var n = 1; n < 14; n++) ORGANS.push(["shili-" + n, "示例市第" + n + "工作领导小组办公室"]);
  var TOPICS = ["综合政务", "综合政务/政务公开", "综合政务/应急管理", "综合政务/电子政务", "城乡建设、环境保护", "城乡建设、环境保护/城市规划", "民政、扶贫、救灾", "民政、扶贫、救灾/社会福利", "公安、安全、司法"];
  var TITLES = [
    "示例市人民政府办公室关于印发全市政务公开工作要点的通知",
    "示例市人民政府办公室关于转发《示例省政府信息与政务公开办公室关于转发〈示例政府信息公开申请办理答复规范〉的函》文件的通知，这一题名很长，用来看折行以后是否仍然完整，不会被截短",
    "《基层政务公开标准化规范化工作方案》解读",
    "示例市人民政府公报2020年第3期",
    "政务公开查阅场所办事指南"
  ];
  var all = [];
  for (var id = 0; id < 137; id++) {
    var column = COLUMNS[[0, 0, 1, 2, 3][id % 5]];
    all.push({
      id: column[0] + "/2020/shili-" + id,
      url: "policy/2015/gongre-guanli.html?" + id,
      title: TITLES[id % 5] + (id < 5 ? "" : "（" + id + "）"),
      issuer: ORGANS[id % ORGANS.length][1],
      number: column[0] === "policy" ? "示政办发〔2020〕" + id + "号" : "",
      date: "20" + (10 + id % 11) + "-05-21",
      state: column[0] === "policy" ? STATES[id % 8] : null,
      column: column[0], columnName: column[1],
      sample: id % 3 === 0, score: 200 - id,
      organ: ORGANS[id % ORGANS.length][0], year: "20" + (10 + id % 11),
      topic: TOPICS[id % 9], validity: column[0] === "policy" ? STATES[id % 8] : "不核算有效性"
    });
  }

  function parts(text, words) {
    var found = [], at = 0;
    for (;;) {
      var next = -1, word = "";
      words.forEach(function (w) { var p = w ? text.indexOf(w, at) : -1; if (p >= 0 && (next < 0 || p < next)) { next = p; word = w; } });
      if (next < 0) break;
      if (next > at) found.push([text.slice(at, next), false]);
      found.push([word, true]);
      at = next + word.length;
    }
    if (at < text.length) found.push([text.slice(at), false]);
    return found;
  }

  function among(hit, filters, but) {
    return ["column", "topic", "organ", "year", "validity"].every(function (kind) {
      var wanted = filters[kind];
      return kind === but || !wanted || wanted.some(function (value) { return (hit[kind] + "/").indexOf(value + "/") === 0; });
    });
  }

  function shown(hit, query, stage) {
    var copy = {};
    Object.keys(hit).forEach(function (key) { copy[key] = hit[key]; });
    var words = query.split(/\s+/);
    copy.titleParts = parts(hit.title, words);
    copy.passage = stage !== "passages" ? null : parts("…各区人民政府政务公开领导小组，市府各部门政务公开领导小组：经同意，现将《2020年政务公开工作要点》印发给你们，请结合实际，认真贯彻落实。政务公开是法治政府建设的一项重要制度。", words);
    return copy;
  }

  var asked = window.asked = [];
  var held = [];
  window.release = function () { held.splice(0).forEach(function (go) { go(); }); };

  function later() {
    return new Promise(function (go) { held.push(go); if (!window.holding) window.release(); });
  }

  window.gongkai = {
    find: function (query, options, progress) {
      asked.push({ query: query, options: JSON.parse(JSON.stringify(options)) });
      if (query.indexOf("出错") >= 0) return Promise.reject(new Error("索引文件没有读到，请检查网络后重试。"));
      var found = query.indexOf("空") >= 0 && !options.titleOnly ? [] : all.filter(function (hit) { return among(hit, options.filters); });
      if (query.indexOf("空") >= 0 && options.filters.year) found = [];
      if (options.sort === "date") found = found.slice().sort(function (a, b) { return a.date < b.date ? 1 : -1; });
      var corrected = query.indexOf("正务") >= 0 && !options.exact ? query.replace("正务", "政务") : null;
      var words = corrected || query;
      var open = query.indexOf("很多") >= 0;
      function answer(stage) {
        var cut = found.slice((options.page - 1) * options.limit, options.page * options.limit);
        if (query.indexOf("重排") >= 0 && stage !== "first") cut.reverse();
        return {
          query: query, page: options.page, pages: open ? null : Math.ceil(found.length / options.limit),
          total: open ? null : found.length, least: Math.min(50, found.length),
          reading: words.split(/\s+/).filter(Boolean).map(function (word) {
            return word[0] === "-" ? { kind: "exclude", text: word.slice(1) }
              : { kind: /^\d{4}$/.test(word) ? "date" : /号$/.test(word) ? "number" : /^[a-z]+$/.test(word) ? "pinyin" : "word", text: word };
          }),
          corrected: corrected, all: query.indexOf("部分") < 0,
          hits: cut.map(function (hit) { return shown(hit, words, stage); }), stage: stage
        };
      }
      return Promise.resolve().then(function () { progress && progress(answer("first")); return later(); })
        .then(function () { progress && progress(answer("settled")); return later(); })
        .then(function () { return answer("passages"); });
    },
    count: function (query, options) {
      window.counts = (window.counts || 0) + 1;
      var filters = (options && options.filters) || {};
      var facets = {};
      [["column", COLUMNS], ["topic", TOPICS.map(function (t) { return [t, t]; })], ["organ", ORGANS],
        ["year", ["2020", "2019", "2018", "2017", "2016", "2015", "2014", "2013", "2012", "2011", "2010"].map(function (y) { return [y, y + "年"]; })],
        ["validity", ["有效", "已被修改", "废止", "失效", "部分废止", "尚未生效", "不核算有效性"].map(function (v) { return [v, v]; })]].forEach(function (facet) {
        var within = all.filter(function (hit) { return among(hit, filters, facet[0]); });
        facets[facet[0]] = facet[1].map(function (value) {
          return [value[0], value[1], within.filter(function (hit) { return (hit[facet[0]] + "/").indexOf(value[0] + "/") === 0; }).length];
        });
      });
      return Promise.resolve({ total: all.filter(function (hit) { return among(hit, filters); }).length, facets: facets });
    },
    facets: function () { return window.gongkai.count("", {}).then(function (found) { return found.facets; }); },
    search: function (query, options) { return window.gongkai.find(query, options).then(function (answer) { return answer.hits; }); }
  };
})();
