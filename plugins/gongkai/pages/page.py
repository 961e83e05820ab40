"""One page or made file of the site, before anybody asks for its bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from gongkai.pages.press import Job

KEY: Final = 16
"""Bytes of a page's key."""


def as_given(made: Any) -> Any:
    """For a page whose view is at hand: ``partial(as_given, view)`` gives it, and can be pickled."""
    return made


class Page(NamedTuple):
    """One page of the site; its view is made only when it is printed."""

    address: str
    column: str | None
    template: str | None
    """None for a file that is no page: its view makes its bytes."""
    key: bytes
    view: Callable[[], Any]
    heavy: bool = False
    """Whether it takes as long as a hundred others: such pages are handed out a few at a time."""

    def job(self) -> Job:
        """The page ready to be printed."""
        return Job(self.address, self.column, self.template, self.key, self.view())
