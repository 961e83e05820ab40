"""Mongolian documents of words that offices use, to time their files: the corpus has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Final

from gongkai.downloads.documents.blocks import Block, Paragraph, Run
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import MONGOLIAN

LETTERS: Final = 7_500
"""Of a document: some nine pages."""
DOCUMENTS: Final = 20
_WORDS: Final = (
    "ᠵᠠᠰᠠᠭ᠎ᠤᠨ ᠣᠷᠳᠣᠨ᠎ᠤ ᠮᠡᠳᠡᠭᠡ ᠵᠠᠩᠭᠢ᠎ᠶᠢ ᠢᠯᠡ ᠨᠡᠶᠢᠲᠡᠯᠡᠬᠦ ᠲᠤᠰ ᠪᠢᠴᠢᠭ ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ᠎ᠢ ᠨᠡᠶᠢᠲᠡᠯᠡᠨ᠎ᠡ ᠬᠠᠤᠯᠢ ᠴᠠᠭᠠᠵᠠ ᠳᠦᠷᠢᠮ "
    "ᠠᠷᠭ᠎ᠠ ᠵᠢᠷᠤᠮ ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠨᠠᠷᠢᠨ ᠲᠥᠰᠦᠯ ᠲᠥᠯᠥᠪᠯᠡᠭᠡ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠢᠯᠡᠳᠭᠡᠯ ᠠᠵᠢᠯ᠎ᠤᠨ ᠵᠢᠯ᠎ᠦᠨ ᠲᠠᠶᠢᠯᠤᠮᠵᠢ ᠲᠥᠷᠥ᠎ᠶᠢᠨ ᠪᠣᠳᠣᠯᠭ᠎ᠠ "
    "ᠬᠣᠲᠠ᠎ᠶᠢᠨ ᠠᠷᠠᠳ᠎ᠤᠨ ᠠᠯᠪᠠᠨ ᠲᠢᠩᠬᠢᠮ ᠥᠪᠡᠷᠲᠡᠭᠡᠨ ᠵᠠᠰᠠᠬᠤ ᠣᠷᠣᠨ ᠥᠪᠥᠷ ᠮᠣᠩᠭᠣᠯ 2020 ᠬᠦᠴᠦᠨ ᠲᠡᠢ ᠳ᠋ᠤᠭᠠᠷ"
).split()


def mongolian_texts(seed: int) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """Documents of ``LETTERS`` letters, no paragraph of which recurs."""
    random = Random(seed)
    for number in range(DOCUMENTS):
        blocks: list[Block] = []
        letters = 0
        while letters < LETTERS:
            text = " ".join(random.choices(_WORDS, k=random.randint(10, 80))) + "᠃"
            blocks.append(Paragraph((Run(text),)))
            letters += len(text)
        title = " ".join(random.choices(_WORDS, k=8))
        yield _document(number, title), tuple(blocks)


def _document(number: int, title: str) -> Document:
    return Document(
        id=f"mn/policy/2020/{number}",
        kind="policy",
        title=title,
        issuers=(_WORDS[0],),
        doc_no=f"〔2020〕 {number} ᠳ᠋ᠤᠭᠠᠷ",
        index_no=f"1/2020-{number}",
        written_on=date(2020, 5, 1),
        published_at=datetime(2020, 5, 2, 9),
        summary=title,
        keywords=(),
        facts=((_WORDS[2], f"1/2020-{number}"),),
        own=(),
        attached=(),
        sample=False,
        archived=False,
        url=f"https://www.example.gov.cn/mn/policy/2020/{number}.html",
        site=_WORDS[0],
        language=MONGOLIAN,
    )
