"""A record as DOCX, in the form of ``overrides/gongkai/downloads/record.docx``.

The page follows GB/T 9704-2012; an office changes the template in Word, not this program. python-docx
needs 26 ms for such a file, most of it for parts that never change; here they are packed once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from gongkai.downloads.documents.archive import archive, packed
from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.docx.body import BodyWriter
from gongkai.downloads.documents.docx.columns import in_columns
from gongkai.downloads.documents.docx.template import (
    CORE,
    DOCUMENT,
    IMPRINT_TABLE_STYLE,
    RELATIONS,
    TYPES,
    read_template,
)
from gongkai.downloads.documents.made import FileFault, Made
from gongkai.downloads.documents.notices import notices
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.documents.xml_text import xml_text

_LABEL: Final = 0.22
"""Of a line's width that the labels of the imprint take."""
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_OPENING: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


class DocxPress:
    """Prints records in one template's form. One per process."""

    def __init__(self, template: Path, content: Path) -> None:
        """Read the template; ``content`` is the folder that pictures lie below.

        Raises:
            TemplateError: the template is no whole DOCX file.
        """
        self._template = read_template(template)
        self._types = packed(TYPES, self._template.types.encode())
        self._content = content

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """What the template lacks: of the template, not of any record."""
        return self._template.faults

    def record(self, document: Document, blocks: tuple[Block, ...]) -> Made:
        """The file of a record, and what it had to do without."""
        template = self._template
        if document.language == MONGOLIAN:  # a line is as long as the page is high
            template = replace(template, width=template.height, height=template.width)
            template = replace(template, after=in_columns(template.after))
        writer = BodyWriter(template, self._content, document)
        text = "".join(_text(writer, document, blocks))
        body = template.before + text + template.after
        relations = self._template.relations + writer.parts.relations() + "</Relationships>"
        entries = (
            self._types,
            *self._template.parts,
            packed(CORE, _core(document).encode()),
            packed(RELATIONS, relations.encode()),
            packed(DOCUMENT, body.encode()),
            *writer.parts.files(),
        )
        return Made(archive(entries), tuple(dict.fromkeys(writer.faults)))


def _text(writer: BodyWriter, document: Document, blocks: tuple[Block, ...]) -> Iterator[str]:
    for notice in notices(document):
        yield writer.line("示例说明", notice)
    yield writer.line("标题", document.title)
    if document.doc_no:
        yield writer.line("发文字号", document.doc_no)
    yield from writer.blocks((*document.own, *blocks))
    yield from _imprint(writer, document)


def _imprint(writer: BodyWriter, document: Document) -> Iterator[str]:
    """What is known of the record, in the manner of GB/T 9704-2012, 7.4 (版记)."""
    width = writer.template.width
    label = int(width * _LABEL)
    named = writer.template.styles[IMPRINT_TABLE_STYLE]
    style = f'<w:tblStyle w:val="{named}"/>' if named else ""
    yield writer.line("间隔", "")
    yield (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{label}"/><w:gridCol w:w="{width - label}"/>'
        "</w:tblGrid>"
    )
    rows = [(name, [writer.link(value, None)]) for name, value in document.facts]
    links = [
        writer.link(file.title, _from_root(document, file.address)) for file in document.attached
    ]
    rows += [(document.words.attached, links)] if links else []
    rows.append((document.words.address, [writer.link(document.url, document.url)]))
    for name, values in rows:
        cells = (
            (label, [writer.link(name, None)]),
            (width - label, values),
        )
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for size, lines in cells:
            inside = "".join(writer.styled("版记", line) for line in lines)
            yield f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
        yield "</w:tr>"
    # The section's end follows; Word wants a paragraph behind a table, here as small as may be.
    yield "</w:tbl>" + writer.line("间隔", "")


def _from_root(document: Document, address: str) -> str:
    """A file's address from a record's page."""
    return "../" * document.id.count("/") + quote(address)


def _core(document: Document) -> str:
    """Core properties (ECMA-376-2, 11.1): the record's own dates, no clock."""
    day = f"{document.written_on}T00:00:00Z"
    return (
        f"{_XML}{_CORE_OPENING}<dc:title>{xml_text(document.title)}</dc:title>"
        f"<dc:subject>{xml_text(document.doc_no or '')}</dc:subject>"
        f"<dc:creator>{xml_text('；'.join(document.issuers))}</dc:creator>"
        f"<cp:keywords>{xml_text('；'.join(document.keywords))}</cp:keywords>"
        f"<dc:description>{xml_text(document.summary)}</dc:description>"
        f"<dc:identifier>{xml_text(document.index_no)}</dc:identifier>"
        f"<dc:language>{xml_text(document.language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "</cp:coreProperties>"
    )
