"""The index of a site: built whole, or brought up to date where little has changed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from gongkai.cache import Cache, IndexedRow, OutputRow
from gongkai.load import Loaded
from gongkai.model import Record
from gongkai.progress import Told, silently
from gongkai.search import directory
from gongkai.search.build import Index, build
from gongkai.search.change import Change, Changed, apply
from gongkai.search.entries import card, entry, facets
from gongkai.search.layout import Cut, Layout
from gongkai.search.postings import Postings
from gongkai.search.standing import BASE, base_of
from gongkai.text import letters, pinyin
from gongkai.workers import Workers

PREFIX: Final = "search/"
CHANGED_MOST: Final = 0.02
"""Share of documents that may differ from the layout before everything is cut anew."""
CHANGED_FEW: Final = 20
DRIFT: Final = 0.01
"""The averages may move so far; the browser's bounds allow for as much."""


@dataclass(slots=True)
class State:
    """What the next build must know of the index besides each record's number."""

    layout: Layout
    size: int
    """Numbers given so far."""
    sums: list[int]
    """Terms of each field in all documents."""
    changed: dict[int, int] = field(default_factory=dict)
    """Length of the texts that differ from the layout's, by document number."""
    odd: int = 0
    """Documents added or gone since the layout was made."""

    def pack(self) -> str:
        """As JSON."""
        plain = {
            "layout": self.layout.pack(),
            "size": self.size,
            "sums": self.sums,
            "changed": sorted(self.changed.items()),
            "odd": self.odd,
        }
        return json.dumps(plain, separators=(",", ":"))

    @classmethod
    def unpack(cls, text: str) -> State:
        """What ``pack`` gave."""
        plain: dict[str, Any] = json.loads(text)
        layout = Layout.unpack(plain["layout"])
        return cls(layout, plain["size"], plain["sums"], dict(plain["changed"]), plain["odd"])


class SiteIndex:
    """The index of one state of the sources."""

    def __init__(
        self,
        loaded: Loaded,
        day: date,
        stamps: Mapping[str, bytes],
        base: bytes,
        cache: Cache,
        workers: Workers,
        work: Path,
        stick: bool = False,
        told: Told = silently,
    ) -> None:
        """``stamps`` change with a record or its validity; ``base`` with program or catalogue.

        ``stick``: fewer and larger files, for copies that are read from a USB stick.
        """
        self._loaded = loaded
        self._library = loaded.library
        self._day = day
        self._stamps = stamps
        self._base = base_of(base, stick)
        self._cache = cache
        self._workers = workers
        self._work = work
        self._stick = stick
        self._told = told
        self._columns = {c.id: c.name for c in self._library.catalogue.columns}

    def __call__(
        self, site: Path, remembered: Collection[str], intact: bool
    ) -> tuple[list[OutputRow], Collection[str]]:
        """Write what differs; gives the rows written and the remembered addresses that are gone."""
        index = Index(site, PREFIX)
        noted = self._cache.note("search")
        held = self._cache.indexed() if noted and intact else {}
        if noted and held and self._cache.note(BASE) == self._base:
            change = Change.between(held, self._stamps)
            if not change:
                return [], ()
            state = State.unpack(noted)
            if self._small(change, state):
                updated = self._update(index, state, held, change)
                if updated is not None:
                    return updated
        return self._full(index, remembered)

    def _small(self, change: Change, state: State) -> bool:
        moved = len(change.changed) + len(change.added) + len(change.gone)
        moved += len(state.changed) + state.odd
        return moved <= max(CHANGED_FEW, CHANGED_MOST * len(self._stamps))

    def _full(
        self, index: Index, remembered: Collection[str]
    ) -> tuple[list[OutputRow], Collection[str]]:
        self._cache.forget_index()
        records = list(self._library.records.values())
        entries = [entry(self._loaded, record) for record in records]
        letters.folded(letters.units("字"))  # before workers are forked: each would make the tables
        pinyin.spoken("字")

        def keep(at: int, postings: Postings) -> None:
            self._cache.keep_posting(records[at].id, postings.pack())

        with tempfile.TemporaryDirectory(dir=self._work) as folder:
            built = build(
                index,
                self._loaded.content,
                entries,
                lambda at: card(self._library, records[at], self._day),
                keep,
                Cut.of(len(entries), self._stick),
                self._workers,
                Path(folder),
                self._told,
            )
        sums = built.documents.lengths.sum(axis=0).tolist()
        state = State(built.layout, len(records), sums)
        numbers = {records[at].id: number for number, at in enumerate(built.documents.order)}
        rows = built.rows + self._whole_files(index, state, numbers)
        forms = directory.letter_files(built.layout.alphabet)
        own = index._replace(version=built.layout.version)
        rows += [own.save(name, data) for name, data in forms.items()]
        self._remember(numbers, [], state)
        written = {row.address for row in rows}
        return rows, [address for address in remembered if address not in written]

    def _update(
        self, index: Index, state: State, held: dict[str, IndexedRow], change: Change
    ) -> tuple[list[OutputRow], Collection[str]] | None:
        records = self._library.records
        numbers = {id: row.number for id, row in held.items() if id in records}
        for id in change.added:
            numbers[id] = state.size
            state.size += 1
        changed = [
            Changed(
                id,
                numbers.get(id, held[id].number if id in held else -1),
                entry(self._loaded, records[id]) if id in records else None,
                card(self._library, records[id], self._day) if id in records else None,
            )
            for id in (*change.changed, *change.added, *change.gone)
        ]
        index = index._replace(version=state.layout.version)
        done = apply(index, self._loaded.content, state.layout, self._cache, changed, state.changed)
        state.sums = [int(a + b) for a, b in zip(state.sums, done.moved, strict=True)]
        state.odd += len(change.added) + len(change.gone)
        if self._drifted(state):
            return None
        rows = done.rows + self._whole_files(index, state, numbers)
        self._remember(
            {id: numbers[id] for id in (*change.changed, *change.added)}, change.gone, state
        )
        return rows, done.gone

    def _drifted(self, state: State) -> bool:
        now = np.array(state.sums) / max(len(self._stamps), 1)
        then = np.array(state.layout.averages)
        return bool((np.abs(now - then) > DRIFT * then).any())

    def _whole_files(
        self, index: Index, state: State, numbers: Mapping[str, int]
    ) -> list[OutputRow]:
        """Directory and facets: small, made from all records."""
        by_number: list[Record | None] = [None] * state.size
        for id, number in numbers.items():
            by_number[number] = self._library.records[id]
        values = [facets(self._library, r, self._day) if r else None for r in by_number]
        files = directory.facet_files(values, self._columns)
        files[directory.NAME] = directory.directory(
            state.layout,
            len(numbers),
            state.size,
            np.array(state.sums),
            state.changed,
            self._columns,
        )
        own = index._replace(version=state.layout.version)
        bare = index._replace(version="")
        return [
            (bare if name == directory.NAME else own).save(name, data)
            for name, data in files.items()
        ]

    def _remember(self, numbers: Mapping[str, int], gone: Collection[str], state: State) -> None:
        rows = [IndexedRow(id, number, self._stamps[id]) for id, number in numbers.items()]
        self._cache.keep_indexed(rows, gone, state.pack())
        self._cache.keep_note(BASE, self._base)
