"""Cells as Excel and WPS write them."""

from __future__ import annotations

from hostile import MAIN
from workbooks import read, sheet_of, with_sheet, with_strings

STRINGS = f"""<sst {MAIN}>
<si><t xml:space="preserve"> 公开 </t></si>
<si><r><t>政</t></r><r><rPr><b/></rPr><t>策</t></r><rPh sb="0" eb="1"><t>zheng</t></rPh></si>
<si><t>一_x000D_
二_x005F_x0041_\u200b</t></si></sst>"""
CELLS = f"""<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>
<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>
<x:row r="4"><x:c r="B4"><x:v>1.1000000000000001</x:v></x:c><x:c><x:v>20</x:v></x:c>
<x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="s"><x:v>9</x:v></x:c></x:row>
</x:sheetData><x:mergeCells><x:mergeCell ref="B4:B6"/></x:mergeCells></x:worksheet>{MAIN[:0]}"""


def test_shared_strings_numbers_and_marks() -> None:
    book = read(with_sheet(with_strings(sheet_of([]), STRINGS), CELLS))
    assert book.faults == []
    (sheet,) = book.sheets
    assert {
        row: {c: cell.text for c, cell in cells.items()} for row, cells in sheet.rows.items()
    } == {
        1: {1: " 公开 ", 2: "政策", 3: "一\n二_x0041_"},
        4: {2: "1.1", 3: "20", 4: "1", 5: "", 6: ""},
    }
    assert [bool(sheet.rows[4][column].unread) for column in range(2, 7)] == [False] * 3 + [
        True
    ] * 2
    assert sheet.cell(4, 2).text == "1.1"


def test_merged_cells_say_what_the_first_says() -> None:
    book = read(sheet_of([["甲", None], ["乙", "丙"], [None, "丁"]], ["A1:B1", "A2:A3"]))
    sheet = book.sheets[0]
    assert [sheet.cell(1, 2).text, sheet.cell(3, 1).text, sheet.cell(3, 2).text] == [
        "甲",
        "乙",
        "丁",
    ]
    assert sheet.owner(3, 1).address == "A2:A3"
