"""An issue's own text (卷首语, 编者按) as the part that stands before its articles."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.downloads.documents.blocks import Block, Paragraph
from gongkai.downloads.documents.words import CHINESE, Words


class Foreword(NamedTuple):
    """What stands before the articles."""

    title: str
    blocks: tuple[Block, ...]


def foreword(blocks: tuple[Block, ...], words: Words = CHINESE) -> Foreword | None:
    """None where the issue has no text of its own.

    A heading that stands before everything and is the only one of its level names the whole text.
    """
    if not blocks:
        return None
    first, *rest = blocks
    if isinstance(first, Paragraph) and first.level and first.text.strip() and rest:
        headings = (one.level for one in rest if isinstance(one, Paragraph) and one.level)
        if all(level > first.level for level in headings):
            return Foreword(first.text.strip(), tuple(rest))
    return Foreword(words.foreword, blocks)
