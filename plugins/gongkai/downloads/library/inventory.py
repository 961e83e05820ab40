"""The inventory of a library (底数清单), in all and a column, as JSON, CSV and XLSX.

JSON comes in pieces and costs no memory; a table holds its rows: 10,000 of them 0.6 s and 60 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from gongkai.downloads.csv_text import csv_bytes
from gongkai.downloads.json_schema import (
    ADDRESS,
    DAY,
    MINUTE,
    SHA256,
    TEXT,
    Schema,
    array,
    object_schema,
    or_null,
    whole_schema,
)
from gongkai.downloads.json_text import json_list
from gongkai.downloads.library.entries import Entry, entries, of_column
from gongkai.downloads.library.table import COLUMNS, HEADER, WIDTHS, table_row
from gongkai.downloads.sheets import Book
from gongkai.load import Loaded
from gongkai.model import KINDS, Catalogue, Library, Record, Validity
from gongkai.model.terms import FIELDS

FORMS: Final = ("json", "csv", "xlsx")
STEM: Final = "data/inventory"
SCHEMA: Final = f"{STEM}.schema.json"
NAME: Final = "底数清单"


class Inventory(NamedTuple):
    """One list: of the whole library, or of a column that holds something."""

    name: str
    stem: str
    """Its address without the ending."""
    column: str | None

    def records(self, loaded: Loaded) -> list[Record]:
        """What is in it, by id."""
        if self.column is None:
            return list(loaded.library.records.values())
        return of_column(loaded, self.column)


def inventories(library: Library) -> list[Inventory]:
    """The list of everything, then those of the columns, as the portal orders them."""
    held = {record.column for record in library.records.values()}
    named = {column.id: column.name for column in library.catalogue.columns}
    order = [id for id in named if id in held] + sorted(held - named.keys())
    columns = (Inventory(f"{named.get(id, id)}{NAME}", f"{STEM}/{id}", id) for id in order)
    return [Inventory(NAME, STEM, None), *columns]


def inventory_file(loaded: Loaded, one: Inventory, form: str, day: date) -> Iterator[bytes]:
    """A list in one of ``FORMS``, in pieces. Validity is that of the day."""
    found = entries(loaded, one.records(loaded), day)
    catalogue = loaded.library.catalogue
    if form == "json":
        yield from json_list(found)
    elif form == "csv":
        yield inventory_csv(catalogue, found)
    else:
        yield inventory_xlsx(catalogue, found, f"{catalogue.site.name}{one.name}")


def inventory_csv(catalogue: Catalogue, found: Iterable[Entry]) -> bytes:
    """A row an entry; whoever wants the text itself of a cell with ``'`` before it takes the JSON."""
    return csv_bytes(HEADER, (table_row(catalogue, one) for one in found))


def inventory_xlsx(catalogue: Catalogue, found: Iterable[Entry], title: str) -> bytes:
    """A sheet with a head that stays and buttons that pick rows."""
    book = Book(title)
    sheet = book.sheet(NAME, WIDTHS, 1)
    sheet.row([(name, book.head) for name in HEADER])
    for one in found:
        sheet.row([(cell, book.text) for cell in table_row(catalogue, one)])
    sheet.filtered()
    return book.finish()


def inventory_schema() -> Schema:
    """The schema (2020-12) of every ``inventory…json``."""
    return whole_schema(f"政府信息公开{NAME}", array(entry_schema()))


def entry_schema() -> Schema:
    """The schema of an entry."""
    facts: Schema = {
        "id": TEXT,
        "url": ADDRESS,
        "title": TEXT,
        "kind": {"enum": list(KINDS)},
        "column": TEXT,
        "issuer": TEXT,
        "publisher": TEXT,
        "index_no": TEXT,
        "doc_no": or_null(TEXT),
        "written_on": DAY,
        "published_at": {**MINUTE, "description": "北京时间"},
        "topic": TEXT,
        "summary": or_null(TEXT),
        "validity": or_null({"enum": [one.value for one in Validity]}),
        "sha256": {**or_null(SHA256), "description": "与该文件JSON里的sha256相同，可从text算出"},
        "files": array(ADDRESS),
    }
    labels = {**FIELDS, **COLUMNS}
    return object_schema(
        {key: {"title": labels[key], **one} if key in labels else one for key, one in facts.items()}
    )
