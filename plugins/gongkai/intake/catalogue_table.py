"""A sheet in the form of the standard catalogues → its items, and a finding for each cell left out.

An item is made wherever a title can be read; a column that could not be read is named among the
item's ``incomplete`` ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.intake import readings, rules
from gongkai.intake.deadline_words import read_deadline
from gongkai.intake.header import Header, find_header, header_at
from gongkai.intake.names import heading, level_order
from gongkai.intake.sheet import Sheet, address
from gongkai.intake.ticks import is_blank, tick
from gongkai.model import Diagnostic
from gongkai.model.deadline import Deadline
from gongkai.model.standard_catalogue import Column
from gongkai.model.terms import METHODS, TABLE

UNSTATED: Final = "未写明"
"""公开时限 of an item whose table does not say it: the model wants one."""
_NOTES: Final = re.compile(
    r"^[（(]?(?:注|备注|说明|附注|填表|填报|制表|合计|总计|共计|小计|审核|联系|\*|※)"
)
_NUMBERING: Final = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,2}[、.．])\s*"
)
_LINE_LIMIT: Final = 5000
_SAID: Final = 500
"""Cells of one sheet that the report names."""
_AREA: Final = re.compile(
    r"(.{1,40}?)领域.{0,6}?(?:政务|信息|事项)?公开.{0,12}?(?:目录|指引|清单|一览)"
)
_LISTS: Final = ("elements", "basis", "publisher", "channels")
_CURE: Final = "请核对这一格，改好表格后再导入，或导入后在YAML里补上"


@dataclass(slots=True)
class TableItem:
    """One item of a table."""

    row: int
    values: dict[str, Any]
    """By the names of ``CatalogueItem``: the columns that the table has."""
    incomplete: list[Column]


@dataclass(slots=True)
class Table:
    """What a sheet's table holds."""

    sheet: str
    title: str
    columns: set[str]
    row: int
    """Of the header."""
    items: list[TableItem] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    other_deadlines: int = 0
    """Deadlines that stand in the table's own words."""

    @property
    def area_name(self) -> str:
        """The area as the title names it, perhaps with a place's name before it."""
        match = _AREA.search(re.sub(r"\s", "", self.title))
        return match[1] if match else ""


def read_table(sheet: Sheet, file: str, exact: bool = False) -> Table | None:
    """The table of a sheet; None where it has no header of one.

    ``exact`` is for our own export, whose cells are read as they were written.
    """
    header = find_header(sheet)
    if header is None:
        return None
    above = [sheet.cell(row, column) for row in sorted(sheet.rows) if row < header.first
             for column in sorted(sheet.rows[row])]  # fmt: skip
    titles = [cell.text.replace("\n", "") for cell in above if cell.text]
    title = next((text for text in titles if "目录" in text), titles[0] if titles else "")
    table = Table(sheet.name, title[:200], header.columns, header.first)
    _Rows(sheet, header, table, file, exact).read()
    return table


class _Rows:
    """Goes down a table's rows."""

    def __init__(self, sheet: Sheet, header: Header, table: Table, file: str, exact: bool) -> None:
        self.sheet, self.header, self.table = sheet, header, table
        self.file, self.exact = file, exact
        self.group = ""
        self.unread = 0
        self.used = {*header.single.values(), *(one.column for one in header.ticks)}

    def read(self) -> None:
        self._columns_not_read()
        block: list[int] = []
        for row in (row for row in sorted(self.sheet.rows) if row > self.header.last):
            if block and self._same_title(block[0], row):
                block.append(row)
                continue
            self._item(block)
            block = [row] if self._is_item(row) else []
        self._item(block)
        if self.unread > _SAID:
            message = f"还有{self.unread - _SAID}个单元格没有读出来"
            self._left(self.table.row, message, "请先改好已列出的单元格")

    def _columns_not_read(self) -> None:
        below = [row for row in self.sheet.rows if row > self.header.last]
        for column in range(1, self.sheet.width + 1):
            if column in self.used or not any(column in self.sheet.rows[row] for row in below):
                continue
            name = self.header.unknown.get(column)
            what = f"不认识的栏“{name}”" if name else f"没有栏名的{address(1, column)[:-1]}列"
            self._left(self.header.first, f"{what}没有读", "要导入它，请改成标准目录的栏名")

    def _same_title(self, first: int, row: int) -> bool:
        """Whether a merged cell gives several rows one title; then they are one item."""
        column = self.header.single["title"]
        over = self.sheet.owner(row, column)
        return (
            over == self.sheet.owner(first, column) and over.top != over.bottom and not self.exact
        )

    def _is_item(self, row: int) -> bool:
        """Whether the row has a title; any other row is reported, or gives a group its name."""
        cells = {c: self.sheet.cell(row, c) for c in range(1, self.sheet.width + 1)}
        shown = {self.sheet.owner(row, c): cell for c, cell in cells.items() if cell.text.strip()}
        title = cells.get(self.header.single["title"])
        alone = next(iter(shown.values())).text.strip() if len(shown) == 1 else ""
        over = next(iter(shown)) if len(shown) == 1 else None
        if alone and over and (over.right - over.left >= 2 or not (title and title.text.strip())):
            return self._banner(row, over.left, alone)
        first = next(iter(shown.values())).text.strip() if shown else ""
        if title is None or not (title.text.strip() or title.unread):
            return self._untitled(
                row, first, {c for c in cells if c in self.used and cells[c].text}
            )
        if title.unread and not title.text.strip():
            self._cell(row, self.header.single["title"], title.unread)
            self._row(row, "二级事项读不出来，这一行没有读成事项")
            return False
        if _NOTES.match(first) and len(shown) <= 2:
            self._row(row, f"“{first[:30]}”是说明或合计，没有读")
            return False
        return not self._header_again(row)

    def _banner(self, row: int, column: int, text: str) -> bool:
        """One text over the whole row: a note, or the name of the rows below."""
        if column == self.header.single.get("number") and len(text) < 5 and not self._over(row):
            return False  # a number that stands before an empty row
        if _NOTES.match(text) or len(text) > 60:
            self._row(row, f"“{text[:30]}”是说明或合计，没有读")
        else:
            self.group = _NUMBERING.sub("", text.replace("\n", "")).strip() or self.group
            if column != self.header.single.get("group"):
                self._row(row, f"小标题“{text[:30]}”不是事项；下面没有写一级事项的行归入它")
        return False

    def _over(self, row: int) -> bool:
        column = self.header.single["number"]
        return self.sheet.owner(row, column).right > column

    def _untitled(self, row: int, first: str, filled: set[int]) -> bool:
        if not filled - {self.header.single.get("number")}:
            return False
        if not self._header_again(row):
            what = "说明或合计" if _NOTES.match(first) else "没有写二级事项的行"
            self._row(row, f"“{first[:30]}”是{what}，没有读")
        return False

    def _header_again(self, row: int) -> bool:
        """Whether the header is printed again, as on each page; both its rows count."""
        if not heading(self.sheet.cell(row, self.header.single["title"]).text):
            return False  # the usual row, told quickly
        again = header_at(self.sheet, row) or header_at(self.sheet, row - 1)
        return bool(again and again.single.get("title") == self.header.single["title"]
                    and again.first <= row <= again.last)  # fmt: skip

    def _item(self, rows: list[int]) -> None:
        """One item, from the one row or the several that share its title."""
        if not rows:
            return
        item = TableItem(rows[0], {}, [])
        item.values["title"] = self._line(item, "title", rows[0])
        item.values["group"] = self._group(item, rows[0])
        for column, read in self._readers().items():
            if column in self.table.columns:
                item.values[column] = read(item, rows)
        for extra in ("note", "code"):
            text = self._text(item, extra, rows)
            if not self._says_nothing(text):
                item.values[extra] = _one_line(text)
        others = item.values.pop("_others", [])
        if others:
            said = f"其他渠道：{'、'.join(others)}"
            note = item.values.get("note")
            item.values["note"] = _one_line(f"{note}；{said}" if note else said)
        self.table.items.append(item)

    def _readers(self) -> dict[str, Callable[[TableItem, list[int]], Any]]:
        return {
            "elements": self._elements,
            "basis": lambda item, rows: readings.basis(self._text(item, "basis", rows), self.exact),
            "deadline": self._deadline,
            "publisher": lambda item, rows: readings.publishers(
                self._text(item, "publisher", rows), self.exact
            ),
            "channels": self._channels,
            "audience": self._audience,
            "method": self._method,
            "levels": self._levels,
        }

    def _group(self, item: TableItem, row: int) -> str:
        text = self._line(item, "group", row) if "group" in self.header.single else ""
        if text and not self.exact:
            text = _NUMBERING.sub("", text) or text
        if not text and not self.group:
            text = item.values["title"]
            self._unread(item, row, "group", "没有写一级事项，暂用二级事项的名称")
        self.group = text or self.group
        return self.group

    def _elements(self, item: TableItem, rows: list[int]) -> list[str]:
        found = readings.lines(self._text(item, "elements", rows), self.exact)
        if not found and "elements" not in item.incomplete and not self.exact:
            self._unread(item, rows[0], "elements", "是空的")
        return found

    def _deadline(self, item: TableItem, rows: list[int]) -> Deadline:
        text = self._text(item, "deadline", rows)
        found = None if self._says_nothing(text) else read_deadline(text, self.exact)
        if found is None:
            if "deadline" not in item.incomplete:
                self._unread(item, rows[0], "deadline", "是空的，或长得不像时限")
            return Deadline(rule="text", text=UNSTATED)
        self.table.other_deadlines += found.rule == "text"
        return found

    def _says_nothing(self, text: str) -> bool:
        return is_blank(text) if not self.exact else not text.strip()

    def _channels(self, item: TableItem, rows: list[int]) -> list[str]:
        chosen, others = readings.channels(self._text(item, "channels", rows))
        chosen = list(chosen)
        for one in self._ticked(item, rows, "channels"):
            chosen += one.values
            others += [one.label] if one.values == ("other",) and "其" not in one.label else []
        if others:
            ticks = (one.column for one in self.header.ticks if one.kind == "channels")
            where = self.header.single.get("channels") or next(ticks)
            message = f"渠道“{'、'.join(others)[:60]}”不在标准的名称里，归入“其他”，名称写进备注"
            self._cell(rows[0], where, message, "请核对；是已有渠道的别名时，请改成标准名称")
            item.values["_others"] = others
        return chosen

    def _audience(self, item: TableItem, rows: list[int]) -> Any:
        if "audience" in self.header.single:
            return self._taken(item, rows, "audience", readings.audience)
        for_all, groups = False, None
        for row, one in self._marks(rows, "audience"):
            text = self._read_cell(item, row, one.column, "audience")
            if one.values == ("specific",):
                named = readings.groups_named(text, self.exact)
                groups = groups if named is None else [*(groups or []), *named]
            else:
                for_all = self._tick(item, row, one.column, "audience", text) or for_all
        if groups is None:
            if not for_all:
                self._unread(item, rows[0], "audience", "全社会和特定群体都没有选，暂按全社会")
            return "all"
        found = readings.Reading("all", ("全社会和特定群体都选了，按全社会读",))
        found = found if for_all else readings.specific(list(dict.fromkeys(groups)))
        return self._complained(item, rows, "audience", found)

    def _method(self, item: TableItem, rows: list[int]) -> str:
        if "method" in self.header.single:
            return str(self._taken(item, rows, "method", readings.method))
        chosen = [value for one in self._ticked(item, rows, "method") for value in one.values]
        words = "、".join(METHODS[value] for value in METHODS if value in chosen)
        return str(self._complained(item, rows, "method", readings.method(words)))

    def _levels(self, item: TableItem, rows: list[int]) -> list[str]:
        if "levels" in self.header.single:
            return list(self._taken(item, rows, "levels", readings.levels))
        chosen = {value for one in self._ticked(item, rows, "levels") for value in one.values}
        return level_order(chosen)

    def _taken(
        self, item: TableItem, rows: list[int], column: Column,
        read: Callable[[str], readings.Reading],
    ) -> Any:  # fmt: skip
        return self._complained(item, rows, column, read(self._text(item, column, rows)))

    def _complained(
        self, item: TableItem, rows: list[int], column: Column, reading: readings.Reading
    ) -> Any:
        for message in reading.unread:
            self._unread(item, rows[0], column, message)
        return reading.value

    def _marks(self, rows: list[int], column: Column) -> Iterator[tuple[int, Any]]:
        for row in rows:
            for one in self.header.ticks:
                if one.kind == column:
                    yield row, one

    def _ticked(self, item: TableItem, rows: list[int], column: Column) -> list[Any]:
        return [
            one
            for row, one in self._marks(rows, column)
            if self._tick(
                item, row, one.column, column, self._read_cell(item, row, one.column, column)
            )
        ]

    def _tick(self, item: TableItem, row: int, place: int, column: Column, text: str) -> bool:
        chosen = tick(text)
        if chosen is None:
            self._mark(item, column)
            self._cell(row, place, f"“{text[:20]}”看不出选了没有")
        return bool(chosen)

    def _text(self, item: TableItem, name: str, rows: list[int]) -> str:
        """What one column says in the item's rows; several texts stand below each other."""
        place = self.header.single.get(name)
        if place is None:
            return ""
        found: dict[str, None] = {}
        for row in rows:
            text = self._read_cell(item, row, place, name)
            if text.strip():
                found.setdefault(text)
        if len(found) > 1 and name not in _LISTS and name != "note":
            column: Any = name
            self._unread(item, rows[-1], column, "和上面一行不同，只读了上面的")
            return next(iter(found))
        return "\n".join(found)

    def _line(self, item: TableItem, name: str, row: int) -> str:
        return _one_line(self._text(item, name, [row]))

    def _read_cell(self, item: TableItem, row: int, place: int, name: str) -> str:
        cell = self.sheet.cell(row, place)
        if cell.unread:
            self._mark(item, name)
            if self.sheet.owner(row, place).top == row:
                self._cell(row, place, cell.unread)
        if len(cell.text) > _LINE_LIMIT:
            self._mark(item, name)
            self._cell(row, place, f"有{len(cell.text)}字，只读了前{_LINE_LIMIT}字")
            return cell.text[:_LINE_LIMIT]
        return cell.text

    def _mark(self, item: TableItem, name: str) -> None:
        column: Any = name
        if name in TABLE and column not in item.incomplete:
            item.incomplete.append(column)

    def _unread(self, item: TableItem, row: int, column: Column, message: str) -> None:
        self._mark(item, column)
        ticks = (one.column for one in self.header.ticks if one.kind == column)
        place = self.header.single.get(column) or next(ticks, None)
        self._cell(row, place or self.header.single["title"], message)

    def _cell(self, row: int, place: int, message: str, cure: str = _CURE) -> None:
        self.unread += 1
        if self.unread > _SAID:
            return
        where = f"工作表“{self.sheet.name}”的{address(row, place)}"
        self.table.faults.append(rules.CELL.at(self.file, row, f"{where}{message}", cure))

    def _row(self, row: int, message: str) -> None:
        where = f"工作表“{self.sheet.name}”第{row}行"
        cure = "是事项的，请写上二级事项；不是的，不用理会"
        self.table.faults.append(rules.ROW.at(self.file, row, f"{where}{message}", cure))

    def _left(self, row: int, message: str, cure: str) -> None:
        where = f"工作表“{self.sheet.name}”"
        self.table.faults.append(rules.LEFT_ALONE.at(self.file, row, f"{where}{message}", cure))


def _one_line(text: str) -> str:
    """Lines joined: between two words of Latin letters a space has to stay."""
    return re.sub(r"(?<=\w)\n(?=\w)", lambda m: _gap(m.string, m.start()), text.strip()).replace(
        "\n", ""
    )


def _gap(text: str, at: int) -> str:
    return " " if text[at - 1].isascii() and text[at + 1].isascii() else ""
