"""Whether the index stands is answered without the libraries that would make it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from gongkai.cache import Cache, IndexedRow
from gongkai.search.standing import BASE, base_of, stands

NOTE = base_of(b"\1", stick=False)


@pytest.fixture
def cache() -> Iterator[Cache]:
    """What a build has left that indexed two records."""
    with Cache(None, "") as empty:
        empty._remembers = True
        rows = [IndexedRow("a", 0, b"x"), IndexedRow("b", 1, b"y")]
        empty.keep_indexed(rows, (), "{}")
        empty.keep_note(BASE, NOTE)
        yield empty


def test_the_same_records_stand(cache: Cache) -> None:
    assert stands(cache, NOTE, {"a": b"x", "b": b"y"})


@pytest.mark.parametrize(
    "stamps", [{}, {"a": b"x"}, {"a": b"x", "b": b"z"}, {"a": b"x", "b": b"y", "c": b"z"}]
)
def test_any_change_does_not(cache: Cache, stamps: dict[str, bytes]) -> None:
    assert not stands(cache, NOTE, stamps)


def test_another_catalogue_or_kind_of_index_does_not(cache: Cache) -> None:
    same = {"a": b"x", "b": b"y"}
    assert not stands(cache, base_of(b"\2", stick=False), same)
    assert not stands(cache, base_of(b"\1", stick=True), same)
    cache.forget_index()
    assert not stands(cache, NOTE, same)


def test_the_answer_imports_no_numpy() -> None:
    code = "import sys, gongkai.search.standing, gongkai.mkdocs.site; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
