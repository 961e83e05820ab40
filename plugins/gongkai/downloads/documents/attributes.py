"""What an HTML attribute says, whatever was written."""

from __future__ import annotations

from typing import Literal


def number_of(written: str | None, default: int, most: int) -> int:
    """A whole number from 1 to ``most``; the default for anything else."""
    text = (written or "").strip()
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return min(most, int(text)) or default if fits else default


def alignment_of(written: str) -> Literal["", "center", "right"]:
    """Where a line stands; empty for the left, or what is no such word."""
    match written.lower():
        case "center":
            return "center"
        case "right":
            return "right"
    return ""
