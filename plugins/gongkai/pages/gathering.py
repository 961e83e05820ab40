"""What a topic page gathers: the records that its rule names, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from gongkai.model import Catalogue, Record
from gongkai.model.records import Gather, TopicPage
from gongkai.pages.record_view import GATHERED


def gathered_by(record: Record, newest: Iterable[Record], catalogue: Catalogue) -> list[Record]:
    """The records that a topic page shows, from all of them, newest first; none for other kinds."""
    if not isinstance(record, TopicPage) or record.gather is None:
        return []
    wanted = record.gather
    found = (one for one in newest if one is not record and _belongs(one, wanted, catalogue))
    return list(islice(found, GATHERED))


def _belongs(record: Record, wanted: Gather, catalogue: Catalogue) -> bool:
    published = record.published_at.date()
    return (
        (not wanted.topic or f"{record.topic}/".startswith(f"{wanted.topic}/"))
        and (
            not wanted.organ
            or catalogue.organ_name(wanted.organ)
            in map(catalogue.organ_name, (record.issuer, *record.joint_issuers))
        )
        and (not wanted.since or published >= wanted.since)
        and (not wanted.until or published <= wanted.until)
        and (
            not wanted.keywords
            or any(w in record.title or w in record.keywords for w in wanted.keywords)
        )
    )
