"""A document's blocks → WordprocessingML (ECMA-376-1, 17).

Styles are named, never spelled out: how things look is the template's. What only the text knows is
written here: a signature's indents, an entry's depth, a table's columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from gongkai.downloads.documents.blocks import (
    Block,
    Mark,
    Paragraph,
    Picture,
    Run,
    Table,
)
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.docx.columns import by_script, joined_letters
from gongkai.downloads.documents.docx.parts import Parts
from gongkai.downloads.documents.docx.template import (
    LINK_STYLE,
    NOTE_NUMBER_STYLE,
    TABLE_STYLE,
    Template,
)
from gongkai.downloads.documents.lines import heading_rank, is_chapter
from gongkai.downloads.documents.links import absolute, is_back_link, is_note, is_note_number
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pictures import FORMATS, PictureFile, picture_file, replacement
from gongkai.downloads.documents.signature import is_signature, right_indents, signature_at
from gongkai.downloads.documents.table_layout import Slot, column_shares, flat, layout
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.documents.xml_text import xml_text, xml_value

TOO_WIDE: Final = "GK815"

_STYLES: Final = {
    "to": "主送机关", "sign": "落款", "hist": "题解", "doct": "附件标题", "quote": "引文",
    "code": "代码",
}  # fmt: skip
_RANKS: Final = ("一级标题", "二级标题", "三级标题", "四级标题")
_EM: Final = 316
"""Twips: 156 mm hold 28 characters (GB/T 9704-2012, 5.2.3)."""
_LINE: Final = 579
"""Twips: 225 mm hold 22 lines (the same)."""
_MARKER: Final = 474
"""Twips between a marker's beginning and its text's."""
_DEEPEST: Final = 6
_EMU: Final = 635
"""English metric units in a twip."""
_PIXEL: Final = 15
"""Twips of a pixel at 96 a inch."""
_PICTURE_HEIGHT: Final = 0.8
"""Of a page's text that a picture may take."""
_PICTURE_FORMATS: Final = FORMATS - {"webp"}
"""What Word can show (ECMA-376-1, 15.2.14)."""
_COLUMN_LIMIT: Final = 63
"""Word's own limit of columns."""
_DENSE: Final = 8
"""Columns from which on a table is set in small letters."""
_NESTING: Final = 3
"""Tables within tables that office programs still show."""
_CELL_MARGINS: Final = 216
"""Twips of a cell's width that its text does not have."""

_MARKS: Final[tuple[tuple[Mark, str], ...]] = (
    ("code", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>'),
    ("bold", "<w:b/>"),
    ("italic", "<w:i/>"),
    ("struck", "<w:strike/>"),
    ("underline", '<w:u w:val="single"/>'),
    ("raised", '<w:vertAlign w:val="superscript"/>'),
    ("lowered", '<w:vertAlign w:val="subscript"/>'),
)
"""In the order that the schema wants (17.3.2.28)."""
_BREAKS: Final = str.maketrans({
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "\r": "",
})  # fmt: skip


class BodyWriter:
    """Writes one document's paragraphs; collects its links, pictures and faults."""

    def __init__(self, template: Template, content: Path, document: Document) -> None:
        self.template = template
        self.content = content
        self.document = document
        self.parts = Parts()
        self.faults: list[FileFault] = []
        self.anchors: dict[str, str] = {}
        self.open_anchors: set[str] = set()

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The whole text. Once for all blocks of a document: links within lead to any of them."""
        self._find_anchors(blocks)
        notes = False
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if is_signature(block):
                if not place or not is_signature(blocks[place - 1]):
                    yield from self._signature(signature_at(blocks, place))
                continue
            if isinstance(block, Table) and place and isinstance(blocks[place - 1], Table):
                yield self.line("间隔", "")  # or Word joins the two tables
            if isinstance(block, Paragraph):  # a heading: the next of several texts
                notes = (notes and not block.level) or is_note(block)
            yield self._block(block, notes, following is not None and is_signature(following))

    def line(self, style: str, text: str) -> str:
        """A paragraph without anything special."""
        return self._paragraph(style, self._text(text))

    def styled(self, style: str, runs: str) -> str:
        """A paragraph of runs that are written already."""
        return self._paragraph(style, runs)

    def link(self, text: str, address: str | None) -> str:
        """A link as runs; plain text where it leads nowhere."""
        return self._run(Run(text, link=address))

    def _find_anchors(self, blocks: tuple[Block, ...]) -> None:
        lines = flat(blocks)
        wanted = {
            run.link[1:]
            for line in lines
            for run in line.runs
            if isinstance(run, Run) and run.link and run.link.startswith("#")
        }
        for line in lines if wanted else ():
            if line.id in wanted and line.id:
                self.anchors.setdefault(line.id, f"gk{len(self.anchors) + 1}")
        self.open_anchors = set(self.anchors)

    def _block(self, block: Block, notes: bool, signed: bool) -> str:
        if isinstance(block, Paragraph):
            return self._text_line(block, "注释" if notes else _style(block), signed)
        if isinstance(block, Table):
            return self._table(block, self.template.width, 1)
        return self._paragraph("分隔线", "")

    def _text_line(self, line: Paragraph, style: str, signed: bool) -> str:
        # GB/T 9704-2012, 7.3.5.4: a signature does not stand on a page without text.
        indent = "<w:keepNext/>" if signed else ""
        if style == "列表":
            level = min(_DEEPEST, line.depth if line.marker else max(0, line.depth - 1))
            left = 2 * _EM + _MARKER * (level + 1)
            hanging = _MARKER if line.marker else 0
            indent += f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        align = f'<w:jc w:val="{line.align}"/>' if line.align and not line.level else ""
        marker = self._text(line.marker + ("\t" if style == "列表" else " ")) if line.marker else ""
        runs = marker + self._runs(line.runs, self.template.width, line.role == "term")
        return self._paragraph(style, self._anchored(line, runs), indent + align)

    def _signature(self, lines: list[Paragraph]) -> Iterator[str]:
        """GB/T 9704-2012, 7.3.5.2: one empty line above; kept on one page."""
        for place, (line, indent) in enumerate(zip(lines, right_indents(lines), strict=True)):
            last = place == len(lines) - 1
            above = f'<w:spacing w:beforeLines="100" w:before="{_LINE}"/>' if not place else ""
            right = f'<w:ind w:rightChars="{indent * 100:.0f}" w:right="{indent * _EM:.0f}"/>'
            runs = self._anchored(line, self._runs(line.runs, self.template.width))
            yield self._paragraph("落款", runs, ("" if last else "<w:keepNext/>") + above + right)

    def _paragraph(self, style: str, runs: str, more: str = "") -> str:
        named = self.template.styles[style]
        style_part = f'<w:pStyle w:val="{named}"/>' if named else ""
        return f"<w:p><w:pPr>{style_part}{more}</w:pPr>{runs}</w:p>"

    def _anchored(self, line: Paragraph, runs: str) -> str:
        if line.id not in self.open_anchors or not line.id:
            return runs
        self.open_anchors.discard(line.id)
        name = self.anchors[line.id]
        number = name.removeprefix("gk")
        begin = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{begin}{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _runs(self, runs: Iterable[Run | Picture], room: int, bold: bool = False) -> str:
        return "".join(
            self._picture(run, room) if isinstance(run, Picture) else self._run(run, bold)
            for run in runs
        )

    def _run(self, run: Run, bold: bool = False) -> str:
        if is_back_link(run):
            return ""
        opening = self._link_opening(run.link) if run.link else ""
        named = NOTE_NUMBER_STYLE if is_note_number(run) else LINK_STYLE if opening else ""
        key = self.template.styles[named] if named else ""
        style = f'<w:rStyle w:val="{key}"/>' if key else ""
        marks = "".join(code for mark, code in _MARKS if mark in run.marks)
        if bold and "bold" not in run.marks:
            marks = "<w:b/>" + marks
        text = self._text(run.text, style + marks)
        return f"{opening}{text}</w:hyperlink>" if opening else text

    def _link_opening(self, link: str) -> str:
        if link.startswith("#"):
            name = self.anchors.get(link[1:])
            return f'<w:hyperlink w:anchor="{name}">' if name else ""
        address = absolute(self.document.url, link)
        return f'<w:hyperlink r:id="{self.parts.link(address)}">' if address else ""

    def _text(self, text: str, properties: str = "") -> str:
        if self.document.language != MONGOLIAN:
            return self._letters(text, properties)
        return "".join(
            self._letters(part, joined_letters(properties) if joined else properties)
            for part, joined in by_script(text)
        )

    def _letters(self, text: str, properties: str) -> str:
        escaped = xml_text(text).translate(_BREAKS)
        look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{look}<w:t xml:space="preserve">{escaped}</w:t></w:r>'

    def _picture(self, picture: Picture, room: int) -> str:
        known = self.parts.pictures.get(picture.source)
        if known is None:
            file = picture_file(self.content, self.document.id, picture.source, _PICTURE_FORMATS)
            if isinstance(file, FileFault):
                self.faults.append(file)
                return self._text(replacement(picture, self.document.words))
            known = self.parts.picture(picture.source, file)
        return self._drawing(known[0], known[1], xml_value(picture.alternative), room)

    def _drawing(self, key: str, file: PictureFile, alternative: str, room: int) -> str:
        """17.3.3.9 and 20.4.2.8: a picture in the line, no larger than its room."""
        width, height = file.width * _PIXEL, file.height * _PIXEL
        most = self.template.height * _PICTURE_HEIGHT
        scale = min(1.0, room / width, most / height)
        size = f'cx="{max(1, int(width * scale)) * _EMU}" cy="{max(1, int(height * scale)) * _EMU}"'
        number = self.parts.next_drawing()
        facts = f'id="{number}" name="图片 {number}" descr="{alternative}"'
        a = "http://schemas.openxmlformats.org/drawingml/2006"
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr {facts}/><a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/picture">'
            f'<pic:pic xmlns:pic="{a}/picture"><pic:nvPicPr><pic:cNvPr {facts}/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _table(self, table: Table, room: int, nesting: int) -> str:
        above = self.line("题注", table.caption) if table.caption else ""
        if table.width > _COLUMN_LIMIT:
            message = f"一个表格有{table.width}栏，Word最多{_COLUMN_LIMIT}栏，DOCX中按行写成文字"
            self.faults.append(FileFault(TOO_WIDE, message, "把表格拆成几个较窄的表格"))
            return above + "".join(self._row_as_line(row) for row in layout(table))
        shares = column_shares(table)
        widths = [max(1, int(room * share)) for share in shares]
        named = self.template.styles[TABLE_STYLE]
        style = f'<w:tblStyle w:val="{named}"/>' if named else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(
            self._row(row, widths, place < table.head, nesting)
            for place, row in enumerate(layout(table))
        )
        look = '<w:tblLook w:val="0020" w:firstRow="1"/>' if table.head else ""
        return (
            f'{above}<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: list[Slot], widths: list[int], heads: bool, nesting: int) -> str:
        cells = []
        at = 0
        for slot in row:
            width = sum(widths[at : at + slot.columns])
            at += slot.columns
            span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
            merge = '<w:vMerge w:val="restart"/>' if slot.begins else ""
            merge = "<w:vMerge/>" if slot.continues else merge
            inside = self._cell(slot, heads, len(widths) > _DENSE, width, nesting)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
                f'<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
            )
        head = "<w:tblHeader/>" if heads else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, slot: Slot, heads: bool, dense: bool, width: int, nesting: int) -> str:
        plain = "密排表格" if dense else "表格"
        cell = slot.cell
        if cell is None:
            return self._paragraph(plain, "")
        style = "表头" if (heads or cell.heads) and not dense else plain
        room = max(_EM, width - _CELL_MARGINS)
        parts: list[str] = []
        tables_fit = nesting < _NESTING
        inside = cell.blocks if tables_fit else flat(cell.blocks)
        for block in inside:
            if isinstance(block, Paragraph):
                align = block.align or cell.align
                jc = f'<w:jc w:val="{align}"/>' if align else ""
                marker = self._text(f"{block.marker} ") if block.marker else ""
                bold = bool(block.level or block.role == "term" or (dense and cell.heads))
                runs = self._anchored(block, marker + self._runs(block.runs, room, bold))
                parts.append(self._paragraph(style, runs, jc))
            elif isinstance(block, Table):
                parts.append(self._table(block, room, nesting + 1))
                parts.append(self._paragraph(style, ""))
        # 17.4.65: a cell ends with a paragraph.
        return "".join(parts) or self._paragraph(style, "")

    def _row_as_line(self, row: list[Slot]) -> str:
        cells = (flat(slot.cell.blocks) if slot.cell else [] for slot in row)
        joined = "\t".join(" ".join(line.text for line in cell) for cell in cells)
        return self.line("表格", joined)


def _style(line: Paragraph) -> str:
    if line.level:
        return "章标题" if is_chapter(line) else _RANKS[heading_rank(line)]
    if line.runs and all(isinstance(run, Picture) for run in line.runs):
        return "图片"
    if line.role in _STYLES:
        return _STYLES[line.role]
    return "列表" if line.marker or line.depth else "公文正文"
