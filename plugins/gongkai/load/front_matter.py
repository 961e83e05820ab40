"""The front matter between two ``---`` lines, and the body after it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.load import rules
from gongkai.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Split:
    """``meta`` starts on line 2 of the file; ``body`` starts after ``body_offset`` lines."""

    meta: str
    body: str
    body_offset: int


def split(text: str, file: str) -> Split | Diagnostic:
    """Cut a source in two, or say why it cannot be cut."""
    first = text.split("\n", 1)[0].rstrip()
    if first != "---":
        return rules.NO_FRONT_MATTER.at(
            file,
            1,
            "文件第一行不是“---”，没有元数据区",
            "第一行写“---”，接着写title等各项，再以“---”结束",
        )
    start = len(text.split("\n", 1)[0]) + 1
    at = start
    while True:
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        if line.rstrip() == "---":
            meta = text[start:at]
            return Split(meta, "" if end < 0 else text[end + 1 :], meta.count("\n") + 2)
        if end < 0:
            return rules.NOT_CLOSED.at(file, 1, "元数据区没有结束", "在最后一项的下一行写“---”")
        at = end + 1
