"""Relations of a document as its page shows them, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongkai.model import Library, Record, Relation, Validity
from gongkai.model.relations import NO_RELATIONS
from gongkai.model.terms import RELATIONS
from gongkai.pages.rows import Chip


class Related(NamedTuple):
    """One end of a relation."""

    title: str
    address: str | None
    """None for a citation of what is not in the library."""
    note: str
    """Document number or form, date, articles touched."""
    chip: Chip | None


class RelatedGroup(NamedTuple):
    """All ends of one relation."""

    label: str
    items: tuple[Related, ...]


def relations(library: Library, record: Record, day: date) -> Iterator[RelatedGroup]:
    """Groups in FACE's order: what changed it, what it changes, basis, interpretation, related."""
    incoming, outgoing = library.incoming(record), library.outgoing(record)
    if not incoming and record.relations is NO_RELATIONS:
        return
    stated = {relation.target.id for relation in outgoing if relation.name == "related"}
    mutual = [*outgoing, *(r for r in incoming if r.source.id not in stated)]
    groups: list[tuple[str, list[Relation]]] = [
        *((name, incoming) for name in ("repeals", "replaces", "amends")),
        *((name, outgoing) for name in ("repeals", "replaces", "amends", "based_on", "interprets")),
        *((name, incoming) for name in ("interprets", "based_on")),
        ("related", mutual),
    ]
    for name, ends in groups:
        items = [_other_end(library, r, record, day) for r in ends if r.name == name]
        if ends is not incoming:
            cited = (reference.record for reference in getattr(record.relations, name))
            items += [Related(text, None, "", None) for text in cited if text.startswith("《")]
        if items:
            yield RelatedGroup(RELATIONS[name][ends is incoming], tuple(items))


def _other_end(library: Library, relation: Relation, record: Record, day: date) -> Related:
    other = relation.target if relation.source is record else relation.source
    touched = "、".join(relation.reference.articles)
    return related(library, other, touched or relation.reference.clause or "", day)


def related(library: Library, record: Record, extra: str, day: date) -> Related:
    """How another document is named; ``extra`` is what the relation says of it."""
    first = record.doc_no or getattr(record, "form", None) or ""
    parts = [part for part in (first, record.written_on.isoformat(), extra) if part]
    state = library.state(record, day)
    chip = Chip.of(state) if state and state.validity is not Validity.IN_FORCE else None
    return Related(record.title, record.address, "，".join(parts), chip)
