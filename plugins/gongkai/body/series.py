"""Lines known by the lines around them: articles that run on in order, a printed list of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.body.heads import ENDS, HEAD_LIMIT
from gongkai.body.lines import Line
from gongkai.body.numbers import Article, article

_CONTENTS: Final = re.compile(r"目\s*[录次]")
_GAP: Final = 3
"""Numbers that may be missing in a run of articles."""


def articles_of(lines: Sequence[Line]) -> dict[int, Article]:
    """Place → article, for every line that is one.

    A number with a blank behind it is an article's. Where a text prints none (第五条各级…), it is if
    the numbers run on in order; 第五条规定的… at the start of a sentence does not.
    """
    found = {
        place: number
        for place, line in enumerate(lines)
        if line.text.startswith("第") and (number := article(line.text)) is not None
    }
    return dict(_in_order(found)) if found else {}


def _in_order(found: dict[int, Article]) -> Iterator[tuple[int, Article]]:
    spaced = {(a.number, a.part) for a in found.values() if a.spaced}
    tight = {a.number for a in found.values() if not a.spaced}
    last = (0, 0)
    for place, number in found.items():
        key = (number.number, number.part)
        begins = key == (1, 0) and 2 in tight
        runs_on = last < key and 0 <= number.number - last[0] <= _GAP and last != (0, 0)
        if number.spaced or (key not in spaced and (begins or runs_on)):
            last = key
            yield place, number


def contents_list(lines: Sequence[Line]) -> set[int]:
    """Places of the lines in a printed list of contents: they head nothing."""
    for place, line in enumerate(lines):
        if line.text[:1] == "目" and not line.level and _CONTENTS.fullmatch(line.text):
            return _list_after(lines, place + 1)
    return set()


def _list_after(lines: Sequence[Line], start: int) -> set[int]:
    """The lines up to where the first of them comes again."""
    first = _without_page(lines[start].text) if start < len(lines) else ""
    for place in range(start + 1, len(lines)):
        text = lines[place].text
        if _without_page(text) == first:
            return set(range(start, place))
        if len(text) > HEAD_LIMIT or text[-1:] in ENDS:
            break
    return set()


def _without_page(text: str) -> str:
    return "".join(text.split()).rstrip(".．…·—-0123456789")
