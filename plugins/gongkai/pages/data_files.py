"""What is made from the whole library for programs: inventories, feeds, log, site maps, schemas; and
the page that says where all of it is.

A feed is made in the workers, since it renders fifty texts. Tables of the whole library are made here,
one after the other: their rows would cost more to send than to write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markupsafe import escape

from gongkai.body import ENGINES
from gongkai.downloads.gazette import database
from gongkai.downloads.json_schema import Schema
from gongkai.downloads.json_text import json_bytes
from gongkai.downloads.library.datasets import PAGE, Dataset, Distribution, datasets
from gongkai.downloads.library.dcat import dcat_json
from gongkai.downloads.library.inventory import FORMS, inventories, inventory_file
from gongkai.downloads.media_types import ATOM, JSON_FEED, media_type
from gongkai.downloads.weight import weighed
from gongkai.feeds import events as log_events
from gongkai.feeds import latest
from gongkai.feeds.channels import channels, record_feeds
from gongkai.feeds.datasets import feed_datasets
from gongkai.feeds.files import feed_files
from gongkai.feeds.items import Feed, feed_stamp
from gongkai.feeds.log import log_data, log_feed
from gongkai.feeds.schemas import DATA_SCHEMAS
from gongkai.feeds.sitemap import Place, record_places, sitemap_files
from gongkai.model import MONGOLIAN, GazetteIssue, Site
from gongkai.pages.entries import HOME
from gongkai.pages.folder import Extra
from gongkai.pages.front import LOST
from gongkai.pages.head import page_head
from gongkai.pages.page import Page, as_given
from gongkai.pages.views import Crumb

if TYPE_CHECKING:
    from gongkai.pages.site import Pages

DCAT: Final = "data/dcat.jsonld"
TITLE: Final = "数据下载"


class Named(NamedTuple):
    """The forms of one thing within a dataset."""

    name: str
    parts: tuple[Distribution, ...]


class Shown(NamedTuple):
    """A dataset as the page shows it."""

    dataset: Dataset
    named: tuple[Named, ...]


class DataView(NamedTuple):
    """What ``data.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    datasets: tuple[Shown, ...]


class DataFiles:
    """Pages and files of data about the library."""

    def __init__(self, pages: Pages, tables: bool) -> None:
        """``tables``: whether spreadsheets and feeds are made, which a quick build leaves out."""
        self.pages = pages
        self.loaded = pages.loaded
        self.library = pages.library
        self.tables = tables

    @cached_property
    def _events(self) -> list[log_events.Event]:
        return log_events.events(self.library, self.pages.day)

    @cached_property
    def _datasets(self) -> tuple[Dataset, ...]:
        feeds = feed_datasets(self.library) if self.tables else ()
        found = datasets(self.library, feeds)
        if not self.tables:  # a quick build has the JSON of everything alone
            whole = found[0]
            return (whole._replace(distributions=whole.distributions[:1]),)
        return (*found, *self._gazette)

    @property
    def _gazette(self) -> Iterator[Dataset]:
        if any(isinstance(record, GazetteIssue) for record in self.library.records.values()):
            addresses = [f"{database.STEM}.{form}" for form in database.FORMS]
            schemas = [database.SCHEMA if a.endswith(".json") else None for a in addresses]
            parts = tuple(
                Distribution(database.NAME, address, media_type(address), schema)
                for address, schema in zip(addresses, schemas, strict=True)
            )
            what = "从第一期起各期公报的篇目：年份、期号、栏目、标题、发文字号、机关和网址。"
            yield Dataset("gazette", database.NAME, what, parts, ("政府公报",))

    @cached_property
    def _alternates(self) -> dict[str, str]:
        """Address of a page → the links in its head to the feeds of what it lists."""
        found = {}
        for channel in channels(self.library) if self.tables else ():
            root = "../" * channel.page.count("/")
            found[channel.page] = "".join(
                f'<link rel="alternate" type="{kind}" title="{escape(channel.name)}"'
                f' href="{root}{channel.stem}.{form}">'
                for kind, form in ((ATOM, "xml"), (JSON_FEED, "json"))
            )
        return found

    def announced(self, page: Page) -> Page:
        """A page, with its feed named in its head where it lists what a feed does."""
        links = self._alternates.get(page.address)
        if not links:
            return page

        def view() -> Any:
            made = page.view()
            return made._replace(head=made.head + links)

        return page._replace(key=self.pages.key(page.key, links), view=view)

    def page(self) -> Page:
        """Where people read what data there is."""
        site = self.library.catalogue.site
        what = "底数清单、订阅、公报数据库和标准目录，供下载和程序读取。"
        view = DataView(
            "../",
            page_head(site, PAGE, TITLE, what),
            TITLE,
            (Crumb("首页", HOME), Crumb(TITLE, None)),
            tuple(map(_shown, self._datasets)),
        )
        key = self.pages.key("data", repr(view))
        return Page(PAGE, None, "data.html", key, partial(as_given, view))

    def feeds(self, engine: str) -> Iterator[Page]:
        """Every feed as Atom and JSON Feed."""
        if not self.tables:
            return
        log = log_feed(self.library.catalogue, self._events)
        for feed in (*record_feeds(self.loaded), log):
            key = self.pages.key("feed", engine, feed_stamp(feed))
            for place, form in enumerate(("xml", "json")):
                make = partial(partial, _feed_file, feed, self.loaded.content, engine, place)
                yield Page(f"{feed.stem}.{form}", None, None, key, make)

    def extras(self, site: Path | None = None) -> Iterator[Extra]:
        """Inventories, log, newest records, site maps, descriptions of all of it.

        ``site``: where they are written, in their order; DCAT, the last, weighs the tables there.
        """
        tables = [*self._inventories(), *(self._tables() if self.tables else ())]
        yield from tables
        yield from self._site_maps()
        key = self.pages.key("schema")
        for address, schema in DATA_SCHEMAS.items():
            yield Extra(address, key, partial(_schema, schema))
        key = self.pages.key("dcat", repr(self._datasets), *(table.key for table in tables))
        addresses = [table.address for table in tables]
        make = partial(_described, self.library.catalogue.site, self._datasets, addresses, site)
        yield Extra(DCAT, key, make)

    def _tables(self) -> Iterator[Extra]:
        """The log, the gazette's database, the newest records."""
        site = self.library.catalogue.site
        ids = repr([(event.id, event.words) for event in self._events])
        every = self.pages.stamps(self.library.records.values())
        key = self.pages.key("log", every, ids)
        yield Extra(log_events.ADDRESS_OF_DATA, key, partial(log_data, self._events))
        found = list(database.articles(self.library))
        key = self.pages.key("gazette database", repr(found))
        for form in database.FORMS if found else ():
            make = partial(database.database_file, f"{site.name}{database.NAME}", found, form)
            yield Extra(f"{database.STEM}.{form}", key, partial(_whole, make))
        yield _ready(latest.ADDRESS, latest.latest_json(self.loaded, self.pages.day))

    def _inventories(self) -> Iterator[Extra]:
        names = repr([(column.id, column.name) for column in self.library.catalogue.columns])
        for one in inventories(self.library):
            stamps = self.pages.stamps(one.records(self.loaded))
            for form in FORMS if self.tables else FORMS[:1]:
                if not self.tables and one.column:
                    continue
                key = self.pages.key("inventory", form, names, stamps)
                make = partial(inventory_file, self.loaded, one, form, self.pages.day)
                yield Extra(f"{one.stem}.{form}", key, make)

    def _site_maps(self) -> Iterator[Extra]:
        """One map a column and year: a new record rewrites only its own."""
        by_year: dict[str, list[Place]] = {}
        for record in self.library.records.values():
            places = record_places(self.library, [record], self.pages.day)
            by_year.setdefault(f"{record.column}-{record.year}", []).extend(places)
        fronts = [Place(page.address) for page in self.pages.fronts() if page.address != LOST]
        fronts += [Place(page.address) for page in self.pages.standards.fronts]
        fronts += map(Place, (PAGE, *self.pages.handbooks.addresses))
        hand_made = sorted(self.loaded.tree.pages)
        fronts += [Place(path.removesuffix(".md") + ".html") for path in hand_made]
        fronts += [Place(page.address) for page in self.pages.list_pages]
        maps = [("pages", fronts), *sorted(by_year.items())]
        if self.library.mongolian:
            maps.append(("mn", [*self._mongolian_places()]))
        for address, data in sitemap_files(self.library.catalogue.site.url, maps):
            yield _ready(address, data)

    def _mongolian_places(self) -> Iterator[Place]:
        """What changes a Chinese record changes its counterpart."""
        for page in self.pages.mongolian.besides_records():
            yield Place(page.address)
        chinese = map(self.library.original, self.library.mongolian.values())
        for place in record_places(self.library, chinese, self.pages.day):
            yield place._replace(address=MONGOLIAN + place.address)


def _shown(dataset: Dataset) -> Shown:
    named: dict[str, list[Distribution]] = {}
    for part in dataset.distributions:
        named.setdefault(part.title, []).append(part)
    return Shown(dataset, tuple(Named(name, tuple(parts)) for name, parts in named.items()))


def _schema(make: Callable[[], Schema]) -> Iterable[bytes]:
    return (json_bytes(make()),)


def _described(
    site: Site, found: tuple[Dataset, ...], addresses: list[str], folder: Path | None
) -> Iterable[bytes]:
    weights = {a: weighed(folder / a) for a in addresses} if folder else {}
    return (dcat_json(site, found, {a: one for a, one in weights.items() if one}),)


def _feed_file(feed: Feed, content: Path, engine: str, place: int) -> bytes:
    return list(feed_files(feed, content, ENGINES[engine]))[place][1]


def _whole(make: partial[bytes]) -> Iterable[bytes]:
    return (make(),)


def _ready(address: str, data: bytes) -> Extra:
    return Extra(address, hashlib.blake2b(data, digest_size=16).digest(), partial(_as_is, data))


def _as_is(data: bytes) -> Iterable[bytes]:
    return (data,)
