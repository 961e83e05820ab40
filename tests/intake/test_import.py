"""Spreadsheets laid out in different ways become areas; our own come back exactly."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongkai.cli import main
from gongkai.downloads.catalogue_xlsx import area_xlsx, organ_xlsx, whole_xlsx
from gongkai.intake.area_yaml import area_yaml
from gongkai.intake.catalogue_import import Import, Wanted, import_workbook
from gongkai.load.catalogue import read_catalogue
from gongkai.load.standards import area_in
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from paths import REPOSITORY
from pydantic import TypeAdapter

PROJECT, _ = read_catalogue(REPOSITORY / "catalogue")
AREAS = list(PROJECT.areas.values())


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(raw: bytes, **wanted: Any) -> Import:
    return import_workbook(raw, "目录.xlsx", Wanted(**wanted), {})


def only(found: Import) -> Area:
    assert not found.failed, [str(fault) for fault in found.faults]
    assert len(found.areas) == 1
    return found.areas[0].area


def words(found: Import) -> list[str]:
    return [str(fault) for fault in found.faults]


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.id)
def test_our_own_export_comes_back_exactly(area: Area) -> None:
    found = read(area_xlsx(area))
    assert (found.faults, only(found)) == ([], area)
    assert area_in(area_yaml(area)) == area


def test_the_whole_comes_back_at_once() -> None:
    found = read(whole_xlsx(AREAS))
    assert found.faults == []
    assert [one.area for one in found.areas] == AREAS


def test_an_organ_s_catalogue_is_not_taken_for_the_standard() -> None:
    raw = organ_xlsx("某局", PROJECT.merged["wuhai-jyj"])
    assert ["GK709" in line for line in words(read(raw))] == [True]


def merged_groups() -> bytes:
    """Merged vertical groups, a title, one cell of ■/□ boxes, one header row."""
    book = Workbook()
    sheet = book.active
    sheet.append(["某县就业领域基层政务公开标准目录"])
    sheet.merge_cells("A1:I1")
    sheet.append(["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
                  "公开渠道和载体", "公开层级"])  # fmt: skip
    boxes = "■政府网站 □政府公报\n□两微一端 ■政务服务中心\n☑其他"
    basis = "《政府信息公开条例》、《就业促进法》"
    within = "自信息形成（变更）之日起20个工作日内予以公开"
    for number, title in enumerate(("政策咨询", "岗位发布", "失业登记"), 1):
        group = {1: "就业信息服务", 3: "失业服务"}.get(number)
        sheet.append(
            [
                number,
                group,
                title,
                "1.对象\n2.条件；流程",
                basis,
                within,
                "人社部门",
                boxes,
                "县级、乡级",
            ]
        )
    sheet.merge_cells("B3:B4")
    return saved(book)


def test_merged_groups_with_boxes_in_one_cell() -> None:
    area = only(read(merged_groups(), area="jiuye"))
    assert [(i.id, i.group, i.title) for i in area.items] == [
        ("1.1", "就业信息服务", "政策咨询"),
        ("1.2", "就业信息服务", "岗位发布"),
        ("2.1", "失业服务", "失业登记"),
    ]
    item = area.items[1]
    assert item.elements == ("对象", "条件", "流程")
    assert item.basis == ("《政府信息公开条例》", "《就业促进法》")
    assert (item.deadline.rule, item.deadline.days, item.deadline.unit) == ("within", 20, "workday")
    assert item.publisher == ("人社部门",)
    assert set(item.channels) == {"website", "service-centre", "other"}
    assert item.levels == ("county", "town")
    assert item.verified.value == "false"


def two_row_header() -> bytes:
    """A two-row header with tick columns for each channel, public, manner and level."""
    book = Workbook()
    sheet = book.active
    sheet.append(["养老服务领域政务公开标准目录"])
    sheet.append(["公开事项", None, "公开内容", "公开依据", "公开时限", "责任主体", "公开渠道", None, None,
                  "公开对象", None, "公开方式", None, "公开层级", None])  # fmt: skip
    sheet.append(["一级事项", "二级事项", None, None, None, None, "政府网站", "两微一端", "村公示栏",
                  "全社会", "特定群体", "主动", "依申请公开", "县级", "乡镇"])  # fmt: skip
    for span in ("A2:B2", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:I2", "J2:K2", "L2:M2", "N2:O2"):
        sheet.merge_cells(span)
    sheet.append(["通用政策", "养老政策", "文件名称", "《老年人权益保障法》", "及时公开", "民政局", "√", "✓", None,
                  "√", None, "√", None, "√", "√"])  # fmt: skip
    sheet.append(["业务办理", "补贴发放", "名单、金额", "《条例》", "每年公开", "民政局", None, "×", "✔", None,
                  "老年人", None, "√", None, "√"])  # fmt: skip
    return saved(book)


def test_a_two_row_header_with_tick_columns() -> None:
    first, second = only(read(two_row_header(), area="yanglao-fuwu")).items
    assert (first.channels, second.channels) == (("website", "new-media"), ("notice-board",))
    assert (first.deadline.rule, second.deadline.rule) == ("promptly", "annual")
    assert first.audience == "all"
    assert as_plain(second.audience) == {"specific": ["老年人"]}
    assert (first.method, second.method) == ("active", "request")
    assert (first.levels, second.levels) == (("county", "town"), ("town",))


def groups_once() -> bytes:
    """Groups written once and blank below without a merge, other tick marks, a note at the end."""
    book = Workbook()
    sheet = book.active
    sheet.append(
        ["一级事项", "公开事项名称", "公开要素", "依据", "时限", "公开主体", "渠道", "备注"]
    )
    sheet.append(
        [
            "户籍",
            "出生登记",
            "材料;时限",
            "《户口登记条例》",
            "自受理之日起二十个工作日内",
            "公安机关",
            "☑政府网站☐政府公报",
            None,
        ]
    )
    sheet.append(
        [None, "死亡注销", "材料", "=A1", "看情况", "公安机关", "●政府网站○其他", "含军人"]
    )
    sheet.append([None, None, None, None, None, None, None, None])
    sheet.append(["注：本目录由公安局编制"])
    return saved(book)


def test_groups_once_with_other_marks_and_a_note() -> None:
    found = read(groups_once(), area="huji-guanli")
    first, second = only(found).items
    assert (first.group, second.group, second.id) == ("户籍", "户籍", "1.2")
    assert (first.deadline.days, second.deadline.rule) == (20, "text")
    assert first.channels == second.channels == ("website",)
    assert second.note == "含军人"
    assert "basis" in second.incomplete  # a formula's result is not believed
    assert any("GK707" in line and "D3" in line for line in words(found))
    assert any("GK708" in line and "注：" in line for line in words(found))


def test_an_import_keeps_the_numbers_and_what_was_verified_of_items_it_knows() -> None:
    former = only(read(merged_groups(), area="jiuye"))
    plain = as_plain(former)
    plain["items"][1] |= {"id": "9.9", "verified": True, "evidence": ["www.example.gov.cn"]}
    known = TypeAdapter(Area).validate_python(plain)
    found = import_workbook(merged_groups(), "目录.xlsx", Wanted(), {"jiuye": known})
    area = only(found)
    assert [item.id for item in area.items] == ["1.1", "9.9", "2.1"]
    assert area.items[1].evidence == ("www.example.gov.cn",)
    assert (found.areas[0].added, found.areas[0].changed, found.areas[0].gone) == ([], [], [])


def test_a_ministry_s_own_table_counts_as_compared() -> None:
    area = only(
        read(merged_groups(), area="jiuye", verified=True, source="某函〔2019〕1号《指引》")
    )
    assert area.source == "某函〔2019〕1号《指引》"
    assert [item.verified.value for item in area.items] == ["true"] * 3
    assert area.items[0].is_verified("basis")
    assert not area.items[0].is_verified("method")  # the table has no such column


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(cells=st.lists(TEXTS, min_size=9, max_size=9))
def test_whatever_stands_in_a_row_it_is_read_or_reported(cells: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体",
                  "公开渠道和载体", "公开层级"])  # fmt: skip
    for column, text in enumerate(cells, 1):
        cell = sheet.cell(2, column)
        cell.value, cell.data_type = text, "s"
    found = read(saved(book), area="x")
    items = [item for one in found.areas for item in one.area.items]
    filled = [cell for cell in cells if cell.strip()]
    assert items or found.faults or len(filled) < 2  # one alone gives the rows below their group
    for one in found.areas:
        if one.area.items:
            assert area_in(area_yaml(one.area)) == one.area


def run(folder: Path, raw: bytes, *options: str) -> Any:
    (folder / "目录.xlsx").write_bytes(raw)
    target = folder / "catalogue" / "areas"
    command = ["catalogue", "import", str(folder / "目录.xlsx"), "--to", str(target), *options]
    return CliRunner().invoke(main, command)


def test_the_command_writes_reports_and_replaces_only_when_told(tmp_path: Path) -> None:
    first = run(tmp_path, merged_groups(), "--area", "jiuye")
    assert first.exit_code == 0, first.output
    path = tmp_path / "catalogue" / "areas" / "jiuye.yaml"
    text = path.read_text("utf-8")
    assert "读出3项" in first.output
    again = run(tmp_path, two_row_header(), "--area", "jiuye")
    assert (again.exit_code, path.read_text("utf-8")) == (1, text)
    assert "新增2项" in again.output or "消失" in again.output
    replaced = run(tmp_path, two_row_header(), "--area", "jiuye", "--replace")
    assert replaced.exit_code == 0
    assert path.read_text("utf-8") != text
    assert [p.name for p in path.parent.iterdir()] == ["jiuye.yaml"]
    nameless = run(tmp_path, groups_once())
    assert nameless.exit_code == 1
    assert "--area" in nameless.output
