"""The catalogue: organs (机关), topics (主题分类), columns (栏目), the site's identity, and the 26
standard catalogues (标准目录) with what each organ makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict
from pydantic.dataclasses import dataclass

from gongkai.model.fields import NOT_INDEX, Flag, Host, Id, Line, Text, Web, Whole
from gongkai.model.interface_terms import NO_TERMS, InterfaceTerms
from gongkai.model.local_catalogue import LocalCatalogue, OrganArea, OrganItem, merge
from gongkai.model.records import KINDS
from gongkai.model.standard_catalogue import Area, CatalogueItem

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)
_OPEN: Final = ConfigDict(extra="ignore", defer_build=True)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Organ:
    """An organ of the register (``organs.yaml``)."""

    id: Annotated[Id, NOT_INDEX]
    name: Line
    name_mn: Line | None = None
    short: Line | None = None
    """机关代字, as in its document numbers."""
    kind: Line = "机关"
    level: Line | None = None
    parent: Line | None = None
    code: Line | None = None
    """统一社会信用代码."""
    duties: Text | None = None
    address: Line | None = None
    hours: Line | None = None
    phone: Line | None = None
    head: Line | None = None
    openness_office: Line | None = None
    openness_contact: Line | None = None
    url: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_OPEN)
class Topic:
    """A main topic with its leaves (``topics.yaml``, the national tree)."""

    no: Whole
    name: Line
    slug: Line | None = None
    children: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Column:
    """A column of the platform (``columns.yaml``)."""

    id: Id
    """A kind's folder, ``statutory``, or the name of a hand-made page."""
    name: Line
    mn: Line | None = None
    type: Line
    """ColumnType of meta_tags.yaml."""
    fixed: Flag = False
    """One of the platform's fixed entries (国办公开办函〔2019〕61号)."""
    description: Line
    keywords: tuple[Line, ...] = ()

    @property
    def hand_made(self) -> bool:
        """Whether its entry leads to a page that an editor writes, not to a list of ours."""
        return self.id not in KINDS and self.id not in _MADE


_MADE: Final = frozenset({"statutory", "catalogue", "organ"})
"""Columns without records of their own whose pages we make."""


def _none_if_blank(value: Any) -> Any:
    return None if value == "" else value


Maybe = Annotated[Line | None, BeforeValidator(_none_if_blank)]
MaybeLink = Annotated[Web | None, BeforeValidator(_none_if_blank)]


PICTURES: Final = ("emblem", "badge_image", "error_report_image")


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Site:
    """The site's identity (``site.yaml``). ``None`` is what only the office can fill in."""

    name: Line
    host: Host
    name_mn: Maybe = None
    portal_name: Maybe = None
    portal_url: MaybeLink = None
    site_id_code: Maybe = None
    icp: Maybe = None
    police_record: Maybe = None
    sponsor: Maybe = None
    contact: Maybe = None
    emblem: Maybe = None
    """国徽: an image in ``content/``, as published by the state; never drawn by us."""
    badge: MaybeLink = None
    """党政机关网站标识: the link that was issued with it."""
    badge_image: Maybe = None
    error_report: MaybeLink = None
    """“我为政府网站找错”: the link made for this site."""
    error_report_image: Maybe = None

    @property
    def pictures(self) -> dict[str, str]:
        """Key → image in ``content/``, for those that are given."""
        named = {key: getattr(self, key) for key in PICTURES}
        return {key: path for key, path in named.items() if path}

    @property
    def url(self) -> str:
        """The public address of the root."""
        return f"https://{self.host}/"


class Catalogue:
    """What stands beside the records: the site, its organs, topics, columns, areas."""

    def __init__(
        self,
        site: Site,
        organs: Iterable[Organ] = (),
        topics: Iterable[Topic] = (),
        columns: Iterable[Column] = (),
        digest: str = "",
        areas: Iterable[Area] = (),
        local: Iterable[LocalCatalogue] = (),
        terms: InterfaceTerms = NO_TERMS,
    ) -> None:
        self.site = site
        self.organs = {organ.id: organ for organ in organs}
        self.topics = tuple(topics)
        self.columns = tuple(columns) or DEFAULT_COLUMNS
        self.terms = terms
        """The site's fixed words in Mongolian."""
        self.digest = digest
        """Hash of site, organs, topics and columns: every page depends on them."""
        self.areas = {area.id: area for area in sorted(areas, key=_standing)}
        """The areas in their national order; those without a number follow by id."""
        self.local = {catalogue.organ: catalogue for catalogue in local}
        """By organ."""
        self.merged: dict[str, tuple[OrganArea, ...]] = dict(self._merged())
        """What holds for each organ that has a catalogue of its own."""
        self._items = {
            f"{area.id}/{item.id}": item for area in self.areas.values() for item in area.items
        }
        self._added: dict[str, list[tuple[str, OrganItem]]] = {}
        for organ, areas_of_one in self.merged.items():
            for one in areas_of_one:
                for held in one.items:
                    if held.standard is None:
                        self._items.setdefault(held.key, held.source)
                        self._added.setdefault(one.area.id, []).append((organ, held))
        self._held: dict[str, dict[str, OrganItem]] = {}
        """Organ → item key → its item, for organs that were asked about."""
        self._organ_by_name = {organ.name: organ for organ in self.organs.values()}
        self._topic_by_name = {topic.name: topic for topic in self.topics}
        self._column_by_id = {column.id: column for column in self.columns}

    def _merged(self) -> Iterator[tuple[str, tuple[OrganArea, ...]]]:
        for organ, own in self.local.items():
            known = (mine for mine in own.areas if mine.area in self.areas)
            areas = tuple(merge(mine, self.areas[mine.area]) for mine in known)
            if areas and organ in self.organs:
                yield organ, areas

    def organ(self, written: str) -> Organ | None:
        """The organ meant by an id or a full name."""
        return self.organs.get(written) or self._organ_by_name.get(written)

    def is_above(self, organ: Organ) -> bool:
        """Whether an organ is registered only since its documents are kept: it ranks above the
        portal's own sponsor, or above a city where the register does not have the sponsor."""
        own = self.organ(self.site.sponsor or "")
        level = (own.level if own else None) or "市级"
        lowest = len(_RANKS)
        return _RANKS.get(organ.level or "", lowest) < _RANKS.get(level, lowest)

    def organ_name(self, written: str) -> str:
        """Its full name; a name that is not in the register stands for itself."""
        organ = self.organ(written)
        return organ.name if organ else written

    def topic(self, path: str) -> Topic | None:
        """The main topic of ``综合政务/政务公开``."""
        return self._topic_by_name.get(path.split("/", 1)[0])

    def topic_paths(self) -> frozenset[str]:
        """Every leaf as ``main/leaf``."""
        return frozenset(f"{t.name}/{leaf}" for t in self.topics for leaf in t.children)

    def item(self, key: str) -> CatalogueItem | None:
        """The item meant by ``<area>/<item>``: the standard's, or one that an organ added."""
        return self._items.get(key)

    def held(self, organ: str, key: str) -> OrganItem | None:
        """``<area>/<item>`` in an organ's own catalogue; None where it does not have it."""
        if organ not in self._held:
            items = (item for one in self.merged.get(organ, ()) for item in one.items)
            self._held[organ] = {item.key: item for item in items}
        return self._held[organ].get(key)

    def items_added_to(self, area: str) -> list[tuple[str, OrganItem]]:
        """What organs added to an area beyond the standard: organ, item."""
        return self._added.get(area, [])

    def column(self, id: str) -> Column | None:
        """The column with an id."""
        return self._column_by_id.get(id)


_RANKS: Final = {
    "国家级": 0, "省级": 1, "自治区级": 1, "直辖市级": 1, "市级": 2, "盟市级": 2, "县级": 3,
}  # fmt: skip


def _standing(area: Area) -> tuple[bool, int, str]:
    return (area.number is None, area.number or 0, area.id)


def _default(id: str, name: str, type: str, description: str, fixed: bool = False) -> Column:
    return Column(
        id=id, name=name, type=type, description=description, keywords=(name,), fixed=fixed
    )


DEFAULT_COLUMNS: Final = (
    _default("guide", "政府信息公开指南", "信息公开指南", "政府信息的分类、编排、获取方式和公开工作机构。", True),
    _default("rules", "政府信息公开制度", "政策文件", "政府信息公开的法规、规章和工作制度。", True),
    _default("statutory", "法定主动公开内容", "信息公开目录", "按条例第二十条、第二十一条分类的主动公开信息。", True),
    _default("report", "政府信息公开年报", "信息公开年报", "历年政府信息公开工作年度报告。", True),
    _default("request", "依申请公开", "依申请公开", "申请公开政府信息的方式、流程和期限。", True),
    _default("policy", "政策文件库", "政策文件", "政策文件和行政规范性文件全文、元数据与有效性。"),
    _default("interpretation", "政策解读", "政策解读", "政策文件的背景、依据、目的和举措解读。"),
    _default("catalogue", "标准目录", "信息公开目录", "各领域基层政务公开标准目录和各机关的公开目录。"),
    _default("gazette", "政府公报", "政策文件", "政府公报各期目录与全文。"),
    _default("organ", "机构职能", "机构职能", "各机关的职能、地址、电话、负责人和公开工作机构。"),
    _default("notice", "通知公告", "工作动态", "面向社会发布的通知和公告。"),
    _default("project", "重大建设项目", "信息公开目录", "重大建设项目批准和实施信息。"),
    _default("response", "回应关切", "回应关切", "对社会关切事项的答复。"),
    _default("service", "办事指南", "办事服务", "办事条件、材料、流程、时限和窗口。"),
    _default("topic", "专题", "信息公开目录", "围绕一个主题汇集的文件和服务。"),
)  # fmt: skip
"""Columns of a portal without ``columns.yaml``: FORMAT's folders, the platform's five entries first
(国办公开办函〔2019〕61号; platform.md A-08)."""
