"""Pages that lead elsewhere: home, the statutory classes, entries still without a page, redirects."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from gongkai.model import Catalogue, Column, Library, Site
from gongkai.model.records import KINDS
from gongkai.model.terms import STATUTORY
from gongkai.pages.head import page_head
from gongkai.pages.inventory import Count, Tally
from gongkai.pages.listing import Listing
from gongkai.pages.record_view import Crumb
from gongkai.pages.rows import Row, row

NEWEST: Final = 6
"""Documents of a column on the home page."""
HOME: Final = "index.html"
LOST: Final = "404.html"
STATUTORY_ADDRESS: Final = "statutory/index.html"


def entry_address(column: Column) -> str:
    """Where a column's entry leads: a list, the statutory classes, or a hand-made page."""
    listed = column.id in KINDS or column.id == "statutory"
    return f"{column.id}/index.html" if listed else f"{column.id}.html"


class Shelf(NamedTuple):
    """A column on the home page with its newest documents."""

    name: str
    address: str
    description: str
    total: int
    rows: tuple[Row, ...]


class HomeView(NamedTuple):
    """What ``home.html`` needs."""

    root: str
    head: str
    site: Site
    entries: tuple[tuple[str, str, str], ...]
    """The platform's fixed entries: name, address, description."""
    shelves: tuple[Shelf, ...]
    states: Tally
    topics: Tally
    total: int


def home_view(
    library: Library, day: date, lists: list[Listing], tallies: tuple[Tally, ...]
) -> HomeView:
    """The first page: the fixed entries, figures, and the newest of each column."""
    catalogue = library.catalogue
    by_column = {listing.column: listing for listing in lists if listing.is_column}
    shelves = []
    for column in catalogue.columns:
        listing = by_column.get(column.id)
        if listing is None or not listing.records:
            continue
        rows = tuple(row(library, r, day) for r in islice(listing.records, NEWEST))
        shelves.append(
            Shelf(column.name, listing.front, column.description, len(listing.records), rows)
        )
    named = {tally.name: tally for tally in tallies}
    site = catalogue.site
    return HomeView(
        root="",
        head=page_head(site, HOME, site.name, f"{site.name}：政策文件、解读、公报和办事指南。"),
        site=site,
        entries=tuple(
            (c.name, entry_address(c), c.description) for c in catalogue.columns if c.fixed
        ),
        shelves=tuple(shelves),
        states=named["有效性"],
        topics=named["主题分类"],
        total=len(library),
    )


class StatutoryView(NamedTuple):
    """What ``statutory.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    classes: tuple[Count, ...]
    unclassed: int
    """Documents that state no class."""


def statutory_view(library: Library, lists: list[Listing]) -> StatutoryView:
    """法定主动公开内容 by the classes of the 条例 (platform.md A-18)."""
    column = library.catalogue.column("statutory")
    title = column.name if column else "法定主动公开内容"
    description = column.description if column else "按条例第二十条、第二十一条分类的主动公开信息。"
    held = {listing.front: len(listing.records) for listing in lists}
    classes = tuple(
        Count(name, held[f"statutory/{id}.html"], f"statutory/{id}.html")
        for id, name in STATUTORY.items()
    )
    return StatutoryView(
        root="../",
        head=page_head(library.catalogue.site, STATUTORY_ADDRESS, title, description),
        title=title,
        description=description,
        crumbs=(Crumb("首页", "index.html"), Crumb(title, None)),
        classes=classes,
        unclassed=len(library) - sum(c.held for c in classes),
    )


class PendingView(NamedTuple):
    """What ``pending.html`` needs: an entry whose hand-made page is not written yet."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    site: Site


def pending_view(catalogue: Catalogue, column: Column) -> PendingView:
    """Says honestly that there is nothing yet, and whom to ask."""
    return PendingView(
        root="",
        head=page_head(
            catalogue.site, f"{column.id}.html", column.name, f"{column.name}：内容待补。"
        ),
        title=column.name,
        crumbs=(Crumb("首页", "index.html"), Crumb(column.name, None)),
        site=catalogue.site,
    )


class LostView(NamedTuple):
    """What ``404.html`` needs."""

    root: str
    head: str
    site: Site
    entries: tuple[tuple[str, str], ...]


def lost_view(catalogue: Catalogue) -> LostView:
    """The page for an address that leads nowhere.

    A server shows it at any depth, so its relative links need a base: the only page that has one.
    """
    head = '<base href="/">' + page_head(
        catalogue.site, LOST, "没有找到这一页", "这个地址没有内容。"
    )
    entries = tuple((c.name, entry_address(c)) for c in catalogue.columns)
    return LostView(root="", head=head, site=catalogue.site, entries=entries)


class RedirectView(NamedTuple):
    """What ``redirect.html`` needs: an old address that leads to a record's page."""

    title: str
    target: str
    """Relative to the old address."""
    url: str
