"""Markdown tables of what runs took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log
from statistics import median

from benchmark.measure import Taken


def rows(heading: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """A table that can be pasted."""
    lines = [heading, ["---"] * len(heading), *cells]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


COLUMNS = ("wall s", "CPU s", "peak MB", "output MB", "files")


def cells(taken: Taken) -> list[str]:
    """One run."""
    return [
        f"{taken.wall:.2f}",
        f"{taken.cpu:.2f}",
        f"{taken.peak:.0f}",
        f"{taken.output:.1f}",
        f"{taken.files}",
    ]


def middle(runs: Sequence[Taken]) -> Taken:
    """The median of each figure."""
    wall, cpu, peak, output, files = (median(figure) for figure in zip(*runs, strict=True))
    return Taken(wall, cpu, peak, output, int(files))


def ratio(ours: Sequence[Taken], theirs: Sequence[Taken]) -> list[str]:
    """Median over pairs of ours divided by theirs: wall, CPU, peak."""
    pairs = list(zip(ours, theirs, strict=True))
    return [f"{median(a[figure] / b[figure] for a, b in pairs):.2f}" for figure in range(3)]


def exponent(figures: Mapping[int, float]) -> float:
    """The power of the size with which a figure grows: least squares on logarithms."""
    xs, ys = [log(n) for n in figures], [log(value) for value in figures.values()]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
