"""Catalogues made by hand, with what is awkward in a spreadsheet."""

from __future__ import annotations

from typing import Any

from gongkai.model.local_catalogue import LocalArea, LocalCatalogue, OrganArea, merge
from gongkai.model.standard_catalogue import Area
from pydantic import TypeAdapter

TWENTY_DAYS = {"rule": "within", "days": 20, "unit": "workday", "from": "信息形成或变更"}


def item(id: str, **values: Any) -> dict[str, Any]:
    plain = {"group": "招生管理", "title": f"事项{id}", "elements": ["要素"]}
    return {"id": id, "deadline": TWENTY_DAYS, **plain, **values}


def area(*items: dict[str, Any], **values: Any) -> Area:
    plain = {"id": "yiwu-jiaoyu", "name": "义务教育", "ministry": "教育部", "source": "指引"}
    return TypeAdapter(Area).validate_python({**plain, "items": items, **values})


EDUCATION = area(
    item(
        "1.1",
        group="政策文件",
        elements=["《教育法》", "《义务教育法》"],
        basis=["《政府信息公开条例》", "《统计法》"],
        publisher=["教育行政部门", "学校"],
        channels=["website", "credit-china", "other"],
        levels=["city", "county"],
        verified=True,
        verified_fields=["title", "deadline"],
        evidence=["yr.gov.cn", "example.cn"],
        source_urls=["https://example.cn/1?a=1&b=2"],
    ),
    item(
        "2.10",
        audience={"specific": ["学生", "家长"]},
        method="request",
        levels=["town", "village"],
        verified="partial",
        verified_fields=[],
        incomplete=["title", "channels"],
        note="=1+1",
        code="001",
    ),
    item("2.11", title="=HYPERLINK(A1)", elements=["-甲", "+乙"], publisher=["@丙"]),
    item(
        "2.12",
        title="<r><t>标记</t></r>",
        elements=["a < b & c > d", "《标准》_x0041_"],
        after_approval={
            "when": "批准后",
            "deadline": {"rule": "annual", "by": "3月31日"},
            "channels": ["website"],
        },
    ),
    item("3.1", group="教师管理", basis=[], channels=["gazette"]),
    number=3,
    topic="教育",
    source_urls=["https://example.cn/"],
    complete=False,
    notes="第一行\n第二行",
)

OTHER = area(item("1", group="救助"), id="shehui-jiuzhu", name="社会救助", ministry="民政部")

ORGAN = "乌海市教育局"


LOCAL = LocalCatalogue(organ="wuhai-jyj")
SAMPLE = TypeAdapter(LocalCatalogue).validate_python(
    {"organ": "wuhai-jyj", "source": "=权责清单", "adopted_on": "2024-03-01", "sample": True}
)


def of_organ(**values: Any) -> tuple[OrganArea, ...]:
    local = TypeAdapter(LocalArea).validate_python({"area": EDUCATION.id, **values})
    return (merge(local, EDUCATION),)


HELD = of_organ(
    select=["1.1", "2.10", "2.11"],
    why="权责清单里没有",
    change=[{"item": "1.1", "title": "教育法律法规", "basis": ["《教育法》"], "why": "改名"}],
    add=[item("L1", group="本级增加", title="学位预警", why="家长关心", code="+1")],
)
