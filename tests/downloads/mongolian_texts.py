"""Short Mongolian texts, of words that offices use; documents to make of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gongkai.downloads.documents.blocks import Cell, Paragraph, Run, Table
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import CHINESE, MONGOLIAN, Words
from printed import document

GOVERNMENT = "ᠬᠣᠲᠠ᠎ᠶᠢᠨ ᠠᠷᠠᠳ᠎ᠤᠨ ᠵᠠᠰᠠᠭ᠎ᠤᠨ ᠣᠷᠳᠣᠨ"
NOTICE = "ᠮᠡᠳᠡᠭᠳᠡᠯ"
RULES = "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠨᠠᠷᠢᠨ ᠳᠦᠷᠢᠮ"
NUMBER = "ᠪᠢᠴᠢᠭ᠎ᠦᠨ ᠳ᠋ᠤᠭᠠᠷ"
CONTENTS = "ᠭᠠᠷᠴᠠᠭ"
DISCLOSURE = "ᠵᠠᠰᠠᠭ᠎ᠤᠨ ᠣᠷᠳᠣᠨ᠎ᠤ ᠮᠡᠳᠡᠭᠡ ᠵᠠᠩᠭᠢ᠎ᠶᠢ ᠢᠯᠡ ᠨᠡᠶᠢᠲᠡᠯᠡᠬᠦ"
RELEASED = "ᠲᠤᠰ ᠪᠢᠴᠢᠭ ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ᠎ᠢ ᠢᠯᠡ ᠨᠡᠶᠢᠲᠡᠯᠡᠨ᠎ᠡ᠃"
TERMS = {
    "附件": "ᠳᠠᠭᠠᠯᠳᠤᠭᠤᠯᠤᠯ",
    "目录": CONTENTS,
    "其他": "ᠪᠤᠰᠤᠳ",
    "索引号": NUMBER,
    "：": "᠄ ",
    "{year}年第{number}期（总第{total}期）": "{year} ᠣᠨ᠎ᠤ {number} ᠳ᠋ᠤᠭᠠᠷ（{total}）",
    "{y}年{m}月{d}日": "{y} ᠣᠨ᠎ᠤ {m} ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ {d}᠎ᠤ ᠡᠳᠦᠷ",
}
WORDS: Words = CHINESE.translated(TERMS)


def line(text: str, **parts: Any) -> Paragraph:
    return Paragraph((Run(text),), **parts)


def table(rows: Iterable[Iterable[str]], head: int = 1) -> Table:
    return Table(tuple(tuple(Cell((line(text),)) for text in row) for row in rows), head)


def mongolian(**changes: Any) -> Document:
    """A policy's facts."""
    facts: dict[str, Any] = {
        "id": "mn/policy/2020/a",
        "title": f"{DISCLOSURE} {NOTICE}",
        "issuers": (GOVERNMENT,),
        "doc_no": "〔2020〕 1 ᠳ᠋ᠤᠭᠠᠷ",
        "language": MONGOLIAN,
        "words": WORDS,
        "facts": ((NUMBER, "1/2020-1"),),
    }
    return replace(document(), **facts | changes)
