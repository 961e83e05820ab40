"""Lists of postings as columns of numbers: shards of short terms, tiers of long ones.

A list file has six columns: hash distances, field masks, counts per term and field, document gaps,
how often − 1, lengths of the short fields. Documents ascend within a term and field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongkai.search.encode import cut_numbers, read_numbers

Numbers = NDArray[np.int64]


class Lists(NamedTuple):
    """Postings side by side, sorted by hash, field, document."""

    hashes: Numbers
    fields: Numbers
    documents: Numbers
    often: Numbers
    lengths: Numbers
    """Terms in the posting's field of its document."""

    def at(self, where: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Lists:
        """Some of them."""
        return Lists(*(column[where] for column in self))

    def sorted(self) -> Lists:
        """In the order of the files."""
        return self.at(np.lexsort((self.documents, self.fields, self.hashes)))


def joined(parts: Sequence[Lists]) -> Lists:
    """Several as one, in their order."""
    return Lists(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


NONE = Lists(*(np.empty(0, np.int64) for _ in range(5)))


def encoded(lists: Lists, starts: Sequence[int]) -> list[list[bytes]]:
    """Columns of one file for each start, all at once; ``starts`` are first hashes of the files.

    Distances of hashes begin at the file's start.
    """
    first = np.array(starts, np.int64)
    hashes, fields, documents, often, lengths = lists
    new_list = np.ones(len(hashes), bool)
    new_list[1:] = (np.diff(hashes) != 0) | (np.diff(fields) != 0)
    heads = np.flatnonzero(new_list)
    counts = np.diff(np.append(heads, len(hashes)))
    new_term = np.ones(len(heads), bool)
    new_term[1:] = np.diff(hashes[heads]) != 0
    terms = hashes[heads[new_term]]
    masks = (
        np.bitwise_or.reduceat(1 << fields[heads], np.flatnonzero(new_term))
        if len(heads)
        else heads
    )
    gaps = documents - np.concatenate(([0], documents[:-1]))
    gaps[heads] = documents[heads]
    short = fields > 0

    file_of_term = np.searchsorted(first, terms, "right") - 1
    distances = np.diff(terms, prepend=0)
    opening = np.ones(len(terms), bool)
    opening[1:] = np.diff(file_of_term) != 0
    distances[opening] = terms[opening] - first[file_of_term[opening]]

    def cuts(of: Numbers) -> Numbers:
        return np.searchsorted(of, first[1:])

    columns = [
        cut_numbers(distances, cuts(terms)),
        cut_numbers(masks, cuts(terms)),
        cut_numbers(counts, cuts(hashes[heads])),
        cut_numbers(gaps, cuts(hashes)),
        cut_numbers(often - 1, cuts(hashes)),
        cut_numbers(lengths[short], cuts(hashes[short])),
    ]
    return [list(file) for file in zip(*columns, strict=True)]


def decoded(columns: Sequence[bytes], start: int) -> Lists:
    """What one file of ``encoded`` holds. Lengths of the text field are not in it: they read 0."""
    distances, masks, counts, gaps, often, short_lengths = map(read_numbers, columns)
    terms = start + np.cumsum(distances)
    bits = (masks[:, None] >> np.arange(8)) & 1
    term_of_list, field_of_list = np.nonzero(bits)
    hashes = np.repeat(terms[term_of_list], counts)
    fields = np.repeat(field_of_list, counts)
    running = np.cumsum(gaps)
    heads = np.cumsum(counts) - counts
    before = running[heads] - gaps[heads] if len(heads) else heads
    documents = running - np.repeat(before, counts)
    lengths = np.zeros(len(hashes), np.int64)
    lengths[fields > 0] = short_lengths
    return Lists(hashes, fields, documents, often + 1, lengths)


def file_columns(lists: Lists, start: int) -> list[bytes]:
    """Columns of a single file."""
    return encoded(lists, [start])[0] if len(lists.hashes) else [b""] * 6
