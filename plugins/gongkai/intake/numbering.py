"""Item ids: kept where an item is the same as before, else group and row number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from gongkai.intake.names import plain

One = TypeVar("One")
Named = tuple[str, str]
"""一级事项, 二级事项."""
_NUMBERED: Final = re.compile(r"(\d{1,6})\.(\d{1,6})")


def matched(rows: Sequence[Named], known: Sequence[Named]) -> list[int | None]:
    """For each row the place of the known item with its names; of several, each in its turn."""
    places: dict[Named, list[int]] = defaultdict(list)
    for place, (group, title) in enumerate(known):
        places[plain(group), plain(title)].append(place)
    found: list[int | None] = []
    for group, title in rows:
        waiting = places[plain(group), plain(title)]
        found.append(waiting.pop(0) if waiting else None)
    return found


def renamed_in_place(found: list[int | None], known: int) -> list[int | None]:
    """The same, and a row whose name is new takes the known item in its place, if that is free.

    Only where both have as many rows: then nothing was put in or taken out.
    """
    if len(found) != known:
        return found
    taken = set(found)
    return [place if one is None and place not in taken else one for place, one in enumerate(found)]


def numbered(
    groups: Sequence[str], kept: Sequence[str | None], used: Sequence[tuple[str, str]]
) -> list[str]:
    """An id for each row: the kept one, or the group's number and the next number in the group.

    ``used`` are known groups with ids that mean something already: documents may name them.
    """
    taken = {id.casefold() for _, id in used} | {id.casefold() for id in kept if id}
    numbers = _group_numbers(groups, [*zip(groups, kept, strict=True), *used], taken)
    last: dict[str, int] = defaultdict(int)
    for id in taken:
        if match := _NUMBERED.fullmatch(id):
            last[match[1]] = max(last[match[1]], int(match[2]))
    ids = []
    for group, old in zip(groups, kept, strict=True):
        number = str(numbers[group])
        if old is None:
            last[number] += 1
        ids.append(old or f"{number}.{last[number]}")
    return ids


def _group_numbers(
    groups: Sequence[str], known: Iterable[tuple[str, str | None]], taken: set[str]
) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for group, id in known:
        if id and (match := _NUMBERED.fullmatch(id)):
            numbers.setdefault(group, int(match[1]))
    used = {int(match[1]) for id in taken if (match := _NUMBERED.fullmatch(id))}
    following = max(used, default=0)
    for group in groups:
        if group not in numbers:
            following += 1
            numbers[group] = following
    return numbers
