"""What a text is found by: pairs of neighbouring characters, and words. No dictionary.

A term is a 32-bit number: a pair of characters ``first << 16 | second``, a single one ``unit << 16``,
a word or a name its hash below ``1 << 28`` (no character is so low). The browser's half is
``overrides/assets/search.js``.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gongkai.text.letters import CHARACTER, WORD, Units, classes, units

Terms: TypeAlias = NDArray[np.uint32]

_BASE: Final = np.uint32(0x01000193)
"""Odd, so that it has an inverse and the hash of a run follows from sums over the whole text."""
_INVERSE: Final = np.uint32(pow(0x01000193, -1, 1 << 32))
_NAMES: Final = np.uint32((1 << 28) - 1)


class Found(NamedTuple):
    """Terms of a text in no order that matters, each with the place of its first unit."""

    terms: Terms
    places: NDArray[np.int64]


def terms_of(letters: Units, singles: NDArray[np.bool_] | None = None) -> Found:
    """The terms of a folded text.

    ``singles`` marks the places where a character alone is a term too.
    """
    kinds = classes(letters)
    character = kinds == CHARACTER
    wide = letters.astype(np.uint32)
    pair = np.flatnonzero(character[:-1] & character[1:])
    pairs = wide[pair] << 16 | wide[pair + 1]
    starts, hashes = _words(wide, kinds == WORD)
    parts, places = [pairs, hashes], [pair, starts]
    if singles is not None:
        single = np.flatnonzero(character & singles)
        parts.append(wide[single] << 16)
        places.append(single)
    return Found(np.concatenate(parts), np.concatenate(places))


def _words(wide: NDArray[np.uint32], word: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Terms]:
    """Start and hash of every run of word letters: Σ unit·baseⁱ, from prefix sums modulo 2³²."""
    edges = np.diff(np.concatenate(([0], word.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not len(starts):
        return starts, np.empty(0, np.uint32)
    powers = _powers(_BASE, len(wide))
    sums = np.concatenate(([np.uint32(0)], np.cumsum(wide * powers, dtype=np.uint32)))
    back = _powers(_INVERSE, len(wide))
    return starts, _name((sums[ends] - sums[starts]) * back[starts])


_grown: dict[int, NDArray[np.uint32]] = {}


def _powers(base: np.uint32, count: int) -> NDArray[np.uint32]:
    known = _grown.get(int(base))
    if known is None or len(known) < count:
        factors = np.full(max(count, 1 << 16), base, np.uint32)
        factors[0] = 1
        known = _grown[int(base)] = np.cumprod(factors, dtype=np.uint32)
    return known[:count]


def name_terms(names: list[str]) -> Terms:
    """Terms of whole names (document numbers, dates), hashed as words are."""
    if not names:
        return np.empty(0, np.uint32)
    spelled = [units(name).astype(np.uint32) for name in names]
    powers = _powers(_BASE, max(map(len, spelled)))
    sums = [(letters * powers[: len(letters)]).sum(dtype=np.uint32) for letters in spelled]
    return _name(np.array(sums, np.uint32))


def _name(sums: Terms) -> Terms:
    return mixed(sums) & _NAMES


def unmixed(spread: Terms) -> Terms:
    """The numbers that ``mixed`` has spread."""
    h = spread.astype(np.uint32, copy=True)
    h ^= h >> np.uint32(16)
    h *= np.uint32(pow(0xC2B2AE35, -1, 1 << 32))
    h ^= h >> np.uint32(13) ^ h >> np.uint32(26)
    h *= np.uint32(pow(0x85EBCA6B, -1, 1 << 32))
    h ^= h >> np.uint32(16)
    return h


def mixed(numbers: Terms) -> Terms:
    """Spread 32-bit numbers evenly, one to one (the finaliser of MurmurHash3)."""
    h = numbers.astype(np.uint32, copy=True)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    return h
