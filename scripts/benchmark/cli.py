"""The benchmark's command line."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from benchmark.compare import compare, scale
from benchmark.corpus import generate
from benchmark.downloads import add_arguments as add_downloads_arguments
from benchmark.downloads import downloads
from benchmark.mongolian import add_arguments as add_mongolian_arguments
from benchmark.mongolian import mongolian
from benchmark.paint import paint
from benchmark.project import ROOT, program_state
from benchmark.search import add_arguments, search
from benchmark.serve import serve
from benchmark.standards import add_arguments as add_standards_arguments
from benchmark.standards import standards


def main() -> None:
    """Generate, compare, scale, serve, paint, search, standards, downloads or mongolian; temporary files go at the end."""
    arguments = _parser().parse_args()
    if arguments.action == "generate":
        if arguments.folder.exists() and any(arguments.folder.iterdir()):
            sys.exit(f"{arguments.folder} is not empty")
        generate(arguments.count, arguments.folder, arguments.seed, ROOT / "catalogue")
        return
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    before = program_state()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` is reached
    try:
        _measure(arguments, folder)
        if program_state() != before:
            sys.exit("\nThe program was edited while it was measured: measure again.")
    finally:
        if arguments.keep:
            print(f"\nkept: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder)


def _measure(arguments: argparse.Namespace, folder: Path) -> None:
    if arguments.action == "serve":
        serve(folder, arguments.size, arguments.runs or 5, arguments.seed)
    elif arguments.action == "paint":
        paint(folder, arguments.size, arguments.runs or 5, arguments.seed)
    elif arguments.action == "search":
        search(folder, arguments)
    elif arguments.action == "standards":
        standards(folder, arguments)
    elif arguments.action == "downloads":
        downloads(folder, arguments)
    elif arguments.action == "mongolian":
        mongolian(folder, arguments)
    elif arguments.sizes:
        scale(folder, arguments.sizes, arguments.seed)
    else:
        runs = arguments.runs or 3
        compare(folder, arguments.size, runs, arguments.seed, arguments.peers, arguments.mkdocs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measure cold, unchanged and edited builds of --size records.",
    )
    _common(parser)
    parser.add_argument("--peers", action="store_true", help="the same site by Hugo, in turns")
    parser.add_argument("--mkdocs", action="store_true", help="by `mkdocs build` too")
    parser.add_argument("--sizes", type=_sizes, help="one run of each size, e.g. 1000,10000,50000")
    parser.set_defaults(action="build")
    actions = parser.add_subparsers(
        dest="action", metavar="generate|serve|paint|search|standards|downloads|mongolian"
    )
    make = actions.add_parser("generate", help="write a library of N documents to an empty folder")
    make.add_argument("count", type=int, metavar="N")
    make.add_argument("folder", type=Path, metavar="DIR")
    make.add_argument("--seed", type=int, default=1)
    _common(actions.add_parser("serve", help="time edits under `mkdocs serve`"))
    _common(actions.add_parser("paint", help="time a first visit on a slow phone"))
    add_arguments(actions.add_parser("search", help="quality, loads and times of the search"))
    areas = actions.add_parser("standards", help="cost of the standard catalogues")
    add_standards_arguments(areas)
    add_downloads_arguments(actions.add_parser("downloads", help="cost and proof of the files"))
    spellings = actions.add_parser(
        "mongolian", help="recall of Mongolian spellings, cost of the index"
    )
    add_mongolian_arguments(spellings)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, default=1000, help="records (1000)")
    parser.add_argument("--runs", type=int, help="runs (3), or edits of serve, visits of paint (5)")
    parser.add_argument("--seed", type=int, default=1, help="of the generated documents (1)")
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]
