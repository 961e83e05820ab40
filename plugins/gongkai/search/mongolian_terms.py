"""What a Mongolian page is found by: its words by their folded keys, and whatever else stands in it.

``overrides/assets/mongolian-search.js`` makes the same keys from what a reader types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from gongkai.text.mongolian import Word, folded, spelled
from gongkai.text.mongolian.letters import seen
from gongkai.text.mongolian.words import ENDINGS, groups

LONGEST: Final = 40
"""Letters of a key; longer words are found by their beginning."""
SHORT: Final = 4
"""A stem with fewer letters in its key is too common as the beginning of words."""
OTHER: Final = "="
"""Stands before the keys of Latin words, numbers and Chinese."""

_OTHERS: Final = re.compile(
    "[0-9A-Za-zÀ-ÖØ-öø-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff]+"
    "|[\u3400-\u9fff\uf900-\ufaff]+"
)
_NARROW: Final = {unit: unit - 0xFEE0 for unit in range(0xFF10, 0xFF5B)} | {
    0x1810 + digit: 0x30 + digit for digit in range(10)
}
"""Full-width letters and digits, Mongolian digits."""


class Term(NamedTuple):
    """A key, and how its word is spelled in this place."""

    key: str
    spelling: str
    counts: bool = True
    """Whether it is a word of the text, not a second way to find one."""


def terms(text: str) -> Iterator[Term]:
    """Every term of a text."""
    for group in groups(text):
        for word in group:
            if not word.attached or seen(word.text) not in ENDINGS:  # ordinals, lost separators
                yield _term(folded(word.text), spelled(word.text))
        yield from _joined(group)
    yield from _others(text)


def _term(key: str, spelling: str, counts: bool = True) -> Term:
    return Term(key[:LONGEST], spelling[:LONGEST], counts)


def _joined(group: Sequence[Word]) -> Iterator[Term]:
    """A short stem with its endings as one word: so those find it who write them together.

    A longer stem is found by the word's beginning, once the reader's ending is taken off.
    """
    if len(group) > 1 and not group[0].ending and len(folded(group[0].text)) < SHORT:
        whole = "".join(word.text for word in group)
        yield _term(folded(whole), spelled(whole), counts=False)


def _others(text: str) -> Iterator[Term]:
    """Words in Latin, Greek and Cyrillic letters, numbers; Chinese by pairs of characters."""
    for found in _OTHERS.finditer(text.translate(_NARROW)):
        run = "".join(low if len(low := letter.lower()) == 1 else letter for letter in found[0])
        if run[0] < "\u3400":
            yield _term(OTHER + run, run)
        else:
            for at in range(len(run)):
                yield _term(OTHER + run[at : at + 2], run[at : at + 2])
