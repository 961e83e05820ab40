"""Lists of documents: which there are, and which documents stand in each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from gongkai.check.addresses import NOT_APPLICABLE_ID
from gongkai.model import Library, Organ, Record, Validity
from gongkai.model.records import KINDS, Project
from gongkai.model.terms import STATUTORY
from gongkai.pages.views import Count, Crumb, Tally

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
    """Documents that an organ issued with another one that leads, or published for it."""
    records: list[Record] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder of the pages behind the front page."""
        return self.front.removesuffix("/index.html").removesuffix(".html")

    @property
    def is_column(self) -> bool:
        """Column lists always have year pages (FORMAT, Addresses)."""
        return self.front.endswith("/index.html")


PROJECT_STAGES: Final = "当前阶段"
PROJECT_ORGANS: Final = "责任单位"
_NO_STAGE: Final = "未注明阶段"


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


def project_tallies(lists: list[Listing]) -> tuple[Tally, ...]:
    """The classifications of the project column alone: a project has one stage and one organ."""
    return tuple(_tally(group, lists) for group in (PROJECT_STAGES, PROJECT_ORGANS))


def _tally(group: str, lists: list[Listing]) -> Tally:
    held = [(len(lst.records), lst) for lst in lists if lst.group == group]
    held.sort(key=lambda pair: (-pair[0], pair[1].title))
    counts = tuple(Count(lst.title, count, lst.front) for count, lst in held)
    return Tally(group, counts, sum(count for count, _ in held))


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
        folder = front.split("/", 1)[0]
        column = self.catalogue.column(folder)
        if column:
            steps.insert(1, Crumb(column.name, f"{folder}/index.html"))
        marked = column.id if column else None
        self._add(Listing(front, name, description, tuple(steps), marked, group, organ))

    def _add(self, listing: Listing) -> None:
        self.by_address[listing.front] = listing

    def put(self, record: Record, validity: Validity | None) -> None:
        leading = self.catalogue.organ(record.issuer)
        others = (*record.joint_issuers, record.publisher)
        joint = (self.catalogue.organ(o) for o in others if o)
        topic = self.catalogue.topic(record.topic)
        fronts = {
            f"{record.column}/index.html",
            f"organ/{leading.id}.html" if leading else OTHER_ORGANS_LIST,
            *(f"organ/{organ.id}.html" for organ in joint if organ),
            f"topics/{topic.no}.html" if topic else "",
            f"validity/{validity.slug}.html" if validity else NOT_APPLICABLE_LIST,
            f"statutory/{record.statutory}.html",
            *(self._project(record, leading) if isinstance(record, Project) else ()),
        }
        for front in fronts:
            if listing := self.by_address.get(front):
                listing.records.append(record)
                listing.joint += listing.organ is not None and listing.organ is not leading

    def _project(self, project: Project, organ: Organ | None) -> tuple[str, str]:
        """The lists of a project's stage and organ, opened when the first one needs them."""
        stage = (project.stage if project.open else None) or _NO_STAGE
        # An editor's own words name a stage; a hash of them is an address that stays.
        name = hashlib.blake2b(stage.encode(), digest_size=4).hexdigest()
        fronts = (
            f"project/stage/{name}.html",
            f"project/organ/{organ.id if organ else '_other'}.html",
        )
        if fronts[0] not in self.by_address:
            what = f"当前阶段为“{stage}”的重大建设项目。"
            self._class(PROJECT_STAGES, fronts[0], stage, what)
        if fronts[1] not in self.by_address:
            whose = organ.name if organ else OTHER_ORGANS
            self._class(PROJECT_ORGANS, fronts[1], whose, f"{whose}负责的重大建设项目。")
        return fronts


def _facts(organ: Organ) -> str:
    return "，".join(part for part in (organ.level, organ.kind) if part) + "。"
