"""Pages and files of the 标准目录: overview, themes, areas, items, organs' own catalogues.

Keys hash what a page shows and no more: an edit of one item touches its page, its area's, those of
the organs that have it, and the lists of all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from gongkai.downloads.catalogue_csv import area_csv, organ_csv, whole_csv
from gongkai.downloads.catalogue_json import (
    area_json,
    organ_json,
    organ_schema,
    whole_json,
    whole_schema,
)
from gongkai.downloads.catalogue_xlsx import area_xlsx, organ_xlsx, whole_xlsx
from gongkai.model import Record
from gongkai.model.deadline import Deadline
from gongkai.model.holdings import makers
from gongkai.model.local_catalogue import OrganArea
from gongkai.model.schema import area_schema
from gongkai.model.standard_catalogue import (
    Area,
    CatalogueItem,
    Method,
    item_address,
    item_title,
)
from gongkai.pages.areas import (
    COLUMN,
    INDEX,
    THEMES,
    area_lines,
    area_view,
    organ_catalogue_view,
    organ_lines,
    overview_view,
    own_catalogue,
    themes_view,
)
from gongkai.pages.items import adaptions, apart_row, item_crumbs, item_row, item_view
from gongkai.pages.list_pages import PAGE, ListPage, list_view, pages_of, printed_rows
from gongkai.pages.listing import Listing
from gongkai.pages.page import Page, as_given
from gongkai.pages.rows import ROOT

if TYPE_CHECKING:
    from gongkai.pages.site import Pages


class StandardPages:
    """Every page and file below ``catalogue/``."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.library = pages.library
        self.catalogue = pages.library.catalogue
        self.held = cache(pages.holdings.count)
        """``<area>/<item>`` → how many records were published under it."""

    def everything(self) -> Iterator[Page]:
        """Pages first, then the files beside them."""
        yield from self.fronts
        for area, item in self._items():
            yield from self._item(area, item)
        yield from self._files()

    @cached_property
    def fronts(self) -> tuple[Page, ...]:
        """The pages that a site map names, items apart: a build asks for them twice."""
        return tuple(self._fronts())

    def _fronts(self) -> Iterator[Page]:
        lines = repr((area_lines(self.catalogue, self.held), organ_lines(self.catalogue)))
        overview = partial(overview_view, self.catalogue, self.held)
        key = self.pages.key("overview", lines)
        yield Page(INDEX, COLUMN, "catalogue.html", key, overview)
        themes = themes_view(self.catalogue, self.held)
        key = self.pages.key("themes", repr(themes))
        yield Page(THEMES, COLUMN, "themes.html", key, partial(as_given, themes))
        others = repr([(area.name, area.address) for area in self.catalogue.areas.values()])
        for area in self.catalogue.areas.values():
            yield self._area(area, others)
        for organ in self.catalogue.merged:
            yield self._organ(organ)

    def _area(self, area: Area, others: str) -> Page:
        added = self.catalogue.items_added_to(area.id)
        organs = repr(organ_lines(self.catalogue, area.id))
        keys = [f"{area.id}/{item.id}" for item in area.items]
        counts = repr([self.held(key) for key in (*keys, *(one.key for _, one in added))])
        stamp = self._stamp[area.id]
        key = self.pages.key("area", stamp, repr(added), organs, counts, others)
        make = partial(area_view, self.catalogue, area, self.held)
        return Page(area.address, COLUMN, "area.html", key, make)

    @cached_property
    def _stamp(self) -> dict[str, str]:
        """Area → all it says."""
        return {
            area.id: hashlib.sha256(repr(area).encode()).hexdigest()
            for area in self.catalogue.areas.values()
        }

    @cached_property
    def _merged_stamp(self) -> dict[str, str]:
        """Organ → all its catalogue says."""
        return {
            organ: f"{self.catalogue.local[organ]}{[self._stamp[one.area.id] for one in areas]}"
            for organ, areas in self.catalogue.merged.items()
        }

    def _organ(self, organ: str) -> Page:
        local, areas = self.catalogue.local[organ], self.catalogue.merged[organ]
        held = {
            item.key: len(self.pages.holdings.of(organ, item))
            for one in areas
            for item in one.items
        }
        stamp = self._merged_stamp[organ]
        key = self.pages.key("organ catalogue", stamp, repr([*held.values()]))
        site, name = self.catalogue.site, self.catalogue.organ_name(organ)
        view = partial(organ_catalogue_view, site, name, local, areas, held)
        address = own_catalogue(organ)
        return Page(address, COLUMN, "organ-catalogue.html", key, partial(as_given, view), True)

    def _items(self) -> Iterator[tuple[Area, CatalogueItem]]:
        for area in self.catalogue.areas.values():
            for item in area.items:
                yield area, item
            for _, added in self.catalogue.items_added_to(area.id):
                yield area, added.item

    def _item(self, area: Area, item: CatalogueItem) -> Iterator[Page]:
        """An item's front page, and pages behind it where many records stand under it."""
        id = f"{area.id}/{item.id}"
        published, apart = self.pages.holdings.under(id)
        listing = Listing(
            item_address(area.id, item.id),
            item_title(area, item),
            f"{area.title}“{item.title}”下公开的信息。",
            item_crumbs(area, item),
            COLUMN,
            records=published,
        )
        own = repr((area.name, area.source, item, self._adaptions.get(id, ()), len(apart)))
        for page in pages_of(listing):
            said = own if page.is_front else f"{area.name} {item.title}"
            shown = [*page.records, *(apart[:PAGE] if page.is_front else ())]
            limits = repr(self._limits(id, page.records))
            key = self.pages.key(
                "item", said, limits, f"{page.total} {page.around}", self.pages.stamps(shown)
            )
            make = partial(self._item_view, area, item, page, apart)
            template = "item.html" if page.is_front else "list.html"
            yield Page(page.address, COLUMN, template, key, make)

    @cached_property
    def _adaptions(self) -> dict[str, Any]:
        return adaptions(self.catalogue)

    def _limits(self, key: str, records: list[Record]) -> list[tuple[str, Deadline, Method]]:
        """The time limits that the makers of records have for an item."""
        organs = {organ for record in records for organ in makers(self.catalogue, record)}
        items = ((organ, self.catalogue.held(organ, key)) for organ in sorted(organs))
        return [(organ, held.deadline, held.method) for organ, held in items if held]

    def _item_view(
        self, area: Area, item: CatalogueItem, page: ListPage, apart: list[Record]
    ) -> Any:
        id = f"{area.id}/{item.id}"
        row = partial(self._row, id)
        if not page.is_front:
            return list_view(page, self.library, self.pages.entries, row)
        made = self._adaptions.get(id, ())
        rows = printed_rows(page, row)
        beside = [self._apart_row(record) for record in apart[:PAGE]]
        return item_view(self.catalogue, area, item, made, page, rows, len(apart), beside)

    def _row(self, key: str, record: Record) -> str:
        return self.pages.print_row(item_row(self.library, key, record, self.pages.day), ROOT)

    def _apart_row(self, record: Record) -> str:
        return self.pages.print_row(apart_row(self.library, record, self.pages.day), ROOT)

    def _files(self) -> Iterator[Page]:
        """XLSX, CSV and JSON beside each page, and the schema of the JSON."""
        areas = list(self.catalogue.areas.values())
        if not areas:
            return
        whole = self.pages.key("whole", *self._stamp.values())
        for form, make in (
            ("xlsx", whole_xlsx),
            ("csv", whole_csv),
            ("json", whole_json),
        ):
            yield _file(INDEX, form, whole, partial(make, areas))
        for area in areas:
            key = self.pages.key("area files", self._stamp[area.id])
            yield _file(area.address, "xlsx", key, partial(area_xlsx, area))
            yield _file(area.address, "csv", key, partial(area_csv, area))
            yield _file(area.address, "json", key, partial(area_json, area))
        for organ, merged in self.catalogue.merged.items():
            yield from self._organ_files(organ, merged)
        key = self.pages.key("schema")
        for name, schema in _SCHEMAS.items():
            make = partial(_as_json, schema)
            yield Page(f"catalogue/{name}.schema.json", None, None, key, partial(as_given, make))

    def _organ_files(self, organ: str, merged: tuple[OrganArea, ...]) -> Iterator[Page]:
        name, address = self.catalogue.organ_name(organ), own_catalogue(organ)
        local = self.catalogue.local[organ]
        key = self.pages.key("organ files", self._merged_stamp[organ])
        yield _file(address, "xlsx", key, partial(organ_xlsx, name, local, merged))
        yield _file(address, "csv", key, partial(organ_csv, name, local, merged))
        yield _file(address, "json", key, partial(organ_json, name, local, merged))


def _file(page: str, form: str, key: bytes, make: Callable[[], bytes]) -> Page:
    """A file beside a page; its view is what makes its bytes, in whichever process prints it."""
    address = f"{page.removesuffix('.html')}.{form}"
    return Page(address, None, None, key, partial(as_given, make), True)


def _as_json(schema: Callable[[], dict[str, Any]]) -> bytes:
    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()


_SCHEMAS: Final = {"area": area_schema, "whole": whole_schema, "organ": organ_schema}
"""Names of the schemas beside the pages; no area's id has a dot."""
