"""The index of the Mongolian pages: their own, since a word is found there by its folded key.

It is cut anew as a whole with each edit of a Mongolian text, which a few thousand documents allow;
where there is none, it has no file. ASCII scripts that call ``GK(key, strings…)``, as all of the index:

========================  ==========================================================================
``mn/search/dir.js``      documents, the first key of each shard, the alphabet
``mn/search/t/<n>.js``    a shard: keys that begin alike, their spellings, documents and weights
``mn/search/d/<n>.js``    cards of 16 documents: what a hit shows
``mn/search/x/<n>.js``    a text as written, for passages
========================  ==========================================================================

Weights are lunr's BM25 over title, summary, keywords and text, summed and rounded to thousandths.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import log
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from gongkai.search.encode import Alphabet, cut_numbers, script, value_script, version_of
from gongkai.search.fields import BOOSTS, K1, B, Field
from gongkai.search.mongolian_terms import terms
from gongkai.text.letters import units

FOLDER: Final = "mn/search/"
CARDS: Final = 16
"""Documents in a file of cards."""
SHARD: Final = 16_384
"""Bytes of a shard, as far as words can be kept apart by their beginnings."""

_File: TypeAlias = tuple[str, list[bytes]]
"""A name below the folder, and its strings."""
_FIELDS: Final = (Field.BODY, Field.SUMMARY, Field.TITLE, Field.KEYWORDS)
_BITS: Final = 16
"""Of a count in a posting, which packs one for each field."""
_MOST: Final = (1 << _BITS) - 1
_SPACES: Final = re.compile("[\t\n\v\f\r ]+")


@dataclass(frozen=True, slots=True)
class MongolianEntry:
    """A Mongolian page, and what its hit says. All texts as written."""

    address: str
    """From the root of the site."""
    title: str
    summary: str
    keywords: tuple[str, ...]
    text: str
    date: str
    """As the page prints it."""
    column: str
    """Name of the column."""


class _Shard(NamedTuple):
    """A stretch of the sorted keys."""

    start: str
    """No key of it comes before this, none of the shard before comes after."""
    keys: list[str]


@dataclass(slots=True)
class _Postings:
    """What was counted: keys hold documents, spellings of a key too."""

    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    spellings: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    lengths: list[tuple[int, ...]] = field(default_factory=list)
    """Terms in each field of each document."""


def files(entries: Iterable[MongolianEntry]) -> dict[str, bytes]:
    """Every file of the index by its address; none for no entry. The order of entries is no matter."""
    pages = sorted(entries, key=lambda entry: entry.address)
    if not pages:
        return {}
    found = _counted(pages)
    letters = _Letters(_all_texts(pages, found))
    parts = dict(_cards(pages, letters)) | dict(_texts(pages, letters))
    lists = _lists(found, letters)
    sizes = {key: len(key) + 1 + sum(map(len, one)) for key, one in lists.items()}
    shards = list(_cut(sorted(lists), sizes))
    for number, shard in enumerate(shards):
        parts[f"t/{number}"] = _joined(shard.keys, [lists[key] for key in shard.keys])
    version = version_of(
        *(part for name in sorted(parts) for part in (name.encode(), *parts[name]))
    )
    value = {
        "version": version,
        "documents": len(pages),
        "cards": CARDS,
        "shards": [shard.start for shard in shards],
        "alphabet": letters.alphabet.pack().decode("ascii"),
    }
    made = {
        f"{FOLDER}{name}.js": script(f"mn{version}{name}", part) for name, part in parts.items()
    }
    return {f"{FOLDER}dir.js": value_script("mn-dir", value), **made}


def _counted(pages: Sequence[MongolianEntry]) -> _Postings:
    found = _Postings()
    for number, page in enumerate(pages):
        lengths = []
        for place, text in enumerate(
            (page.text, page.summary, page.title, "\n".join(page.keywords))
        ):
            length = 0
            for key, spelling, counts in terms(text):
                length += counts
                _count(found.counts.setdefault(key, {}), number, place * _BITS)
                documents = found.spellings.setdefault(key, {}).setdefault(spelling, [])
                if not documents or documents[-1] != number:
                    documents.append(number)
            lengths.append(length)
        found.lengths.append(tuple(lengths))
    return found


def _count(documents: dict[int, int], number: int, shift: int) -> None:
    before = documents.get(number, 0)
    if before >> shift & _MOST < _MOST:
        documents[number] = before + (1 << shift)


def _weights(
    documents: Mapping[int, int], found: _Postings, averages: Sequence[float]
) -> dict[int, int]:
    """lunr's score of one key for each document: idf × Σ boost × saturated count, in thousandths."""
    total, held = len(found.lengths), len(documents)
    idf = log(1 + abs((total - held + 0.5) / (held + 0.5)))
    weights = {}
    for number, counts in documents.items():
        score = 0.0
        for place, kind in enumerate(_FIELDS):
            often = counts >> place * _BITS & _MOST
            if often:
                length = found.lengths[number][place] / averages[place]
                part = (K1 + 1) * often / (K1 * (1 - B + B * length) + often)
                score += BOOSTS[kind] * part
        weights[number] = max(round(idf * score * 1000), 1)
    return weights


def _lists(found: _Postings, letters: _Letters) -> dict[str, tuple[bytes, ...]]:
    """By key: spellings, how many there are and how many postings each has, documents, weights.

    The commonest spelling comes first; documents are told by their distances.
    """
    averages = [max(sum(column) / len(column), 1e-9) for column in zip(*found.lengths, strict=True)]
    spelled: list[bytes] = []
    counts, gaps, weights = _Column(), _Column(), _Column()
    for key, spellings in found.spellings.items():
        weight = _weights(found.counts[key], found, averages)
        order = sorted(spellings.items(), key=lambda item: (-len(item[1]), item[0]))
        spelled.append(letters.spell("".join(f"{spelling}\n" for spelling, _ in order)))
        counts.add([len(order), *(len(own) for _, own in order)])
        gaps.add([b - a for _, own in order for a, b in pairwise([0, *own])])
        weights.add([weight[number] for _, own in order for number in own])
    if not spelled:
        return {}
    columns = (spelled, counts.pieces(), gaps.pieces(), weights.pieces())
    return dict(zip(found.spellings, zip(*columns, strict=True), strict=True))


class _Column:
    """Numbers of all keys, turned into letters at once."""

    def __init__(self) -> None:
        self._values: list[int] = []
        self._ends: list[int] = []

    def add(self, values: Iterable[int]) -> None:
        """Those of the next key."""
        self._values.extend(values)
        self._ends.append(len(self._values))

    def pieces(self) -> list[bytes]:
        """The strings of the keys."""
        return cut_numbers(self._values, self._ends[:-1])


def _cut(keys: list[str], sizes: Mapping[str, int], depth: int = 1) -> Iterator[_Shard]:
    """Shards of neighbouring keys; words that begin alike are kept together while they fit."""
    shard, size = _Shard("", []), 0
    for start, alike in groupby(keys, key=lambda key: key[:depth]):
        group = list(alike)
        added = sum(sizes[key] for key in group)
        if shard.keys and size + added > SHARD:
            yield shard
            shard, size = _Shard("", []), 0
        if added > SHARD and len(group) > 1:
            yield from _cut(group, sizes, depth + 1)
            continue
        shard = _Shard(shard.start if shard.keys else start, shard.keys + group)
        size += added
    if shard.keys:
        yield shard


def _joined(keys: Sequence[str], lists: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """The strings of a shard; keys hold letters and digits alone."""
    escaped = json.dumps(" ".join(keys))[1:-1].encode("ascii")
    return [escaped, *(b"".join(column) for column in zip(*lists, strict=True))]


class _Letters:
    """The alphabet, and how each character of these texts is written in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self.alphabet = Alphabet.of(np.bincount(units(whole), minlength=0x10000))
        self._table = {ord(c): self.alphabet.spell(c).decode("ascii") for c in {*whole, "\n"}}

    def spell(self, text: str) -> bytes:
        """A text as numbers."""
        return text.translate(self._table).encode("ascii")


def _all_texts(pages: Sequence[MongolianEntry], found: _Postings) -> Iterator[str]:
    for page in pages:
        yield _shown(page)
        yield page.text
    for spellings in found.spellings.values():
        yield from spellings


def _shown(page: MongolianEntry) -> str:
    """The facts of a card, a line each; whether there is a text, then the summary."""
    has_text = "1" if page.text else ""
    facts = (page.address, page.title, page.date, page.column, has_text, page.summary)
    return "\n".join(_SPACES.sub(" ", fact) for fact in facts)


def _cards(pages: Sequence[MongolianEntry], letters: _Letters) -> Iterator[_File]:
    for first in range(0, len(pages), CARDS):
        cards = [letters.spell(_shown(page)) for page in pages[first : first + CARDS]]
        yield f"d/{first // CARDS}", cards


def _texts(pages: Sequence[MongolianEntry], letters: _Letters) -> Iterator[_File]:
    for number, page in enumerate(pages):
        if page.text:
            yield f"x/{number}", [letters.spell(page.text)]
