"""The spreadsheets, read back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest
from gongkai.downloads.catalogue_xlsx import area_xlsx, organ_xlsx, whole_xlsx
from gongkai.load.catalogue import read_catalogue
from gongkai.model.local_catalogue import LocalArea, merge
from gongkai.model.plain import as_plain
from gongkai.model.terms import CHANNELS
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from paths import REPOSITORY
from tables import EDUCATION, HELD, LOCAL, ORGAN, OTHER, SAMPLE, area, item, of_organ

FIRST = 4
"""The row of the first item."""


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(area_xlsx(EDUCATION))


@pytest.fixture
def table(book: Workbook) -> Worksheet:
    return book["义务教育"]


@pytest.fixture(scope="module")
def organ_book() -> Workbook:
    return opened(organ_xlsx(ORGAN, LOCAL, HELD))


def values(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def by_header(sheet: Worksheet) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_header_is_that_of_the_form(table: Worksheet) -> None:
    assert values(table, 1)[0] == "义务教育领域基层政务公开标准目录"
    assert values(table, 2) == [
        "序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体",
        "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, None, None,
    ]  # fmt: skip
    assert values(table, 3) == [
        None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动",
        "依申请公开", "市级", "县级", "乡级", "村级",
    ]  # fmt: skip


def test_cells_are_merged_as_in_the_form(table: Worksheet) -> None:
    merged = {str(one) for one in table.merged_cells.ranges}
    single = {f"{letter}2:{letter}3" for letter in "ADEFGH"}
    assert merged == single | {"A1:P1", "B2:C2", "I2:J2", "K2:L2", "M2:P2", "B5:B7"}
    assert [table.cell(row, 2).value for row in range(FIRST, 9)] == [
        "政策文件",
        "招生管理",
        None,
        None,
        "教师管理",
    ]


def test_a_row_says_what_the_item_says(table: Worksheet) -> None:
    row = values(table, FIRST)
    assert row[:7] == [
        1,
        "政策文件",
        "事项1.1",
        "《教育法》\n《义务教育法》",
        "《政府信息公开条例》\n《统计法》",
        "自信息形成或变更之日起20个工作日内",
        "教育行政部门\n学校",
    ]
    assert row[8:] == ["√", None, "√", None, "√", "√", None, None]
    assert values(table, FIRST + 1)[8:] == [None, "学生\n家长", None, "√", None, None, "√", "√"]
    assert [table.cell(row, 1).value for row in range(FIRST, 9)] == [1, 2, 3, 4, 5]


def test_tick_boxes_are_those_of_the_form_and_of_the_area(table: Worksheet) -> None:
    boxes = table.cell(FIRST, 8).value.split()
    labels = list(CHANNELS.values())
    common = labels[: labels.index("精准推送") + 1]
    assert [box[1:] for box in boxes] == [*common, "信用中国网站", "其他"]
    assert [box for box in boxes if box[0] == "■"] == ["■政府网站", "■信用中国网站", "■其他"]
    assert {box[0] for box in boxes} == {"■", "□"}


def test_a_sheet_prints_as_the_form_does(table: Worksheet) -> None:
    assert table.page_setup.orientation == "landscape"
    assert table.page_setup.paperSize == 9
    assert table.sheet_properties.pageSetUpPr.fitToPage
    assert (table.page_setup.fitToWidth or 1, table.page_setup.fitToHeight) == (1, 0)
    assert table.print_title_rows == "$1:$3"
    assert table.freeze_panes == "A4"
    assert table.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert table.page_margins.left < 0.5
    assert table.dimensions == "A1:P8"


def test_every_cell_has_a_frame_and_wraps(table: Worksheet) -> None:
    for row in table.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell, MergedCell):  # of which openpyxl makes up the style
                continue
            assert cell.border.left.style and cell.border.bottom.style, cell.coordinate
            assert cell.alignment.wrap_text
    assert table.cell(FIRST, 9).alignment.horizontal == "center"


def test_rows_are_as_high_as_their_texts() -> None:
    long = area(item("1", elements=["字" * 100]), item("2", elements=["字" * 700]), item("3"))
    sheet = opened(area_xlsx(long))["义务教育"]
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert 8 * 13 < heights[2] <= heights[0] < heights[1] <= 409  # eight lines of tick boxes
    assert sheet["D4"].font.size > sheet["D5"].font.size
    assert sheet["E5"].font.size == sheet["D4"].font.size


@pytest.mark.parametrize("letter", ["字", "𠮷", "<"])
def test_a_text_too_long_for_a_cell_says_that_it_was_cut(letter: str) -> None:
    lines = [letter * (4095 // utf16(letter))] * 8  # 32,767 units, or a few less
    items = item("1", elements=lines), item("2", elements=[*lines, letter * 8])
    sheet = opened(area_xlsx(area(*items)))["义务教育"]
    whole, cut = (sheet.cell(row, 4).value for row in (FIRST, FIRST + 1))
    assert whole == "\n".join(lines)
    text, end = cut[:-11], cut[-11:]
    assert end == "……（全文见JSON）"
    assert whole.startswith(text)
    assert 32_765 < utf16(cut) <= 32_767


def utf16(text: str) -> int:
    """Units, as Excel counts letters."""
    return len(text.encode("utf-16-le")) // 2


def test_what_begins_as_a_formula_is_text(book: Workbook, table: Worksheet) -> None:
    for at, text in {"C6": "=HYPERLINK(A1)", "D6": "-甲\n+乙", "G6": "@丙"}.items():
        assert (table[at].value, table[at].data_type) == (text, "s")
        assert table[at].quotePrefix
    assert not table["C4"].quotePrefix
    note = book["核对信息"]["K3"]
    assert (note.value, note.data_type, note.quotePrefix) == ("=1+1", "s", True)
    with zipfile.ZipFile(io.BytesIO(area_xlsx(EDUCATION))) as file:
        sheets = [file.read(name) for name in file.namelist() if "worksheets/" in name]
        assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_a_title_that_begins_as_a_formula_is_text() -> None:
    sheet = opened(area_xlsx(area(item("1"), name="=1+1")))["=1+1"]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1+1领域基层政务公开标准目录", "s")


def test_markup_stays_text(table: Worksheet) -> None:
    assert table["C7"].value == "<r><t>标记</t></r>"
    assert table["D7"].value.startswith("a < b & c > d\n")
    with zipfile.ZipFile(io.BytesIO(area_xlsx(EDUCATION))) as file:
        assert "《标准》_x005F_x0041_" in file.read("xl/worksheets/sheet1.xml").decode()


def test_what_is_known_of_an_item(book: Workbook) -> None:
    first, second, third, fourth, _ = by_header(book["核对信息"])
    assert first == {
        "领域编号": "yiwu-jiaoyu", "事项编号": "1.1", "一级事项": "政策文件", "二级事项": "事项1.1",
        "核对情况": "部分核对", "核对标记": "已核对", "已核对的栏": "二级事项\n公开时限", "不完整的栏": None,
        "来源网址": "https://example.cn/1?a=1&b=2", "核对网页": "yr.gov.cn\nexample.cn",
        "备注": None, "版本": None, "编码": None, "批准后适用": None,
    }  # fmt: skip
    assert second["事项编号"] == "2.10"
    assert (second["核对情况"], second["已核对的栏"], second["编码"]) == ("部分核对", "无", "001")
    assert second["不完整的栏"] == "二级事项\n公开渠道和载体"
    assert (third["核对情况"], third["核对标记"], third["已核对的栏"]) == ("待核", "待核", None)
    assert json.loads(fourth["批准后适用"]) == as_plain(EDUCATION.items[3].after_approval)


def test_all_columns_compared_is_one_word() -> None:
    every = [
        "group", "title", "elements", "basis", "deadline", "publisher", "channels", "audience",
        "method", "levels",
    ]  # fmt: skip
    sheet = opened(area_xlsx(area(item("1", verified_fields=every))))["核对信息"]
    assert by_header(sheet)[0]["已核对的栏"] == "全部"


def test_what_is_known_of_the_area(book: Workbook) -> None:
    assert list(book["目录信息"].iter_rows(values_only=True)) == [
        ("项目", "内容"),
        ("领域编号", "yiwu-jiaoyu"),
        ("领域名称", "义务教育"),
        ("序号", "3"),
        ("主题分类", "教育"),
        ("主管部门", "教育部"),
        ("依据", "指引"),
        ("来源网址", "https://example.cn/"),
        ("是否完整", "否"),
        ("备注", "第一行\n第二行"),
    ]


def test_an_organ_says_what_it_changed_and_left_out(organ_book: Workbook) -> None:
    assert organ_book.sheetnames == ["义务教育", "核对信息", "目录信息", "未选用事项"]
    assert organ_book["义务教育"]["A1"].value == "乌海市教育局义务教育领域政务公开标准目录"
    compared = {row["事项编号"]: row for row in by_header(organ_book["核对信息"])}
    assert compared["1.1"]["与标准相比"] == "二级事项\n公开依据"
    assert compared["1.1"]["理由"] == "改名"
    assert (compared["2.10"]["与标准相比"], compared["2.10"]["理由"]) == (None, None)
    assert (compared["L1"]["与标准相比"], compared["L1"]["理由"]) == ("增加", "家长关心")
    assert (compared["L1"]["核对情况"], compared["L1"]["核对标记"]) == ("不适用", None)
    left = by_header(organ_book["未选用事项"])
    assert [(row["事项编号"], row["未选用理由"]) for row in left] == [
        ("2.12", "权责清单里没有"),
        ("3.1", "权责清单里没有"),
    ]


def test_an_organ_says_what_its_catalogue_rests_on() -> None:
    book = opened(organ_xlsx(ORGAN, SAMPLE, HELD))
    facts = list(book["目录信息"].iter_rows(values_only=True))
    assert facts[1:6] == [
        ("机关", ORGAN),
        ("示例", "是"),
        ("依据的清单", "=权责清单"),
        ("施行日期", "2024-03-01"),
        ("领域编号", "yiwu-jiaoyu"),
    ]
    assert book["义务教育"]["A1"].value == "乌海市教育局义务教育领域政务公开标准目录（示例）"
    assert book.properties.title == "乌海市教育局政务公开标准目录（示例）"
    book = opened(organ_xlsx(ORGAN, LOCAL, HELD))
    assert [row[1] for row in book["目录信息"].iter_rows(values_only=True)][1:5] == [
        ORGAN,
        "否",
        None,
        None,
    ]


def test_an_added_item_shares_the_cell_of_its_group() -> None:
    added = [item("L1", group="政策文件", title="加的", why="本级")]
    sheet = opened(organ_xlsx(ORGAN, LOCAL, of_organ(add=added)))["义务教育"]
    assert [sheet.cell(row, 3).value for row in (FIRST, FIRST + 1)] == ["事项1.1", "加的"]
    groups = {str(one) for one in sheet.merged_cells.ranges if one.min_row >= FIRST}
    assert groups == {"B4:B5", "B6:B8"}


def test_the_whole_has_a_sheet_for_each_area() -> None:
    book = opened(whole_xlsx([EDUCATION, OTHER]))
    assert book.sheetnames == ["义务教育", "社会救助", "核对信息", "目录信息"]
    assert len(by_header(book["核对信息"])) == len(EDUCATION.items) + len(OTHER.items)
    facts = [row[1] for row in book["目录信息"].iter_rows(values_only=True) if row[0] == "领域编号"]
    assert facts == ["yiwu-jiaoyu", "shehui-jiuzhu"]


@pytest.mark.parametrize(
    "name",
    [
        "a/b\\c:d*e?f[g]",
        "'引号'",
        "名" * 40,
        "𠮷" * 40,
        "History",
        "核对信息",
        "目录信息",
        "'",
        "O'B",
    ],
)
def test_any_name_gives_a_sheet(name: str) -> None:
    data = whole_xlsx([area(item("1"), name=name), area(item("2"), name=name, id="b")])
    book = opened(data)
    assert len(book.sheetnames) == len({found.casefold() for found in book.sheetnames}) == 4
    for found in book.sheetnames:
        assert 0 < len(found.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", found)
        assert found.casefold() != "history"
    assert all(book[found].print_title_rows for found in book.sheetnames)


def test_an_area_without_items_is_a_header() -> None:
    book = opened(area_xlsx(area()))
    assert book["义务教育"].max_row == 3
    assert book["核对信息"].max_row == 1


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    def written() -> tuple[bytes, ...]:
        return area_xlsx(EDUCATION), organ_xlsx(ORGAN, LOCAL, HELD), whole_xlsx([EDUCATION, OTHER])

    assert written() == written()
    with zipfile.ZipFile(io.BytesIO(area_xlsx(EDUCATION))) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2019-12-26"}


def test_the_areas_of_the_repository() -> None:
    catalogue, _ = read_catalogue(REPOSITORY / "catalogue")
    areas = list(catalogue.areas.values())
    for one in areas:
        book = opened(area_xlsx(one))
        sheet = book.worksheets[0]
        assert sheet.max_row == 3 + len(one.items)
        assert [row["事项编号"] for row in by_header(book["核对信息"])] == [i.id for i in one.items]
        assert all(dimension.height < 409 for dimension in sheet.row_dimensions.values()), (
            "a text does not fit in the usual size"
        )
    if areas:
        whole = opened(whole_xlsx(areas))
        assert len(whole.sheetnames) == len(areas) + 2
        organ_xlsx(ORGAN, LOCAL, [merge(LocalArea(area=one.id), one) for one in areas])
