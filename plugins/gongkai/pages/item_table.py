"""The standard's table as pages print it: rows in groups, each with what was published under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from gongkai.model.local_catalogue import AddedItem, OrganArea, OrganItem
from gongkai.model.standard_catalogue import (
    Audience,
    CatalogueItem,
    Verified,
    in_groups,
    item_address,
)
from gongkai.model.terms import CHANNELS, LEVELS, METHODS, TABLE


class ItemRow(NamedTuple):
    """One item in the table."""

    id: str
    title: str
    address: str
    elements: str
    period: str
    """The time limit, short."""
    publisher: str
    scope: tuple[str, ...]
    """公开对象, 公开方式, 公开层级."""
    more: tuple[tuple[str, str], ...]
    """What stands folded: label, words."""
    to_verify: str | None
    """待核 or 部分核对; None where the row was compared."""
    change: str | None
    """How an organ's item differs from the standard's."""
    held: int
    """Records published under it."""


class GroupRows(NamedTuple):
    """一级事项 with its rows."""

    name: str
    rows: tuple[ItemRow, ...]


def area_groups(
    area: str, items: Iterable[CatalogueItem], held: Callable[[str], int]
) -> tuple[GroupRows, ...]:
    """An area's rows; ``held`` counts the records under ``<area>/<item>``."""
    return tuple(
        GroupRows(name, tuple(_row(area, item, held(f"{area}/{item.id}")) for item in rows))
        for name, rows in in_groups(items, lambda item: item.group)
    )


def added_groups(
    added: Iterable[tuple[str, OrganItem]], held: Callable[[str], int]
) -> tuple[GroupRows, ...]:
    """Rows that organs, given by name, added to an area."""
    rows = [
        (
            one.source.group,
            _row(one.area, one.source, held(one.key))._replace(change=f"{organ}增加"),
        )
        for organ, one in added
    ]
    grouped = in_groups(rows, lambda pair: pair[0])
    return tuple(GroupRows(name, tuple(row for _, row in pairs)) for name, pairs in grouped)


def organ_groups(organ: OrganArea, held: Callable[[str], int]) -> tuple[GroupRows, ...]:
    """An organ's rows of an area, with what differs from the standard."""
    return tuple(
        GroupRows(name, tuple(_organ_row(one, held(one.key)) for one in rows))
        for name, rows in in_groups(organ.items, lambda one: one.group)
    )


def _organ_row(one: OrganItem, held: int) -> ItemRow:
    row = _row(one.area, one.item, held)
    change = change_words(one)
    more = (*row.more, ("理由", one.why)) if change and one.why else row.more
    return row._replace(change=change, more=more, to_verify=_to_verify(one.compared))


def change_words(one: OrganItem) -> str | None:
    """In a few words how an organ's item differs; None where it does not.

    What the organ states for the whole area (公开主体, 公开层级) is not said of every row.
    """
    if one.standard is None:
        return "本级增加"
    columns = one.own_changes
    if columns == ("title",):
        return f"改名，原为“{one.standard.title}”"
    return f"调整{'、'.join(TABLE[column] for column in columns)}" if columns else None


def _row(area: str, item: CatalogueItem, held: int) -> ItemRow:
    return ItemRow(
        item.id,
        item.title,
        item_address(area, item.id),
        "、".join(item.elements),
        item.deadline.short,
        "、".join(item.publisher),
        (audience_words(item.audience), METHODS[item.method], levels_words(item)),
        tuple(_more(item)),
        to_verify(item),
        None,
        held,
    )


def to_verify(item: CatalogueItem) -> str | None:
    """待核 or 部分核对; None for a row that was compared, and for one that no standard has."""
    return None if isinstance(item, AddedItem) else _to_verify(item.compared)


def _to_verify(compared: Verified | None) -> str | None:
    return None if compared in (None, Verified.YES) else compared.label


def _more(item: CatalogueItem) -> Iterable[tuple[str, str]]:
    if item.deadline.words != item.deadline.short:
        yield "时限", item.deadline.words
    if item.basis:
        yield "依据", "、".join(item.basis)
    if item.channels:
        yield "渠道", channels_words(item)
    if item.note:
        yield "备注", item.note


def channels_words(item: CatalogueItem) -> str:
    """公开渠道和载体, as the standard's form calls them."""
    return "、".join(CHANNELS[channel] for channel in item.channels)


def levels_words(item: CatalogueItem) -> str:
    """公开层级."""
    return "、".join(LEVELS[level] for level in item.levels)


def audience_words(audience: Audience) -> str:
    """公开对象."""
    return "全社会" if audience == "all" else "、".join(audience.specific)
