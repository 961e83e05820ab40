"""Text for XML: whatever was written is text, never markup.

XML 1.0, 2.2 *Characters*: most control characters and the halves of surrogate pairs may not stand in
a document even as references; they are left out.
"""

from __future__ import annotations

import re
from typing import Final

ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL: Final = re.compile('[&<>"]')
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def legal(text: str) -> str:
    """Without the characters that XML forbids."""
    return text if text.isascii() and text.isprintable() else ILLEGAL.sub("", text)


def xml_text(text: str) -> str:
    """For an element's content, or an attribute's value in double quotes."""
    text = legal(text)
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text) if _SPECIAL.search(text) else text


def xml_value(text: str) -> str:
    """For an attribute's value that keeps no line breaks (XML 1.0, 3.3.3)."""
    return xml_text(" ".join(text.split()))
