"""Signs that turn the direction in which a text is read, and are not seen.

UAX #9 (Unicode Bidirectional Algorithm), 2: the property Bidi_Control. Office programs leave them in
what is pasted; whoever means harm makes ``fdp.exe`` look like ``exe.pdf`` with one. Text without them
is ordered by its letters alone, Arabic and Hebrew too.
"""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Ranges for a class of a regular expression."""
TURNS: Final = re.compile(f"[{SIGNS}]")


def neutral(text: str) -> str:
    """The text without them."""
    return text if text.isascii() else TURNS.sub("", text)
