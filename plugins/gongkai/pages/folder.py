"""The site folder: brought to a new state by writing only what differs and removing what is gone.

It is never wiped, so a reader or a web server sees the last good site until each file is replaced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from gongkai.cache import INDEX_KEY, Cache, OutputRow
from gongkai.load.tree import Stat
from gongkai.output import write, write_pieces
from gongkai.pages.page import Page
from gongkai.pages.press import Job, Press, print_pages
from gongkai.progress import Told, silently
from gongkai.workers import CHUNK, Lazily, Workers

_HEAVY_CHUNK: Final = 4
"""Heavy pages a worker takes at a time."""
MARKER: Final = ".gongkai"
_MARK: Final = "这个文件夹由Gongkai生成，里面的文件会被下一次构建替换或删除。\n".encode()


class NotOurs(Exception):
    """The folder holds files that no build of ours has put there."""


Index: TypeAlias = Callable[[Path, Collection[str], bool], tuple[list[OutputRow], Collection[str]]]
"""Site folder, remembered addresses, whether all are there → rows written, addresses gone."""


class Extra(NamedTuple):
    """A file that is no page: theme asset, attachment, data."""

    address: str
    key: bytes
    pieces: Callable[[], Iterable[bytes]]


@dataclass(slots=True)
class Update:
    """What a build did to the folder."""

    written: int = 0
    kept: int = 0
    removed: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    """Address → what its document has to be told (``OutputRow.faults``), of all files that stand."""
    rows: list[OutputRow] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)


class SiteFolder:
    """A folder that belongs to Gongkai."""

    def __init__(self, path: Path, cache: Cache) -> None:
        """Raises NotOurs for a folder with other files in it, before anything is touched."""
        self.path = path
        self.cache = cache
        if path.exists() and any(path.iterdir()) and not (path / MARKER).is_file():
            raise NotOurs(str(path))

    def update(
        self,
        pages: Iterable[Page],
        extras: Iterable[Extra],
        press: Press,
        work: Path,
        workers: Workers,
        index: Index | None = None,
        told: Told = silently,
    ) -> Update:
        """Write what differs from the last build, remove what is gone, remember it.

        ``index`` writes its own files: it is given those it remembers, and whether all are as it
        left them. ``told`` is shown the files as they come, pages first, then the others.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        write(f"{self.path}/{MARKER}", _MARK)
        present = dict(_walk(str(self.path), ""))
        known = self.cache.outputs()
        done = Update(addresses={MARKER})

        def fresh(address: str, key: bytes) -> bool:
            if address in done.addresses or ".." in address.split("/"):
                raise ValueError(f"address {address!r} is taken or leaves the site")
            done.addresses.add(address)
            row = known.get(address)
            if row is None or row.key != key or present.get(address) != (row.mtime, row.size):
                return False
            if row.faults:
                done.faults[address] = row.faults
            return True

        stale = [page for page in pages if not fresh(page.address, page.key)]
        done.kept = len(done.addresses) - 1 - len(stale)
        self._print(stale, press, work, workers, done, told)
        late = [extra for extra in extras if not fresh(extra.address, extra.key)]
        done.rows += told(map(self._written, late), len(late), "写附件、数据和压缩包")
        if index is not None:
            self._index(index, known, present, done)
        done.written = len(done.rows)
        done.faults |= {row.address: row.faults for row in done.rows if row.faults}
        gone = present.keys() - done.addresses
        self._remove(gone)
        done.removed = len(gone)
        self.cache.keep_outputs(done.rows, known.keys() - done.addresses)
        return done

    def _written(self, extra: Extra) -> OutputRow:
        stat = write_pieces(f"{self.path}/{extra.address}", extra.pieces())
        return OutputRow(extra.address, extra.key, stat.st_size, stat.st_mtime_ns)

    def _index(
        self, index: Index, known: dict[str, OutputRow], present: dict[str, Stat], done: Update
    ) -> None:
        own = {address: row for address, row in known.items() if row.key == INDEX_KEY}
        intact = all(present.get(a) == (row.mtime, row.size) for a, row in own.items())
        rows, gone = index(self.path, own.keys(), intact)
        done.rows += rows
        done.addresses.update(own.keys() - gone, (row.address for row in rows))

    def _print(
        self,
        stale: list[Page],
        press: Press,
        work: Path,
        workers: Workers,
        done: Update,
        told: Told,
    ) -> None:
        if not stale:
            return
        press_file = work / "press"
        press.save(press_file)
        stamp = press_file.stat().st_mtime_ns
        printing = partial(print_pages, str(press_file), stamp)
        heavy = [page for page in stale if page.heavy]
        light = [page for page in stale if not page.heavy]
        rows = chain.from_iterable(
            workers.map(
                printing,
                Lazily(len(pages), partial(_job, pages)),
                len(pages) * CHUNK // chunk,
                chunk,
            )
            for pages, chunk in ((heavy, _HEAVY_CHUNK), (light, CHUNK))
        )
        done.rows += told(rows, len(stale), "生成页面和下载文件")
        workers.rest()

    def _remove(self, gone: Iterable[str]) -> None:
        folders: set[Path] = set()
        for address in gone:
            path = self.path / address
            path.unlink(missing_ok=True)
            folders.update(p for p in path.parents if p != self.path and self.path in p.parents)
        for folder in sorted(folders, key=lambda p: len(p.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _job(pages: list[Page], at: int) -> Job:
    return pages[at].job()


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stat]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", Stat(stat.st_mtime_ns, stat.st_size)
