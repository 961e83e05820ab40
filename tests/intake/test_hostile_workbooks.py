"""Workbooks made to harm: a named finding in bounded time and memory, and the files stay as they are."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from gongkai.intake.catalogue_import import Wanted, import_workbook
from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADS = ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体"]


def good() -> bytes:
    book = Workbook()
    book.active.append(HEADS)
    book.active.append(["组", "事项", "内容", "《条例》", "及时公开", "某局"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(parts: dict[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """A good workbook with parts replaced, or new ones added."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(good())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            change = parts.get(name)
            if isinstance(change, bytes):
                new.writestr(name, change)
            else:
                data = old.read(name)
                new.writestr(name, change(data) if change else data)
    return stream.getvalue()


def within(tag: bytes, text: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(tag, text + tag)


def many_rows() -> bytes:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(3, 1_048_577))
    return changed({SHEET: within(b"</sheetData>", rows)})


def bomb() -> bytes:
    return changed({SHEET: within(b"</sheetData>", b"<row/>" + b" " * 400_000_000)})


def many_cells() -> bytes:
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>' % (n, n) for n in range(3, 400_000)
    )
    return changed({SHEET: within(b"</sheetData>", cells)})


def merges(*ranges: str) -> bytes:
    listed = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return changed({SHEET: within(b"</worksheet>", f"<mergeCells>{listed}</mergeCells>".encode())})


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000

REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no zip": lambda: b"hello" * 100,
    "old xls": lambda: OLE,
    "password": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "bomb": bomb,
    "entities": lambda: changed({SHEET: ENTITY}),
    "outside entity": lambda: changed({SHEET: OUTSIDE}),
    "truncated": lambda: good()[:1500],
    "corrupt xml": lambda: changed({SHEET: b"<worksheet><sheetData><row>"}),
    "no workbook": lambda: changed({"xl/workbook.xml": b"<x/>"}),
    "many cells": many_cells,
}
REPORTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (lambda: changed({"xl/vbaProject.bin": b"MZ"}), "宏"),
    "external link": (
        lambda: changed({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "外部"),
    "formula": (
        lambda: changed({SHEET: within(b"</sheetData>", b'<row r="3"><c r="B3"><f>WEBSERVICE("http://x")</f><v>1</v></c></row>')}), "公式"),
    "empty rows": (many_rows, ""),
    "far cell": (
        lambda: changed({SHEET: within(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>')}), ""),
    "overlapping merges": (lambda: merges("C2:D2", "D2:E2"), "合并"),
    "a million merged cells": (lambda: merges("A3:XFD1048576"), ""),
    "a long text": (
        lambda: changed({SHEET: within(b"</sheetData>", b'<row r="3"><c r="A3" t="str"><v>x</v></c><c r="B3" t="str"><v>' + b"y" * 100_000 + b"</v></c></row>")}), "GK70"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str) -> None:
    found = import_workbook(REFUSED[name](), "坏.xlsx", Wanted("x"), {})
    assert found.failed
    assert found.areas == []
    lines = [str(fault) for fault in found.faults]
    assert all(
        line.startswith("坏.xlsx:") and " GK70" in line and "；" in line for line in lines
    ), lines


@pytest.mark.parametrize("name", REPORTED)
def test_what_can_be_left_aside_is_reported_and_the_table_read(name: str) -> None:
    make, word = REPORTED[name]
    found = import_workbook(make(), "坏.xlsx", Wanted("x"), {})
    assert not found.failed, [str(fault) for fault in found.faults]
    assert found.areas[0].area.items[0].title == "事项"
    assert any(word in str(fault) for fault in found.faults) or not word


def test_a_refused_workbook_leaves_the_area_file_as_it_is(tmp_path: Path) -> None:
    from click.testing import CliRunner
    from gongkai.cli import main

    target = tmp_path / "catalogue" / "areas"
    target.mkdir(parents=True)
    (target / "x.yaml").write_text("id: x\n", encoding="utf-8")
    for name in ("password", "entities", "truncated"):
        (tmp_path / "坏.xlsx").write_bytes(REFUSED[name]())
        command = [
            "catalogue",
            "import",
            str(tmp_path / "坏.xlsx"),
            "--area",
            "x",
            "--to",
            str(target),
            "--replace",
        ]
        result = CliRunner().invoke(main, command)
        assert (result.exit_code, result.exception.__class__) == (1, SystemExit), result.output
        assert "没有写任何文件" in result.output
        assert [p.name for p in target.iterdir()] == ["x.yaml"]
        assert (target / "x.yaml").read_text("utf-8") == "id: x\n"


@pytest.mark.parametrize("name", ["bomb", "empty rows", "many cells"])
def test_memory_stays_bounded(name: str, tmp_path: Path) -> None:
    raw = REFUSED[name]() if name in REFUSED else REPORTED[name][0]()
    (tmp_path / "x.xlsx").write_bytes(raw)
    code = (
        "import sys; from pathlib import Path; "
        "from gongkai.intake.catalogue_import import Wanted, import_workbook; "
        "import_workbook(Path(sys.argv[1]).read_bytes(), 'x.xlsx', Wanted('x'), {})"
    )

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))

    command = [sys.executable, "-c", code, str(tmp_path / "x.xlsx")]
    result = subprocess.run(command, preexec_fn=little, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()[-500:]
