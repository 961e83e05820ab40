"""Which letters of a text a file can hold, and where a line of it may break."""

from __future__ import annotations

import re
from typing import Final

from gongkai.text.direction import SIGNS

_CONTROLS: Final = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
    f"|[{SIGNS}]|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U000e0001\U0010fffe\U0010ffff]"
)
"""Control characters, lone surrogates, signs that stand for no letter: no font draws them. Those that
turn the direction of a text turn nothing here."""
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNBROKEN: Final = re.compile(r"[^\s\u2e80-\U0003ffff]{2,}")
"""Letters without a place to break between them."""
_JOINED: Final = re.compile("[\u1800-\u18af\u200c\u200d\u202f]")
"""Mongolian in the old script: within a word nothing may break, or its letters change."""
_SMALL: Final = 0.65
"""Of a Latin letter's width: a Mongolian one, signs without a width counted in."""
LINE: Final = 36
"""Such letters that surely fit a line of the page; more may break anywhere."""


def printable(text: str) -> str:
    """The text without control characters, its line breaks as ``\\n``."""
    if _BREAKS.search(text):
        text = _BREAKS.sub("\n", text)
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def controls_in(text: str) -> str:
    """The code points that ``printable`` drops, each once, as an editor looks them up."""
    found = dict.fromkeys(_CONTROLS.findall(text))
    return "、".join(f"U+{ord(sign):04X}" for sign in list(found)[:10])


def _latin_letters(word: str) -> float:
    """How many Latin letters would take its room."""
    return len(word) - (1 - _SMALL) * len(_JOINED.findall(word))


def pieces(text: str, fit: int = LINE) -> list[tuple[str, bool]]:
    """The text cut into parts; true for those that may break behind each letter.

    ``fit``: letters in a row that fit the line, which in a narrow column are few.
    """
    found: list[tuple[str, bool]] = []
    at = 0
    for word in _UNBROKEN.finditer(text):
        if word.end() - word.start() > fit and _latin_letters(word[0]) > fit:
            if word.start() > at:
                found.append((text[at : word.start()], False))
            found.append((word[0], True))
            at = word.end()
    if at < len(text):
        found.append((text[at:], False))
    return found
