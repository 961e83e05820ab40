"""The front matter between two ``---`` lines, and the body after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.load import rules
from gongkai.model import Diagnostic

_OPENING: Final = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSING: Final = re.compile(r"\n---[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Split:
    """``meta`` starts on line 2 of the file; ``body`` starts after ``body_offset`` lines."""

    meta: str
    body: str
    body_offset: int


def split(text: str, file: str) -> Split | Diagnostic:
    """Cut a source in two, or say why it cannot be cut."""
    opening = _OPENING.match(text)
    if opening is None:
        message = "文件第一行不是“---”，没有元数据区"
        cure = "第一行写“---”，接着写title等各项，再以“---”结束"
        return rules.NO_FRONT_MATTER.at(file, 1, message, cure)
    start = opening.end()
    closing = _CLOSING.search(text, start - 1)
    if closing is None:
        return rules.NOT_CLOSED.at(file, 1, "元数据区没有结束", "在最后一项的下一行写“---”")
    meta = text[start : closing.start() + 1]
    return Split(meta, text[closing.end() :], meta.count("\n") + 2)
