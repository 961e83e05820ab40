"""Rules on the standard catalogues: what records name (GK34x), what organs make of them (GK52x).

A file with faults of its own is mended first: what did not parse in it is not missing, and nothing
is said about the rest of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from typing import Final, NamedTuple

from gongkai.check import facts
from gongkai.check.case import Case, Key
from gongkai.load.standards import places_in_standards
from gongkai.model import Diagnostic, Level, Rule
from gongkai.model.local_catalogue import LocalArea, LocalCatalogue, merge
from gongkai.model.standard_catalogue import Area, CatalogueItem, Verified
from gongkai.text import nearest

NO_SUCH_ENTRY: Final = Rule("GK340", "标准目录事项不存在", clause="国办发〔2019〕54号")

UNKNOWN_ORGAN: Final = Rule("GK520", "机关目录的机关不存在")
NO_SUCH_AREA: Final = Rule("GK521", "领域不存在")
NO_SUCH_ITEM: Final = Rule("GK522", "领域里没有这个事项")
TAKEN: Final = Rule("GK523", "增加的事项编号已被使用")
TWICE: Final = Rule("GK524", "机关目录里写了两次")
NO_EFFECT: Final = Rule("GK525", "写了不起作用", Level.ADVICE)
LEFT_OUT: Final = Rule("GK526", "没有选用的事项", Level.WARNING)
NO_REASON: Final = Rule("GK527", "没有写明不选用的理由", Level.WARNING, "公开工作要点三")
NOT_ADOPTED: Final = Rule("GK528", "机关目录没有施行日期", Level.ADVICE)
NOT_VERIFIED: Final = Rule("GK529", "领域还没有核对", Level.ADVICE)
SAME_NAME: Final = Rule("GK530", "领域名称重复", Level.WARNING)


def entries_exist(case: Case) -> Iterator[Diagnostic]:
    """What a record is published under is an item of a catalogue, where there are catalogues."""
    if not case.catalogue.areas:
        return
    faulty = _faulty(case)
    cure = cache(lambda written: _nearest_entry(case, written))
    for record in case.library.records.values():
        for number, written in enumerate(record.catalogue):
            if case.catalogue.item(written) is None and not _may_be_in(faulty, case, written):
                key = ("catalogue", number)
                message = f"标准目录里没有事项“{written}”"
                yield case.at(NO_SUCH_ENTRY, record, key, message, cure(written))


def _faulty(case: Case) -> frozenset[str]:
    """The files of standards that have errors of their own."""
    files = (fault.file for fault in case.loaded.faults if fault.level is Level.ERROR)
    return frozenset(f for f in files if f.startswith(("catalogue/areas/", "catalogue/local/")))


def _may_be_in(faulty: frozenset[str], case: Case, written: str) -> bool:
    """Whether the item may stand in a file that was not read in full."""
    area = written.partition("/")[0]
    if area in case.catalogue.areas:
        own = f"catalogue/areas/{area}.yaml" in faulty
        return own or any(file.startswith("catalogue/local/") for file in faulty)
    return any(file.startswith("catalogue/areas/") for file in faulty)


def _nearest_entry(case: Case, written: str) -> str:
    area, _, item = written.partition("/")
    known = case.catalogue.areas.get(area)
    if known and item:
        added = (held.item.id for _, held in case.catalogue.items_added_to(area))
        guess = nearest(item, [*(one.id for one in known.items), *added])
        return f"是不是{area}/{guess}？" if guess else f"请在“{known.name}”领域的目录里核对事项编号"
    guess = nearest(area, case.catalogue.areas)
    if guess:
        return f"是不是{guess}/{item}？" if item else f"应写成“领域/事项”，如{guess}/1.1"
    return "应写成“领域/事项”，领域是catalogue/areas/里的文件名"


class _File:
    """One file of the standards, opened when a line of it is asked for."""

    def __init__(self, case: Case, name: str) -> None:
        self.case = case
        self.name = name

    @cached_property
    def _place(self) -> Callable[[Key], int]:
        return places_in_standards(self.case.loaded.catalogue, self.name)

    def at(self, rule: Rule, key: Key, message: str, cure: str) -> Diagnostic:
        """A finding at a key of the file."""
        wanted = self.case.every_line or rule.level is Level.ERROR
        line = self._place(key) if wanted else 1
        return rule.at(f"catalogue/{self.name}", line, message, cure)


class _Part(NamedTuple):
    """What one organ makes of one area, and where it says so."""

    file: _File
    key: Key
    local: LocalArea
    area: Area

    def named(self) -> Iterator[tuple[str, int, str]]:
        """Every item it names: under which key, the how manieth there, its id."""
        for number, id in enumerate(self.local.select or ()):
            yield "select", number, id
        for number, change in enumerate(self.local.change):
            yield "change", number, change.item
        for number, formed in enumerate(self.local.formed):
            yield "formed", number, formed.item

    def place(self, under: str, number: int) -> Key:
        """Where a named item stands."""
        return (*self.key, under, number, *(() if under == "select" else ("item",)))

    def held(self) -> dict[str, CatalogueItem]:
        """The items as they hold for the organ, by id."""
        return {one.item.id: one.item for one in merge(self.local, self.area).items}

    def standard(self) -> frozenset[str]:
        """Ids of the standard's items."""
        return frozenset(item.id for item in self.area.items)


def _locals(case: Case) -> Iterator[tuple[_File, LocalCatalogue]]:
    faulty = _faulty(case)
    for organ, local in case.catalogue.local.items():
        file = _File(case, f"local/{organ}.yaml")
        if f"catalogue/{file.name}" not in faulty:
            yield file, local


def _parts(case: Case) -> Iterator[_Part]:
    """What organs make of areas that were read in full."""
    faulty = _faulty(case)
    for file, local in _locals(case):
        for number, part in enumerate(local.areas):
            area = case.catalogue.areas.get(part.area)
            if area and f"catalogue/areas/{area.id}.yaml" not in faulty:
                yield _Part(file, ("areas", number), part, area)


def local_catalogues_have_an_organ(case: Case) -> Iterator[Diagnostic]:
    """The organ of a local catalogue is in the register."""
    if case.is_faulty("catalogue/organs.yaml"):
        return
    for file, local in _locals(case):
        if local.organ not in case.catalogue.organs:
            guess = nearest(local.organ, case.catalogue.organs)
            cure = "请先在catalogue/organs.yaml里登记"
            cure = f"是不是{guess}？文件名也要改" if guess else cure
            message = f"没有编号为“{local.organ}”的机关"
            yield file.at(UNKNOWN_ORGAN, ("organ",), message, cure)


def local_areas_exist(case: Case) -> Iterator[Diagnostic]:
    """The areas that an organ names are the standard's."""
    if any(file.startswith("catalogue/areas/") for file in _faulty(case)):
        return
    for file, local in _locals(case):
        for number, part in enumerate(local.areas):
            if part.area not in case.catalogue.areas:
                guess = nearest(part.area, case.catalogue.areas)
                cure = f"是不是{guess}？" if guess else "请写catalogue/areas/里的文件名"
                message = f"没有领域“{part.area}”"
                yield file.at(NO_SUCH_AREA, ("areas", number, "area"), message, cure)


def local_items_exist(case: Case) -> Iterator[Diagnostic]:
    """What an organ selects, changes or awaits are items of the area."""
    for part in _parts(case):
        standard = part.standard()
        added = frozenset(one.id for one in part.local.add)
        for under, number, id in part.named():
            if id in standard or (under == "formed" and id in added):
                continue
            message = f"领域“{part.area.name}”里没有事项“{id}”"
            cure = _nearest_item(under, id, standard, added)
            yield part.file.at(NO_SUCH_ITEM, part.place(under, number), message, cure)


def _nearest_item(under: str, id: str, standard: Iterable[str], added: Iterable[str]) -> str:
    if id in added:
        return f"本机关增加的事项不用写在{under}里，请直接写在add里"
    guess = nearest(id, sorted(standard))
    return f"是不是{guess}？" if guess else "请核对事项编号"


def added_ids_are_free(case: Case) -> Iterator[Diagnostic]:
    """An added item has a number that neither the standard nor another organ uses in the area."""
    taken: dict[tuple[str, str], str] = {}
    for part in _parts(case):
        standard = {item.id.casefold(): item for item in part.area.items}
        for number, added in enumerate(part.local.add):
            folded = added.id.casefold()
            first = taken.setdefault((part.area.id, folded), f"catalogue/{part.file.name}")
            key = (*part.key, "add", number, "id")
            if folded in standard:
                message = f"增加的事项编号“{added.id}”是标准目录“{standard[folded].title}”的编号"
                cure = "请换一个编号；只改标准目录的事项请写在change里"
                yield part.file.at(TAKEN, key, message, cure)
            elif first != f"catalogue/{part.file.name}":
                message = f"增加的事项编号“{added.id}”已在{first}里用于同一领域"
                yield part.file.at(TAKEN, key, message, "请换一个编号，如加上本机关的简称")


def nothing_is_named_twice(case: Case) -> Iterator[Diagnostic]:
    """Areas in a file, and within an area selected, changed and added items."""
    for file, local in _locals(case):
        seen: set[str] = set()
        for number, part in enumerate(local.areas):
            if part.area in seen:
                message, cure = f"领域“{part.area}”写了两次", "请合成一处"
                yield file.at(TWICE, ("areas", number, "area"), message, cure)
            seen.add(part.area)
            yield from _twice_within(file, ("areas", number), part)


def _twice_within(file: _File, key: Key, part: LocalArea) -> Iterator[Diagnostic]:
    lists: tuple[tuple[str, str, list[str]], ...] = (
        ("select", "", list(part.select or ())),
        ("change", "item", [change.item for change in part.change]),
        ("add", "id", [added.id.casefold() for added in part.add]),
    )
    for under, name, ids in lists:
        seen: set[str] = set()
        for number, id in enumerate(ids):
            if id in seen:
                place = (*key, under, number, *((name,) if name else ()))
                yield file.at(TWICE, place, f"{under}里事项“{id}”写了两次", "请只留一处")
            seen.add(id)


def left_out_items_are_left_alone(case: Case) -> Iterator[Diagnostic]:
    """What ``select`` leaves out is neither changed nor awaited."""
    for part in _parts(case):
        if part.local.select is None:
            continue
        left_out = part.standard() - set(part.local.select)
        for under, number, id in part.named():
            if id in left_out:
                message = f"{under}里的事项“{id}”没有被select选用"
                cure = f"请在select里加上它，或删去这一条{under}"
                yield part.file.at(LEFT_OUT, part.place(under, number), message, cure)


def what_is_written_has_an_effect(case: Case) -> Iterator[Diagnostic]:
    """A change changes something; what is awaited has a deadline to be awaited by."""
    for part in _parts(case):
        if not (part.local.change or part.local.formed):
            continue
        held = part.held()
        unchanged = part._replace(local=replace(part.local, change=())).held()
        for number, change in enumerate(part.local.change):
            if change.item in held and held[change.item] == unchanged.get(change.item):
                message = f"对事项“{change.item}”的改动和标准目录相同"
                place, cure = (*part.key, "change", number), "请写上要改的栏，或删去这一条"
                yield part.file.at(NO_EFFECT, place, message, cure)
        for number, formed in enumerate(part.local.formed):
            item = held.get(formed.item)
            if item and (item.deadline.rule != "within" or item.method == "request"):
                why = "依申请公开" if item.method == "request" else item.deadline.short
                message = f"事项“{formed.item}”的时限是“{why}”，不能按日期判断超期"
                place, cure = (*part.key, "formed", number), "可以删去这一条，或在change里写明天数"
                yield part.file.at(NO_EFFECT, place, message, cure)


def left_out_items_have_a_reason(case: Case) -> Iterator[Diagnostic]:
    """An organ that selects says why the others are not its duty."""
    for part in _parts(case):
        if part.local.select is None or part.local.why:
            continue
        selected, standard = set(part.local.select), part.standard()
        count = len(standard - selected)
        if count and selected <= standard:  # a slip in an id leaves out what nobody meant to
            message = f"领域“{part.area.name}”有{count}个事项没有选用，没有写明理由"
            cure = "请加上why，写明依据权责清单、公共服务事项清单的哪些内容"
            yield part.file.at(NO_REASON, (*part.key, "select"), message, cure)


def local_catalogues_are_adopted(case: Case) -> Iterator[Diagnostic]:
    """An organ's catalogue has a day: what recurs and was never published is overdue from it on."""
    for file, local in _locals(case):
        if local.adopted_on is None:
            message = "没有写目录的施行日期，从未公开的每年、定期公开事项不能判断超期"
            yield file.at(NOT_ADOPTED, ("organ",), message, "请加上“adopted_on: 年-月-日”")


def area_topics_exist(case: Case) -> Iterator[Diagnostic]:
    """An area stands under a main topic of the tree, where there is a tree."""
    names = [topic.name for topic in case.catalogue.topics]
    for area in case.catalogue.areas.values():
        if names and area.topic and area.topic not in names:
            guess = nearest(area.topic, names, 0.4)
            message = f"主题分类“{area.topic}”不是一级分类"
            cure = f"是不是{guess}？" if guess else "请写catalogue/topics.yaml里的一级分类"
            yield _File(case, f"areas/{area.id}.yaml").at(
                facts.NO_SUCH_TOPIC, ("topic",), message, cure
            )


def areas_have_names_of_their_own(case: Case) -> Iterator[Diagnostic]:
    """Readers tell areas apart by their names."""
    first: dict[str, str] = {}
    for area in case.catalogue.areas.values():
        other = first.setdefault(area.name, area.id)
        if other != area.id:
            message = f"领域名称“{area.name}”和areas/{other}.yaml的相同"
            cure = "请改成不同的名称，或删去重复的文件"
            yield _File(case, f"areas/{area.id}.yaml").at(SAME_NAME, ("name",), message, cure)


def areas_are_verified(case: Case) -> Iterator[Diagnostic]:
    """Something of each area was compared with the ministry's own table."""
    for area in case.catalogue.areas.values():
        if area.items and not any(_was_compared(item) for item in area.items):
            message = f"领域“{area.name}”的{len(area.items)}个事项都没有核对过"
            cure = f"请对照{area.ministry}的标准指引核对，核对过的写verified: true"
            yield _File(case, f"areas/{area.id}.yaml").at(NOT_VERIFIED, ("id",), message, cure)


def _was_compared(item: CatalogueItem) -> bool:
    return item.verified is not Verified.NO or bool(item.verified_fields)
