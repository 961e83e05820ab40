"""What our own export writes, an import reads back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gongkai.downloads.catalogue_xlsx import area_xlsx, organ_xlsx, whole_xlsx
from gongkai.intake.area_yaml import area_yaml, write_areas
from gongkai.intake.areas import Wishes, import_workbook
from gongkai.intake.sheet_text import clean
from gongkai.load.catalogue import read_catalogue
from gongkai.load.standards import read_area
from gongkai.model.local_catalogue import LocalArea, LocalCatalogue, merge
from gongkai.model.standard_catalogue import Area, CatalogueItem, Verified
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from paths import REPOSITORY
from pydantic import TypeAdapter, ValidationError
from workbooks import FILE, NOWHERE, codes, packed, taken

AREAS = list(read_catalogue(REPOSITORY / "catalogue")[0].areas.values())


def item(id: str, **values: Any) -> dict[str, Any]:
    within = {"rule": "within", "days": 20, "unit": "workday", "from": "信息形成或变更"}
    plain = {"group": "招生管理", "title": f"事项{id}", "elements": ["要素"], "deadline": within}
    return {"id": id, **plain, **values}


def area(*items: dict[str, Any], **values: Any) -> Area:
    plain = {"id": "yiwu-jiaoyu", "name": "义务教育", "ministry": "教育部", "source": "指引"}
    return TypeAdapter(Area).validate_python({**plain, "items": items, **values})


AWKWARD = area(
    item("1.1", group="政策文件", elements=["1.甲；乙", "（二）丙", "*丁"], basis=["《甲》、《乙》"],
         publisher=["甲局、乙局"], channels=["other", "website", "credit-china"],
         levels=["village", "city"][::-1], verified=True, verified_fields=["title", "deadline"],
         evidence=["a.cn"], source_urls=["https://example.cn/?a=1&b=2"]),
    item("2.10", title="=1+1", audience={"specific": ["√", "学生、家长"]}, method="request",
         verified="partial", verified_fields=[], incomplete=["title"], note="-", code="001"),
    item("a-1", title="=1+1", elements=["A_x0041_", "<b>&amp;"], deadline={"rule": "text", "text": "及时"},
         after_approval={"when": "批准后", "deadline": {"rule": "annual", "by": "3月31日"},
                         "channels": ["website"], "audience": {"specific": ["村民"]}}),
    item("3.1", group="其他", deadline={"rule": "text", "text": "无"}),
    number=3, topic="教育", source_urls=["https://example.cn/"], complete=False, notes="甲\n乙",
)  # fmt: skip


@pytest.mark.parametrize("one", [AWKWARD, *AREAS], ids=lambda one: one.id)
def test_an_area_comes_back_as_it_was(one: Area, tmp_path: Path) -> None:
    intake = import_workbook(area_xlsx(one), FILE, NOWHERE)
    assert intake.faults == []
    assert [found.area for found in intake.imported] == [one]
    assert write_areas([one], tmp_path, FILE) == []
    assert read_area(tmp_path / f"{one.id}.yaml") == (one, [])


def test_a_workbook_from_before_the_mark_had_a_column_is_read() -> None:
    book = load_workbook_from(area_xlsx(AWKWARD))
    sheet = book["核对信息"]
    labels = [cell.value for cell in sheet[1]]
    said, mark = labels.index("核对情况") + 1, labels.index("核对标记") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, said).value = sheet.cell(row, mark).value
    sheet.delete_cols(mark)
    assert [found.area for found in taken(packed(book)).imported] == [AWKWARD]


def test_who_writes_over_what_follows_from_the_mark_is_told() -> None:
    book = load_workbook_from(area_xlsx(AWKWARD))
    sheet = book["核对信息"]
    labels = [cell.value for cell in sheet[1]]
    sheet.cell(5, labels.index("核对情况") + 1).value = "已核对"
    intake = taken(packed(book))
    assert [found.area for found in intake.imported] == [AWKWARD]
    (fault,) = intake.faults
    assert (fault.code, fault.line, "核对标记" in fault.cure) == ("GK707", 5, True)
    sheet.cell(5, labels.index("核对标记") + 1).value = "已核对"
    intake = taken(packed(book))
    assert (intake.faults, intake.imported[0].area.items[3].compared) == ([], Verified.YES)


def test_a_text_that_was_edited_loses_its_mark_unless_the_mark_was_edited_too(
    tmp_path: Path,
) -> None:
    before = area(item("1.1", verified=True, source_urls=["https://a.gov.cn/"]))
    assert write_areas([before], tmp_path, FILE) == []
    book = load_workbook_from(area_xlsx(before))
    book["义务教育"]["D4"] = "另外的要素"
    (found,) = import_workbook(packed(book), FILE, tmp_path).imported
    (edited,) = found.area.items
    assert (edited.elements, edited.compared) == (("另外的要素",), Verified.PARTLY)
    assert not edited.is_verified("elements")
    sheet = book["核对信息"]
    labels = [cell.value for cell in sheet[1]]
    sheet.cell(2, labels.index("已核对的栏") + 1).value = "全部"
    (found,) = import_workbook(packed(book), FILE, tmp_path).imported
    assert found.area.items[0].compared is Verified.YES


def test_all_areas_in_one_workbook() -> None:
    other = replace(AWKWARD, id="shehui-jiuzhu", name="社会救助")
    areas = [AWKWARD, other, *(one for one in AREAS if one.id not in (AWKWARD.id, other.id))]
    intake = import_workbook(whole_xlsx(areas), FILE, NOWHERE)
    assert intake.faults == []
    assert [found.area for found in intake.imported] == areas


def test_rows_that_were_edited_keep_their_ids() -> None:
    book = load_workbook_from(area_xlsx(AWKWARD))
    sheet = book["义务教育"]
    sheet["C5"] = "改了名"
    sheet.append([5, "其他", "加的一行", "甲", None, "及时公开", "学校"])
    (found,) = import_workbook(packed(book), FILE, NOWHERE).imported
    assert [one.id for one in found.area.items] == ["1.1", "2.11", "2.10", "3.1", "3.2"]
    del sheet
    book = load_workbook_from(area_xlsx(AWKWARD))
    book["义务教育"]["C7"] = "改了名"
    (found,) = import_workbook(packed(book), FILE, NOWHERE).imported
    assert [(one.id, one.title) for one in found.area.items][3] == ("3.1", "改了名")


def load_workbook_from(raw: bytes) -> Any:
    import io

    return load_workbook(io.BytesIO(raw))


@pytest.mark.parametrize("sample", [True, False])
def test_an_organs_own_catalogue_is_no_standard(sample: bool) -> None:
    local = TypeAdapter(LocalArea).validate_python({"area": AWKWARD.id})
    own = LocalCatalogue(organ="wuhai-jyj", source="权责清单", sample=sample)
    raw = organ_xlsx("乌海市教育局", own, [merge(local, AWKWARD)])
    intake = import_workbook(raw, FILE, NOWHERE)
    assert codes(intake.faults) == ["GK709"]
    assert "local" in intake.faults[0].cure
    assert not intake.imported


def test_the_wrong_area_is_refused() -> None:
    intake = import_workbook(area_xlsx(AWKWARD), FILE, NOWHERE, Wishes(area="jiuye"))
    assert codes(intake.faults) == ["GK709"]


_TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(
    [
        "=1",
        "#a",
        "- b",
        "'",
        '"',
        "a: b",
        "null",
        "1.1",
        "是",
        "[",
        "{x}",
        "*a",
        "&b",
        "\t",
        "_x000A_",
    ]
)


@settings(max_examples=60)
@given(_TEXTS, _TEXTS, st.lists(_TEXTS, max_size=3), _TEXTS)
def test_any_text_comes_back(group: str, title: str, elements: list[str], words: str) -> None:
    try:
        one = area(
            item("1.1", group=group, title=title, elements=elements, note=words),
            item("1.2", group=group, title="乙", deadline={"rule": "text", "text": words}),
        )
    except ValidationError:
        return
    intake = import_workbook(area_xlsx(one), FILE, NOWHERE)
    texts = [group, title, words, *elements]
    if all(clean(text)[0] == text for text in texts):
        assert [found.area for found in intake.imported] == [one] or intake.faults
    else:
        assert intake.faults or intake.imported


@settings(max_examples=60)
@given(st.lists(st.lists(_TEXTS, min_size=10, max_size=10), min_size=1, max_size=4))
def test_any_table_is_read_or_reported(rows: list[list[str]]) -> None:
    from gongkai.downloads.catalogue_xlsx import COLUMNS
    from gongkai.downloads.sheets import Book

    book = Book("目录")
    sheet = book.sheet("义务教育", [60] * 10, 1)
    sheet.row([(label, book.head) for _, label, _ in COLUMNS[1:8]] + [
        (label, book.head) for label in ("公开对象", "公开方式", "公开层级")
    ])  # fmt: skip
    for row in rows:
        sheet.row([(text, book.text) for text in row])
    intake = taken(book.finish())
    read = sum(len(found.area.items) for found in intake.imported)
    assert read + len(intake.faults) > 0
    for found in intake.imported:
        for one in found.area.items:
            assert isinstance(one, CatalogueItem)
        assert area_yaml(found.area)
