"""What may head a part of the text: a short line of its own, or a paragraph's first words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gongkai.body.lines import Line
from gongkai.body.numbers import division, is_bare

HEAD_LIMIT: Final = 40
"""Characters of a head: longer ones are sentences."""
ENDS: Final = "。；;：:，,、！？!?."
"""Signs that end a sentence or an item, never a head."""
_JOINS: Final = re.compile("[：:；;]")
_SENTENCE: Final = re.compile(
    "[：:；;]|、 *(?:本|以上|上述|自[0-9])|起(?:施行|执行|实施)|[是系]指|应当|不得|的[，,]"
)
"""What a head does not say: it rules, defines or dates nothing."""


def is_short(text: str) -> bool:
    """Whether a line stands alone as a head does."""
    return len(text) <= HEAD_LIMIT and text[-1] not in ENDS and "。" not in text


def is_head(text: str) -> bool:
    """Whether a line with 一、 or （一） is a head: it says something, and is no label's value."""
    return is_short(text) and not _JOINS.search(text) and not is_bare(text)


def run_in_head(text: str) -> str:
    """The head that a paragraph begins with; empty where there is none."""
    end = text.find("。", 0, HEAD_LIMIT) + 1
    if not end:
        return ""
    head = text[:end]
    whole = head.count("“") == head.count("”")
    goes_on = text[end:].strip(" ”’）)") != ""
    return head if goes_on and whole and not _SENTENCE.search(head) else ""


def headless(lines: Sequence[Line]) -> set[int]:
    """Places of the lines that begin with a short sentence, but among items that have no heads.

    Of （一）…（七） under one 一、 all have heads or none has: most of them decide.
    """
    items: set[int] = set()
    series: dict[int, list[int]] = {1: [], 2: []}
    for place, line in enumerate(lines):
        begins_part = bool(line.kind or line.level or division(line.text))
        number = 0 if begins_part else line.number
        if not (begins_part or number):
            continue
        for inner in (1, 2) if begins_part else (2,) if number == 1 else ():
            items.update(_without_heads(lines, series[inner]))
            series[inner] = []
        if number in series:
            series[number].append(place)
    return items.union(*(_without_heads(lines, left) for left in series.values()))


def _without_heads(lines: Sequence[Line], series: list[int]) -> list[int]:
    texts = [lines[place].text for place in series]
    run_in = [run_in_head(text) != "" for text in texts]
    if not any(run_in):
        return []  # most series: nothing that could be taken for a head
    heads = sum(has or is_head(text) for has, text in zip(run_in, texts, strict=True))
    return series if heads * 2 < len(series) else []
