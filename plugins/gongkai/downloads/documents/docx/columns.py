"""Mongolian in the old script as DOCX: columns from left to right, letters in a font that joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.mongolian.font import FAMILY
from gongkai.downloads.documents.words import MONGOLIAN

PDF_TO_READ: Final = (
    "蒙古文请以PDF为阅读版：DOCX里写明了从左到右的竖排，"
    "Word照此显示，LibreOffice等软件不认，会显示成横排。"
)
"""For pages, beside the links to the files."""
_LETTERS: Final = re.compile(
    "[\u1800-\u18af\U00011660-\U0001167f][ \u1800-\u18af\U00011660-\U0001167f\u200c\u200d\u202f]*"
)
"""Mongolian words with the spaces between them; digits and Latin keep the template's font."""
_DIRECTION: Final = '<w:textDirection w:val="tbLrV"/>'
_WRITTEN: Final = re.compile(r"<w:textDirection\b[^>]*/>")
_BEHIND: Final = re.compile(r"<w:(?:bidi|rtlGutter|docGrid|printerSettings)\b|</w:sectPr>")
"""What stands behind the direction in a section (ECMA-376-1, 17.6.17)."""
_FONT: Final = f'<w:rFonts w:ascii="{FAMILY}" w:hAnsi="{FAMILY}" w:cs="{FAMILY}"/>'
_LANGUAGE: Final = f'<w:lang w:val="{MONGOLIAN}" w:bidi="{MONGOLIAN}"/>'
_STYLE: Final = re.compile(r"(?:<w:rStyle\b[^>]*/>)?")


def in_columns(section: str) -> str:
    """A section's properties with the direction of its text (ECMA-376-4, 14.11.7: tbLrV)."""
    section = _WRITTEN.sub("", section)
    return _BEHIND.sub(lambda found: _DIRECTION + found[0], section, count=1)


def by_script(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts; true for those in Mongolian letters. An empty text is one part."""
    at = 0
    for found in _LETTERS.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text) or not text:
        yield text[at:], False


def joined_letters(properties: str) -> str:
    """The properties of a run in Mongolian letters: with their font and language."""
    style = _STYLE.match(properties)
    at = style.end() if style else 0
    font = "" if "<w:rFonts" in properties else _FONT
    return f"{properties[:at]}{font}{properties[at:]}{_LANGUAGE}"
