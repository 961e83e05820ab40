"""Bring an index up to date: only the files that hold something of a changed document.

Lists are read back from the site's own files; what a document held before comes from the cache.
Numbers, long terms and the bounds of their tiers stay as the last full build set them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from gongkai.cache import Cache, IndexedRow, OutputRow
from gongkai.search import cards, fields, long_terms
from gongkai.search.build import POSTING, Index, proofs_of, shard_name, text_file, text_name
from gongkai.search.encode import read_script, script
from gongkai.search.entries import Card, Entry
from gongkai.search.layout import Layout
from gongkai.search.lists import Lists, decoded, file_columns, joined
from gongkai.search.postings import Postings, postings_of, unpack


class Change(NamedTuple):
    """Ids of records that are not as the index holds them."""

    changed: list[str]
    added: list[str]
    gone: list[str]

    @classmethod
    def between(cls, held: Mapping[str, IndexedRow], stamps: Mapping[str, bytes]) -> Self:
        """What differs between the index and the library; ids in order."""
        return cls(
            [id for id, stamp in stamps.items() if id in held and held[id].stamp != stamp],
            [id for id in stamps if id not in held],
            sorted(id for id in held if id not in stamps),
        )

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.gone)


class Changed(NamedTuple):
    """One document to bring up to date; without entry and card it is gone."""

    id: str
    number: int
    entry: Entry | None
    card: Card | None


class Applied(NamedTuple):
    """What was done."""

    rows: list[OutputRow]
    gone: set[str]
    """Addresses that are no longer part of the index."""
    moved: NDArray[np.int64]
    """By how much the terms of each field have grown."""


NOTHING = Postings(np.empty(0, np.uint32), np.empty(0, np.uint16), (0,) * fields.COUNT, "")


def apply(
    index: Index,
    content: Path,
    layout: Layout,
    cache: Cache,
    changes: Sequence[Changed],
    lengths: dict[int, int],
) -> Applied:
    """Rewrite what the changed documents touch; ``lengths`` learns the lengths of their texts."""
    now = postings_of(content, [c.entry for c in changes if c.entry])
    fresh = dict(zip((c.id for c in changes if c.entry), now, strict=True))
    before = {c.id: _remembered(cache, c.id) for c in changes}
    moved = np.zeros(fields.COUNT, np.int64)
    rows: list[OutputRow] = []
    gone: set[str] = set()
    touched: list[NDArray[np.int64]] = []
    for one in changes:
        old, new = before[one.id], fresh.get(one.id, NOTHING)
        moved += np.array(new.lengths) - np.array(old.lengths)
        touched.append(_touched(old, new, layout))
        lengths[one.number] = new.lengths[0]
        if one.entry:
            cache.keep_posting(one.id, new.pack())
        rows += _text(index, layout, one, new, gone)
    after = {one.number: fresh.get(one.id, NOTHING) for one in changes}
    rows += _lists(index, layout, np.unique(np.concatenate(touched)), after, gone)
    rows += _cards(index, layout, changes, after)
    return Applied(rows, gone, moved)


def _remembered(cache: Cache, id: str) -> Postings:
    data = cache.posting(id)
    return unpack(data) if data else NOTHING


def _keys(postings: Postings) -> NDArray[np.int64]:
    """Term, field and how often in one number; with the field's length where the lists hold it."""
    return postings.hashes.astype(np.int64) << 16 | postings.counts


def _touched(old: Postings, new: Postings, layout: Layout) -> NDArray[np.int64]:
    """Terms whose lists change: other counts, another length beside them, another tier."""
    hashes = [np.setxor1d(_keys(old), _keys(new)) >> 16]
    for field in range(1, fields.COUNT):
        if old.lengths[field] != new.lengths[field]:
            hashes += [
                each.hashes[each.counts >> 13 == field].astype(np.int64) for each in (old, new)
            ]
    if old.lengths[0] != new.lengths[0] and len(layout.long):
        hashes.append(_climbed(old, new, layout))
    return np.unique(np.concatenate(hashes))


def _climbed(old: Postings, new: Postings, layout: Layout) -> NDArray[np.int64]:
    """Long terms for which a document now weighs more than its tier allows: its text became shorter."""
    totals = [_weights(each, layout) for each in (old, new)]
    tiers = [long_terms.tiers_by_bounds(total, layout.bounds) for total in totals]
    held = (totals[0] > 0) & (totals[1] > 0)
    return layout.long[held & (tiers[1] < tiers[0])].astype(np.int64)


def _weights(postings: Postings, layout: Layout) -> NDArray[np.int64]:
    """What a document weighs for each long term; 0 where it lacks it."""
    ranks = np.searchsorted(layout.long, postings.hashes)
    ranks = np.minimum(ranks, len(layout.long) - 1)
    held = layout.long[ranks] == postings.hashes
    totals = np.zeros(len(layout.long), np.int64)
    np.add.at(totals, ranks[held], long_terms.weights(_as_lists(0, postings, held), layout))
    return totals


def _as_lists(number: int, postings: Postings, where: NDArray[np.bool_]) -> Lists:
    field = (postings.counts[where] >> 13).astype(np.int64)
    return Lists(
        postings.hashes[where].astype(np.int64),
        field,
        np.full(len(field), number, np.int64),
        (postings.counts[where] & 8191).astype(np.int64),
        np.array(postings.lengths, np.int64)[field],
    )


def _lists(
    index: Index,
    layout: Layout,
    touched: NDArray[np.int64],
    after: Mapping[int, Postings],
    gone: set[str],
) -> list[OutputRow]:
    is_long = np.isin(touched, layout.long)
    rows = []
    shift = 32 - layout.cut.bits
    shards = touched[~is_long] >> shift
    for shard in np.unique(shards).tolist():
        rows.append(_shard(index, shard, shift, touched[~is_long][shards == shard], after))
    for hash in touched[is_long].tolist():
        rows += _long(index, layout, hash, after, gone)
    return rows


def _new_lists(hashes: NDArray[np.int64], after: Mapping[int, Postings]) -> list[Lists]:
    return [
        _as_lists(number, postings, np.isin(postings.hashes, hashes))
        for number, postings in after.items()
    ]


def _shard(
    index: Index,
    shard: int,
    shift: int,
    hashes: NDArray[np.int64],
    after: Mapping[int, Postings],
) -> OutputRow:
    start = shard << shift
    lists = decoded(read_script(index.read(shard_name(shard))), start)
    kept = lists.at(~(np.isin(lists.hashes, hashes) & np.isin(lists.documents, list(after))))
    whole = joined([kept, *_new_lists(hashes, after)]).sorted()
    return index.save(shard_name(shard), script(f"t{shard}", file_columns(whole, start)))


def _long(
    index: Index,
    layout: Layout,
    hash: int,
    after: Mapping[int, Postings],
    gone: set[str],
) -> list[OutputRow]:
    names = [long_terms.name(hash, tier) for tier in range(long_terms.TIERS)]
    term = long_terms.read(hash, [index.read(n) for n in names if index.has(n)])
    others = ~np.isin(term.lists.documents, list(after))
    lists = term.lists.at(others)  # their tiers are kept, so nobody asks for the lengths of texts
    tier = dict(zip(lists.documents.tolist(), term.tier[others].tolist(), strict=True))
    whole = joined([lists, *_new_lists(np.array([hash]), after)]).sorted()
    made = long_terms.files(hash, long_terms.retiered(whole, tier, term.bounds, layout))
    gone.update(index.prefix + name for name in names if name not in made)
    return [index.save(name, data) for name, data in made.items()]


def _text(
    index: Index, layout: Layout, one: Changed, new: Postings, gone: set[str]
) -> list[OutputRow]:
    name = text_name(one.id)
    if not new.text:
        gone.add(index.prefix + name)
        return []
    own = index._replace(version=layout.alphabet.version)
    return [own.save(name, text_file(one.id, new.text, layout.alphabet))]


def _cards(
    index: Index, layout: Layout, changes: Sequence[Changed], after: Mapping[int, Postings]
) -> list[OutputRow]:
    step = layout.cut.cards_per_file
    rows = []
    for one in changes:
        postings = after[one.number]
        file = cards.name(one.number, step)
        first = one.number // step * step
        held = read_script(index.read(file)) if step > 1 and index.has(file) else []
        while len(held) < 3 * (one.number - first + 1):
            held.append(b"")
        proof = _proof(layout, one.number, postings)
        face = cards.shown(one.card, layout.alphabet, bool(postings.text)) if one.card else b""
        held[3 * (one.number - first) : 3 * (one.number - first) + 3] = [face, *proof]
        rows.append(index.save(file, script(f"d{first}", held)))
    return rows


def _proof(layout: Layout, number: int, postings: Postings) -> tuple[bytes, bytes]:
    long = np.isin(postings.hashes, layout.long)
    rows = np.empty(int(long.sum()), POSTING)
    rows["hash"], rows["document"], rows["count"] = (
        postings.hashes[long],
        number,
        postings.counts[long],
    )
    return proofs_of(layout, rows, np.array([postings.lengths], np.int64), number)[0]
