"""The body of a record's source, read again when it is needed: memory holds no texts."""

from __future__ import annotations

from pathlib import Path

from gongkai.load.front_matter import Split, split
from gongkai.load.text import decode, read_bytes
from gongkai.model.counterpart import MONGOLIAN
from gongkai.text.mongolian import stored


def body_source(content: Path, path: str) -> str:
    """What stands after the front matter of a source that was loaded without faults.

    In a Mongolian one, a narrow space before a letter becomes the vowel separator: U+202F is white
    space to Markdown and browsers, which would part an ending from its word (GB/T 25914-2023).

    Raises FileNotFoundError where the file has changed since.
    """
    raw = read_bytes(content, path)
    text = decode(raw, path)[0] if isinstance(raw, bytes) else None
    parts = split(text, path) if text is not None else None
    if not isinstance(parts, Split):
        raise FileNotFoundError(f"{path} changed while it was being read")
    return stored(parts.body) if path.startswith(MONGOLIAN) else parts.body
