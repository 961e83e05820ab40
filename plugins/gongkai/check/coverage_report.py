"""The coverage report as data: figures that add up, and what an editor has to see to.

Comes in: a library and a day. Goes out: ``Report``, which ``coverage_page`` prints and ``as_plain``
turns into JSON. One pass over what ``Coverage`` found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date

from gongkai.model import Catalogue, Library
from gongkai.model.coverage import AreaCoverage, Coverage, ItemCoverage, Standing


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of items; published, empty and overdue add up to all of them."""

    items: int
    published: int
    empty: int
    overdue: int
    late: int
    """How often a record came late: one under two items is counted at each."""

    @property
    def percent(self) -> int:
        """Published of all, rounded down: 100 is everything, 0 is nothing."""
        if not (self.items and self.published):
            return 0
        return max(1, 100 * self.published // self.items)


@dataclass(frozen=True, slots=True)
class OverdueItem:
    """An item that should have been published."""

    key: str
    title: str
    area: str
    due: date
    reason: str
    newest: date | None
    """When something was published under it last."""


@dataclass(frozen=True, slots=True)
class EmptyItem:
    """An item under which nothing was published."""

    id: str
    title: str
    deadline: str


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An organ's part of an area."""

    id: str
    name: str
    figures: Figures
    empty: tuple[EmptyItem, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """Records under an item that is not in their organ's catalogue."""

    key: str
    title: str
    area: str
    records: int


@dataclass(frozen=True, slots=True)
class OrganPart:
    """An organ that has a catalogue."""

    id: str
    name: str
    adopted_on: date | None
    source: str | None
    sample: bool
    figures: Figures
    areas: tuple[AreaPart, ...]
    overdue: tuple[OverdueItem, ...]
    """By the day they were due."""
    strays: tuple[Stray, ...]


@dataclass(frozen=True, slots=True)
class AreaSum:
    """An area over all organs."""

    id: str
    name: str
    organs: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Missing:
    """An organ of ours without a catalogue."""

    id: str
    name: str
    records: int
    """How often its records name an item."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report says."""

    site: str
    day: date
    errors: int
    """Errors of the check: figures may miss what was not read."""
    figures: Figures
    areas: tuple[AreaSum, ...]
    organs: tuple[OrganPart, ...]
    missing: tuple[Missing, ...]
    above: int
    """Organs of higher levels in the register, which are not asked for a catalogue."""
    unknown_years: tuple[int, ...]


def coverage_report(library: Library, day: date, errors: int = 0) -> Report:
    """How every organ's catalogue stands on a day."""
    catalogue = library.catalogue
    coverage = Coverage(library, day)
    strays = _strays(coverage, library)
    organs = tuple(
        _organ(catalogue, organ, coverage.organs[organ], tuple(strays[organ]))
        for organ in _in_order(catalogue, coverage.organs)
    )
    above = [organ.id for organ in catalogue.organs.values() if catalogue.is_above(organ)]
    return Report(
        site=catalogue.site.name,
        day=day,
        errors=errors,
        figures=_sum(organ.figures for organ in organs),
        areas=_areas(catalogue, organs),
        organs=organs,
        missing=_missing(catalogue, coverage, frozenset(above)),
        above=sum(organ not in coverage.organs for organ in above),
        unknown_years=tuple(sorted(coverage.unknown_years)),
    )


def _in_order(catalogue: Catalogue, organs: Iterable[str]) -> list[str]:
    """As in the register; those that are not in it follow."""
    place = {organ: number for number, organ in enumerate(catalogue.organs)}
    return sorted(organs, key=lambda organ: (place.get(organ, len(place)), organ))


def _organ(
    catalogue: Catalogue, organ: str, areas: tuple[AreaCoverage, ...], strays: tuple[Stray, ...]
) -> OrganPart:
    local = catalogue.local[organ]
    parts = tuple(_part(area) for area in areas)
    overdue = [
        found
        for area in areas
        for item in area.items
        if (found := _overdue(area.area.name, item)) is not None
    ]
    return OrganPart(
        id=organ,
        name=catalogue.organ_name(organ),
        adopted_on=local.adopted_on,
        source=local.source,
        sample=local.sample,
        figures=_sum(part.figures for part in parts),
        areas=parts,
        overdue=tuple(sorted(overdue, key=lambda one: one.due)),
        strays=strays,
    )


def _part(area: AreaCoverage) -> AreaPart:
    figures = Figures(
        items=len(area.items),
        published=area.count(Standing.PUBLISHED),
        empty=area.count(Standing.EMPTY),
        overdue=area.count(Standing.OVERDUE),
        late=area.late,
    )
    empty = tuple(
        EmptyItem(one.held.item.id, one.held.item.title, one.held.item.deadline.short)
        for one in area.items
        if one.standing is Standing.EMPTY
    )
    return AreaPart(area.area.id, area.area.name, figures, empty)


def _overdue(area: str, item: ItemCoverage) -> OverdueItem | None:
    if item.overdue is None:
        return None
    newest = item.records[0].published_at.date() if item.records else None
    held = item.held
    return OverdueItem(
        held.key, held.item.title, area, item.overdue.due, item.overdue.reason, newest
    )


def _strays(coverage: Coverage, library: Library) -> dict[str, list[Stray]]:
    found: dict[str, list[Stray]] = defaultdict(list)
    for organ, key, records in coverage.outside(library):
        area = library.catalogue.areas[key.partition("/")[0]]
        item = library.catalogue.item(key)
        assert item is not None  # ``outside`` names items that exist
        found[organ].append(Stray(key, item.title, area.name, records))
    return found


def _areas(catalogue: Catalogue, organs: tuple[OrganPart, ...]) -> tuple[AreaSum, ...]:
    of: dict[str, list[Figures]] = {id: [] for id in catalogue.areas}
    for organ in organs:
        for part in organ.areas:
            of[part.id].append(part.figures)
    return tuple(
        AreaSum(area.id, area.name, len(of[area.id]), _sum(of[area.id]))
        for area in catalogue.areas.values()
    )


def _missing(
    catalogue: Catalogue, coverage: Coverage, above: frozenset[str]
) -> tuple[Missing, ...]:
    records = coverage.without_catalogue()
    return tuple(
        Missing(organ.id, organ.name, records.get(organ.id, 0))
        for organ in catalogue.organs.values()
        if organ.id not in coverage.organs and organ.id not in above
    )


def _sum(figures: Iterable[Figures]) -> Figures:
    columns = list(zip(*map(astuple, figures), strict=True)) or [()] * 5
    return Figures(*map(sum, columns))
