"""Lists of documents: which there are, and which documents stand in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.model import Library, Record, Validity
from gongkai.model.records import KINDS
from gongkai.model.terms import STATUTORY
from gongkai.pages.record_view import Crumb


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
        """The folder of the pages behind the front page."""
        return self.front.removesuffix("/index.html").removesuffix(".html")

    @property
    def is_column(self) -> bool:
        """Column lists always have year pages (FORMAT, Addresses)."""
        return self.front.endswith("/index.html")


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
