"""Blocks → (X)HTML that leaves the site: an EPUB's chapters, what is pasted into WeChat.

Both want well-formed elements without a page around them; they differ in how a line is dressed, and
in where links and pictures lead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gongkai.downloads.documents.blocks import Block, Mark, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.links import is_back_link, is_note, is_note_number
from gongkai.downloads.documents.signature import is_signature
from gongkai.downloads.documents.table_layout import Slot, flat, layout
from gongkai.downloads.documents.xml_text import xml_text

_MARKS: Final[tuple[tuple[Mark, str], ...]] = (
    ("bold", "strong"),
    ("italic", "em"),
    ("underline", "u"),
    ("struck", "s"),
    ("raised", "sup"),
    ("lowered", "sub"),
    ("code", "code"),
)
_NESTING: Final = 3
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How lines are dressed, and where what they refer to lies."""

    dress: Callable[[str], str]
    """What a line is (``text``, ``to``, ``sign``, ``h2``, ``table``, ``cell``, ``entry2`` …) → attributes,
    with a space before each."""
    address: Callable[[str], str | None]
    """A link of the page → address; None for a link that leads nowhere from there."""
    picture: Callable[[Picture], str]
    """A picture → markup."""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Id of a line → its id in the file; those that links lead to."""


def markup(blocks: Iterable[Block], manner: Manner) -> str:
    """The elements, in their order."""
    return "".join(_Writer(manner).blocks(blocks, 1))


class _Writer:
    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.open_anchors = set(manner.anchors)
        self.notes = False

    def blocks(self, blocks: Iterable[Block], nesting: int) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self.line(block)
            elif isinstance(block, Table):
                yield self.table(block, nesting)
            else:
                yield f"<hr{self.manner.dress('rule')}/>\n"

    def line(self, line: Paragraph) -> str:
        self.notes = (self.notes and not line.level) or is_note(line)
        tag = f"h{line.level}" if line.level else "p"
        kind = "note" if self.notes else _kind(line)
        attributes = self.manner.dress(kind) + self.identity(line)
        marker = xml_text(f"{line.marker} ") if line.marker else ""
        return f"<{tag}{attributes}>{marker}{self.runs(line.runs)}</{tag}>\n"

    def identity(self, line: Paragraph) -> str:
        if line.id is None or line.id not in self.open_anchors:
            return ""
        self.open_anchors.discard(line.id)
        return f' id="{self.manner.anchors[line.id]}"'

    def runs(self, runs: Iterable[Run | Picture]) -> str:
        return "".join(
            self.manner.picture(run) if isinstance(run, Picture) else self.run(run) for run in runs
        )

    def run(self, run: Run) -> str:
        if is_back_link(run):
            return ""
        text = xml_text(run.text).replace("\r", "").replace("\n", "<br/>")
        for mark, tag in _MARKS:
            if mark in run.marks:
                text = f"<{tag}>{text}</{tag}>"
        address = self.manner.address(run.link) if run.link else None
        if address is None:
            return text
        kind = "note-number" if is_note_number(run) else "link"
        return f'<a href="{xml_text(address)}"{self.manner.dress(kind)}>{text}</a>'

    def table(self, table: Table, nesting: int) -> str:
        dress = self.manner.dress
        parts = [f"<table{dress('table')}>\n"]
        if table.caption:
            parts.append(f"<caption{dress('caption')}>{xml_text(table.caption)}</caption>\n")
        rows = layout(table)
        for name, group in (("thead", rows[: table.head]), ("tbody", rows[table.head :])):
            if group:
                lines = (self.row(group, place, name, nesting) for place in range(len(group)))
                parts.append(f"<{name}>\n{''.join(lines)}</{name}>\n")
        return "".join((*parts, "</table>\n"))

    def row(self, group: list[list[Slot]], place: int, part: str, nesting: int) -> str:
        """A row. HTML ends a cell with its group; what goes on below begins there as an empty one."""
        cells = []
        at = 0
        for slot in group[place]:
            if not slot.continues or not place:
                spans = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
                rows = _rows(at, group[place:]) if slot.begins or slot.continues else 1
                spans += f' rowspan="{rows}"' if rows > 1 else ""
                cells.append(self.cell(slot, spans, part, nesting))
            at += slot.columns
        return f"<tr>{''.join(cells)}</tr>\n"

    def cell(self, slot: Slot, spans: str, part: str, nesting: int) -> str:
        cell = slot.cell
        heads = cell is not None and cell.heads
        tag, kind = ("th", "head-cell") if heads else ("td", "cell")
        if heads:
            spans += ' scope="col"' if part == "thead" else ' scope="row"'
        align = cell.align if cell else ""
        attributes = self.manner.dress(f"{kind} {align}".strip()) + spans
        blocks = cell.blocks if cell else ()
        if len(blocks) == 1 and isinstance(line := blocks[0], Paragraph) and not line.marker:
            return f"<{tag}{attributes}{self.identity(line)}>{self.runs(line.runs)}</{tag}>"
        inside = blocks if nesting < _NESTING else flat(blocks)
        return f"<{tag}{attributes}>{''.join(self.blocks(inside, nesting + 1))}</{tag}>"


def _rows(at: int, below: list[list[Slot]]) -> int:
    """Rows that a cell covers, no more than there are."""
    count = 1
    for row in below[1:]:
        place = 0
        for slot in row:
            if place == at:
                break
            place += slot.columns
        else:
            break
        if not slot.continues:
            break
        count += 1
    return count


def _kind(line: Paragraph) -> str:
    if line.level:
        return f"h{line.level}"
    if is_signature(line):
        return "sign"
    if line.runs and all(isinstance(run, Picture) for run in line.runs):
        return "picture"
    if line.role:
        return line.role
    if line.marker or line.depth:
        level = line.depth if line.marker else max(0, line.depth - 1)
        return f"entry{min(level, _DEEPEST)}"
    return line.align or "text"
