"""A document in the old Mongolian script as PDF, in columns from left to right.

Text, tables, contents, tags and standards are those of ``pdf``; the sheet is another, and the finished
file is turned.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import typst

from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.mongolian.font import no_mongolian_font
from gongkai.downloads.documents.mongolian.turned import turned
from gongkai.downloads.documents.pdf.press import PdfPress


class MongolianPress(PdfPress):
    """Makes PDF files of Mongolian documents; one for each process, as every press."""

    SHEET: ClassVar = "documents/mongolian/sheet.typ"
    LINE: ClassVar = 225 / 25.4 * 72

    @classmethod
    def missing(cls, folder: Path, fonts: typst.Fonts) -> FileFault | None:
        """The Mongolian font, and those of Chinese that stands among it."""
        return super().missing(folder, fonts) or no_mongolian_font(folder)

    def finished(self, pdf: bytes, language: str) -> bytes:
        """Turned, as its columns run."""
        return turned(pdf, language)
