"""How high a row must be: spreadsheet programs fit neither merged cells nor rows with a height.

Excel makes no row higher than ``HIGHEST``, so a longer text gets a smaller font instead.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

HIGHEST: Final = 409
"""Points."""
_PIXELS_IN_A_POINT: Final = 4 / 3
_LINE_HEIGHT: Final = 1.45
"""Of the font's size: 宋体 needs 1.25, the Noto fonts that stand in for it elsewhere 1.45."""
_PADDING: Final = 7
"""Pixels left and right of a text, together."""
_PADDING_HEIGHT: Final = 5
"""Points above and below it."""


class Fit(NamedTuple):
    """The place of a size among those allowed, and the height that a text needs in it, in points."""

    place: int
    height: int


@lru_cache(maxsize=16384)
def fit(text: str, width: int, sizes: tuple[int, ...]) -> Fit:
    """The first size in which a text fits into a row, in a cell so many pixels wide."""
    for place, size in enumerate(sizes):
        height = text_height(text, width, size)
        if height <= HIGHEST:
            return Fit(place, height)
    return Fit(len(sizes) - 1, HIGHEST)


def text_height(text: str, width: int, size: int) -> int:
    """Points that a text takes; a little too many rather than too few."""
    room = int((width - _PADDING) / (size * _PIXELS_IN_A_POINT / 2))
    lines = sum(_wrapped(line, room) for line in text.split("\n"))
    return ceil(lines * size * _LINE_HEIGHT) + _PADDING_HEIGHT


def _wrapped(line: str, room: int) -> int:
    """Lines of one paragraph, ``room`` half-width letters wide.

    GB 18030 spends one byte on a half-width letter and two or more on a full-width one. A character's
    room stays free in each line, since no line may begin with 。 or end with （.
    """
    taken = len(line.encode("gb18030", "replace"))
    return 1 if taken <= room else -(-taken // max(1, room - 2))
