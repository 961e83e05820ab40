"""A sheet written row by row with XlsxWriter, in constant memory.

A row is gone as soon as the next one begins. Merges are therefore only registered at the end, when
all cells are written: ``merge_range`` then pads rows that are gone, which does nothing, and the last
row, with the blank cells that it has already.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.downloads.cells import FORMULA_SIGNS
from gongkai.downloads.fitting import row_height
from gongkai.downloads.sheet_names import sheet_name

BODY_SIZE: Final = 9
_CREATED: Final = datetime(2019, 12, 26)
"""Always the same, so that the bytes are; the day of 国办发〔2019〕54号."""
_A4: Final = 9


class Style(NamedTuple):
    """How a cell looks; the other form keeps text that begins as a formula text when edited."""

    plain: Format
    quoted: Format


Cell = tuple[str | int, Style]


class Book:
    """A workbook, the styles of its cells, and its sheets' names."""

    def __init__(self, title: str) -> None:
        self._bytes = io.BytesIO()
        self._names: set[str] = set()
        self.workbook = Workbook(self._bytes, {"constant_memory": True})
        self.workbook.set_properties({"title": title, "created": _CREATED})
        self.title = self._style(size=16, bold=True, align="center", border=0)
        self.head = self._style(bold=True, align="center", bg_color="#E7E6E6")
        self.text = self._style(align="left")
        self.centred = self._style(align="center")

    def _style(self, size: int = BODY_SIZE, border: int = 1, **properties: object) -> Style:
        shared = {
            "font_name": "宋体",
            "font_size": size,
            "border": border,
            "valign": "vcenter",
            "text_wrap": True,
            **properties,
        }
        add = self.workbook.add_format
        return Style(add(shared), add({**shared, "quote_prefix": True}))

    def reserve(self, *names: str) -> None:
        """Keep names for sheets that come later."""
        self._names.update(name.casefold() for name in names)

    def sheet(self, name: str, widths: Sequence[int], repeated: int, reserved: bool = False) -> Sheet:
        """A new sheet; its first ``repeated`` rows stand on every page and stay in view."""
        found = name if reserved else sheet_name(name, self._names)
        return Sheet(self.workbook.add_worksheet(found), widths, repeated)

    def finish(self) -> bytes:
        """The file."""
        self.workbook.close()
        return self._bytes.getvalue()


class Sheet:
    """Rows of one sheet, from the top."""

    def __init__(self, worksheet: Worksheet, widths: Sequence[int], repeated: int) -> None:
        self._worksheet = worksheet
        self._widths = widths
        self._merges: list[tuple[int, int, int, int, Style]] = []
        self.next_row = 0
        for column, width in enumerate(widths):
            worksheet.set_column_pixels(column, column, width)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.center_horizontally()
        worksheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
        worksheet.repeat_rows(0, repeated - 1)
        worksheet.freeze_panes(repeated, 0)

    def row(self, cells: Iterable[Cell], height: float) -> None:
        """The next row."""
        sheet, row = self._worksheet, self.next_row
        sheet.set_row(row, height)
        for column, (value, style) in enumerate(cells):
            if value == "":
                sheet.write_blank(row, column, None, style.plain)
            elif isinstance(value, int):
                sheet.write_number(row, column, value, style.plain)
            else:
                self._text(row, column, value, style)
        self.next_row += 1

    def _text(self, row: int, column: int, text: str, style: Style) -> None:
        format = style.quoted if text.startswith(FORMULA_SIGNS) else style.plain
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would take it for markup of its own, and write it unescaped.
            self._worksheet.write_rich_string(row, column, text[:1], text[1:], format)
        else:
            self._worksheet.write_string(row, column, text, format)

    def fitted(self, cells: Sequence[Cell]) -> float:
        """The height that the cells' texts need."""
        texts = zip((str(value) for value, _ in cells), self._widths, strict=True)
        return row_height(list(texts), BODY_SIZE)

    def merge(self, top: int, left: int, bottom: int, right: int, style: Style) -> None:
        """One cell over several; only its first has a text."""
        if (top, left) != (bottom, right):
            self._merges.append((top, left, bottom, right, style))

    def filtered(self) -> None:
        """Buttons in the first row that show some of the rows alone."""
        self._worksheet.autofilter(0, 0, max(1, self.next_row - 1), len(self._widths) - 1)

    def finish(self) -> None:
        """Register the merges."""
        for top, left, bottom, right, style in self._merges:
            self._worksheet.merge_range(top, left, bottom, right, "", style.plain)
