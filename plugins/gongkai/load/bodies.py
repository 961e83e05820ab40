"""The body of a record's source, read again when it is needed: memory holds no texts."""

from __future__ import annotations

from pathlib import Path

from gongkai.load.front_matter import Split, split
from gongkai.load.text import decode, read_bytes


def body_source(content: Path, path: str) -> str:
    """What stands after the front matter of a source that was loaded without faults.

    Raises FileNotFoundError where the file has changed since.
    """
    raw = read_bytes(content, path)
    text = decode(raw, path)[0] if isinstance(raw, bytes) else None
    parts = split(text, path) if text is not None else None
    if not isinstance(parts, Split):
        raise FileNotFoundError(f"{path} changed while it was being read")
    return parts.body
