"""Tables in several layouts: every field of every item."""

from __future__ import annotations

from workbooks import MERGED, ODD, SPARSE, TICKS, codes, sheet_of, table, values

TWENTY = {"rule": "within", "days": 20, "from": "信息形成或者变更"}


def test_merged_groups_with_boxes_in_one_cell() -> None:
    found = table(MERGED)
    law, policy, enrolment = values(found)
    assert found.area_name == "××县义务教育"
    assert law == {
        "title": "教育法律",
        "group": "政策文件",
        "elements": ["法律名称", "发文字号", "正文（含附件）"],
        "basis": [
            "《中华人民共和国政府信息公开条例》（国务院令第711号）",
            "《关于全面推进政务公开工作的意见》",
        ],
        "deadline": TWENTY,
        "publisher": ["县教育局", "乡镇人民政府"],
        "channels": ["website", "new-media", "notice-board", "other"],
        "audience": "all",
        "method": "active",
        "levels": ["county", "town"],
        "note": "其他渠道：办税服务厅",
    }
    assert policy == {
        "title": "重要政策",
        "group": "政策文件",
        "elements": ["文件内容"],
        "basis": law["basis"],
        "deadline": {"rule": "promptly"},
        "publisher": ["县教育局"],
        "channels": ["targeted"],
        "audience": {"specific": ["学生", "家长"]},
        "method": "request",
        "levels": ["county"],
    }
    assert enrolment == {
        "title": "招生范围",
        "group": "招生管理",
        "elements": ["学区划分", "招生计划"],
        "basis": ["《义务教育法》", "《教育法》第十条"],
        "deadline": {"rule": "text", "text": "长期公开"},
        "publisher": ["学校"],
        "channels": [],
        "audience": "all",
        "method": "active",
        "levels": ["town"],
    }
    assert [(fault.code, fault.line) for fault in found.faults] == [("GK707", 4), ("GK708", 7)]
    assert "H4" in found.faults[0].message
    assert found.other_deadlines == 1


def test_tick_columns_for_each_channel() -> None:
    found = table(TICKS)
    policy, institutions = values(found)
    assert found.area_name == "养老服务"
    assert policy == {
        "title": "国家和地方政策",
        "group": "通用政策",
        "elements": ["文件名称", "发文部门"],
        "basis": ["《老年人权益保障法》"],
        "deadline": {"rule": "within", "days": 20, "from": "信息形成（变更）"},
        "publisher": ["民政部门"],
        "channels": ["website", "new-media"],
        "audience": "all",
        "method": "active",
        "levels": ["county"],
    }
    assert institutions == {
        "title": "机构名录",
        "group": "通用政策",
        "elements": ["名称、地址"],
        "basis": ["《养老机构管理办法》", "《政府信息公开条例》"],
        "deadline": {"rule": "periodic", "every": 20},
        "publisher": ["民政部门", "街道办事处"],
        "channels": ["website", "notice-board", "other"],
        "audience": {"specific": ["老年人", "家属"]},
        "method": "active",
        "levels": ["county", "town", "village"],
        "note": "其他渠道：办事大屏",
    }
    assert [(fault.code, fault.line) for fault in found.faults] == [("GK707", 7)]


def test_groups_once_and_notes_at_the_end() -> None:
    found = table(SPARSE)
    policy, people, result = values(found)
    assert policy == {
        "title": "低保政策",
        "group": "社会救助",
        "elements": ["政策", "标准"],
        "basis": ["《社会救助暂行办法》"],
        "deadline": {"rule": "realtime"},
        "publisher": ["民政局"],
        "channels": ["website", "reading-point", "new-media"],
        "audience": "all",
        "method": "active",
        "levels": ["county", "town"],
    }
    assert people == {
        "title": "低保对象",
        "group": "社会救助",
        "elements": ["姓名", "金额"],
        "basis": [],
        "deadline": {"rule": "posting", "min_days": 7, "unit": "day"},
        "publisher": ["街道"],
        "channels": ["service-centre"],
        "audience": {"specific": ["申请人"]},
        "method": "request",
        "levels": ["town", "village"],
        "note": "姓名隐去一字",
    }
    assert result == {
        "title": "救助结果",
        "group": "临时救助",
        "elements": ["结果"],
        "basis": [],
        "deadline": {"rule": "within", "days": 7, "unit": "day", "from": "作出决定"},
        "publisher": ["民政局"],
        "channels": ["notice-board", "on-site"],
        "audience": "all",
        "method": "active",
        "levels": ["county"],
    }
    assert [(fault.code, fault.line) for fault in found.faults] == [("GK708", 7), ("GK708", 8)]


def test_codes_joined_rows_and_what_cannot_be_read() -> None:
    found = table(ODD)
    clinic, nurse = values(found)
    assert clinic == {
        "title": "诊所备案",
        "group": "行政许可",
        "elements": ["办理依据", "办理流程"],
        "basis": ["《医疗机构管理条例》", "《基本医疗卫生与健康促进法》"],
        "deadline": {
            "rule": "within",
            "days": 7,
            "from": "信息形成",
            "note": "法律、法规另有规定的，从其规定",
        },
        "publisher": ["卫生健康委"],
        "audience": "all",
        "levels": ["city", "county"],
        "code": "0101",
    }
    assert nurse == {
        "title": "护士注册",
        "group": "行政许可",
        "elements": [],
        "basis": ["《护士条例》"],
        "deadline": {"rule": "text", "text": "视情况"},
        "publisher": ["卫生健康委"],
        "audience": "all",
        "levels": ["city"],
        "code": "0102",
    }
    assert found.items[1].incomplete == ["elements", "audience", "levels"]
    said = [fault.message for fault in found.faults]
    assert codes(found.faults) == ["GK707"] * 3
    assert [place in one for place, one in zip(("D5", "H5", "J5"), said, strict=True)] == [True] * 3
    assert "公式" in said[0]


def test_a_title_is_all_that_an_item_needs() -> None:
    found = table(sheet_of([["二级事项", "公开内容", "公开依据", "公开时限"], ["只有名称"]]))
    assert values(found) == [
        {
            "title": "只有名称",
            "group": "只有名称",
            "elements": [],
            "basis": [],
            "deadline": {"rule": "text", "text": "未写明"},
        }
    ]
    assert found.items[0].incomplete == ["group", "elements", "deadline"]
    assert codes(found.faults) == ["GK707"] * 3


def test_columns_that_nobody_knows_are_named() -> None:
    rows = [
        ["二级事项", "公开内容", "公开依据", "公开时限", "廉政风险"],
        ["甲", "乙", "丙", "及时", "高"],
    ]
    found = table(sheet_of(rows))
    assert ["廉政风险" in fault.message for fault in found.faults if fault.code == "GK704"] == [
        True
    ]


def test_other_sheets_are_no_tables() -> None:
    from gongkai.intake.catalogue_table import read_table
    from workbooks import FILE, read

    book = read(sheet_of([["姓名", "电话"], ["甲", "1"]]))
    assert read_table(book.sheets[0], FILE) is None
