"""The fields of the index and how they weigh: lunr 2's BM25 with boosts.

A field's number is its place in every file of the index and in the browser's half.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Field(IntEnum):
    """Where a term was found."""

    BODY = 0
    SUMMARY = 1
    TITLE = 2
    ISSUER = 3
    KEYWORDS = 4
    NAMES = 5
    """Document number and index number in one form, dates."""
    SYLLABLES = 6
    """Pinyin of the title; that of the organ stands with its names."""
    INITIALS = 7


COUNT: Final = len(Field)
BOOSTS: Final = (1, 2, 8, 2, 4, 8, 8, 8)
"""By field: a hit in the title weighs as eight in the text."""
K1: Final = 1.2
B: Final = 0.75
"""lunr's defaults."""
