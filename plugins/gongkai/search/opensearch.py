"""The library as OpenSearch takes it: an index, documents for its bulk interface, a query.

Documents are made chunk by chunk in workers and go straight to their files, so memory does not grow
with the library. The files are complete before they replace what an earlier export left: a document
that is no longer public does not stay behind.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from gongkai.body import words_of
from gongkai.load import Loaded
from gongkai.load.attached_text import text_files
from gongkai.load.bodies import body_source
from gongkai.model import GazetteIssue, Library, Record, document_number
from gongkai.model.document_number import DocumentNumber
from gongkai.search.entries import read_files
from gongkai.search.opensearch_index import index, query
from gongkai.search.text import kind_text
from gongkai.workers import Lazily, Workers

MAPPING: Final = "mapping.json"
QUERY: Final = "query.json"
DOCUMENTS: Final = "documents-{:04}.ndjson"
FILE_LIMIT: Final = 50_000_000
"""Bytes of one file of documents: half of what a server takes in one request by default
(``http.max_content_length``)."""
ID_LIMIT: Final = 512
"""Bytes of an ``_id`` that OpenSearch takes."""


class Exported(NamedTuple):
    """What an export wrote."""

    records: int
    files: tuple[Path, ...]
    """The files of documents, in their order."""


class Entry(NamedTuple):
    """A record on its way to a worker."""

    id: str
    facts: dict[str, Any]
    source: str | None
    """Path of the source whose body may be shown; None where none may."""
    extra: str
    """The words of its kind that are not in its body."""
    files: tuple[str, ...] = ()
    """Paths of text files that are part of it: articles that a gazette issue has as such."""


def export(
    loaded: Loaded, day: date, folder: Path, workers: Workers, limit: int = FILE_LIMIT
) -> Exported:
    """Write the index, the documents and the query into a folder, over an earlier export."""
    folder.mkdir(parents=True, exist_ok=True)
    records = list(loaded.library.records.values())
    entries = Lazily(len(records), lambda at: _entry(loaded, records[at], day))
    with tempfile.TemporaryDirectory(prefix=".export-", dir=folder) as name:
        staging = Path(name)
        (staging / MAPPING).write_text(_pretty(index(day, len(entries))), encoding="utf-8")
        (staging / QUERY).write_text(_pretty(query()), encoding="utf-8")
        lines = workers.map(partial(bulk_lines, loaded.content), entries)
        written = write_documents(staging, lines, limit)
        for old in folder.glob("documents-*.ndjson"):
            old.unlink()
        for path in staging.iterdir():
            path.replace(folder / path.name)
    return Exported(len(entries), tuple(folder / path.name for path in written))


def write_documents(folder: Path, documents: Iterable[bytes], limit: int) -> list[Path]:
    """Documents one after another into numbered files of at most ``limit`` bytes, unless one alone
    is longer."""
    paths: list[Path] = []
    rest = iter(documents)
    first = next(rest, None)
    while first is not None:
        path = folder / DOCUMENTS.format(len(paths) + 1)
        paths.append(path)
        with path.open("wb") as file:
            size = file.write(first)
            for first in rest:
                if size + len(first) > limit:
                    break
                size += file.write(first)
            else:
                first = None
    return paths


def bulk_lines(content: Path, entries: list[Entry]) -> list[bytes]:
    """Action and document of each entry, for a worker. The name of the index is the request's."""
    return [_lines(content, entry) for entry in entries]


def _lines(content: Path, entry: Entry) -> bytes:
    document = entry.facts | _pinyin(entry.facts["title"])
    if entry.source:
        body = words_of(body_source(content, entry.source))
        parts = (entry.extra, body, *read_files(content, entry.files))
        document["body"] = "\n".join(part for part in parts if part)
    return f"{_compact({'index': {'_id': entry.id}})}\n{_compact(document)}\n".encode()


def _entry(loaded: Loaded, record: Record, day: date) -> Entry:
    library = loaded.library
    source = f"{record.id}.md" if record.open else None
    extra = kind_text(library, record) if record.open else ""
    files = tuple(text_files(loaded, record)) if isinstance(record, GazetteIssue) else ()
    return Entry(document_id(record), facts(library, record, day), source, extra, files)


def document_id(record: Record) -> str:
    """The record's id; of a longer one than OpenSearch takes, its hash."""
    raw = record.id.encode()
    return record.id if len(raw) <= ID_LIMIT else hashlib.sha256(raw).hexdigest()


def facts(library: Library, record: Record, day: date) -> dict[str, Any]:
    """A document but for its text and pinyin; what a record does not have is left out.

    Of a record that is not open stands what its page shows: neither summary nor keywords.
    """
    catalogue = library.catalogue
    organ = catalogue.organ(record.issuer)
    state = library.state(record, day)
    found = {
        "url": catalogue.site.url + record.address,
        "title": record.title,
        **_number(record.doc_no),
        "issuer": catalogue.organ_name(record.issuer),
        "organ": organ.id if organ else None,
        "keywords": record.keywords if record.open else None,
        "column": record.column,
        "topic": record.topic,
        "main_topic": record.topic.split("/", 1)[0],
        "year": record.year,
        "written_on": record.written_on.isoformat(),
        "published_at": record.published_at.strftime("%Y-%m-%dT%H:%M:%S+08:00"),
        "validity": state.validity.value if state else None,
        "state": state.validity.slug if state else None,
        "sample": record.sample,
        "summary": record.summary if record.open else None,
    }
    return {key: value for key, value in found.items() if value not in (None, ())}


def _number(printed: str | None) -> dict[str, Any]:
    if printed is None:
        return {}
    found: dict[str, Any] = {
        "doc_no": printed,
        "doc_no_canonical": document_number.canonical(printed),
    }
    try:
        number = DocumentNumber.parse(printed)
    except ValueError:
        return found
    if number.year is not None:
        found["doc_no_bare"] = f"{number.year}-{number.serial}{number.suffix}"
    return found | {
        "doc_no_agency": number.agency,
        "doc_no_year": number.year,
        "doc_no_serial": number.serial,
    }


def _pinyin(title: str) -> dict[str, str]:
    from pypinyin import lazy_pinyin  # slow to import, and needed by workers alone

    syllables = [s for s in lazy_pinyin(title, errors="ignore") if s.isascii() and s.isalpha()]
    return {
        "title_pinyin": " ".join(syllables),
        "title_initials": "".join(syllable[0] for syllable in syllables),
    }


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
