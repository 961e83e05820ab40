"""Lists of the Mongolian site: a column, a year of it, and what has no counterpart yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Library, Record
from gongkai.pages.list_pages import PAGE, ListPage, Turn
from gongkai.pages.listing import Listing
from gongkai.pages.mongolian.head import page_head
from gongkai.pages.mongolian.rows import Row, row
from gongkai.pages.mongolian.words import Words
from gongkai.pages.views import Crumb

UNTRANSLATED: Final = "mn/untranslated.html"
CHINESE_ONLY: Final = "尚无蒙古文版的文件"
NOTE: Final = "以下文件还没有蒙古文版，按中文标题列出；本站不用机器翻译。"


class YearLink(NamedTuple):
    """A year of a column, and how many documents it has."""

    name: Markup
    held: int
    address: str
    here: bool


class ListView(NamedTuple):
    """What ``mn/list.html`` needs."""

    say: Words
    root: str
    head: str
    chinese: str | None
    """Address of the page in Chinese."""
    crumbs: tuple[Crumb, ...]
    title: Markup
    note: str | None
    """In Chinese: why these are here."""
    total: int
    years: tuple[YearLink, ...]
    rows: tuple[Row, ...]
    turns: tuple[Turn, ...]


def column_listing(library: Library, column: str, chinese: Iterable[Record]) -> Listing:
    """A column's records that have a counterpart, newest first."""
    title = Words.of(library.catalogue).column(library.catalogue, column)
    return Listing(f"mn/{column}/index.html", title, "", (), column, records=list(chinese))


def untranslated_listing(library: Library, column: str, chinese: Iterable[Record]) -> Listing:
    """A column's records that have none."""
    title = Words.of(library.catalogue).column(library.catalogue, column)
    return Listing(f"mn/untranslated/{column}.html", title, "", (), column, records=list(chinese))


def column_view(page: ListPage, library: Library, day: date) -> ListView:
    """A column, or a page of one of its years."""
    words = Words.of(library.catalogue)
    listing = page.listing
    chinese = page.address.removeprefix("mn/")
    home, column = Crumb(words("首页"), "mn/index.html"), Crumb(listing.title, None)
    crumbs: tuple[Crumb, ...] = (home, column)
    title = Markup(listing.title)
    year = "" if page.is_front else page.address.split("/")[2]
    if year:
        title = Markup(f"{title} {year} {words('年')}")
        crumbs = (
            home,
            Crumb(listing.title, listing.front),
            Crumb(Markup(f"{year} {words('年')}"), None),
        )
    paged = page.address.endswith("index.html")  # of the Chinese list, later pages cut elsewhere
    return _view(page, library, day, words, title, crumbs, None, chinese if paged else None)


def untranslated_view(page: ListPage, library: Library, day: date) -> ListView:
    """The documents of a column that are read in Chinese only, a page of them."""
    words = Words.of(library.catalogue)
    crumbs = (
        Crumb(words("首页"), "mn/index.html"),
        Crumb(words(CHINESE_ONLY), UNTRANSLATED),
        Crumb(page.listing.title, None),
    )
    title = Markup(page.listing.title)
    return _view(page, library, day, words, title, crumbs, NOTE, None)


def _view(
    page: ListPage,
    library: Library,
    day: date,
    words: Words,
    title: Markup,
    crumbs: tuple[Crumb, ...],
    note: str | None,
    chinese: str | None,
) -> ListView:
    described = note or ""
    return ListView(
        say=words,
        root="../" * page.address.count("/"),
        head=page_head(library, page.address, title.striptags(), described, chinese),
        chinese=chinese,
        crumbs=crumbs,
        title=title,
        note=note,
        total=page.total,
        years=_years(page, words),
        rows=tuple(row(library, words, record, day) for record in page.records),
        turns=tuple(_turns(page)),
    )


def _turns(page: ListPage) -> Iterator[Turn]:
    """Pages by number, the newest first; their addresses may count from the oldest."""
    pages = max(1, page.total // PAGE)
    for turn in page.turns:
        name = turn.address.rsplit("/", 1)[-1].removesuffix(".html")
        number = int(name.removeprefix("page-")) if name.startswith("page-") else 1
        backward = not page.listing.is_column and name.startswith("page-")
        yield Turn(str(pages - number + 1 if backward else number), turn.address, turn.here)


def _years(page: ListPage, words: Words) -> tuple[YearLink, ...]:
    if not page.years:
        return ()
    return tuple(
        YearLink(
            Markup(f"{count.name.removesuffix('年')} {words('年')}"),
            count.held,
            count.address or "",
            count.address == page.address,
        )
        for count in page.years.counts
    )
