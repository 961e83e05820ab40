"""What a line of an official text is by the number it begins with, and how much room it takes."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import east_asian_width

from gongkai.downloads.documents.blocks import Paragraph

_CHAPTER: Final = re.compile(r"\s*第[〇零一二三四五六七八九十百0-9]+[编章节]")
_HALF: Final = ("Na", "N", "H")
_RANKS: Final = 4
"""GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）."""


def is_chapter(line: Paragraph) -> bool:
    """Whether it heads a part of a law: such a line stands in the middle (立法技术规范)."""
    return line.level > 0 and _CHAPTER.match(line.text) is not None


def heading_rank(line: Paragraph) -> int:
    """0 to 3, from the level on the page."""
    return min(max(line.level - 2, 0), _RANKS - 1)


def width(text: str) -> float:
    """In characters; a letter or digit is half of one."""
    if text.isascii():
        return len(text) / 2
    return sum(0.5 if east_asian_width(letter) in _HALF else 1.0 for letter in text)
