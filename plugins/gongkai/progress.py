"""How far long work is, for somebody who watches a terminal.

Work that takes long is handed a ``Told``, which passes its steps on and may tell of them; without a
terminal nothing is told.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final, Protocol, TypeVar

import click

Done = TypeVar("Done")

_LOOKS: Final = 200
"""How often a bar is drawn at most."""


class Told(Protocol):
    """Passes on what is done and tells how far the work is."""

    def __call__(self, done: Iterable[Done], count: int, work: str) -> Iterable[Done]:
        """``count``: how much there will be; ``work``: what it is, in Chinese."""


def silently(done: Iterable[Done], count: int, work: str) -> Iterable[Done]:
    """Tells nothing."""
    return done


def with_bar(done: Iterable[Done], count: int, work: str) -> Iterator[Done]:
    """A bar with the time left on standard error; none where there is nothing to do."""
    if not count:
        yield from done
        return
    steps = max(1, count // _LOOKS)
    with click.progressbar(
        done, length=count, label=work, file=sys.stderr, update_min_steps=steps
    ) as bar:
        yield from bar


def on_terminal() -> Told:
    """Bars where standard error is a terminal."""
    return with_bar if sys.stderr.isatty() else silently
