"""Workbooks as ministries and districts lay them out, and what each of them holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongkai.intake.areas import Intake, Wishes, import_workbook
from gongkai.intake.catalogue_table import Table, read_table
from gongkai.intake.workbook import Workbook as Read
from gongkai.intake.workbook import read_workbook
from gongkai.model.plain import as_plain
from openpyxl import Workbook

FILE = "表.xlsx"
NOWHERE = Path("no-such-folder")


def packed(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(
    rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), title: str = "义务教育"
) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for one in merged:
        sheet.merge_cells(one)
    return packed(book)


def read(raw: bytes) -> Read:
    return read_workbook(raw, FILE)


def table(raw: bytes) -> Table:
    book = read(raw)
    assert not book.faults, [str(fault) for fault in book.faults]
    found = read_table(book.sheets[0], FILE)
    assert found is not None
    return found


def values(found: Table) -> list[dict[str, Any]]:
    """The items as plain data."""
    return [{key: as_plain(v) for key, v in item.values.items()} for item in found.items]


def taken(raw: bytes, folder: Path = NOWHERE, **wishes: Any) -> Intake:
    given = {"area": "yiwu-jiaoyu", "ministry": "教育部", "source": "指引", **wishes}
    return import_workbook(raw, FILE, folder, Wishes(**given))


def codes(faults: Sequence[Any]) -> list[str]:
    return [fault.code for fault in faults]


def rezipped(raw: bytes, **changed: Any) -> bytes:
    """The same package with parts replaced or added; ``/`` is written ``__``, ``.`` as ``_dot_``."""
    out = io.BytesIO()
    parts = {
        name.replace("___", "/_").replace("__", "/").replace("_dot_", "."): content
        for name, content in changed.items()
    }
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_strings(raw: bytes, strings: str) -> bytes:
    """The same package with a table of shared strings, as Excel and WPS write them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        relations = package.read("xl/_rels/workbook.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    one = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    return rezipped(
        raw,
        xl__sharedStrings_dot_xml=strings,
        xl___rels__workbook_dot_xml_dot_rels=relations.replace("</Relationships>", one),
    )


def sheet_xml(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def with_sheet(raw: bytes, content: str | bytes) -> bytes:
    return rezipped(raw, xl__worksheets__sheet1_dot_xml=content)


BOXES = "■政府网站  □政府公报\n■两微一端  □发布会/听证会\n□广播电视  □纸质媒体\n■社区/企事业单位/村公示栏（电子屏）  ■其他（办税服务厅）"
MERGED = sheet_of(
    [
        ["××县义务教育领域基层政务公开标准目录"],
        ["序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体",
         "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None],
        [None, "一级\n事项", "二级\n事项", None, None, None, None, None, "全社会", "特定群众",
         "主动", "依申请", "县级", "乡级"],
        [1, "政策文件", "教育法律", "1.法律名称\n2.发文字号；\n3.正文（含\n附件）",
         "1.《中华人民共和国政府信息公开条例》（国务院令第711号）\n2.《关于全面推进\n政务公开工作的意见》",
         "自信息形成或者变更之日起20个工作日内予以公开", "县教育局、乡镇人民政府", BOXES, "√", None, "√",
         None, "√", "√"],
        [2, None, "重要政策", "文件内容", None, "及时公开", "县教育局", "■精准推送", None,
         "√（学生、家长）", None, "√", "√", None],
        [3, "招生管理", "招生范围", "学区划分；招生计划", "《义务教育法》、《教育法》第十条", "长期公开", "学校",
         "□政府网站", "√", None, "√", None, None, "√"],
        ["注：本表依据教育部标准指引编制。"],
    ],
    ["A1:N1", "B2:C2", "I2:J2", "K2:L2", "M2:N2", *(f"{c}2:{c}3" for c in "ADEFGH"), "B4:B5",
     "E4:E5", "A7:N7"],
)  # fmt: skip
"""Vertical groups merged, channels as boxes in one cell, tick columns beside them."""

TICKS = sheet_of(
    [
        ["附件"],
        [None, "养老服务领域基层政务公开标准目录", None, None],
        [],
        [None, "序号", "事项类别", "公开事项名称", "公开要素", "依据", "时限", "责任主体", "公开渠道", None,
         None, None, "公开对象", None, "公开方式", None, "公开层级", None, None],
        [None, None, None, None, None, None, None, None, "政府门户网站", "两微一端", "村公示栏", "办事大屏",
         "社会公众", "特定群体（群众）", "主动公开", "依申请公开", "旗县级", "苏木镇", "嘎查村"],
        [None, 1, "一、通用政策", "国家和地方政策", "文件名称；发文部门", "《老年人权益保障法》", "信息形成（变更）二十个工作日内",
         "民政部门", "☑", "☑", "☐", "☐", "是", "否", "1", "0", "●", "○", "○"],
        [None, 2, "一、通用政策", "机构名录", "名称、地址", "《养老机构管理办法》\n《政府信息公开条例》", "每20个工作日更新一次",
         "民政部门\n街道办事处", "✔", "□", "✓", "✓", "0", "老年人\n家属", "√", "×", "√", "√", "√"],
    ],
    ["B2:S2", "I4:L4", "M4:N4", "O4:P4", "Q4:S4"],
    "附件2",
)  # fmt: skip
"""A header of two rows below a title, blank columns, a tick column for each channel."""

SPARSE = sheet_of(
    [
        ["公开事项", "公开事项名称", "公开内容", "公开依据", "公开时限", "发布主体", "载体", "公开对象", "公开方式",
         "公开层级", "备注"],
        ["社会救助", "低保政策", "①政策 \n②标准", "《社会救助暂行办法》", "实时", "民政局",
         "政府网站、公开查阅点\n一微一端", "全社会", "主动", "县级、乡级", None],
        [None, "低保对象", "姓名；金额", "—", "公示期不少于7日", "街道", "√政务服务中心\n□其他", "□全社会 ☑特定群体：申请人",
         "依申请公开", "乡、村级", "姓名隐去一字"],
        [None, None, None, None, None, None, None, None, None, None, None],
        ["（二）临时救助"],
        [None, "救助结果", "结果", "/", "自作出决定之日起7日内", "民政局", "☑社区/企事业单位/村公示栏（电子屏）☑入户/现场",
         "社会公众", "☑主动 □依申请", "■县级 □乡级", "/"],
        ["合计", "共3项"],
        ["说明：表内√为必选。"],
    ],
    title="社会救助",
)  # fmt: skip
"""One header row; groups once and blank below, a sub-title, notes and a total at the end."""

ODD = sheet_of(
    [
        ["编码", "一级公开事项", "二级公开事项", "公开内容（要素）", "法律依据", "公开期限", "公开单位", "公开对象", "市级", "区级", "街道"],
        ["0101", "行政许可", "诊所备案", "办理依据", "《医疗机构管理条例》", "自信息形成之日起7个工作日内；法律、法规另有规定的，从其规定", "卫生健康委", "全社会", "R", "R", "¨"],
        [None, None, None, "办理流程", "《基本医疗卫生与健康促进法》", None, None, None, None, None, None],
        ["编码", "一级公开事项", "二级公开事项", "公开内容（要素）", "法律依据", "公开期限", "公开单位", "公开对象", "市级", "区级", "街道"],
        ["0102", "行政许可", "护士注册", "=1+1", "《护士条例》", "视情况", "卫生健康委", None, "R", "看情况", ""],
    ],
    ["A2:A3", "B2:B3", "C2:C3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:J3", "K2:K3"],
    "卫生健康",
)  # fmt: skip
"""Codes, a title over two rows, the header printed again, Wingdings ticks, a formula."""
