"""Text for XML: whatever was written is text, never markup.

XML 1.0, 2.2 *Characters*: most control characters and the halves of surrogate pairs may not stand in
a document even as references; they are left out, and so are the signs that turn a text's direction.
"""

from __future__ import annotations

import re
from typing import Final

from gongkai.text.direction import SIGNS

ILLEGAL: Final = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{SIGNS}]")
_SPECIAL: Final = re.compile('[&<>"]')
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def legal(text: str) -> str:
    """Without the characters that XML forbids and those that turn the direction."""
    return text if text.isascii() and text.isprintable() else ILLEGAL.sub("", text)


def xml_text(text: str) -> str:
    """For an element's content, or an attribute's value in double quotes."""
    text = legal(text)
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text) if _SPECIAL.search(text) else text


def xml_value(text: str) -> str:
    """For an attribute's value that keeps no line breaks (XML 1.0, 3.3.3)."""
    return xml_text(" ".join(text.split()))
