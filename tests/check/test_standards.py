"""Rules on the standard catalogues: each finding once, at its line, with a cure that helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.check import findings
from gongkai.load import Loaded
from gongkai.load.standards import places_in_standards
from gongkai.model import Diagnostic, Level
from sources import source, write
from standard_sources import area, item, local, write_standards

DAY = date(2026, 6, 30)
Finder = Callable[..., list[Diagnostic]]
ELSEWHERE = ("GK501", "GK511", "GK512", "GK515")
LOCAL = "catalogue/local/czj.yaml"


@pytest.fixture
def found(loaded: Callable[..., Loaded], tmp_path: Path) -> Finder:
    """Findings over areas, local catalogues, and one record for each list of catalogue items."""

    def find(
        *locals_: dict[str, Any],
        areas: list[dict[str, Any]] | None = None,
        under: tuple[list[str], ...] = (),
        raw: dict[str, str | bytes] | None = None,
    ) -> list[Diagnostic]:
        write_standards(tmp_path / "catalogue", [area()] if areas is None else areas, [*locals_])
        write(tmp_path / "catalogue", raw or {})
        records: dict[str, str | bytes] = {"guide.md": "# 指南"} | {
            f"policy/2020/r{n}.md": source(catalogue=entries) for n, entries in enumerate(under)
        }
        every = findings(loaded(records), DAY)
        return [fault for fault in every if fault.code not in ELSEWHERE]

    return find


def part(**values: Any) -> dict[str, Any]:
    return {"area": "jiaoyu", **values}


def codes(faults: list[Diagnostic]) -> list[str]:
    return [fault.code for fault in faults]


def test_good_catalogues_have_no_findings(found: Finder) -> None:
    change = {"item": "1.1", "why": "改名", "title": "新名"}
    added = {**item("L1"), "why": "本级增加"}
    formed = [
        {"item": "1.1", "on": "2026-06-29", "what": "甲"},
        {"item": "L1", "on": "2026-06-29", "what": "乙"},
    ]
    mine = part(select=["1.1"], why="权责清单", change=[change], add=[added], formed=formed)
    entries = ["jiaoyu/1.1", "jiaoyu/1.3", "jiaoyu/L1"]
    assert found(local("czj", mine), local("zfbgs"), under=(entries,)) == []


# ------------------------------------------------------------------ records


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("jiaoyu/1.10", "是不是jiaoyu/1.1？"),
        ("jiaoyu/L11", "是不是jiaoyu/L1？"),
        ("jiaoyv/1.1", "是不是jiaoyu/1.1？"),
        ("jiaoyu", "应写成“领域/事项”，如jiaoyu/1.1"),
        ("1.1", "应写成“领域/事项”，领域是catalogue/areas/里的文件名"),
        ("jiaoyu/招生", "请在“领域jiaoyu”领域的目录里核对事项编号"),
    ],
)
def test_a_record_names_items_that_exist(found: Finder, written: str, cure: str) -> None:
    mine = local("czj", part(add=[{**item("L1"), "why": "增加"}]))
    (fault,) = found(mine, under=(["jiaoyu/1.1", written],))
    assert (fault.file, fault.code, fault.level) == ("policy/2020/r0.md", "GK340", Level.ERROR)
    assert written in fault.message
    assert fault.cure == cure


def test_the_line_is_the_entrys(found: Finder, tmp_path: Path) -> None:
    (fault,) = found(under=(["jiaoyu/1.1", "jiaoyu/7"],))
    lines = (tmp_path / "content/policy/2020/r0.md").read_text("utf-8").split("\n")
    assert lines[fault.line - 1].strip() == "- jiaoyu/7"


def test_without_areas_nothing_is_missing(found: Finder) -> None:
    assert found(areas=[], under=(["jiaoyu/1.1"],)) == []


def test_what_a_faulty_file_may_hold_is_not_missing(found: Finder) -> None:
    broken: dict[str, str | bytes] = {"areas/jiuye.yaml": "id: jiuye\n"}
    faults = found(raw=broken, under=(["jiuye/1.1", "jiaoyu/1.1", "jiaoyu/8"],))
    missing = [fault.message for fault in faults if fault.code == "GK340"]
    assert missing == ["标准目录里没有事项“jiaoyu/8”"]


def test_an_item_that_did_not_parse_is_not_missing(found: Finder) -> None:
    areas = [area("jiaoyu", item("1.1"), item("1.2", method="mail"))]
    mine = local("czj", part(select=["1.1", "1.2"]))
    assert codes(found(mine, areas=areas, under=(["jiaoyu/1.2"],))) == ["GK206"]


def test_what_a_faulty_organ_may_have_added_is_not_missing(found: Finder) -> None:
    broken: dict[str, str | bytes] = {"local/czj.yaml": "organ: czj\nareas: 甲\n"}
    assert codes(found(raw=broken, under=(["jiaoyu/L1"],))) == ["GK205"]


# ------------------------------------------------------------------ what organs make of areas


@pytest.mark.parametrize(
    ("values", "key", "code", "cure"),
    [
        (part(area="jiaoyv"), ("area",), "GK521", "是不是jiaoyu？"),
        (part(area="xxx"), ("area",), "GK521", "请写catalogue/areas/里的文件名"),
        (part(select=["1.1", "1.22", "1.2", "1.3"]), ("select", 1), "GK522", "是不是1.2？"),
        (
            part(change=[{"item": "1.33", "why": "改", "title": "新"}]),
            ("change", 0, "item"),
            "GK522",
            "是不是1.3？",
        ),
        (
            part(formed=[{"item": "x", "on": "2026-01-05", "what": "某"}]),
            ("formed", 0, "item"),
            "GK522",
            "请核对事项编号",
        ),
        (
            part(select=["1.1", "1.2", "1.3", "L1"], add=[{**item("L1"), "why": "加"}]),
            ("select", 3),
            "GK522",
            "本机关增加的事项不用写在select里，请直接写在add里",
        ),
        (
            part(add=[{**item("1.1"), "why": "加"}]),
            ("add", 0, "id"),
            "GK523",
            "请换一个编号；只改标准目录的事项请写在change里",
        ),
        (
            part(add=[{**item("L1"), "why": "加"}, {**item("l1"), "why": "加"}]),
            ("add", 1, "id"),
            "GK524",
            "请只留一处",
        ),
        (part(select=["1.1", "1.2", "1.3", "1.1"]), ("select", 3), "GK524", "请只留一处"),
        (
            part(
                change=[
                    {"item": "1.1", "why": "改", "title": "甲"},
                    {"item": "1.1", "why": "改", "title": "乙"},
                ]
            ),
            ("change", 1, "item"),
            "GK524",
            "请只留一处",
        ),
        (
            part(change=[{"item": "1.1", "why": "改", "title": "事项1.1"}]),
            ("change", 0),
            "GK525",
            "请写上要改的栏，或删去这一条",
        ),
        (
            part(select=["1.1"], why="权责", change=[{"item": "1.2", "why": "改", "title": "新"}]),
            ("change", 0, "item"),
            "GK526",
            "请在select里加上它，或删去这一条change",
        ),
        (
            part(
                select=["1.1"],
                why="权责",
                formed=[{"item": "1.2", "on": "2026-01-05", "what": "某"}],
            ),
            ("formed", 0, "item"),
            "GK526",
            "请在select里加上它，或删去这一条formed",
        ),
        (
            part(select=["1.1"]),
            ("select",),
            "GK527",
            "请加上why，写明依据权责清单、公共服务事项清单的哪些内容",
        ),
    ],
)
def test_each_fault_of_a_part_stands_at_its_line(
    found: Finder,
    tmp_path: Path,
    values: dict[str, Any],
    key: tuple[str | int, ...],
    code: str,
    cure: str,
) -> None:
    (fault,) = found(local("czj", values))
    line = places_in_standards(tmp_path / "catalogue", "local/czj.yaml")(("areas", 0, *key))
    assert (fault.file, fault.line, fault.code, fault.cure) == (LOCAL, line, code, cure)
    assert line > 1


def test_levels(found: Finder) -> None:
    (reason,) = found(local("czj", part(select=["1.1"])))
    (same,) = found(local("czj", part(change=[{"item": "1.1", "why": "改"}])))
    assert (reason.level, same.level) == (Level.WARNING, Level.ADVICE)


def test_a_select_of_everything_needs_no_reason(found: Finder) -> None:
    assert found(local("czj", part(select=["1.1", "1.2", "1.3"]))) == []


def test_what_has_no_days_cannot_be_awaited(found: Finder) -> None:
    items = [item("1.1", deadline={"rule": "promptly"}), item("1.2", method="request")]
    events = [{"item": id, "on": "2026-06-29", "what": "某"} for id in ("1.1", "1.2")]
    faults = found(local("czj", part(formed=events)), areas=[area("jiaoyu", *items)])
    assert codes(faults) == ["GK525", "GK525"]
    assert "及时公开" in faults[0].message
    assert "依申请公开" in faults[1].message


def test_an_organ_may_set_the_days_itself(found: Finder) -> None:
    days = {"rule": "within", "days": "3", "from": "信息形成"}
    mine = part(
        change=[{"item": "1.1", "why": "承诺", "deadline": days}],
        formed=[{"item": "1.1", "on": "2026-06-29", "what": "某"}],
    )
    areas = [area("jiaoyu", item("1.1", deadline={"rule": "promptly"}))]
    assert found(local("czj", mine), areas=areas) == []


def test_a_change_against_the_organs_own_general_word_has_an_effect(found: Finder) -> None:
    change = {"item": "1.1", "why": "仍由教育部门公开", "publisher": ["教育部门"]}
    assert found(local("czj", part(publisher=["财政局"], change=[change]))) == []


def test_two_organs_cannot_add_the_same_number(found: Finder) -> None:
    added = part(add=[{**item("L1"), "why": "加"}])
    (fault,) = found(local("czj", added), local("zfbgs", added))
    assert (fault.file, fault.code) == ("catalogue/local/zfbgs.yaml", "GK523")
    assert LOCAL in fault.message


def test_the_same_number_in_another_area_is_another_item(found: Finder) -> None:
    added = [{**item("L1"), "why": "加"}]
    mine, theirs = {"area": "jiaoyu", "add": added}, {"area": "jiuye", "add": added}
    areas = [area("jiaoyu"), area("jiuye")]
    assert found(local("czj", mine), local("zfbgs", theirs), areas=areas) == []


def test_an_area_stands_once_in_a_file(found: Finder) -> None:
    (fault,) = found(local("czj", part(), part()))
    assert (fault.code, fault.level) == ("GK524", Level.ERROR)


def test_the_organ_is_in_the_register(found: Finder) -> None:
    (fault,) = found(local("czjj"))
    assert (fault.file, fault.line, fault.code) == ("catalogue/local/czjj.yaml", 1, "GK520")
    assert fault.cure == "是不是czj？文件名也要改"


def test_a_catalogue_without_a_day_is_told_what_that_means(found: Finder) -> None:
    (fault,) = found(local("czj", adopted_on=None))
    assert (fault.code, fault.level) == ("GK528", Level.ADVICE)


def test_a_faulty_local_file_is_mended_first(found: Finder) -> None:
    broken: dict[str, str | bytes] = {
        "local/czj.yaml": "organ: czj\nareas:\n- {area: jiaoyu, select: [9]}\n- {area: x y}\n"
    }
    assert codes(found(raw=broken)) == ["GK206"]


# ------------------------------------------------------------------ areas


def test_an_areas_topic_is_a_main_topic(found: Finder) -> None:
    assert found(areas=[area(topic="综合政务")]) == []
    (fault,) = found(areas=[area(topic="综合政务/政务公开")])
    assert (fault.file, fault.code) == ("catalogue/areas/jiaoyu.yaml", "GK332")
    assert fault.line > 1
    assert fault.cure == "是不是综合政务？"


def test_an_area_that_nobody_compared_is_advice(found: Finder) -> None:
    nothing = [item("1.1", verified=False), item("1.2", verified=False)]
    (fault,) = found(areas=[area("jiaoyu", *nothing)])
    assert (fault.code, fault.level) == ("GK529", Level.ADVICE)
    assert "2个事项" in fault.message
    some = [*nothing, item("1.3", verified="partial")]
    assert found(areas=[area("jiaoyu", *some)]) == []
    fields = item("1.1", verified=False, verified_fields=["title"])
    assert found(areas=[area("jiaoyu", fields)]) == []


def test_a_build_locates_errors_alone(loaded: Callable[..., Loaded], tmp_path: Path) -> None:
    mine = local("czj", part(select=["1.1"]), {"area": "none"})
    write_standards(tmp_path / "catalogue", [area()], [mine])
    every = findings(loaded({"guide.md": "# 指南"}), DAY, every_line=False)
    lines = {fault.code: fault.line for fault in every if fault.file == LOCAL}
    assert lines["GK527"] == 1
    assert lines["GK521"] > 1


def test_what_a_slip_leaves_out_needs_no_reason(found: Finder) -> None:
    faults = found(local("czj", part(select=["1.1", "1.22", "1.3"])))
    assert codes(faults) == ["GK522"]


def test_two_areas_of_one_name_are_told_apart(found: Finder) -> None:
    areas = [area("a", name="教育"), area("b", name="教育"), area("c", name="就业")]
    (fault,) = found(areas=areas)
    assert (fault.file, fault.line, fault.code) == ("catalogue/areas/b.yaml", 2, "GK530")
    assert fault.level is Level.WARNING
    assert "areas/a.yaml" in fault.message


def test_specific_groups_have_names(found: Finder) -> None:
    (fault,) = found(areas=[area("jiaoyu", item(audience={"specific": []}))])
    assert fault.code == "GK208"
    assert "特定群体" in fault.cure
