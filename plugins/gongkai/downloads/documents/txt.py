"""A record as plain text, for programs and for computers with nothing else.

UTF-8 with a byte order mark, lines ended by CR LF: Notepad before Windows 10 1903 takes a file without
the mark for GBK, and before 1809 shows one without CR on a single line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.downloads.documents.blocks import Block, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.links import absolute, is_back_link, is_note, is_note_number
from gongkai.downloads.documents.notices import notices
from gongkai.downloads.documents.pictures import replacement
from gongkai.downloads.documents.table_layout import flat, layout
from gongkai.downloads.documents.xml_text import legal

_BOM: Final = "\ufeff"
_INDENT: Final = "　　"
_STEP: Final = "　"
_RULE: Final = "————————————"
_DEEPEST: Final = 20


def record_txt(document: Document, blocks: tuple[Block, ...]) -> bytes:
    """Title, number, facts, text, attachments and address, in this order."""
    lines = [*_head(document), "", *_lines(document, (*document.own, *blocks)), *_foot(document)]
    text = legal("\n".join(lines)).replace("\r\n", "\n").replace("\r", "\n")
    return f"{_BOM}{text}\n".replace("\n", "\r\n").encode()


def _head(document: Document) -> Iterator[str]:
    yield from notices(document)
    yield document.title
    if document.doc_no:
        yield document.doc_no
    yield ""
    for label, value in document.facts:
        yield f"{label}{document.words.colon}{value}"


def _foot(document: Document) -> Iterator[str]:
    words = document.words
    yield ""
    for file in document.attached:
        yield f"{words.attached}{words.colon}{file.title}"
    yield f"{words.address}{words.colon}{document.url}"


def _lines(document: Document, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _line(document, block)
        elif isinstance(block, Table):
            yield from _table(document, block)
        else:
            yield _RULE


def _line(document: Document, line: Paragraph) -> str:
    text = _text(document, line)
    if line.marker:
        before = "" if is_note(line) else _INDENT + _STEP * min(line.depth, _DEEPEST)
        return f"{before}{line.marker} {text}"
    if line.role in ("to", "hist", "doct", "code"):
        return text
    return _INDENT + _STEP * min(line.depth, _DEEPEST) + text


def _text(document: Document, line: Paragraph) -> str:
    return "".join(_run(document, run) for run in line.runs)


def _run(document: Document, run: Run | Picture) -> str:
    if isinstance(run, Picture):
        return replacement(run, document.words)
    if is_back_link(run):
        return ""
    if is_note_number(run):
        return f"[{run.text}]"
    if run.link is None or run.link.startswith("#"):
        return run.text
    address = absolute(document.url, run.link)
    if address is None or run.text.strip() in (address, run.link):
        return run.text
    return f"{run.text}〔{address}〕"


def _table(document: Document, table: Table) -> Iterator[str]:
    """A row is a line, its cells parted by tabs: it pastes into a spreadsheet as it is."""
    yield ""
    if table.caption:
        yield table.caption
    for row in layout(table):
        cells = []
        for slot in row:
            inside = flat(slot.cell.blocks) if slot.cell else []
            texts = (f"{one.marker} {_text(document, one)}".strip() for one in inside)
            cells.append(" ".join(" ".join(texts).split()))
            cells += [""] * (slot.columns - 1)
        yield "\t".join(cells)
    yield ""
