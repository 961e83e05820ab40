"""A shell: the theme's page around ours, rendered once, cut open where each page differs.

Header, columns and footer are the same on every page of one language, column and folder depth; a
page fills two gaps, in ``<head>`` and in ``<main>``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

HEAD_SLOT: Final = "\x00head\x00"
MAIN_SLOT: Final = "\x00main\x00"
"""No source can hold these: a NUL is refused when it is read."""
_INDENTATION: Final = re.compile(r"\n\s*")


class ShellKey(NamedTuple):
    """What a shell depends on."""

    language: str
    """``zh`` or ``mn``."""
    column: str | None
    """The marked column's id."""
    depth: int
    """Folders between the page and the site's root."""

    @classmethod
    def of(cls, address: str, column: str | None) -> ShellKey:
        """The shell for an address."""
        return cls("mn" if address.startswith("mn/") else "zh", column, address.count("/"))


@dataclass(frozen=True, slots=True)
class Shell:
    """The three parts around the gaps."""

    before_head: str
    before_main: str
    after_main: str

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Cut a rendered page at its slots; template indentation goes. ValueError if one is not
        there exactly once."""
        html = _INDENTATION.sub("\n", html).strip()
        if html.count(HEAD_SLOT) != 1 or html.count(MAIN_SLOT) != 1:
            raise ValueError("a shell needs each slot exactly once")
        before_head, rest = html.split(HEAD_SLOT)
        before_main, after_main = rest.split(MAIN_SLOT)
        return cls(before_head, before_main, after_main)

    def fill(self, head: str, main: str) -> bytes:
        """One page. Both parts are trusted HTML; templates have escaped what goes in."""
        return "".join((self.before_head, head, self.before_main, main, self.after_main)).encode()
