"""Makes a document's files, in whichever process it is asked to; presses and texts are kept there.

A press reads its template and fonts once. Nothing here may run in a process that forks workers
afterwards: typst's threads do not survive a fork.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.body import ENGINES, render_body
from gongkai.downloads.documents.blocks import Block, Paragraph
from gongkai.downloads.documents.citation import bibtex, ris
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.made import Made
from gongkai.downloads.documents.mongolian.font import (
    WEB_FONT,
    WEB_FONT_LICENCE,
    web_font,
    web_font_licence,
)
from gongkai.downloads.documents.mongolian.press import MongolianPress
from gongkai.downloads.documents.pdf.press import PdfPress
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.documents.wechat import record_wechat
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.gazette.epub import Beside, issue_epub
from gongkai.downloads.gazette.issue import Issue
from gongkai.downloads.gazette.pdf import issue_pdf
from gongkai.load.attached_text import attached_text
from gongkai.load.bodies import body_source

_TEXTS: Final = 64
"""Texts kept in a process: the forms of one record follow each other."""


class Workshop(NamedTuple):
    """What files are made with besides their document."""

    content: Path
    template: Path
    """The DOCX that an office may restyle."""
    fonts: Path
    engine: str
    """Name of the Markdown engine for records."""


class Source(NamedTuple):
    """A document, and the hash of the source that its text stands in."""

    document: Document
    sha256: str


@lru_cache(maxsize=1)
def pdf_press(fonts: Path, content: Path) -> PdfPress:
    return PdfPress(fonts, content)


@lru_cache(maxsize=1)
def mongolian_press(fonts: Path, content: Path) -> MongolianPress:
    return MongolianPress(fonts, content)


def press_for(shop: Workshop, language: str) -> PdfPress:
    """What makes the PDF files of a language."""
    made_by = mongolian_press if language == MONGOLIAN else pdf_press
    return made_by(shop.fonts, shop.content)


@lru_cache(maxsize=1)
def docx_press(template: Path, content: Path) -> DocxPress:
    return DocxPress(template, content)


@lru_cache(maxsize=_TEXTS)
def text_blocks(content: Path, engine: str, id: str, sha256: str) -> tuple[Block, ...]:
    """A record's text as blocks; ``sha256`` tells one state of its source from the next."""
    source = body_source(content, f"{id}.md")
    return blocks_of(render_body(source, f"{id}.html", ENGINES[engine]).html)


@lru_cache(maxsize=_TEXTS)
def file_blocks(content: Path, engine: str, path: str, sha256: str) -> tuple[Block, ...]:
    """A text file's lines as blocks, by the rules of a record's text; ``sha256`` as above.

    Raises FileNotFoundError where the file has changed since it was looked at.
    """
    found = attached_text(content, path)
    if found is None:
        raise FileNotFoundError(f"{path} changed while it was being read")
    return blocks_of(render_body(found.text, path, ENGINES[engine]).html)


FORMS: Final[dict[str, Callable[[Workshop, Document, tuple[Block, ...]], Made]]] = {
    "pdf": lambda shop, document, blocks: press_for(shop, document.language).record(
        document, blocks
    ),
    "docx": lambda shop, document, blocks: docx_press(shop.template, shop.content).record(
        document, blocks
    ),
    "txt": lambda shop, document, blocks: Made(record_txt(document, blocks)),
    "wechat.html": lambda shop, document, blocks: Made(record_wechat(document, blocks)),
    "bib": lambda shop, document, blocks: Made(bibtex(document)),
    "ris": lambda shop, document, blocks: Made(ris(document)),
}
"""Ending of a file → what makes it."""


def made(form: str, shop: Workshop, source: Source) -> Made:
    """One file of a record; ``form`` is a key of ``FORMS``."""
    document = source.document
    text = text_blocks(shop.content, shop.engine, document.id, source.sha256)
    return FORMS[form](shop, document, text)


def issue_made(form: str, shop: Workshop, issue: Issue, sha256: dict[str, str]) -> Made:
    """A whole issue of the gazette as ``pdf`` or ``epub``; ``sha256`` by a document's source."""

    def blocks(document: Document) -> tuple[Block, ...]:
        state = sha256[document.source]
        if document.text_file is None:
            return text_blocks(shop.content, shop.engine, document.id, state)
        found = file_blocks(shop.content, shop.engine, document.text_file, state)
        return without_title(found, document.title)

    if form == "pdf":
        return issue_pdf(press_for(shop, issue.language), issue, blocks)
    chapters = [blocks(one.document) if one.document else () for one in issue.articles]
    own = blocks(issue.own) if issue.own else ()
    font = _book_font(shop.fonts) if issue.language == MONGOLIAN else ()
    return issue_epub(issue, chapters, shop.content, own, font)


def _book_font(fonts: Path) -> tuple[Beside, ...]:
    font, licence = web_font(fonts), web_font_licence(fonts)
    if not font or not licence:
        return ()
    return (
        Beside(f"fonts/{WEB_FONT}", "font/woff2", font),
        Beside(f"fonts/{WEB_FONT_LICENCE}", "text/plain", licence),
    )


def without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """A text without its first line where that is its title, which stands above it already."""
    first = blocks[0] if blocks else None
    said = "".join(first.text.split()) if isinstance(first, Paragraph) else ""
    return blocks[1:] if said and said == "".join(title.split()) else blocks


def workshop_stamp(shop: Workshop) -> str:
    """Changes when the template does, the engine, or which fonts there are."""
    template = hashlib.sha256(shop.template.read_bytes()).hexdigest()
    fonts = sorted((p.name, p.stat().st_size) for p in shop.fonts.glob("*.ttf"))
    return f"{shop.engine} {template} {fonts}"
