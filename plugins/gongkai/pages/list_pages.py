"""How a list is cut into pages, and what a page shows.

A column has a front page with its newest documents and numbered pages a year (FORMAT, Addresses).
Every other list has a front page with its newest documents and behind it full pages, numbered from
the oldest: a new document changes the front page, and the pages behind it stay as they are. Figures
of the whole library stand on front pages alone. So nothing on a page grows with the library, and
adding to it costs the same at any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Library, Record
from gongkai.pages.entries import Entry
from gongkai.pages.head import page_head
from gongkai.pages.inventory import ADDRESS as WITHOUT_CONDITION
from gongkai.pages.listing import PROJECT_ORGANS, PROJECT_STAGES, Listing
from gongkai.pages.rows import ROOT
from gongkai.pages.views import Count, Crumb, Tally

PAGE: Final = 30
"""Documents on a page; a front page holds up to twice as many, less one."""
NEAR: Final = 3
"""Pages offered on either side of a page, besides the first and the last."""


class Turn(NamedTuple):
    """A page to turn to."""

    label: str
    address: str
    here: bool


class ListPage(NamedTuple):
    """One page of a list, still as records."""

    listing: Listing
    address: str
    heading: str
    """What tells it from the front page: a year, a number; empty on the front page."""
    total: int
    """Documents in the year, or in the whole list."""
    records: list[Record]
    is_front: bool
    """The front page shows the figures of the whole library."""
    years: Tally | None
    """The column's years, on its front page and those of its years."""
    turns: tuple[Turn, ...]
    around: str
    """Changes when what the page says of other pages does."""


class ListView(NamedTuple):
    """What ``list.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    total: int
    joint: int
    """How many of them another organ leads; counted there in the figures."""
    here: str
    """Address of this page."""
    column: str | None
    entries: tuple[Entry, ...]
    chosen: tuple[tuple[str, str], ...]
    """Conditions: name, and the list without it."""
    facets: tuple[Tally, ...]
    turns: tuple[Turn, ...]
    rows: Markup
    """The rows of the page, printed."""
    shown: int
    """How many they are."""
    beside: tuple[Crumb, ...] = ()
    """Other pages on the same things, on a front page."""


def pages_of(listing: Listing) -> Iterator[ListPage]:
    """Every page of a list, the front page first."""
    return _by_year(listing) if listing.is_column else _by_number(listing)


def _by_year(listing: Listing) -> Iterator[ListPage]:
    by_year: dict[int, list[Record]] = defaultdict(list)
    for record in listing.records:
        by_year[record.year].append(record)
    folder, total = listing.folder, len(listing.records)
    held = [
        Count(f"{year}年", len(by_year[year]), f"{folder}/{year}/index.html")
        for year in sorted(by_year, reverse=True)
    ]
    years = Tally("年份", tuple(held), total)
    key = repr(years)
    yield ListPage(listing, listing.front, "", total, listing.records[:PAGE], True, years, (), key)
    for year, records in by_year.items():
        cuts = [records[at : at + PAGE] for at in range(0, len(records), PAGE)]
        addresses = [f"{folder}/{year}/{_file(at)}" for at in range(len(cuts))]
        for at, (address, cut) in enumerate(zip(addresses, cuts, strict=True)):
            heading = f"{year}年" if at == 0 else f"{year}年第{at + 1}页"
            turns = _turns([(str(n + 1), a) for n, a in enumerate(addresses)], at)
            beside = None if at else years
            around = f"{len(cuts)} {'' if at else key}"
            yield ListPage(
                listing, address, heading, len(records), cut, False, beside, turns, around
            )


def _file(at: int) -> str:
    return f"page-{at + 1}.html" if at else "index.html"


def _by_number(listing: Listing) -> Iterator[ListPage]:
    records, total = listing.records, len(listing.records)
    behind = max(0, total // PAGE - 1)
    pages = [(listing.front, records[: total - behind * PAGE])]
    for number in range(behind, 0, -1):
        end = total - (number - 1) * PAGE
        pages.append((f"{listing.folder}/page-{number}.html", records[end - PAGE : end]))
    names = [
        ("最新" if at == 0 else _span(cut), address) for at, (address, cut) in enumerate(pages)
    ]
    for at, (address, cut) in enumerate(pages):
        turns = _turns(names, at)
        heading = "" if at == 0 else names[at][0]
        yield ListPage(listing, address, heading, total, cut, at == 0, None, turns, repr(turns))


def _span(records: list[Record]) -> str:
    """The time that a page's documents were published in."""
    first, last = records[-1].published_at, records[0].published_at
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _turns(pages: list[tuple[str, str]], here: int) -> tuple[Turn, ...]:
    if len(pages) < 2:
        return ()
    near = sorted(
        {0, len(pages) - 1, *range(max(0, here - NEAR), min(len(pages), here + NEAR + 1))}
    )
    return tuple(Turn(pages[at][0], pages[at][1], at == here) for at in near)


def printed_rows(page: ListPage, rows: Callable[[Record], str]) -> Markup:
    """A page's rows at its own depth; ``rows`` prints one for any."""
    root = "../" * page.address.count("/")
    return Markup("".join(map(rows, page.records)).replace(ROOT, root))


def list_view(
    page: ListPage,
    library: Library,
    columns: tuple[Entry, ...],
    rows: Callable[[Record], str],
    facets: tuple[Tally, ...] = (),
    beside: tuple[Crumb, ...] = (),
) -> ListView:
    """One page with its rows; ``columns`` are the platform's entries, the same on every page.

    ``facets`` and ``beside``, other pages on the same things, stand on a front page.
    """
    listing = page.listing
    root = "../" * page.address.count("/")
    title, crumbs = listing.title, listing.crumbs
    if page.heading:
        title = f"{title}（{page.heading}）"
        crumbs = (*crumbs[:-1], Crumb(listing.title, listing.front), Crumb(page.heading, None))
    own = (page.years,) if page.years else ()
    return ListView(
        root=root,
        head=page_head(library.catalogue.site, page.address, title, listing.description),
        title=title,
        description=listing.description,
        crumbs=crumbs,
        total=page.total,
        joint=listing.joint if page.is_front else 0,
        here=page.address,
        column=listing.column,
        entries=columns,
        chosen=_chosen(page),
        facets=own + (facets if page.is_front else ()),
        turns=page.turns,
        rows=printed_rows(page, rows),
        shown=len(page.records),
        beside=beside,
    )


def _chosen(page: ListPage) -> tuple[tuple[str, str], ...]:
    listing = page.listing
    if listing.group in (PROJECT_STAGES, PROJECT_ORGANS):
        return ((f"{listing.group}：{listing.title}", "project/index.html"),)
    if listing.group:
        return ((f"{listing.group}：{listing.title}", WITHOUT_CONDITION),)
    return ((f"年份：{page.heading}", listing.front),) if page.heading else ()
