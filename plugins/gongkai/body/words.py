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


def words_of(source: str) -> str:
    """A body's words, a line a paragraph, as a reader sees them."""
    if plain_html(source) is not None:
        return _GAPS.sub("\n", source).strip()
    html = bare_html(source)
    return _GAPS.sub("\n", unescape(_TAG.sub("", _BLOCK.sub("\n", html)))).strip()


def text_digest(source: str) -> str:
    """The digest of a body's words; see ``words_digest``."""
    # What is seen of a text without markup differs from it in white space alone.
    return words_digest(source if plain_html(source) is not None else words_of(source))


def words_digest(words: str) -> str:
    """SHA-256 of words in UTF-8, in hexadecimal digits.

    White space does not count: every outlet sets it in its own way. So anybody can recompute it,
    from the text of a record's JSON, from its page, from what was copied into another window.
    """
    return hashlib.sha256("".join(words.split()).encode("utf-8", "replace")).hexdigest()
