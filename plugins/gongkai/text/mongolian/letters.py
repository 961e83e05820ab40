"""Letters of Hudum, the script of ``mn-Mong-CN``, and the invisible characters between them.

Sources: the Unicode block U+1800–18AF; Unicode Technical Note 57 and GB/T 25914-2023 for what the
selectors and the vowel separator do; what government sites and shipped programs really write for the
classes. The browser's half of this room is ``overrides/assets/mongolian.js``; a test holds the two
equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MVS: Final = "\u180e"
"""The vowel separator: stands before a separated final ᠠ/ᠡ and, in stored text, before an ending."""
NNBSP: Final = "\u202f"
"""The narrow space of older texts. White space to Python, Markdown and browsers: it gets lost."""

SELECTORS: Final = "\u180b\u180c\u180d\u180f"
"""FVS1 to FVS4: choose between forms of the letter before them."""
INVISIBLE: Final = SELECTORS + "\u180a\u200c\u200d\u00ad\u200b\u2060\ufeff"
"""Never tell one word from another: selectors, nirugu, joiners, soft hyphen, zero-width characters."""

LETTER: Final = "\u1820-\u1878\u1880-\u18aa"
"""Letters of the block, Todo, Sibe, Manchu and Ali Gali among them; for a character class."""
CONSONANTS: Final = "".join(map(chr, range(0x1828, 0x1843)))

CLASSES: Final = {
    "ᠠ": "a", "ᠡ": "a", "ᠢ": "i", "ᠣ": "u", "ᠤ": "u", "ᠥ": "u", "ᠦ": "u", "ᠧ": "w",
    "ᠨ": "n", "ᠩ": "ng", "ᠪ": "b", "ᠫ": "p", "ᠬ": "g", "ᠭ": "g", "ᠮ": "m", "ᠯ": "l",
    "ᠰ": "s", "ᠱ": "s", "ᠲ": "t", "ᠳ": "t", "ᠴ": "c", "ᠵ": "j", "ᠶ": "i", "ᠷ": "r",
    "ᠸ": "w", "ᠹ": "f", "ᠺ": "g", "ᠻ": "g", "ᠼ": "c", "ᠽ": "j", "ᠾ": "g", "ᠿ": "r",
    "ᡀ": "l", "ᡁ": "j", "ᡂ": "c",
}  # fmt: skip
"""Letters that writers take for one another, since they look or sound alike: 17 classes."""

_LOST_SPACE: Final = re.compile(f"{NNBSP}(?=[{LETTER}])")
_UNSEEN: Final = str.maketrans("", "", INVISIBLE)


def stored(text: str) -> str:
    """A text as it is kept: a narrow space before a Mongolian letter becomes the vowel separator.

    U+202F is white space to Python's ``split`` and to browsers, so an ending would lose its form on
    the way to a page; U+180E is not, and is what GB/T 25914-2023 and UTN 57 write there.
    """
    return _LOST_SPACE.sub(MVS, text)


@lru_cache(1 << 16)
def seen(word: str) -> str:
    """A word without what a reader never sees."""
    return word.translate(_UNSEEN)
