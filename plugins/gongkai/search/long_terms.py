"""Long terms: a head file with the best postings, and further tiers by what they weigh.

The head also says how many postings there are, and for each tier what lies behind it: the most that
one document can weigh there (thousandths, before idf) and how many documents it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongkai.search.encode import numbers, read_numbers, read_script, script
from gongkai.search.layout import Layout, impact
from gongkai.search.lists import Lists, decoded, file_columns

TIERS: Final = 4


class Tiered(NamedTuple):
    """One long term's postings with the tier of each."""

    lists: Lists
    tier: NDArray[np.int64]
    bounds: NDArray[np.int64]
    """Three: the most that lies behind tiers 0, 1, 2."""


def weights(lists: Lists, layout: Layout) -> NDArray[np.int64]:
    """What each posting weighs before idf, in thousandths, rounded up."""
    return np.ceil(impact(lists.fields, lists.often, lists.lengths, layout.averages) * 1000).astype(
        np.int64
    )


def tiered(lists: Lists, layout: Layout) -> Tiered:
    """Cut by weight: whole documents, the heaviest first; equal ones by number."""
    documents, where = np.unique(lists.documents, return_inverse=True)
    total = np.zeros(len(documents), np.int64)
    np.add.at(total, where, weights(lists, layout))
    order = np.lexsort((documents, -total))
    rank = np.empty(len(documents), np.int64)
    rank[order] = np.arange(len(documents))
    ends = np.array(layout.cut.tiers)
    behind = [total[order[end:]].max(initial=0) for end in ends]
    tier = np.searchsorted(ends, rank, "right")
    return Tiered(lists, tier[where], np.array(behind, np.int64))


def retiered(
    lists: Lists, old: dict[int, int], bounds: NDArray[np.int64], layout: Layout
) -> Tiered:
    """Tiers by the bounds of the full build; ``old`` keeps the tier of documents that did not change."""
    documents, where = np.unique(lists.documents, return_inverse=True)
    total = np.zeros(len(documents), np.int64)
    np.add.at(total, where, weights(lists, layout))
    tier = tiers_by_bounds(total, bounds)
    kept = np.array([old.get(int(d), -1) for d in documents], np.int64)
    tier = np.where(kept >= 0, kept, tier)
    return Tiered(lists, tier[where], bounds)


def tiers_by_bounds(total: NDArray[np.int64], bounds: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first tier behind which nothing so heavy may lie."""
    behind: NDArray[np.int64] = (total[:, None] <= bounds).sum(axis=1)
    return behind


def name(hash: int, tier: int) -> str:
    """The file of a tier, below the index."""
    return f"h/{hash:08x}-{tier}.js"


def files(hash: int, term: Tiered) -> dict[str, bytes]:
    """Every file of one long term; a tier without postings has none."""
    sizes = [len(np.unique(term.lists.documents[term.tier == tier])) for tier in range(TIERS)]
    made = {}
    for tier in range(TIERS):
        part = term.lists.at(term.tier == tier)
        if tier and not sizes[tier]:
            continue
        columns = file_columns(part, hash)
        head = [numbers([len(term.lists.hashes), *term.bounds, *sizes])] if not tier else []
        made[name(hash, tier)] = script(f"{hash:08x}-{tier}", [*columns, *head])
    return made


def read(hash: int, parts: Sequence[bytes]) -> Tiered:
    """What ``files`` made, from the contents of the files in the order of the tiers."""
    columns = [read_script(part) for part in parts]
    head = read_numbers(columns[0][6])
    lists = [decoded(each[:6], hash) for each in columns]
    tiers = [tier for tier in range(TIERS) if not tier or head[4 + tier]]
    tier = np.repeat(np.array(tiers), [len(part.hashes) for part in lists])
    return Tiered(
        Lists(*(np.concatenate(column) for column in zip(*lists, strict=True))), tier, head[1:4]
    )
