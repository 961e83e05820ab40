"""What of a record can be searched besides its text: the words of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from gongkai.model import KINDS, GazetteIssue, Library, Record


def kind_text(library: Library, record: Record) -> str:
    """What the kind adds in its own keys: a question, materials, steps, titles of an issue."""
    own = [getattr(record, name) for name in _own_keys(record.KIND)]
    words = [word for value in own for word in _words(value)]
    if isinstance(record, GazetteIssue):
        words += (printed.title for printed in library.printed(record))
    return "\n".join(dict.fromkeys(words))


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
