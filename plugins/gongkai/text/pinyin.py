"""Pinyin as terms: syllables and initials of a title stand for letters of their own.

Syllable k is the unit ``0xE000 + k``, so that pairs of syllables are terms as pairs of characters are;
a pair of initials is the unit ``0xE400 + 26a + b``. Texts hold no such units: private use parts words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

import numpy as np

from gongkai.text.terms import Terms

SYLLABLE: Final = 0xE000
INITIALS: Final = 0xE400
_SPOKEN: Final = re.compile("[a-z]+")


@cache
def syllables() -> dict[str, int]:
    """Every syllable without tone → its number, in the order of the alphabet."""
    from pypinyin import Style
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.style import convert

    readings = {reading for line in PINYIN_DICT.values() for reading in line.split(",")}
    plain = {convert(reading, Style.NORMAL, strict=False) for reading in readings}
    good = sorted(s for s in plain if _SPOKEN.fullmatch(s) and s[0] not in "iuv")
    return {syllable: number for number, syllable in enumerate(good)}


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Character → its syllables without tone, the usual one first."""
    from pypinyin import Style
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.style import convert

    known = syllables()
    found: dict[str, tuple[str, ...]] = {}
    for point in range(0x4E00, 0xA000):
        line = PINYIN_DICT.get(point)
        if line:
            plain = dict.fromkeys(convert(r, Style.NORMAL, strict=False) for r in line.split(","))
            found[chr(point)] = tuple(s for s in plain if s in known)
    return found


def spoken(text: str) -> list[list[str]]:
    """Runs of syllables: polyphones by the phrases they stand in; other letters part runs."""
    from pypinyin.seg.mmseg import seg

    runs = re.findall("[\u3400-\u9fff]+", text)
    return [[sound for word in seg.cut(run) for sound in _said(word)] for run in runs]


@lru_cache(maxsize=1 << 15)
def _said(word: str) -> tuple[str, ...]:
    """One word of pypinyin's own dictionary or one character: titles are made of the same few."""
    from pypinyin import lazy_pinyin

    known = syllables()
    return tuple(sound if sound in known else "" for sound in lazy_pinyin(word))


def syllable_terms(runs: Iterable[Sequence[str]]) -> Terms:
    """Single syllables and pairs of neighbours."""
    found: list[int] = []
    known = syllables()
    for run in runs:
        numbers = [SYLLABLE + known[s] if s else 0 for s in run]
        found += [n << 16 for n in numbers if n]
        found += [a << 16 | b for a, b in itertools.pairwise(numbers) if a and b]
    return np.array(found, np.uint32)


def initial_terms(runs: Iterable[Sequence[str]]) -> Terms:
    """Pairs of neighbouring initials, and pairs of such pairs."""
    found: list[int] = []
    for run in runs:
        letters = [ord(s[0]) - 97 if s else -1 for s in run]
        pairs = [
            INITIALS + 26 * a + b if a >= 0 and b >= 0 else 0
            for a, b in itertools.pairwise(letters)
        ]
        found += [p << 16 for p in pairs if p]
        found += [p << 16 | q for p, q in zip(pairs, pairs[2:], strict=False) if p and q]
    return np.array(found, np.uint32)
