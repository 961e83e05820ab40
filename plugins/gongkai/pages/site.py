"""The site: every page it has, with the key of what goes into it.

A page is made from the records it shows; its key hashes their stamps. A build compares keys with
those of the last one and prints what differs; ``serve`` makes a page when it is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import Final

from gongkai.check.files import declared_files
from gongkai.load import Loaded
from gongkai.load.attached_text import text_files_stamp
from gongkai.model import Organ, Record
from gongkai.model.holdings import Holdings
from gongkai.model.records import AnnualReport, GazetteIssue, Project
from gongkai.model.standard_catalogue import item_title
from gongkai.pages.areas import area_lines, own_catalogue
from gongkai.pages.data_files import DataFiles
from gongkai.pages.entries import HOME, entries
from gongkai.pages.front import (
    LOST,
    LOST_SHELL,
    NEWEST,
    SITEMAP,
    STATUTORY_ADDRESS,
    hand_made_pages,
    home_view,
    lost_view,
    pending_view,
    redirects,
    sitemap_view,
    statutory_view,
)
from gongkai.pages.gathering import gathered_by
from gongkai.pages.gazettes import (
    Issue,
    gazettes_view,
    issue_view,
    issues_newest_first,
    shown_whole,
)
from gongkai.pages.handbooks import COLUMN as SERVICES
from gongkai.pages.handbooks import Handbooks
from gongkai.pages.inventory import ADDRESS, figures, inventory_view
from gongkai.pages.list_pages import ListPage, list_view, pages_of
from gongkai.pages.listing import listings, newest_first, project_tallies
from gongkai.pages.mongolian.site import MongolianPages
from gongkai.pages.organs import ORGANS, Share, organ_page_view, organ_view, organs_view
from gongkai.pages.page import KEY, Page, as_given
from gongkai.pages.record_files import Order, RecordFiles
from gongkai.pages.record_view import Door, linked_rows, named_records, record_view
from gongkai.pages.rows import ROOT, Row, progress, row
from gongkai.pages.search_page import SEARCH, SHELL, search_view
from gongkai.pages.standards import StandardPages
from gongkai.pages.views import Crumb, Taken, Tally

GAZETTES: Final = "gazette/index.html"


class Pages:
    """All pages of a library on a day."""

    def __init__(
        self,
        loaded: Loaded,
        day: date,
        base: str,
        print_row: Callable[[Row, str], str],
        search: bool = True,
        order: Order | None = None,
        mongolian: str = "",
    ) -> None:
        """``base`` hashes what every page depends on: program, theme, shells, catalogue.

        ``print_row`` prints a line of a list, given the way to the root; without ``search`` there
        is no search page, and no box that leads to it. ``order``: which files beside the records'
        pages are made; none without it. ``mongolian`` hashes the shells of the Mongolian pages.
        """
        self.loaded = loaded
        self.library = loaded.library
        self.day = day
        self.search = search
        self.base = base.encode()
        self.newest = newest_first(self.library)
        self.lists = listings(self.library, self.newest, day)
        self.list_pages = [page for listing in self.lists for page in pages_of(listing)]
        self.figures = figures(self.library, day)
        self.entries = entries(self.library.catalogue)
        self._rows: dict[str, bytes] = {}
        self.print_row = print_row
        self.holdings = Holdings(self.library, day)
        self.standards = StandardPages(self)
        self.files = RecordFiles(self, order) if order else None
        self.handbooks = Handbooks(self, order)
        named = self.files.named if self.files else None
        self.mongolian = MongolianPages(self, mongolian, named)
        self.data = DataFiles(self, tables=bool(order and order.level != "none"))
        self.stamp_of = {r.id: self._stamp(r) for r in self.library.records.values()}
        """By record id: changes when anything changes that another page may say of it."""

    def _stamp(self, record: Record) -> bytes:
        """Changes when anything changes that another page may say of this record."""
        state = self.library.state(record, self.day)
        text = f"{self.loaded.sha256[record.id]}{state.validity if state else ''}"
        if isinstance(record, Project):  # counts documents that others may withhold
            text += progress(self.library, record) or ""
        if isinstance(record, GazetteIssue):  # is found by what it printed
            text += "\n".join(printed.title for printed in self.library.printed(record))
            text += text_files_stamp(self.loaded, record)
        # What is dated ahead comes without an edit of the source.
        told = f"{len(record.corrections)} {len(record.outlets)}"
        return f"{text}{state.since if state else ''} {told}".encode()

    def key(self, *parts: bytes | str) -> bytes:
        """The hash of what a page depends on."""
        digest = hashlib.blake2b(self.base, digest_size=KEY)
        for part in parts:
            digest.update(b"\0")
            digest.update(part if isinstance(part, bytes) else part.encode())
        return digest.digest()

    def stamps(self, records: Iterable[Record]) -> bytes:
        """The stamps of several records, in their order."""
        return b"".join(self.stamp_of[record.id] for record in records)

    def everything(self) -> Iterator[Page]:
        """Every page, records first."""
        for record in self.library.records.values():
            page = self.record(record)
            yield page
            if self.files:
                yield from self.files.of(record, page)
        yield from self.mongolian.records()
        if self.files:
            yield from self.files.of_counterparts()
        yield from self.besides_records()

    def besides_records(self) -> Iterator[Page]:
        """Lists, figures, the first page, old addresses."""
        for record in self.library.records.values():
            yield from self._redirects(record)
        both = self.mongolian.announced
        yield from map(both, map(self.data.announced, map(self._list, self.list_pages)))
        yield from map(both, map(self.data.announced, self.fronts()))
        yield from map(self.data.announced, self.standards.everything())
        yield from self.handbooks.everything()
        yield from self.mongolian.besides_records()
        yield self.data.page()
        if self.files:
            yield from self.data.feeds(self.files.shop.engine)

    def record(self, record: Record) -> Page:
        """A record's own page."""
        gathered = gathered_by(record, self.newest, self.library.catalogue)
        taken = self.files.named(record) if self.files else ()
        citing = self.files.citing(record) if self.files else ()
        door = self.mongolian.door(record)
        make = partial(record_view, self.loaded, record, self.day, gathered, taken, citing, door)
        return Page(
            record.address,
            record.column,
            "record.html",
            self._record_key(record, gathered, taken, door),
            make,
        )

    def _record_key(
        self,
        record: Record,
        gathered: list[Record],
        taken: tuple[Taken, ...],
        door: Door | None,
    ) -> bytes:
        library = self.library
        parts = [self.stamp_of[record.id], repr((taken, door)).encode()]
        for relation in (*library.outgoing(record), *library.incoming(record)):
            other = relation.target if relation.source is record else relation.source
            parts.append(relation.name.encode() + self.stamp_of[other.id])
        successor = library.successor(record, self.day)
        named = [library.find(id) for id in named_records(record)]
        beside = library.beside(record) if isinstance(record, GazetteIssue) else ()
        others = [library.issue(record), successor, *beside, *named, *gathered]
        parts.append(self.stamps(other for other in others if other))
        for key in record.catalogue:
            if item := library.catalogue.item(key):
                area = library.catalogue.areas[key.partition("/")[0]]
                parts.append(item_title(area, item).encode())
        files = self.loaded.tree.files
        parts += [
            str(files.get(f"{record.id}/{file}")).encode() for _, file in declared_files(record)
        ]
        return self.key("record", *parts)

    def _redirects(self, record: Record) -> Iterator[Page]:
        for address, view in redirects(self.library.catalogue.site, record):
            key = self.key("redirect", repr(view))
            yield Page(address, None, "redirect.html", key, partial(as_given, view))

    def printed_row(self, record: Record) -> str:
        """A record's line in lists; it stands in five of them and is printed once."""
        made = self._rows.get(record.id)
        if made is None:
            made = self.print_row(row(self.library, record, self.day), ROOT).encode()
            self._rows[record.id] = made
        return made.decode()

    def _list(self, page: ListPage) -> Page:
        listing = page.listing
        if listing.front == GAZETTES and page.is_front:
            return self._gazettes(page)
        if listing.organ and page.is_front:
            return self._organ(page, listing.organ)
        facets = self._facets(page)
        beside = self.handbooks.link if listing.column == SERVICES and page.is_front else ()
        around = f"{page.total} {page.around} {listing.joint if page.is_front else ''}"
        key = self.key(
            "list", page.address, around, repr((facets, beside)), self.stamps(page.records)
        )
        make = partial(
            list_view, page, self.library, self.entries, self.printed_row, facets, beside
        )
        return Page(page.address, listing.column, "list.html", key, make)

    def _facets(self, page: ListPage) -> tuple[Tally, ...]:
        if not page.is_front:
            return ()
        return self._project_tallies if page.listing.column == "project" else self.figures.classes

    @cached_property
    def _project_tallies(self) -> tuple[Tally, ...]:
        return project_tallies(self.lists)

    def _organ(self, page: ListPage, organ: Organ) -> Page:
        """机构职能 of one organ, above its newest documents."""
        facts = organ_view(
            self.library,
            page.listing,
            organ,
            self._areas_of(organ),
            self._annual_reports.get(organ.id, []),
            SEARCH if self.search else None,
        )
        around = f"{page.total} {page.listing.joint} {page.around}"
        key = self.key("organ", around, repr(facts), self.stamps(page.records))
        make = partial(organ_page_view, page, self.library, facts, self.printed_row)
        return Page(page.address, page.listing.column, "organ.html", key, make)

    def _areas_of(self, organ: Organ) -> tuple[Share, ...]:
        """An organ's part of each area: items with records of its own, items in all."""
        return tuple(
            Share(
                one.area.name,
                f"{own_catalogue(organ.id)}#{one.area.id}",
                sum(bool(self.holdings.of(organ.id, item)) for item in one.items),
                len(one.items),
            )
            for one in self.library.catalogue.merged.get(organ.id, ())
        )

    @cached_property
    def _annual_reports(self) -> dict[str, list[AnnualReport]]:
        """By the organ that each is about, newest first; its office may have issued it."""
        found: dict[str, list[AnnualReport]] = {}
        for record in self.newest:
            if isinstance(record, AnnualReport) and record.open:
                organ = self.library.catalogue.organ(record.organ)
                found.setdefault(organ.id if organ else "", []).append(record)
        return found

    def _gazettes(self, page: ListPage) -> Page:
        listing = page.listing
        shown = shown_whole(issues_newest_first(listing))
        named = [target for issue in shown for target in self._named(issue)]
        held = f"{self.search} {self.data.tables}"
        key = self.key("gazettes", held, self.stamps([*listing.records, *named]))
        return Page(
            page.address,
            listing.column,
            "gazettes.html",
            key,
            lambda: gazettes_view(
                self.library,
                listing,
                self._linked(shown),
                SEARCH if self.search else None,
                self.data.tables,
            ),
        )

    def _named(self, record: Record) -> list[Record]:
        found = map(self.library.find, named_records(record))
        return [target for target in found if target is not None]

    def _linked(self, records: Iterable[Record]) -> dict[str, Row]:
        return {
            id: line
            for record in records
            for id, line in linked_rows(self.library, record, self.day)
        }

    def fronts(self) -> Iterator[Page]:
        """Home, search, inventory, statutory classes, not found, entries that have no page yet."""
        library, day = self.library, self.day
        yield self._home()
        if self.search:
            yield Page(
                SEARCH,
                SHELL,
                "search.html",
                self.key("search", repr(self.figures)),
                partial(search_view, library.catalogue, self.figures),
            )
        yield Page(
            ADDRESS,
            None,
            "inventory.html",
            self.key("inventory", repr(self.figures), str(day)),
            partial(inventory_view, library, day, self.figures),
        )
        sizes = repr([(lst.front, len(lst.records)) for lst in self.lists])
        yield Page(
            STATUTORY_ADDRESS,
            "statutory",
            "statutory.html",
            self.key("statutory", sizes),
            partial(statutory_view, library, self.lists),
        )
        sitemap = sitemap_view(
            library, self.lists, (*self._hand_made, *self.handbooks.link), self.search
        )
        yield Page(
            SITEMAP,
            None,
            "sitemap.html",
            self.key("sitemap", repr(sitemap)),
            partial(as_given, sitemap),
        )
        make = partial(lost_view, library.catalogue, self.search)
        yield Page(LOST, LOST_SHELL, "404.html", self.key("lost"), make)
        held = {lst.organ.id: len(lst.records) for lst in self.lists if lst.organ}
        yield Page(
            ORGANS,
            "organ",
            "organs.html",
            self.key("organs", repr(held)),
            partial(organs_view, library.catalogue, held),
        )
        yield from self._pending()

    @cached_property
    def _hand_made(self) -> tuple[Crumb, ...]:
        """Read once, though a build asks for its front pages twice."""
        return hand_made_pages(self.loaded)

    def _home(self) -> Page:
        columns = {listing.column: listing for listing in self.lists if listing.is_column}
        newest = [r for listing in columns.values() for r in listing.records[:NEWEST]]
        gazette = columns.get("gazette")
        issues = issues_newest_first(gazette)[:1] if gazette else []
        named = [target for issue in issues for target in self._named(issue)]
        areas = area_lines(self.library.catalogue, self.standards.held)
        key = self.key(
            "home", repr(areas), repr(self.figures), self.stamps([*newest, *issues, *named])
        )

        def issue() -> Issue | None:
            return issue_view(issues[0], self._linked(issues)) if issues else None

        return Page(
            HOME,
            "home",
            "home.html",
            key,
            lambda: home_view(
                self.library, self.day, self.lists, self.figures, issue(), areas, self.search
            ),
        )

    def _pending(self) -> Iterator[Page]:
        for column in self.library.catalogue.columns:
            if column.hand_made and f"{column.id}.md" not in self.loaded.tree.pages:
                make = partial(pending_view, self.library.catalogue, column)
                key = self.key("pending", column.id)
                yield Page(f"{column.id}.html", column.id, "pending.html", key, make)
