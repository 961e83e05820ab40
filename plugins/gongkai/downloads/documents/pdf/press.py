"""A record as PDF, on the page of GB/T 9704-2012, tagged, for archives and for screen readers.

The typesetter is typst. It refuses PDF/A-2a and PDF/UA-1 to a document that breaks them, be it by one
rare letter. Letters that cannot be shown are replaced by their codes; what else breaks a standard lets
the file be made with less. A finding says what stood in the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import quote

import pikepdf
import typst

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.made import FileFault, Made
from gongkai.downloads.documents.pdf.layout import Layout, linked, runs_of, title_of
from gongkai.downloads.documents.pdf.letters import printable
from gongkai.downloads.documents.pdf.packed import packed
from gongkai.downloads.documents.pdf.pictures import Pictures
from gongkai.downloads.documents.pdf.refusals import faults_of, not_made, with_codes
from gongkai.downloads.documents.pdf.rules import NO_FONTS
from gongkai.downloads.documents.pdf.tables import LINE_POINTS

FAMILIES: Final = ("Noto Serif SC", "Noto Sans SC")
"""Without these no page can be set."""
STANDARDS: Final[tuple[list[typst.PDFStandard], ...]] = (["a-2a", "ua-1"], ["ua-1"], ["a-2b"], [])
"""Tried in this order: kept for long and accessible, accessible, kept for long, neither."""
_BEIJING: Final = timezone(timedelta(hours=8))
_FACT: Final = 56
"""Latin letters in a row that fit the facts' column."""


def no_fonts(fonts: Path) -> FileFault | None:
    """The finding where the fonts are not there, for a build to say once and leave PDF out.

    Compiles nothing, so it may be asked before workers are forked.
    """
    return _missing_in(_fonts(fonts))


def _missing_in(fonts: typst.Fonts) -> FileFault | None:
    found = set(fonts.families())
    missing = [name for name in FAMILIES if name not in found]
    if not missing:
        return None
    message = f"没有{'、'.join(missing)}字体，不能生成PDF"
    return FileFault(NO_FONTS.code, message, "请联网后运行 scripts/fonts")


@lru_cache(maxsize=2)
def _shared_fonts(folder: Path) -> typst.Fonts:
    """For the presses of a process: each face is read once."""
    return _fonts(folder)


def _fonts(folder: Path) -> typst.Fonts:
    paths = [folder] if folder.is_dir() else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


class PdfPress:
    """Makes PDF files; one for each process.

    **Make it in the worker that uses it, never before a fork.** The typesetter starts threads with
    its first file, a forked process has none of them, and its first file there waits for ever.
    """

    SHEET: ClassVar = "documents/pdf/sheet.typ"
    """What a page is like."""
    LINE: ClassVar = LINE_POINTS
    """Points of its lines."""

    def __init__(self, fonts: Path, content: Path) -> None:
        """``fonts``: the folder that ``scripts/fonts`` fills. ``content``: where pictures lie."""
        held = _shared_fonts(fonts)
        self._missing = self.missing(fonts, held)
        root = content if content.is_dir() else Path(__file__).parent
        self._compiler = typst.Compiler(b"", root=root, font_paths=held)
        self._record = self.source("documents/pdf/record.typ")
        self.pictures = Pictures(content, self._decodes)

    @classmethod
    def missing(cls, folder: Path, fonts: typst.Fonts) -> FileFault | None:
        """The finding where the folder lacks fonts that no page can do without."""
        return _missing_in(fonts)

    @classmethod
    def source(cls, *names: str) -> bytes:
        """Templates behind those of every page, as one: the typesetter's root is the content, not we.

        ``names``: paths below the room.
        """
        below = files("gongkai.downloads")
        parts = (cls.SHEET, "documents/pdf/page.typ", *names)
        return b"\n".join((below / name).read_bytes() for name in parts)

    def layout(self, document: Document, first_level: int = 2, prefix: str = "") -> Layout:
        """What lays out a document's blocks; see there."""
        return Layout(document, self.pictures, first_level, prefix, self.LINE)

    def finished(self, pdf: bytes, language: str) -> bytes:
        """The typesetter's file as it is given out; ``language``: BCP 47."""
        return packed(pdf)

    def record(self, document: Document, blocks: Sequence[Block]) -> Made:
        """A record's file: title, text, and at the end what is known of it. Never raises.

        ``blocks``: those of its text; its own stand before them.
        """
        layout = self.layout(document)
        data = {
            **described(document),
            "issuer": runs_of(document.issued_by),
            "doc_no": runs_of(document.doc_no) if document.doc_no else None,
            "heading": title_of(document.title),
            "sample": document.words.sample if document.sample else "",
            "info": document.words.info,
            "body": layout.laid((*document.own, *blocks)),
            "together": _short(document),
            "facts": [[runs_of(label), said] for label, said in _facts(document)],
        }
        made = self.pressed(self._record, data, document.written_on, layout.faults)
        if made.data or self._missing:
            return made
        # The page leads to the file: better one that says where the text is than an empty one.
        elsewhere = {
            **data,
            "body": [{"k": "p", "r": runs_of(document.words.elsewhere + document.url)}],
        }
        return Made(
            self.pressed(self._record, elsewhere, document.written_on, ()).data, made.faults
        )

    def pressed(
        self, source: bytes, data: dict[str, Any], day: date, faults: Sequence[FileFault]
    ) -> Made:
        """A template filled with data, to the best standard that it meets.

        ``day``: what the file says of when it was made, so that each build says the same.
        """
        if self._missing:
            return Made(b"", (self._missing,))
        filled = data
        said: list[str] = []
        for standards in STANDARDS:
            made = self._compiled(source, filled, standards, day)
            if isinstance(made, str):
                said.append(made)
                filled = with_codes(filled, made)
                made = self._compiled(source, filled, standards, day)
            if isinstance(made, bytes):
                found = faults_of(said, standards, standards is STANDARDS[0])
                return self._given_out(made, data["language"], (*faults, *found))
            said.append(made)
        return Made(b"", _once((*faults, not_made(said))))

    def _given_out(self, pdf: bytes, language: str, faults: Sequence[FileFault]) -> Made:
        try:
            return Made(self.finished(pdf, language), _once(faults))
        except (ValueError, pikepdf.PdfError) as error:
            return Made(b"", _once((*faults, not_made([f"error: {error}"]))))

    def _compiled(
        self, source: bytes, data: dict[str, Any], standards: list[typst.PDFStandard], day: date
    ) -> bytes | str:
        """The file, or what the typesetter says against it."""
        told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        try:
            made = self._compiler.compile(
                source,
                format="pdf",
                sys_inputs={"data": told},
                pdf_standards=standards,
                timestamp=datetime(day.year, day.month, day.day, tzinfo=_BEIJING),
            )
        except typst.TypstError as error:
            return error.diagnostic
        except BaseException as error:  # a panic of the typesetter is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            return f"error: {error}"
        assert isinstance(made, bytes)
        return made

    def _decodes(self, path: str, format: str) -> bool:
        """Whether a picture can be read, by drawing it in one point."""
        try:
            self._compiler.compile(
                b"#set page(width: 1pt, height: 1pt, margin: 0pt)\n"
                b"#image(sys.inputs.path, format: sys.inputs.format, width: 1pt, height: 1pt)",
                format="png",
                ppi=72,
                sys_inputs={"path": path, "format": format},
            )
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            return False
        return True


def described(document: Document) -> dict[str, Any]:
    """What the file's own properties say of it."""
    return {
        "title": printable(document.title),
        "authors": [printable(name) for name in document.issuers],
        "keywords": [printable(word) for word in document.keywords],
        "description": printable(document.summary),
        "date": [document.written_on.year, document.written_on.month, document.written_on.day],
        **spoken(document.language),
    }


def spoken(language: str) -> dict[str, Any]:
    """A BCP 47 tag, whole and in the parts that the typesetter knows; it knows no script."""
    first, *others = language.split("-")
    regions = [part for part in others if len(part) == 2]
    return {"language": language, "lang": first, "region": regions[0] if regions else None}


def _facts(document: Document) -> Iterator[tuple[str, list[Any]]]:
    for label, value in document.facts:
        yield label, runs_of(value, fit=_FACT)
    base = document.url.removesuffix(f"{document.id}.html")
    for number, one in enumerate(document.attached, 1):
        name = document.words.attached
        label = f"{name}{number}" if len(document.attached) > 1 else name
        yield label, linked(one.title, base + quote(one.address), _FACT)
    yield document.words.site, linked(document.url, document.url, _FACT)


def _short(document: Document) -> bool:
    """Whether what is known of it surely fits a page, and so may be kept on one."""
    lines = len(document.facts) + len(document.attached)
    letters = sum(len(value) for _, value in document.facts)
    return lines <= 20 and letters + sum(len(one.title) for one in document.attached) <= 800


def _once(faults: Sequence[FileFault]) -> tuple[FileFault, ...]:
    return tuple(dict.fromkeys(faults))
