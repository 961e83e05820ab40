"""How our downloads write JSON: UTF-8, letters as they are, a line end at the end.

Half a surrogate pair, which no UTF-8 has, becomes a question mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def json_bytes(value: Any) -> bytes:
    """A value, without white space."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "replace")


def json_list(values: Iterable[Any]) -> Iterator[bytes]:
    """A list, one value a line, in pieces: it may be longer than memory should hold."""
    opening = "["
    for value in values:
        yield f"{opening}\n{json.dumps(value, ensure_ascii=False)}".encode("utf-8", "replace")
        opening = ","
    yield b"\n]\n" if opening == "," else b"[]\n"
