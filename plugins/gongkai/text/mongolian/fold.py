"""One key for every way in which writers encode the same word.

Seven dialects of encoding were found on government sites and in programs: other vowels that look
alike, ᠲ for ᠳ, ᠬ for ᠭ, selectors or none, ᠶᠢ for ᠢ, each undotted ᠨ typed as ᠠ. A key joins them; it
also joins words that differ in nothing else (ᠭᠠᠷ, ᠭᠡᠷ, ᠬᠡᠷ), so the exact spelling ranks first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gongkai.text.mongolian.letters import CLASSES, MVS, NNBSP, seen

_CONSONANT: Final = "[bcfgjlmnprstw]"
_RULES: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("ngg", "ng"),
        ("ng", "Ng"),  # ᠩ, ᠩᠭ and ᠨᠭᠭ are one cluster
        (r"n(?=[^aiuw]|\Z)", "a"),  # without its dot, ᠨ is the tooth or the tail of ᠠ
        ("N", "a"),  # so is the first half of ᠩ
        ("g+", "g"),
        ("i+", "i"),  # ᠶᠢ, ᠢᠢ, ᠢ
        ("u+", "u"),
        ("(^|[^aiu])w(?![aiu])", r"\1a"),  # ᠧ and ᠸ stand for each other as a foreign e
        (f"^({_CONSONANT}?)ui(?=[^aiu])", r"\1u"),  # ᠥ/ᠦ of the first syllable is drawn like ᠣᠢ
    )
)
"""In this order."""
_FOLDING: Final = str.maketrans(CLASSES | {MVS: "", NNBSP: "", " ": ""})
_SPELLING: Final = str.maketrans({NNBSP: MVS, " ": MVS})


@lru_cache(1 << 16)
def folded(word: str) -> str:
    """The key of one word as ``words`` gives it: Latin letters, for letters of Hudum alone.

    Other letters of the block stay as they are; separators within the word do not count.
    """
    key = seen(word).translate(_FOLDING)
    for pattern, form in _RULES:
        key = pattern.sub(form, key)
    return key


@lru_cache(1 << 16)
def spelled(word: str) -> str:
    """A word's letters exactly, without what is invisible: who spells it so means this one.

    A final ᠠ/ᠡ stays apart, whichever separator was written before it.
    """
    return seen(word).translate(_SPELLING)
