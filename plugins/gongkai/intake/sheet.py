"""A sheet's cells as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple


class Cell(NamedTuple):
    """What a cell says; ``unread`` says why its text is not to be had."""

    text: str
    unread: str = ""


class Range(NamedTuple):
    """Merged cells, by row and column from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """As ``A1:C2``."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(slots=True)
class Sheet:
    """A sheet's cells that hold something."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    width: int = 0
    """The last column that holds something."""
    owners: dict[tuple[int, int], Range] = field(default_factory=dict)
    """Cell → the merged range that it is in, among rows that hold something."""

    def owner(self, row: int, column: int) -> Range:
        """The merged range of a cell, or the cell itself."""
        return self.owners.get((row, column)) or Range(row, column, row, column)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell; in a merged one, what stands in the first of its range."""
        over = self.owners.get((row, column))
        if over:
            row, column = over.top, over.left
        return self.rows.get(row, {}).get(column, _EMPTY)


_EMPTY: Final = Cell("")


def address(row: int, column: int) -> str:
    """As ``C17``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
