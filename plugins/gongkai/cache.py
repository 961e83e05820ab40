"""What a build remembers: read sources and written outputs, in one SQLite file.

A row per source (its stat, hash, validated record, faults) and a row per output (the key of what
went into it, its stat). Only changed rows are written, in one transaction that is committed at the end,
so a build that dies leaves the memory of the last good one. The transaction is exclusive: two builds
into one site folder wait for each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

VERSION: Final = 4
"""Raise it when a row's meaning changes."""

INDEX_KEY: Final = b"search"
"""Key of the files that the search index writes itself."""

_PATIENCE: Final = 600
"""Seconds to wait for another build into the same folder."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS source (
  path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, sha256 TEXT,
  record BLOB, faults TEXT, links TEXT, text_sha256 TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (
  address TEXT PRIMARY KEY, key BLOB, size INTEGER, mtime INTEGER, faults TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS indexed (
  record TEXT PRIMARY KEY, number INTEGER, stamp BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS posting (record TEXT PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT);
"""


class SourceRow(NamedTuple):
    """A source as it was read. Times in nanoseconds; ``faults`` and ``links`` are JSON."""

    path: str
    mtime: int
    size: int
    sha256: str
    record: bytes | None
    faults: str
    links: str
    text_sha256: str


class OutputRow(NamedTuple):
    """A file of the site as it was written."""

    address: str
    key: bytes
    size: int
    mtime: int
    faults: str = ""
    """What its document has to be told, as JSON: code, message and cure of each; mostly nothing."""


class IndexedRow(NamedTuple):
    """A record as the search index holds it: its number there, and the stamp of what was indexed."""

    record: str
    number: int
    stamp: bytes


class Cache:
    """The memory of builds into one site folder. ``path=None`` remembers nothing."""

    def __init__(self, path: Path | None, stamp: str) -> None:
        """``stamp`` names the program's version: rows of another one are not believed."""
        self._remembers = path is not None
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = self._open(path or ":memory:")
        self._db.execute("BEGIN EXCLUSIVE")
        self._stamp = f"{VERSION}:{stamp}"
        if self.note("stamp") != self._stamp:
            self._start_anew()

    @staticmethod
    def _open(path: Path | str) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            db.executescript(_TABLES)
        except sqlite3.OperationalError:  # somebody else still holds it
            raise
        except sqlite3.DatabaseError:  # a damaged file: nothing in it is worth more than a build
            db.close()
            Path(path).unlink()
            db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            db.executescript(_TABLES)
        return db

    def _start_anew(self) -> None:
        """Drop all: another program's tables may have other columns."""
        for table in ("source", "output", "indexed", "posting", "note"):
            self._db.execute(f"DROP TABLE {table}")
        for statement in _TABLES.split(";"):
            self._db.execute(statement)

    def note(self, name: str) -> str | None:
        """A single value that was kept under a name."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def sources(self) -> Iterable[SourceRow]:
        """Every remembered source."""
        return map(SourceRow._make, self._db.execute("SELECT * FROM source"))

    def outputs(self) -> dict[str, OutputRow]:
        """Every remembered output by address."""
        rows = self._db.execute("SELECT * FROM output")
        return {row[0]: OutputRow._make(row) for row in rows}

    def keep_sources(self, rows: Iterable[SourceRow], gone: Iterable[str]) -> None:
        """Remember sources that were read, forget those that are gone."""
        if self._remembers:
            self._db.executemany("INSERT OR REPLACE INTO source VALUES (?,?,?,?,?,?,?,?)", rows)
            self._db.executemany("DELETE FROM source WHERE path = ?", ((path,) for path in gone))

    def keep_outputs(self, rows: Iterable[OutputRow], gone: Iterable[str]) -> None:
        """Remember outputs that were written, forget those that are gone."""
        if self._remembers:
            self._db.executemany("INSERT OR REPLACE INTO output VALUES (?,?,?,?,?)", rows)
            self._db.executemany("DELETE FROM output WHERE address = ?", ((a,) for a in gone))

    def keep_note(self, name: str, value: str) -> None:
        """Remember a single value."""
        if self._remembers:
            self._db.execute("INSERT OR REPLACE INTO note VALUES (?,?)", (name, value))

    def indexed(self) -> dict[str, IndexedRow]:
        """Every record of the search index by id."""
        rows = self._db.execute("SELECT * FROM indexed")
        return {row[0]: IndexedRow._make(row) for row in rows}

    def posting(self, record: str) -> bytes | None:
        """The remembered postings of one record."""
        row = self._db.execute("SELECT data FROM posting WHERE record = ?", (record,)).fetchone()
        return row[0] if row else None

    def keep_posting(self, record: str, data: bytes) -> None:
        """Remember what the index holds of one record."""
        if self._remembers:
            self._db.execute("INSERT OR REPLACE INTO posting VALUES (?,?)", (record, data))

    def keep_indexed(self, rows: Iterable[IndexedRow], gone: Iterable[str], state: str) -> None:
        """Remember which records the index holds, and the state of the index as JSON."""
        if self._remembers:
            self._db.executemany("INSERT OR REPLACE INTO indexed VALUES (?,?,?)", rows)
            for id in gone:
                self._db.execute("DELETE FROM indexed WHERE record = ?", (id,))
                self._db.execute("DELETE FROM posting WHERE record = ?", (id,))
            self.keep_note("search", state)

    def forget_index(self) -> None:
        """Drop everything about the search index."""
        self._db.execute("DELETE FROM indexed")
        self._db.execute("DELETE FROM posting")
        self._db.execute("DELETE FROM note WHERE name = 'search'")

    def commit(self) -> None:
        """Make it last."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES ('stamp', ?)", (self._stamp,))
        self._db.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
