"""底数: how many documents there are, by every classification, and the list of them all as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai.downloads.json_text import json_list
from gongkai.downloads.library.entries import entries
from gongkai.load import Loaded
from gongkai.model import Library, Validity
from gongkai.model.records import KINDS
from gongkai.pages.head import page_head
from gongkai.pages.listing import (
    NOT_APPLICABLE,
    NOT_APPLICABLE_LIST,
    OTHER_ORGANS,
    OTHER_ORGANS_LIST,
)
from gongkai.pages.views import Count, Crumb, Tally, chinese_day

ADDRESS = "inventory.html"
DATA = "data/inventory.json"


class YearCount(NamedTuple):
    """A year and the columns that hold something of it."""

    year: int
    held: int
    columns: tuple[Count, ...]


class Figures(NamedTuple):
    """The library counted; every tally's counts add up to its total."""

    columns: Tally
    states: Tally
    topics: Tally
    organs: Tally
    years: tuple[YearCount, ...]

    @property
    def classes(self) -> tuple[Tally, ...]:
        """The classifications whose every value has a list for the whole library."""
        return (self.states, self.topics, self.organs)


class InventoryView(NamedTuple):
    """What ``inventory.html`` needs."""

    root: str
    head: str
    crumbs: tuple[Crumb, ...]
    total: int
    day: str
    tallies: tuple[Tally, ...]
    years: tuple[YearCount, ...]


def figures(library: Library, day: date) -> Figures:
    """The library counted by column, state, topic, organ and year; zeros stay listed.

    A document of several organs counts for the one that leads.
    """
    catalogue = library.catalogue
    states: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    organs: Counter[str] = Counter()
    years: Counter[tuple[int, str]] = Counter()
    for record in library.records.values():
        state = library.state(record, day)
        organ = catalogue.organ(record.issuer)
        states[state.validity.value if state else NOT_APPLICABLE] += 1
        topics[record.topic.split("/", 1)[0]] += 1
        organs[organ.id if organ else OTHER_ORGANS] += 1
        years[record.year, record.column] += 1
    named = {column.id: column.name for column in catalogue.columns}
    names = [*named, *sorted({column for _, column in years} - named.keys())]
    return Figures(
        _tally("栏目", list(_columns(names, named, years))),
        _tally(
            "有效性",
            [(s.value, states[s.value], f"validity/{s.slug}.html") for s in Validity]
            + [(NOT_APPLICABLE, states[NOT_APPLICABLE], NOT_APPLICABLE_LIST)],
        ),
        _tally("主题分类", list(_topics(library, topics))),
        _tally("发文机关", list(_organs(library, organs))),
        tuple(_years(names, named, years)),
    )


def _columns(
    ids: list[str], names: dict[str, str], years: Counter[tuple[int, str]]
) -> Iterator[tuple[str, int, str]]:
    held: Counter[str] = Counter()
    for (_, column), count in years.items():
        held[column] += count
    for id in ids:
        if id in KINDS:
            yield names.get(id, id), held[id], f"{id}/index.html"


def _years(
    ids: list[str], names: dict[str, str], years: Counter[tuple[int, str]]
) -> Iterator[YearCount]:
    for year in sorted({year for year, _ in years}, reverse=True):
        columns = tuple(
            Count(names.get(id, id), years[year, id], f"{id}/{year}/index.html")
            for id in ids
            if years[year, id]
        )
        yield YearCount(year, sum(column.held for column in columns), columns)


def _topics(library: Library, count: Counter[str]) -> Iterator[tuple[str, int, str | None]]:
    listed = set()
    for topic in library.catalogue.topics:
        listed.add(topic.name)
        yield topic.name, count[topic.name], f"topics/{topic.no}.html"
    for name in sorted(set(count) - listed):
        yield name, count[name], None


def _organs(library: Library, count: Counter[str]) -> Iterator[tuple[str, int, str]]:
    """The register's organs, those that published most first, then all that are not in it."""
    organs = library.catalogue.organs
    for id in sorted(organs, key=lambda id: -count[id]):
        yield organs[id].name, count[id], f"organ/{id}.html"
    if count[OTHER_ORGANS]:
        yield OTHER_ORGANS, count[OTHER_ORGANS], OTHER_ORGANS_LIST


def _tally(name: str, counted: Sequence[tuple[str, int, str | None]]) -> Tally:
    return Tally(name, tuple(Count(*c) for c in counted), sum(n for _, n, _ in counted))


def inventory_view(library: Library, day: date, counted: Figures) -> InventoryView:
    """The page of figures."""
    title = "底数清单"
    return InventoryView(
        root="",
        head=page_head(
            library.catalogue.site,
            ADDRESS,
            title,
            "收录文件的数量，按栏目、年份、有效性、主题和机关分列。",
        ),
        crumbs=(Crumb("首页", "index.html"), Crumb(title, None)),
        total=len(library),
        day=chinese_day(day),
        tallies=(counted.columns, *counted.classes),
        years=counted.years,
    )


def inventory_data(loaded: Loaded, day: date) -> Iterator[bytes]:
    """``data/inventory.json`` in pieces: one object a record (FORMAT, Addresses), in order of id."""
    return json_list(entries(loaded, loaded.library.records.values(), day))
