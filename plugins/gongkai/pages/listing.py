"""Lists of documents: which there are, and which documents stand in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gongkai.check.addresses import NOT_APPLICABLE_ID
from gongkai.model import Library, Organ, Record, Validity
from gongkai.model.records import KINDS
from gongkai.model.terms import STATUTORY
from gongkai.pages.views import Crumb

NOT_APPLICABLE: Final = "不核算有效性"
"""The validity of kinds that have none."""
NOT_APPLICABLE_LIST: Final = f"validity/{NOT_APPLICABLE_ID}.html"
OTHER_ORGANS: Final = "其他机关"
"""Issuers that are not in the register, taken together."""
OTHER_ORGANS_LIST: Final = "organ/_other.html"
"""No organ's id can begin so."""


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
    group: str = ""
    """The classification this list is a value of, as its facet is named."""
    organ: Organ | None = None
    joint: int = 0
    """Documents of an organ that another one leads."""
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
            what = f"主题分类为“{topic.name}”的文件。"
            self._class("主题分类", f"topics/{topic.no}.html", topic.name, what)
        for organ in self.catalogue.organs.values():
            self._class("发文机关", f"organ/{organ.id}.html", organ.name, _facts(organ), organ)
        what = "由未列入本平台机关名录的机关制发的文件。"
        self._class("发文机关", OTHER_ORGANS_LIST, OTHER_ORGANS, what)
        for state in Validity:
            what = f"有效性为“{state.value}”的文件。"
            self._class("有效性", f"validity/{state.slug}.html", state.value, what)
        what = "解读、公报、公告等不核算有效性的信息。"
        self._class("有效性", NOT_APPLICABLE_LIST, NOT_APPLICABLE, what)
        for id, name in STATUTORY.items():
            what = f"法定主动公开内容：{name}。"
            self._class("法定主动公开类别", f"statutory/{id}.html", name, what)

    def _class(
        self, group: str, front: str, name: str, description: str, organ: Organ | None = None
    ) -> None:
        steps = [Crumb("首页", "index.html"), Crumb(name, None)]
        column = "statutory" if front.startswith("statutory/") else None
        if column:
            steps.insert(1, Crumb("法定主动公开内容", "statutory/index.html"))
        self._add(Listing(front, name, description, tuple(steps), column, group, organ))

    def _add(self, listing: Listing) -> None:
        self.by_address[listing.front] = listing

    def put(self, record: Record, validity: Validity | None) -> None:
        leading = self.catalogue.organ(record.issuer)
        joint = (self.catalogue.organ(o) for o in record.joint_issuers)
        topic = self.catalogue.topic(record.topic)
        fronts = {
            f"{record.column}/index.html",
            f"organ/{leading.id}.html" if leading else OTHER_ORGANS_LIST,
            *(f"organ/{organ.id}.html" for organ in joint if organ),
            f"topics/{topic.no}.html" if topic else "",
            f"validity/{validity.slug}.html" if validity else NOT_APPLICABLE_LIST,
            f"statutory/{record.statutory}.html",
        }
        for front in fronts:
            if listing := self.by_address.get(front):
                listing.records.append(record)
                listing.joint += listing.organ is not None and listing.organ is not leading


def _facts(organ: Organ) -> str:
    return "，".join(part for part in (organ.level, organ.kind) if part) + "。"
