"""A second reading of the Mongolian index, in Python: what the browser's half must answer.

Reads the built files, not what they were built from, and ranks as ``mongolian-search.js`` says.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from gongkai.search.encode import read_numbers, read_script
from gongkai.search.mongolian import FOLDER
from gongkai.search.mongolian_terms import LONGEST, OTHER, SHORT, terms
from gongkai.text.mongolian import folded, latin, spelled, stored, words
from gongkai.text.mongolian.letters import seen
from gongkai.text.mongolian.words import ENDINGS

EXACT, SAME, BEGINS, STEM = 4, 3, 2, 1
_QUERY: Final = 300
_WORDS: Final = 40
_ENDING_KEYS: Final = frozenset(map(folded, ENDINGS))


class Way(NamedTuple):
    """A key to look for, and what an equal key counts, or one that only begins so."""

    key: str
    equal: int
    begins: int


class Asked(NamedTuple):
    """A word of a query."""

    ways: tuple[Way, ...]
    exact: frozenset[str]
    ending: bool = False


class Hit(NamedTuple):
    """A document: words it holds, the sum of their grades and of their weights."""

    address: str
    held: int
    grade: int
    weight: int


class Answer(NamedTuple):
    """As the browser gives it."""

    total: int
    all: bool
    hits: list[Hit]


class Index:
    """All of the files at once."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        data = files[f"{FOLDER}dir.js"]
        self.directory: dict[str, Any] = json.loads(data[data.index(b",") + 1 : -2])
        letters = read_numbers(self.directory["alphabet"].encode())
        letters[57:] = np.cumsum(letters[57:])
        self._letters = letters.tolist()
        self.lists: dict[str, list[tuple[str, list[int], list[int]]]] = {}
        for number in range(len(self.directory["shards"])):
            self._read_shard(read_script(files[f"{FOLDER}t/{number}.js"]))
        self.keys = sorted(self.lists)
        self.cards: list[list[str]] = []
        for number in range(-(-self.directory["documents"] // self.directory["cards"])):
            parts = read_script(files[f"{FOLDER}d/{number}.js"])
            self.cards += [self.written(part).split("\n") for part in parts]

    def written(self, data: bytes) -> str:
        """A text that the alphabet has spelled."""
        size = 57 + 57 * 34
        codes = [self._letters[n] if n < size else n - size for n in read_numbers(data).tolist()]
        return np.array(codes, np.uint16).tobytes().decode("utf-16-le", "surrogatepass")

    def _read_shard(self, parts: list[bytes]) -> None:
        spellings = iter(self.written(parts[1]).split("\n"))
        counts, gaps, weights = (iter(read_numbers(part).tolist()) for part in parts[2:])
        for key in json.loads(b'"' + parts[0] + b'"').split(" "):
            sizes = [next(counts) for _ in range(next(counts))]
            for size in sizes:
                documents = np.cumsum([next(gaps) for _ in range(size)]).tolist()
                own = [next(weights) for _ in range(size)]
                self.lists.setdefault(key, []).append((next(spellings), documents, own))

    def find(self, query: str, limit: int = 10) -> Answer:
        """The hits of a query."""
        asked = read(query)
        found: dict[int, list[int]] = {}
        for word in asked:
            for document, (grade, weight) in self._matches(word).items():
                sums = found.setdefault(document, [0, 0, 0])
                sums[:] = sums[0] + 1, sums[1] + grade, sums[2] + weight
        order = sorted(found.items(), key=lambda one: (*(-n for n in one[1]), one[0]))
        whole = not order or order[0][1][0] == len(asked)
        if whole:
            order = [one for one in order if one[1][0] == len(asked)]
        hits = [Hit(self.cards[document][0], *sums) for document, sums in order[:limit]]
        return Answer(len(order), whole, hits)

    def _matches(self, word: Asked) -> dict[int, tuple[int, int]]:
        best: dict[int, tuple[int, int]] = {}
        for way in word.ways:
            for key, grade in self._reached(way):
                for spelling, documents, weights in self.lists[key]:
                    here = EXACT if grade >= SAME and spelling in word.exact else grade
                    for document, weight in zip(documents, weights, strict=True):
                        best[document] = max(best.get(document, (0, 0)), (here, weight))
        return best

    def _reached(self, way: Way) -> Iterator[tuple[str, int]]:
        at = bisect_left(self.keys, way.key)
        while at < len(self.keys) and self.keys[at].startswith(way.key):
            grade = way.equal if self.keys[at] == way.key else way.begins
            if grade:
                yield self.keys[at], grade
            at += 1


def read(query: str) -> list[Asked]:
    """The words of a query that are looked for."""
    text = stored(query[:_QUERY])
    found = [
        Asked(_ways(word.text), frozenset({spelled(word.text)[:LONGEST]}), word.ending)
        for word in words(text)
    ]
    others = [term.spelling for term in terms(text) if term.key[:1] == OTHER]
    before = ""
    for run in others:
        if run[0] < "\u3400":
            found.append(_latin_word(run))
        elif not (
            len(before) == 2 and before[1] == run
        ):  # the last of a run alone stands behind its pair
            found.append(Asked((_way(OTHER + run, SAME, BEGINS),), frozenset({run})))
        before = run
    real = [word for word in found if not word.ending]
    return (real or found)[:_WORDS]


def _latin_word(run: str) -> Asked:
    ways, exact = [_way(OTHER + run, SAME, BEGINS)], {run[:LONGEST]}
    readings = latin(run)
    for reading in readings:
        exact.add(spelled(reading.spelling)[:LONGEST])
        ways += _ways(reading.spelling)
    ending = any(reading.key in _ENDING_KEYS for reading in readings)
    return Asked(tuple(ways), frozenset(exact), ending)


def _way(key: str, equal: int, begins: int) -> Way:
    other = key[0] == OTHER
    long = len(key) > (2 if other else 1) or (other and key[1:2] >= "\u3400")
    return Way(key[:LONGEST], equal, begins if long else 0)


def _ways(spelling: str) -> tuple[Way, ...]:
    key, bare = folded(spelling), seen(spelling)
    ways = [_way(key, SAME, BEGINS)]
    if with_n := _dotted(bare, key):
        ways.append(_way(with_n, BEGINS, BEGINS))
    if stem := without_ending(bare):
        ways.append(_way(folded(stem), BEGINS, STEM))
        if with_n := _dotted(stem, folded(stem)):
            ways.append(_way(with_n, BEGINS, STEM))
    return tuple(ways)


def _dotted(bare: str, key: str) -> str:
    return f"{key[:-1]}n" if bare[-1:] == "ᠨ" and len(key) > 1 and key[-1] == "a" else ""


def without_ending(word: str) -> str:
    """A word without the longest ending joined to it that leaves enough of it; empty for none."""
    for at in range(1, len(word)):
        if folded(word[at:]) in _ENDING_KEYS and len(folded(word[:at])) >= SHORT:
            return word[:at]
    return ""
