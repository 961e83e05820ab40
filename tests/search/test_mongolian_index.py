"""The files of the Mongolian index: what they hold, that they are the same, what they cost."""

from __future__ import annotations

import re

import pytest
from benchmark.mongolian_reading import EXACT, SAME, Index, without_ending
from gongkai.search import mongolian
from gongkai.search.mongolian import MongolianEntry, files
from gongkai.search.mongolian_terms import LONGEST, terms
from gongkai.text.mongolian import folded
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder

WORDS = ["ᠭᠠᠯᠠᠮ", "ᠳᠣᠷᠠᠮ", "ᠪᠠᠴᠢᠷ", "ᠰᠠᠩᠭᠤᠯ", "ᠮᠠᠨᠠᠭ", "ᠲᠣᠪᠴᠢ", "ᠨᠠᠮᠤᠷ"]


def page(name: str, text: str = "", title: str = "", **more: object) -> MongolianEntry:
    facts = {"summary": "", "keywords": (), "date": "", "column": "", **more}
    return MongolianEntry(f"mn/policy/{name}.html", title, text=text, **facts)  # type: ignore[arg-type]


def found(index: Index, query: str) -> list[str]:
    return [hit.address[10:-5] for hit in index.find(query, 100).hits]


def test_no_page_no_file() -> None:
    assert files([]) == {}


def test_the_same_pages_give_the_same_bytes_in_any_order() -> None:
    pages = [page(str(n), " ".join(WORDS[n % 3 :]), WORDS[n % 7]) for n in range(40)]
    assert files(pages) == files(pages[::-1]) == files(iter(pages))
    assert set(files(pages)) >= {"mn/search/dir.js", "mn/search/t/0.js", "mn/search/d/2.js"}


def test_files_are_ascii_scripts_that_call_a_function() -> None:
    made = files([page("a", 'ᠭᠠᠯ 公开 é "\\\n</script>\u2028\U0001f600\x00', "ᠳᠣᠷ")])
    for data in made.values():
        assert re.fullmatch(rb'GK\("[\w/-]+",[ -~]+\)\n', data)


def test_what_was_written_can_be_read_back() -> None:
    text = "ᠭᠠᠯ\u180eᠤᠨ 公开 é\U0001f600\n\u202f"
    made = files(
        [page("a", text, "ᠳᠣᠷ  ᠤᠨ\nᠪ", summary="ᠰ\n\nᠷ", date="2020", column="ᠮ"), page("b")]
    )
    index = Index(made)
    assert index.cards == [
        ["mn/policy/a.html", "ᠳᠣᠷ ᠤᠨ ᠪ", "2020", "ᠮ", "1", "ᠰ ᠷ"],
        ["mn/policy/b.html", "", "", "", "", ""],
    ]
    packed = made["mn/search/x/0.js"].split(b'"')[3]
    assert index.written(packed) == text
    assert "mn/search/x/1.js" not in made


def test_exact_spelling_first_then_the_same_key_then_beginnings() -> None:
    index = Index(files([
        page("begins", "ᠭᠠᠷᠤᠨ ᠭᠠᠷᠤᠨ", "ᠭᠠᠷᠤᠨ"), page("other", "ᠭᠡᠷ", "ᠭᠡᠷ ᠭᠡᠷ"), page("exact", "ᠭᠠᠷ ᠳᠣᠷ ᠮᠣᠨ"),
    ]))  # fmt: skip
    assert found(index, "ᠭᠠᠷ") == ["exact", "other", "begins"]
    assert found(index, "ᠭᠡᠷ") == ["other", "exact", "begins"]
    assert found(index, "gar") == ["exact", "other", "begins"]
    assert [hit.grade for hit in index.find("ᠭᠠᠷ").hits] == [EXACT, SAME, 2]


def test_a_title_weighs_more_than_a_text() -> None:
    index = Index(
        files([page("a", f"{WORDS[0]} {WORDS[1]}", WORDS[2]), page("b", WORDS[2], WORDS[0])])
    )
    assert found(index, WORDS[0]) == ["b", "a"]


def test_every_word_first_then_any() -> None:
    pages = [page("both", f"{WORDS[0]} {WORDS[1]}"), page("one", f"{WORDS[0]} {WORDS[2]}")]
    index = Index(files(pages))
    both = index.find(f"{WORDS[0]} {WORDS[1]}")
    assert both.all and both.total == 1
    any_ = index.find(f"{WORDS[0]} {WORDS[1]} {WORDS[2]}")
    assert not any_.all and any_.total == 2
    assert index.find("ᠵᠢᠵᠢᠭ") == (0, True, [])


@pytest.mark.parametrize(
    "written, asked",
    [
        ("ᠭᠠᠯᠠᠮ\u180eᠤᠨ", "ᠭᠠᠯᠠᠮᠤᠨ"), ("ᠭᠠᠯᠠᠮᠤᠨ", "ᠭᠠᠯᠠᠮ ᠤᠨ"), ("ᠭᠠᠯᠠᠮ ᠢᠶᠠᠷ", "ᠭᠠᠯᠠᠮ\u202fᠤᠨ"),
        ("ᠰᠠᠨ\u180eᠤ", "ᠰᠠᠨᠤ"), ("ᠰᠠᠨᠤ", "ᠰᠠᠨ\u180eᠤ"), ("ᠰᠠᠨ\u180eᠤ\u180eᠶᠢᠨ", "ᠰᠠᠨᠤᠶᠢᠨ"),
        ("ᠨᠠᠮᠤᠷ\u180eᠠ", "ᠨᠠᠮᠤᠷᠠ"), ("2023 ᠣᠨ", "ᠣᠨ"), ("〔2023〕86", "2023 86"), ("〔2023〕", "２０２３"),
        ("᠒᠐", "20"), ("ACL", "acl"), ("公开目录", "公开"), ("公开目录", "录"), ("公开目录", "公"),
        ("ᠭᠠᠯᠠᠮ", "galam-un"), ("ᠭᠠᠯᠠᠮ", "ᠭᠠᠯᠠᠮ᠂"),
    ],
)  # fmt: skip
def test_endings_numbers_and_other_scripts(written: str, asked: str) -> None:
    index = Index(files([page("a", written), page("b", "ᠮᠣᠷᠢ")]))
    assert found(index, asked) == ["a"]


def test_an_ending_is_taken_off_where_enough_is_left() -> None:
    assert without_ending("ᠭᠠᠯᠠᠮᠤᠨ") == "ᠭᠠᠯᠠᠮ"
    assert without_ending("ᠭᠠᠯᠤᠨ") == ""


def test_one_ending_does_not_fill_the_index() -> None:
    keys = [term.key for term in terms("ᠭᠠᠯᠠᠮ\u180eᠤᠨ ᠳᠣᠷᠠᠮ\u180eᠢᠶᠠᠷ")]
    assert keys == ["galam", "turam"]
    assert [term.key for term in terms("5\u180eᠳᠤᠭᠠᠷ")] == ["tugar", "=5"]
    assert "sanu" not in [term.key for term in terms("ᠰᠠᠨ᠂ ᠤ ᠰᠠᠨ 5\u180eᠤ")]
    counted = [term.key for term in terms("ᠰᠠᠨ\u180eᠤ") if term.counts]
    assert counted == ["saa"]


def test_weights_are_lunrs() -> None:
    texts = [" ".join(WORDS[(n * k) % 7] for k in range(1, 3 + n)) for n in range(1, 9)]
    index = Index(files([page(f"{n}", text) for n, text in enumerate(texts)]))
    oracle = Builder()
    oracle.ref("id")
    oracle.field("text")
    for n, text in enumerate(texts):
        oracle.add({"id": str(n), "text": " ".join(map(folded, text.split()))})
    whole = oracle.build()
    for word in WORDS:
        hits = {hit.address[10:-5]: hit.weight for hit in index.find(word, 100).hits}
        scores = {one["ref"]: one["score"] * 1000 for one in whole.search(folded(word))}
        assert hits == pytest.approx(scores, abs=1.1)
        assert len(hits) > 1


def test_words_that_begin_alike_are_in_one_small_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongolian, "SHARD", 200)
    letters = "ᠪᠮᠯᠷᠵᠴᠲᠰ"
    texts = [f"{a}ᠠ{b}ᠢ{c}" for a in letters for b in letters for c in letters]
    pages = [page(f"{n:03}", text) for n, text in enumerate(texts)]
    made = files(pages)
    starts = Index(made).directory["shards"]
    assert starts == sorted(set(starts)) and len(starts) > 20
    sizes = [len(data) for name, data in made.items() if "/t/" in name]
    assert max(sizes) < 300
    index = Index(made)
    for text in texts[::7]:
        assert found(index, text)[0] == f"{texts.index(text):03}"
        key = folded(text)[:4]
        holding = [at for at, start in enumerate(starts) if _reaches(starts, at, key)]
        assert len(holding) == 1


def _reaches(starts: list[str], at: int, key: str) -> bool:
    before_next = at + 1 == len(starts) or starts[at + 1] > key
    return before_next and (starts[at] <= key or starts[at].startswith(key))


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=30), max_size=6))
def test_any_text_is_indexed(texts: list[str]) -> None:
    made = files(page(str(n), text, text, keywords=(text,)) for n, text in enumerate(texts))
    if texts:
        index = Index(made)
        for text in texts:
            index.find(text)


def test_a_word_without_end_is_found_by_its_beginning() -> None:
    long = "ᠭᠠᠯᠠᠮ" * 2000
    made = files([page("a", f"{long} {long}ᠷ {'x' * 10_000} {'公' * 10_000}")])
    index = Index(made)
    assert max(map(len, index.keys)) == LONGEST
    assert found(index, long[:200]) == ["a"]
    assert sum(map(len, made.values())) < 150_000


def test_a_page_costs_its_length() -> None:
    def size(count: int) -> int:
        pages = [page(f"{n:04}", " ".join(WORDS[n % 7 :] * 20), WORDS[n % 7]) for n in range(count)]
        return sum(map(len, files(pages).values()))

    assert size(800) < 4.4 * size(200)
