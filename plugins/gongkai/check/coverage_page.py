"""The coverage report for the editor's eyes: one HTML file that needs nothing else.

It is never a part of the site. Here is the heat map's geometry; the words are in ``coverage.html``.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from gongkai.check.coverage_report import Figures, OrganPart, Report
from gongkai.model.plain import as_plain

_WIDTH: Final = 40
_HEIGHT: Final = 30
"""From one cell to the next."""
_LETTER: Final = 14
"""Size of a label's letter."""
_MARGIN: Final = 10
_ROWS_UNDER_A_HEAD: Final = 25
"""The areas' names are repeated, so that a row low down can be read."""


class Cell(NamedTuple):
    """An organ's part of an area on the map."""

    x: int
    y: int
    shade: int
    """0 for nothing published, 5 for everything."""
    figures: Figures
    title: str


class MapRow(NamedTuple):
    """An organ's line."""

    y: int
    name: str
    cells: tuple[Cell, ...]


class Band(NamedTuple):
    """Some organs under one head."""

    head: int
    """Where the areas' names end."""
    rows: tuple[MapRow, ...]


class HeatMap(NamedTuple):
    """Organs by areas; a cell is dark as its part is published."""

    width: int
    height: int
    left: int
    """Where the cells begin."""
    columns: tuple[tuple[int, str], ...]
    """Middle of a column, name of its area."""
    bands: tuple[Band, ...]


def heat_map(report: Report) -> HeatMap:
    """The map of a report, with sizes in pixels."""
    left = _longest(organ.name for organ in report.organs) + 2 * _MARGIN
    top = _longest(area.name for area in report.areas) + 2 * _MARGIN
    place = {area.id: left + number * _WIDTH for number, area in enumerate(report.areas)}
    bands, y = [], 0
    for start in range(0, len(report.organs), _ROWS_UNDER_A_HEAD):
        y += top
        organs = report.organs[start : start + _ROWS_UNDER_A_HEAD]
        rows = tuple(_row(organ, y + n * _HEIGHT, place) for n, organ in enumerate(organs))
        bands.append(Band(y - _MARGIN, rows))
        y += len(rows) * _HEIGHT
    return HeatMap(
        width=left + len(place) * _WIDTH + _MARGIN,
        height=y + _MARGIN,
        left=left,
        columns=tuple((place[area.id] + _WIDTH // 2, area.name) for area in report.areas),
        bands=tuple(bands),
    )


def as_html(report: Report) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("gongkai.check", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    template = environment.get_template("coverage.html")
    return template.render(report=report, map=heat_map(report), cell=(_WIDTH, _HEIGHT))


def as_json(report: Report) -> str:
    """The same for machines."""
    return json.dumps(as_plain(report), ensure_ascii=False, indent=1) + "\n"


def _row(organ: OrganPart, y: int, place: dict[str, int]) -> MapRow:
    cells = (
        Cell(place[part.id], y, _shade(part.figures), part.figures, f"{organ.name}，{part.name}")
        for part in organ.areas
    )
    return MapRow(y, organ.name, tuple(cells))


def _shade(figures: Figures) -> int:
    """Everything and nothing have shades of their own; between them four quarters."""
    if figures.percent in (0, 100):
        return figures.percent // 20
    return 1 + figures.percent // 25


def _longest(names: Iterator[str]) -> int:
    """Pixels that the longest of some names takes."""
    return max((sum(map(_breadth, name)) for name in names), default=0) * _LETTER // 2


def _breadth(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1
