"""Every Mongolian page, with the key of what goes into it.

A record's page depends on its counterpart's source, on its Chinese record and what that one is
related to, and on the interface's words; a list on the same of what it lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from gongkai.check.files import declared_files
from gongkai.model import GazetteIssue, Record
from gongkai.model.counterpart import MONGOLIAN
from gongkai.pages.head import alternates
from gongkai.pages.list_pages import ListPage, pages_of
from gongkai.pages.listing import Listing
from gongkai.pages.mongolian.fronts import (
    HOME,
    NEWEST,
    SEARCH,
    home_view,
    search_view,
    untranslated_front_view,
)
from gongkai.pages.mongolian.lists import (
    UNTRANSLATED,
    column_listing,
    column_view,
    untranslated_listing,
    untranslated_view,
)
from gongkai.pages.mongolian.record_page import record_page_view
from gongkai.pages.mongolian.shell import HOME_COLUMN, SEARCH_COLUMN, UNTRANSLATED_COLUMN
from gongkai.pages.page import Page
from gongkai.pages.record_view import Door
from gongkai.pages.views import Taken

if TYPE_CHECKING:
    from gongkai.pages.site import Pages

Files = Callable[[Record], tuple[Taken, ...]]
"""A Mongolian record → the files beside its page."""
DOOR: Final = "蒙古文"
"""What a link to Mongolian is called, in Mongolian."""


class MongolianPages:
    """All pages under ``mn/``; none where the library has no counterpart."""

    def __init__(self, pages: Pages, shells: str = "", files: Files | None = None) -> None:
        """``shells`` hashes what stands around every page.

        ``files`` tells which files are made beside a page; none without it.
        """
        self.pages = pages
        self.library = pages.library
        self.files = files
        self.there = bool(self.library.mongolian)
        self._base = f"{shells} {self.library.catalogue.terms.digest}"

    def records(self) -> Iterator[Page]:
        """The pages of all counterparts."""
        yield from map(self.record, self.library.mongolian.values())

    def besides_records(self) -> Iterator[Page]:
        """The first page, search, lists, what is not translated."""
        if not self.there:
            return
        yield self._home()
        if self.pages.search:
            key = self._key("search")
            yield Page(
                SEARCH, SEARCH_COLUMN, "mn/search.html", key, partial(search_view, self.library)
            )
        for listing in self._columns:
            yield from map(self._column, pages_of(listing))
        yield self._untranslated_front()
        for listing in self._untranslated:
            yield from map(self._untranslated_page, pages_of(listing))

    @cached_property
    def paired(self) -> frozenset[str]:
        """Addresses of Chinese pages that are no records and have a page in Mongolian."""
        if not self.there:
            return frozenset()
        fronts = (page.address for lst in self._columns for page in pages_of(lst))
        search = (SEARCH,) if self.pages.search else ()
        own = (HOME, *search, *(address for address in fronts if address.endswith("/index.html")))
        return frozenset(address.removeprefix(MONGOLIAN) for address in own)

    def door(self, record: Record) -> Door | None:
        """The way from a Chinese record to its counterpart."""
        other = self.library.counterpart(record)
        term = self.library.catalogue.terms.find(DOOR)
        return Door(other.address, term.mn if term else DOOR) if other else None

    def announced(self, page: Page) -> Page:
        """A Chinese page, with its Mongolian half named in its head."""
        if page.address not in self.paired:
            return page
        site = self.library.catalogue.site
        links = alternates(site.url, page.address, MONGOLIAN + page.address)

        def view() -> Any:
            made = page.view()
            return made._replace(head=f"{made.head}{links}")  # a sum would escape the head

        return page._replace(key=self.pages.key(page.key, links), view=view)

    def stamp(self, record: Record) -> bytes:
        """Changes when anything changes that a page says of a Chinese record or its counterpart."""
        other = self.library.counterpart(record)
        own = self.pages.loaded.sha256[other.id] if other else ""
        return self.pages.stamp_of[record.id] + own.encode()

    def record(self, record: Record) -> Page:
        """The page of a counterpart."""
        chinese = self.library.records[record.id.removeprefix(MONGOLIAN)]
        taken = self.files(record) if self.files else ()
        make = partial(record_page_view, self.pages.loaded, record, chinese, self.pages.day, taken)
        key = self._key("record", repr(taken), *self._shown_by(chinese))
        return Page(record.address, record.column, "mn/record.html", key, make)

    def _shown_by(self, chinese: Record) -> Iterator[bytes | str]:
        library = self.library
        yield self.stamp(chinese)
        for relation in (*library.outgoing(chinese), *library.incoming(chinese)):
            other = relation.target if relation.source is chinese else relation.source
            yield relation.name
            yield self.stamp(other)
        if isinstance(chinese, GazetteIssue):
            yield self._stamps(library.printed(chinese))
        files = self.pages.loaded.tree.files
        for _, file in declared_files(chinese):
            yield str(files.get(f"{chinese.id}/{file}"))

    def _key(self, kind: str, *parts: bytes | str) -> bytes:
        return self.pages.key("mongolian", kind, self._base, *parts)

    def _stamps(self, records: Iterable[Record]) -> bytes:
        return b"".join(map(self.stamp, records))

    def _home(self) -> Page:
        shown = [record for lst in self._columns for record in lst.records[:NEWEST]]
        sizes = repr([(lst.front, len(lst.records)) for lst in self._columns])
        total = f"{sizes} {len(self.library)} {self.pages.search}"
        make = partial(home_view, self.library, self._columns, self.pages.day, self.pages.search)
        return Page(
            HOME, HOME_COLUMN, "mn/home.html", self._key("home", total, self._stamps(shown)), make
        )

    def _column(self, page: ListPage) -> Page:
        around = f"{page.address} {page.total} {page.around}"
        key = self._key("list", around, self._stamps(page.records))
        make = partial(column_view, page, self.library, self.pages.day)
        return Page(page.address, page.listing.column, "mn/list.html", key, make)

    def _untranslated_page(self, page: ListPage) -> Page:
        around = f"{page.address} {page.total} {page.around}"
        key = self._key("untranslated", around, self._stamps(page.records))
        make = partial(untranslated_view, page, self.library, self.pages.day)
        return Page(page.address, UNTRANSLATED_COLUMN, "mn/list.html", key, make)

    def _untranslated_front(self) -> Page:
        lists = self._untranslated
        sizes = repr([(lst.front, len(lst.records)) for lst in lists])
        shown = [record for lst in lists for record in lst.records[:NEWEST]]
        total = f"{sizes} {len(self.library)} {len(self.library.mongolian)}"
        make = partial(untranslated_front_view, self.library, lists, self.pages.day)
        key = self._key("untranslated front", total, self._stamps(shown))
        return Page(UNTRANSLATED, UNTRANSLATED_COLUMN, "mn/untranslated.html", key, make)

    @cached_property
    def _shelved(self) -> dict[str, tuple[list[Record], list[Record]]]:
        """By column: Chinese records with a counterpart, and without; both newest first."""
        found: dict[str, tuple[list[Record], list[Record]]] = {
            column.id: ([], []) for column in self.library.catalogue.columns
        }
        for record in self.pages.newest:
            with_one, without = found.setdefault(record.column, ([], []))
            (with_one if self.library.counterpart(record) else without).append(record)
        return found

    @cached_property
    def _columns(self) -> list[Listing]:
        held = ((id, with_one) for id, (with_one, _) in self._shelved.items() if with_one)
        return [column_listing(self.library, id, records) for id, records in held]

    @cached_property
    def _untranslated(self) -> list[Listing]:
        held = ((id, without) for id, (_, without) in self._shelved.items() if without)
        return [untranslated_listing(self.library, id, records) for id, records in held]
