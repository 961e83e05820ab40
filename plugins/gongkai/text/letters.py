"""Letters as search sees them: folded to one form and sorted into three classes.

Letters are UTF-16 code units, so that a browser and this program count alike. Folding maps a unit to
one unit, so a place in the folded text is the same place in the text as written. The browser's half
is ``overrides/assets/search.js``; a test holds the two equal over every unit.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Units: TypeAlias = NDArray[np.uint16]
"""UTF-16 code units of a text."""

SEPARATOR: Final = 0
"""Punctuation, spaces, signs: they part words."""
WORD: Final = 1
"""Digits and letters of alphabetic scripts: a run of them is one word."""
CHARACTER: Final = 2
"""Characters written without spaces between words: every pair of neighbours is a term."""

CHARACTERS: Final = (
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x3100, 0x31BF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xF900, 0xFAFF),
)  # fmt: skip
"""Radicals, kana, ideographs, Hangul; surrogates stand for the rarer ideographs."""
WORDS: Final = (
    (0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F),
    (0x370, 0x3FF), (0x400, 0x52F), (0x1800, 0x18AF), (0x1E00, 0x1EFF),
)  # fmt: skip
"""Digits, Latin, Greek, Cyrillic, Mongolian."""
COMPATIBLE: Final = (
    (0x2460, 0x24FF), (0x2E80, 0x2FDF), (0x3000, 0x3000), (0x3200, 0x33FF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
)  # fmt: skip
"""Blocks whose letters are other forms of common ones. Only these, and the case of ``WORDS``, are
folded: there every edition of Unicode agrees, so that old browsers do."""


def units(text: str) -> Units:
    """A text's code units; half a character counts as one."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def folded(letters: Units) -> Units:
    """The same text in one form: narrow, lower case, simplified."""
    return _folding()[letters]


def classes(letters: Units) -> NDArray[np.uint8]:
    """``SEPARATOR``, ``WORD`` or ``CHARACTER`` for each folded unit."""
    return _classes()[letters]


@cache
def simplified() -> dict[str, str]:
    """Traditional character → simplified one, where both are a single unit.

    Source: OpenCC's table of characters (t2s), character by character.
    """
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    ideographs = "".join(map(chr, range(0x3400, 0xA000)))
    pairs = {letter: convert(letter) for letter in ideographs}
    return {old: new for old, new in pairs.items() if new != old and len(units(new)) == 1}


@cache
def _folding() -> Units:
    table = np.arange(0x10000, dtype=np.uint16)
    forms = simplified()
    for unit in range(0x10000):
        if not 0xD800 <= unit < 0xE000:
            form = _one_form(chr(unit))
            table[unit] = ord(forms.get(form, form))
    return table


def _one_form(letter: str) -> str:
    """Narrow and lower case, where that is a single unit (Unicode NFKC, lower)."""
    if _inside(COMPATIBLE, letter):
        narrow = unicodedata.normalize("NFKC", letter)
        letter = narrow if len(narrow) == 1 and ord(narrow) < 0x10000 else letter
    lower = letter.lower() if _inside(WORDS, letter) else letter
    return lower if len(lower) == 1 else letter


def _inside(ranges: tuple[tuple[int, int], ...], letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in ranges)


@cache
def _classes() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for ranges, kind in ((WORDS, WORD), (CHARACTERS, CHARACTER)):
        for first, last in ranges:
            table[first : last + 1] = kind
    return table
