"""Whether the index on disk is that of the library as it is.

Apart from the index itself, whose libraries take longer to import than this takes to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gongkai.cache import Cache

BASE: Final = "search base"
"""Name of the note that says what the remembered index depends on besides its records."""


def base_of(base: bytes, stick: bool) -> str:
    """The note: what the program and the catalogue give, and which kind of index it is."""
    return f"{base.hex()}:{stick}"


def stands(cache: Cache, base: str, stamps: Mapping[str, bytes]) -> bool:
    """Whether the remembered index is that of these very records."""
    if not cache.note("search") or cache.note(BASE) != base:
        return False
    held = cache.indexed()
    return held.keys() == stamps.keys() and all(held[id].stamp == stamps[id] for id in held)
