"""Pages that lead elsewhere: home, the statutory classes, entries still without a page, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.load import Loaded
from gongkai.load.text import decode, read_bytes
from gongkai.model import Catalogue, Column, Library, Record, Site
from gongkai.model.terms import STATUTORY
from gongkai.pages.areas import THEMES, AreaLine
from gongkai.pages.entries import HOME, Entry, entries, libraries
from gongkai.pages.gazettes import Issue
from gongkai.pages.head import page_head
from gongkai.pages.inventory import ADDRESS as INVENTORY
from gongkai.pages.inventory import Figures
from gongkai.pages.listing import Listing
from gongkai.pages.rows import Row, row
from gongkai.pages.search_page import SEARCH
from gongkai.pages.views import Count, Crumb, Tally

NEWEST: Final = 8
"""Documents of a column on the home page, at most."""
LOST: Final = "404.html"
LOST_SHELL: Final = "lost"
"""Its page has a search box of its own, as the first one has."""
SITEMAP: Final = "sitemap.html"
STATUTORY_ADDRESS: Final = "statutory/index.html"
_TITLE: Final = re.compile(r"^(?:title:(.+)|# +(.+))$", re.MULTILINE)
_BESIDE: Final = {"interpretation": 4, "topic": 3}
_BELOW: Final = {"service": 4, "response": 4, "project": 4}
"""Columns with a shelf on the home page → documents on it."""


class Shelf(NamedTuple):
    """A column on the home page with its newest documents."""

    name: str
    address: str
    total: int
    rows: tuple[Row, ...]


class HomeView(NamedTuple):
    """What ``home.html`` needs."""

    root: str
    head: str
    site: Site
    search: str | None
    """Address of the search page, where there is one."""
    ways: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    """The platform's fixed entries."""
    policies: Shelf | None
    notices: Shelf | None
    issue: Issue | None
    """The newest of the gazette."""
    beside: tuple[Shelf, ...]
    below: tuple[Shelf, ...]
    states: Tally
    topics: Tally
    total: int
    areas: tuple[AreaLine, ...]
    """The standard catalogues with what they hold."""


def home_view(
    library: Library,
    day: date,
    lists: list[Listing],
    counted: Figures,
    issue: Issue | None,
    areas: tuple[AreaLine, ...],
    search: bool,
) -> HomeView:
    """The first page: the fixed entries, figures, and the newest of each column."""
    by_column = {listing.column: listing for listing in lists if listing.is_column}

    def shelf(column: str, size: int, name: str = "") -> Shelf | None:
        listing = by_column.get(column)
        if listing is None or not listing.records:
            return None
        rows = tuple(row(library, record, day) for record in listing.records[:size])
        return Shelf(name or listing.title, listing.front, len(listing.records), rows)

    def shelves(sizes: dict[str, int]) -> tuple[Shelf, ...]:
        made = (shelf(column, size) for column, size in sizes.items())
        return tuple(shelf for shelf in made if shelf)

    site = library.catalogue.site
    return HomeView(
        root="",
        head=page_head(site, HOME, site.name, f"{site.name}：政策文件、解读、公报和办事指南。"),
        site=site,
        search=SEARCH if search else None,
        ways=(
            *((entry.name, entry.address) for entry in libraries(library.catalogue)),
            ("按主题、机关、年份和有效性查找", INVENTORY),
        ),
        entries=tuple(entry for entry in entries(library.catalogue) if entry.fixed),
        policies=shelf("policy", NEWEST, "最新文件"),
        notices=shelf("notice", 4),
        issue=issue,
        beside=shelves(_BESIDE),
        below=shelves(_BELOW),
        states=counted.states,
        topics=counted.topics,
        total=len(library),
        areas=areas,
    )


class StatutoryView(NamedTuple):
    """What ``statutory.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    entries: tuple[Entry, ...]
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
        crumbs=(Crumb("首页", HOME), Crumb(title, None)),
        entries=entries(library.catalogue),
        classes=classes,
        unclassed=len(library) - sum(c.held for c in classes),
    )


class PendingView(NamedTuple):
    """What ``pending.html`` needs: an entry whose hand-made page is not written yet."""

    root: str
    head: str
    title: str
    column: str
    crumbs: tuple[Crumb, ...]
    entries: tuple[Entry, ...]
    site: Site


def pending_view(catalogue: Catalogue, column: Column) -> PendingView:
    """Says honestly that there is nothing yet, and whom to ask."""
    return PendingView(
        root="",
        head=page_head(
            catalogue.site, f"{column.id}.html", column.name, f"{column.name}：内容待补。"
        ),
        title=column.name,
        column=column.id,
        crumbs=(Crumb("首页", HOME), Crumb(column.name, None)),
        entries=entries(catalogue),
        site=catalogue.site,
    )


class LostView(NamedTuple):
    """What ``404.html`` needs."""

    root: str
    head: str
    site: Site
    search: str | None
    ways: tuple[tuple[str, str], ...]


def lost_view(catalogue: Catalogue, search: bool) -> LostView:
    """The page for an address that leads nowhere.

    A server shows it at any depth, so its relative links need a base: the only page that has one.
    """
    head = '<base href="/">' + page_head(
        catalogue.site, LOST, "没有找到这一页", "这个地址没有内容。"
    )
    ways = (
        ("首页", HOME),
        *((entry.name, entry.address) for entry in libraries(catalogue)),
        ("网站地图", SITEMAP),
    )
    return LostView(
        root="",
        head=head,
        site=catalogue.site,
        search=SEARCH if search else None,
        ways=ways,
    )


def hand_made_pages(loaded: Loaded) -> tuple[Crumb, ...]:
    """The pages that editors wrote by hand, by their titles, as MkDocs names them."""
    return tuple(
        Crumb(_title(loaded.content, path), path.removesuffix(".md") + ".html")
        for path in sorted(loaded.tree.pages)
    )


def _title(content: Path, path: str) -> str:
    raw = read_bytes(content, path)
    text = decode(raw, path)[0] if isinstance(raw, bytes) else None
    found = _TITLE.search(text or "")
    return (found[1] or found[2]).strip().strip("\"'") if found else path.removesuffix(".md")


class SitemapView(NamedTuple):
    """What ``sitemap.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    groups: tuple[tuple[str, tuple[Crumb, ...]], ...]


def sitemap_view(
    library: Library, lists: list[Listing], hand_made: tuple[Crumb, ...], search: bool
) -> SitemapView:
    """网站地图 for people: every list, and the pages that were written by hand."""
    catalogue = library.catalogue
    groups: dict[str, list[Crumb]] = {
        "栏目": [Crumb(entry.name, entry.address) for entry in entries(catalogue)]
    }
    known = {crumb.address for crumb in groups["栏目"]}
    for listing in lists:
        if not listing.is_column:
            groups.setdefault(listing.group, []).append(Crumb(listing.title, listing.front))
    if catalogue.areas:
        areas = [Crumb(area.title, area.address) for area in catalogue.areas.values()]
        groups["标准目录"] = [*areas, Crumb("按主题浏览标准目录", THEMES)]
    groups["其他页面"] = [
        *(page for page in hand_made if page.address not in known),
        Crumb("底数清单", INVENTORY),
        *([Crumb("检索", SEARCH)] if search else []),
    ]
    title = "网站地图"
    return SitemapView(
        root="",
        head=page_head(catalogue.site, SITEMAP, title, "本平台的全部栏目、分类和页面。"),
        title=title,
        crumbs=(Crumb("首页", HOME), Crumb(title, None)),
        groups=tuple((name, tuple(links)) for name, links in groups.items()),
    )


class RedirectView(NamedTuple):
    """What ``redirect.html`` needs: an old address that leads to a record's page."""

    title: str
    target: str
    """Relative to the old address."""
    url: str


def redirects(site: Site, record: Record) -> Iterator[tuple[str, RedirectView]]:
    """A record's old addresses, each with the page that leads on from there."""
    for old in record.redirect_from:
        address = old.strip("/")
        target = "../" * address.count("/") + record.address
        yield address, RedirectView(record.title, target, site.url + record.address)
