"""The Mongolian site's first page, its search page, and the overview of what is not translated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Library
from gongkai.pages.listing import Listing
from gongkai.pages.mongolian.head import page_head
from gongkai.pages.mongolian.lists import CHINESE_ONLY, UNTRANSLATED
from gongkai.pages.mongolian.rows import Row, row
from gongkai.pages.mongolian.words import Words
from gongkai.pages.views import Crumb

HOME: Final = "mn/index.html"
SEARCH: Final = "mn/search.html"
NEWEST: Final = 5
"""Documents of a column on the first page, at most."""


class Shelf(NamedTuple):
    """A column with its newest documents."""

    name: Markup
    address: str
    total: int
    rows: tuple[Row, ...]


class FrontView(NamedTuple):
    """What ``mn/home.html`` and ``mn/untranslated.html`` need."""

    say: Words
    root: str
    head: str
    chinese: str | None
    crumbs: tuple[Crumb, ...]
    title: Markup
    shelves: tuple[Shelf, ...]
    translated: int
    total: int
    """Documents of the whole site."""
    search: str | None


class SearchView(NamedTuple):
    """What ``mn/search.html`` needs."""

    say: Words
    root: str
    head: str
    chinese: str | None
    crumbs: tuple[Crumb, ...]
    title: Markup


def home_view(library: Library, lists: Iterable[Listing], day: date, search: bool) -> FrontView:
    """The first page: columns with their newest documents, and how much there is."""
    words = Words.of(library.catalogue)
    site = library.catalogue.site
    name = site.name_mn or site.name
    return FrontView(
        say=words,
        root="../",
        head=page_head(library, HOME, name, "", "index.html"),
        chinese="index.html",
        crumbs=(),
        title=words.site(site),
        shelves=_shelves(library, words, lists, day),
        translated=len(library.mongolian),
        total=len(library),
        search=SEARCH if search else None,
    )


def untranslated_front_view(library: Library, lists: Iterable[Listing], day: date) -> FrontView:
    """What is read in Chinese only, by column, the newest of each."""
    words = Words.of(library.catalogue)
    title = words(CHINESE_ONLY)
    return FrontView(
        say=words,
        root="../",
        head=page_head(library, UNTRANSLATED, title.striptags(), ""),
        chinese=None,
        crumbs=(Crumb(words("首页"), HOME), Crumb(title, None)),
        title=title,
        shelves=_shelves(library, words, lists, day),
        translated=len(library.mongolian),
        total=len(library),
        search=None,
    )


def search_view(library: Library) -> SearchView:
    """The search page; a script fills it."""
    words = Words.of(library.catalogue)
    title = words("检索")
    return SearchView(
        say=words,
        root="../",
        head=page_head(library, SEARCH, title.striptags(), "", "search.html"),
        chinese="search.html",
        crumbs=(Crumb(words("首页"), HOME), Crumb(title, None)),
        title=title,
    )


def _shelves(
    library: Library, words: Words, lists: Iterable[Listing], day: date
) -> tuple[Shelf, ...]:
    return tuple(
        Shelf(
            Markup(lst.title),
            lst.front,
            len(lst.records),
            tuple(row(library, words, record, day) for record in lst.records[:NEWEST]),
        )
        for lst in lists
        if lst.records
    )
