"""Mongolian in the old script as DOCX: columns from left to right, letters in a font that joins them."""

from __future__ import annotations

import re
from typing import Final

from gongkai.downloads.documents.mongolian.font import FAMILY
from gongkai.downloads.documents.words import MONGOLIAN

PDF_TO_READ: Final = (
    "蒙古文请以PDF为阅读版：DOCX里写明了从左到右的竖排，"
    "Word照此显示，LibreOffice等软件不认，会显示成横排。"
)
"""For pages, beside the links to the files."""
_LETTERS: Final = re.compile("[\u1800-\u18af]")
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


def joined_letters(text: str, properties: str) -> str:
    """A run's properties, with font and language where it has Mongolian letters."""
    if not _LETTERS.search(text):
        return properties
    style = _STYLE.match(properties)
    at = style.end() if style else 0
    font = "" if "<w:rFonts" in properties else _FONT
    return f"{properties[:at]}{font}{properties[at:]}{_LANGUAGE}"
