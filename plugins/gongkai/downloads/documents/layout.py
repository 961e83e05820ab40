"""Blocks → what the typesetter's template lays out, as plain data for JSON.

Everything that is a decision is made here: faces, levels, columns, what a link leads to. The template
places what it is given. No text of a document is ever code: it travels as JSON strings.
"""

from __future__ import annotations

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
from gongkai.downloads.documents.file_fault import FileFault
from gongkai.downloads.documents.letters import controls_in, pieces, printable
from gongkai.downloads.documents.pictures import Pictures, Placed
from gongkai.downloads.documents.rules import CONTROLS, NO_ALTERNATIVE, SKIPPED_LEVEL
from gongkai.downloads.documents.table_layout import columns_of, fitted, letter_size

Laid: TypeAlias = dict[str, Any]
"""A block for the template: ``k`` says which kind it is."""

_DIVISION: Final = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}(?:编|分编|章|节)(?:[\s　]|$)")
"""A heading that stands in the middle: GB/T 9704 knows none, laws are printed so."""
_LINK_LIMIT: Final = 2000
_SCHEMES: Final = ("http", "https", "mailto", "tel")
_DEEPEST: Final = 6


@dataclass(slots=True)
class Layout:
    """Lays out the blocks of one document; keeps what is wrong with them."""

    document: Document
    pictures: Pictures
    first_level: int = 2
    """Level of the outline that its outermost headings get: the title has the one above."""
    prefix: str = ""
    """Before its ids, where several documents make one file."""
    faults: list[FileFault] = field(default_factory=list)
    _targets: frozenset[str] = frozenset()
    _named: set[str] = field(default_factory=set)
    _levels: list[int] = field(default_factory=list)
    """Levels of the headings that are open."""
    _unnamed: int = 0

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
                yield self._table(block)
            elif block.marker:
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
        runs: list[Run] = []
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
            said = f"{printable(self.document.title)}，插图{self._unnamed}"
            message = f"图片“{picture.source[:100]}”没有说明，看不见图的人不知道画的是什么"
            cure = "请写成![图上是什么](文件名)"
            self.faults.append(FileFault(NO_ALTERNATIVE.code, message, cure))
        seen = self.pictures.look(self.document.id, picture)
        if isinstance(seen, Placed):
            return {"k": "picture", "src": seen.path, "w": seen.width, "alt": said}
        self.faults.append(seen)
        return f"〔图：{said}〕"

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
        above = self._levels[-1] if self._levels else 1
        if self._levels and line.level > above + 1:
            message = f"标题“{line.text[:30]}”是{line.level}级，它上面的标题是{above}级，中间跳了级"
            cure = f"请改成{above + 1}级标题（{'#' * (above + 1)}）"
            self.faults.append(FileFault(SKIPPED_LEVEL.code, message, cure))
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
        depth = blocks[0].depth if isinstance(blocks[0], Paragraph) else 0
        for block in blocks:
            if isinstance(block, Paragraph) and block.marker and block.depth <= depth:
                items.append((block.marker, [_moved(block, -block.depth, "")]))
            elif isinstance(block, Paragraph):
                items[-1][1].append(_moved(block, -depth - 1, block.marker))
            else:
                items[-1][1].append(block)
        return {
            "k": "list",
            "d": min(depth, 6),
            "items": [{"m": marker, "b": list(self._flow(held))} for marker, held in items],
        }

    def _table(self, table: Table) -> Laid:
        rows, width, head = fitted(table)
        size = letter_size(width)
        laid: Laid = {
            "k": "table",
            "cols": columns_of(rows, width, size),
            "size": size,
            "head": head,
            "rows": [[self._cell(at, cell) for at, cell in row] for row in rows],
        }
        if table.caption:
            laid["caption"] = runs_of(table.caption)
        return laid

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
            if not isinstance(run, Run):
                continue
            said: Laid = {"m": sorted(run.marks)} if run.marks else {}
            if run.link and (link := self._link(run.link)):
                said |= link
            found += runs_of(run.text, said)
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


def runs_of(text: str, said: Laid | None = None) -> list[Any]:
    """A text as the template takes it: strings, or objects where there is more to say of the letters.

    0 is a line break.
    """
    found: list[Any] = []
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            found.append(0)
        for part, long in pieces(line.replace("\t", "　")):
            whole = {"t": part, **(said or {}), **({"w": 1} if long else {})}
            found.append(whole if said or long else part)
    return found


def linked(text: str, address: str) -> list[Any]:
    """A text that leads to an address on the web, where it is one."""
    fits = address.startswith(("http://", "https://")) and len(address) <= _LINK_LIMIT
    return runs_of(text, {"url": printable(address)} if fits else None)


def _moved(line: Paragraph, by: int, marker: str) -> Paragraph:
    """A list's paragraph as it stands in its entry."""
    return Paragraph(
        line.runs, line.role, line.level, line.id, marker, max(0, line.depth + by), line.align
    )


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    """Behind the last block that belongs to the list which begins here."""
    first = blocks[start]
    depth = first.depth if isinstance(first, Paragraph) else 0
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
