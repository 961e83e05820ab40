"""``content/`` and ``catalogue/`` → Library, reading only what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from gongkai.cache import Cache, SourceRow
from gongkai.load.catalogue import read_catalogue
from gongkai.load.counterparts import join, read_back
from gongkai.load.kinds import adapter, kind_of
from gongkai.load.source import (
    BodyLink,
    Source,
    faults_from_json,
    faults_to_json,
    links_from_json,
    links_to_json,
    read_page,
    read_sources,
)
from gongkai.load.tree import Stat, Tree, scan
from gongkai.model import MONGOLIAN, Counterpart, Diagnostic, Library, Record
from gongkai.progress import Told, silently
from gongkai.workers import Workers


@dataclass(slots=True)
class Loaded:
    """A library with where it came from."""

    content: Path
    catalogue: Path
    library: Library
    tree: Tree
    sha256: dict[str, str]
    """Record id → SHA-256 of its source, hexadecimal: what changes when anything of it does."""
    text_sha256: dict[str, str]
    """Record id → ``text_digest`` of its body: what is published, and what anybody can recompute."""
    links: dict[str, list[BodyLink]] = field(default_factory=dict)
    """Source path without suffix → the references in its body; those without any are left out."""
    faults: list[Diagnostic] = field(default_factory=list)


def load(
    content: Path,
    catalogue: Path,
    cache: Cache,
    workers: Workers,
    former: Loaded | None = None,
    told: Told = silently,
) -> Loaded:
    """Read everything an editor wrote; every fault of the whole tree is in ``faults``.

    A source whose time and size are as remembered is not opened; where only the time differs, as
    after a checkout, its hash decides. ``former`` is an earlier state held in memory, as a preview
    does: what has not changed since is taken from it.
    """
    tree = scan(content)
    nouns, faults = read_catalogue(catalogue)
    records: list[Record] = []
    loaded = Loaded(
        content, catalogue, Library((), nouns), tree, {}, {}, faults=[*tree.faults, *faults]
    )
    kept = _keep(former, loaded, records) if former else frozenset()
    counterparts: list[Counterpart] = []
    for row in _rows(content, tree, kept, cache, workers, told):
        _take(row, loaded, records, counterparts)
    mongolian = list(join(loaded, records, counterparts))
    loaded.library = Library(records, nouns, mongolian)
    for path in tree.pages:
        read_page(content, path, loaded.links, loaded.faults)
    return loaded


def _keep(former: Loaded, loaded: Loaded, records: list[Record]) -> frozenset[str]:
    """Take over the faultless records whose sources are as they were; their paths."""
    faulty = {fault.file for fault in former.faults}
    kept = set()
    for path, stat in loaded.tree.records.items():
        id = path.removesuffix(".md")
        record = former.library.records.get(id)
        if record is None or former.tree.records.get(path) != stat or path in faulty:
            continue
        kept.add(path)
        records.append(record)
        loaded.sha256[id] = former.sha256[id]
        loaded.text_sha256[id] = former.text_sha256[id]
        if id in former.links:
            loaded.links[id] = former.links[id]
    return frozenset(kept)


def _rows(
    content: Path, tree: Tree, kept: frozenset[str], cache: Cache, workers: Workers, told: Told
) -> Iterator[SourceRow]:
    there = {**tree.records, **tree.mongolian}
    known = set(kept)
    gone: list[str] = []
    written: list[SourceRow] = []
    for row in cache.sources():
        stat = there.get(row.path)
        if stat is None:
            gone.append(row.path)
        elif (row.mtime, row.size) == stat:
            known.add(row.path)
            yield row
        elif row.size == stat.size and _digest(content / row.path) == row.sha256:
            known.add(row.path)
            written.append(row._replace(mtime=stat.mtime))
            yield row
    cache.keep_sources((), gone)
    fresh = [path for path in there if path not in known]
    read = workers.map(partial(read_sources, content), fresh)
    for source in told(read, len(fresh), "读取源文件"):
        row = _row(source, there[source.path])
        written.append(row)
        yield row
        if len(written) >= _FLUSH:
            cache.keep_sources(written, ())
            written.clear()
    cache.keep_sources(written, ())


_FLUSH: Final = 1000
"""Rows held before they go to the cache's open transaction: bounds memory, not durability."""


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _row(source: Source, stat: Stat) -> SourceRow:
    return SourceRow(
        source.path,
        stat.mtime,
        stat.size,
        source.sha256,
        source.record,
        faults_to_json(source.faults),
        links_to_json(source.links),
        source.text_sha256,
    )


def _take(
    row: SourceRow, loaded: Loaded, records: list[Record], counterparts: list[Counterpart]
) -> None:
    id = row.path.removesuffix(".md")
    loaded.sha256[id] = row.sha256
    loaded.text_sha256[id] = row.text_sha256
    if row.faults:
        loaded.faults += faults_from_json(row.faults)
    if row.links:
        loaded.links[id] = links_from_json(row.links)
    if row.record is None:
        return
    if row.path.startswith(MONGOLIAN):
        counterparts.append(read_back(row.record))
    else:
        records.append(adapter(kind_of(row.path)).validate_json(row.record))
