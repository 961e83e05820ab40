"""The CSV files, read back."""

from __future__ import annotations

import csv
import io

from gongkai.downloads.catalogue_csv import area_csv, organ_csv, whole_csv
from gongkai.model.terms import TABLE
from tables import EDUCATION, HELD, LOCAL, ORGAN, OTHER, SAMPLE, area, item


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_knows_the_encoding_and_the_lines() -> None:
    data = area_csv(EDUCATION)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 1 + len(EDUCATION.items)


def test_a_row_says_what_the_item_says() -> None:
    first, second, *_ = rows(area_csv(EDUCATION))
    assert list(first)[:5] == ["领域", "事项编号", "标识", "一级事项", "二级事项"]
    assert (first["领域"], first["事项编号"]) == ("义务教育", "1.1")
    assert first["公开内容（要素）"] == "《教育法》\n《义务教育法》"
    assert first["公开时限"] == "自信息形成或变更之日起20个工作日内"
    assert first["公开渠道和载体"] == "政府网站\n信用中国网站\n其他"
    assert (first["公开对象"], first["公开方式"], first["公开层级"]) == (
        "全社会",
        "主动",
        "市级\n县级",
    )
    assert (second["公开对象"], second["公开方式"]) == ("学生\n家长", "依申请")
    assert (first["核对情况"], first["核对标记"]) == ("部分核对", "已核对")
    assert (second["核对情况"], second["核对标记"]) == ("部分核对", "部分核对")
    assert second["标识"] == "yiwu-jiaoyu/2.10"


def test_how_much_was_compared_is_what_the_page_says() -> None:
    every = list(TABLE)
    items = [
        item("1", verified=True),
        item("2", verified=True, incomplete=["basis"]),
        item("3", verified=False, verified_fields=every),
        item("4", verified=False, verified_fields=["title"]),
        item("5"),
    ]
    said = [(row["核对情况"], row["核对标记"]) for row in rows(area_csv(area(*items)))]
    assert said == [
        ("已核对", "已核对"),
        ("部分核对", "已核对"),
        ("已核对", "待核"),
        ("部分核对", "待核"),
        ("待核", "待核"),
    ]


def test_only_what_begins_as_a_formula_gets_an_apostrophe() -> None:
    _, second, third, fourth, _ = rows(area_csv(EDUCATION))
    assert second["备注"] == "'=1+1"
    assert third["二级事项"] == "'=HYPERLINK(A1)"
    assert third["公开内容（要素）"] == "'-甲\n+乙"
    assert third["公开主体"] == "'@丙"
    assert fourth["二级事项"] == "<r><t>标记</t></r>"
    text = area_csv(EDUCATION).decode("utf-8-sig")
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
        for row in csv.reader(io.StringIO(text, newline=""))
        for cell in row
    )


def test_an_organ_says_what_it_changed() -> None:
    found = {row["事项编号"]: row for row in rows(organ_csv(ORGAN, LOCAL, HELD))}
    assert list(found) == ["1.1", "2.10", "2.11", "L1"]
    assert found["1.1"]["机关"] == ORGAN
    assert (found["1.1"]["与标准相比"], found["1.1"]["理由"]) == ("二级事项\n公开依据", "改名")
    assert (found["L1"]["与标准相比"], found["L1"]["编码"]) == ("增加", "'+1")
    assert found["2.10"]["与标准相比"] == ""
    assert (found["L1"]["核对情况"], found["L1"]["核对标记"]) == ("不适用", "")
    # 二级事项 is the organ's own now, which no ministry's table has.
    assert (found["1.1"]["核对情况"], found["1.1"]["已核对的栏"]) == ("部分核对", "公开时限")


def test_an_organs_rows_say_what_its_catalogue_rests_on() -> None:
    said = ("示例", "依据的清单", "施行日期")
    (sample, *_), (plain, *_) = (rows(organ_csv(ORGAN, one, HELD)) for one in (SAMPLE, LOCAL))
    assert [sample[name] for name in said] == ["是", "'=权责清单", "2024-03-01"]
    assert [plain[name] for name in said] == ["否", "", ""]


def test_the_whole_is_all_areas() -> None:
    found = [row["领域"] for row in rows(whole_csv([EDUCATION, OTHER]))]
    assert found == ["义务教育"] * 5 + ["社会救助"]
    assert whole_csv([EDUCATION, OTHER]) == whole_csv([EDUCATION, OTHER])
