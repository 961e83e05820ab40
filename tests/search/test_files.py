"""The files of an index: numbers, texts, lists; what is written can be read again."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from gongkai.search.encode import (
    Alphabet,
    cut_numbers,
    numbers,
    read_numbers,
    read_script,
    script,
)
from gongkai.search.layout import Cut, Layout
from gongkai.search.lists import Lists, decoded, encoded, joined
from gongkai.search.long_terms import files, read, retiered, tiered, tiers_by_bounds, weights
from gongkai.text.letters import units
from hypothesis import given
from hypothesis import strategies as st

many = st.lists(st.integers(0, 2**40), max_size=50)


@given(many)
def test_numbers(values: list[int]) -> None:
    text = numbers(values)
    assert read_numbers(text).tolist() == values
    assert all(35 <= letter <= 126 and letter != 92 for letter in text)


@pytest.mark.parametrize(
    "value, letters", [(56, 1), (57, 2), (1994, 2), (1995, 3), (67886, 3), (67887, 4)]
)
def test_numbers_are_short(value: int, letters: int) -> None:
    assert len(numbers([value])) == letters


@given(many, st.data())
def test_cut_numbers(values: list[int], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(values)), max_size=4)))
    parts = cut_numbers(values, cuts)
    edges = [0, *cuts, len(values)]
    assert [read_numbers(part).tolist() for part in parts] == [
        values[a:b] for a, b in itertools.pairwise(edges)
    ]


@given(
    st.text(st.characters(exclude_categories=[]), max_size=60), st.text("的政府，。", max_size=9)
)
def test_every_letter_can_be_spelled(text: str, common: str) -> None:
    counts = np.bincount(units(common), minlength=0x10000)
    alphabet = Alphabet.of(counts)
    spelled = read_numbers(alphabet.spell(text))
    letters = [alphabet.letters[n] if n < Alphabet.SIZE else n - Alphabet.SIZE for n in spelled]
    assert letters == units(text).tolist()


def test_a_letter_takes_three_at_most() -> None:
    alphabet = Alphabet.of(np.zeros(0x10000, np.int64))
    assert max(len(alphabet.spell(letter)) for letter in ("\uffff", "的", "a")) == 3


def test_a_script_is_ascii_and_gives_its_strings_back() -> None:
    data = script("t1", [b"#$%", b"", b"~~#"])
    data.decode("ascii")
    assert read_script(data) == [b"#$%", b"", b"~~#"]


@st.composite
def lists(draw: st.DrawFn, terms: int = 40) -> Lists:
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    size = draw(st.integers(1, 400))
    hashes = chance.integers(0, 2**32, terms)[chance.integers(0, terms, size)]
    rows = np.unique(
        np.stack([hashes, chance.integers(0, 8, size), chance.integers(0, 90, size)], 1), axis=0
    )
    often = chance.integers(1, 50, len(rows))
    lengths = chance.integers(1, 900, len(rows))
    return Lists(rows[:, 0], rows[:, 1], rows[:, 2], often, lengths).sorted()


@given(lists())
def test_shards_hold_every_posting(every: Lists) -> None:
    starts = [shard << 28 for shard in range(16)]
    back = joined(
        [decoded(c, s) for c, s in zip(encoded(every, starts), starts, strict=True)]
    )  # fmt: skip
    for name in ("hashes", "fields", "documents", "often"):
        assert (getattr(every, name) == getattr(back, name)).all()
    assert (np.where(every.fields > 0, every.lengths, 0) == back.lengths).all()


def layout() -> Layout:
    made = Layout(Cut(6, 10, (5, 15, 40)), Alphabet.of(np.zeros(0x10000, np.int64)))
    made.averages = (300.0, 40.0, 20.0, 9.0, 4.0, 8.0, 30.0, 30.0)
    return made


@given(lists(terms=1))
def test_tiers_hold_every_posting_and_bound_what_lies_behind(every: Lists) -> None:
    hash = int(every.hashes[0])
    term = tiered(every, layout())
    made = files(hash, term)
    back = read(hash, list(made.values()))
    rows = sorted(zip(back.lists.documents, back.lists.fields, back.lists.often, strict=True))
    assert rows == sorted(zip(every.documents, every.fields, every.often, strict=True))
    assert len(np.unique(every.documents[term.tier == 0])) == min(
        5, len(np.unique(every.documents))
    )
    assert (back.bounds == term.bounds).all()
    assert (np.diff(term.bounds) <= 0).all()


@given(lists(terms=1))
def test_new_documents_never_lie_behind_a_bound_they_exceed(every: Lists) -> None:
    made = layout()
    term = tiered(every, made)
    again = retiered(every, {}, term.bounds, made)
    for tier, bound in enumerate(term.bounds.tolist()):
        behind = again.lists.at(again.tier > tier)
        for document in np.unique(behind.documents):
            one = behind.at(behind.documents == document)
            assert weights(one, made).sum() <= bound


def test_a_tier_is_the_first_behind_which_a_weight_may_lie() -> None:
    bounds = np.array([100, 50, 10])
    assert tiers_by_bounds(np.array([101, 100, 51, 50, 10, 1]), bounds).tolist() == [
        0, 1, 1, 2, 3, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("documents, bits", [(0, 5), (55, 7), (10_000, 14), (100_000, 16)])
def test_cuts(documents: int, bits: int) -> None:
    assert Cut.of(documents).bits == bits
