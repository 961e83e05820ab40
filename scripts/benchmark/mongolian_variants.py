"""Other ways to write a Mongolian word: in its own script, as seven dialects of encoding have it, and in
Latin letters, as three habits of typing do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

from gongkai.text.mongolian.letters import CONSONANTS, MVS, NNBSP, SELECTORS, seen
from gongkai.text.mongolian.words import ENDINGS
from gongkai.text.mongolian.words import groups as words_of

Change = Callable[[Random, str], str]


class Group(NamedTuple):
    """A word of a text with the endings behind it, each as written."""

    stem: str
    endings: tuple[str, ...]


def groups(text: str) -> list[Group]:
    """The words of a text, each spelling once; endings that follow nothing are left out."""
    found = [[one.text for one in run] for run in words_of(text) if not run[0].ending]
    return list(dict.fromkeys(Group(stem, tuple(endings)) for stem, *endings in found))


def _swap(*pairs: str) -> Change:
    """Each letter of a pair becomes the other one, at a toss; at least one does where there is any."""
    other = {a: b for pair in pairs for a, b in ((pair[0], pair[1]), (pair[1], pair[0]))}

    def change(chance: Random, word: str) -> str:
        places = [at for at, letter in enumerate(word) if letter in other]
        if not places:
            return word
        chosen = {chance.choice(places), *(at for at in places if chance.random() < 0.5)}
        return "".join(other[c] if at in chosen else c for at, c in enumerate(word))

    return change


def _selected(chance: Random, word: str) -> str:
    at = chance.randrange(1, len(word) + 1)
    return word if word[at - 1] in (MVS, " ") else word[:at] + chance.choice(SELECTORS) + word[at:]


def _bare(_: Random, word: str) -> str:
    return seen(word)


def _long_i(_: Random, word: str) -> str:
    """ᠶᠢ for ᠢ behind a vowel, and back."""
    if "ᠶᠢ" in word:
        return word.replace("ᠶᠢ", "ᠢ")
    return re.sub("(?<=[ᠠᠡᠣᠤᠥᠦ])ᠢ", "ᠶᠢ", word)


def _cluster(_: Random, word: str) -> str:
    return word.replace("ᠩᠭ", "ᠨᠭᠭ") if "ᠩᠭ" in word else word.replace("ᠩ", "ᠨᠭ")


def _undotted(_: Random, word: str) -> str:
    return re.sub(f"ᠨ(?=[{CONSONANTS[1:]}]|$)", "ᠠ", word)


def _final(_: Random, word: str) -> str:
    """The separator before a final ᠠ/ᠡ lost."""
    return re.sub(f"[{MVS}{NNBSP} ]", "", word)


CHANGES: Final[dict[str, Change]] = {
    "o/u, ö/ü": _swap("ᠣᠤ", "ᠥᠦ"),
    "any round vowel": _swap("ᠣᠥ", "ᠤᠦ"),
    "a/e": _swap("ᠠᠡ"),
    "t/d": _swap("ᠲᠳ"),
    "q/γ": _swap("ᠬᠭ"),
    "s/š": _swap("ᠰᠱ"),
    "selectors added": _selected,
    "selectors removed": _bare,
    "i/yi": _long_i,
    "ng": _cluster,
    "n without dot": _undotted,
    "final a/e": _final,
}
SEPARATORS: Final = {"ending: MVS": MVS, "ending: NNBSP": NNBSP, "ending: space": " "}
JOINED: Final = "ending: joined"
MIXED: Final = "several at once"


def variants(group: Group, chance: Random, mixed: int = 4) -> Iterator[tuple[str, str]]:
    """Kind and query, each query once and none that is the word as written."""
    written = MVS.join((group.stem, *group.endings))
    seen_already = {written}
    for kind, query in _all(group, chance, mixed):
        if query not in seen_already:
            seen_already.add(query)
            yield kind, query


def _all(group: Group, chance: Random, mixed: int) -> Iterator[tuple[str, str]]:
    stem, endings = group
    for kind, change in CHANGES.items():
        yield kind, MVS.join((change(chance, stem), *endings))
    if endings:
        for kind, separator in SEPARATORS.items():
            yield kind, separator.join((stem, *endings))
            yield "ending removed", stem
        if seen(endings[0]) in ENDINGS:
            yield JOINED, stem + endings[0]
    for _ in range(mixed):
        word = stem
        for change in chance.sample(list(CHANGES.values()), 3):
            word = change(chance, word)
        separator = chance.choice(list(SEPARATORS.values()))
        yield MIXED, separator.join((word, *endings))


def _exchanged(chance: Random, word: str) -> str:
    at = chance.randrange(max(len(word) - 1, 1))
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _lost(chance: Random, word: str) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _by_look(_: Random, word: str) -> str:
    """ᠠᠠ for ᠬ and ᠭ within a word, as who types by looks does."""
    return re.sub("(?<=.)[ᠬᠭ](?=.)", "ᠠᠠ", word)


ERRORS: Final[dict[str, Change]] = {
    "neighbours exchanged": _exchanged,
    "a letter lost": _lost,
    "ᠠᠠ for ᠬ, ᠭ": _by_look,
}
"""What no folding mends: told beside what it promises."""


def mistaken(group: Group, chance: Random) -> Iterator[tuple[str, str]]:
    """Kind and query of words that are misspelled, not encoded otherwise."""
    for kind, change in ERRORS.items():
        word = change(chance, group.stem)
        if len(group.stem) > 3 and word != group.stem:
            yield kind, word


_COMMON: Final = dict(
    zip("ᠠᠡᠢᠧᠨᠩᠪᠫᠮᠯᠰᠲᠳᠶᠷᠸᠹᠺᠻᠽᠾᠿᡀᡁᡂ", "a e i e n ng b p m l s t d y r w f k kh z h r lh zh ch".split(), strict=True)
)  # fmt: skip
_MASCULINE: Final = re.compile("[ᠠᠣᠤ]")
STYLES: Final[dict[str, dict[str, str]]] = {
    "scholars": _COMMON | dict(zip("ᠣᠤᠥᠦᠬᠭᠱᠴᠵᠼ", "o u ö ü q γ š č ǰ c".split(), strict=True)),
    "Inner Mongolia": _COMMON | dict(zip("ᠣᠤᠥᠦᠬᠭᠱᠴᠵᠼ", "o v o u h g x q j c".split(), strict=True)),
    "plain": _COMMON | dict(zip("ᠣᠤᠥᠦᠬᠭᠱᠴᠵᠼ", "o u o u kh g sh ch z ts".split(), strict=True)),
}


def typed(word: str, style: str) -> str | None:
    """A word in Latin letters; None where it has letters of no romanisation."""
    letters = [c for c in seen(word) if c not in (MVS, NNBSP, " ")]
    table = STYLES[style]
    if not letters or any(letter not in table for letter in letters):
        return None
    text = "".join(table[letter] for letter in letters)
    if style == "scholars" and not _MASCULINE.search(word):  # velars follow the vowels
        text = text.replace("q", "k").replace("γ", "g")
    return text
