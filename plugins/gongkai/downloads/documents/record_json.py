"""A record as JSON: all that is known of it, what others do to it, and its files (``<id>.json``).

What others decide is in it, so it is made of two parts: ``record_facts`` asks the library and reads
no file, ``record_json`` weighs the attachments. The facts are all that goes into the file besides
the attachments' bytes: a hash of both is its key.

A withheld record gives what its page gives (条例, art. 36): the metadata, no summary, no keywords, no
facts of its kind, no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from gongkai.body import words_digest, words_of
from gongkai.downloads.documents.citation import cite
from gongkai.downloads.documents.document import attached_files
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.json_text import json_bytes
from gongkai.downloads.media_types import media_type
from gongkai.downloads.weight import weighed
from gongkai.load import Loaded
from gongkai.load.bodies import body_source
from gongkai.model import KINDS, WRITTEN_AS, Catalogue, Library, Record, Reference, Relation
from gongkai.model.counterpart import MONGOLIAN as BEFORE_MONGOLIAN
from gongkai.model.plain import as_plain
from gongkai.model.relations import NAMES
from gongkai.model.standard_catalogue import item_address
from gongkai.model.terms import RELATIONS, STATUTORY

SCHEMA: Final = "data/record.schema.json"
"""Where the schema of these files is, from the site's root."""
Facts = dict[str, Any]


def record_facts(loaded: Loaded, record: Record, day: date, made: Iterable[str] = ()) -> Facts:
    """Everything the file says on a day but the attachments' sizes and checksums.

    ``made`` are the addresses, from the site's root, of the files that are made of the record (PDF,
    DOCX, TXT, ZIP); a withheld record has none.
    """
    library = loaded.library
    site = library.catalogue.site
    chinese = library.original(record)
    return {
        "$schema": site.url + SCHEMA,
        **_identity(library, record),
        **_metadata(library.catalogue, record),
        "disclosure": record.disclosure,
        **({"summary": record.summary, "keywords": list(record.keywords)} if record.open else {}),
        "validity": _validity(library, chinese, day),
        "relations": list(_relations(library, chinese)),
        "gazette": _printed_in(library, chinese),
        "catalogue": list(_items(library.catalogue, record)),
        "corrections": [
            {"on": one.on.isoformat(), "kind": one.kind, **({"what": words} if words else {})}
            for one, words in record.told_corrections()
        ],
        "outlets": [
            {"name": one.name, "sent_at": one.sent_at.isoformat(" ", "minutes"), "url": one.url}
            for one in record.outlets
            if record.open
        ],
        "archived": record.archived,
        "sample": record.sample,
        "redirect_from": list(record.redirect_from),
        "details": _details(record) if record.open else {},
        "files": list(_files(loaded, chinese)) if record.open else [],
        "formats": [_format(path) for path in made] if record.open else [],
    }


def record_json(facts: Facts, content: Path) -> bytes:
    """The file. Reads attachments and text in ``content``; what cannot be read has nulls.

    ``sha256`` is that of the ``text`` (``words_digest``): the inventory has the same, and an editor
    notes it of a text that was sent to other outlets.
    """
    files = [{**file, **_weighed(content / file["address"])} for file in facts["files"]]
    text = _text(content, facts["id"]) if facts["disclosure"] == "主动公开" else None
    digest = None if text is None else words_digest(text)
    return json_bytes({**facts, "text": text, "sha256": digest, "files": files})


def _text(content: Path, id: str) -> str | None:
    """The words of a body, a line a paragraph; what no UTF-8 can hold as the file will have it."""
    try:
        words = words_of(body_source(content, f"{id}.md"))
    except OSError:
        return None
    return words.encode("utf-8", "replace").decode()


def _identity(library: Library, record: Record) -> Facts:
    site, organ = library.catalogue.site, library.catalogue.organ_name
    url = site.url + record.address
    names = map(organ, (record.issuer, *record.joint_issuers))
    work = library.original(record).id
    published = record.published_at.date()
    return {
        "id": record.id,
        "url": record.address,
        "canonical": url,
        "work": site.url + work,
        "citation": cite(names, record.title, record.doc_no, published, url),
        "kind": record.KIND,
        "column": record.column,
        "language": _language(record),
        "title": record.title,
        **({"counterpart": _other_language(other)} if (other := _other(library, record)) else {}),
    }


def _language(record: Record) -> str:
    return MONGOLIAN if record.id.startswith(BEFORE_MONGOLIAN) else "zh-CN"


def _other(library: Library, record: Record) -> Record | None:
    """The same document in the other language."""
    chinese = library.original(record)
    return library.counterpart(record) if chinese is record else chinese


def _other_language(other: Record) -> Facts:
    return {
        "id": other.id,
        "address": other.address,
        "language": _language(other),
        "title": other.title,
    }


def _metadata(catalogue: Catalogue, record: Record) -> Facts:
    publisher = record.publisher or record.issuer
    statutory = record.statutory
    return {
        "index_no": record.index_no,
        "issuer": _organ(catalogue, record.issuer),
        "joint_issuers": [_organ(catalogue, one) for one in record.joint_issuers],
        "publisher": _organ(catalogue, publisher),
        "doc_no": record.doc_no,
        "reg_no": record.reg_no,
        "normative": record.normative,
        "written_on": record.written_on.isoformat(),
        "published_at": record.published_at.isoformat(" ", "minutes"),
        "effective_on": _day(record.effective_on),
        "expires_on": _day(record.expires_on),
        "topic": record.topic,
        "genre": record.genre,
        "source": record.source or catalogue.organ_name(publisher),
        "statutory": {"id": statutory, "label": STATUTORY[statutory]} if statutory else None,
    }


def _organ(catalogue: Catalogue, written: str) -> Facts:
    organ = catalogue.organ(written)
    return {"id": organ.id if organ else None, "name": organ.name if organ else written}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _validity(library: Library, record: Record, day: date) -> Facts | None:
    state = library.state(record, day)
    if state is None:
        return None
    cause = state.cause
    return {
        "state": state.validity.value,
        "since": state.since.isoformat(),
        "cause": _end(cause.relation, cause.by, cause.reference, "in") if cause else None,
    }


def _relations(library: Library, record: Record) -> Iterator[Facts]:
    """What the record states, then what is not in the library, then what others state of it."""
    for relation in library.outgoing(record):
        yield _other_end(relation, record)
    for name in NAMES:
        for reference in getattr(record.relations, name):
            if reference.record.startswith("《"):
                yield _end(name, None, reference, "out")
    for relation in library.incoming(record):
        yield _other_end(relation, record)


def _other_end(relation: Relation, record: Record) -> Facts:
    outward = relation.source is record
    other = relation.target if outward else relation.source
    return _end(relation.name, other, relation.reference, "out" if outward else "in")


def _end(name: str, other: Record | None, reference: Reference, direction: str) -> Facts:
    return {
        "relation": name,
        "direction": direction,
        "label": RELATIONS[name][direction == "in"],
        "id": other.id if other else None,
        "address": other.address if other else None,
        "title": other.title if other else reference.record,
        "doc_no": other.doc_no if other else None,
        "articles": list(reference.articles),
        "clause": reference.clause,
    }


def _printed_in(library: Library, record: Record) -> Facts | None:
    issue = library.issue(record)
    if issue:
        return {
            "year": issue.issue_year,
            "issue": issue.issue,
            "total": issue.total,
            "id": issue.id,
            "address": issue.address,
        }
    if stated := record.gazette:
        unknown = dict.fromkeys(("total", "id", "address"))
        return {"year": stated.year, "issue": stated.issue, **unknown}
    return None


def _items(catalogue: Catalogue, record: Record) -> Iterator[Facts]:
    for key in record.catalogue:
        area, _, item = key.partition("/")
        found = catalogue.item(key)
        if found and area in catalogue.areas:
            yield {
                "id": key,
                "area": catalogue.areas[area].name,
                "title": found.title,
                "address": item_address(area, item),
            }


def _details(record: Record) -> Facts:
    """The facts of its kind, under the keys of front matter; what is not stated is left out."""
    written = {inner: outer for outer, inner in WRITTEN_AS.get(record.KIND, {}).items()}
    return {
        written.get(name, name): as_plain(value)
        for name in own_keys(record.KIND)
        if (value := getattr(record, name)) not in (None, (), {})
    }


@cache
def own_keys(kind: str) -> tuple[str, ...]:
    """The fields that a kind has beyond those of all records."""
    shared = {field.name for field in fields(Record)}
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in shared)


def _files(loaded: Loaded, record: Record) -> Iterator[Facts]:
    for file in attached_files(record):
        if file.address in loaded.tree.files:
            yield {"title": file.title, **_format(file.address)}


def _format(address: str) -> Facts:
    return {"address": address, "media_type": media_type(address)}


def _weighed(path: Path) -> Facts:
    weight = weighed(path)
    return weight._asdict() if weight else {"size": None, "sha256": None}
