"""工作日: periods of the law counted on the State Council's holiday calendar.

The day of the event is not counted; day 1 is the next working day; weekends that a notice makes up
for holidays (调休上班) count, holidays do not (民法典 art. 201; 国务院办公厅 yearly notices). The last
working day is a working day by construction. Calendar days run from the next day (art. 201) and end,
where the last one is a holiday, on the first day after the holidays (art. 203).

Working days stand in one sorted table, so that a period costs the same however long it is.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from chinese_calendar import holidays, workdays

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class YearUnknown(Exception):
    """The holidays of a year have not been announced, or the calendar at hand is older."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday calendar for {year}")
        self.year = year


class _Known(NamedTuple):
    """The years that there are notices for. Days are ordinals."""

    first: int
    last: int
    working: list[int]


@cache
def _known() -> _Known:
    first = date(min(holidays).year, 1, 1).toordinal()
    last = date(max(holidays).year, 12, 31).toordinal()
    days = map(date.fromordinal, range(first, last + 1))
    return _Known(first, last, [day.toordinal() for day in days if _offices_work(day)])


def _offices_work(day: date) -> bool:
    return day in workdays or (day.weekday() < _SATURDAY and day not in holidays)


def _through(day: date) -> int:
    """How many of the known working days lie up to a day."""
    return bisect_right(_known().working, day.toordinal())


def _require(first: date, last: date) -> None:
    """Raise YearUnknown for the first day of a period that no notice covers."""
    known = _known()
    if first.toordinal() < known.first:
        raise YearUnknown(first.year)
    if last.toordinal() > known.last:
        raise YearUnknown(max(first, date.fromordinal(known.last + 1)).year)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Raises YearUnknown: no year is guessed."""
    _require(day, day)
    return _through(day) > _through(day - _DAY)


def working_days_after(day: date, count: int) -> date:
    """The last day of a period of ``count`` working days that begins with an event on ``day``."""
    if not count:
        return day
    known = _known()
    _require(day + _DAY, day + _DAY)
    place = _through(day) + count - 1
    if place >= len(known.working):
        raise YearUnknown(date.fromordinal(known.last + 1).year)
    return date.fromordinal(known.working[place])


def calendar_days_after(day: date, count: int) -> date:
    """The last day of a period of ``count`` calendar days that begins with an event on ``day``."""
    last = day + count * _DAY
    while not is_working_day(last):
        last += _DAY
    return last


def working_days_between(day: date, end: date) -> int:
    """How many working days lie after ``day`` up to ``end``; 0 where ``end`` is not later."""
    if end <= day:
        return 0
    _require(day + _DAY, end)
    return _through(end) - _through(day)
