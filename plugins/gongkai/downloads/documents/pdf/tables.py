"""A table's shape on the page: columns that fit, cells that do not lie on each other."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from gongkai.downloads.documents.blocks import Cell, Table, grid
from gongkai.downloads.documents.pdf.letters import LINE

Row: TypeAlias = list[tuple[int, Cell]]

_SIZES: Final = ((4, 14.0), (7, 12.0), (10, 10.5), (14, 9.0), (20, 7.5), (40, 5.0))
"""Up to so many columns, letters of so many points: 四号, 小四, 五号, 小五, 六号."""
_SMALLEST: Final = 3.5
_COLUMN_LIMIT: Final = 100
"""Columns that a page can show; cells beyond stand in the last one's row, one below another."""
_HEAD_LIMIT: Final = 6
"""Rows of a head that is repeated; a larger one would fill each page."""
_HEAD_LETTERS: Final = 600
LINE_POINTS: Final = 156 / 25.4 * 72
"""Points of the type area's width (GB/T 9704-2012, 5.2.2)."""
_PADDING: Final = 8.0
"""Points left and right of a cell's text, together."""
_WIDEST: Final = 22
"""Letters of a column that are worth giving it room for: longer text takes more lines."""
_LATIN: Final = 0.62
"""Ems of a Latin letter or digit, rather more than most are."""
_MONGOLIAN: Final = 0.42
"""Of a letter of the old Mongolian script, signs without a width counted in."""
_UNBROKEN: Final = re.compile(r"[!-~]{1,24}|[\u1800-\u18af\u200c\u200d\u202f]{1,40}")


def letter_size(width: int) -> float:
    """Points of a table's letters, by its columns."""
    return next((size for most, size in _SIZES if width <= most), _SMALLEST)


def fitted(table: Table) -> tuple[list[Row], int, int]:
    """Rows with each cell's column, columns in all, and the rows of the head.

    Spans are cut where they would lie on another cell or reach out of the table, which HTML allows
    and a typesetter does not.
    """
    rows = grid(table.rows)
    head = _head(table)
    taken: set[tuple[int, int]] = set()
    made: list[Row] = []
    for y, row in enumerate(rows):
        end = head if y < head else len(rows)
        placed: Row = []
        for x, cell in row:
            while (y, x) in taken:
                x += 1
            if x >= _COLUMN_LIMIT:
                continue
            cell = _cut(cell, x, y, end, taken)
            taken |= {(y + b, x + a) for b in range(cell.rows) for a in range(cell.columns)}
            placed.append((x, cell))
        made.append(placed)
    width = max((x for _, x in taken), default=0) + 1
    return made, width, head


def _cut(cell: Cell, x: int, y: int, end: int, taken: set[tuple[int, int]]) -> Cell:
    columns = 1
    while columns < min(cell.columns, _COLUMN_LIMIT - x) and (y, x + columns) not in taken:
        columns += 1
    rows = max(1, min(cell.rows, end - y))
    if (columns, rows) == (cell.columns, cell.rows):
        return cell
    return Cell(cell.blocks, columns, rows, cell.heads, cell.align)


def _head(table: Table) -> int:
    """Rows that are repeated: those of the head, and those its cells reach down into."""
    head = min(table.head, len(table.rows))
    y = 0
    while y < head:
        reach = max((min(cell.rows, len(table.rows) - y) for cell in table.rows[y]), default=1)
        head = max(head, y + reach)
        y += 1
    letters = sum(len(cell.text) for row in table.rows[:head] for cell in row)
    fits = head <= _HEAD_LIMIT and letters <= _HEAD_LETTERS and head < len(table.rows)
    return head if fits else 0


def columns_of(
    rows: list[Row], width: int, size: float, across: float = LINE_POINTS
) -> list[float]:
    """Each column's share of the page's width, by the text in it.

    A column is wide enough for its longest number or word where the page has room for that.
    """
    most, least = [1.0] * width, [1.0] * width
    for row in rows[:500]:
        for x, cell in row:
            if cell.columns > 1:
                continue
            for line in cell.text[:2000].split("\n"):
                most[x] = max(most[x], min(_WIDEST, ems_of(line)))
                for word in _UNBROKEN.findall(line):
                    least[x] = max(least[x], ems_of(word))
    room = max(1.0, (across - width * _PADDING) / size)
    if sum(least) >= room:
        return [round(part, 2) for part in least]
    spare = (room - sum(least)) / (sum(most) or 1)
    return [round(low + high * spare, 2) for low, high in zip(least, most, strict=True)]


def letters_in(
    shares: list[float], at: int, columns: int, size: float, across: float = LINE_POINTS
) -> int:
    """Latin letters that surely fit the line of a cell."""
    part = sum(shares[at : at + columns]) / sum(shares)
    points = part * across - _PADDING
    return max(1, min(LINE, int(points / size / _LATIN)))


def ems_of(text: str) -> float:
    """Width of a text: Latin letters and digits are little more than half an em."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if "\u1800" <= letter <= "\u18af":
        return _MONGOLIAN
    return _LATIN if letter < "\u2e80" else 1.0
