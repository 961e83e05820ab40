"""An organ's own catalogue: the standard's items that are its duty, without copying them.

公开工作要点 三: each organ compiles its catalogue from the ministries' guidelines and its own duty list
(权责清单) and list of public services. A file in ``local/`` says only what differs from the standard
and why; ``merge`` makes the catalogue and keeps the account of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Final, NamedTuple

from pydantic import BeforeValidator, ConfigDict
from pydantic.dataclasses import dataclass

from gongkai.model.deadline import Deadline
from gongkai.model.fields import Day, Flag, Id, Line, Text
from gongkai.model.records import Lines
from gongkai.model.standard_catalogue import (
    Area,
    Audience,
    CatalogueItem,
    Channel,
    Column,
    ItemId,
    LevelName,
    Method,
)

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)


def _empty_if_null(value: Any) -> Any:
    return () if value is None else value


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ItemChange:
    """One item of the standard that the organ narrows, renames or adapts."""

    item: ItemId
    why: Line
    group: Line | None = None
    title: Line | None = None
    elements: Lines | None = None
    basis: Lines | None = None
    deadline: Deadline | None = None
    publisher: Lines | None = None
    channels: tuple[Channel, ...] | None = None
    audience: Audience | None = None
    method: Method | None = None
    levels: tuple[LevelName, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class AddedItem(CatalogueItem):
    """An item that the standard does not have."""

    why: Line


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Formed:
    """Information that came into being, or changed, on a day: the deadline runs from it."""

    item: ItemId
    on: Day
    what: Line


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class LocalArea:
    """What an organ makes of one area."""

    area: Id
    select: Annotated[tuple[ItemId, ...] | None, BeforeValidator(lambda v: v)] = None
    """The items that are the organ's duty; None takes all."""
    why: Text | None = None
    """Why the others are left out (权责清单、公共服务事项清单)."""
    publisher: Lines | None = None
    """公开主体 of every item, where the standard names organs in general."""
    levels: tuple[LevelName, ...] | None = None
    """公开层级 of every item."""
    change: Annotated[tuple[ItemChange, ...], BeforeValidator(_empty_if_null)] = ()
    add: Annotated[tuple[AddedItem, ...], BeforeValidator(_empty_if_null)] = ()
    formed: Annotated[tuple[Formed, ...], BeforeValidator(_empty_if_null)] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class LocalCatalogue:
    """``local/<organ>.yaml``."""

    organ: Id
    source: Line | None = None
    """The duty list it was drawn from."""
    adopted_on: Day | None = None
    sample: Flag = False
    areas: Annotated[tuple[LocalArea, ...], BeforeValidator(_empty_if_null)] = ()


_CHANGEABLE: Final[tuple[Column, ...]] = (
    "group", "title", "elements", "basis", "deadline", "publisher", "channels", "audience",
    "method", "levels",
)  # fmt: skip


class OrganItem(NamedTuple):
    """One item of an organ's own catalogue."""

    area: str
    item: CatalogueItem
    """As it holds for the organ."""
    standard: CatalogueItem | None
    """As the standard has it; None for an added one."""
    changed: tuple[Column, ...]
    why: str | None

    @property
    def key(self) -> str:
        """``<area>/<item>``, as records name it."""
        return f"{self.area}/{self.item.id}"


class OrganArea(NamedTuple):
    """An area in an organ's own catalogue."""

    area: Area
    items: tuple[OrganItem, ...]
    left_out: tuple[CatalogueItem, ...]
    local: LocalArea


def merge(local: LocalArea, area: Area) -> OrganArea:
    """The area as it holds for the organ; what a change names and the area lacks is passed over."""
    changes = {change.item: change for change in local.change}
    chosen = None if local.select is None else frozenset(local.select)
    kept, left_out = [], []
    for item in area.items:
        if chosen is None or item.id in chosen:
            kept.append(_adapted(area.id, item, local, changes.get(item.id)))
        else:
            left_out.append(item)
    kept += [OrganItem(area.id, added, None, (), added.why) for added in local.add]
    return OrganArea(area, tuple(kept), tuple(left_out), local)


def _adapted(
    area: str, item: CatalogueItem, local: LocalArea, change: ItemChange | None
) -> OrganItem:
    new = dict(_stated(item, local, change))
    if not new:
        return OrganItem(area, item, item, (), change.why if change else None)
    columns = tuple(column for column in _CHANGEABLE if column in new)
    why = change.why if change else local.why
    return OrganItem(area, replace(item, **new), item, columns, why)


def _stated(
    item: CatalogueItem, local: LocalArea, change: ItemChange | None
) -> Iterator[tuple[Column, Any]]:
    """The columns whose value differs from the standard's; an item's own change goes first."""
    for column in _CHANGEABLE:
        value = getattr(change, column) if change else None
        if value is None and column in ("publisher", "levels"):
            value = getattr(local, column)
        if value is not None and value != getattr(item, column):
            yield column, value
