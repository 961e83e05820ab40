"""Where the lines of a signature stand.

GB/T 9704-2012, 7.3.5.2: the organ's name ends two characters before the right edge; the date stands on
the next line and begins two characters behind the name's beginning; a date that would then come
closer to the edge than two characters moves the name instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final

from gongkai.downloads.documents.blocks import Block, Paragraph
from gongkai.downloads.documents.lines import width

EDGE: Final = 2.0
"""Characters between a line's end and the right edge."""
_BEHIND: Final = 2.0
_NUMERAL: Final = r"[\s0-9〇○零一二三四五六七八九十]"
_DATE: Final = re.compile(f"{_NUMERAL}{{4,8}}年{_NUMERAL}{{1,6}}月{_NUMERAL}{{1,6}}日\\s*")
_WIDEST: Final = 24.0
"""Characters: a longer line has no room to be moved."""


def is_signature(block: Block) -> bool:
    """Whether it is a line of a signature."""
    return isinstance(block, Paragraph) and block.role == "sign" and not block.level


def signature_at(blocks: Sequence[Block], place: int) -> list[Paragraph]:
    """The lines of the signature that begins at a place."""
    lines = takewhile(is_signature, islice(blocks, place, None))
    return [line for line in lines if isinstance(line, Paragraph)]


def right_indents(lines: Sequence[Paragraph]) -> list[float]:
    """Of each line of a signature, in characters."""
    indents = [EDGE] * len(lines)
    if len(lines) == 2 and _DATE.fullmatch(lines[1].text):
        name, day = width(lines[0].text), width(lines[1].text)
        if max(name, day) <= _WIDEST:
            free = name - day - _BEHIND  # between the two lines' ends
            indents = [EDGE, EDGE + free] if free >= 0 else [EDGE - free, EDGE]
    return indents
