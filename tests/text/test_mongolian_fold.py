"""Mongolian words, their keys and readings, and what an editor must mend."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from gongkai.text.mongolian import MVS, FaultKind, faults, folded, latin, spelled, stored, words
from gongkai.text.mongolian.faults import WORDS_TOO
from gongkai.text.mongolian.letters import CLASSES
from gongkai.text.mongolian.words import ENDINGS
from hypothesis import given
from hypothesis import strategies as st
from paths import REPOSITORY

MIXED = st.text(
    st.sampled_from(
        "".join(CLASSES) + "\u180a\u180b\u180c\u180d\u180e\u180f\u202f  ᠂᠃12aq公\u1843\n"
    ),
    max_size=60,
)


def keys(text: str) -> list[str]:
    return [folded(word.text) for word in words(text) if not word.ending]


@pytest.fixture(scope="session")
def collected() -> Iterator[dict[str, list[list[str]]]]:
    """Pairs that were collected from real pages; they lie beside the repository."""
    file: Path = REPOSITORY.parent / "shared" / "mongolian" / "fold_tests.yaml"
    if not file.is_file():
        pytest.skip("the collected pairs are not beside the repository")
    yield yaml.safe_load(file.read_text("utf-8"))


@pytest.mark.parametrize(
    "a, b",
    [
        ("ᠣᠨ", "ᠤᠨ"),  # round vowels
        ("ᠨᠥᠮ", "ᠨᠦᠮ"),
        ("ᠳᠠᠯ", "ᠲᠠᠯ"),
        ("ᠬᠠᠯ", "ᠭᠡᠯ"),
        ("ᠨᠠᠢᠮ", "ᠨᠠᠶᠢᠮ"),
        ("ᠨᠠ\u180bᠮ", "ᠨᠠᠮ\u180c"),  # selectors
        ("ᠨᠠ\u200dᠮ", "ᠨᠠ\u180aᠮ"),
        ("ᠯᠠᠮ\u180eᠠ", "ᠯᠠᠮᠠ"),  # a separated vowel
        ("ᠯᠠᠮ\u202fᠠ", "ᠯᠠᠮ ᠠ"),
        ("ᠰᠠᠩ", "ᠰᠠᠨᠭ"),
        ("ᠳᠠᠩᠭᠠ", "ᠲᠠᠨᠭᠬᠠ"),
        ("ᠰᠠᠨ", "ᠰᠠᠠ"),  # no dot
        ("ᠰᠠᠨᠳᠠ", "ᠰᠠᠠᠳᠠ"),
        ("ᠷᠧᠰᠲ", "ᠷᠸᠰᠲ"),
        ("ᠪᠣᠢᠷ", "ᠪᠥᠷ"),
    ],
)
def test_one_word_has_one_key(a: str, b: str) -> None:
    assert keys(a) == keys(b)


@pytest.mark.parametrize("a, b", [("ᠮᠠᠯ", "ᠮᠣᠯ"), ("ᠰᠠᠨᠠ", "ᠰᠠᠠᠠ"), ("ᠪᠠᠷ", "ᠫᠠᠷ"), ("ᠮᠠᠷ", "ᠷᠠᠮ")])
def test_other_words_have_other_keys(a: str, b: str) -> None:
    assert keys(a) != keys(b)


def test_there_are_seventeen_classes() -> None:
    assert len(set(CLASSES.values())) == 17
    assert all(chr(code) in CLASSES for code in range(0x1820, 0x1843))


def test_a_word_that_is_in_no_class_keeps_its_letters() -> None:
    assert folded("\u1843\u1844") == "\u1843\u1844"
    assert folded("") == ""


@pytest.mark.parametrize("separator", ["\u180e", "\u202f", " ", "\u180e\u180b", " \u200c"])
def test_endings_are_apart_behind_every_separator(separator: str) -> None:
    text = f"ᠭᠠᠯᠠᠮ{separator}ᠤ\u180bᠨ ᠳᠣᠷᠠᠮ"
    assert [(word.ending, folded(word.text)) for word in words(text)] == [
        (False, "galam"), (True, "ua"), (False, "turam"),
    ]  # fmt: skip


def test_a_separator_makes_an_ending_of_anything() -> None:
    assert [word.ending for word in words("ᠭᠠᠯᠠᠮ\u180eᠳᠣᠷᠠᠮ ᠳᠣᠷᠠᠮ")] == [False, True, False]
    assert [word.attached for word in words("5\u180eᠤ ᠤ")] == [True, False]


def test_places_are_those_of_the_text() -> None:
    text = "《ᠭᠠᠯ\u180eᠠ\u180eᠶᠢᠨ》2 ᠳᠣᠷ 公"
    found = words(text)
    assert [text[word.start : word.end] for word in found] == ["ᠭᠠᠯ\u180eᠠ", "ᠶᠢᠨ", "ᠳᠣᠷ"]
    assert [word.text for word in found] == [text[word.start : word.end] for word in found]


def test_a_lone_vowel_behind_a_space_belongs_to_a_consonant_only() -> None:
    assert len(words("ᠭᠠᠯ ᠠ")) == 1
    assert len(words("ᠭᠠ ᠠ")) == 2
    assert len(words("ᠭᠠᠯ  ᠠ")) == 2
    assert len(words("ᠭᠠᠯ\u180eᠠ\u180eᠠ")) == 2
    for separator in "\u180e\u202f ":  # a word, though without its vowel it is an ending
        assert [word.ending for word in words(f"ᠭᠠᠯ ᠨᠡᠷ{separator}ᠡ")] == [False, False]


def test_the_narrow_space_is_stored_as_a_separator() -> None:
    assert stored("ᠭᠠᠯ\u202fᠤᠨ 10\u202f000 \u202f") == "ᠭᠠᠯ\u180eᠤᠨ 10\u202f000 \u202f"
    assert stored(stored("ᠭᠠᠯ\u202fᠠ")) == stored("ᠭᠠᠯ\u202fᠠ")


def test_the_exact_spelling_tells_what_a_key_joins() -> None:
    assert spelled("ᠭᠠ\u180bᠷ") == spelled("ᠭᠠᠷ") != spelled("ᠭᠡᠷ")
    assert spelled("ᠭᠠᠯ\u202fᠠ") == spelled("ᠭᠠᠯ ᠠ") == "ᠭᠠᠯ\u180eᠠ" != spelled("ᠭᠠᠯᠠ")


@pytest.mark.parametrize(
    "query, word",
    [
        ("zam", "ᠵᠠᠮ"), ("jam", "ᠵᠠᠮ"), ("ǰam", "ᠵᠠᠮ"), ("j\u030cam", "ᠵᠠᠮ"), ("ZAM", "ᠵᠠᠮ"),
        ("qar", "ᠬᠠᠷ"), ("qar", "ᠴᠠᠷ"), ("xar", "ᠬᠠᠷ"), ("xar", "ᠱᠠᠷ"), ("har", "ᠬᠠᠷ"),
        ("olhu", "ᠣᠯᠬᠤ"), ("lham", "ᡀᠠᠮ"), ("bashi", "ᠪᠠᠰᠬᠢ"), ("shil", "ᠱᠢᠯ"),
        ("önge", "ᠥᠩᠭᠡ"), ("onge", "ᠥᠩᠭᠡ"), ("o\u0308nge", "ᠥᠩᠭᠡ"), ("vran", "ᠤᠷᠠᠨ"), ("γal", "ᠭᠠᠯ"),
        ("tsai", "ᠼᠠᠢ"), ("atsan", "ᠠᠲᠰᠠᠨ"), ("dorji", "ᠳᠣᠷᠵᠢ"),
    ],
)  # fmt: skip
def test_latin_is_read_as_it_is_typed(query: str, word: str) -> None:
    assert folded(word) in [reading.key for reading in latin(query)]


def test_readings_are_few_and_each_once() -> None:
    readings = latin("qxlhshtsdzv")
    assert 1 < len(readings) <= 8
    assert len({reading.key for reading in readings}) == len(readings)
    assert latin("qar")[0].spelling == "ᠬᠠᠷ"
    assert latin("улс") == latin("a1") == latin("") == ()


@pytest.mark.parametrize(
    "text, kind, word, suggestion",
    [
        ("ᠭᠠᠯᠠᠮ\u202fᠤᠨ", FaultKind.NARROW_SPACE, "ᠭᠠᠯᠠᠮ\u202fᠤᠨ", "ᠭᠠᠯᠠᠮ\u180eᠤᠨ"),
        ("10\u202f000", FaultKind.NARROW_SPACE, "\u202f", " "),
        ("᠂ᠭᠠᠯᠠᠮ ᠤᠨ", FaultKind.PLAIN_SPACE, "ᠭᠠᠯᠠᠮ ᠤᠨ", "ᠭᠠᠯᠠᠮ\u180eᠤᠨ"),
        ("ᠭᠠᠯ ᠠ", FaultKind.PLAIN_SPACE, "ᠭᠠᠯ ᠠ", "ᠭᠠᠯ\u180eᠠ"),
        ("12 ᠤ", FaultKind.PLAIN_SPACE, "12 ᠤ", "12\u180eᠤ"),
        ("ᠭᠠᠯ \u1843\u1844", FaultKind.UNSHAPABLE, "\u1843\u1844", ""),
        ("ᠭᠠᠯ\ue234\ue235", FaultKind.UNSHAPABLE, "\ue234\ue235", ""),
        ("ᠭᠠ\u180b\u180cᠯ", FaultKind.STRAY, "\u180c", ""),
        ("ᠭᠠᠯ\u180e ᠤ", FaultKind.STRAY, "\u180e", ""),
        ("公\u180b", FaultKind.STRAY, "\u180b", ""),
    ],
)
def test_faults_say_what_to_write(text: str, kind: FaultKind, word: str, suggestion: str) -> None:
    found = [fault for fault in faults(text) if fault.kind is kind]
    assert [(fault.word, fault.suggestion) for fault in found] == [(word, suggestion)]
    assert word in text[found[0].place :] or kind is FaultKind.NARROW_SPACE


@pytest.mark.parametrize(
    "text", ["ᠭᠠᠯ\u180eᠠ\u180eᠶᠢᠨ ᠳᠣᠷᠠ", "2023 ᠣᠨ", "ᠮᠡᠳᠡᠨ᠎ᠡ ᠦᠦ᠃", "ᠲᠠᠢ", "公开 ACL 12"]
)
def test_what_is_right_is_no_fault(text: str) -> None:
    assert faults(text) == []
    assert WORDS_TOO <= ENDINGS


@given(MIXED)
def test_mended_texts_have_no_such_fault(text: str) -> None:
    kinds = (FaultKind.NARROW_SPACE, FaultKind.PLAIN_SPACE)
    for _ in range(len(text) + 1):
        fault = next((one for one in faults(text) if one.kind in kinds), None)
        if fault is None:
            return
        at = text.index(fault.word, max(fault.place - len(fault.word), 0))
        text = text[:at] + fault.suggestion + text[at + len(fault.word) :]
    raise AssertionError(text)


@given(st.text(st.characters(exclude_categories=[])) | MIXED)
def test_any_text_is_taken(text: str) -> None:
    for word in words(text):
        assert word.text == text[word.start : word.end]
        assert folded(word.text) and spelled(word.text)
    assert [word.start for word in words(text)] == sorted(word.start for word in words(text))
    folded(text), spelled(text), latin(text), faults(text)


@pytest.mark.parametrize(
    "piece",
    ["ᠠ", "ᠭᠠᠯ ᠤᠨ ", "\u202f", "\u180b", "\u180eᠠ", "ᠭ\u202fᠠ", " ᠠ", "ᠨᠭ", "ᠭ\u200d\u180e", "1 ᠤ"],
)
def test_hostile_texts_cost_their_length(piece: str) -> None:
    text, since = piece * (40_000 // len(piece)), time.process_time()
    words(text), folded(text), spelled(text), stored(text), faults(text)
    assert time.process_time() - since < 4


def test_collected_spellings_have_one_key(collected: dict[str, list[list[str]]]) -> None:
    assert [pair for pair in collected["same"] if keys(pair[0]) != keys(pair[1])] == []
    assert [pair for pair in collected["differ"] if folded(pair[0]) == folded(pair[1])] == []


def test_collected_latin_queries_are_read(collected: dict[str, list[list[str]]]) -> None:
    for query, word in collected["latin"]:
        assert folded(word) in [reading.key for reading in latin(query)], query


def test_the_separator_is_no_white_space() -> None:
    """Why it is the one that is stored: whatever tidies white space leaves it."""
    assert f"ᠭᠠᠯ{MVS}ᠤᠨ".split() == [f"ᠭᠠᠯ{MVS}ᠤᠨ"]
    assert "ᠭᠠᠯ\u202fᠤᠨ".split() != ["ᠭᠠᠯ\u202fᠤᠨ"]
