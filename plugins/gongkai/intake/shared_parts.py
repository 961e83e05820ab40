"""What all sheets of a workbook share: the table of texts, the formats, the bound on their letters."""

from __future__ import annotations

import re
from typing import Final

from gongkai.intake import rules
from gongkai.intake.package import Package, Target
from gongkai.intake.sheet import Cell
from gongkai.intake.sheet_text import clean, decode_escapes

CELL_LIMIT: Final = 32_767
"""Letters of a cell; Excel's own."""
TEXT_LIMIT: Final = 3_000_000
"""Letters of a workbook's cells; every table of the country has a tenth."""
_DATE_CODES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DATE_LETTERS: Final = re.compile(r"[ymdhs年月日]", re.I)
_NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COPY: Final = "请把目录表单独复制到一个新工作簿，另存为xlsx再导入"


class Styles(Target):
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
                self._codes.add(whole(attributes.get("numFmtId")))
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            if whole(attributes.get("numFmtId")) in self._codes:
                self.dates.add(self._place)
            self._place += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


class CellText:
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


class Strings(Target):
    """The table of texts that cells refer to."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self._text = CellText()
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


class Texts:
    """What cells say, all sheets together within a bound."""

    def __init__(self, package: Package, shared: list[str | None]) -> None:
        self._package, self._shared = package, shared
        self._length = 0

    def shared(self, place: str) -> Cell:
        number = whole(place, -1)
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


def whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and len(text) < 10 and text.isdecimal() else otherwise
