"""The browser's half of the Mongolian search: the same keys and answers as Python's, and its page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from benchmark.mongolian import ASK, samples
from benchmark.mongolian_reading import Answer, Hit, Index, read
from benchmark.mongolian_variants import groups, typed, variants
from gongkai.pages.smaller import smaller
from gongkai.search.mongolian import MongolianEntry, files
from gongkai.text.mongolian import folded, latin, spelled, stored, words
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import REPOSITORY
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="mn-Mong-CN"><meta charset="utf-8"><title>ᠬᠠᠶᠢᠯᠲᠠ</title><link rel="icon" href="data:,">
<form data-gk-mongolian-form><input name="q"><button>ᠬᠠᠶᠢᠬᠤ</button></form>
<p data-gk-mongolian-status role="status"></p>
<ol data-gk-mongolian-results data-limit="3" data-found="ᠣᠯᠪᠠ {n}" data-any="ᠵᠠᠷᠢᠮ {n}" data-none="ᠦᠭᠡᠢ"
 data-failed="ᠠᠯᠳᠠᠭ᠎ᠠ" data-changed="ᠰᠢᠨ᠎ᠡ" data-more="ᠨᠡᠩ"></ol>
<script src="../assets/mongolian.js"></script><script src="../assets/mongolian-search.js"></script>
"""
PARITY = """texts => texts.map(text => {
  const {words, folded, spelled, stored, latin, keys} = gongkai.mongolian;
  const found = words(text);
  if (found.some(word => text.slice(word.start, word.end) !== word.text)) throw new Error(text);
  return {
    words: found.map(word => [word.text, word.ending, word.attached, folded(word.text), spelled(word.text)]),
    folded: folded(text), spelled: spelled(text), stored: stored(text),
    latin: latin(text).map(one => [one.spelling, one.key]),
    keys: keys(text).map(word => [word.ending, Object.keys(word.exact).sort(), word.ways.map(way => [way.key, way.equal, way.begins])])
  };
})"""
LETTERS = "".join(map(chr, range(0x1820, 0x1843)))
INVISIBLE = "\u180a\u180b\u180c\u180d\u180e\u180f\u202f\u200c\u200d\u200b\ufeff"
MONGOLIAN = st.text(st.sampled_from(f"{LETTERS}{INVISIBLE}{INVISIBLE}   ᠂᠃ᠠᠨᠭᠤᠢ"), max_size=40)
LATIN = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzöüščǰγɣĀĒŋ\u0308\u030c -QÖ"), max_size=24
)
OTHER = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=24)
ANY = st.text(max_size=20)


class Site(NamedTuple):
    folder: Path
    pages: list[MongolianEntry]
    files: dict[str, bytes]


def entry(n: int, title: str, text: str) -> MongolianEntry:
    return MongolianEntry(f"mn/policy/{n}.html", title, "", (), text, f"{n} ᠣᠨ", "ᠪᠢᠴᠢᠭ")


def made(folder: Path, pages: list[MongolianEntry]) -> Site:
    found = files(pages)
    for name in ("mongolian.js", "mongolian-search.js"):  # as they are shipped
        data = (REPOSITORY / "overrides" / "assets" / name).read_bytes()
        found[f"assets/{name}"] = smaller(f"assets/{name}", data)
    found["mn/search.html"] = PAGE.encode()
    for name, data in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return Site(folder, pages, found)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    chance, stems = (
        Random(5),
        ["ᠭᠠᠯᠠᠮ", "ᠳᠣᠷᠠᠮ", "ᠪᠠᠴᠢᠷ", "ᠰᠠᠩᠭᠤᠯ", "ᠮᠠᠨᠠᠭ", "ᠲᠣᠪᠴᠢ", "ᠨᠠᠮᠤᠷ", "ᠰᠠᠨ"],
    )
    texts = [" ".join(chance.choices(stems, k=chance.randint(5, 200))) for _ in range(40)]
    pages = [entry(n, " ".join(text.split()[:3]), text) for n, text in enumerate(texts)]
    pages += [
        entry(
            50,
            "ᠭᠠᠷ ᠤᠨ 《ᠨᠢᠮᠡᠭ》",
            "ᠬᠡᠷ\u180eᠶᠢᠨ ᠵᠢᠵᠢᠭ\u180eᠢᠶᠡᠷ᠂ 公开目录 ACL 2023 ᠣᠨ᠃\n" * 30
            + "ᠯᠠᠪᠲᠠᠢ\u180eᠤᠨ ᠴᠢᠳᠠᠮᠵᠢ᠃",
        ),
        entry(51, "ᠭᠡᠷ", "ᠯᠠᠪ<b>ᠲᠠ</b> ᠯᠠᠪ\u180eᠳᠤᠭᠤᠢ\u180eᠶᠢᠨ 5\u180eᠳᠤᠭᠤᠢ"),
    ]
    return made(tmp_path_factory.mktemp("网站 一"), pages)


def opened(page: Page, address: str) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda m: messages.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: messages.append(f"error: {e}"))
    page.goto(address)
    return messages


@pytest.fixture(scope="module")
def page(site: Site, browser: Browser, serve: Callable[..., str]) -> Iterator[Page]:
    page = browser.new_page()
    messages = opened(page, f"{serve(site.folder)}/mn/search.html")
    yield page
    page.close()
    assert messages == []


def parity(text: str) -> dict[str, Any]:
    """What Python makes of a text, as ``PARITY`` gives it."""
    found = [[w.text, w.ending, w.attached, folded(w.text), spelled(w.text)] for w in words(text)]
    asked = [[one.ending, sorted(one.exact), [list(way) for way in one.ways]] for one in read(text)]
    return {
        "words": found, "folded": folded(text), "spelled": spelled(text), "stored": stored(text),
        "latin": [list(one) for one in latin(text)], "keys": asked,
    }  # fmt: skip


def same(page: Page, texts: list[str]) -> None:
    for text, found in zip(texts, page.evaluate(PARITY, texts), strict=True):
        assert found == parity(text), ascii(text)


@settings(max_examples=12)
@given(st.lists(MONGOLIAN | LATIN | OTHER | ANY, min_size=40, max_size=80))
def test_keys_are_those_of_python(page: Page, texts: list[str]) -> None:
    same(page, texts)


def test_every_letter_has_the_key_that_python_gives(page: Page) -> None:
    ranges = ((0x20, 0x250), (0x300, 0x400), (0x1800, 0x18B0), (0x2000, 0x2070), (0xFF00, 0xFF60))
    letters = [chr(code) for start, end in ranges for code in range(start, end)]
    same(
        page,
        [*letters, *(f"ᠠ{letter}ᠢ" for letter in letters), *(f"a{letter}" for letter in letters)],
    )


@pytest.fixture(scope="session")
def texts() -> list[str]:
    file = REPOSITORY.parent / "shared" / "mongolian" / "samples.jsonl"
    if not file.is_file():
        pytest.skip("the samples are not beside the repository")
    return [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]


def test_samples_have_the_keys_of_python(page: Page, texts: list[str]) -> None:
    pieces = [text[at : at + 150] for text in texts for at in range(0, len(text), 150)]
    same(page, pieces)


def test_samples_are_found_as_python_finds_them(
    texts: list[str], browser: Browser, serve: Callable[..., str], tmp_path: Path
) -> None:
    site = made(tmp_path, samples(texts))
    index, chance = Index(site.files), Random(2)
    every = [group for text in texts for group in groups(text)]
    chosen = chance.sample(every, 40)
    queries = [text for group in chosen for _, text in variants(group, chance, mixed=1)]
    queries += filter(None, (typed(group.stem, "plain") for group in chosen))
    page = browser.new_page()
    opened(page, f"{serve(site.folder)}/mn/search.html")
    answers = page.evaluate(ASK, [queries, 10])
    for query, (total, whole, hits) in zip(queries, answers, strict=True):
        assert Answer(total, whole, [Hit(*hit) for hit in hits]) == index.find(query), query
    page.close()


def find(page: Page, query: str, limit: int = 10) -> dict[str, Any]:
    return page.evaluate("([q, n]) => gongkai.mongolian.find(q, n)", [query, limit])


QUERIES = [
    "ᠭᠠᠯᠠᠮ", "ᠬᠡᠯᠠᠮᠤᠨ", "galam", "zijig", "ᠰᠠᠨᠤ", "ᠰᠠᠨ ᠤ ᠮᠠᠨᠠᠭ", "公开", "公", "acl", "2023 ᠣᠨ", "ᠣᠨ",
    "ᠭᠠᠷ", "ᠭᠡᠷ", "ᠬᠡᠷ ᠭᠠᠯᠠᠮ", "ᠹᠹᠹ", "", "  ", "ᠤᠨ ᠤᠨ", "ᠠ", "g",
]  # fmt: skip


def test_answers_are_those_of_the_files(site: Site, page: Page) -> None:
    index = Index(site.files)
    answers = page.evaluate(ASK, [QUERIES, 10])
    for query, (total, whole, hits) in zip(QUERIES, answers, strict=True):
        assert Answer(total, whole, [Hit(*hit) for hit in hits]) == index.find(query), query
    assert find(page, "ᠭᠠᠯᠠᠮ", 3)["total"] == index.find("ᠭᠠᠯᠠᠮ").total > 10
    assert len(find(page, "ᠭᠠᠯᠠᠮ", 3)["hits"]) == 3


def marks(parts: list[list[Any]]) -> list[str]:
    return [text for text, is_marked in parts if is_marked]


def test_marks_stand_in_the_text_as_written(page: Page) -> None:
    hit = find(page, "jijig")["hits"][0]
    assert set(marks(hit["passage"])) == {"ᠵᠢᠵᠢᠭ\u180eᠢᠶᠡᠷ"}  # with what is shaped together with it
    assert len("".join(text for text, _ in hit["passage"])) < 200
    last = find(page, "ᠯᠠᠪᠲᠠᠢ")["hits"][0]["passage"]
    assert marks(last) == ["ᠯᠠᠪᠲᠠᠢ\u180eᠤᠨ"]
    assert last[0] == ["… ", False] and last[-1][0].endswith("᠃")
    inner = find(page, "ᠳᠤᠭᠤᠢ")["hits"][0]["passage"]  # behind a separator, so a part of its word
    assert marks(inner) == ["ᠯᠠᠪ\u180eᠳᠤᠭᠤᠢ\u180eᠶᠢᠨ", "ᠳᠤᠭᠤᠢ"]
    title = find(page, "ᠬᠠᠷ")["hits"]
    assert [marks(one["titleParts"]) for one in title] == [["ᠭᠡᠷ"], ["ᠭᠠᠷ"]]
    assert "".join(text for text, _ in title[1]["titleParts"]) == "ᠭᠠᠷ ᠤᠨ 《ᠨᠢᠮᠡᠭ》"
    assert set(marks(find(page, "公开")["hits"][0]["passage"])) == {"公开"}
    assert set(marks(find(page, "录 acl")["hits"][0]["passage"])) == {"录", "ACL"}


def listed(page: Page, query: str) -> str:
    page.evaluate("document.querySelector('[role=status]').textContent = ''")
    page.fill("input", query)
    page.press("input", "Enter")
    page.wait_for_selector("[role=status]:not(:empty)")
    return page.inner_text("[role=status]")


def test_the_page_lists_hits_and_says_how_many(
    site: Site, browser: Browser, serve: Callable[..., str]
) -> None:
    page = browser.new_page()
    messages = opened(page, f"{serve(site.folder)}/mn/search.html?q=%E1%A0%AD%E1%A0%A0%E1%A0%B7")
    page.wait_for_selector("ol li")
    assert page.inner_text("[role=status]") == "ᠣᠯᠪᠠ 2"
    assert page.input_value("input") == "ᠭᠠᠷ"
    item = page.query_selector("ol li")
    assert item and item.inner_html().startswith('<a href="http')
    assert "<mark>ᠭᠠᠷ</mark> ᠤᠨ 《ᠨᠢᠮᠡᠭ》" in item.inner_html()
    assert page.inner_text("ol li p.gk-facts") == "50 ᠣᠨ ᠪᠢᠴᠢᠭ"
    assert page.get_attribute("ol li a", "href").endswith("/mn/policy/50.html")  # type: ignore[union-attr]
    assert listed(page, "ᠹᠹᠹ") == "ᠦᠭᠡᠢ"
    assert page.query_selector("ol li") is None
    assert listed(page, "ᠭᠠᠷ ᠭᠠᠯᠠᠮ").startswith("ᠵᠠᠷᠢᠮ ")
    assert page.url.endswith(
        "?q=%E1%A0%AD%E1%A0%A0%E1%A0%B7%20%E1%A0%AD%E1%A0%A0%E1%A0%AF%E1%A0%A0%E1%A0%AE"
    )
    listed(page, "<b>labta")
    assert page.query_selector("ol b") is None
    page.go_back()
    page.go_back()
    expect(page.locator("input")).to_have_value("ᠹᠹᠹ")
    assert messages == []
    page.close()


def test_more_hits_are_a_button_away(
    site: Site, browser: Browser, serve: Callable[..., str]
) -> None:
    page = browser.new_page()
    opened(page, f"{serve(site.folder)}/mn/search.html")
    listed(page, "ᠭᠠᠯᠠᠮ")
    page.wait_for_selector("button.gk-more")
    assert page.locator("ol li").count() == 3
    page.click("button.gk-more")
    expect(page.locator("ol li")).to_have_count(6)
    expect(page.locator("ol li:nth-child(4) a")).to_be_focused()
    page.close()


def test_from_a_folder_the_same(site: Site, page: Page, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    beside = context.new_page()
    messages = opened(beside, (site.folder / "mn" / "search.html").as_uri())
    assert beside.evaluate(ASK, [QUERIES, 10]) == page.evaluate(ASK, [QUERIES, 10])
    assert listed(beside, "ᠭᠠᠷ") == "ᠣᠯᠪᠠ 2"
    assert messages == []
    context.close()


def test_a_query_reads_few_small_files(
    site: Site, browser: Browser, serve: Callable[..., str]
) -> None:
    page = browser.new_page()
    opened(page, f"{serve(site.folder)}/mn/search.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("/mn/search/")[-1]))
    find(page, "ᠭᠠᠯᠠᠮ", 2)
    assert [name.split("?")[0] for name in asked if name[:2] in ("di", "t/")] == [
        "dir.js",
        "t/0.js",
    ]
    assert len(asked) <= 6
    page.close()


def test_a_rewritten_index_is_read_anew_and_a_lost_one_is_said(
    site: Site, browser: Browser, serve: Callable[..., str], tmp_path: Path
) -> None:
    changing = made(tmp_path, site.pages)
    page = browser.new_page()
    opened(page, f"{serve(changing.folder)}/mn/search.html")
    assert find(page, "公开")["total"] == 1
    made(tmp_path, [*site.pages[:-1], entry(51, "ᠭᠡᠷ", "ᠨᠢᠳᠦ"), entry(60, "ᠨᠢᠳᠦ", "")])
    hits = find(page, "ᠭᠡᠷ")["hits"]  # the text of the first was not read before
    assert hits[0]["passage"] == [["ᠨᠢᠳᠦ", False]]
    assert find(page, "ᠨᠢᠳᠦ")["total"] == 2
    page.route("**/mn/search/**", lambda route: route.abort())
    page.reload()
    assert listed(page, "ᠭᠠᠷ") == "ᠠᠯᠳᠠᠭ᠎ᠠ"
    page.close()
