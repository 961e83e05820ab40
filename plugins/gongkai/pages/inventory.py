"""底数: how many documents there are, by every classification, and the list of them all as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from gongkai.check.files import declared_files
from gongkai.load import Loaded
from gongkai.model import Library, Record, Validity
from gongkai.pages.head import page_head
from gongkai.pages.record_view import Crumb, chinese_day

ADDRESS = "inventory.html"
DATA = "data/inventory.json"
NOT_APPLICABLE = "不适用"
"""Counted as validity of kinds that have none."""


class Count(NamedTuple):
    """A value of a classification and how many documents have it."""

    name: str
    held: int
    address: str | None


class Tally(NamedTuple):
    """One classification; its counts add up to ``total``."""

    name: str
    counts: tuple[Count, ...]
    total: int


class InventoryView(NamedTuple):
    """What ``inventory.html`` needs."""

    root: str
    head: str
    crumbs: tuple[Crumb, ...]
    total: int
    day: str
    tallies: tuple[Tally, ...]


def tallies(library: Library, day: date) -> tuple[Tally, ...]:
    """The library counted by column, year, state, topic and organ; zeros stay listed."""
    catalogue = library.catalogue
    columns: Counter[str] = Counter()
    years: Counter[int] = Counter()
    states: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    organs: Counter[str] = Counter()
    for record in library.records.values():
        state = library.state(record, day)
        columns[record.column] += 1
        years[record.year] += 1
        states[state.validity.value if state else NOT_APPLICABLE] += 1
        topics[record.topic.split("/", 1)[0]] += 1
        organs[record.issuer] += 1
    return (
        _tally(
            "栏目", [(_column_name(library, c), n, f"{c}/index.html") for c, n in columns.items()]
        ),
        _tally("年份", [(f"{year}年", years[year], None) for year in sorted(years, reverse=True)]),
        _tally(
            "有效性",
            [(s.value, states[s.value], f"validity/{s.slug}.html") for s in Validity]
            + [(NOT_APPLICABLE, states[NOT_APPLICABLE], None)],
        ),
        _tally("主题分类", list(_topics(library, topics))),
        _tally(
            "发文机关",
            [
                (catalogue.organ_name(o), n, f"organ/{organ.id}.html" if organ else None)
                for o, n in sorted(organs.items(), key=lambda item: (-item[1], item[0]))
                for organ in (catalogue.organ(o),)
            ],
        ),
    )


def _column_name(library: Library, id: str) -> str:
    column = library.catalogue.column(id)
    return column.name if column else id


def _topics(library: Library, count: Counter[str]) -> Iterator[tuple[str, int, str | None]]:
    listed = set()
    for topic in library.catalogue.topics:
        listed.add(topic.name)
        yield topic.name, count[topic.name], f"topics/{topic.no}.html"
    for name in sorted(set(count) - listed):
        yield name, count[name], None


def _tally(name: str, counted: list[tuple[str, int, str | None]]) -> Tally:
    return Tally(name, tuple(Count(*c) for c in counted), sum(n for _, n, _ in counted))


def inventory_view(library: Library, day: date, counted: tuple[Tally, ...]) -> InventoryView:
    """The page of figures."""
    title = "底数清单"
    return InventoryView(
        root="",
        head=page_head(
            library.catalogue.site,
            ADDRESS,
            title,
            "已公开文件的数量，按栏目、年份、有效性、主题和机关分列。",
        ),
        crumbs=(Crumb("首页", "index.html"), Crumb(title, None)),
        total=len(library),
        day=chinese_day(day),
        tallies=counted,
    )


def inventory_data(loaded: Loaded, day: date) -> Iterator[bytes]:
    """``data/inventory.json`` in pieces: one object a record (FORMAT, Addresses), in order of id."""
    library = loaded.library
    opening = "["
    for record in library.records.values():
        entry = _entry(loaded, record, day)
        yield (opening + "\n" + json.dumps(entry, ensure_ascii=False)).encode()
        opening = ","
    yield b"\n]\n" if opening == "," else b"[]\n"


def _entry(loaded: Loaded, record: Record, day: date) -> dict[str, Any]:
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
        "published_at": record.published_at.strftime("%Y-%m-%d %H:%M"),
        "topic": record.topic,
        "summary": record.summary if record.open else None,
        "validity": state.validity.value if state else None,
        "sha256": loaded.sha256[record.id],
        "files": [f"{record.id}/{file}" for _, file in declared_files(record)]
        if record.open
        else [],
    }
