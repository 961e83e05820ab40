"""The benchmark's generator: same seed, same bytes; ids unique; a portal that passes `check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from gongkai.cache import Cache
from gongkai.check import findings
from gongkai.load import load
from gongkai.model import Level
from gongkai.workers import Workers

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from benchmark.catalogue import topic_leaves  # noqa: E402
from benchmark.corpus import FIRST_YEAR, LAST_YEAR, Corpus, generate, years  # noqa: E402
from benchmark.prose import chinese_number  # noqa: E402
from benchmark.table import exponent  # noqa: E402

LEAVES = topic_leaves(ROOT / "catalogue")


def _written(folder: Path, seed: int) -> dict[str, bytes]:
    generate(50, folder, seed, ROOT / "catalogue")
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = _written(tmp_path / "a", 1)
    assert first == _written(tmp_path / "b", 1)
    assert first != _written(tmp_path / "c", 2)


def test_ids_are_unique_and_every_year_has_some() -> None:
    ids = [document.id for document in Corpus(1000, 1, LEAVES).documents()]
    assert len(ids) == len(set(ids)) == 1000
    assert {int(id.split("/")[1]) for id in ids} == set(range(FIRST_YEAR, LAST_YEAR + 1))


@pytest.mark.parametrize("count", [0, 1, 50, 12_345])
def test_years_add_up(count: int) -> None:
    assert sum(years(count)) == count


def test_lengths_are_as_promised() -> None:
    bodies = (d.text.split("---\n", 2)[2] for d in Corpus(1000, 1, LEAVES).documents())
    lengths = sorted(map(len, bodies))
    assert 2_200 < lengths[500] < 3_000
    assert 400 < lengths[50] < 900
    assert 9_000 < lengths[950] < 15_000


def test_a_generated_library_has_no_errors(tmp_path: Path) -> None:
    generate(50, tmp_path, 1, ROOT / "catalogue")
    with Workers(1) as workers, Cache(None, "") as cache:
        loaded = load(tmp_path / "content", tmp_path / "catalogue", cache, workers)
        found = findings(loaded, date(2026, 12, 31))
    assert len(loaded.library) == 50
    assert [str(fault) for fault in found if fault.level is Level.ERROR] == []
    assert {fault.file for fault in found} <= {
        "catalogue/organs.yaml",
        "catalogue/site.yaml",
        "guide.md",
        "request.md",
    }
    summaries = [record.summary for record in loaded.library.records.values()]
    assert all(60 <= len(summary) <= 200 for summary in summaries)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (21, "二十一"), (105, "一百零五"), (110, "一百一十")],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_exponent_of_a_power() -> None:
    assert exponent({10: 100.0, 100: 10_000.0, 1000: 1_000_000.0}) == pytest.approx(2)
