"""One sheet of a workbook, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongkai.intake import rules
from gongkai.intake.package import Target
from gongkai.intake.shared_parts import CELL_LIMIT, CellText, Texts, whole
from gongkai.intake.sheet import Cell, Range, Sheet, address
from gongkai.model import Diagnostic

ROW_LIMIT: Final = 5000
"""Rows with something in them, of one sheet."""
COLUMN_LIMIT: Final = 60
EMPTY_RUN: Final = 1000
"""So many empty rows, and the table is taken to have ended."""
MERGE_LIMIT: Final = 20_000
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class SheetReader(Target):
    """One sheet, row by row."""

    def __init__(self, sheet: Sheet, texts: Texts, dates: set[int]) -> None:
        self.sheet = sheet
        self._texts, self._dates = texts, dates
        self.row = 0
        self._last = 0
        """The last row that holds something."""
        self._past = 0
        """The first row beyond the end that holds something."""
        self._column = 0
        self._wide = ""
        """The first cell beyond the last column that is read."""
        self._hidden: list[str] = []
        self._cell: dict[str, str] | None = None
        self._formula = False
        self._inside = self._phonetic = False
        self._text = CellText()
        self._merged: list[Range] = []
        self._overlapping: list[Range] = []
        self._merges = 0
        self._too_many = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell, self._formula = attributes, False
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
        elif self._cell is not None:
            self._inside = tag == "v" or (tag == "t" and not self._phonetic)
            self._phonetic = self._phonetic or tag == "rPh"
            self._formula = self._formula or tag == "f"
        elif tag == "row":
            self.row = whole(attributes.get("r"), self.row + 1)
            self._column = 0
            self.saturated = self.row > self._last + EMPTY_RUN
            if attributes.get("hidden") in ("1", "true"):
                self._note_hidden(f"第{self.row}行")
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                first = min(max(whole(attributes.get("min"), 1), 1), COLUMN_LIMIT)
                self._note_hidden(f"{address(1, first)[:-1]}列起")
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def data(self, text: str) -> None:
        if self._inside:
            self._text.add(text)

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "rPh":
            self._phonetic = False
        elif tag == "c" and self._cell is not None:
            attributes, self._cell = self._cell, None
            self._phonetic = False
            text = self._text.taken()
            if text != "" or self._formula:
                self._keep(attributes, text)
        elif tag == "sheetData":
            self.row = max(self._last, 1)

    def _keep(self, attributes: dict[str, str], text: str | None) -> None:
        if self._past or self.row > self._last + EMPTY_RUN:
            self._past = self._past or self.row
            return
        if self._column > COLUMN_LIMIT:
            self._wide = self._wide or address(self.row, min(self._column, 16_384))
            return
        cell = self._read(attributes, text)
        if cell.text.strip() == "" and not cell.unread:
            return
        self._last = max(self._last, self.row)
        if self.row not in self.sheet.rows and len(self.sheet.rows) >= ROW_LIMIT:
            self._too_many, self._past = True, self.row
            return
        self.sheet.rows.setdefault(self.row, {})[self._column] = cell
        self.sheet.width = max(self.sheet.width, self._column)

    def _read(self, attributes: dict[str, str], text: str | None) -> Cell:
        kind = attributes.get("t", "n")
        if self._formula:
            return Cell("", "是公式，没有计算")
        if text is None:
            return Cell("", f"文字超过{CELL_LIMIT}字")
        match kind:
            case "s":
                return self._texts.shared(text)
            case "e":
                return Cell("", f"是错误值{text[:20]}")
            case "d":
                return Cell("", "是日期格式，不是文字")
            case "n":
                if whole(attributes.get("s")) in self._dates:
                    return Cell("", "是日期格式，不是文字")
                return self._texts.cell(_number(text))
        return self._texts.cell(text)

    def _note_hidden(self, what: str) -> None:
        if len(self._hidden) < 6:
            self._hidden.append(what)

    def _merge(self, reference: str) -> None:
        """Remember a merged range as far as it lies in rows that hold something."""
        self._merges += 1
        ends = [_REFERENCE.fullmatch(end) for end in reference.split(":", 1)]
        if self._merges > MERGE_LIMIT or len(ends) != 2 or not (ends[0] and ends[1]):
            return
        (left, top), (right, bottom) = ((_column(e[1]), int(e[2])) for e in ends if e)
        over = Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        owners = self.sheet.owners
        mine: list[tuple[int, int]] = []
        for row in self._rows_of(over):
            for column in range(over.left, min(over.right, COLUMN_LIMIT) + 1):
                if (row, column) in owners:
                    self._overlapping.append(over)
                    for one in mine:
                        del owners[one]
                    return
                owners[row, column] = over
                mine.append((row, column))

    def _rows_of(self, over: Range) -> Iterator[int]:
        if over.bottom - over.top < len(self.sheet.rows):
            return (row for row in range(over.top, over.bottom + 1) if row in self.sheet.rows)
        return (row for row in self.sheet.rows if over.top <= row <= over.bottom)

    def findings(self, file: str) -> Iterator[Diagnostic]:
        """What of the sheet was not read."""
        name = f"工作表“{self.sheet.name}”"
        if self._too_many:
            message = f"{name}有内容的行超过{ROW_LIMIT}行"
            yield rules.TOO_LARGE.at(file, self._past, message, "请分成几张工作表")
        elif self._past:
            message = f"{name}在{EMPTY_RUN}多个空行以后还有内容，没有读"
            yield rules.LEFT_ALONE.at(
                file, self._past, message, "请删去中间的空行，或删去那里的内容"
            )
        if self.cut_short and not self._too_many:
            message = f"{name}末尾的空行太多，没有读完，合并单元格也没有读到"
            yield rules.LEFT_ALONE.at(
                file, max(self._last, 1), message, "请核对一级事项；最好删去空行后另存再导入"
            )
        if self._wide:
            message = f"{name}的{self._wide}等单元格在第{COLUMN_LIMIT}列以外，没有读"
            yield rules.LEFT_ALONE.at(file, 1, message, "请删去表格以外的内容")
        if self._hidden:
            message = f"{name}有隐藏的行或列（{'、'.join(self._hidden)}…），照样读了"
            yield rules.HIDDEN.at(file, 1, message, "不想导入的，请删去")
        if self._overlapping:
            first = self._overlapping[0]
            message = f"{name}的合并单元格{first.address}和别的合并区域重叠，没有理会（共{len(self._overlapping)}处）"
            yield rules.LEFT_ALONE.at(file, first.top, message, "请取消合并后重新合并")
        if self._merges > MERGE_LIMIT:
            message = f"{name}的合并区域超过{MERGE_LIMIT}个，以后的没有理会"
            yield rules.LEFT_ALONE.at(file, 1, message, "请把表格复制到新工作簿，去掉多余的合并")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _number(text: str) -> str:
    """A number as Excel shows it: 1.1, not 1.1000000000000001."""
    try:
        return f"{float(text):.15g}"
    except ValueError:
        return text
