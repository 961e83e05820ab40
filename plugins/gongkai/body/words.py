"""The words of a body: what a reader reads of it, and whether two texts say the same."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import Final

from gongkai.body.plain import plain_html
from gongkai.body.render import bare_html

_BLOCK: Final = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|div|table|tr|td|th|caption|blockquote|pre|hr|br|dl|dt|dd|section|figure)\b[^>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^>]*>")
_GAPS: Final = re.compile(r"\s*\n\s*")
_SPACE: Final = re.compile(r"\s+")


def words_of(source: str) -> str:
    """A body's words, a line a paragraph, as a reader sees them."""
    if plain_html(source) is not None:
        return _GAPS.sub("\n", source).strip()
    html = bare_html(source)
    return _GAPS.sub("\n", unescape(_TAG.sub("", _BLOCK.sub("\n", html)))).strip()


def text_digest(source: str) -> str:
    """SHA-256 of a body's letters, in hexadecimal digits.

    White space does not count: every outlet sets it in its own way.
    """
    return hashlib.sha256(_SPACE.sub("", words_of(source)).encode("utf-8", "replace")).hexdigest()
