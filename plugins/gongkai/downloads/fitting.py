"""How high a row must be: spreadsheet programs fit neither merged cells nor rows written ahead."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

POINT_IN_PIXELS: Final = 4 / 3
LINE_HEIGHT: Final = 1.45
"""Of the font's size; 宋体 needs 1.25, the Noto fonts that stand in for it elsewhere 1.45."""
HIGHEST: Final = 409.0
"""Points; the highest row that Excel knows."""
_PADDING: Final = 7
"""Pixels left and right of a cell's text."""
_PADDING_HEIGHT: Final = 5


def row_height(texts: list[tuple[str, int]], size: int) -> float:
    """Points for the highest of some cells: text and width in pixels, in a font of ``size`` points."""
    lines = max(lines_of(text, width, size) for text, width in texts)
    return min(HIGHEST, lines * size * LINE_HEIGHT + _PADDING_HEIGHT)


@lru_cache(maxsize=16384)
def lines_of(text: str, width: int, size: int) -> int:
    """How many lines a text takes; a little too many rather than too few."""
    room = int((width - _PADDING) / (size * POINT_IN_PIXELS / 2))
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """Lines of one paragraph, ``room`` half-width letters wide.

    GB 18030 spends one byte on a half-width letter and two or more on a full-width one. A character's
    room stays free in each line, since no line may begin with 。 or end with （.
    """
    taken = len(line.encode("gb18030", "replace"))
    return 1 if taken <= room else -(-taken // max(1, room - 2))
