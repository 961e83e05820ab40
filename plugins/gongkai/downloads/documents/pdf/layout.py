"""Blocks → what the typesetter's template lays out, as plain data for JSON.

Everything that is a decision is made here: faces, levels, columns, what a link leads to. The template
places what it is given. No text of a document is ever code: it travels as JSON strings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias
from urllib.parse import urljoin, urlsplit

from gongkai.downloads.documents.blocks import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
)
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pdf.letters import LINE, controls_in, pieces, printable
from gongkai.downloads.documents.pdf.pictures import Pictures, Placed
from gongkai.downloads.documents.pdf.rules import CONTROLS, NO_ALTERNATIVE
from gongkai.downloads.documents.pdf.tables import (
    LINE_POINTS,
    columns_of,
    ems_of,
    fitted,
    letter_size,
    letters_in,
)
from gongkai.downloads.documents.pictures import replacement

Laid: TypeAlias = dict[str, Any]
"""A block for the template: ``k`` says which kind it is."""

_DIVISION: Final = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}(?:编|分编|章|节)(?:[\s　]|$)")
"""A heading that stands in the middle: GB/T 9704 knows none, laws are printed so."""
_PIECE: Final = 6
"""Letters between two places where a word breaks that does not fit: each is an object in the file."""
_TITLE_LINE: Final = 20
"""Letters of 二号, 22 pt, in 156 mm."""
_LINK_LIMIT: Final = 2000
_SCHEMES: Final = ("http", "https", "mailto", "tel")
_DEEPEST: Final = 6
"""Lists in lists that are indented; the typesetter follows some 20, a reader fewer."""
_TABLES_DEEP: Final = 3
"""Tables in tables; what is in a deeper one stands as lines."""


@dataclass(slots=True)
class Layout:
    """Lays out the blocks of one document; keeps what is wrong with them."""

    document: Document
    pictures: Pictures
    first_level: int = 2
    """Level of the outline that its outermost headings get: the title has the one above."""
    prefix: str = ""
    """Before its ids, where several documents make one file."""
    line: float = LINE_POINTS
    """Points of the sheet's lines."""
    faults: list[FileFault] = field(default_factory=list)
    _targets: frozenset[str] = frozenset()
    _named: set[str] = field(default_factory=set)
    _levels: list[int] = field(default_factory=list)
    """Levels of the headings that are open."""
    _unnamed: int = 0
    _fit: int = LINE
    """Letters in a row that fit the line where it is."""
    _tables: int = 0
    _lists: int = 0
    """How many of them are open."""

    def laid(self, blocks: Sequence[Block]) -> list[Laid]:
        """The blocks in order."""
        self._targets = frozenset(_targets(blocks))
        self._report_controls(blocks)
        return list(self._flow(blocks))

    def _report_controls(self, blocks: Sequence[Block]) -> None:
        found = controls_in("".join(map(_letters, blocks)) + self.document.title)
        if found:
            message = f"文中有显示不出来的控制字符（{found}），文件里去掉了"
            self.faults.append(FileFault(CONTROLS.code, message, "请从原文中删去这些字符"))

    def _flow(self, blocks: Sequence[Block], in_cell: bool = False) -> Iterator[Laid]:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, Rule):
                yield {"k": "rule"}
            elif isinstance(block, Table):
                yield from self._table(block)
            elif block.marker and self._lists < _DEEPEST:
                end = _end_of_list(blocks, at)
                yield self._list(blocks[at:end])
                at = end
                continue
            elif block.role == "sign" and not in_cell:
                end = at
                while end < len(blocks) and getattr(blocks[end], "role", "") == "sign":
                    end += 1
                yield from self._signature(blocks[at:end])
                at = end
                continue
            else:
                yield from self._paragraph(block, in_cell)
            at += 1

    def _paragraph(self, line: Paragraph, in_cell: bool) -> Iterator[Laid]:
        """A line of text; a picture in it stands on its own between two parts of it."""
        runs = [Run(f"{line.marker} ")] if line.marker else []
        for run in (*line.runs, None):
            if isinstance(run, Run):
                runs.append(run)
                continue
            placed = self._picture(run) if run else None
            if isinstance(placed, str):
                runs.append(Run(placed))
            elif placed or not run:
                if runs:
                    yield self._text(line, runs, in_cell)
                runs = []
                if placed:
                    yield placed

    def _picture(self, picture: Picture) -> Laid | str:
        said = printable(picture.alternative).strip()
        if not said:
            self._unnamed += 1
            title = printable(self.document.title)
            said = self.document.words.figure.format(title=title, number=self._unnamed)
            message = f"图片“{picture.source[:100]}”没有说明，看不见图的人不知道画的是什么"
            cure = "请写成![图上是什么](文件名)"
            self.faults.append(FileFault(NO_ALTERNATIVE.code, message, cure))
        seen = self.pictures.look(self.document.id, picture)
        if isinstance(seen, Placed):
            return {
                "k": "picture",
                "src": seen.path,
                "as": seen.format,
                "w": seen.width,
                "alt": said,
            }
        self.faults.append(seen)
        return replacement(picture._replace(alternative=said), self.document.words)

    def _text(self, line: Paragraph, runs: Sequence[Run], in_cell: bool) -> Laid:
        laid: Laid = {"k": "p", "r": self._runs(runs)}
        if line.level and not in_cell:
            laid = {"k": "h", "r": laid["r"], "n": self._outline_level(line), "f": line.level}
            if _DIVISION.match(line.text):
                laid["a"] = "center"
        elif line.level:
            laid["s"] = "term"
        elif line.role:
            laid["s"] = line.role
        if line.align:
            laid["a"] = line.align
        if line.depth:
            laid["d"] = min(line.depth, 6)
        if line.id and line.id in self._targets and line.id not in self._named:
            self._named.add(line.id)
            laid["id"] = self.prefix + line.id
        return laid

    def _outline_level(self, line: Paragraph) -> int:
        """Its place in the outline, in which no level may be skipped (ISO 14289-1, 7.4.2)."""
        while self._levels and self._levels[-1] >= line.level:
            self._levels.pop()
        self._levels.append(line.level)
        return min(self.first_level - 1 + len(self._levels), 9)

    def _signature(self, lines: Sequence[Block]) -> Iterator[Laid]:
        parts: list[Laid] = []
        for line in lines:
            if isinstance(line, Paragraph):
                parts += self._paragraph(line, False)
        texts = [part["r"] for part in parts if "r" in part]
        if texts:
            yield {"k": "sign", "lines": texts}
        yield from (part for part in parts if "r" not in part)

    def _list(self, blocks: Sequence[Block]) -> Laid:
        """A list with what stands in its entries; lists within it are of their own."""
        items: list[tuple[str, list[Block]]] = []
        depth = _depth(blocks[0])
        for block in blocks:
            if isinstance(block, Paragraph) and block.marker and block.depth <= depth:
                items.append((block.marker, [_moved(block, -block.depth, "")]))
            elif isinstance(block, Paragraph):
                items[-1][1].append(_moved(block, -depth - 1, block.marker))
        indent = 0 if self._lists else 1 + min(depth, _DEEPEST)
        self._lists += 1
        laid = [{"m": marker, "b": list(self._flow(held))} for marker, held in items]
        self._lists -= 1
        return {"k": "list", "d": indent, "items": laid}

    def _table(self, table: Table) -> Iterator[Laid]:
        if self._tables == _TABLES_DEEP:
            for line in _lines((table,)):
                yield from self._paragraph(line, True)
            return
        rows, width, head = fitted(table)
        size = letter_size(width)
        shares = columns_of(rows, width, size, self.line)
        around = self._fit, self._lists
        self._tables += 1
        self._lists = 0
        held: list[list[Laid]] = []
        for row in rows:
            held.append([])
            for at, cell in row:
                self._fit = letters_in(shares, at, cell.columns, size, self.line) // self._tables
                held[-1].append(self._cell(at, cell))
        self._tables -= 1
        self._fit, self._lists = around
        laid: Laid = {"k": "table", "cols": shares, "size": size, "head": head, "rows": held}
        if table.caption:
            laid["caption"] = runs_of(table.caption)
        yield laid

    def _cell(self, at: int, cell: Cell) -> Laid:
        laid: Laid = {"x": at, "b": list(self._flow(cell.blocks, True))}
        if cell.columns > 1:
            laid["cs"] = cell.columns
        if cell.rows > 1:
            laid["rs"] = cell.rows
        if cell.heads:
            laid["h"] = 1
        if cell.align:
            laid["a"] = cell.align
        return laid

    def _runs(self, runs: Iterable[Run | Picture]) -> list[Any]:
        found: list[Any] = []
        for run in runs:
            if not isinstance(run, Run) or _leads_back(run):
                continue
            said: Laid = {"m": sorted(run.marks)} if run.marks else {}
            if run.link and (link := self._link(run.link)):
                said |= link
            found += runs_of(run.text, said, self._fit)
        return found

    def _link(self, address: str) -> Laid | None:
        """Where a link leads from the file: a place in it, or an address on the web."""
        address = address.strip()
        if address.startswith("#"):
            return {"to": self.prefix + address[1:]} if address[1:] in self._targets else None
        try:
            whole = urljoin(self.document.url, address)
            leads = urlsplit(whole).scheme in _SCHEMES and len(whole) <= _LINK_LIMIT
        except ValueError:
            return None
        return {"url": printable(whole)} if leads else None


def runs_of(text: str, said: Laid | None = None, fit: int = LINE) -> list[Any]:
    """A text as the template takes it: strings, or objects where there is more to say of the letters.

    0 is a line break.
    """
    found: list[Any] = []
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            found.append(0)
        for part, long in pieces(line.replace("\t", "　"), fit):
            whole = {
                "t": part,
                **(said or {}),
                **({"w": max(1, min(_PIECE, fit // 6))} if long else {}),
            }
            found.append(whole if said or long else part)
    return found


def title_of(text: str) -> Laid:
    """A document's title in lines of nearly one length (GB/T 9704-2012, 7.3.1).

    ``wide``: letters of 二号 that a line of it gets.
    """
    ems = ems_of(text)
    lines = max(1, math.ceil(ems / _TITLE_LINE))
    return {"r": runs_of(text, fit=_TITLE_LINE), "wide": min(_TITLE_LINE, ems / lines + 1.5)}


def linked(text: str, address: str, fit: int = LINE) -> list[Any]:
    """A text that leads to an address on the web, where it is one."""
    fits = address.startswith(("http://", "https://")) and len(address) <= _LINK_LIMIT
    return runs_of(text, {"url": printable(address)} if fits else None, fit)


def _leads_back(run: Run) -> bool:
    """The page's arrow from a note to its place, which is no part of the text."""
    return run.text == "↩" and (run.link or "").startswith("#fnref")


def _moved(line: Paragraph, by: int, marker: str) -> Paragraph:
    """A list's paragraph as it stands in its entry."""
    return Paragraph(
        line.runs, line.role, line.level, line.id, marker, max(0, line.depth + by), line.align
    )


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, Paragraph) else 0


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    """Behind the last block that belongs to the list which begins here."""
    depth = _depth(blocks[start])
    end = start + 1
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Paragraph) or block.level or block.role == "sign":
            break
        if block.depth < depth or (not block.marker and block.depth <= depth):
            break
        end += 1
    return end


def _targets(blocks: Iterable[Block]) -> Iterator[str]:
    """Ids that a link of the text leads to and a line of it has."""
    wanted, held = set(), set()
    for line in _lines(blocks):
        if line.id:
            held.add(line.id)
        for run in line.runs:
            if isinstance(run, Run) and run.link and run.link.startswith("#"):
                wanted.add(run.link[1:])
    yield from wanted & held


def _lines(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell.blocks)


def _letters(block: Block) -> str:
    caption = block.caption if isinstance(block, Table) else ""
    return caption + "".join(line.text for line in _lines((block,)))
