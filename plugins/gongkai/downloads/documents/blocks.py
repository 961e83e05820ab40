"""A body's HTML → blocks, which every file of a document is made from.

The HTML is what ``body`` made: sanitised, each line named by its class. PDF, DOCX and TXT want the
same things from it: paragraphs with their place in an official text, tables, pictures, notes. All
text is kept, in the order in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, Literal, NamedTuple, TypeAlias

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
SPAN_LIMIT: Final = 200
"""Rows or columns that a cell may stand over; what is beyond is taken as this."""


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


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a body. Never raises for HTML that ``body`` made."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.finished())


_MARKS: Final[dict[str, Mark]] = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic", "cite": "italic",
    "dfn": "italic", "var": "italic", "u": "underline", "ins": "underline", "del": "struck",
    "s": "struck", "sup": "raised", "sub": "lowered", "code": "code", "kbd": "code",
    "samp": "code",
}  # fmt: skip
_HEADINGS: Final = {f"h{level}": max(2, level) for level in range(1, 7)}
_HOLDS_LINES: Final = frozenset(
    "p dt dd figcaption summary div li blockquote td th pre center article aside section header "
    "footer details figure dl address".split()
) | frozenset(_HEADINGS)
_ROLES: Final[dict[str, Role]] = {"to": "to", "sign": "sign", "hist": "hist", "doct": "doct"}
_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_BULLET: Final = "•"


@dataclass(slots=True)
class _List:
    """An open list."""

    number: int | None
    """Of its next entry; None for bullets."""

    def marker(self) -> str:
        if self.number is None:
            return _BULLET
        self.number += 1
        return f"{self.number - 1}."


@dataclass(slots=True)
class _Line:
    """A paragraph being read."""

    role: Role = ""
    level: int = 0
    id: str | None = None
    marker: str = ""
    align: Literal["", "center", "right"] = ""
    runs: list[Run | Picture] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    head: int = 0
    in_head: bool = False
    caption: str = ""


@dataclass(slots=True)
class _Cell:
    """A cell being read, and where what it holds is to go."""

    columns: int
    rows: int
    heads: bool
    align: Literal["", "center", "right"]
    above: list[Block]


class _Reader(HTMLParser):
    """Collects blocks; knows what is open around the text that comes next."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.line = _Line()
        self.marks: list[tuple[str, Mark]] = []
        self.links: list[str | None] = []
        self.lists: list[_List] = []
        self.quotes = 0
        self.preformatted = 0
        self.tables: list[_Table] = []
        self.cells: list[_Cell] = []
        self.in_caption = False

    def finished(self) -> list[Block]:
        """All blocks; what was left open is closed."""
        self._end_line()
        while self.cells or self.tables:
            self._end_cell() if self.cells else self._end_table()
        return self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _MARKS:
            self.marks.append((tag, _MARKS[tag]))
        elif tag == "a":
            self.links.append(given.get("href"))
        elif tag == "br":
            self._put("\n")
        elif tag == "img":
            self._picture(given)
        elif tag == "hr":
            self._end_line()
            self.blocks.append(Rule())
        elif tag in ("ul", "ol"):
            self._end_line()
            start = _number(given.get("start"), 1, 10**6) if tag == "ol" else None
            self.lists.append(_List(start))
        elif tag in ("table", "thead", "tbody", "tfoot", "tr", "caption"):
            self._table_part(tag)
        elif tag in _HOLDS_LINES:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        kept, kept_id = ("", None) if self.line.runs else (self.line.marker, self.line.id)
        self._end_line()
        if tag in ("td", "th"):
            self._begin_cell(tag, given)
            return
        if tag == "blockquote":
            self.quotes += 1
        if tag == "pre":
            self.preformatted += 1
        self.line = _Line(
            self._role(tag, given),
            _HEADINGS.get(tag, 0),
            given.get("id") or kept_id,
            self._marker(tag) or kept,
            _align(given.get("align", "center" if tag == "center" else "")),
        )

    def _role(self, tag: str, given: dict[str, str]) -> Role:
        for name in given.get("class", "").split():
            if name in _ROLES:
                return _ROLES[name]
        if tag == "pre":
            return "code"
        if tag == "dt":
            return "term"
        return "quote" if self.quotes else ""

    def _marker(self, tag: str) -> str:
        return self.lists[-1].marker() if tag == "li" and self.lists else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self._close_mark(tag)
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ("ul", "ol"):
            self._end_line()
            if self.lists:
                self.lists.pop()
        elif tag == "caption":
            self._end_line()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "table":
            self._end_table()
        elif tag == "thead" and self.tables:
            self.tables[-1].in_head = False
        elif tag in _HOLDS_LINES:
            self._end_line()
            self.quotes -= tag == "blockquote" and self.quotes > 0
            self.preformatted -= tag == "pre" and self.preformatted > 0

    def _close_mark(self, tag: str) -> None:
        for place in range(len(self.marks) - 1, -1, -1):
            if self.marks[place][0] == tag:
                del self.marks[place]
                return

    def handle_data(self, data: str) -> None:
        self._put(data if self.preformatted else _SPACE.sub(" ", data))

    def _put(self, text: str) -> None:
        runs = self.line.runs
        before = runs[-1] if runs else None
        begins = not runs or (isinstance(before, Run) and before.text.endswith((" ", "\n")))
        if begins and not self.preformatted:
            text = text.removeprefix(" ")
        if not text:
            return
        marks = frozenset(mark for _, mark in self.marks)
        run = Run(text, marks, self.links[-1] if self.links else None)
        if isinstance(before, Run) and before[1:] == run[1:]:
            runs[-1] = run._replace(text=before.text + text)
        else:
            runs.append(run)

    def _picture(self, given: dict[str, str]) -> None:
        if given.get("src"):
            self.line.runs.append(Picture(given["src"], given.get("alt", "").strip()))

    def _end_line(self) -> None:
        line, self.line = self.line, _Line()
        runs = _trimmed(line.runs, bool(self.preformatted))
        if self.in_caption:
            self.in_caption = False
            if self.tables:
                texts = (run.text for run in runs if isinstance(run, Run))
                self.tables[-1].caption = "".join(texts)
            return
        if runs:
            depth = max(0, len(self.lists) + self.quotes - (line.marker != ""))
            self.blocks.append(
                Paragraph(
                    tuple(runs), line.role, line.level, line.id, line.marker, depth, line.align
                )
            )

    def _table_part(self, tag: str) -> None:
        self._end_line()
        if tag == "table":
            self.tables.append(_Table())
        elif not self.tables:
            return
        elif tag == "tr":
            table = self.tables[-1]
            table.rows.append([])
            table.head += table.in_head and table.head == len(table.rows) - 1
        elif tag == "caption":
            self.in_caption = True
        else:
            self.tables[-1].in_head = tag == "thead"

    def _begin_cell(self, tag: str, given: dict[str, str]) -> None:
        if not self.tables:
            return
        if len(self.cells) == len(self.tables):  # the cell before was not closed
            self._end_cell()
        columns, rows = (_number(given.get(key), 1, SPAN_LIMIT) for key in ("colspan", "rowspan"))
        align = _align(given.get("align", ""))
        self.cells.append(_Cell(columns, rows, tag == "th", align, self.blocks))
        self.blocks = []

    def _end_cell(self) -> None:
        self._end_line()
        if not self.cells or len(self.cells) > len(self.tables):
            return
        cell = self.cells.pop()
        made = Cell(tuple(self.blocks), cell.columns, cell.rows, cell.heads, cell.align)
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(made)
        self.blocks = cell.above

    def _end_table(self) -> None:
        if not self.tables:
            return
        if len(self.cells) == len(self.tables):
            self._end_cell()
        self._end_line()
        table = self.tables.pop()
        rows = tuple(tuple(row) for row in table.rows if row)
        if rows:
            self.blocks.append(Table(rows, min(table.head, len(rows) - 1), table.caption))


def _trimmed(runs: list[Run | Picture], preformatted: bool) -> list[Run | Picture]:
    """Without white space at the end."""
    while runs and isinstance(last := runs[-1], Run):
        text = last.text.rstrip("\n" if preformatted else " \n")
        if text:
            runs[-1] = last._replace(text=text)
            break
        runs.pop()
    return runs


def _number(written: str | None, default: int, most: int) -> int:
    text = (written or "").strip()
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return min(most, int(text)) or default if fits else default


def _align(written: str) -> Literal["", "center", "right"]:
    match written.lower():
        case "center":
            return "center"
        case "right":
            return "right"
    return ""
