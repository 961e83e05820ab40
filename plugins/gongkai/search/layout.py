"""How an index is cut: what is decided at a full build and stays until the next one.

Kept as it is between builds, so that an edit moves no document and no list: document numbers, which
terms are long, where their tiers end, the averages those ends were reckoned with, the alphabet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from gongkai.search import fields
from gongkai.search.encode import Alphabet
from gongkai.search.postings import Hashes

_TIERS: Final = (0.4, 1.0, 2.5)
"""Ends of the tiers in parts of ``long_from``."""


@dataclass(slots=True)
class Cut:
    """Sizes that follow from how many documents there are."""

    bits: int
    """A term's shard is its hash's first bits."""
    long_from: int
    """A term with more postings has files of its own."""
    tiers: tuple[int, ...]
    """Documents in the best tiers together."""
    cards_per_file: int = 1

    @classmethod
    def of(cls, documents: int, stick: bool = False) -> Cut:
        """Measured at 10,000 and 100,000 documents; between and below by the same curve.

        A ``stick`` reads a large file as fast as a small one, and each takes a cluster of 32 KB:
        it gets an eighth of the cards' files and a quarter of the shards.
        """
        long_from = round(2000 * (max(documents, 1) / 10_000) ** 0.6)
        bits = min(max(math.ceil(math.log2(max(documents, 2)) + 0.7), 5), 16)
        bits = max(bits - 2, 5) if stick else bits
        tiers = tuple(round(part * long_from) for part in _TIERS)
        return cls(bits, long_from, tiers, 8 if stick else 1)


@dataclass(slots=True)
class Layout:
    """A cut with what was decided of this very library."""

    cut: Cut
    alphabet: Alphabet
    averages: tuple[float, ...] = ()
    """Mean terms of each field, with which the tiers were made."""
    long: Hashes = field(default_factory=lambda: np.empty(0, np.uint32))
    """Long terms, ascending."""
    bounds: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 3), np.int64))
    """For each long term the most that a document behind each tier can weigh, in thousandths
    before idf."""
    lengths: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """Terms in the text of each document at the full build, by its number: ascending."""
    version: str = ""
    """Another one for every full build whose files cannot be mixed with these."""

    def pack(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "cut": [self.cut.bits, self.cut.long_from, self.cut.tiers, self.cut.cards_per_file],
            "alphabet": self.alphabet.letters.tolist(),
            "averages": self.averages,
            "long": self.long.tolist(),
            "bounds": self.bounds.tolist(),
            "lengths": self.lengths.tolist(),
            "version": self.version,
        }

    @classmethod
    def unpack(cls, data: dict[str, Any]) -> Layout:
        """What ``pack`` gave."""
        bits, long_from, tiers, cards_per_file = data["cut"]
        return cls(
            Cut(bits, long_from, tuple(tiers), cards_per_file),
            Alphabet(np.array(data["alphabet"], np.uint16)),
            tuple(data["averages"]),
            np.array(data["long"], np.uint32),
            np.array(data["bounds"], np.int64).reshape(-1, 3),
            np.array(data["lengths"], np.int64),
            data["version"],
        )


def impact(
    field_of: NDArray[np.int64],
    often: NDArray[np.int64],
    lengths: NDArray[np.int64],
    averages: tuple[float, ...],
) -> NDArray[np.float64]:
    """What each posting adds to a score before idf: lunr's BM25 part times the field's boost."""
    average = np.maximum(np.array(averages), 1e-9)[field_of]
    boost = np.array(fields.BOOSTS, float)[field_of]
    saturated = fields.K1 * (1 - fields.B + fields.B * (lengths / average)) + often
    part: NDArray[np.float64] = (fields.K1 + 1) * often / saturated * boost
    return part
