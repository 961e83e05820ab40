"""Lists of documents: which there are, how each is cut into pages, what a page shows.

A list has a front page with its newest documents and, for each year, numbered pages. So nothing on
a page grows with the library, and a new document moves only its own year's pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Library, Record, Validity
from gongkai.model.records import KINDS
from gongkai.model.terms import STATUTORY
from gongkai.pages.head import page_head
from gongkai.pages.record_view import Crumb
from gongkai.pages.rows import ROOT

PAGE: Final = 30
"""Documents on a page."""


@dataclass(slots=True)
class Listing:
    """All documents of a column, organ, topic, state or statutory class, newest first."""

    front: str
    """Address of the front page."""
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    column: str | None = None
    """The column whose entry is marked."""
    records: list[Record] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder of the year pages."""
        return self.front.removesuffix("/index.html").removesuffix(".html")

    @property
    def is_column(self) -> bool:
        """Column lists always have year pages (FORMAT, Addresses)."""
        return self.front.endswith("/index.html")


class YearLink(NamedTuple):
    """A year of a list, with how many documents it holds."""

    year: int
    held: int
    address: str


class ListPage(NamedTuple):
    """One page of a list, still as records."""

    listing: Listing
    address: str
    year: int | None
    """None on the front page."""
    number: int
    pages: int
    total: int
    """Documents in the year, or in the whole list on the front page."""
    records: list[Record]
    years: tuple[YearLink, ...]
    years_key: str
    """Changes when the years or their counts do."""


class ListView(NamedTuple):
    """What ``list.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    total: int
    year: int | None
    years: tuple[YearLink, ...]
    all_years: str
    """Address of the front page."""
    rows: Markup
    """The rows of the page, printed."""
    shown: int
    """How many they are."""
    number: int
    pages: tuple[tuple[int, str], ...]
    """Numbers and addresses of the pages to offer."""


def newest_first(library: Library) -> list[Record]:
    """All records by time of publication, newest first; by id where times are equal."""
    return sorted(library.records.values(), key=lambda r: r.published_at, reverse=True)


def listings(library: Library, newest: list[Record], day: date) -> list[Listing]:
    """Every list of the site, filled in one pass over the records, newest first."""
    shelves = _Shelves(library)
    for record in newest:
        state = library.state(record, day)
        shelves.put(record, state.validity if state else None)
    return [*shelves.by_address.values()]


class _Shelves:
    """One listing per column, organ, topic, state and statutory class, the empty ones included."""

    def __init__(self, library: Library) -> None:
        self.catalogue = library.catalogue
        self.by_address: dict[str, Listing] = {}
        home = Crumb("首页", "index.html")
        for column in self.catalogue.columns:
            if column.id in KINDS:
                front, crumbs = f"{column.id}/index.html", (home, Crumb(column.name, None))
                self._add(Listing(front, column.name, column.description, crumbs, column.id))
        for topic in self.catalogue.topics:
            self._class("topics", str(topic.no), topic.name, f"主题分类为“{topic.name}”的文件。")
        for organ in self.catalogue.organs.values():
            self._class("organ", organ.id, organ.name, f"{organ.name}发布的文件。")
        for state in Validity:
            self._class("validity", state.slug, state.value, f"有效性为“{state.value}”的文件。")
        for id, name in STATUTORY.items():
            self._class("statutory", id, name, f"法定主动公开内容：{name}。", "statutory")

    def _class(
        self, folder: str, id: str, name: str, description: str, column: str | None = None
    ) -> None:
        over = Crumb("法定主动公开内容", "statutory/index.html") if column else None
        crumbs = [Crumb("首页", "index.html"), over, Crumb(name, None)]
        self._add(
            Listing(f"{folder}/{id}.html", name, description, tuple(c for c in crumbs if c), column)
        )

    def _add(self, listing: Listing) -> None:
        self.by_address[listing.front] = listing

    def put(self, record: Record, validity: Validity | None) -> None:
        organs = (self.catalogue.organ(o) for o in (record.issuer, *record.joint_issuers))
        topic = self.catalogue.topic(record.topic)
        fronts = {
            f"{record.column}/index.html",
            *(f"organ/{organ.id}.html" for organ in organs if organ),
            f"topics/{topic.no}.html" if topic else "",
            f"validity/{validity.slug}.html" if validity else "",
            f"statutory/{record.statutory}.html",
        }
        for front in fronts:
            if listing := self.by_address.get(front):
                listing.records.append(record)


def pages_of(listing: Listing) -> Iterator[ListPage]:
    """The front page and, where the list does not fit on it, the pages of each year."""
    by_year: dict[int, list[Record]] = defaultdict(list)
    for record in listing.records:
        by_year[record.year].append(record)
    split = listing.is_column or len(listing.records) > PAGE
    years = tuple(
        YearLink(year, len(by_year[year]), f"{listing.folder}/{year}/index.html")
        for year in sorted(by_year, reverse=True)
    )
    shown = years if split else ()
    key = " ".join(f"{link.year}:{link.held}" for link in shown)
    newest = listing.records[:PAGE]
    yield ListPage(listing, listing.front, None, 1, 1, len(listing.records), newest, shown, key)
    for link in years if split else ():
        records = by_year[link.year]
        count = -(-len(records) // PAGE)
        for number in range(1, count + 1):
            cut = records[(number - 1) * PAGE : number * PAGE]
            address = _numbered(listing, link.year, number)
            yield ListPage(
                listing, address, link.year, number, count, len(records), cut, shown, key
            )


def _numbered(listing: Listing, year: int, number: int) -> str:
    name = "index" if number == 1 else f"page-{number}"
    return f"{listing.folder}/{year}/{name}.html"


def list_view(page: ListPage, library: Library, rows: Callable[[Record], str]) -> ListView:
    """One page with its rows."""
    listing = page.listing
    root = "../" * page.address.count("/")
    title = listing.title if page.year is None else f"{listing.title}（{page.year}年）"
    if page.number > 1:
        title = f"{title}第{page.number}页"
    crumbs = listing.crumbs
    if page.year is not None:
        crumbs = (
            *crumbs[:-1],
            Crumb(crumbs[-1].name, listing.front),
            Crumb(f"{page.year}年", None),
        )
    near = sorted({1, page.pages, *range(page.number - 3, page.number + 4)})
    return ListView(
        root=root,
        head=page_head(library.catalogue.site, page.address, title, listing.description),
        title=title,
        description=listing.description,
        crumbs=crumbs,
        total=page.total,
        year=page.year,
        years=page.years,
        all_years=listing.front,
        rows=Markup("".join(map(rows, page.records)).replace(ROOT, root)),
        shown=len(page.records),
        number=page.number,
        pages=tuple((n, _numbered(listing, page.year, n)) for n in near if 1 <= n <= page.pages)
        if page.year is not None
        else (),
    )
