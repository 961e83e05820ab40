"""Blocks: paragraphs, tables and rules, which every file of a document is made from.

PDF, DOCX and TXT want the same things from a text: its lines with what they are in an official
text, tables with their spans, pictures, notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Mark: TypeAlias = Literal["bold", "italic", "underline", "struck", "raised", "lowered", "code"]
Role: TypeAlias = Literal["", "to", "sign", "hist", "doct", "quote", "code", "term"]
"""What a paragraph is: addressee, signature, note of adoption, title of an annex, …"""


class Run(NamedTuple):
    """Letters that look alike; ``\\n`` is a line break within a paragraph."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str | None = None
    """Address as the page has it: on the web, or relative to the page, or ``#`` and an id."""


class Picture(NamedTuple):
    """An image of this site; ``source`` is relative to the page."""

    source: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text."""

    runs: tuple[Run | Picture, ...]
    role: Role = ""
    level: int = 0
    """Of a heading, 2 to 6 as on the page; 0 for text."""
    id: str | None = None
    marker: str = ""
    """What stands before an entry of a list: a bullet, a number, a note's number."""
    depth: int = 0
    """How many lists and quotes it stands in."""
    align: Literal["", "center", "right"] = ""

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs if isinstance(run, Run))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, which may stand over several rows and columns."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    heads: bool = False
    align: Literal["", "center", "right"] = ""

    @property
    def text(self) -> str:
        """Its letters, a line a block."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. ``head`` rows stand in front and are repeated on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0
    caption: str = ""

    @property
    def width(self) -> int:
        """Columns."""
        return max((place + cell.columns for place, cell in self._placed()), default=0)

    def _placed(self) -> list[tuple[int, Cell]]:
        found = []
        for row in grid(self.rows):
            found += row
        return found


class Rule(NamedTuple):
    """A line across the page."""


Block: TypeAlias = Paragraph | Table | Rule


def grid(rows: tuple[tuple[Cell, ...], ...]) -> list[list[tuple[int, Cell]]]:
    """Each row's cells with the column they begin in, past what reaches down from above."""
    found: list[list[tuple[int, Cell]]] = []
    taken: dict[int, int] = {}
    for cells in rows:
        placed: list[tuple[int, Cell]] = []
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in cells:
            while taken.get(at, 0) > 0:
                at += 1
            placed.append((at, cell))
            if cell.rows > 1:
                below.update(dict.fromkeys(range(at, at + cell.columns), cell.rows - 1))
            at += cell.columns
        found.append(placed)
        taken = below
    return found
