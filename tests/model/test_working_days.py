"""工作日: the table against a count day by day on the calendar itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import holidays, is_workday, workdays
from gongkai.model.working_days import (
    YearUnknown,
    calendar_days_after,
    is_working_day,
    working_days_after,
    working_days_between,
)

DAY = timedelta(days=1)
EVERY_DAY = [date(2019, 1, 1) + n * DAY for n in range((date(2027, 1, 1) - date(2019, 1, 1)).days)]


def plainly(day: date) -> bool:
    """What the State Council's tables say of a day."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def counted(day: date, count: int) -> date | None:
    """Day by day; None where the count leaves what is known."""
    while count:
        day += DAY
        if day.year > 2026:
            return None
        count -= plainly(day)
    return day


def test_every_day_is_as_the_notices_say() -> None:
    for day in EVERY_DAY:
        assert is_working_day(day) == plainly(day) == is_workday(day), day


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 7, 15, 20, 40])
def test_periods_end_where_a_plain_count_ends(count: int) -> None:
    for day in EVERY_DAY:
        expected = counted(day, count)
        if expected is None:
            with pytest.raises(YearUnknown):
                working_days_after(day, count)
            continue
        assert working_days_after(day, count) == expected, day
        assert working_days_between(day, expected) == count


def test_between_is_a_plain_sum() -> None:
    for start in EVERY_DAY[::97]:
        total = 0
        for day in EVERY_DAY[EVERY_DAY.index(start) + 1 :]:
            total += plainly(day)
            assert working_days_between(start, day) == total
    assert working_days_between(date(2020, 5, 2), date(2020, 5, 2)) == 0
    assert working_days_between(date(2020, 5, 2), date(2020, 5, 1)) == 0


def test_calendar_days_end_on_a_working_day() -> None:
    for day in EVERY_DAY[:-40]:
        end = calendar_days_after(day, 15)
        assert end >= day + 15 * DAY
        assert plainly(end)
        assert not any(plainly(day + n * DAY) for n in range(15, (end - day).days))


@pytest.mark.parametrize(
    ("event", "days", "last"),
    [  # 国办 notices; the examples that were worked out by hand
        ("2020-01-17", 20, "2020-02-21"),
        ("2020-09-24", 7, "2020-10-10"),
        ("2020-09-24", 20, "2020-10-28"),
        ("2020-09-25", 5, "2020-10-09"),
        ("2021-09-15", 7, "2021-09-26"),
        ("2024-02-01", 7, "2024-02-09"),
        ("2026-02-05", 7, "2026-02-14"),
        ("2026-11-23", 20, "2026-12-21"),
    ],
)
def test_known_periods(event: str, days: int, last: str) -> None:
    assert working_days_after(date.fromisoformat(event), days) == date.fromisoformat(last)


def test_made_up_days_are_worked() -> None:
    assert is_working_day(date(2020, 9, 27))  # Sunday
    assert is_working_day(date(2020, 10, 10))  # Saturday
    assert not is_working_day(date(2020, 10, 8))  # Thursday of the holiday


@pytest.mark.parametrize("day", [date(2027, 1, 4), date(2003, 12, 30)])
def test_no_year_is_guessed(day: date) -> None:
    for question in (
        lambda: is_working_day(day),
        lambda: working_days_after(day, 1),
        lambda: calendar_days_after(day, 1),
        lambda: working_days_between(day, day + DAY),
    ):
        with pytest.raises(YearUnknown) as raised:
            question()
        assert raised.value.year == day.year


def test_the_first_year_that_is_missing_is_named() -> None:
    with pytest.raises(YearUnknown) as raised:
        working_days_after(date(2026, 12, 28), 20)
    assert raised.value.year == 2027
    with pytest.raises(YearUnknown) as raised:
        working_days_between(date(2026, 12, 28), date(2029, 1, 1))
    assert raised.value.year == 2027
