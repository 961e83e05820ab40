"""A catalogue as a spreadsheet, in the form of the ministries' guidelines.

For each area a sheet that prints as the form does; then 核对信息 and 目录信息, with all that the form
has no column for, so that an import reads back exactly what was exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final

from gongkai.downloads.cells import (
    COMPARISON,
    FOUNDATION,
    VERIFICATION,
    Held,
    channels_of_form,
    comparison,
    foundation,
    lines,
    of_organ,
    of_standard,
    organ_title,
    tick_boxes,
    verification,
)
from gongkai.downloads.fitting import text_height
from gongkai.downloads.sheets import TITLE_SIZE, Book, Cell, RowSheet, Style
from gongkai.model.local_catalogue import LocalCatalogue, OrganArea
from gongkai.model.standard_catalogue import Area, CatalogueItem, Channel, in_groups
from gongkai.model.terms import LEVELS, TABLE

CHECKED: Final = "核对信息"
FACTS: Final = "目录信息"
LEFT_OUT: Final = "未选用事项"

COLUMNS: Final = (
    ("", "序号", 32),
    ("公开事项", TABLE["group"], 68),
    ("公开事项", TABLE["title"], 92),
    ("", TABLE["elements"], 172),
    ("", TABLE["basis"], 132),
    ("", TABLE["deadline"], 84),
    ("", TABLE["publisher"], 72),
    ("", TABLE["channels"], 176),
    (TABLE["audience"], "全社会", 46),
    (TABLE["audience"], "特定群体", 56),
    (TABLE["method"], "主动", 30),
    (TABLE["method"], "依申请公开", 46),
    *((TABLE["levels"], label, 30) for label in LEVELS.values()),
)
"""The two rows of the form's header, and the columns' widths in pixels: together a page's width."""
_WIDTHS: Final = tuple(width for _, _, width in COLUMNS)
_GROUP: Final = 1
"""The column of 一级事项, whose cell a run of rows shares."""
_HEADER_ROWS: Final = 3
_TICK: Final = "√"

_CHECKED_COLUMNS: Final = dict(
    zip(
        ("领域编号", "事项编号", TABLE["group"], TABLE["title"], *VERIFICATION, *COMPARISON),
        (100, 52, 80, 120, 54, 54, 104, 104, 140, 140, 130, 60, 52, 130, 104, 130),
        strict=True,
    )
)
_LEFT_OUT_COLUMNS: Final = {
    "领域编号": 150, "领域": 130, "事项编号": 70, TABLE["group"]: 150, TABLE["title"]: 240,
    "未选用理由": 300,
}  # fmt: skip
_FACTS_COLUMNS: Final = {"项目": 90, "内容": 700}


def area_xlsx(area: Area) -> bytes:
    """One area's table."""
    return _workbook(area.title, [of_standard(area)])


def whole_xlsx(areas: Iterable[Area]) -> bytes:
    """The tables of all areas."""
    return _workbook("基层政务公开标准目录", [of_standard(area) for area in areas])


def organ_xlsx(name: str, local: LocalCatalogue, areas: Iterable[OrganArea]) -> bytes:
    """An organ's own catalogue, with what it rests on, changed and left out."""
    tables = [of_organ(name, local, one) for one in areas]
    known = zip(("机关", *FOUNDATION), (name, *foundation(local)), strict=True)
    return _workbook(organ_title(name, local), tables, tuple(known))


def _workbook(title: str, tables: Sequence[Held], known: Sequence[tuple[str, str]] = ()) -> bytes:
    book = Book(title)
    book.reserve(CHECKED, FACTS, LEFT_OUT)
    for table in tables:
        _table(book, table)
    _checked(book, tables)
    _facts(book, tables, known)
    if any(table.organ and table.organ.left_out for table in tables):
        _left_out(book, tables)
    return book.finish()


def _table(book: Book, table: Held) -> None:
    sheet = book.sheet(table.area.name, _WIDTHS, _HEADER_ROWS)
    _headings(book, sheet, table.title)
    form = channels_of_form(table.items)
    numbers = count(1)
    for _, items in in_groups(table.items, lambda item: item.group):
        top = sheet.next_row
        # In the middle of several rows the words would be cut in two where a page ends.
        style = book.on_top if len(items) > 1 else book.centred
        for item in items:
            group = item.group if item is items[0] else ""
            sheet.row([(next(numbers), book.centred), (group, style), *_cells(book, item, form)])
        sheet.join(top, _GROUP, sheet.next_row - 1, _GROUP)


def _headings(book: Book, sheet: RowSheet, title: str) -> None:
    """The title and the two rows of the header."""
    last = len(COLUMNS) - 1
    height = text_height(title, sum(_WIDTHS), TITLE_SIZE) + 8
    sheet.row([(title, book.title), *[("", book.title)] * last], height)
    sheet.join(0, 0, 0, last)
    upper: list[Cell] = []
    lower: list[Cell] = []
    for place, (over, label, _) in enumerate(COLUMNS):
        follows = over and over == COLUMNS[place - 1][0]
        upper.append(("" if follows else over or label, book.head))
        lower.append((label if over else "", book.head))
        if not over:
            sheet.join(1, place, 2, place)
        elif not follows:
            width = sum(1 for one, _, _ in COLUMNS if one == over)
            sheet.join(1, place, 1, place + width - 1)
    sheet.row(upper, 20)
    sheet.row(lower)


def _cells(book: Book, item: CatalogueItem, form: tuple[Channel, ...]) -> list[Cell]:
    """The cells after 一级事项."""
    text, centred = book.text, book.centred
    for_all = item.audience == "all"
    groups = "" if item.audience == "all" else lines(item.audience.specific)
    return [
        (item.title, centred),
        (lines(item.elements), text),
        (lines(item.basis), text),
        (item.deadline.words, text),
        (lines(item.publisher), centred),
        (tick_boxes(item, form), text),
        _tick(for_all, centred),
        (groups, centred),
        _tick(item.method == "active", centred),
        _tick(item.method == "request", centred),
        *(_tick(level in item.levels, centred) for level in LEVELS),
    ]


def _tick(chosen: bool, style: Style) -> Cell:
    return (_TICK if chosen else "", style)


def _checked(book: Book, tables: Sequence[Held]) -> None:
    """核对信息: one row an item."""
    rows = (
        (table.area.id, item.id, item.group, item.title, *verification(item, own))
        + (comparison(own) if own else ())
        for table in tables
        for item, own in table.rows
    )
    of_organ = any(table.organ for table in tables)
    columns = list(_CHECKED_COLUMNS)[: None if of_organ else -len(COMPARISON)]
    _list(book, CHECKED, {name: _CHECKED_COLUMNS[name] for name in columns}, rows)


def _facts(book: Book, tables: Sequence[Held], known: Sequence[tuple[str, str]]) -> None:
    """目录信息: what is known of the whole, then of each area; 领域编号 begins the next one."""
    rows = (row for table in tables for row in _facts_of(table.area))
    _list(book, FACTS, _FACTS_COLUMNS, (*known, *rows))


def _facts_of(area: Area) -> tuple[tuple[str, str], ...]:
    return (
        ("领域编号", area.id),
        ("领域名称", area.name),
        ("序号", str(area.number or "")),
        ("主题分类", area.topic or ""),
        ("主管部门", area.ministry),
        ("依据", area.source),
        ("来源网址", lines(area.source_urls)),
        ("是否完整", {True: "是", False: "否", None: ""}[area.complete]),
        ("备注", area.notes or ""),
    )


def _left_out(book: Book, tables: Sequence[Held]) -> None:
    """未选用事项: what the organ left out of the standard, and why."""
    rows = (
        (one.area.id, one.area.name, item.id, item.group, item.title, one.local.why or "")
        for one in (table.organ for table in tables)
        if one
        for item in one.left_out
    )
    _list(book, LEFT_OUT, _LEFT_OUT_COLUMNS, rows)


def _list(book: Book, name: str, columns: dict[str, int], rows: Iterable[tuple[str, ...]]) -> None:
    """A sheet of a header row and plain rows."""
    sheet = book.reserved_sheet(name, tuple(columns.values()), 1)
    sheet.row([(label, book.head) for label in columns], 20)
    for row in rows:
        sheet.row([(text, book.text) for text in row])
    sheet.filtered()
