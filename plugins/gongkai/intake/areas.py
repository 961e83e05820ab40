"""The tables of a workbook → areas: which area each is, its items' ids, what is kept of before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from gongkai.intake import rules
from gongkai.intake.catalogue_table import Table, TableItem, read_table
from gongkai.intake.changes import Changes, changes
from gongkai.intake.names import plain
from gongkai.intake.numbering import matched, numbered, renamed_in_place
from gongkai.intake.own_export import CHECKED, LISTS, Checked, Own, read_own
from gongkai.intake.workbook import Workbook, read_workbook
from gongkai.load.standards import read_area
from gongkai.model import Diagnostic, Level
from gongkai.model.fields import Id
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area, CatalogueItem
from gongkai.model.terms import TABLE
from gongkai.text import shortened

_AREA: Final = TypeAdapter(Area)
_ITEM: Final = TypeAdapter(CatalogueItem)
_ID: Final = TypeAdapter(Id)
_PAGES: Final = frozenset({"index", "organ", "themes"})
"""Names that the site's own pages have in ``catalogue/``."""
_KEPT: Final = ("note", "edition", "code", "after_approval", "source_urls", "evidence")
"""What a table does not say and an item keeps."""


class Wishes(NamedTuple):
    """What the editor says beside the workbook."""

    area: str | None = None
    ministry: str | None = None
    source: str | None = None
    """An address, or the guideline's number and title."""
    verified: bool = False
    """The table is the ministry's own, so every item counts as compared."""


class Imported(NamedTuple):
    """One table, read."""

    area: Area
    sheet: str
    before: Area | None
    """As the area's file has it."""
    changes: Changes
    unread: int
    """Cells that could not be read."""
    other_deadlines: int


@dataclass(slots=True)
class Intake:
    """What a workbook gave."""

    imported: list[Imported] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing forbids writing it."""
        return not any(fault.level is Level.ERROR for fault in self.faults)


_NO_WISHES: Final = Wishes()


def import_workbook(raw: bytes, file: str, folder: Path, wishes: Wishes = _NO_WISHES) -> Intake:
    """Every table of a workbook. Never raises for its content, writes nothing."""
    book = read_workbook(raw, file)
    own = read_own(book, file)
    intake = Intake(faults=[*book.faults, *own.faults])
    if own.of_organ:
        message = "这是机关自己的目录（有“与标准相比”一栏），不是标准目录"
        cure = "机关的目录请改catalogue/local/里的文件，只写与标准不同的地方"
        intake.faults.append(rules.TARGET.at(file, 1, message, cure))
    elif intake.good:
        _import_tables(book, own, intake, _Context(file, folder, wishes))
    return intake


class _Context(NamedTuple):
    file: str
    folder: Path
    wishes: Wishes

    def refused(self, row: int, message: str, cure: str) -> Diagnostic:
        return rules.TARGET.at(self.file, row, message, cure)


def _import_tables(book: Workbook, own: Own, intake: Intake, context: _Context) -> None:
    tables = [
        table
        for sheet in book.sheets
        if sheet.name not in LISTS or not own.facts
        if (table := read_table(sheet, context.file, exact=bool(own.facts)))
    ]
    if not tables:
        message = "没有一张工作表认得出是目录表"
        cure = "表头应有“二级事项”（或“公开事项”）“公开内容”“公开依据”“公开时限”等栏名"
        intake.faults.append(rules.NO_TABLE.at(context.file, 1, message, cure))
        return
    before = _existing(context.folder)
    seen: dict[str, str] = {}
    for number, table in enumerate(tables):
        intake.faults += table.faults
        id = _area_of(table, number, tables, own, before, context)
        fault = id if isinstance(id, Diagnostic) else _not_possible(id, table, seen, context)
        if fault:
            intake.faults.append(fault)
            continue
        assert isinstance(id, str)
        seen[id] = table.sheet
        if id not in before and (context.folder / f"{id}.yaml").exists():
            message = f"{id}.yaml已有，但读不出来"
            intake.faults.append(context.refused(1, message, "请先改好或移走这个文件"))
        _import_table(table, id, before.get(id), own, intake, context)


def _existing(folder: Path) -> dict[str, Area]:
    found = (read_area(path)[0] for path in sorted(folder.glob("*.yaml")))
    return {area.id: area for area in found if area}


def _area_of(
    table: Table, number: int, tables: Sequence[Table], own: Own, before: dict[str, Area],
    context: _Context,
) -> str | Diagnostic:  # fmt: skip
    """The id of a table's area."""
    wanted = context.wishes.area
    if own.facts:
        found = _own_area(table, number, tables, own)
        if found and wanted in (None, found):
            return found
        message = f"工作表“{table.sheet}”和“目录信息”里的领域对不上"
        return context.refused(
            table.row, message, "请不要改工作表名、标题和领域编号；不要写错--area"
        )
    if wanted and len(tables) == 1:
        return wanted
    if wanted:
        message = f"有{len(tables)}张目录表，--area只能用于一张"
        return context.refused(table.row, message, "请分成几个工作簿，或去掉--area")
    names = {plain(table.area_name), plain(table.sheet)} - {""}
    fitting = [a for a in before.values() if any(name.endswith(plain(a.name)) for name in names)]
    if fitting:
        return max(fitting, key=lambda a: len(a.name)).id
    message = f"看不出工作表“{table.sheet}”是哪个领域"
    return context.refused(table.row, message, "请用--area写明领域编号，如--area yiwu-jiaoyu")


def _own_area(table: Table, number: int, tables: Sequence[Table], own: Own) -> str | None:
    for id, facts in own.facts.items():
        name = facts.get("name", "")
        if table.sheet == name or table.title == f"{name}领域基层政务公开标准目录":
            return id
    return list(own.facts)[number] if len(own.facts) == len(tables) else None


def _not_possible(
    id: str, table: Table, seen: dict[str, str], context: _Context
) -> Diagnostic | None:
    if id in seen:
        message = f"工作表“{seen[id]}”和“{table.sheet}”是同一个领域（{id}）"
        return context.refused(table.row, message, "请合成一张表，或删去一张")
    try:
        _ID.validate_python(id)
    except ValidationError:
        message = f"领域编号“{shortened(id)}”不能用"
        return context.refused(
            table.row, message, "只能用字母、数字和连字符，也不能是Windows的设备名"
        )
    if id.casefold() in _PAGES:
        return context.refused(table.row, f"“{id}”是网站自己的页面名", "请换一个编号")
    return None


def _import_table(
    table: Table, id: str, before: Area | None, own: Own, intake: Intake, context: _Context
) -> None:
    values = _area_values(table, id, before, own, context)
    exact = id in own.facts
    rows = _own_items(table, own.checked.get(id, []), before) if exact else (
        _other_items(table, before, context.wishes)
    )  # fmt: skip
    items = []
    for row, facts in rows:
        try:
            items.append(_ITEM.validate_python(facts))
        except ValidationError as error:
            intake.faults.append(_bad_item(error, row, table, context))
    intake.faults += _said_otherwise(items, own.checked.get(id, []), context)
    if not items:
        message = f"工作表“{table.sheet}”的目录表里没有事项"
        cure = "请核对表头下面是否有内容"
        intake.faults.append(rules.NO_TABLE.at(context.file, table.row, message, cure))
        return
    try:
        area = _AREA.validate_python({**values, "items": items})
    except ValidationError as error:
        intake.faults += _bad_area(error, table, id, context)
        return
    unread = sum(fault.code == rules.CELL.code for fault in table.faults)
    intake.imported.append(
        Imported(area, table.sheet, before, changes(before, area), unread, table.other_deadlines)
    )


def _said_otherwise(
    items: Sequence[CatalogueItem], checked: Sequence[Checked], context: _Context
) -> Iterator[Diagnostic]:
    """Where somebody wrote over 核对情况 of our own export, which is not what an import reads."""
    known = {item.id: item.compared.label for item in items}
    for one in checked:
        if one.said and known.get(one.id, one.said) != one.said:
            message = (
                f"工作表“{CHECKED}”第{one.row}行的核对情况和同一行的核对标记、各栏不符，没有读"
            )
            cure = "核对情况由核对标记、已核对的栏、不完整的栏得出，请改那几栏"
            yield rules.CELL.at(context.file, one.row, message, cure)


def _bad_item(
    error: ValidationError, row: TableItem, table: Table, context: _Context
) -> Diagnostic:
    names = {str(one["loc"][0]) if one["loc"] else "" for one in error.errors()}
    labels = "、".join(sorted(TABLE.get(name, name) for name in names))
    message = f"工作表“{table.sheet}”第{row.row}行的{labels}不合格式，没有读成事项"
    return rules.ROW.at(context.file, row.row, message, "请对照格式说明改好")


def _bad_area(
    error: ValidationError, table: Table, id: str, context: _Context
) -> Iterator[Diagnostic]:
    cures = {
        "ministry": ("没有写主管部门", "请用--ministry写明，如--ministry 教育部"),
        "source": ("没有写依据", "请用--source写明标准指引的文号和名称"),
        "name": ("看不出领域的名称", "请在表头上面写标题“××领域基层政务公开标准目录”"),
    }
    for one in error.errors():
        key = str(one["loc"][0]) if one["loc"] else ""
        message, cure = cures.get(key, (f"“目录信息”的{key}不合格式", "请照导出时的写法改回来"))
        yield context.refused(table.row, f"{id}{message}", cure)


def _area_values(
    table: Table, id: str, before: Area | None, own: Own, context: _Context
) -> dict[str, Any]:
    """What holds for the whole area."""
    if id in own.facts:
        values = dict(own.facts[id])
    elif before:
        values = {key: value for key, value in as_plain(before).items() if key != "items"}
    else:
        values = {"id": id, "source": table.title or None}
        values["name"] = table.area_name or plain(table.sheet)
    wishes = context.wishes
    if wishes.ministry:
        values["ministry"] = wishes.ministry
    if wishes.source and wishes.source.startswith(("http://", "https://")):
        known = values.get("source_urls") or []
        values["source_urls"] = [*known, *([] if wishes.source in known else [wishes.source])]
    elif wishes.source:
        values["source"] = wishes.source
    return values


def _own_items(
    table: Table, checked: Sequence[Any], before: Area | None
) -> Iterator[tuple[TableItem, dict[str, Any]]]:
    """Rows of our own export, each with what 核对信息 says of it."""
    names = [(row.values["group"], row.values["title"]) for row in table.items]
    found = renamed_in_place(
        matched(names, [(one.group, one.title) for one in checked]), len(checked)
    )
    kept = [None if place is None else checked[place].id or None for place in found]
    old = before.items if before else ()
    used = [(one.group, one.id) for one in (*checked, *old)]
    ids = numbered([group for group, _ in names], kept, used)
    by_id = {item.id: item for item in old}
    for row, id, place in zip(table.items, ids, found, strict=True):
        known = checked[place].values if place is not None else {}
        facts = {**row.values, **known, "id": id}
        facts["incomplete"] = _together(known.get("incomplete", []), row.incomplete)
        yield row, _unmarked_where_edited(facts, by_id.get(id))


def _unmarked_where_edited(facts: dict[str, Any], old: CatalogueItem | None) -> dict[str, Any]:
    """Cells that were edited while the marks beside them were left: nobody compared the new text."""
    if old is None:
        return facts
    try:
        read = _ITEM.validate_python(facts)
    except ValidationError:
        return facts  # is refused where it is read
    changed = {column for column in TABLE if getattr(read, column) != getattr(old, column)}
    marks = [(one.verified, one.verified_fields) for one in (read, old)]
    return facts | _still_verified(old, changed) if marks[0] == marks[1] else facts


def _other_items(
    table: Table, before: Area | None, wishes: Wishes
) -> Iterator[tuple[TableItem, dict[str, Any]]]:
    """Rows of anybody else's table, each with what is kept of the item it was before."""
    old = before.items if before else ()
    names = [(row.values["group"], row.values["title"]) for row in table.items]
    found = matched(names, [(item.group, item.title) for item in old])
    kept = [None if place is None else old[place].id for place in found]
    ids = numbered([group for group, _ in names], kept, [(item.group, item.id) for item in old])
    for row, id, place in zip(table.items, ids, found, strict=True):
        yield row, _facts(row, id, None if place is None else old[place], wishes)


def _facts(row: TableItem, id: str, old: CatalogueItem | None, wishes: Wishes) -> dict[str, Any]:
    unread = list(row.incomplete)
    facts: dict[str, Any] = {"id": id, **row.values, "incomplete": unread}
    facts.setdefault("elements", [])
    facts.setdefault("deadline", {"rule": "text", "text": "未写明"})
    if old is None:
        missing = [one for one in ("elements", "deadline") if one not in row.values]
        facts["incomplete"] = _together(unread, missing)
        facts["verified"] = wishes.verified
        return facts
    kept = [column for column in TABLE if column not in row.values or column in unread]
    facts |= {column: getattr(old, column) for column in kept}
    facts |= {key: getattr(old, key) for key in _KEPT if not facts.get(key)}
    read = _ITEM.validate_python(facts)
    changed = {column for column in TABLE if getattr(read, column) != getattr(old, column)}
    if wishes.verified:
        facts["verified"] = True
        facts["incomplete"] = [one for one in old.incomplete if one in kept]
        return facts
    facts["incomplete"] = [one for one in old.incomplete if one not in changed]
    return facts | _still_verified(old, changed)


def _still_verified(old: CatalogueItem, changed: set[str]) -> dict[str, Any]:
    """A column whose text is another one now was not compared."""
    if not changed:
        return {"verified": old.verified, "verified_fields": old.verified_fields}
    compared = [column for column in TABLE if old.is_verified(column) and column not in changed]  # type: ignore[arg-type]  # the same names
    if not compared:
        return {"verified": "false"}
    return {"verified": "partial", "verified_fields": compared}


def _together(first: Sequence[str], others: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*first, *others)))
