"""Texts without any markup, which most official texts are: HTML without a Markdown engine.

A property test holds the result to the engine's, byte for byte.
"""

from __future__ import annotations

from typing import Final

_MARKUP: Final = "*_<`[&\\|#"
"""Letters that may be markup anywhere in a text."""
_OPENINGS: Final = frozenset("->")
"""Letters that may begin a rule, a list or a quote."""
_UNSEEN: Final = "\r\0\ufeff\u200b\u200c\u200d"
"""Letters that are folded or dropped on the long way."""


def plain_html(source: str) -> str | None:
    """A paragraph a line, or None when the text needs an engine."""
    for letter in _MARKUP:
        if letter in source:
            return None
    for letter in _UNSEEN:
        if letter in source:
            return None
    if "/" in source and "://" in source:
        return None
    try:
        source.encode()  # half a character (a lone surrogate) takes the long way too
    except UnicodeEncodeError:
        return None
    lines = [line for line in map(str.strip, source.split("\n")) if line]
    for line in lines:
        if line[0] in _OPENINGS:
            return None
    if not lines:
        return ""
    text = "</p>\n<p>".join(lines)
    if '"' in text or text.count(">") != 2 * (len(lines) - 1):
        quoted = (line.replace('"', "&quot;").replace(">", "&gt;") for line in lines)
        text = "</p>\n<p>".join(quoted)
    return f"<p>{text}</p>\n"
