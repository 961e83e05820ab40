"""文件经历: what happened to a document, in words and as a line in true proportion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from gongkai.model import Library, Record, State, Validity
from gongkai.model.terms import RELATIONS
from gongkai.pages.related import Related, related

_LEFT: Final = 12
_RIGHT: Final = 276
"""Where the first and the last event stand, in units of a 320 wide picture."""
_END: Final = 312
_LABEL_ROOM: Final = 34
"""What the label of a year takes."""
_SHORT: Final = 366
"""Days of a life that is told by the list alone (FACE §4)."""


class Event(NamedTuple):
    """Day ``YYYY-MM-DD``, what happened, through which document."""

    day: str
    words: str
    through: Related | None


class Point(NamedTuple):
    """A day on the line; ``label`` is its year, empty where there is no room."""

    at: int
    label: str
    anchor: str
    ended: bool


class Stretch(NamedTuple):
    """A stretch of the line: ``before`` it took effect, ``held``, ``ended``."""

    kind: str
    start: int
    end: int


class Life(NamedTuple):
    """The line."""

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]


def history(library: Library, record: Record, day: date) -> Iterator[Event]:
    """Oldest first."""
    events: list[tuple[date, str, Related | None]] = [(record.written_on, "成文", None)]
    events.append((record.published_at.date(), "发布", None))
    if record.effective_on:
        events.append((record.effective_on, "施行", None))
    for change in library.changes(record):
        word = RELATIONS[change.relation][1].removesuffix("于")
        touched = "、".join(change.reference.articles)
        words = f"{touched}{word}" if touched else word
        events.append((change.since, words, related(library, change.by, "", day)))
    if record.expires_on:
        events.append((record.expires_on, "有效期届满", None))
    for when, words, through in sorted(events, key=lambda event: event[0]):
        yield Event(when.isoformat(), words, through)


def life(events: Iterable[Event], record: Record, state: State) -> Life | None:
    """The line for a document; None where it has lived less than a year."""
    days = sorted({date.fromisoformat(event.day) for event in events})
    span = (days[-1] - days[0]).days
    if span < _SHORT:
        return None

    def place(day: date) -> int:
        return _LEFT + round((day - days[0]).days / span * (_RIGHT - _LEFT))

    over = state.validity in (Validity.REPEALED, Validity.EXPIRED)
    ended = place(state.since) if over and days[0] <= state.since <= days[-1] else None
    begun = place(record.in_force_from) if days[0] <= record.in_force_from <= days[-1] else _LEFT
    stretches = [Stretch("before", _LEFT, begun)] if begun > _LEFT else []
    stretches.append(Stretch("held", begun, ended or (_RIGHT if over else _END)))
    if over:
        stretches.append(Stretch("ended", ended or _RIGHT, _END))
    return Life(tuple(_points([(place(day), day.year) for day in days], ended)), tuple(stretches))


def _points(places: list[tuple[int, int]], ended: int | None) -> Iterator[Point]:
    room = 0
    for at, year in places:
        fits = at >= room
        anchor = "start" if at < _LABEL_ROOM // 2 else "middle"
        room = at + _LABEL_ROOM if fits else room
        yield Point(at, str(year) if fits else "", anchor, ended is not None and at >= ended)
