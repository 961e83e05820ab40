"""``scripts/bench search``: a library, its queries, our site and the peers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmark.exactness import exactness
from benchmark.grow import grow, read_targets
from benchmark.known_items import measure_search
from benchmark.library import Item, read_library
from benchmark.measure import run
from benchmark.project import PROGRAMS, ROOT
from benchmark.queries import classes, make_queries
from benchmark.search_peers import build_pagefind, measure_peers
from benchmark.table import COLUMNS, cells, rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the action understands."""
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the documents")
    parser.add_argument("--catalogue", type=Path, default=ROOT / "catalogue")
    parser.add_argument("--site", type=Path, help="already built from them; otherwise it is built")
    parser.add_argument("--queries", type=int, default=30, help="of each class (30)")
    parser.add_argument("--peers", action="store_true", help="Pagefind and Material, not our site")
    parser.add_argument("--index", action="store_true", help="the index alone, ours and Pagefind's")
    parser.add_argument("--exact", action="store_true", help="against lunr.js and the whole index")
    parser.add_argument("--grow", type=int, metavar="N", help="write a library of N documents")
    parser.add_argument("--into", type=Path, help="where --grow writes; an empty folder")
    parser.add_argument("--seed", type=int, default=1, help="of queries and of growth (1)")
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def search(folder: Path, arguments: argparse.Namespace) -> None:
    """Grow a library, or measure one."""
    content, catalogue = arguments.content, arguments.catalogue
    if arguments.grow:
        into = arguments.into
        if into is None or (into.exists() and any(into.iterdir())):
            sys.exit("--grow needs an empty folder: --into DIR")
        grow(content, catalogue, into, arguments.grow, arguments.seed)
        return
    items = read_library(content, catalogue)
    queries = make_queries(items, read_targets(content), arguments.queries, arguments.seed)
    short = {kind: n for kind, n in classes(queries).items() if n < arguments.queries}
    print(
        f"{len(items):,} documents, {len(queries)} queries; classes left short: {short or 'none'}"
    )
    if arguments.index:
        measure_index(items, content, catalogue, folder)
        return
    if arguments.peers:
        measure_peers(items, queries, folder)
        return
    if arguments.exact:
        exactness(content, catalogue, queries, arguments.site, lunr_script(), folder)
        return
    measure_search(arguments.site or _build(content, catalogue, folder), queries)


def measure_index(items: list[Item], content: Path, catalogue: Path, folder: Path) -> None:
    """Builds of the index alone, in turns: ours reads the sources, Pagefind pages made before."""
    ours, lines = Path(__file__).with_name("index_alone.py"), []
    for turn in range(2):
        site = folder / f"ours-{turn}"
        command = [sys.executable, ours, content.resolve(), catalogue.resolve(), site]
        lines.append(["gongkai", *cells(run(command, folder, site / "search"))])
        peer = folder / f"pagefind-{turn}"
        peer.mkdir()
        lines.append(["Pagefind", *cells(build_pagefind(items, peer))])
    print("\n" + rows(("index alone", *COLUMNS), lines))


def lunr_script() -> Path:
    """lunr.js, as MkDocs brings it."""
    import mkdocs.contrib.search

    return Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"


def _build(content: Path, catalogue: Path, folder: Path) -> Path:
    site = folder / "site"
    folders = ("--content", content.resolve(), "--catalogue", catalogue.resolve())
    folders = ("--config", ROOT / "mkdocs.yml", *folders)
    taken = run([PROGRAMS / "gongkai", "build", *folders, "--site-dir", site], folder, site)
    print("\n" + rows(("build", *COLUMNS), [["gongkai", *cells(taken)]]))
    return site
