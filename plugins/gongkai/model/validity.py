"""有效性: what state a document is in on a day, and which change put it there.

States follow metadata.md §4.1. The state is a function of the library and the day alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.model.records import Record
from gongkai.model.relations import Reference


class Validity(StrEnum):
    """The six states, in the order in which lists show them."""

    IN_FORCE = "有效"
    NOT_YET = "尚未生效"
    AMENDED = "已被修改"
    PARTLY_REPEALED = "部分废止"
    REPEALED = "废止"
    EXPIRED = "失效"

    @property
    def slug(self) -> str:
        """The name in ``validity/<state>.html``."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Change:
    """What one record does to another: the stating record, its relation, and since when."""

    by: Record
    relation: str
    """amends, repeals or replaces."""
    reference: Reference
    since: date


@dataclass(frozen=True, slots=True)
class State:
    """A validity with its reason."""

    validity: Validity
    since: date
    """The first day of the state."""
    cause: Change | None = None
    """The change behind it; none for a state that follows from the record's own dates."""


def state_on(record: Record, changes: Sequence[Change], day: date) -> State:
    """The state of a record on a day, given the changes other records make to it.

    A document that another has repealed or replaced as a whole is 废止 from the day the other takes
    effect; past its own last day it is 失效; before its first 尚未生效. What ended first, stays the
    reason: a repeal of what had lapsed already does not make it 废止. ``changes`` are in order of
    their day.
    """
    happened = [change for change in changes if change.since <= day]
    ended = next((c for c in happened if c.relation != "amends" and not c.reference.articles), None)
    lapsed = record.expires_on is not None and record.expires_on < day
    if ended and not (lapsed and record.expires_on and record.expires_on < ended.since):
        return State(Validity.REPEALED, ended.since, ended)
    if lapsed and record.expires_on:
        return State(Validity.EXPIRED, date.fromordinal(record.expires_on.toordinal() + 1))
    if record.in_force_from > day:
        return State(Validity.NOT_YET, record.in_force_from)
    partly = [c for c in happened if c.relation != "amends"]
    if partly:
        return State(Validity.PARTLY_REPEALED, partly[-1].since, partly[-1])
    if happened:
        return State(Validity.AMENDED, happened[-1].since, happened[-1])
    return State(Validity.IN_FORCE, record.in_force_from)
