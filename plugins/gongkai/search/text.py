"""What of a record can be searched: its text without markup, and the words of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from html import unescape
from typing import Any, Final

from gongkai.body import bare_html
from gongkai.body.plain import plain_html
from gongkai.model import KINDS, Record

_BLOCK: Final = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|div|table|tr|td|th|caption|blockquote|pre|hr|br|dl|dt|dd|section|figure)\b[^>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^>]*>")
_GAPS: Final = re.compile(r"\s*\n\s*")


def searchable_text(source: str) -> str:
    """A body's words, a line a paragraph, as a reader sees them."""
    if plain_html(source) is not None:
        return _GAPS.sub("\n", source).strip()
    html = bare_html(source)
    return _GAPS.sub("\n", unescape(_TAG.sub("", _BLOCK.sub("\n", html)))).strip()


def kind_text(record: Record) -> str:
    """What the kind adds in its own keys: a question, materials, steps, titles of an issue."""
    own = (getattr(record, name) for name in _own_keys(record.KIND))
    return "\n".join(dict.fromkeys(word for value in own for word in _words(value)))


@cache
def _own_keys(kind: str) -> tuple[str, ...]:
    common = {field.name for field in fields(Record)}
    return tuple(
        field.name
        for field in fields(KINDS[kind])
        if field.name not in common and field.name not in _REFERENCES
    )


_REFERENCES: Final = frozenset(
    {"organ", "file", "pdf", "record", "pinned", "gather", "disclosures"}
)
"""Keys that name something else instead of saying something."""


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _REFERENCES:
                yield from _words(getattr(value, field.name))
