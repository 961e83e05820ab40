"""A workbook → areas: tables joined with what is known of them, and compared with what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from gongkai.intake import rules
from gongkai.intake.catalogue_table import Table, TableItem, read_table
from gongkai.intake.own_lists import KnownItem, OwnLists, own_lists
from gongkai.intake.workbook import Workbook, read_workbook
from gongkai.model import Diagnostic, Level
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import COLUMNS, Area, CatalogueItem

_AREA: Final = TypeAdapter(Area)
_ITEM: Final = TypeAdapter(CatalogueItem)
_UNKNOWN: Final = "待补"
_KEPT: Final = ("verified", "verified_fields", "source_urls", "evidence", "note", "edition", "code",
                "after_approval")  # fmt: skip
"""What an area file knows of an item besides the table's columns."""


class Wanted(NamedTuple):
    """What the editor says of a workbook."""

    area: str | None = None
    """Id of the area, where the workbook does not say."""
    sheet: str | None = None
    """The one sheet to read."""
    source: str | None = None
    """The guideline's number and title, or the address where the table was published."""
    verified: bool = False
    """Whether the workbook is the ministry's own table, so that its columns count as compared."""


@dataclass(slots=True)
class Imported:
    """One area as the workbook has it."""

    area: Area
    sheet: str
    before: Area | None
    other_deadlines: int
    """Deadlines that stand in the table's own words, which no calendar can count."""

    @property
    def added(self) -> list[str]:
        """Ids of items that the area file did not have."""
        known = {item.id for item in self.before.items} if self.before else set()
        return [item.id for item in self.area.items if item.id not in known]

    @property
    def changed(self) -> list[str]:
        """Ids of items that say something else now."""
        former = {item.id: item for item in self.before.items} if self.before else {}
        return [i.id for i in self.area.items if i.id in former and former[i.id] != i]

    @property
    def gone(self) -> list[str]:
        """Ids of items that the workbook does not have."""
        kept = {item.id for item in self.area.items}
        former = self.before.items if self.before else ()
        return [item.id for item in former if item.id not in kept]


@dataclass(slots=True)
class Import:
    """What a workbook gave."""

    areas: list[Imported] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return any(fault.level is Level.ERROR for fault in self.faults)


def import_workbook(raw: bytes, file: str, wanted: Wanted, existing: Mapping[str, Area]) -> Import:
    """The areas of a workbook's tables, with every finding. Never raises for its content."""
    book = read_workbook(raw, file)
    found = Import(faults=list(book.faults))
    if found.failed:
        return found
    own = own_lists(book)
    if own and own.of_an_organ:
        message = "这是一个机关自己的公开目录，不是领域的标准目录"
        cure = "机关的目录写在catalogue/local/里；请导入领域的目录表"
        found.faults.append(rules.TARGET.at(file, 1, message, cure))
        return found
    reader = _Reader(file, wanted, existing, found)
    reader.read(book, own)
    return found


class _Reader:
    """Joins each table with its area."""

    def __init__(
        self, file: str, wanted: Wanted, existing: Mapping[str, Area], found: Import
    ) -> None:
        self.file, self.wanted, self.existing, self.found = file, wanted, existing, found

    def read(self, book: Workbook, own: OwnLists | None) -> None:
        tables = [*self._tables(book, exact=own is not None)]
        if not tables:
            which = f"工作表“{self.wanted.sheet}”" if self.wanted.sheet else "工作簿"
            message = f"{which}里没有标准目录的表"
            cure = "表头要有“一级事项、二级事项、公开内容、公开依据、公开时限”等栏名，请核对"
            self.found.faults.append(rules.NO_TABLE.at(self.file, 1, message, cure))
        facts = own.areas if own and len(own.areas) == len(tables) else ()
        for number, table in enumerate(tables):
            self.found.faults += table.faults
            base = dict(facts[number]) if facts else self._base(table, len(tables))
            if base:
                known = own.items.get(base["id"], ()) if own else ()
                self._area(table, base, known)

    def _tables(self, book: Workbook, exact: bool) -> Iterator[Table]:
        for sheet in book.sheets:
            if self.wanted.sheet in (None, sheet.name):
                table = read_table(sheet, self.file, exact)
                if table is not None:
                    yield table

    def _base(self, table: Table, tables: int) -> dict[str, Any]:
        """What is known of the area besides its table."""
        id = self.wanted.area or self._called(table.area_name)
        if id is None or (self.wanted.area and tables > 1):
            where = f"工作表“{table.sheet}”"
            message = f"{where}的表看不出是哪个领域" if id is None else "工作簿里有几张目录表"
            cure = "请用--area写明领域编号，如--area jiuye；有几张表时再用--sheet写明工作表"
            self.found.faults.append(rules.TARGET.at(self.file, table.row, message, cure))
            return {}
        known = self.existing.get(id)
        if known:
            base: dict[str, Any] = as_plain(known)
            base.pop("items", None)
        else:
            name = table.area_name or id
            base = {"id": id, "name": name, "ministry": _UNKNOWN, "source": _UNKNOWN}
        self._say_source(base)
        return base

    def _say_source(self, base: dict[str, Any]) -> None:
        source = self.wanted.source
        if source and source.startswith(("http://", "https://")):
            base["source_urls"] = [*dict.fromkeys([*base.get("source_urls", []), source])]
        elif source:
            base["source"] = source

    def _called(self, name: str) -> str | None:
        """The area whose name the title ends with: a place's name may stand before it."""
        found = [area for area in self.existing.values() if name and name.endswith(area.name)]
        return max(found, key=lambda area: len(area.name)).id if found else None

    def _area(self, table: Table, base: dict[str, Any], known: tuple[KnownItem, ...]) -> None:
        before = self.existing.get(base["id"])
        ids = _Ids(before, known)
        items = []
        for read in table.items:
            item = self._item(read, ids, table.columns)
            if item is not None:
                items.append(item)
        try:
            area = _AREA.validate_python({**base, "items": [as_plain(item) for item in items]})
        except ValidationError as error:
            keys = "、".join(dict.fromkeys(str(e["loc"][0]) for e in error.errors() if e["loc"]))
            message = f"领域的{keys or '信息'}不合格式"
            cure = "请核对--area和目录信息；领域编号只用字母、数字和连字符"
            self.found.faults.append(rules.TARGET.at(self.file, 1, message, cure))
            return
        self.found.areas.append(Imported(area, table.sheet, before, table.other_deadlines))

    def _item(self, read: TableItem, ids: _Ids, columns: set[str]) -> CatalogueItem | None:
        values = {key: as_plain(value) for key, value in read.values.items()}
        values.setdefault("elements", [])
        values.setdefault("deadline", {"rule": "text", "text": "未写明"})
        values |= ids.known(values["group"], values["title"])
        values["incomplete"] = [
            column
            for column in COLUMNS
            if column in {*values.get("incomplete", ()), *read.incomplete}
        ]
        if self.wanted.verified:
            values["verified"] = "true"
            compared = [column for column in COLUMNS if column in columns]
            values["verified_fields"] = None if len(compared) == len(COLUMNS) else compared
        try:
            item: CatalogueItem = _ITEM.validate_python(values)
        except ValidationError as error:
            keys = "、".join(dict.fromkeys(str(e["loc"][0]) for e in error.errors() if e["loc"]))
            message = f"第{read.row}行没有读成事项：{keys or '内容'}不合格式"
            self.found.faults.append(
                rules.ROW.at(self.file, read.row, message, "请核对这一行的各栏")
            )
            return None
        return item


class _Ids:
    """Numbers for items: those they had, else group and place within it, as 1.1."""

    def __init__(self, before: Area | None, known: tuple[KnownItem, ...]) -> None:
        self._known: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for one in known:
            self._known.setdefault((one.group, one.title), []).append(one.values)
        if not known and before:
            for item in before.items:
                plain = as_plain(item)
                kept = {"id": item.id} | {k: plain[k] for k in _KEPT if k in plain}
                self._known.setdefault((item.group, item.title), []).append(kept)
        self._taken = {one["id"] for held in self._known.values() for one in held}
        self._groups: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def known(self, group: str, title: str) -> dict[str, Any]:
        """What an item of this name had, its number at least."""
        number = self._groups.setdefault(group, len(self._groups) + 1)
        self._places[group] = self._places.get(group, 0) + 1
        held = self._known.get((group, title))
        if held:
            return held.pop(0)
        place = self._places[group]
        while (id := f"{number}.{place}") in self._taken:
            place += 1
        self._taken.add(id)
        return {"id": id}
