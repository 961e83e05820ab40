"""Where an author has left a level of headings out (ISO 14289-1, 7.4.2; WCAG 1.3.1).

Page and files close the gap: what follows is told by their own levels no more. So it is told here,
in the signs and at the line that the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.body.structure import Skip

SKIPPED_LEVEL: Final = "GK408"

_WRITTEN: Final = re.compile(r"[ \t\u3000>]*(#{1,6})[ \t]+(.*)|.*?<h([1-6])\b(.*)", re.IGNORECASE)
_MARKS: Final = re.compile(r"<[^>]*>|[*_`~\\]")
_COMPARED: Final = 12
"""Letters that tell one heading from the next."""
_LOWEST: Final = 6


def skipped_levels(source: str, skips: Iterable[Skip]) -> Iterator[tuple[int, str, str, str]]:
    """Line (1-based, in the body), code, message and cure of each."""
    written = _headings(source)
    at = 0
    for skip in skips:
        place = _place(written[at:], skip)
        line, signs = written[at + place][:2] if written else (1, "")
        at += place + 1 if place + 1 < len(written[at:]) else 0
        cure = f"请改成“<h{skip.above + 1}>”" if signs == "<" else f"请改成“{'#' * skip.above}”开头"
        message = f"标题“{skip.text[:30]}”比它上面的标题低了不止一级，中间跳了级"
        yield line, SKIPPED_LEVEL, message, f"{cure}，或补上中间一级的标题"


def _headings(source: str) -> list[tuple[int, str, int, str]]:
    """Every line that may be a heading: its number, its sign, its level on the page, its text."""
    found = []
    lines = source.split("\n")
    fences = [n for n, line in enumerate(lines, 1) if line.strip(" \t>").startswith("```")]
    closed = {n for pair in zip(fences[::2], fences[1::2], strict=False) for n in pair}
    fenced = False
    for number, line in enumerate(lines, 1):
        fenced ^= number in closed
        if not fenced and ("#" in line or "<" in line) and (written := _WRITTEN.match(line)):
            signs, text, level, rest = written.groups()
            if signs:  # one level down: the page's own title is the h1
                found.append((number, "#", min(len(signs) + 1, _LOWEST), _bare(text)))
            else:
                found.append((number, "<", int(level), _bare(f"<h{rest}")))
    return found


def _place(written: list[tuple[int, str, int, str]], skip: Skip) -> int:
    """Of the line that a skipped heading stands in; a text may hold more than the page shows."""
    wanted = _bare(skip.text)
    same = [n for n, (_, _, level, _) in enumerate(written) if level == skip.level]
    named = (n for n in same if wanted and written[n][3].startswith(wanted))
    return next(named, same[0] if same else 0)


def _bare(text: str) -> str:
    return _MARKS.sub("", text).strip()[:_COMPARED]
