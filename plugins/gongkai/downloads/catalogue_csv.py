"""A catalogue as CSV: one row an item, for programs and for a quick look.

UTF-8 with a byte order mark and CRLF, so that Excel and WPS read it by double click. Several values
stand in one cell, one a line. A cell that a spreadsheet would take for a formula has an apostrophe
before it (OWASP, CSV Injection); no other cell is touched, and a program that wants the text itself
takes the JSON. 标识 is there because Excel makes 2.1 of the number 2.10: it is unmistakable text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.downloads.cells import (
    COMPARISON,
    FOUNDATION,
    VERIFICATION,
    Held,
    comparison,
    foundation,
    lines,
    of_organ,
    of_standard,
    verification,
)
from gongkai.downloads.csv_text import csv_bytes
from gongkai.model.local_catalogue import LocalCatalogue, OrganArea
from gongkai.model.standard_catalogue import Area, CatalogueItem
from gongkai.model.terms import CHANNELS, LEVELS, METHODS, TABLE

HEADER: Final = ("领域", "事项编号", "标识", *TABLE.values(), *VERIFICATION)
ORGAN_HEADER: Final = ("机关", *FOUNDATION, *HEADER, *COMPARISON)


def area_csv(area: Area) -> bytes:
    """One area's table."""
    return whole_csv([area])


def whole_csv(areas: Iterable[Area]) -> bytes:
    """The tables of all areas, one under the other."""
    return csv_bytes(HEADER, (row for area in areas for row in _rows(of_standard(area))))


def organ_csv(name: str, local: LocalCatalogue, areas: Iterable[OrganArea]) -> bytes:
    """An organ's own catalogue; what it left out is not in it."""
    held = (of_organ(name, local, one) for one in areas)
    known = (name, *foundation(local))
    return csv_bytes(ORGAN_HEADER, ((*known, *row) for one in held for row in _rows(one)))


def _rows(table: Held) -> Iterator[tuple[str, ...]]:
    for item, own in table.rows:
        key = f"{table.area.id}/{item.id}"
        row = (table.area.name, item.id, key, *_table_cells(item), *verification(item, own))
        yield (*row, *comparison(own)) if own else row


def _table_cells(item: CatalogueItem) -> tuple[str, ...]:
    """The cells under ``TABLE``, in its order."""
    return (
        item.group,
        item.title,
        lines(item.elements),
        lines(item.basis),
        item.deadline.words,
        lines(item.publisher),
        lines(CHANNELS[channel] for channel in item.channels),
        "全社会" if item.audience == "all" else lines(item.audience.specific),
        METHODS[item.method],
        lines(LEVELS[level] for level in item.levels),
    )
