"""What the standard catalogues cost: areas × organs × records, the same library with and without."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from random import Random
from typing import Final

import yaml

from benchmark.measure import Taken, aside, run
from benchmark.project import PROGRAMS, ROOT, Project
from benchmark.table import COLUMNS, cells, exponent, rows

UNDER: Final = 2
"""Items that a generated record is published under."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``scripts/bench standards``."""
    parser.add_argument("--organs", type=int, default=100, help="organs with all areas (100)")
    parser.add_argument("--sizes", default="10000", help="records, e.g. 2500,5000,10000 (10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def standards(folder: Path, arguments: argparse.Namespace) -> None:
    """Builds with all areas for every organ, beside builds without; then the coverage report."""
    added = {}
    for size in map(int, arguments.sizes.split(",")):
        added[size] = _measure(folder / str(size), size, arguments.organs, arguments.seed)
    if len(added) > 1:
        print(f"\nadded seconds grow with the {exponent(added):.2f}th power of the records")


def _measure(folder: Path, size: int, organs: int, seed: int) -> float:
    project = Project(folder, size, seed)
    items = _write(project, organs, seed)
    bare = folder / "bare"
    shutil.copytree(folder / "catalogue", bare, ignore=shutil.ignore_patterns("areas", "local"))
    _without_items(project.content, folder / "bare-content")
    area = folder / "catalogue" / "areas" / "jiuye.yaml"
    without = _build(project, bare, folder / "bare-content", cold=True)
    taken = {"without catalogues": without, "with, cold": _build(project)}
    taken["with, no change"] = _build(project, cold=False)
    before = _times(project.site)
    area.write_text(_retitled(area.read_text(encoding="utf-8")), encoding="utf-8")
    taken["with, one item edited"] = _build(project, cold=False)
    after = _times(project.site)
    touched = sum(after[path] != before.get(path) for path in after)
    taken["coverage report"] = _coverage(project, folder)
    print(f"\n{size} records, {items} items × {organs} organs; one edit wrote {touched} files\n")
    print(rows(("step", *COLUMNS), ([name, *cells(one)] for name, one in taken.items())))
    return taken["with, cold"].wall - without.wall


def _retitled(text: str) -> str:
    """The title of an area's first item made longer by a character."""
    data = yaml.load(text, yaml.CSafeLoader)
    title = data["items"][0]["title"]
    return text.replace(f"title: {title}\n", f"title: {title}（改）\n", 1)


def _write(project: Project, organs: int, seed: int) -> int:
    """Areas as the project has them, organs that take them all, and records under their items."""
    catalogue = project.folder / "catalogue"
    shutil.copytree(ROOT / "catalogue" / "areas", catalogue / "areas")
    keys = []
    for path in sorted((catalogue / "areas").glob("*.yaml")):
        data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        keys += [f"{data['id']}/{item['id']}" for item in data["items"]]
    _organs(catalogue, organs, sorted({key.split("/")[0] for key in keys}))
    chance = Random(seed)
    for path in sorted(project.content.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        chosen = chance.sample(keys, UNDER)
        issuer = f"issuer: jiguan-{chance.randrange(organs)}"
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith("issuer:"))
        lines[at : at + 1] = [issuer, f"catalogue: [{', '.join(chosen)}]"]
        path.write_text("\n".join(lines), encoding="utf-8")
    return len(keys)


def _organs(catalogue: Path, count: int, areas: list[str]) -> None:
    register = catalogue / "organs.yaml"
    listed = yaml.load(register.read_bytes(), yaml.CSafeLoader)
    (catalogue / "local").mkdir()
    for number in range(count):
        id, name = f"jiguan-{number}", f"示例第{number + 1}机关"
        listed.append({"id": id, "name": name, "kind": "机关", "level": "市级"})
        own = [{"area": area, "publisher": [name], "levels": ["city"]} for area in areas]
        text = yaml.safe_dump({"organ": id, "areas": own}, allow_unicode=True, sort_keys=False)
        (catalogue / "local" / f"{id}.yaml").write_text(text, encoding="utf-8")
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False)
    register.write_text(text, encoding="utf-8")


def _without_items(content: Path, folder: Path) -> None:
    """The same records without the key that puts them under items."""
    shutil.copytree(content, folder)
    for path in folder.rglob("*.md"):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = (line for line in lines if not line.startswith("catalogue:"))
        path.write_text("\n".join(kept), encoding="utf-8")


def _build(
    project: Project,
    catalogue: Path | None = None,
    content: Path | None = None,
    cold: bool = True,
) -> Taken:
    if cold:
        project.clean()
    command: list[str | Path] = [PROGRAMS / "gongkai", "build", "--no-search"]
    command += ["--content", content or project.content, "--site-dir", project.site]
    command += ["--catalogue", catalogue or project.folder / "catalogue"]
    return run(command, project.folder, project.site)


def _coverage(project: Project, folder: Path) -> Taken:
    report = folder / "report"
    aside(report)
    report.mkdir()
    command: list[str | Path] = [PROGRAMS / "gongkai", "check", "--content", project.content]
    command += ["--catalogue", project.folder / "catalogue", "--fail-on", "error"]
    command += ["--coverage", report / "coverage.html"]
    return run(command, project.folder, report)


def _times(site: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()}
