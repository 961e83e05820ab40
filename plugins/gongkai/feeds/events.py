"""The publication log: what happened to which record, as far as the records prove it.

Told: publication; repeal, replacement and amendment, which another record states; the end of a
period of validity; corrections and withdrawals, which front matter keeps with their day. Not told,
because no source has a day for it: that a record was archived, or that its file is gone. A record
is therefore taken back by ``corrections: [{on, what, kind: 撤回}]`` and ``disclosure``, never by
deleting it (its id is permanent).

What one record does to another is told on the day it takes effect, or when the second of the two was
published, whichever is later: nobody could have read it before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from gongkai.downloads.json_schema import (
    ADDRESS,
    FLAG,
    MINUTE,
    TEXT,
    Schema,
    array,
    object_schema,
    or_null,
    whole_schema,
)
from gongkai.feeds.moments import BEIJING, published
from gongkai.model import Library, Record, Validity

ADDRESS_OF_DATA: Final = "data/log.json"
SCHEMA: Final = "data/log.schema.json"
LABELS: Final[dict[str, str]] = {
    "published": "发布",
    "repeals": "废止",
    "replaces": "代替",
    "amends": "修改",
    "expired": "失效",
    "corrected": "更正",
    "withdrawn": "撤回",
}
"""What may happen to a record."""
_OF_A_PART: Final = ("repeals", "replaces")
"""What is named otherwise where some articles alone are touched: the rest stays in force."""


class Event(NamedTuple):
    """One thing that happened to a record."""

    id: str
    """The record's id and what happened, once in the log."""
    what: str
    """A key of ``LABELS``."""
    at: datetime
    record: Record
    by: Record | None = None
    """The record that did it."""
    articles: tuple[str, ...] = ()
    """What was touched; empty for the whole."""
    words: str | None = None
    """An editor's own, of a correction or withdrawal."""

    @property
    def label(self) -> str:
        """What happened, in Chinese; 废止 and 代替 of some articles are 部分废止 and 部分代替."""
        partly = self.articles and self.what in _OF_A_PART
        return _partly(self.what) if partly else LABELS[self.what]


def _partly(what: str) -> str:
    return f"部分{LABELS[what]}"


def events(library: Library, day: date) -> list[Event]:
    """Everything that happened up to the end of a day, newest first; by id where times are equal."""
    found: list[Event] = []
    seen: Counter[str] = Counter()
    for record in library.records.values():
        for event in _of_record(library, record, day):
            if event.at.date() > day:
                continue
            seen[event.id] += 1
            count = seen[event.id]
            found.append(event if count == 1 else event._replace(id=f"{event.id}-{count}"))
    found.sort(key=lambda event: event.id)
    found.sort(key=lambda event: event.at, reverse=True)
    return found


def _of_record(library: Library, record: Record, day: date) -> Iterator[Event]:
    since = published(record)
    yield Event(f"{record.id}#published", "published", since, record)
    for change in library.changes(record):
        at = max(_begin_of(change.since), published(change.by), since)
        id = f"{record.id}#{change.relation}:{change.by.id}"
        articles = tuple(change.reference.articles)
        yield Event(id, change.relation, at, record, change.by, articles)
    state = library.state(record, day)
    if state and state.validity is Validity.EXPIRED:
        at = max(_begin_of(state.since), since)
        yield Event(f"{record.id}#expired", "expired", at, record)
    for one, words in record.told_corrections():
        what = "withdrawn" if one.kind == "撤回" else "corrected"
        at = max(_begin_of(one.on), since)
        yield Event(f"{record.id}#{what}:{one.on}", what, at, record, words=words)


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


def event_entry(event: Event) -> dict[str, Any]:
    """An event as plain data."""
    return {
        "id": event.id,
        "event": event.what,
        "label": event.label,
        "at": event.at.replace(tzinfo=None).isoformat(" ", "minutes"),
        "record": _named(event.record),
        "by": _named(event.by) if event.by else None,
        "articles": list(event.articles),
        "what": event.words,
    }


def _named(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "address": record.address,
        "title": record.title,
        "doc_no": record.doc_no,
        "sample": record.sample,
    }


def log_schema() -> Schema:
    """The schema (2020-12) of ``data/log.json``."""
    record = object_schema(
        {"id": TEXT, "address": ADDRESS, "title": TEXT, "doc_no": or_null(TEXT), "sample": FLAG}
    )
    event = object_schema(
        {
            "id": TEXT,
            "event": {"enum": list(LABELS)},
            "label": {"enum": [*LABELS.values(), *map(_partly, _OF_A_PART)]},
            "at": {**MINUTE, "description": "北京时间；只知道日期的为当日零时"},
            "record": {**record, "title": "发生变化的文件"},
            "by": {**or_null(record), "title": "使其变化的文件"},
            "articles": array(TEXT, title="涉及的条款，空为整份"),
            "what": {**or_null(TEXT), "title": "更正、撤回的说明"},
        }
    )
    return whole_schema("政府信息发布日志", array(event))
