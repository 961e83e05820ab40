"""What the inventory (底数清单) says of a record: the contract's keys (FORMAT, Addresses)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from gongkai.check.files import declared_files
from gongkai.load import Loaded
from gongkai.model import Record

NO_VALIDITY: Final = "不核算有效性"
"""What tables say for kinds that are neither law nor rule; in JSON it is null."""
Entry = dict[str, Any]


def entries(loaded: Loaded, records: Iterable[Record], day: date) -> Iterator[Entry]:
    """The entries of records, in their order."""
    return (entry(loaded, record, day) for record in records)


def of_column(loaded: Loaded, column: str) -> list[Record]:
    """The records of a column, in the order of the library (by id)."""
    return [record for record in loaded.library.records.values() if record.column == column]


def entry(loaded: Loaded, record: Record, day: date) -> Entry:
    """A record's entry; a withheld one has neither summary nor files."""
    library = loaded.library
    catalogue = library.catalogue
    state = library.state(record, day)
    return {
        "id": record.id,
        "url": record.address,
        "title": record.title,
        "kind": record.KIND,
        "column": record.column,
        "issuer": catalogue.organ_name(record.issuer),
        "publisher": catalogue.organ_name(record.publisher or record.issuer),
        "index_no": record.index_no,
        "doc_no": record.doc_no,
        "written_on": record.written_on.isoformat(),
        "published_at": record.published_at.isoformat(" ", "minutes"),
        "topic": record.topic,
        "summary": record.summary if record.open else None,
        "validity": state.validity.value if state else None,
        "sha256": loaded.text_sha256[record.id]
        if record.open
        else None,  # a guess could be tried on it
        "files": [f"{record.id}/{file}" for _, file in declared_files(record)]
        if record.open
        else [],
    }
