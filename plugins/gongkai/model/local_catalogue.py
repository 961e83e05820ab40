"""An organ's own catalogue: the standard's items that are its duty, without copying them.

公开工作要点 三: each organ compiles its catalogue from the ministries' guidelines and its own duty list
(权责清单) and list of public services. A file in ``local/`` says only what differs from the standard
and why; ``merge`` makes the catalogue and keeps the account of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Annotated, Any, Final, NamedTuple

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from gongkai.model.deadline import Deadline
from gongkai.model.fields import OR_EMPTY, Day, Flag, Id, Line, Text
from gongkai.model.records import Lines
from gongkai.model.standard_catalogue import (
    COLUMNS,
    Area,
    Audience,
    CatalogueItem,
    Channel,
    Column,
    ItemId,
    LevelName,
    Method,
    Verified,
)

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)


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
    select: tuple[ItemId, ...] | None = None
    """The items that are the organ's duty; None takes all."""
    why: Text | None = None
    """Why the others are left out (权责清单、公共服务事项清单)."""
    publisher: Lines | None = None
    """公开主体 of every item, where the standard names organs in general."""
    levels: tuple[LevelName, ...] | None = None
    """公开层级 of every item."""
    change: Annotated[tuple[ItemChange, ...], OR_EMPTY] = ()
    add: Annotated[tuple[AddedItem, ...], OR_EMPTY] = ()
    formed: Annotated[tuple[Formed, ...], OR_EMPTY] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class LocalCatalogue:
    """``local/<organ>.yaml``."""

    organ: Id
    source: Line | None = None
    """The duty list it was drawn from."""
    adopted_on: Day | None = None
    sample: Flag = False
    areas: Annotated[tuple[LocalArea, ...], OR_EMPTY] = ()


_ITEM_FIELDS: Final = tuple(field.name for field in fields(CatalogueItem))


class OrganItem(NamedTuple):
    """One item of an organ's own catalogue, worked out only where it is shown."""

    area: str
    source: CatalogueItem
    """The standard's item, or the added one."""
    local: LocalArea
    change: ItemChange | None

    @property
    def key(self) -> str:
        """``<area>/<item>``, as records name it."""
        return f"{self.area}/{self.source.id}"

    @property
    def standard(self) -> CatalogueItem | None:
        """As the standard has it; None for an added one."""
        return None if isinstance(self.source, AddedItem) else self.source

    @property
    def group(self) -> str:
        """一级事项 as it holds for the organ."""
        return (self.change and self.change.group) or self.source.group

    @property
    def deadline(self) -> Deadline:
        """公开时限 as it holds for the organ."""
        return (self.change and self.change.deadline) or self.source.deadline

    @property
    def method(self) -> Method:
        """公开方式 as it holds for the organ."""
        return (self.change and self.change.method) or self.source.method

    @property
    def changed(self) -> tuple[Column, ...]:
        """The columns whose value differs from the standard's."""
        return tuple(column for column, _ in self._stated())

    @property
    def own_changes(self) -> tuple[Column, ...]:
        """The columns that the organ changed for this item, not for the whole area."""
        change = self.change
        if change is None:
            return ()
        return tuple(
            column
            for column in COLUMNS
            if getattr(change, column) not in (None, getattr(self.source, column))
        )

    @property
    def compared(self) -> Verified | None:
        """How much of what keeps the standard's words was compared; None where nothing does."""
        if isinstance(self.source, AddedItem):
            return None
        changed = frozenset(self.changed)
        kept = [column for column in COLUMNS if column not in changed]
        return self.source.compared_in(kept) if kept else None

    @property
    def item(self) -> CatalogueItem:
        """As it holds for the organ; what the organ words itself was not compared."""
        stated: dict[str, Any] = dict(self._stated())
        if not stated:
            return self.source
        stated |= _still_compared(self.source, frozenset(stated))
        made = object.__new__(type(self.source))
        for name in _ITEM_FIELDS:  # all were validated where they were read
            value = stated[name] if name in stated else getattr(self.source, name)
            object.__setattr__(made, name, value)
        return made

    @property
    def why(self) -> str | None:
        """The organ's reason for what is not as in the standard."""
        if isinstance(self.source, AddedItem):
            return self.source.why
        return self.change.why if self.change else self.local.why if self.changed else None

    def _stated(self) -> Iterator[tuple[Column, Any]]:
        """Columns with a value other than the source's; an item's own change goes first."""
        if isinstance(self.source, AddedItem):
            return
        for column in COLUMNS:
            value = getattr(self.change, column) if self.change else None
            if value is None and column in ("publisher", "levels"):
                value = getattr(self.local, column)
            if value is not None and value != getattr(self.source, column):
                yield column, value


def _still_compared(source: CatalogueItem, changed: frozenset[str]) -> dict[str, Any]:
    """What is known of the standard's words does not hold for an organ's own."""
    before = source.verified_columns
    left = tuple(column for column in before if column not in changed)
    some = left or (not before and source.verified is not Verified.NO)
    stated = before or source.verified_fields is not None
    return {
        "verified": Verified.PARTLY if some else Verified.NO,
        "verified_fields": left if stated else None,
        "incomplete": tuple(column for column in source.incomplete if column not in changed),
    }


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
            kept.append(OrganItem(area.id, item, local, changes.get(item.id)))
        else:
            left_out.append(item)
    added = [OrganItem(area.id, one, local, None) for one in local.add]
    items = tuple(_in_their_groups(kept, added)) if added else tuple(kept)
    return OrganArea(area, items, tuple(left_out), local)


def _in_their_groups(kept: list[OrganItem], added: list[OrganItem]) -> Iterator[OrganItem]:
    """Added items behind the last row of their 一级事项, so that it stays one; new ones at the end."""
    waiting: dict[str, list[OrganItem]] = {}
    for one in added:
        waiting.setdefault(one.group, []).append(one)
    last = {held.group: place for place, held in enumerate(kept)}
    for place, held in enumerate(kept):
        yield held
        if last[held.group] == place:
            yield from waiting.pop(held.group, ())
    for group in waiting.values():
        yield from group
