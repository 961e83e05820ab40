"""The known word an editor probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The closest known word, or None when none is close (``likeness`` in 0–1)."""
    folded = {word.lower(): word for word in known}
    close = get_close_matches(written.lower(), list(folded), 1, likeness)
    return folded[close[0]] if close else None
