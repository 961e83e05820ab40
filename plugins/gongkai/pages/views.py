"""Small parts that several pages are made of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Crumb(NamedTuple):
    """One step of the way here; ``address`` is None for the page itself."""

    name: str
    address: str | None


class Count(NamedTuple):
    """A value of a classification and how many documents have it."""

    name: str
    held: int
    address: str | None


class Tally(NamedTuple):
    """One classification; its counts add up to ``total``."""

    name: str
    counts: tuple[Count, ...]
    total: int


class Taken(NamedTuple):
    """A file to take away, as a page names it."""

    form: str
    address: str


def chinese_day(day: date) -> str:
    """``2020年05月21日``, as the national library prints it."""
    return f"{day.year}年{day.month:02d}月{day.day:02d}日"
