"""A table's rows with every place filled, as formats want them that know no HTML.

HTML lets cells overlap, rows be short and cells reach below the last row (HTML, *Forming a table*).
Here each row covers all columns exactly once, and no letter is lost.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from gongkai.downloads.documents.blocks import Block, Cell, Paragraph, Run, Table, grid
from gongkai.downloads.documents.lines import width

_NARROWEST: Final = 2.0
_WIDEST: Final = 18.0
"""Characters that count for a column's width; longer texts wrap."""
_LINE: Final = 36.0
"""Characters of 12 pt beside each other on a page (156 mm)."""
_KEPT_WHOLE: Final = 6.0
"""Characters with the edges: 序号, 牵头单位."""
_LOOKED_AT: Final = 40
_EDGES: Final = 2.0
"""Characters that a cell's edges take, and the spaces that programs put beside digits."""


class Slot(NamedTuple):
    """A place in a row."""

    columns: int
    cell: Cell | None
    """None for an empty place, and below the first row of a cell that stands over several."""
    begins: bool
    """Whether a cell over several rows begins here."""
    continues: bool
    """Whether the place belongs to the cell above."""


def layout(table: Table) -> list[list[Slot]]:
    """Each row's slots, from the first column to the last."""
    columns_in_all = table.width
    open_cells: dict[int, tuple[int, int]] = {}  # column → columns, rows left
    rows: list[list[Slot]] = []
    for placed in grid(table.rows):
        starts = dict(placed)
        ends_at = sorted((*starts, *open_cells, columns_in_all))
        row: list[Slot] = []
        below: dict[int, tuple[int, int]] = {}
        at = 0
        while at < columns_in_all:
            cell = starts.get(at)
            held = None if cell else open_cells.get(at)
            wanted = cell.columns if cell else held[0] if held else columns_in_all
            columns = max(1, min(wanted, _next(ends_at, at) - at))
            left = cell.rows if cell else held[1] if held else 1
            if left > 1:
                below[at] = (columns, left - 1)
            row.append(Slot(columns, cell, cell is not None and left > 1, held is not None))
            at += columns
        rows.append(row)
        open_cells = below
    return rows


def _next(places: list[int], at: int) -> int:
    return next((place for place in places if place > at), at + 1)


def column_shares(table: Table) -> list[float]:
    """What part of the width each column takes, by the length of its texts."""
    longest = [_NARROWEST] * table.width
    for placed in grid(table.rows):
        for column, cell in placed:
            if cell.columns == 1:
                wanted = max(width(line[:_LOOKED_AT]) for line in cell.text.split("\n"))
                longest[column] = max(longest[column], min(wanted, _WIDEST))
    taken = _shared_out([letters + _EDGES for letters in longest])
    whole = sum(taken)
    return [one / whole for one in taken]


def _shared_out(wanted: list[float]) -> list[float]:
    """Narrow columns get what they want, as long as that is half a line; the rest goes by want."""
    narrow = sum(one for one in wanted if one <= _KEPT_WHOLE)
    wide = sum(wanted) - narrow
    if not wide or narrow > _LINE / 2:
        return wanted
    scale = (_LINE - narrow) / wide
    return [one if one <= _KEPT_WHOLE else one * scale for one in wanted]


def flat(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """The paragraphs alone, those of tables within in their order."""
    found: list[Paragraph] = []
    waiting: list[Block] = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Table):
            waiting += reversed([one for row in block.rows for cell in row for one in cell.blocks])
            if block.caption:
                waiting.append(caption(block))
    return found


def caption(table: Table) -> Paragraph:
    """A table's caption as a line."""
    return Paragraph((Run(table.caption),))
