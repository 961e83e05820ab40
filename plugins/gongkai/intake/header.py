"""Where a sheet's table begins and what its columns hold, by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.intake.names import heading, plain, tick_heading
from gongkai.intake.sheet import Sheet
from gongkai.intake.sheet_reader import COLUMN_LIMIT
from gongkai.model.standard_catalogue import Column

_SEARCHED: Final = 40
"""Rows in which a header is looked for."""
_NEEDED: Final = 3
"""Columns of the standard that a row must name to be a header, the title's among them."""
_OWN_LISTS: Final = frozenset({"领域编号", "事项编号"})
"""Headings of the lists beside the tables in our own export."""


class Tick(NamedTuple):
    """A column in which a mark chooses."""

    column: int
    kind: Column
    values: tuple[str, ...]
    label: str


@dataclass(slots=True)
class Header:
    """The header of a table."""

    first: int
    last: int
    """Its rows."""
    single: dict[str, int] = field(default_factory=dict)
    """What a column holds → the column."""
    ticks: list[Tick] = field(default_factory=list)
    unknown: dict[int, str] = field(default_factory=dict)
    """Columns whose heading says nothing to us."""

    @property
    def columns(self) -> set[str]:
        """The standard's columns that the table has."""
        return {*self.single, *(tick.kind for tick in self.ticks)}


def find_header(sheet: Sheet) -> Header | None:
    """The first row, or pair of rows, that names enough columns."""
    for row in sorted(sheet.rows)[:_SEARCHED]:
        header = header_at(sheet, row)
        if header:
            return header
    return None


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The header that begins in a row; None where none does."""
    width = min(sheet.width, COLUMN_LIMIT)
    labels = {column: sheet.cell(row, column).text.strip() for column in range(1, width + 1)}
    if _OWN_LISTS.issubset(labels.values()):
        return None
    named = {label for label in labels.values() if heading(label) or tick_heading(label)}
    if len(named) < 2:
        return None  # a title, perhaps with the header below it
    lower = _lower_labels(sheet, row, width)
    header = _read(labels, lower)
    if "title" not in header.columns or len(header.columns - {"number", "note"}) < _NEEDED:
        return None
    header.first, header.last = row, row + 1 if lower else row
    return header


def _lower_labels(sheet: Sheet, row: int, width: int) -> dict[int, str]:
    """The second row of a two-row header; empty where the next row is none."""
    own = {
        column: text
        for column in range(1, width + 1)
        if sheet.owner(row + 1, column).top == row + 1
        and (text := sheet.cell(row + 1, column).text.strip())
    }
    known = sum(bool(heading(text) or tick_heading(text)) for text in own.values())
    return own if own and known >= 2 and known * 3 >= len(own) * 2 else {}


def _read(upper: dict[int, str], lower: dict[int, str]) -> Header:
    header = Header(0, 0)
    matters: list[int] = []
    above = ""
    for column, label in upper.items():
        above = label or (above if column in lower else "")
        below = lower.get(column, "")
        kind = heading(below or above)
        if below and (found := _tick_column(column, above, below)):
            header.ticks.append(found)
        elif kind == "matter":
            matters.append(column)
        elif kind and kind not in header.single:
            header.single[kind] = column
        elif not below and (found := _tick_column(column, "", above)):
            header.ticks.append(found)
        elif below or label:
            header.unknown[column] = (below or label).replace("\n", "")[:30]
    _place_matters(header, matters)
    return header


def _tick_column(column: int, above: str, below: str) -> Tick | None:
    found = tick_heading(below)
    over = heading(above)
    if found and over in (None, "matter", found[0]):
        kind, values = found
        return Tick(column, kind, values, below)  # type: ignore[arg-type]  # one of the columns
    if over == "channels" and plain(below):
        return Tick(column, "channels", ("other",), re.sub(r"\s", "", below))
    return None


def _place_matters(header: Header, matters: list[int]) -> None:
    """公开事项 is the group beside a title's column, and the title beside a group's or alone."""
    for column in matters:
        if "title" in header.single:
            wanted = "group"
        elif "group" in header.single or len(matters) == 1:
            wanted = "title"
        else:
            wanted = "group"
        header.single.setdefault(wanted, column)
