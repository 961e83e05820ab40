"""How a file on disk is told from another: its bytes and their SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple


class Weight(NamedTuple):
    """What a reader can check a downloaded file by."""

    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


def weighed(path: Path) -> Weight | None:
    """The weight of a file, which is read a piece at a time; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Weight(file.tell(), digest)
    except OSError:
        return None
