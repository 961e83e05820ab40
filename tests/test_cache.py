"""What a build remembers."""

import sqlite3
from pathlib import Path

from gongkai.cache import Cache, OutputRow

ROW = OutputRow("a.html", b"key", 1, 2)


def test_what_was_committed_is_remembered_and_what_was_not_is_not(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    with Cache(path, "1") as cache:
        cache.keep_outputs([ROW], ())
        cache.commit()
    with Cache(path, "1") as cache:
        cache.keep_outputs([ROW._replace(address="b.html")], ())
    with Cache(path, "1") as cache:
        assert cache.outputs() == {"a.html": ROW}


def test_another_version_of_the_program_believes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    with Cache(path, "1") as cache:
        cache.keep_outputs([ROW], ())
        cache.commit()
    with Cache(path, "2") as cache:
        assert cache.outputs() == {}


def test_a_damaged_memory_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "memory"
    path.write_bytes(b"not a database, " * 100)
    with Cache(path, "1") as cache:
        assert cache.outputs() == {}
        cache.commit()


def test_a_cache_with_other_columns_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE output (address TEXT PRIMARY KEY, key BLOB)")
        old.execute("CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT)")
        old.execute("INSERT INTO output VALUES ('a.html', x'00')")
    old.close()
    with Cache(path, "new") as cache:
        assert cache.outputs() == {}
        cache.keep_outputs([ROW], [])
        cache.commit()
    with Cache(path, "new") as cache:
        assert cache.outputs() == {"a.html": ROW}
