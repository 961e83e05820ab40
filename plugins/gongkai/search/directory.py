"""What every query needs first: sizes, averages, long terms, lengths, alphabet; and the facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from gongkai.search import fields
from gongkai.search.encode import Alphabet, numbers, script, value_script
from gongkai.search.entries import Facets
from gongkai.search.layout import Layout
from gongkai.search.lists import Numbers
from gongkai.search.names import day_number
from gongkai.text.letters import simplified
from gongkai.text.pinyin import readings, syllables
from gongkai.text.terms import unmixed

NAME: Final = "dir.js"
_SOUNDS: Final = 3
"""Readings of a letter that are tried."""


def directory(
    layout: Layout,
    documents: int,
    size: int,
    sums: Numbers,
    changed: Mapping[int, int],
    columns: Mapping[str, str],
) -> bytes:
    """``documents`` there are, numbered below ``size``; ``sums`` are the terms of each field.

    ``changed`` gives the length of texts that differ from the layout's.
    """
    lengths, often = np.unique(layout.lengths, return_counts=True)
    value: dict[str, Any] = {
        "version": layout.version,
        "letters": layout.alphabet.version,
        "documents": documents,
        "size": size,
        "bits": layout.cut.bits,
        "cards": layout.cut.cards_per_file,
        "averages": [float(total) / max(documents, 1) for total in sums],
        "boosts": list(fields.BOOSTS),
        "long": _long_terms(layout).decode("ascii"),
        "lengths": numbers(_gaps(lengths)).decode("ascii"),
        "runs": numbers(often - 1).decode("ascii"),
        "changed": [number for pair in sorted(changed.items()) for number in pair],
        "alphabet": layout.alphabet.pack().decode("ascii"),
        "forms": _near_forms(layout.alphabet),
        "columns": dict(columns),
    }
    return value_script("dir", value)


def _gaps(ascending: Numbers) -> Numbers:
    return ascending - np.concatenate((np.zeros(1, np.int64), ascending[:-1]))


def _long_terms(layout: Layout) -> bytes:
    """Terms by their first unit: its distance, or 0 for the same one; then the distance of the second."""
    codes = np.sort(unmixed(layout.long).astype(np.int64))
    first, second = codes >> 16, codes & 0xFFFF
    steps = _gaps(first)
    second = np.where(steps == 0, _gaps(second), second)
    return numbers(np.stack((steps, second), axis=1).ravel())


def _near_forms(alphabet: Alphabet) -> str:
    """Letters that the library writes and the index folds to simplified ones, each with its form."""
    forms = simplified()
    used = sorted(map(chr, alphabet.letters.tolist()))
    return "".join(letter + forms[letter] for letter in used if letter in forms)


def facet_files(facets: Sequence[Facets | None], columns: Mapping[str, str]) -> dict[str, bytes]:
    """One file a facet: its values with their labels, and the value of each document, 0 for none.

    ``facets`` are by document number; None where a number is no longer used.
    """
    made = {}
    labels = {facet.organ: facet.organ_name for facet in facets if facet}
    for key, label in (
        ("column", lambda value: columns.get(value, value)),
        ("topic", lambda value: value.split("/")[-1]),
        ("organ", lambda value: labels[value]),
        ("year", str),
        ("validity", str),
        ("gazette", str),
    ):
        values = sorted({getattr(facet, key) for facet in facets if facet} - {""})
        number = {value: at for at, value in enumerate(values, 1)}
        codes = numbers([number.get(getattr(f, key), 0) if f else 0 for f in facets])
        pairs = [[value] if label(value) == value else [value, label(value)] for value in values]
        made[f"f/{key}.js"] = value_script(f"f-{key}", [pairs, codes.decode("ascii")])
    for key in ("written", "published"):
        days = numbers([day_number(getattr(facet, key)) if facet else 0 for facet in facets])
        made[f"f/{key}.js"] = script(f"f-{key}", [days])
    return made


def _common() -> set[str]:
    """The 3,755 characters of GB 2312's first level: rows 16 to 55."""
    codes = (bytes((row + 0xA0, cell + 0xA0)) for row in range(16, 56) for cell in range(1, 95))
    return set(b"".join(codes).decode("gb2312", "ignore"))


def letter_files(alphabet: Alphabet) -> dict[str, bytes]:
    """What few queries need: readings of characters, and simplified forms of traditional ones.

    Readings of the characters in use and of the common ones (GB 2312, first level), since a wrong one
    need not be in use: how many a character has, then the syllables, the usual one first.
    """
    said, known = readings(), syllables()
    sounds: list[int] = []
    used = {chr(unit) for unit in alphabet.letters.tolist()} | _common()
    letters = sorted(letter for letter in used if letter in said)
    for letter in letters:
        heard = [known[s] for s in said[letter][:_SOUNDS]]
        sounds += [len(heard), *heard]
    forms = simplified()
    old = sorted(map(ord, forms))
    new = [ord(forms[chr(unit)]) for unit in old]
    return {
        "syllables.js": script("syllables", [" ".join(known).encode()]),
        "sounds.js": script(
            "sounds", [numbers(_gaps(np.array([*map(ord, letters)]))), numbers(sounds)]
        ),
        "forms.js": script("forms", [numbers(_gaps(np.array(old))), numbers(new)]),
    }
