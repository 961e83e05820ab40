"""The real runtime over real indexes: what is found, from where, and that nothing breaks it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from benchmark.exactness import against_lunr, against_whole, build_index
from benchmark.search import lunr_script
from gongkai.cache import Cache
from gongkai.load import load
from gongkai.search.entries import entry
from gongkai.search.layout import Cut
from gongkai.text.letters import classes, folded, units
from gongkai.text.terms import terms_of
from gongkai.workers import Workers
from paths import REPOSITORY
from playwright.sync_api import Browser, Error, Page

pytestmark = pytest.mark.browser

FIRST = {
    # document numbers, in every form
    "乌示办发〔2020〕9号": "policy/2020/jiceng-zwgk-fangan",
    "乌示办发[2020]9号": "policy/2020/jiceng-zwgk-fangan",
    "乌示办发（2020）9号": "policy/2020/jiceng-zwgk-fangan",
    "乌示办发 2020 9 号": "policy/2020/jiceng-zwgk-fangan",
    "乌示办发2020 9": "policy/2020/jiceng-zwgk-fangan",
    "乌示办发20209": "policy/2020/jiceng-zwgk-fangan",
    "〔2020〕18号": "policy/2020/zhengfu-gongbao-banfa",
    "查乌示办发〔2020〕9号": "policy/2020/jiceng-zwgk-fangan",
    "关于乌示办发〔2020〕9号的解读": "policy/2020/jiceng-zwgk-fangan",
    "示办发〔2020〕9号": "policy/2020/jiceng-zwgk-fangan",
    "示例市人民政府令第2号": "policy/2018/gongre-guanli-xiugai",
    # words, an exact title, traditional characters, full width
    "高龄津贴": "2023/gaoling-",
    "示例市城市供热管理办法": "policy/2015/gongre-guanli",
    "義務教育階段學校招生": "policy/2024/yiwu-jiaoyu-zhaosheng",
    "２０２４年 义务教育": "policy/2024/yiwu-jiaoyu-zhaosheng",
    # pinyin
    "gaolingjintie": "2023/gaoling-",
    "gao ling jin tie": "2023/gaoling-",
    "gljt": "2023/gaoling-",
    "yiwu教育": "policy/2024/yiwu-jiaoyu-zhaosheng",
    # one wrong homophone
    "高龄津帖": "2023/gaoling-",
    "义务教育阶断": "policy/2024/yiwu-jiaoyu-zhaosheng",
    # dates and organs
    "2017年 高龄": "policy/2017/gaoling-butie",
    "市发改委 批复": "policy/2024/lvdao-keyan-pifu",
    # a phrase, and a word that must not be there
    '"优化营商环境"': "2024/yingshang-",
    "高龄 -津贴": "policy/2017/gaoling-butie",
}


class Asking:
    """A page with the runtime."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.messages: list[str] = []
        page.on("console", lambda m: self.messages.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.messages.append(f"error: {e}"))
        page.goto(f"{root}/search.html")

    def search(self, query: str, **options: Any) -> list[dict[str, Any]]:
        return self.page.evaluate("([q, o]) => gongkai.search(q, o)", [query, options])

    def find(self, query: str, **options: Any) -> dict[str, Any]:
        return self.page.evaluate("([q, o]) => gongkai.find(q, o)", [query, options])


@pytest.fixture(scope="module")
def asking(project_site: Path, browser: Browser, serve: Callable[..., str]) -> Iterator[Asking]:
    page = browser.new_page()
    yield Asking(page, serve(project_site))
    page.close()


@pytest.mark.parametrize("query, first", FIRST.items())
def test_what_is_meant_comes_first(asking: Asking, query: str, first: str) -> None:
    assert first in asking.search(query)[0]["id"]


def test_a_hit_is_as_promised(asking: Asking) -> None:
    hit = asking.search("乌示规〔2023〕2号", limit=1)[0]
    assert set(hit) == {"id", "url", "title", "score"}
    assert hit["url"] == "policy/2023/gaoling-jintie.html"
    assert hit["score"] > 0
    assert len(asking.search("通知", limit=3)) == 3


def test_a_query_says_how_it_was_read(asking: Asking) -> None:
    reading = asking.find('2020年 乌示办发〔2020〕9号 gongkai "政务" -收费')["reading"]
    assert [(part["kind"], part["text"]) for part in reading] == [
        ("date", "2020年"),
        ("number", "乌示办发〔2020〕9号"),
        ("pinyin", "gongkai"),
        ("phrase", "政务"),
        ("exclude", "收费"),
    ]


def test_a_repaired_query_is_offered_back(asking: Asking) -> None:
    answer = asking.find("高龄津帖")
    assert answer["corrected"] == "高龄津贴"
    exact = asking.find("高龄津帖", exact=True)
    assert exact["corrected"] is None


def test_marks_stand_where_the_words_are(asking: Asking) -> None:
    for query, word in (("高龄津贴", "高龄津贴"), ("gljt", "高龄津贴"), ("高齡津貼", "高龄津贴")):
        hit = asking.find(query)["hits"][0]
        marked = [text for text, is_marked in hit["titleParts"] if is_marked]
        assert word in marked, query
        assert "".join(text for text, _ in hit["titleParts"]) == hit["title"]


def test_filters_narrow_and_counts_agree(asking: Asking) -> None:
    counted = asking.page.evaluate("gongkai.count('通知', {})")
    assert counted["total"] == sum(count for *_, count in counted["facets"]["column"])
    for key in ("column", "organ", "year", "validity", "gazette"):
        for value, _, count in counted["facets"][key]:
            hits = asking.search("通知", limit=100, filters={key: value})
            whole = asking.page.evaluate(
                "([k, v]) => gongkai.count('通知', {filters: {[k]: v}})", [key, value]
            )
            assert whole["total"] == count
            assert len(hits) >= count
    main = counted["facets"]["topic"][0]
    leaves = [row for row in counted["facets"]["topic"] if row[0].startswith(f"{main[0]}/")]
    assert main[2] == sum(row[2] for row in leaves)


def test_the_gazettes_own_search_finds_texts_that_were_printed(asking: Asking) -> None:
    words = "差错率不得超过万分之一"  # in a text that an issue printed, not in its title
    text = (REPOSITORY / "content/policy/2020/zhengfu-gongbao-banfa.md").read_text("utf-8")
    assert words in text
    within = {"gazette": ["各期公报", "刊登的文件"]}
    found = asking.find(words, filters=within)["hits"]
    assert found[0]["id"] == "policy/2020/zhengfu-gongbao-banfa"
    assert words in "".join(piece for piece, _ in found[0]["passage"])
    held = {hit["id"] for hit in asking.search("", limit=100, filters=within)}
    assert "gazette/2020/2" in held and "policy/2015/gongre-guanli" not in held


def test_boxes_of_the_document_number(asking: Asking) -> None:
    boxes = {"code": "乌示办发", "year": "2020", "serial": "18"}
    found = [hit["id"] for hit in asking.search("", filters={"docNo": boxes})]
    assert found == ["policy/2020/zhengfu-gongbao-banfa"]
    of_year = asking.search("", limit=50, filters={"docNo": {"year": "2020"}})
    assert len(of_year) > 2
    assert asking.search("", filters={"docNo": {"code": "没有这个字"}}) == []


def test_filters_alone_list_the_newest_first(asking: Asking) -> None:
    answer = asking.find("", limit=50, filters={"column": "policy"})
    dates = [hit["date"] for hit in answer["hits"]]
    assert dates == sorted(dates, reverse=True)
    assert answer["total"] == len(dates) == 22
    span = asking.find("", limit=50, filters={"published": ["2020-01-01", "2020-12-31"]})
    assert {hit["date"][:4] for hit in span["hits"]} == {"2020"}


def test_order_by_date_and_pages(asking: Asking) -> None:
    whole = asking.find("示例市", sort="date", limit=100)["hits"]
    dates = [hit["date"] for hit in whole]
    assert dates == sorted(dates, reverse=True)
    for query in ("示例市", "政府 信息", "管理 办法", "人民政府 意见", "工作", "公开 制度"):
        whole = [hit["id"] for hit in asking.find(query, limit=100)["hits"]][:25]
        pages = [asking.find(query, limit=5, page=number)["hits"] for number in range(1, 6)]
        ids = [hit["id"] for page in pages for hit in page]
        assert ids == whole


def test_title_only(asking: Asking) -> None:
    titles = asking.find("公开", titleOnly=True, limit=50)
    assert titles["hits"]
    assert all("公开" in hit["title"] for hit in titles["hits"] if titles["all"])
    assert titles["total"] < asking.find("公开", limit=50)["total"]


def test_nothing_of_a_withheld_text_is_found(asking: Asking) -> None:
    withheld = "policy/2020/jingfei-cesuan-han"
    body = (REPOSITORY / f"content/{withheld}.md").read_text("utf-8").split("---\n")[2]
    runs = list(re.findall("[\u4e00-\u9fff]{4,}", body))
    assert len(runs) > 3
    found = [h for run in runs for h in asking.find(f'"{run}"')["hits"] if h["id"] == withheld]
    assert all(any(is_marked for _, is_marked in hit["titleParts"]) for hit in found)
    assert all(not hit["passage"] for hit in found)


def of_all(asking: Asking, query: str, **options: Any) -> tuple[int, int, int]:
    """How many a query finds: by relevance, by date, as the panel counts them."""
    by_date = asking.find(query, sort="date", **options)["total"]
    panel = asking.page.evaluate("([q, o]) => gongkai.count(q, o)", [query, options])["total"]
    return asking.find(query, limit=100, **options)["total"], by_date, panel


@pytest.mark.parametrize(
    "query",
    [
        "高龄津帖",
        "政府信西公开",
        '"公共信用信息"',
        '高龄 -"津贴"',
        "政府 公开",
        "2020年 公开",
        "gongkai",
        "-通知",
    ],
)
@pytest.mark.parametrize("filters", [{}, {"year": "2020"}, {"column": "policy"}])
def test_every_count_is_of_the_same_documents(
    asking: Asking, query: str, filters: dict[str, str]
) -> None:
    by_relevance, by_date, panel = of_all(asking, query, filters=filters)
    assert by_relevance == by_date == panel


def test_a_quoted_word_can_be_excluded(asking: Asking) -> None:
    assert asking.search('高龄 -"津贴"') == asking.search("高龄 -津贴") != []


def test_an_index_number_is_a_name(asking: Asking) -> None:
    source = (REPOSITORY / "content/policy/2023/gaoling-jintie.md").read_text("utf-8")
    number = re.search(r"(?m)^index_no: *(.*)$", source)
    assert number
    found = asking.search(number[1].strip().strip("'\""))
    assert [hit["id"] for hit in found] == ["policy/2023/gaoling-jintie"]


def test_words_nobody_wrote_are_not_passed_over(asking: Asking) -> None:
    assert asking.find("高龄津贴")["all"] is True
    assert asking.find("高龄津贴 鬯鼋龘龘")["all"] is False
    assert asking.find("高龄津贴 qwertyzx")["all"] is False


def test_a_date_within_a_sentence_is_words(asking: Asking) -> None:
    text = "本方案自2020年"
    glued = asking.find(text)
    assert [part["kind"] for part in glued["reading"]].count("date") == 0
    apart = asking.find("2020年 方案")
    assert apart["reading"][0]["kind"] == "date"


def test_from_a_folder_the_same_hits_and_scores(
    asking: Asking, project_site: Path, browser: Browser
) -> None:
    context = browser.new_context(offline=True)
    beside = Asking(context.new_page(), project_site.as_uri())
    for query in FIRST:
        assert beside.search(query) == asking.search(query)
    assert beside.messages == []
    context.close()


def test_a_lost_text_costs_a_passage_only(
    project_site: Path, browser: Browser, serve: Callable[..., str]
) -> None:
    page = browser.new_page()
    page.route("**/search/x/**", lambda route: route.abort())
    hits = Asking(page, serve(project_site)).find("公开目录申请")["hits"]
    assert hits
    page.close()


def test_another_full_build_is_not_mixed_in(
    project_site: Path, browser: Browser, serve: Callable[..., str], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(project_site, site)
    page = browser.new_page()
    open_tab = Asking(page, serve(site))
    open_tab.search("高龄津贴")
    for file in (site / "search").rglob("*.js"):  # as a full build of other sources leaves them
        data = file.read_bytes()
        file.write_bytes(data[:4] + b"0" + data[5:])
    with pytest.raises(Error, match="检索文件已经更新，请刷新页面后再试"):
        open_tab.search("城市供热管理办法")
    page.close()


def test_no_message_under_the_policy(asking: Asking) -> None:
    for query in FIRST:
        asking.find(query)
    assert asking.messages == []


@pytest.mark.corpus
def test_scores_are_those_of_the_whole_index(
    corpus: Path, tmp_path: Path, browser: Browser
) -> None:
    with Cache(None, "") as cache, Workers() as workers:
        loaded = load(corpus / "content", corpus / "catalogue", cache, workers)
        entries = [entry(loaded, record) for record in loaded.library.records.values()]
        cut = Cut(
            bits=8, long_from=60, tiers=(15, 40, 100)
        )  # so that nearly every query needs tiers
        build_index(tmp_path / "site", loaded, entries, cut, workers, tmp_path)
    titles = [one.title for one in entries]
    chance = Random(3)
    cuts = [t[(a := chance.randrange(len(t))) : a + chance.randint(2, 9)] for t in titles[::5]]
    texts = [*titles[::15], *cuts, "规定 办法", "管理", "国务院 通知 工作", "人民政府办公厅"]
    for agreement in (
        against_lunr(tmp_path / "site", loaded, entries, texts, lunr_script(), browser),
        against_whole(tmp_path / "site", loaded, texts, browser),
    ):
        assert agreement.queries > 100
        assert agreement.worst < 1e-9
        assert agreement.missed == []


def odd_queries(count: int) -> list[str]:
    """Random strings of everything that has broken searches before."""
    chance = Random(5)
    pieces = [
        "\ud800", "\udc00", "[", "(", "\\", "*", "+", "?", "{", "^$", "|", ".*", "__proto__", "constructor",
        "hasOwnProperty", "toString", "\u202e", "مرحبا", "שלום", "😀", "👩‍👩‍👧", "\0", "\n", "\t", "\u3000", "-", "－", '"', "“", "”",
        "「", "」", "〔2020〕", "〔", "2020年", "2020-13-45", "令第", "号", "第", "年", "a", "zhonghua", "x'an", "''",
        "公开", "政府信息", "國務院", "ᠮᠣᠩᠭᠣᠯ", "ＡＢＣ", "'", "<script>", "%", "&amp;", "0" * 30, "零一二三年", "\ue000\ue001",
    ]  # fmt: skip
    made = ["".join(chance.choices(pieces, k=chance.randint(1, 12))) for _ in range(count - 4)]
    return [*made, "公" * 10_000, "zhong" * 2_000, "[" * 10_000, "a " * 5_000]


def test_half_a_character_in_the_box(asking: Asking) -> None:
    asking.page.evaluate(
        """() => {
          const box = document.querySelector("input[type=search]");
          box.value = "公开\\ud800";
          box.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    asking.page.locator(".gk-hits > li").first.wait_for()
    assert asking.messages == []


def test_no_query_breaks_or_hangs_it(asking: Asking) -> None:
    slow = asking.page.evaluate(
        """async queries => {
          const slow = [];
          for (const query of queries) {
            await gongkai.search(query);  // files are loaded: what is left is our own work
            const since = performance.now();
            const hits = await gongkai.search(query);
            if (!Array.isArray(hits)) slow.push([query, 'no list']);
            if (performance.now() - since > 100) slow.push([query, performance.now() - since]);
          }
          for (const odd of [undefined, null, 7, {}, [], NaN, {toString: null}]) {
            try { await gongkai.search(odd, odd); } catch (e) { slow.push([typeof odd, String(e)]); }
          }
          return slow;
        }""",
        odd_queries(1500),
    )
    assert slow == []


def test_letters_and_terms_are_the_same_on_both_sides(asking: Asking) -> None:
    asking.search("鸜鵒")  # unknown, not in use: has all traditional forms loaded
    theirs = asking.page.evaluate("Array.from({length: 65536}, (_, unit) => gongkai.letter(unit))")
    every = np.arange(0x10000, dtype=np.uint16)
    form = folded(every)
    ours = list(zip(form.tolist(), classes(form).tolist(), strict=True))
    assert [(u, ours[u], tuple(t)) for u, t in enumerate(theirs) if ours[u] != tuple(t)] == []


@pytest.mark.corpus
def test_terms_are_the_same_over_real_texts(asking: Asking, corpus: Path) -> None:
    asking.search("鸜鵒")
    texts = [path.read_text("utf-8") for path in sorted(corpus.rglob("*.md"))]
    for at in range(0, len(texts), 50):
        chunk = texts[at : at + 50]
        theirs = asking.page.evaluate("texts => texts.map(t => gongkai.terms(t).flat())", chunk)
        for text, terms in zip(chunk, theirs, strict=True):
            ours = terms_of(folded(units(text))).terms
            assert sorted(ours.tolist()) == sorted(terms)
