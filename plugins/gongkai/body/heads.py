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


def run_in_heads(lines: Sequence[Line]) -> dict[int, str]:
    """Place → head, for the paragraphs that begin with one.

    Of （一）…（七） under one 一、 all have heads or none has: most of them decide. A short sentence that
    begins one of the others is none.
    """
    heads = {
        place: head
        for place, line in enumerate(lines)
        if 0 < line.number < 3 and not line.level and (head := run_in_head(line.text))
    }
    if heads:
        for series in _series(lines):
            has = sum(place in heads or is_head(lines[place].text) for place in series)
            if has * 2 < len(series):
                for place in series:
                    heads.pop(place, None)
    return heads


def _series(lines: Sequence[Line]) -> list[list[int]]:
    """Runs of 一、 and of （一）, each ended by a part of a higher order."""
    ended: list[list[int]] = []
    first: list[int] = []
    second: list[int] = []
    for place, line in enumerate(lines):
        begins_part = line.kind or line.level or (line.text[:1] == "第" and division(line.text))
        if begins_part:
            ended += (first, second)
            first, second = [], []
        elif line.number == 1:
            ended.append(second)
            second = []
            first.append(place)
        elif line.number == 2:
            second.append(place)
    return [*ended, first, second]
