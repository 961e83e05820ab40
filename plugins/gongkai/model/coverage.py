"""Coverage: what of each organ's catalogue has been published, what is empty, what is overdue.

One pass over the records, one over the items: cost grows with both, never with their product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from gongkai.model.catalogue import Catalogue
from gongkai.model.deadline import Deadline
from gongkai.model.library import Library
from gongkai.model.local_catalogue import Formed, OrganItem
from gongkai.model.records import Record
from gongkai.model.standard_catalogue import Area
from gongkai.model.working_days import (
    YearUnknown,
    calendar_days_after,
    working_days_after,
    working_days_between,
)

_ARRIVALS: Final = "收到"
"""A period that runs from an arrival cannot be told from a document's own date."""


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

    @property
    def over(self) -> int:
        """Days past the limit; 0 where it was kept."""
        return max(0, self.used - self.limit)


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


class Coverage:
    """Coverage of a library on a day."""

    def __init__(self, library: Library, day: date) -> None:
        self.day = day
        self.unknown_years: set[int] = set()
        """Years whose holidays nobody knows yet: what falls due in them is not judged."""
        self._records = _by_organ_and_item(library)
        self.organs = {
            organ: tuple(self._area(organ, one.area, one.items, one.local.formed) for one in areas)
            for organ, areas in library.catalogue.merged.items()
        }
        """Organ id → its areas, in the order of its catalogue."""

    def records(self, organ: str, item: str) -> list[Record]:
        """What an organ published under ``<area>/<item>``, newest first."""
        return self._records.get((organ, item), [])

    def outside(self, library: Library) -> list[tuple[str, str, int]]:
        """Records under items that are not in their organ's catalogue: organ, item key, how many."""
        own = {
            (organ, item.held.key)
            for organ, areas in self.organs.items()
            for area in areas
            for item in area.items
        }
        return sorted(
            (organ, key, len(records))
            for (organ, key), records in self._records.items()
            if (organ, key) not in own and library.catalogue.item(key)
        )

    def _area(
        self, organ: str, area: Area, items: tuple[OrganItem, ...], formed: tuple[Formed, ...]
    ) -> AreaCoverage:
        awaited = defaultdict(list)
        for one in formed:
            awaited[one.item].append(one)
        return AreaCoverage(
            area, tuple(self._item(organ, held, awaited.get(held.source.id, [])) for held in items)
        )

    def _item(self, organ: str, held: OrganItem, formed: list[Formed]) -> ItemCoverage:
        records = self._records.get((organ, held.key), ())
        deadline = held.deadline
        late = 0
        overdue = None
        try:
            late = sum(bool(t and t.over) for t in (timeliness(deadline, r) for r in records))
            overdue = _overdue(deadline, records, formed, self.day)
        except YearUnknown as unknown:
            self.unknown_years.add(unknown.year)
        return ItemCoverage(held, tuple(records), late, overdue)


def timeliness(deadline: Deadline, record: Record) -> Timeliness | None:
    """How a record met a period that runs from its making; None for deadlines without days.

    成文日期 stands for the day on which the information was formed or changed (条例 art. 26). Raises
    YearUnknown.
    """
    if deadline.days is None or (deadline.start or "").startswith(_ARRIVALS):
        return None
    made, published = record.written_on, record.published_at.date()
    working = deadline.unit == "workday"
    used = working_days_between(made, published) if working else (published - made).days
    return Timeliness(max(0, used), deadline.days, working)


def due_day(deadline: Deadline, event: date) -> date | None:
    """The last day on which publication is in time; None for deadlines without days.

    Raises YearUnknown.
    """
    if deadline.days is None:
        return None
    return _after(deadline, event, deadline.days)


def _after(deadline: Deadline, event: date, count: int) -> date:
    after = working_days_after if deadline.unit == "workday" else calendar_days_after
    return after(event, count)


def _overdue(
    deadline: Deadline, records: Sequence[Record], formed: list[Formed], day: date
) -> Overdue | None:
    """The earliest reason for which something should be published by now and is not."""
    reasons = []
    newest = records[0].published_at.date() if records else None
    for one in formed:
        due = due_day(deadline, one.on)
        if due and due < day and not (newest and newest >= one.on):
            reasons.append(Overdue(due, f"{one.what}：{one.on}形成或变更，至今没有公开"))
    if deadline.rule == "periodic" and deadline.every and newest:
        due = _after(deadline, newest, deadline.every)
        if due < day:
            reasons.append(Overdue(due, f"上次公开在{newest}，应{deadline.short}"))
    if deadline.rule == "annual" and newest and newest.year < day.year - 1:
        due = date(newest.year + 1, 12, 31)
        reasons.append(Overdue(due, f"应{deadline.short}，上次公开在{newest.year}年"))
    return min(reasons, default=None)


def _by_organ_and_item(library: Library) -> dict[tuple[str, str], list[Record]]:
    """Records by organ and catalogue item, newest first; an organ's are those it made or published."""
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in library.records.values():
        if record.catalogue:
            organs = _organs(library.catalogue, record)
            for key in dict.fromkeys(record.catalogue):
                for organ in organs:
                    found[organ, key].append(record)
    for records in found.values():
        records.sort(key=lambda r: r.published_at, reverse=True)
    return found


def _organs(catalogue: Catalogue, record: Record) -> list[str]:
    written = (record.issuer, *record.joint_issuers, record.publisher)
    organs = (catalogue.organ(name) for name in written if name)
    return list(dict.fromkeys(organ.id for organ in organs if organ))
