"""Sheets that are filled row by row, in a workbook that XlsxWriter makes.

Cell by cell, XlsxWriter needs four times as long, which counts when a site has the catalogues of a
hundred organs; and its constant memory knows no cells that several rows share. So ``RowSheet`` says
each row in XML itself, in order and without temporary files; everything else is XlsxWriter's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from gongkai.downloads.cells import FORMULA_SIGNS
from gongkai.downloads.fitting import Fit, fit
from gongkai.downloads.sheet_names import sheet_name

TITLE_SIZE: Final = 16
BODY_SIZES: Final = (9, 8, 7, 6, 5)
"""Points; the smaller ones for texts that would need a row higher than a row can be."""
_CREATED: Final = datetime(2019, 12, 26)
"""Always the same, so that the bytes are; the day of 国办发〔2019〕54号."""
_A4: Final = 9
_LONGEST: Final = 32767
"""UTF-16 units; the longest text that Excel takes in a cell."""
_CUT: Final = "……（全文见JSON）"
"""The end of a text that no cell holds: whoever reads it learns that there is more, and where."""
_MARKUP: Final = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Format(NamedTuple):
    """The numbers of a cell format in the workbook.

    ``quoted`` is for text that begins as a formula does: it stays text even when somebody edits it.
    """

    plain: int
    quoted: int


class Style(NamedTuple):
    """How a cell looks, in each size that it may take."""

    sizes: tuple[int, ...]
    formats: tuple[Format, ...]


Cell = tuple[str | int, Style]
_ONE_LINE: Final = fit("一", 100, BODY_SIZES)


class Book:
    """A workbook, the styles of its cells, and its sheets' names."""

    def __init__(self, title: str) -> None:
        self._bytes = io.BytesIO()
        self._names: set[str] = set()
        self._workbook = Workbook(self._bytes, {"in_memory": True})
        self._workbook.set_properties({"title": title, "created": _CREATED})
        self.title = self._style((TITLE_SIZE,), bold=True, align="center", border=0)
        self.head = self._style(BODY_SIZES[:1], bold=True, align="center", bg_color="#E7E6E6")
        self.text = self._style(BODY_SIZES, align="left")
        self.centred = self._style(BODY_SIZES, align="center")
        self.on_top = self._style(BODY_SIZES, align="center", valign="top")

    def _style(self, sizes: tuple[int, ...], **properties: object) -> Style:
        return Style(sizes, tuple(self._format(size, properties) for size in sizes))

    def _format(self, size: int, properties: dict[str, object]) -> Format:
        shared = {
            "font_name": "宋体",
            "font_size": size,
            "border": 1,
            "valign": "vcenter",
            "text_wrap": True,
            **properties,
        }
        plain = self._workbook.add_format(shared)
        quoted = self._workbook.add_format({**shared, "quote_prefix": True})
        return Format(plain._get_xf_index(), quoted._get_xf_index())

    def reserve(self, *names: str) -> None:
        """Keep names for sheets that come later."""
        self._names.update(name.casefold() for name in names)

    def sheet(self, name: str, widths: Sequence[int], repeated: int) -> RowSheet:
        """A new sheet, named as near as can be to ``name``."""
        return self._sheet(sheet_name(name, self._names), widths, repeated)

    def reserved_sheet(self, name: str, widths: Sequence[int], repeated: int) -> RowSheet:
        """A new sheet under a name that was reserved."""
        return self._sheet(name, widths, repeated)

    def _sheet(self, name: str, widths: Sequence[int], repeated: int) -> RowSheet:
        sheet: RowSheet = self._workbook.add_worksheet(name, worksheet_class=RowSheet)
        sheet.prepare(widths, repeated)
        return sheet

    def finish(self) -> bytes:
        """The file."""
        self._workbook.close()
        return self._bytes.getvalue()


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """One sheet, filled from the top."""

    def prepare(self, widths: Sequence[int], repeated: int) -> None:
        """Lay out the page; the first ``repeated`` rows stand on every page and stay in view."""
        self.next_row = 0
        self._rows: list[str] = []
        self._widths = tuple(widths)
        self._letters = [xl_col_to_name(place) for place in range(len(widths))]
        for place, width in enumerate(widths):
            self.set_column_pixels(place, place, width)
        self.set_landscape()
        self.set_paper(_A4)
        self.fit_to_pages(1, 0)
        self.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.center_horizontally()
        self.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
        self.repeat_rows(0, repeated - 1)
        self.freeze_panes(repeated, 0)

    def row(self, cells: Sequence[Cell], height: int | None = None) -> None:
        """The next row; as high as its texts need where nothing is said."""
        fits = self._fits(cells) if height is None else [_ONE_LINE] * len(cells)
        if height is None:
            height = max(one.height for one in fits)
        for column in (0, len(cells) - 1):
            self._check_dimensions(self.next_row, column)  # which the sheet's size comes from
        self.next_row += 1
        number = self.next_row
        parts = [
            _cell(f"{letter}{number}", value, style.formats[one.place])
            for letter, (value, style), one in zip(self._letters, cells, fits, strict=True)
        ]
        self._rows.append(
            f'<row r="{number}" ht="{height}" customHeight="1">{"".join(parts)}</row>'
        )

    def _fits(self, cells: Sequence[Cell]) -> list[Fit]:
        return [
            fit(value, width, style.sizes)
            if isinstance(value, str) and len(value) > 1
            else _ONE_LINE
            for (value, style), width in zip(cells, self._widths, strict=True)
        ]

    def join(self, top: int, left: int, bottom: int, right: int) -> None:
        """One cell over several, of which only the first has a text."""
        if (top, left) != (bottom, right):
            self.merge.append([top, left, bottom, right])

    def filtered(self) -> None:
        """Buttons in the header that pick rows."""
        self.autofilter(0, 0, max(1, self.next_row - 1), len(self._widths) - 1)

    def _write_sheet_data(self) -> None:
        """XlsxWriter asks for all rows here."""
        self.fh.write("<sheetData>")
        self.fh.writelines(self._rows)  # joined, they would be in memory twice
        self.fh.write("</sheetData>")
        self._rows.clear()


def _cell(at: str, value: str | int, format: Format) -> str:
    if value == "":
        return f'<c r="{at}" s="{format.plain}"/>'
    if isinstance(value, int):
        return f'<c r="{at}" s="{format.plain}"><v>{value}</v></c>'
    number = format.quoted if value.startswith(FORMULA_SIGNS) else format.plain
    return f'<c r="{at}" s="{number}" t="inlineStr"><is>{_text(value)}</is></c>'


def _text(value: str) -> str:
    """A text as XML; what XML cannot hold is written as Excel writes it (ECMA-376 §22.9.2.19)."""
    if len(value) > _LONGEST // 2:
        value = _within_a_cell(value)
    return f'<t xml:space="preserve">{_MARKUP.sub(_escaped, value)}</t>'


def _within_a_cell(value: str) -> str:
    units = value.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return value
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found.startswith("_"):
        return f"_x005F{found}"
    return _ENTITIES.get(found) or f"_x{ord(found):04X}_"
