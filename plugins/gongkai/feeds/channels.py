"""Which feeds there are: everything, a column, a main topic, an organ, a catalogue area.

Filled in one pass over the records, newest first; a full feed takes no more. A feed without entries
exists too, so that a page can name it and a reader follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from gongkai.feeds.items import Feed, Item, record_item
from gongkai.load import Loaded
from gongkai.model import KINDS, Catalogue, Library, Record

NEWEST: Final = 50
"""Entries of a feed."""
EVERYTHING: Final = "feeds/all"
COLUMNS: Final = "栏目"
TOPICS: Final = "主题"
ORGANS: Final = "机关"
AREAS: Final = "领域"


class Channel(NamedTuple):
    """A feed before its entries are known."""

    stem: str
    name: str
    page: str
    """Address of the page that lists the same."""
    group: str
    """The classification it is a value of; empty for the feed of everything."""


def channels(library: Library) -> list[Channel]:
    """Every feed of records, in the order in which a page lists them."""
    return list(_channels(library.catalogue))


def _channels(catalogue: Catalogue) -> Iterator[Channel]:
    yield Channel(EVERYTHING, "全部文件", "index.html", "")
    named = {column.id: column.name for column in catalogue.columns if column.id in KINDS}
    for id, name in {**named, **{kind: kind for kind in KINDS if kind not in named}}.items():
        yield Channel(f"feeds/{id}", name, f"{id}/index.html", COLUMNS)
    for topic in catalogue.topics:
        page = f"topics/{topic.no}.html"
        yield Channel(f"feeds/topics/{topic.no}", topic.name, page, TOPICS)
    for organ in catalogue.organs.values():
        page = f"organ/{organ.id}.html"
        yield Channel(f"feeds/organ/{organ.id}", organ.name, page, ORGANS)
    for area in catalogue.areas.values():
        yield Channel(f"feeds/catalogue/{area.id}", area.name, area.address, AREAS)


def record_feeds(loaded: Loaded) -> Iterator[Feed]:
    """Every feed with its newest records."""
    library = loaded.library
    site = library.catalogue.site
    known = channels(library)
    held: dict[str, list[Record]] = {channel.stem: [] for channel in known}
    for record in newest_first(library):
        for stem in _stems(library.catalogue, record):
            taken = held.get(stem)
            if taken is not None and len(taken) < NEWEST:
                taken.append(record)
    made: dict[str, Item] = {}
    for channel in known:
        records = held[channel.stem]
        for record in records:
            if record.id not in made:
                made[record.id] = record_item(loaded, record)
        yield Feed(
            stem=channel.stem,
            title=f"{channel.name} - {site.name}",
            description=f"{site.name}“{channel.name}”最新公开的{NEWEST}份文件，全文。",
            page=channel.page,
            site=site.name,
            root=site.url,
            items=tuple(made[record.id] for record in records),
        )


def newest_first(library: Library) -> list[Record]:
    """All records by time of publication; by id where times are equal."""
    return sorted(library.records.values(), key=lambda r: r.published_at, reverse=True)


def _stems(catalogue: Catalogue, record: Record) -> set[str]:
    organs = map(catalogue.organ, (record.issuer, *record.joint_issuers))
    topic = catalogue.topic(record.topic)
    return {
        EVERYTHING,
        f"feeds/{record.column}",
        *((f"feeds/topics/{topic.no}",) if topic else ()),
        *(f"feeds/organ/{organ.id}" for organ in organs if organ),
        *(f"feeds/catalogue/{key.partition('/')[0]}" for key in record.catalogue),
    }
