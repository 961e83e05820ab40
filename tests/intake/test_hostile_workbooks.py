"""Workbooks that nobody should trust: each danger has its finding, none a traceback.

What reading each costs is printed by ``hostile.py``: seconds, and a few megabytes above the model's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
from gongkai.intake.workbook import read_workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import FILE, codes, sheet_of, taken


@pytest.mark.parametrize("make", hostile.EXPECTED, ids=lambda make: make.__name__)
def test_each_danger_has_its_finding(make: Callable[[], bytes]) -> None:
    found, items = hostile.EXPECTED[make]
    intake = taken(make())
    assert codes(intake.faults) == found
    assert sum(len(one.area.items) for one in intake.imported) == items
    for fault in intake.faults:
        assert str(fault).startswith(f"{FILE}:{fault.line}: GK70")
        assert fault.message
        assert fault.cure


def test_a_password_is_named_with_its_cure() -> None:
    (fault,) = taken(hostile.encrypted()).faults
    assert "密码" in fault.message
    assert "去掉密码" in fault.cure


def test_a_formula_is_named_and_its_stored_result_not_believed() -> None:
    raw = hostile.with_sheet(
        hostile.good(),
        hostile.sheet_xml(hostile.good()).replace(
            '<c r="C2" t="inlineStr">', '<c r="C2" t="str"><f>1+1</f><v>假的</v></c><c r="G2" t="inlineStr">'
        ),
    )  # fmt: skip
    intake = taken(raw)
    assert ["C2是公式" in fault.message for fault in intake.faults if fault.code == "GK707"] == [
        True
    ]
    assert intake.imported[0].area.items[0].elements == ()


def test_a_refused_workbook_leaves_files_alone(tmp_path: Path) -> None:
    from click.testing import CliRunner
    from gongkai.cli import main

    folder, file = tmp_path / "areas", tmp_path / "a.xlsx"
    folder.mkdir()
    (folder / "yiwu-jiaoyu.yaml").write_text("id: yiwu-jiaoyu\n", encoding="utf-8")
    file.write_bytes(hostile.bomb())
    result = CliRunner().invoke(
        main, ["catalogue", "import", str(file), "--to", str(folder), "--replace"]
    )
    assert result.exit_code == 1
    assert f"{file}:1: GK702" in result.output
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [
        ("yiwu-jiaoyu.yaml", "id: yiwu-jiaoyu\n")
    ]


GOOD = hostile.good()


@settings(max_examples=150)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_damaged_bytes_never_raise(at: int, noise: bytes) -> None:
    read_workbook(GOOD[:at] + noise + GOOD[at + len(noise) :], FILE)


_PIECES = st.sampled_from(
    ["<sheetData>", "</sheetData>", '<row r="2">', '<row r="x">', "</row>", '<c r="A2" t="s">',
     '<c r="ZZZ9999999">', '<c t="inlineStr">', "</c>", "<is><t>", "</t></is>", "<v>", "</v>", "1",
     "-1", "1e999", "nan", "<f>", "</f>", "甲", "_x0000_", "_xD800_", '<mergeCell ref="B9:A1"/>',
     '<mergeCell ref="A1"/>', '<col min="9" max="1" hidden="1"/>', "<rPh>", "</rPh>"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=25))
def test_strange_sheets_never_raise(pieces: list[str]) -> None:
    content = f"<worksheet {hostile.MAIN}>{''.join(pieces)}</worksheet>"
    for fault in taken(hostile.with_sheet(GOOD, content)).faults:
        assert fault.code.startswith("GK70")


def test_a_report_has_an_end() -> None:
    header = ["一级事项", "二级事项", "公开内容", *["政府网站"] * 50]
    rows = [header, *([["甲", "乙", "丙", *["？"] * 50]] * 100)]
    intake = taken(sheet_of(rows))
    assert codes(intake.faults) == ["GK707"] * 500 + ["GK704"]
    assert "还有" in intake.faults[-1].message
    assert len(intake.imported[0].area.items) == 100
