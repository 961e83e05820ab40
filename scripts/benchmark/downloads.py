"""What the files of records cost: each form by itself, and whole builds with and without them."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

from gongkai.cache import Cache
from gongkai.downloads.documents.document import document_of
from gongkai.downloads.documents.making import FORMS, Source, Workshop, issue_made, made
from gongkai.downloads.gazette.issue import Article, Issue
from gongkai.load import Loaded, load
from gongkai.model import Record
from gongkai.workers import Workers

from benchmark.measure import Taken, run
from benchmark.project import PROGRAMS, ROOT, Project, edited
from benchmark.table import COLUMNS, cells, rows

LEVELS: Final = ("none", "docx", "all")
_OF_AN_ISSUE: Final = 12
"""Documents that make a gazette issue of some eighty pages."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``scripts/bench downloads``."""
    parser.add_argument("--content", type=Path, help="records to make files of, one by one")
    parser.add_argument("--catalogue", type=Path, help="their catalogue")
    parser.add_argument("--sizes", default="1000", help="records of whole builds (1000); none: 0")
    parser.add_argument("--levels", default="none,docx,all", help="--downloads of whole builds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def downloads(folder: Path, arguments: argparse.Namespace) -> None:
    """Forms of single documents first, then builds."""
    if arguments.content:
        _forms(arguments.content.resolve(), arguments.catalogue.resolve())
    for size in filter(None, map(int, arguments.sizes.split(","))):
        _builds(folder / str(size), size, arguments.levels.split(","), arguments.seed)


def _forms(content: Path, catalogue: Path) -> None:
    """Each form in this process, the first document of each apart: a press begins with it."""
    shop = Workshop(
        content,
        ROOT / "overrides" / "gongkai" / "downloads" / "record.docx",
        ROOT / ".cache" / "fonts",
        "comrak",
    )
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(content, catalogue, cache, workers)
    records = [record for record in loaded.library.records.values() if record.open]
    sources = [Source(document_of(loaded, one), loaded.sha256[one.id]) for one in records]
    print(f"{len(sources)} documents, one process\n")
    lines = []
    for form in FORMS:
        times, sizes = [], []
        for source in sources:
            made("bib" if form != "bib" else "ris", shop, source)  # reads the text, not timed
            took, data = _timed(lambda source=source, form=form: made(form, shop, source).data)
            times.append(took)
            sizes.append(len(data))
        lines.append([form, *_spread(times), f"{median(sizes) / 1000:.1f}"])
    print(rows(("form", "first ms", "median ms", "p95 ms", "median KB"), lines))
    print("\n" + rows(("issue", "ms", "KB"), _issues(loaded, records, shop)))


def _spread(times: list[float]) -> tuple[str, str, str]:
    first, rest = times[0], sorted(times[1:])
    return (
        f"{first:.1f}",
        f"{median(rest):.2f}",
        f"{rest[int(0.95 * len(rest))]:.2f}",
    )


def _timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = time.perf_counter()
    data = work()
    return 1000 * (time.perf_counter() - begun), data


def _issues(loaded: Loaded, records: list[Record], shop: Workshop) -> list[list[str]]:
    """A gazette issue of the longest common kind of text, as both its files."""
    by_size = sorted(records, key=lambda one: (loaded.content / f"{one.id}.md").stat().st_size)
    chosen = by_size[-2 * _OF_AN_ISSUE : -_OF_AN_ISSUE]
    documents = [document_of(loaded, one) for one in chosen]
    issue = Issue(
        title="公报",
        year=2026,
        number=1,
        total=None,
        published_on=chosen[0].written_on,
        articles=tuple(Article("文件", one.title, one) for one in documents),
        sample=True,
        url="https://www.example.gov.cn/gazette/2026/1.html",
    )
    sha256 = {one.id: loaded.sha256[one.id] for one in chosen}
    found = []
    for form in ("pdf", "epub"):
        issue_made(form, shop, issue, sha256)
        took, data = _timed(lambda form=form: issue_made(form, shop, issue, sha256).data)
        found.append([f"{len(chosen)} documents, {form}", f"{took:.0f}", f"{len(data) / 1000:.0f}"])
    return found


def _builds(folder: Path, size: int, levels: list[str], seed: int) -> None:
    project = Project(folder, size, seed)
    lines: list[list[str]] = []
    for level in levels:
        project.clean()
        for name in ("cold", "no change", "one edit"):
            if name == "one edit":
                edited(project.record)
            taken = _build(project, level)
            lines.append([level, name, *cells(taken), f"{taken.output / size:.3f}"])
    print(f"\n{size} records\n")
    print(rows(("downloads", "build", *COLUMNS, "MB a record"), lines))


def _build(project: Project, level: str) -> Taken:
    command: list[str | Path] = [PROGRAMS / "gongkai", "build", "--no-search"]
    command += ["--downloads", level, "--content", project.content, "--site-dir", project.site]
    command += ["--catalogue", project.folder / "catalogue"]
    return run(command, project.folder, project.site)
