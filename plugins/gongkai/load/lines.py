"""Where in a source a key stands: found again when a check wants to name its line."""

from __future__ import annotations

from pathlib import Path

from gongkai.load import front_matter
from gongkai.load.kinds import kind_of, written_as
from gongkai.load.nodes import read_yaml
from gongkai.load.text import decode, read_bytes
from gongkai.model import Diagnostic


def locate(root: Path, path: str, key: tuple[str | int, ...]) -> int:
    """The line of a key in a source; ``key`` by the model's names."""
    kind = kind_of(path)
    raw = read_bytes(root, path)
    text = None if isinstance(raw, Diagnostic) else decode(raw, path)[0]
    parts = front_matter.split(text, path) if text is not None else None
    if not isinstance(parts, front_matter.Split):
        return 1
    named = (written_as(kind).get(str(key[0]), key[0]), *key[1:]) if key else ()
    return read_yaml(parts.meta, path, offset=1).line_of(named)
