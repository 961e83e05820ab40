"""The commonest front matter, read without a YAML parser.

Nearly every record is flat: ``key: value`` lines and short ``[a, b]`` lists, unquoted. Reading those
takes a tenth of what libyaml needs, which is the dearest step of a cold build. Anything else is
refused, and libyaml reads it; a property test holds the two together.
"""

from __future__ import annotations

from typing import Any, Final

from gongkai.load.nodes import NULLS

_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""Characters that a plain scalar may not begin with (YAML 1.2 §7.3.3); here none of ``-?:`` either."""
_FLOW: Final = frozenset(":#&*!|>'\"%@`{}[]?\\")
"""Characters that keep a flow list from being a plain one."""


def read_plain(text: str) -> dict[str, Any] | None:
    """The value of a flat front matter, or None when only a YAML parser can tell."""
    values: dict[str, Any] = {}
    for line in text.split("\n"):
        if not line:
            continue
        key, colon, value = line.partition(": ")
        if not colon:
            if line[-1] != ":":
                return None
            key = line[:-1]
        if key in values or not key.isidentifier() or not key.isascii():
            return None
        value = value.strip(" ")
        if value in NULLS:
            values[key] = None
        elif value[0] == "[":
            items = _flow_list(value)
            if items is None:
                return None
            values[key] = items
        elif _is_plain(value):
            values[key] = value
        else:
            return None
    return values or None


def _is_plain(value: str) -> bool:
    return (
        value[0] not in _INDICATORS
        and value[-1] != ":"
        and ": " not in value
        and " #" not in value
        and value.isprintable()
    )


def _flow_list(value: str) -> list[str | None] | None:
    inner = value[1:-1]
    if value[-1] != "]" or not _FLOW.isdisjoint(inner) or not inner.isprintable():
        return None
    if not inner.strip(" "):
        return []
    items = [item.strip(" ") for item in inner.split(",")]
    if not all(item and item[0].isalnum() for item in items):
        return None
    return [None if item in NULLS else item for item in items]
