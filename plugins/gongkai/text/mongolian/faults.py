"""What an editor must mend in a Mongolian text before readers see it broken.

Facts alone: who reports them finds the words and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from gongkai.text.mongolian.letters import INVISIBLE, LETTER, MVS, NNBSP, SELECTORS, seen, stored
from gongkai.text.mongolian.shaping import unwritten
from gongkai.text.mongolian.words import Word, words


class FaultKind(Enum):
    """What is wrong."""

    NARROW_SPACE = "narrow-space"
    """U+202F: white space to most programs, so the ending behind it loses its form on the way."""
    PLAIN_SPACE = "plain-space"
    """A space before an ending or a separated ᠠ/ᠡ, which then takes the form of a word's beginning."""
    UNSHAPABLE = "unshapable"
    """Letters that no shaper has a form for: Todo, Sibe or Manchu, private characters."""
    STRAY = "stray"
    """A selector or a separator that belongs to no letter, or a second selector on one letter."""


class Fault(NamedTuple):
    """One fault."""

    place: int
    """Index of its first character in the text."""
    kind: FaultKind
    word: str
    """What stands there."""
    suggestion: str
    """What should; empty where only the writer can know."""


WORDS_TOO: Final = frozenset("ᠣᠨ ᠥᠨ ᠣ ᠥ ᠳᠣ ᠳᠥ ᠲᠣ ᠲᠥ ᠤᠤ ᠦᠦ ᠬᠢ ᠪᠠᠷ".split())
"""Endings that stand behind a space rightly (ᠣᠨ, year; ᠤᠤ, the particle that asks), or may: not reported."""

_STRAY: Final = re.compile(
    f"(?<=[{SELECTORS}])[{SELECTORS}]+"
    f"|(?<![{LETTER}{INVISIBLE}{MVS}])[{SELECTORS}]+"
    f"|{MVS}+(?![{LETTER}])"
    f"|(?<={MVS})[{SELECTORS}]+"
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]+")
_AROUND: Final = re.compile(f"[{LETTER}{INVISIBLE}{MVS}{NNBSP}]+")
_COUNTED: Final = re.compile("[0-9\u1810-\u1819%]")


def faults(text: str) -> list[Fault]:
    """The faults of a text in the order of their places."""
    found = [*_narrow(text), *_plain(text), *_unshapable(text), *_stray(text)]
    return sorted(found, key=lambda fault: (fault.place, fault.kind.value))


def _narrow(text: str) -> Iterator[Fault]:
    """One for each word, whose suggestion mends all of it."""
    for found in _AROUND.finditer(text):
        at = found[0].find(NNBSP)
        if at >= 0:
            mended = stored(found[0]).replace(NNBSP, " ")
            yield Fault(found.start() + at, FaultKind.NARROW_SPACE, found[0], mended)


def _plain(text: str) -> Iterator[Fault]:
    before: Word | None = None
    for word in words(text):
        if " " in word.text:
            mended = word.text.replace(" ", MVS)
            yield Fault(word.start, FaultKind.PLAIN_SPACE, word.text, mended)
        elif word.ending and not word.attached and seen(word.text) not in WORDS_TOO:
            start = _spoken_of(text, word, before)
            if start is not None:
                host = text[start : word.start - 1]
                suggestion = host + MVS + word.text
                yield Fault(start, FaultKind.PLAIN_SPACE, text[start : word.end], suggestion)
        before = word


def _spoken_of(text: str, ending: Word, before: Word | None) -> int | None:
    """Where begins what an ending is said of, one plain space before it; None where nothing is."""
    end = ending.start - 1
    if end < 1 or text[end] != " ":
        return None
    if before is not None and before.end == end:
        return before.start
    start = end
    while start and _COUNTED.match(text[start - 1]):
        start -= 1
    return start if start < end else None


def _unshapable(text: str) -> Iterator[Fault]:
    for word in words(text):
        shown = "".join(c for c in word.text if c not in "\u00ad\u200b\u2060\ufeff ")
        if unwritten(shown):
            yield Fault(word.start, FaultKind.UNSHAPABLE, word.text, "")
    for run in _PRIVATE.finditer(text):
        yield Fault(run.start(), FaultKind.UNSHAPABLE, run[0], "")


def _stray(text: str) -> Iterator[Fault]:
    for run in _STRAY.finditer(text):
        yield Fault(run.start(), FaultKind.STRAY, run[0], "")
