"""Ids, what is kept of an area's file, the report, the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from gongkai.cli import main
from gongkai.intake.areas import import_workbook
from gongkai.intake.numbering import matched, numbered, renamed_in_place
from gongkai.load.standards import read_area
from gongkai.model.standard_catalogue import Area, Verified
from workbooks import FILE, MERGED, ODD, SPARSE, TICKS, codes, packed, sheet_of, taken

HEADER = ["一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体"]
OLD = """\
id: jiuye
name: 就业
number: 9
ministry: 人力资源社会保障部
source: 指引
items:
  - id: "1.1"
    group: 就业信息
    title: 政策法规
    elements: [文件名]
    basis: [《就业促进法》]
    deadline: {rule: promptly}
    publisher: [人社部门]
    channels: [website]
    levels: [county]
    verified: true
    evidence: [example.cn]
  - id: "1.4"
    group: 就业信息
    title: 岗位信息
    elements: [岗位]
    deadline: {rule: promptly}
    verified: partial
    verified_fields: [title]
    note: 待补
  - id: "3.2"
    group: 招聘
    title: 招聘会
    elements: [时间]
    deadline: {rule: promptly}
"""
NEW = sheet_of(
    [
        HEADER,
        ["就业信息", "政策法规", "文件名", "《就业促进法》", "及时公开", "人社部门"],
        [None, "岗位信息", "岗位；人数", None, "及时公开", None],
        [None, "市场供求", "数据", None, "及时公开", None],
        ["创业", "补贴", "条件", None, "及时公开", None],
    ],
    title="就业",
)


def folder_with(text: str, tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue" / "areas"
    folder.mkdir(parents=True)
    (folder / "jiuye.yaml").write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["catalogue", "import", *map(str, arguments)])


def saved(raw: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "表.xlsx"
    path.write_bytes(raw)
    return path


def area_in(folder: Path, id: str) -> Area:
    area, faults = read_area(folder / f"{id}.yaml")
    assert area is not None
    assert faults == []
    return area


def test_a_new_area_is_numbered_by_group_and_row() -> None:
    (found,) = taken(MERGED).imported
    assert [item.id for item in found.area.items] == ["1.1", "1.2", "2.1"]
    assert found.area.name == "××县义务教育"
    assert {item.verified for item in found.area.items} == {Verified.NO}


def test_verified_only_when_the_editor_says_so() -> None:
    intake = taken(ODD, verified=True, source="https://example.cn/1.html")
    assert not intake.imported
    assert "GK709" in codes(intake.faults)  # the source's title is missing, an address is not one
    intake = taken(ODD, verified=True)
    clinic, nurse = intake.imported[0].area.items
    assert clinic.verified is nurse.verified is Verified.YES
    assert clinic.is_verified("title")
    assert not nurse.is_verified("elements")


def test_ids_and_checks_are_kept_where_names_agree(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path)
    (found,) = import_workbook(NEW, FILE, folder).imported
    assert [item.id for item in found.area.items] == ["1.1", "1.4", "1.5", "4.1"]
    law, jobs, market, subsidy = found.area.items
    assert law == area_in(folder, "jiuye").items[0]
    assert (jobs.elements, jobs.note, jobs.verified) == (("岗位", "人数"), "待补", Verified.PARTLY)
    assert jobs.verified_fields == ("title",)
    assert market.verified is subsidy.verified is Verified.NO
    assert [item.id for item in found.changes.new] == ["1.5", "4.1"]
    assert [(i.id, what) for i, what in found.changes.changed] == [("1.4", ("公开内容（要素）",))]
    assert [item.id for item in found.changes.vanished] == ["3.2"]
    assert (found.area.number, found.area.ministry) == (9, "人力资源社会保障部")


def test_what_changed_is_no_longer_verified(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path)
    rows = [HEADER, ["就业信息", "政策法规", "另一内容", "《就业促进法》", "及时公开", "=1"]]
    (found,) = import_workbook(sheet_of(rows, title="就业"), FILE, folder).imported
    (law,) = found.area.items
    assert law.verified is Verified.PARTLY
    assert not law.is_verified("elements")
    assert law.is_verified("title")
    assert law.publisher == ("人社部门",)  # a formula is not read: what stood there stays


def test_existing_files_change_only_when_told(tmp_path: Path) -> None:
    folder, file = folder_with(OLD, tmp_path), saved(NEW, tmp_path)
    result = run(file, "--to", folder)
    assert result.exit_code == 1
    assert "新增2项，改动1项，消失1项，不变1项" in result.output
    assert "改动 1.4 就业信息·岗位信息：公开内容（要素）" in result.output
    assert "消失 3.2 招聘·招聘会" in result.output
    assert "--replace" in result.output
    assert (folder / "jiuye.yaml").read_text(encoding="utf-8") == OLD
    assert run(file, "--to", folder, "--dry-run").exit_code == 0
    assert (folder / "jiuye.yaml").read_text(encoding="utf-8") == OLD
    assert run(file, "--to", folder, "--replace").exit_code == 0
    assert [item.id for item in area_in(folder, "jiuye").items] == ["1.1", "1.4", "1.5", "4.1"]
    again = run(file, "--to", folder)
    assert again.exit_code == 0
    assert "相同" in again.output
    assert sorted(path.name for path in folder.iterdir()) == ["jiuye.yaml"]


def test_a_new_area_needs_an_id_and_a_ministry(tmp_path: Path) -> None:
    folder, file = tmp_path / "areas", saved(SPARSE, tmp_path)
    for more, missing in (([], "--area"), (["--area", "a/b"], "编号"), (["--area", "index"], "页面名"),
                          (["--area", "x"], "--ministry"), (["--area", "x", "--ministry", "民政部"], "--source")):  # fmt: skip
        result = run(file, "--to", folder, *more)
        assert result.exit_code == 1, result.output
        assert missing in result.output
        assert not folder.exists()
    result = run(file, "--to", folder, "--area", "x", "--ministry", "民政部", "--source", "指引")
    assert result.exit_code == 0
    area = area_in(folder, "x")
    assert (area.name, area.source, len(area.items)) == ("社会救助", "指引", 3)
    assert "GK708" in result.output


def test_wrong_usage() -> None:
    assert run("no-such.xlsx").exit_code == 2
    assert run("--nonsense").exit_code == 2


def test_every_layout_survives_its_yaml(tmp_path: Path) -> None:
    for number, raw in enumerate((MERGED, TICKS, SPARSE, ODD)):
        (found,) = taken(raw, area=f"a{number}").imported
        from gongkai.intake.area_yaml import write_areas

        assert write_areas([found.area], tmp_path, FILE) == []
        assert area_in(tmp_path, f"a{number}") == found.area


def test_all_tables_of_a_workbook_are_imported(tmp_path: Path) -> None:
    from openpyxl import Workbook

    folder = folder_with(OLD, tmp_path)
    (folder / "shebao.yaml").write_text(
        OLD.replace("jiuye", "shebao").replace("name: 就业", "name: 社会保险"), encoding="utf-8"
    )
    book = Workbook()
    for name in ("就业", "社会保险", "说明"):
        sheet: Any = book.create_sheet(name)
        for row in (
            [["无关"]] if name == "说明" else [HEADER, ["甲", "乙", "丙", "丁", "及时", "戊"]]
        ):
            sheet.append(row)
    intake = import_workbook(packed(book), FILE, folder)
    assert [found.area.id for found in intake.imported] == ["jiuye", "shebao"]
    assert intake.good


def test_numbers() -> None:
    names = [("甲", "一"), ("甲", "一"), ("乙", "二 ")]
    assert matched(names, [("乙", "二"), ("甲", "一")]) == [1, None, 0]
    assert renamed_in_place([0, None, 2], 3) == [0, 1, 2]
    assert renamed_in_place([0, None], 3) == [0, None]
    assert numbered(["甲", "甲", "乙", "甲"], [None, "1.3", None, None], [("丙", "2.1")]) == [
        "1.4",
        "1.3",
        "3.1",
        "1.5",
    ]
    assert numbered(["乙", "丙"], [None, None], [("乙", "4.2")]) == ["4.3", "5.1"]
    assert numbered(["甲", "甲", "乙", "甲"], [None] * 4, []) == ["1.1", "1.2", "2.1", "1.3"]


def test_the_report_quotes_no_title_whole(tmp_path: Path) -> None:
    folder, long = folder_with(OLD, tmp_path), "很长的名称" * 200
    rows = [HEADER, [long, long, "数据", None, "及时公开", None]]
    result = run(saved(sheet_of(rows, title="就业"), tmp_path), "--to", folder)
    assert "新增" in result.output
    assert "…·" in result.output
    assert max(len(line) for line in result.output.splitlines()) < 250
