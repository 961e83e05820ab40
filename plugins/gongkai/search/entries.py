"""Records as the index sees them: strings to find them by, facets to narrow by, a card to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gongkai.body import words_of
from gongkai.load import Loaded
from gongkai.load.attached_text import attached_text, text_files
from gongkai.load.bodies import body_source
from gongkai.model import Catalogue, GazetteIssue, Library, Record
from gongkai.search.in_gazette import in_gazette
from gongkai.search.names import names_of
from gongkai.search.organs import short_names
from gongkai.search.text import kind_text


class Entry(NamedTuple):
    """One document. Strings only, so that it travels to a worker cheaply."""

    id: str
    title: str
    issuers: str
    """Full and short names, a line each."""
    keywords: str
    summary: str
    names: tuple[str, ...]
    extra: str
    """The words of its kind that are not in its text."""
    source: str | None
    """Path of the file that holds its text; None where that may not be shown."""
    files: tuple[str, ...] = ()
    """Paths of text files that are part of it: articles that a gazette issue has as such."""


class Facets(NamedTuple):
    """What results are narrowed by."""

    column: str
    topic: str
    organ: str
    organ_name: str
    year: str
    validity: str
    """Empty for kinds without validity."""
    gazette: str
    """One of ``IN_GAZETTE``; empty for what is in no gazette."""
    written: date
    published: date


class Card(NamedTuple):
    """What a hit shows."""

    id: str
    title: str
    issuer: str
    number: str
    published: str
    state: str
    column: str
    sample: bool
    summary: str


def entry(loaded: Loaded, record: Record) -> Entry:
    """The strings of one record; what is not open gives no more than its row in a list does."""
    return Entry(
        record.id,
        record.title,
        "\n".join(_organ_names(loaded.library.catalogue, record)),
        "\n".join(record.keywords) if record.open else "",
        record.summary if record.open else "",
        tuple(names_of(record)),
        kind_text(loaded.library, record) if record.open else "",
        f"{record.id}.md" if record.open else None,
        tuple(text_files(loaded, record)) if isinstance(record, GazetteIssue) else (),
    )


def _organ_names(catalogue: Catalogue, record: Record) -> list[str]:
    full = [catalogue.organ_name(written) for written in (record.issuer, *record.joint_issuers)]
    return list(dict.fromkeys(name for organ in full for name in (organ, *short_names(organ))))


def facets(library: Library, record: Record, day: date) -> Facets:
    """The values by which one record is counted."""
    state = library.state(record, day)
    organ = library.catalogue.organ(record.issuer)
    return Facets(
        record.column,
        record.topic,
        organ.id if organ else record.issuer,
        organ.name if organ else record.issuer,
        str(record.year),
        state.validity.value if state else "",
        in_gazette(library, record),
        record.written_on,
        record.published_at.date(),
    )


def card(library: Library, record: Record, day: date) -> Card:
    """What a hit of one record shows."""
    state = library.state(record, day)
    return Card(
        record.id,
        record.title,
        library.catalogue.organ_name(record.issuer),
        record.doc_no or "",
        record.published_at.date().isoformat(),
        state.validity.value if state else "",
        record.column,
        record.sample,
        record.summary if record.open else "",
    )


def read_text(content: Path, entry: Entry) -> str:
    """The searchable text of one document, from its file."""
    if entry.source is None:
        return entry.extra
    body = words_of(body_source(content, entry.source))
    return "\n".join(
        part for part in (entry.extra, body, *read_files(content, entry.files)) if part
    )


def read_files(content: Path, paths: tuple[str, ...]) -> Iterator[str]:
    """The words of text files."""
    found = (attached_text(content, path) for path in paths)
    return (words_of(one.text) for one in found if one)
