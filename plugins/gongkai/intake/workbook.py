"""A workbook nobody vouches for → the texts of its sheets and which cells are merged.

Read as a stream and bounded: rows that hold nothing cost nothing, the reading of cells stops after a
long run of them. A formula is not computed and its stored result not believed. Hidden sheets are
left out and said so; hidden rows and columns are read, since a filter hides rows, and said so too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from gongkai.intake import rules
from gongkai.intake.package import Package, Refused, Target
from gongkai.intake.sheet_text import clean, decode_escapes
from gongkai.model import Diagnostic

ROW_LIMIT: Final = 5000
"""Rows with something in them, of one sheet."""
COLUMN_LIMIT: Final = 60
EMPTY_RUN: Final = 1000
"""So many empty rows, and the table is taken to have ended."""
CELL_LIMIT: Final = 32_767
"""Letters of a cell; Excel's own."""
TEXT_LIMIT: Final = 6_000_000
"""Letters of a workbook's cells; every table of the country has a twentieth."""
SHEET_LIMIT: Final = 100
MERGE_LIMIT: Final = 20_000
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_DATE_CODES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_LETTERS: Final = re.compile(r"[ymdhs年月日]", re.I)
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COPY: Final = "请把目录表单独复制到一个新工作簿，另存为xlsx再导入"


class Cell(NamedTuple):
    """What a cell says; ``unread`` says why its text is not to be had."""

    text: str
    unread: str = ""


class Range(NamedTuple):
    """Merged cells, by row and column from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """As ``A1:C2``."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(slots=True)
class Sheet:
    """A sheet's cells that hold something."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    owners: dict[tuple[int, int], Range] = field(default_factory=dict)
    """Cell → the merged range that it is in, among rows that hold something."""

    def owner(self, row: int, column: int) -> Range:
        """The merged range of a cell, or the cell itself."""
        return self.owners.get((row, column)) or Range(row, column, row, column)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell; in a merged one, what stands in the first of its range."""
        over = self.owners.get((row, column))
        if over:
            row, column = over.top, over.left
        return self.rows.get(row, {}).get(column, _EMPTY)

    @property
    def width(self) -> int:
        """The last column that holds something."""
        return max((column for row in self.rows.values() for column in row), default=0)


@dataclass(slots=True)
class Workbook:
    """What could be read of a file."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)


_EMPTY: Final = Cell("")


def address(row: int, column: int) -> str:
    """As ``C17``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def read_workbook(raw: bytes, file: str) -> Workbook:
    """Every visible sheet, and a finding for all that was not read. Never raises for its content."""
    book = Workbook()
    try:
        package = Package(raw, file)
        main = _main_part(package)
        book.faults += _left_alone(package)
        _read_sheets(package, main, book)
    except Refused as refused:
        book.faults.append(refused.fault)
        book.sheets.clear()
    return book


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for kind, target in _relations(package, "_rels/.rels", "").values():
            if kind == "officeDocument" and target in package:
                return target
    if "xl/workbook.xml" not in package:
        message = "压缩包里没有工作簿（可能是Word文件、ods表格或普通压缩包）"
        cure = "请用Excel或WPS打开目录表，另存为“Excel工作簿(*.xlsx)”再导入"
        raise package.refusal(rules.NOT_A_WORKBOOK, message, cure)
    return "xl/workbook.xml"


_STRANGE: Final = (
    (("vbaproject.bin", "xl/macrosheets/", "xl/activex/"), "有宏或控件，没有运行", "导入不需要宏"),
    (("xl/externallinks/", "xl/connections.xml", "xl/querytables/"), "有指向别处的外部链接，没有打开", "链接来的内容请粘贴为数值"),
    (("xl/embeddings/",), "嵌入了别的文件，没有读", "导入只读单元格里的文字"),
)  # fmt: skip


def _left_alone(package: Package) -> Iterator[Diagnostic]:
    for marks, message, cure in _STRANGE:
        if any(mark in name for name in package.names for mark in marks):
            yield rules.LEFT_ALONE.at(package.file, 1, message, cure)


def _read_sheets(package: Package, main: str, book: Workbook) -> None:
    folder, name = posixpath.split(main)
    relations = _relations(package, f"{folder}/_rels/{name}.rels", folder)
    listed = _SheetList()
    package.read(main, listed)
    targets = {kind: target for kind, target in relations.values()}
    strings, styles = _Strings(), _Styles()
    aside: tuple[tuple[str, Target], ...] = (("sharedStrings", strings), ("styles", styles))
    for wanted, target in aside:
        if targets.get(wanted, "") in package:
            package.read(targets[wanted], target)
    texts = _Texts(package, strings.texts)
    for number, (title, relation, hidden) in enumerate(listed.sheets):
        kind, target = relations.get(relation, ("", ""))
        if hidden:
            message, cure = f"工作表“{title}”是隐藏的，没有读", "要导入它，请先取消隐藏"
            book.faults.append(rules.HIDDEN.at(package.file, 1, message, cure))
        elif number >= SHEET_LIMIT:
            message = f"工作表超过{SHEET_LIMIT}张"
            raise package.refusal(rules.TOO_LARGE, message, "请分成几个工作簿导入")
        elif kind == "worksheet":
            reader = _SheetReader(Sheet(title), texts, styles.dates)
            package.read(target, reader)
            book.faults += reader.findings(package.file)
            book.sheets.append(reader.sheet)


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation → its kind, and the part within the file that it leads to."""
    found = _Relations()
    if part in package:
        package.read(part, found)
    return {
        id: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for id, kind, target in found.inner
    }


class _Relations(Target):
    def __init__(self) -> None:
        self.inner: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            self.inner.append((attributes.get("Id", ""), kind, attributes.get("Target", "")))


class _SheetList(Target):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            names = {key[key.find("}") + 1 :]: value for key, value in attributes.items()}
            hidden = names.get("state", "visible") != "visible"
            title, _ = clean(names.get("name", ""))
            self.sheets.append((title[:100].replace("\n", " "), names.get("id", ""), hidden))


class _Styles(Target):
    """Which cell formats show a number as a date."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._codes = set(_DATE_CODES)
        self._inside = False
        self._place = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            letters = _NOT_LETTERS.sub("", attributes.get("formatCode", "")[:200])
            if _DATE_LETTERS.search(letters) and "general" not in letters.lower():
                self._codes.add(_whole(attributes.get("numFmtId")))
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            if _whole(attributes.get("numFmtId")) in self._codes:
                self.dates.add(self._place)
            self._place += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


class _Text:
    """Collects the letters of one cell, up to a bound."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        if self._length <= 2 * CELL_LIMIT:  # twice, since escapes take several letters
            self._length += len(text)
            self._parts.append(text)

    def taken(self) -> str | None:
        """The text; None for one that is too long."""
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        text = decode_escapes(text)
        return text if len(text) <= CELL_LIMIT else None


class _Strings(Target):
    """The table of texts that cells refer to."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self._text = _Text()
        self._inside = False
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._inside = tag == "t" and not self._phonetic
        if tag == "rPh":
            self._phonetic = True

    def data(self, text: str) -> None:
        if self._inside:
            self._text.add(text)

    def end(self, tag: str) -> None:
        self._inside = False
        if tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.texts.append(self._text.taken())


class _Texts:
    """What cells say, all sheets together within a bound."""

    def __init__(self, package: Package, shared: list[str | None]) -> None:
        self._package, self._shared = package, shared
        self._length = 0

    def shared(self, place: str) -> Cell:
        number = _whole(place, -1)
        if not 0 <= number < len(self._shared):
            return Cell("", "指向一段不存在的文字")
        return self.cell(self._shared[number])

    def cell(self, text: str | None) -> Cell:
        if text is None:
            return Cell("", f"文字超过{CELL_LIMIT}字")
        cleaned, controls = clean(text)
        self._length += len(cleaned)
        if self._length > TEXT_LIMIT:
            message = f"各单元格的文字合计超过{TEXT_LIMIT // 10000}万字"
            raise self._package.refusal(rules.TOO_LARGE, message, _COPY)
        if controls:
            return Cell(cleaned, f"有看不见的控制字符（U+{controls:04X}），已去掉，其余照读")
        return Cell(cleaned)


class _SheetReader(Target):
    """One sheet, row by row."""

    def __init__(self, sheet: Sheet, texts: _Texts, dates: set[int]) -> None:
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
        self._text = _Text()
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
            self.row = _whole(attributes.get("r"), self.row + 1)
            self._column = 0
            self.saturated = self.row > self._last + EMPTY_RUN
            if attributes.get("hidden") in ("1", "true"):
                self._note_hidden(f"第{self.row}行")
        elif tag == "col":
            if attributes.get("hidden") in ("1", "true"):
                first = min(max(_whole(attributes.get("min"), 1), 1), COLUMN_LIMIT)
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
                if _whole(attributes.get("s")) in self._dates:
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
            yield rules.LEFT_ALONE.at(file, self._past, message, "请删去中间的空行，或删去那里的内容")
        if self.cut_short:
            message = f"{name}末尾的空行太多，没有读完，合并单元格也没有读到"
            yield rules.LEFT_ALONE.at(file, max(self._last, 1), message, "请核对一级事项；最好删去空行后另存再导入")
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
            yield rules.LEFT_ALONE.at(file, 1, message, _COPY)


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and len(text) < 10 and text.isdecimal() else otherwise


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
