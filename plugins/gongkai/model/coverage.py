"""Coverage: what of each organ's catalogue has been published, what is empty, what is overdue.

Only what the library itself proves is held against an organ: where its dates do not tell, nothing is
late or overdue. One pass over the records, one over the items: cost grows with both, never with
their product.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, ParamSpec, TypeVar

from gongkai.model.catalogue import Catalogue
from gongkai.model.deadline import Deadline, Unit
from gongkai.model.holdings import Holdings, makers
from gongkai.model.library import Library
from gongkai.model.local_catalogue import Formed, OrganArea, OrganItem
from gongkai.model.records import Record
from gongkai.model.standard_catalogue import Area
from gongkai.model.working_days import (
    YearUnknown,
    calendar_days_after,
    working_days_after,
    working_days_between,
)

Given = ParamSpec("Given")
Made = TypeVar("Made")
_MONTH_DAY: Final = re.compile(r"(1[0-2]|[1-9])月(?:([1-9]|[12]\d|3[01])日|底|末)?")
_QUARTER: Final = re.compile(r"第?([一二三四1-4])季度[底末]?")
_YEAR_END: Final = frozenset({None, "年底", "年末", "当年年底"})


class Standing(StrEnum):
    """How an item of an organ's catalogue stands; every item is in exactly one of them."""

    PUBLISHED = "已公开"
    EMPTY = "暂无内容"
    OVERDUE = "超期"


class Timeliness(NamedTuple):
    """How long a record took, against its item's deadline; days counted as the deadline counts."""

    used: int
    limit: int
    working: bool
    """Working days, else calendar days."""
    over: int
    """Days past the last day in time; 0 where it was kept."""


class Overdue(NamedTuple):
    """Why an item is overdue."""

    due: date
    reason: str


class ItemCoverage(NamedTuple):
    """One item of one organ."""

    held: OrganItem
    records: tuple[Record, ...]
    """The organ's own under this item, newest first."""
    late: int
    """How many of them were published after their time limit."""
    overdue: Overdue | None

    @property
    def standing(self) -> Standing:
        """The one state it is counted in."""
        if self.overdue:
            return Standing.OVERDUE
        return Standing.PUBLISHED if self.records else Standing.EMPTY


class AreaCoverage(NamedTuple):
    """An organ's part of an area; the three figures add up to the number of items."""

    area: Area
    items: tuple[ItemCoverage, ...]

    def count(self, standing: Standing) -> int:
        """How many items stand so."""
        return sum(item.standing is standing for item in self.items)

    @property
    def held(self) -> int:
        """How many items have records, overdue or not."""
        return sum(bool(item.records) for item in self.items)

    @property
    def late(self) -> int:
        """How often a record came late: one under two items is counted at each."""
        return sum(item.late for item in self.items)


class Coverage:
    """Coverage of a library on a day, by the records published until then."""

    def __init__(self, library: Library, day: date) -> None:
        self.day = day
        self.unknown_years: set[int] = set()
        """Years whose holidays nobody knows: what depends on them is not judged."""
        self._catalogue = library.catalogue
        self._holdings = Holdings(library, day)
        self.organs = {
            organ: tuple(self._area(organ, one) for one in areas)
            for organ, areas in library.catalogue.merged.items()
        }
        """Organ id → its areas, in the order of its catalogue."""

    def outside(self, library: Library) -> list[tuple[str, str, int]]:
        """Records under items that are not in their organ's catalogue: organ, item key, how many.

        An organ without a catalogue has nothing outside it.
        """
        own = {
            (organ, item.held.key)
            for organ, areas in self.organs.items()
            for area in areas
            for item in area.items
        }
        return sorted(
            (organ, key, count)
            for (organ, key), count in self._holdings.by_organ()
            if organ in self.organs and (organ, key) not in own and library.catalogue.item(key)
        )

    def without_catalogue(self) -> dict[str, int]:
        """Organs that publish under items and have no catalogue: how often they do."""
        found: dict[str, int] = defaultdict(int)
        for (organ, _), count in self._holdings.by_organ():
            if organ not in self.organs:
                found[organ] += count
        return found

    def _area(self, organ: str, one: OrganArea) -> AreaCoverage:
        awaited: dict[str, list[Formed]] = defaultdict(list)
        for formed in one.local.formed:
            awaited[formed.item].append(formed)
        items = (self._item(organ, held, awaited.get(held.source.id, ())) for held in one.items)
        return AreaCoverage(one.area, tuple(items))

    def _item(self, organ: str, held: OrganItem, formed: Sequence[Formed]) -> ItemCoverage:
        records = self._holdings.of(organ, held)
        if held.method == "request":
            return ItemCoverage(held, tuple(records), 0, None)
        adopted = self._catalogue.local[organ].adopted_on
        reasons = self._reasons(held.deadline, records, formed, adopted)
        overdue = min((reason for reason in reasons if reason.due < self.day), default=None)
        late = len(set(self._late(organ, held, records, formed)))
        return ItemCoverage(held, tuple(records), late, overdue)

    def _late(
        self, organ: str, held: OrganItem, records: Sequence[Record], formed: Sequence[Formed]
    ) -> Iterator[str]:
        """Ids of the records that came late, maybe twice."""
        for record in records:
            if organ in makers(self._catalogue, record):
                took = self._when_known(judged, held, record)
                if took and took.over:
                    yield record.id
        for one, answer in _answered(records, formed):
            due = self._when_known(due_day, held.deadline, one.on) if answer else None
            if answer and due and answer.published_at.date() > due:
                yield answer.id

    def _reasons(
        self,
        deadline: Deadline,
        records: Sequence[Record],
        formed: Sequence[Formed],
        adopted: date | None,
    ) -> Iterator[Overdue]:
        """Everything that has to follow, and by when; it may lie ahead."""
        for one, answer in _answered(records, formed):
            due = self._when_known(due_day, deadline, one.on)
            if due and not answer:
                yield Overdue(due, f"{one.what}：{one.on}形成或变更，至今没有公开")
        newest = records[0].published_at.date() if records else None
        first = self._when_known(first_due, deadline, adopted) if adopted else None
        following = self._when_known(next_due, deadline, newest) if newest else None
        due = max(filter(None, (first, following)), default=None)
        if due:
            last = f"上次公开在{newest}" if newest else f"目录自{adopted}施行，还没有公开过"
            yield Overdue(due, f"{last}，应{deadline.short}")

    def _when_known(
        self, rule: Callable[Given, Made | None], *args: Given.args, **kwargs: Given.kwargs
    ) -> Made | None:
        """What a rule answers; None where it needs a year that nobody knows."""
        try:
            return rule(*args, **kwargs)
        except YearUnknown as unknown:
            if unknown.year <= self.day.year:  # what falls due later than today is not due
                self.unknown_years.add(unknown.year)
            return None


def time_kept(catalogue: Catalogue, key: str, record: Record) -> Timeliness | None:
    """How the organs that made a record kept the time limit of ``<area>/<item>``, the worst first.

    Each by its own catalogue; None where none of them has the item, or no limit can be told.
    """
    took = (
        judged(held, record)
        for organ in makers(catalogue, record)
        if (held := catalogue.held(organ, key))
    )
    return max(filter(None, took), key=lambda one: one.over, default=None)


def judged(held: OrganItem, record: Record) -> Timeliness | None:
    """``timeliness`` of a record that its maker published under an item of its catalogue.

    None where nothing had to be published: under an item of 依申请公开, or a text that is not open.
    Raises YearUnknown.
    """
    if held.method == "request" or not record.open:
        return None
    return timeliness(held.deadline, record)


def timeliness(deadline: Deadline, record: Record) -> Timeliness | None:
    """How a record met a period that runs from its making; None for every other deadline.

    成文日期 stands for the day on which the information was formed or changed (条例 art. 26), so the
    answer holds for the organ that made it: nobody knows when another obtained it. Raises
    YearUnknown.
    """
    if not deadline.runs_from_making:
        return None
    made, published = record.written_on, record.published_at.date()
    due, limit, unit = max(_ends(deadline, made))
    working = unit == "workday"
    between = working_days_between if working else _days_between
    return Timeliness(between(made, published), limit, working, between(due, published))


def due_day(deadline: Deadline, event: date) -> date | None:
    """The last day on which publication is in time; None for deadlines that count from no event.

    Where a deadline has exceptions, the longest period counts: which one holds for a document cannot
    be told. Raises YearUnknown.
    """
    return max((due for due, _, _ in _ends(deadline, event)), default=None)


def next_due(deadline: Deadline, last: date) -> date | None:
    """By when something has to follow what was published last; None where nothing has to.

    Raises YearUnknown.
    """
    if deadline.rule == "annual":
        return _end_of_duty(deadline, last, 1)
    return _after(deadline.unit, last, deadline.every) if deadline.every else None


def first_due(deadline: Deadline, adopted: date) -> date | None:
    """By when something has to be there that nobody has published since the catalogue holds.

    Raises YearUnknown.
    """
    if deadline.rule == "annual":
        return _end_of_duty(deadline, adopted, 0)
    return _after(deadline.unit, adopted, deadline.every) if deadline.every else None


def _ends(deadline: Deadline, event: date) -> Iterator[tuple[date, int, Unit]]:
    """For each period of a deadline its last day, its length and unit."""
    if deadline.days:
        yield _after(deadline.unit, event, deadline.days), deadline.days, deadline.unit
    for other in deadline.exceptions:
        yield _after(other.unit, event, other.days), other.days, other.unit


def _after(unit: Unit, event: date, count: int) -> date:
    return (working_days_after if unit == "workday" else calendar_days_after)(event, count)


def _end_of_duty(deadline: Deadline, day: date, later: int) -> date | None:
    """The end of the year of duty that a day lies in, or of one some years later.

    Years of duty end on the day that the deadline names, else with the calendar year; None where its
    words name no day.
    """
    end = _month_and_day(deadline.by)
    if end is None:
        return None
    year = day.year + ((day.month, day.day) > end) + later
    month, last = end
    return date(year, month, min(last, monthrange(year, month)[1]))


def _month_and_day(by: str | None) -> tuple[int, int] | None:
    if by in _YEAR_END:
        return 12, 31
    if match := _MONTH_DAY.fullmatch(by or ""):
        return int(match[1]), int(match[2] or 31)
    if match := _QUARTER.fullmatch(by or ""):
        return 3 * (1 + "一二三四1234".index(match[1]) % 4), 31
    return None


def _days_between(day: date, end: date) -> int:
    return max(0, (end - day).days)


def _answered(
    records: Sequence[Record], formed: Sequence[Formed]
) -> Iterator[tuple[Formed, Record | None]]:
    """What was formed, oldest first, each with the first record that may publish it.

    A record publishes one thing, and none that came into being after it was written.
    """
    free = list(reversed(records)) if formed else []  # oldest first
    for one in sorted(formed, key=lambda formed: formed.on):
        may = (r for r in free if r.written_on >= one.on and r.published_at.date() >= one.on)
        answer = next(may, None)
        if answer:
            free.remove(answer)
        yield one, answer
