"""What a message quotes of a long text."""

from __future__ import annotations


def shortened(text: str, limit: int = 40) -> str:
    """A text of at most ``limit`` characters; ``…`` stands for what was cut off."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
