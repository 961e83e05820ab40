"""``scripts/bench downloads``: what files cost, each alone and with whole builds; and their proof."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from benchmark.download_files import measure_files
from benchmark.download_proof import prove_downloads
from benchmark.measure import Taken, run
from benchmark.project import PROGRAMS, ROOT, Project, edited, load_average
from benchmark.table import COLUMNS, cells, rows

LEVELS: Final = ("none", "docx", "all")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the action understands."""
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the documents")
    parser.add_argument("--catalogue", type=Path, default=ROOT / "catalogue")
    parser.add_argument("--sample", type=int, default=100, help="documents of any length (100)")
    parser.add_argument(
        "--builds", metavar="SIZES", help="whole builds of that many records, e.g. 1000,10000"
    )
    parser.add_argument("--levels", default=",".join(LEVELS), help="of --builds (none,docx,all)")
    parser.add_argument(
        "--prove", action="store_true", help="build the documents and check every file"
    )
    parser.add_argument("--site", type=Path, help="already built from them, for --prove")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def downloads(folder: Path, arguments: argparse.Namespace) -> None:
    """Files, builds or the proof."""
    print(f"\nload average {load_average()}\n", flush=True)
    if arguments.prove:
        site = arguments.site or _built(folder, arguments.content, arguments.catalogue)
        prove_downloads(site, arguments.content, arguments.catalogue, folder)
    elif arguments.builds:
        sizes = map(int, arguments.builds.split(","))
        measure_builds(folder, sizes, arguments.levels.split(","), arguments.seed)
    else:
        measure_files(arguments.content, arguments.catalogue, arguments.sample, arguments.seed)


def measure_builds(folder: Path, sizes: Iterable[int], levels: list[str], seed: int) -> None:
    """Cold, unchanged and edited builds at each level; each table as soon as it is known."""
    for size in sizes:
        lines = []
        for level in levels:
            project = Project(folder / f"{size}-{level}", size, seed)
            for step in ("cold", "no change", "one edit"):
                if step == "cold":
                    project.clean()
                elif step == "one edit":
                    edited(project.record)
                _lend_fonts(project.folder)
                command = [*project.command("gongkai"), "--downloads", level]
                taken = run(command, project.folder, project.site)
                lines.append([level, step, *cells(taken), f"{taken.output / size:.3f}"])
        print(f"\n## {size:,} records\n")
        heading = ("--downloads", "build", *COLUMNS, "MB a record")
        print(rows(heading, lines), flush=True)


def _lend_fonts(project: Path) -> None:
    """The configuration looks for fonts beside itself, and a cold build has moved the cache."""
    fonts = project / ".cache" / "fonts"
    fonts.parent.mkdir(exist_ok=True)
    if not fonts.exists():
        fonts.symlink_to(ROOT / ".cache" / "fonts")


def _built(folder: Path, content: Path, catalogue: Path) -> Path:
    site = folder / "site"
    folders = ("--content", content.resolve(), "--catalogue", catalogue.resolve())
    command = [PROGRAMS / "gongkai", "build", "--no-cache", "--downloads", "all", *folders]
    taken: Taken = run(
        [*command, "--config", ROOT / "mkdocs.yml", "--site-dir", site], folder, site
    )
    print(rows(("build", *COLUMNS), [["--downloads all", *cells(taken)]]), flush=True)
    return site
