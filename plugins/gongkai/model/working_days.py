"""工作日: periods of the law counted on the State Council's holiday calendar.

The day of the event is not counted; day 1 is the next working day; weekends that a notice makes up
for holidays (调休上班) count, holidays do not (民法典 art. 201; 国务院办公厅 yearly notices). The last
working day is a working day by construction. Calendar days run from the next day (art. 201) and end,
where the last one is a holiday, on the first day after the holidays (art. 203).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from chinese_calendar import is_workday

_DAY: Final = timedelta(days=1)


class YearUnknown(Exception):
    """The holidays of a year have not been announced, or the calendar at hand is older."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday calendar for {year}")
        self.year = year


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Raises YearUnknown: no year is guessed."""
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        raise YearUnknown(day.year) from None


@lru_cache(maxsize=4096)
def working_days_after(day: date, count: int) -> date:
    """The last day of a period of ``count`` working days that begins with an event on ``day``."""
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def calendar_days_after(day: date, count: int) -> date:
    """The last day of a period of ``count`` calendar days that begins with an event on ``day``."""
    last = day + count * _DAY
    while not is_working_day(last):
        last += _DAY
    return last


@lru_cache(maxsize=4096)
def working_days_between(day: date, end: date) -> int:
    """How many working days lie after ``day`` up to ``end``; 0 where ``end`` is not later."""
    count = 0
    while day < end:
        day += _DAY
        count += is_working_day(day)
    return count
