"""Coverage: published, empty, overdue; late; and nothing held against an organ without proof."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from gongkai.model.coverage import (
    AreaCoverage,
    Coverage,
    ItemCoverage,
    Standing,
    next_due,
    timeliness,
)
from gongkai.model.deadline import Deadline
from gongkai.model.records import Record
from gongkai.model.working_days import YearUnknown
from hypothesis import given
from hypothesis import strategies as st
from standard_sources import WITHIN_20, area, item, library, local, record

DAY = date(2026, 6, 30)
ANNUAL = {"rule": "annual"}
PERIODIC = {"rule": "periodic", "every": "20"}
FIVE = {"rule": "within", "days": "5", "from": "信息形成"}


def covered(*records: Record, day: date = DAY, **changes: Any) -> Coverage:
    """One item ``jiaoyu/1.1`` of ``czj``; ``deadline`` and ``method`` are the item's."""
    own = {key: changes.pop(key) for key in ("deadline", "method") if key in changes}
    part = {"area": "jiaoyu", "formed": changes.pop("formed", [])}
    areas, mine = [area("jiaoyu", item("1.1", **own))], [local("czj", part, **changes)]
    return Coverage(library(areas, mine, *records), day)


def only(coverage: Coverage) -> ItemCoverage:
    return coverage.organs["czj"][0].items[0]


def one(*records: Record, day: date = DAY, **changes: Any) -> ItemCoverage:
    return only(covered(*records, day=day, **changes))


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def at(published: str, written: str = "2020-09-01", id: str = "a", **changes: Any) -> Record:
    return record(
        id, "jiaoyu/1.1", written_on=written, published_at=f"{published} 09:00", **changes
    )


# ------------------------------------------------------------------ states


def test_every_item_is_in_one_state_and_they_add_up() -> None:
    items = [item(f"1.{n}", deadline=PERIODIC) for n in range(1, 7)]
    part = {"area": "jiaoyu", "formed": [{"item": "1.6", "on": "2026-01-05", "what": "名单"}]}
    fresh = at("2026-06-25", id="a", catalogue=["jiaoyu/1.1", "jiaoyu/1.2"])
    stale = at("2020-09-02", id="b", catalogue=["jiaoyu/1.3"])
    mine = [local("czj", part, adopted_on=None)]
    coverage = Coverage(library([area("jiaoyu", *items)], mine, fresh, stale), DAY)
    one_area = coverage.organs["czj"][0]
    counts = {standing: one_area.count(standing) for standing in Standing}
    assert counts == {Standing.PUBLISHED: 2, Standing.OVERDUE: 1, Standing.EMPTY: 3}
    assert sum(counts.values()) == len(one_area.items)
    assert one_area.held == 3


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2000)), max_size=8),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2000)), max_size=4),
    st.integers(0, 2100),
)
def test_states_always_add_up(
    published: list[tuple[int, int]], formed: list[tuple[int, int]], today: int
) -> None:
    first = date(2020, 1, 2)
    rules = (WITHIN_20, PERIODIC, ANNUAL, {"rule": "promptly"})
    items = [item(f"1.{n}", deadline=rule) for n, rule in enumerate(rules, 1)]
    records = [
        at(str(first + timedelta(days=n)), str(first), f"r{i}", catalogue=[f"jiaoyu/1.{k}"])
        for i, (k, n) in enumerate(published)
    ]
    events = [
        {"item": f"1.{k}", "on": str(first + timedelta(days=n)), "what": "某事"} for k, n in formed
    ]
    mine = [local("czj", {"area": "jiaoyu", "formed": events})]
    shelf = library([area("jiaoyu", *items)], mine, *records)
    found: AreaCoverage = Coverage(shelf, first + timedelta(days=today)).organs["czj"][0]
    assert sum(found.count(standing) for standing in Standing) == len(items)
    for covered_item in found.items:
        assert 0 <= covered_item.late <= len(covered_item.records)
        assert covered_item.overdue is None or covered_item.overdue.due < first + timedelta(
            days=today
        )


def test_records_of_the_future_and_records_that_are_not_open_do_not_count() -> None:
    assert one(at("2026-07-01")).standing is Standing.EMPTY
    assert one(at("2026-06-30")).standing is Standing.PUBLISHED
    assert one(at("2026-06-01", disclosure="不予公开")).standing is Standing.EMPTY
    on_request = at("2026-06-01", disclosure="依申请公开")
    assert one(on_request).standing is Standing.EMPTY
    assert one(on_request, method="request").standing is Standing.PUBLISHED


def test_records_are_newest_first() -> None:
    records = [at(f"2020-0{n}-02", "2020-01-01", f"r{n}") for n in (3, 5, 4)]
    assert [r.id[-1] for r in one(*records).records] == ["5", "4", "3"]


# ------------------------------------------------------------------ whose


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "czj"},
        {"issuer": "测试市财政局"},
        {"issuer": "zfbgs", "joint_issuers": ["czj"]},
        {"issuer": "zfbgs", "publisher": "czj"},
        {"issuer": "国务院", "publisher": "测试市财政局"},
        {"issuer": "czj", "joint_issuers": ["czj"], "publisher": "czj"},
    ],
)
def test_an_organs_records_are_those_it_issued_or_published(changes: dict[str, Any]) -> None:
    assert len(one(at("2020-09-02", **changes)).records) == 1


def test_others_records_are_not() -> None:
    assert one(at("2020-09-02", issuer="zfbgs")).records == ()


def test_a_joint_record_counts_for_every_organ_and_only_once_under_an_item() -> None:
    joint = record("j", "jiaoyu/1.1", "jiaoyu/1.1", issuer="zfbgs", joint_issuers=["czj"])
    shelf = library([area()], [local("czj"), local("zfbgs")], joint)
    coverage = Coverage(shelf, DAY)
    for organ in ("czj", "zfbgs"):
        assert coverage.organs[organ][0].items[0].records == (joint,)


def test_outside_are_records_under_items_that_the_organ_does_not_have() -> None:
    mine = [local("czj", {"area": "jiaoyu", "select": ["1.1"]})]
    records = [
        record("a", "jiaoyu/1.1"),
        record("b", "jiaoyu/1.2"),
        record("c", "jiaoyu/1.2", "jiaoyu/9.9"),
        record("d", "jiaoyu/1.3", issuer="zfbgs"),
    ]
    shelf = library([area()], mine, *records)
    assert Coverage(shelf, DAY).outside(shelf) == [("czj", "jiaoyu/1.2", 2)]


# ------------------------------------------------------------------ overdue


def test_five_days_over_the_national_day_of_2020() -> None:
    formed = [{"item": "1.1", "on": "2020-09-25", "what": "招生结果"}]
    due = date(2020, 10, 9)  # Sunday 27, 28, 29, 30, and the first day after the holidays
    in_time = one(day=due, deadline=FIVE, formed=formed)
    assert in_time.standing is Standing.EMPTY
    next_day = one(day=due + timedelta(days=1), deadline=FIVE, formed=formed)
    assert next_day.standing is Standing.OVERDUE
    assert next_day.overdue is not None
    assert next_day.overdue.due == due
    assert "招生结果" in next_day.overdue.reason


def test_the_made_up_saturday_counts() -> None:
    formed = [{"item": "1.1", "on": "2020-09-24", "what": "招生结果"}]
    seven = {**FIVE, "days": "7"}
    due = date(2020, 10, 10)
    assert one(day=due, deadline=seven, formed=formed).overdue is None
    after = one(day=due + timedelta(days=1), deadline=seven, formed=formed).overdue
    assert after is not None
    assert after.due == due


def test_what_was_published_since_is_not_awaited() -> None:
    formed = [{"item": "1.1", "on": "2026-01-05", "what": "名单"}]
    assert one(at("2026-01-04"), formed=formed).standing is Standing.OVERDUE
    same_day = at("2026-01-05", "2026-01-05")
    assert one(same_day, formed=formed).standing is Standing.PUBLISHED
    written_before = at("2026-01-06", "2026-01-04")
    assert one(written_before, formed=formed).standing is Standing.OVERDUE


def test_a_record_publishes_one_thing_that_was_formed() -> None:
    formed = [
        {"item": "1.1", "on": "2026-01-06", "what": "乙"},
        {"item": "1.1", "on": "2026-01-05", "what": "甲"},
    ]
    first, second = at("2026-01-08", "2026-01-07", "a"), at("2026-01-09", "2026-01-06", "b")
    overdue = one(first, formed=formed).overdue
    assert overdue is not None
    assert overdue.reason.startswith("乙")
    assert one(first, second, formed=formed).standing is Standing.PUBLISHED


def test_a_duty_of_each_year_begins_with_the_year_of_adoption() -> None:
    """``covered`` adopts on 2020-06-01 unless told otherwise."""
    adopted = {"deadline": ANNUAL, "adopted_on": "2024-01-02"}
    assert one(day=day_of("2024-12-31"), **adopted).standing is Standing.EMPTY
    assert one(day=day_of("2025-01-01"), **adopted).standing is Standing.OVERDUE
    old = at("2023-05-04", "2023-05-04")
    assert one(old, day=day_of("2024-12-31"), **adopted).standing is Standing.PUBLISHED
    assert one(old, day=day_of("2025-01-01"), **adopted).standing is Standing.OVERDUE


@pytest.mark.parametrize(
    ("by", "due"),
    [("一季度", "2026-03-31"), ("第二季度末", "2026-06-30"), ("6月", "2026-06-30"), ("春节", None)],
)
def test_the_end_of_a_year_of_duty_is_read_from_its_words(by: str, due: str | None) -> None:
    found = next_due(Deadline(rule="annual", by=by), day_of("2025-01-15"))
    assert found == (day_of(due) if due else None)


def test_published_after_the_due_day_is_late_and_no_longer_overdue() -> None:
    formed = [{"item": "1.1", "on": "2026-01-05", "what": "名单"}]
    answer = at("2026-06-01", "2026-05-29", "a")
    later = at("2026-06-02", "2026-05-29", "b")
    found = one(answer, later, formed=formed)
    assert (found.standing, found.late) == (Standing.PUBLISHED, 1)


def test_the_earliest_reason_is_given() -> None:
    formed = [
        {"item": "1.1", "on": "2026-03-02", "what": "后"},
        {"item": "1.1", "on": "2026-01-05", "what": "先"},
    ]
    overdue = one(formed=formed).overdue
    assert overdue is not None
    assert overdue.reason.startswith("先")


@pytest.mark.parametrize("rule", ["realtime", "promptly"])
def test_deadlines_without_days_are_never_overdue(rule: str) -> None:
    formed = [{"item": "1.1", "on": "2020-01-06", "what": "名单"}]
    assert one(deadline={"rule": rule}, formed=formed).overdue is None


def test_what_recurs_is_overdue_after_its_period() -> None:
    published = at("2026-05-06")
    due = date(2026, 6, 2)  # Saturday 9 May is made up
    assert one(published, day=due, deadline=PERIODIC).overdue is None
    overdue = one(published, day=due + timedelta(days=1), deadline=PERIODIC).overdue
    assert overdue is not None
    assert (overdue.due, overdue.reason) == (due, "上次公开在2026-05-06，应每20个工作日更新")


def test_a_year_without_publication_is_overdue_when_it_has_ended() -> None:
    published = at("2024-03-01", "2024-02-20")
    assert one(published, day=date(2025, 12, 31), deadline=ANNUAL).overdue is None
    overdue = one(published, day=date(2026, 1, 1), deadline=ANNUAL).overdue
    assert overdue is not None
    assert overdue.due == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("by", "last", "due"),
    [
        (None, "2024-03-01", "2025-12-31"),
        (None, "2024-12-31", "2025-12-31"),
        ("1月31日", "2025-01-20", "2026-01-31"),
        ("1月31日", "2024-12-20", "2026-01-31"),  # early for January
        ("1月31日", "2025-02-10", "2027-01-31"),  # nobody can say for which year
        ("2月底", "2023-02-01", "2024-02-29"),
        ("年底", "2024-03-01", "2025-12-31"),
    ],
)
def test_years_of_duty_end_on_the_day_named(by: str | None, last: str, due: str) -> None:
    deadline = Deadline(rule="annual", by=by)
    assert next_due(deadline, day_of(last)) == day_of(due)


@pytest.mark.parametrize("rule", [ANNUAL, PERIODIC])
def test_what_recurs_and_never_came_counts_from_the_adoption(rule: dict[str, str]) -> None:
    overdue = one(deadline=rule, adopted_on="2020-06-01").overdue
    assert overdue is not None
    assert "还没有公开过" in overdue.reason
    assert one(deadline=rule, adopted_on=None).standing is Standing.EMPTY
    assert one(deadline=rule, adopted_on="2026-06-20").standing is Standing.EMPTY


def test_a_duty_does_not_begin_before_its_adoption() -> None:
    old = at("2018-03-01", "2018-02-20")
    assert one(old, deadline=ANNUAL, adopted_on="2026-03-02").overdue is None
    assert one(old, deadline=ANNUAL, adopted_on=None).overdue is not None


def test_what_is_given_on_request_is_never_overdue() -> None:
    formed = [{"item": "1.1", "on": "2020-01-06", "what": "名单"}]
    assert one(method="request", formed=formed).overdue is None


# ------------------------------------------------------------------ late


@pytest.mark.parametrize(
    ("written", "published", "late"),
    [
        ("2020-09-25", "2020-10-09", 0),
        ("2020-09-25", "2020-10-10", 1),
        ("2020-09-25", "2020-09-24", 0),
    ],
)
def test_late_is_later_than_the_last_day(written: str, published: str, late: int) -> None:
    assert one(at(published, written), deadline=FIVE).late == late


def test_calendar_days_that_end_on_a_holiday_end_after_it() -> None:
    seven = {"rule": "within", "days": "7", "unit": "day", "from": "信息形成"}
    monday = at("2026-06-22", "2026-06-12")  # the 19th to the 21st are holidays
    tuesday = at("2026-06-23", "2026-06-12")
    assert one(monday, deadline=seven).late == 0
    assert one(tuesday, deadline=seven).late == 1
    deadline = Deadline(rule="within", days=7, unit="day", **{"from": "信息形成"})
    took = timeliness(deadline, tuesday)
    assert took is not None
    assert (took.used, took.limit, took.working, took.over) == (11, 7, False, 1)


def test_only_its_maker_can_be_late() -> None:
    obtained = at("2020-12-01", issuer="国务院办公厅", publisher="czj")
    assert one(obtained, deadline=FIVE).late == 0
    assert one(at("2020-12-01", joint_issuers=["zfbgs"]), deadline=FIVE).late == 1


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("信息形成或变更", True),
        ("作出行政决定", True),
        ("制定或获取信息", True),
        ("采购合同签订", True),
        ("收到申请", False),
        ("收到征地批准文件形成", False),
        ("规划批准", False),
        ("本级政府财政部门批复", False),
        ("验收结束", False),
    ],
)
def test_only_periods_from_the_making_can_be_told(start: str, told: bool) -> None:
    deadline = Deadline(rule="within", days=5, **{"from": start})
    assert (timeliness(deadline, at("2020-12-01")) is not None) is told


def test_the_longest_period_counts_where_there_are_exceptions() -> None:
    exception = {"applies_to": "行政处罚", "days": "7", "from": "作出行政决定"}
    assert one(at("2020-09-24"), deadline={**WITHIN_20, "exceptions": [exception]}).late == 0
    assert one(at("2020-09-11"), deadline={**FIVE, "exceptions": [exception]}).late == 1
    assert one(at("2020-09-10"), deadline={**FIVE, "exceptions": [exception]}).late == 0


# ------------------------------------------------------------------ years nobody knows


def test_what_falls_due_in_an_unknown_year_is_not_judged() -> None:
    formed = [{"item": "1.1", "on": "2026-12-24", "what": "名单"}]
    unknown = covered(day=date(2027, 3, 1), formed=formed)
    assert only(unknown).standing is Standing.EMPTY
    assert unknown.unknown_years == {2027}


def test_a_due_day_ahead_needs_no_calendar() -> None:
    formed = [{"item": "1.1", "on": "2026-12-24", "what": "名单"}]
    ahead = covered(day=date(2026, 12, 31), formed=formed)
    assert only(ahead).overdue is None
    assert ahead.unknown_years == set()


def test_one_unknown_year_does_not_hide_the_rest() -> None:
    old = at("2003-06-01", "2003-01-02", "a")
    late = at("2020-12-01", "2020-09-01", "b")
    found = covered(old, late, deadline=FIVE)
    assert only(found).late == 1
    assert found.unknown_years == {2003}


def test_timeliness_says_which_year_is_missing() -> None:
    deadline = Deadline(rule="within", days=20, **{"from": "信息形成"})
    with pytest.raises(YearUnknown):
        timeliness(deadline, at("2027-02-01", "2026-12-24"))
