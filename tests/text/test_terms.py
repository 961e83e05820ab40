"""Letters, terms and pinyin: what a text is found by."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from gongkai.text.letters import CHARACTER, SEPARATOR, WORD, classes, folded, units
from gongkai.text.pinyin import initial_terms, readings, spoken, syllable_terms, syllables
from gongkai.text.terms import mixed, name_terms, terms_of, unmixed
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin


def fold(text: str) -> str:
    return folded(units(text)).tobytes().decode("utf-16-le", "surrogatepass")


def codes(text: str) -> set[int]:
    return set(terms_of(folded(units(text))).terms.tolist())


@pytest.mark.parametrize(
    "written, one",
    [
        ("ＡＢＣ１２３", "abc123"),
        ("（试行）", "(试行)"),
        ("國務院辦公廳", "国务院办公厅"),
        ("Covid", "covid"),
        ("〔2020〕11号", "〔2020〕11号"),
    ],
)
def test_letters_have_one_form(written: str, one: str) -> None:
    assert fold(written) == one


@given(st.text(st.characters(exclude_categories=[])))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    letters = units(text)
    once = folded(letters)
    assert len(once) == len(letters)
    assert (folded(once) == once).all()


def test_classes() -> None:
    kinds = classes(folded(units("政a1，\u1820 𠀀\ue000")))
    assert kinds.tolist() == [
        CHARACTER, WORD, WORD, SEPARATOR, WORD, SEPARATOR, CHARACTER, CHARACTER, SEPARATOR,
    ]  # fmt: skip


def test_pairs_stay_within_a_run() -> None:
    assert codes("公开，指南") == codes("公开") | codes("指南")
    assert codes("公开指南") == codes("公开") | codes("开指") | codes("指南")


def test_a_word_is_the_same_wherever_it_stands() -> None:
    assert codes("2020") < codes("第2020号、PPP项目")
    assert codes("ppp") < codes("第2020号、PPP项目")
    assert not codes("202") & codes("2020")
    assert set(name_terms(["2020", "ppp"]).tolist()) == codes("2020 ppp")


@given(st.text(st.characters(codec="utf-16"), max_size=80), st.text("甲乙丙ab1 ，", max_size=20))
def test_terms_of_a_text_do_not_depend_on_what_stands_before(text: str, before: str) -> None:
    assert codes(text) <= codes(f"{before}。{text}")


def test_singles_only_where_they_are_asked_for() -> None:
    letters = folded(units("税收"))
    every = terms_of(letters, singles=np.array([True, True])).terms.tolist()
    assert set(every) - codes("税收") == {ord("税") << 16, ord("收") << 16}


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_spreading_is_one_to_one(a: int, b: int) -> None:
    numbers = np.array([a, b], np.uint32)
    first, second = mixed(numbers)
    assert (first == second) == (a == b)
    assert (unmixed(mixed(numbers)) == numbers).all()


def test_polyphones_are_read_by_their_phrase() -> None:
    assert spoken("重庆市重要银行") == [["chong", "qing", "shi", "zhong", "yao", "yin", "hang"]]
    assert readings()["重"][:2] == ("zhong", "chong")


@pytest.mark.corpus
def test_words_are_read_as_pypinyin_reads_the_whole(corpus: Path) -> None:
    titles = [
        p.read_text("utf-8").split("title:")[1].split("\n")[0] for p in corpus.rglob("*/20*/*.md")
    ]
    assert len(titles) > 300
    for title in titles:
        runs = re.findall("[\u3400-\u9fff]+", title)
        assert spoken(title) == [lazy_pinyin(run) for run in runs]


def test_other_letters_part_what_is_spoken() -> None:
    assert [len(run) for run in spoken("公开2020年指南")] == [2, 3]


def test_pinyin_terms() -> None:
    known = syllables()
    gong, kai = 0xE000 + known["gong"], 0xE000 + known["kai"]
    assert set(syllable_terms(spoken("公开")).tolist()) == {gong << 16, kai << 16, gong << 16 | kai}
    letters = set(initial_terms(spoken("公开指南")).tolist())
    pair = [0xE400 + 26 * (ord(a) - 97) + ord(b) - 97 for a, b in ("gk", "kz", "zn")]
    assert letters == {pair[0] << 16, pair[1] << 16, pair[2] << 16, pair[0] << 16 | pair[2]}
