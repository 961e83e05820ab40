"""Numbers and texts as printable ASCII inside classic scripts.

A script is immune to any charset a server may claim, needs no ``fetch`` and loads from ``file://``. A
number is a string of base-34 letters ``]``–``~`` that ends with one of 57 letters ``#``–``[``: one
letter below 57, two below 1,995, three below 67,887; neither quote nor backslash occurs. A text is the
number of each unit: its place among the letters the library uses most, else 1,995 + unit, so that
nothing takes more than three letters.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from gongkai.text.letters import Units, units

LAST: Final = 57
"""Values of a number's last letter."""
MORE: Final = 34
"""Values of each letter before it."""
_LAST_FROM: Final = ord("#")
_MORE_FROM: Final = ord("]")


def numbers(values: NDArray[np.integer[Any]] | Sequence[int]) -> bytes:
    """The values one after another."""
    return b"".join(cut_numbers(values, ()))


def cut_numbers(
    values: NDArray[np.integer[Any]] | Sequence[int], cuts: Sequence[int] | NDArray[np.int64]
) -> list[bytes]:
    """The values one after another, cut before the given places."""
    rest = np.asarray(values, np.int64)
    letters = [(rest % LAST + _LAST_FROM).astype(np.uint8)]
    rest = rest // LAST
    widths = np.ones(len(rest), np.int64)
    while True:
        longer = rest > 0
        if not longer.any():
            break
        widths += longer
        rest = rest - longer
        letters.append(np.where(longer, rest % MORE + _MORE_FROM, 0).astype(np.uint8))
        rest = rest // MORE
    table = np.stack(letters[::-1], axis=1)
    text = table[table > 0].tobytes()
    ends = np.concatenate(([0], np.cumsum(widths)))
    at = [0, *ends[np.asarray(cuts, np.int64)].tolist(), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(at)]


def read_numbers(text: bytes) -> NDArray[np.int64]:
    """What ``numbers`` has written."""
    letters = np.frombuffer(text, np.uint8).astype(np.int64)
    last = letters < _MORE_FROM
    ends = np.flatnonzero(last)
    values = np.zeros(len(ends), np.int64)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    widths = ends - starts
    for step in range(int(widths.max()) if len(ends) else 0):
        going = widths > step
        values[going] = values[going] * MORE + letters[starts[going] + step] - _MORE_FROM + 1
    return values * LAST + letters[ends] - _LAST_FROM


def version_of(*parts: bytes) -> str:
    """A short name for what the files of an index must have in common."""
    digest = hashlib.blake2b(digest_size=4)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


class Alphabet:
    """The units a library uses most, numbered; every other unit still has a number."""

    SIZE: Final = LAST + LAST * MORE
    """Those that take one letter or two."""

    def __init__(self, letters: Units) -> None:
        self.letters = letters
        self._numbers = np.arange(0x10000, dtype=np.int64) + self.SIZE
        self._numbers[letters] = np.arange(len(letters))

    @property
    def version(self) -> str:
        """Another one for other letters: their texts cannot be read with these."""
        return version_of(self.letters.tobytes())

    @classmethod
    def of(cls, counts: NDArray[np.int64]) -> Alphabet:
        """From how often each of the 65,536 units occurs; equal counts in the order of units."""
        order = np.lexsort((np.arange(0x10000), -counts))[: cls.SIZE]
        order = order[counts[order] > 0]
        common, rest = order[:LAST], np.sort(order[LAST:])
        return cls(np.concatenate((common, rest)).astype(np.uint16))

    def spell(self, text: str) -> bytes:
        """A text as numbers."""
        return numbers(self._numbers[units(text)])

    def pack(self) -> bytes:
        """For the directory: the common ones as they are, the rest by their distances."""
        common, rest = self.letters[:LAST].astype(np.int64), self.letters[LAST:].astype(np.int64)
        return numbers(np.concatenate((common, np.diff(rest, prepend=0))))


def script(key: str, parts: Iterable[bytes]) -> bytes:
    """A classic script that registers strings under a key."""
    return b'GK("' + key.encode() + b'","' + b'","'.join(parts) + b'")\n'


def read_script(data: bytes) -> list[bytes]:
    """The strings that ``script`` has registered."""
    return data[data.index(b'","') + 3 : -len(b'")\n')].split(b'","')


def value_script(key: str, value: Any) -> bytes:
    """A classic script that registers plain data under a key."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f'GK("{key}",{text})\n'.encode("ascii")
