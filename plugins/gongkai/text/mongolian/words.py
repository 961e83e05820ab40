"""Mongolian words of a text, apart from the endings that are written after them.

An ending stands behind U+180E or U+202F, or behind a plain space in texts that lost either; a
separated final ᠠ or ᠡ belongs to its word. Texts of some sites join endings: those stay with the
word here, and the search finds it by its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.text.mongolian.letters import CONSONANTS, INVISIBLE, LETTER, MVS, NNBSP, seen

ENDINGS: Final = frozenset(
    "ᠤᠨ ᠦᠨ ᠶᠢᠨ ᠵᠢᠨ ᠢᠢᠨ ᠢᠨ ᠤ ᠦ ᠢ ᠶᠢ ᠵᠢ ᠢᠢ ᠳᠤ ᠳᠦ ᠲᠤ ᠲᠦ ᠳᠣ ᠳᠥ ᠲᠣ ᠲᠥ ᠣ ᠥ ᠣᠨ ᠥᠨ ᠳᠤᠷ ᠳᠦᠷ ᠲᠤᠷ ᠲᠦᠷ "
    "ᠠᠴᠠ ᠡᠴᠡ ᠠᠴᠡ ᠡᠴᠠ ᠢᠶᠠᠷ ᠢᠶᠡᠷ ᠵᠢᠠᠷ ᠶᠢᠡᠷ ᠪᠠᠷ ᠪᠡᠷ ᠪᠠᠨ ᠪᠡᠨ ᠢᠶᠠᠨ ᠢᠶᠡᠨ ᠶᠢᠡᠨ ᠵᠢᠠᠨ ᠲᠠᠢ ᠲᠡᠢ ᠲᠠᠶ ᠲᠡᠶ "
    "ᠳᠠᠢ ᠳᠡᠢ ᠤᠳ ᠦᠳ ᠨᠤᠭᠤᠳ ᠨᠦᠭᠦᠳ ᠨᠠᠷ ᠨᠡᠷ ᠯᠤᠭᠠ ᠯᠦᠭᠡ ᠳᠠᠬᠢ ᠳᠡᠬᠢ ᠲᠠᠬᠢ ᠲᠡᠬᠢ ᠤᠤ ᠦᠦ ᠳᠠᠭᠠᠨ ᠳᠡᠭᠡᠨ ᠲᠠᠭᠠᠨ ᠲᠡᠭᠡᠨ "
    "ᠬᠢ".split()
)
"""A word that is one of these is taken for the ending of the word before it."""
FINAL: Final = ("ᠠ", "ᠡ")
"""What may stand apart at the end of a word."""

_APART: Final = (MVS, NNBSP, " ")
_RUN: Final = re.compile(f"[{LETTER}][{LETTER}{INVISIBLE}]*")
_WITHIN: Final = re.compile(f"[{MVS}{NNBSP}{INVISIBLE} ]*")
_SEPARATORS: Final = re.compile(f"[{MVS}{NNBSP}][{MVS}{NNBSP}{INVISIBLE}]*")


class Word(NamedTuple):
    """A stretch of Mongolian letters."""

    text: str
    """As written, with its selectors and the separator before a final ᠠ/ᠡ."""
    start: int
    """Its place in the text."""
    end: int
    ending: bool
    """Whether it is an ending of what stands before it."""
    attached: bool
    """Whether a separator, not a space, holds it to what stands before it."""


def words(text: str) -> list[Word]:
    """The words of a text in their order, endings as words of their own."""
    found: list[Word] = []
    for start, end, attached in _runs(text):
        run = text[start:end]
        if found and _is_final(text, found[-1], start, run):
            before = found.pop()
            whole = text[before.start : end]  # ᠨᠡᠷ᠎ᠡ is a word, though ᠨᠡᠷ is an ending
            found.append(Word(whole, before.start, end, before.attached, before.attached))
        else:
            found.append(Word(run, start, end, attached or seen(run) in ENDINGS, attached))
    return found


def groups(text: str) -> list[list[Word]]:
    """The words of a text, each with the endings that follow it; nothing else stands between them."""
    found: list[list[Word]] = []
    for word in words(text):
        before = found[-1][-1] if found else None
        if before and word.ending and _WITHIN.fullmatch(text, before.end, word.start):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each run of letters, and whether separators alone stand right before it."""
    for run in _RUN.finditer(text):
        start = at = run.start()
        while at and text[at - 1] in INVISIBLE:
            at -= 1
        yield start, run.end(), at > 0 and text[at - 1] in (MVS, NNBSP)


def _is_final(text: str, before: Word, start: int, run: str) -> bool:
    """Whether a run is the separated ᠠ/ᠡ of the word before it.

    Behind a plain space only after a consonant, as the orthography has it: there the separator was lost.
    """
    if seen(run) not in FINAL or any(mark in before.text for mark in _APART):
        return False
    gap = text[before.end : start]
    if gap == " ":
        return not before.attached and seen(before.text)[-1] in CONSONANTS
    return _SEPARATORS.fullmatch(gap) is not None
