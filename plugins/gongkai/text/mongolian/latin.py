"""Mongolian typed in Latin letters on an ordinary keyboard.

Takes the scholars' romanisation (ǰasaγ, qota), what writers in Inner Mongolia type (q for ᠴ, x for ᠱ,
v for ᠤ) and plain ASCII (zasag, khota, bichig). Where a spelling can mean two, both are read. Cyrillic
is not covered: its spelling follows speech and would need a dictionary.
"""

from __future__ import annotations

from itertools import islice, product
from typing import Final, NamedTuple

from gongkai.text.mongolian.fold import folded

LETTERS: Final = {
    "a": "ᠠ", "e": "ᠡ", "ä": "ᠡ", "i": "ᠢ", "o": "ᠣ", "u": "ᠤ", "v": "ᠤ", "ö": "ᠥ", "ü": "ᠦ",
    "oe": "ᠥ", "ue": "ᠦ", "ee": "ᠧ", "é": "ᠧ", "ē": "ᠧ",
    "n": "ᠨ", "ng": "ᠩ", "ŋ": "ᠩ", "b": "ᠪ", "p": "ᠫ", "q": "ᠬ", "k": "ᠬ", "kh": "ᠬ", "h": "ᠬ", "x": "ᠬ",
    "g": "ᠭ", "gh": "ᠭ", "γ": "ᠭ", "ɣ": "ᠭ", "ġ": "ᠭ", "m": "ᠮ", "l": "ᠯ", "lh": "ᡀ", "s": "ᠰ",
    "sh": "ᠱ", "š": "ᠱ", "t": "ᠲ", "d": "ᠳ", "ch": "ᠴ", "c": "ᠴ", "č": "ᠴ", "ts": "ᠼ", "j": "ᠵ", "ǰ": "ᠵ",
    "zh": "ᠵ", "dz": "ᠵ", "z": "ᠵ", "y": "ᠶ", "r": "ᠷ", "w": "ᠸ", "f": "ᠹ",
}  # fmt: skip
"""The longest match counts."""
OTHERWISE: Final = {
    "q": "ᠴ", "x": "ᠱ", "lh": "ᠯᠬ", "sh": "ᠰᠬ", "ts": "ᠲᠰ", "dz": "ᠳᠵ", "v": "ᠸ",
}  # fmt: skip
"""The second reading of what has one: ``bolhu`` is ᠪᠣᠯᠬᠤ."""
COMPOSED: Final = {
    "a\u0308": "ä", "o\u0308": "ö", "u\u0308": "ü", "e\u0301": "é", "e\u0304": "ē",
    "g\u0307": "ġ", "s\u030c": "š", "c\u030c": "č", "j\u030c": "ǰ",
}  # fmt: skip
"""Letters that some keyboards type as two characters. Listed, since a browser's tables may be older."""
_MOST: Final = 8
"""Readings of one word."""


class Reading(NamedTuple):
    """What a word in Latin letters may stand for."""

    spelling: str
    """In Mongolian letters."""
    key: str
    """As ``folded`` gives it."""


def latin(query: str) -> tuple[Reading, ...]:
    """The readings of one word, the likeliest first, each key once; none if it has other letters."""
    pieces = _pieces(_plain(query))
    doubtful = sorted(set(pieces) & OTHERWISE.keys())
    found: dict[str, str] = {}
    for choice in islice(product((LETTERS, OTHERWISE), repeat=len(doubtful)), _MOST):
        table = dict(zip(doubtful, choice, strict=True))
        spelling = "".join(table.get(piece, LETTERS)[piece] for piece in pieces)
        found.setdefault(folded(spelling), spelling)
    return tuple(Reading(spelling, key) for key, spelling in found.items() if key)


def _plain(word: str) -> str:
    """Lower case, letters of one character."""
    lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in word)
    for two, one in COMPOSED.items():
        lower = lower.replace(two, one)
    return lower


def _pieces(word: str) -> list[str]:
    """The word as keys of ``LETTERS``; empty where some letter is in none."""
    pieces, at = [], 0
    while at < len(word):
        piece = next((p for p in (word[at : at + 2], word[at]) if p in LETTERS), None)
        if piece is None:
            return []
        pieces.append(piece)
        at += len(piece)
    return pieces
