"""Entries → postings: which terms each document holds, in which field, how often.

No object per token: a chunk of documents is one array of units, its terms one array of keys.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gongkai.search import fields
from gongkai.search.entries import Entry, read_text
from gongkai.search.fields import Field
from gongkai.text.letters import folded, units
from gongkai.text.pinyin import initial_terms, spoken, syllable_terms
from gongkai.text.terms import Terms, mixed, name_terms, terms_of

Hashes: TypeAlias = NDArray[np.uint32]
"""Terms, spread evenly (``text.terms.mixed``): their order is the order of the index."""

MOST: Final = (1 << 13) - 1
"""A term counts at most so often in one field."""
_TEXT_FIELDS: Final = (Field.BODY, Field.SUMMARY, Field.TITLE, Field.ISSUER, Field.KEYWORDS)
_GAP: Final = np.zeros(1, np.uint16)


class Postings(NamedTuple):
    """The postings of one document, sorted by term and field."""

    hashes: Hashes
    counts: NDArray[np.uint16]
    """``field << 13 | how often``."""
    lengths: tuple[int, ...]
    """Terms in each field."""
    text: str
    """Its searchable text, for passages."""

    def pack(self) -> bytes:
        """As the cache keeps them, without the text."""
        head = np.array([*self.lengths, len(self.hashes)], "<u4").tobytes()
        return head + self.hashes.astype("<u4").tobytes() + self.counts.astype("<u2").tobytes()


def unpack(data: bytes) -> Postings:
    """What ``pack`` has written."""
    head = np.frombuffer(data, "<u4", fields.COUNT + 1)
    size, at = int(head[-1]), head.nbytes
    hashes = np.frombuffer(data, "<u4", size, at)
    counts = np.frombuffer(data, "<u2", size, at + hashes.nbytes)
    return Postings(hashes, counts, tuple(map(int, head[:-1])), "")


def postings_of(content: Path, entries: Sequence[Entry]) -> list[Postings]:
    """The postings of a chunk of documents."""
    if not entries:
        return []
    texts = [read_text(content, entry) for entry in entries]
    collected = _Collected(len(entries))
    for at, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        for field, words in zip(_TEXT_FIELDS, _words(entry, text), strict=True):
            collected.text(at, field, words)
        title, issuers = spoken(entry.title), spoken(entry.issuers)
        collected.terms(at, Field.NAMES, name_terms(list(entry.names)))
        collected.terms(at, Field.SYLLABLES, syllable_terms(title))
        collected.terms(at, Field.INITIALS, initial_terms(title))
        collected.terms(at, Field.ISSUER, syllable_terms(issuers))
        collected.terms(at, Field.ISSUER, initial_terms(issuers))
    return collected.postings(texts)


def _words(entry: Entry, text: str) -> tuple[str, ...]:
    return (text, entry.summary, entry.title, entry.issuers, entry.keywords)


class _Collected:
    """Terms of many documents, counted all at once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._runs: list[NDArray[np.uint16]] = []
        self._owners: list[int] = []
        self._sizes: list[int] = []
        self._ready: list[tuple[int, Terms]] = []

    def text(self, document: int, field: Field, words: str) -> None:
        letters = units(words)
        self._runs += [letters, _GAP]
        self._owners.append(document << 3 | field)
        self._sizes.append(len(letters) + 1)

    def terms(self, document: int, field: Field, terms: Terms) -> None:
        self._ready.append((document << 3 | field, terms))

    def postings(self, texts: list[str]) -> list[Postings]:
        letters = folded(np.concatenate(self._runs))
        owners = np.repeat(np.array(self._owners, np.int64), self._sizes)
        found = terms_of(letters, singles=(owners & 7) != Field.BODY)
        owner = np.concatenate(
            [owners[found.places], *(np.full(len(t), o, np.int64) for o, t in self._ready)]
        )
        hashes = mixed(np.concatenate([found.terms, *(t for _, t in self._ready)]))
        keys = (owner >> 3) << 35 | hashes.astype(np.int64) << 3 | owner & 7
        keys, often = np.unique(keys, return_counts=True)
        document = keys >> 35
        packed = (keys & 7) << 13 | np.minimum(often, MOST)
        lengths = np.bincount(owner, minlength=self._count << 3).reshape(self._count, fields.COUNT)
        cuts = np.searchsorted(document, np.arange(self._count + 1))
        spread = (keys >> 3 & 0xFFFFFFFF).astype(np.uint32)
        return [
            Postings(
                spread[a:b], packed[a:b].astype(np.uint16), tuple(map(int, lengths[at])), texts[at]
            )
            for at, (a, b) in enumerate(itertools.pairwise(cuts))
        ]
