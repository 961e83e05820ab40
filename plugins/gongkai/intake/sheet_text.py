"""The letters of a cell: Excel's escapes decoded, invisible characters taken away."""

from __future__ import annotations

import re
from typing import Final

from gongkai.text.direction import SIGNS

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROLS: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{SIGNS}"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Controls, line separators that only some programs know, and what turns the direction of a text."""
_NOTHING: Final = re.compile("[\u200b\u2060\ufeff]")
"""Without width and without meaning in Chinese."""


def decode_escapes(text: str) -> str:
    """``_x000A_`` is a line feed, ``_x005F_`` the underscore of an escape (ECMA-376 §22.9.2.19)."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Halves of one character stand side by side.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def clean(text: str) -> tuple[str, int]:
    """The text with ``\\n`` as its line ends, and the first control character that was taken out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _NOTHING.sub("", text)
    found = _CONTROLS.search(text)
    return (_CONTROLS.sub("", text), ord(found[0])) if found else (text, 0)
