"""The platform's columns as links: header, left navigation, home, site map."""

from __future__ import annotations

from typing import Final, NamedTuple

from gongkai.model import Catalogue, Column
from gongkai.pages.views import Crumb

HOME: Final = "index.html"
WAY: Final = (Crumb("首页", HOME), Crumb("法定主动公开内容", "statutory/index.html"))
"""The first steps to what stands under 法定主动公开内容."""


class Entry(NamedTuple):
    """A column as a link."""

    id: str
    name: str
    address: str
    description: str
    fixed: bool
    """One of the platform's five entries, which keep their names and order (platform.md A-08)."""


def entry_address(column: Column) -> str:
    """Where a column's entry leads: a list, the statutory classes, or a hand-made page."""
    return f"{column.id}.html" if column.hand_made else f"{column.id}/index.html"


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Every column in the order of the catalogue."""
    return tuple(
        Entry(c.id, c.name, entry_address(c), c.description, c.fixed) for c in catalogue.columns
    )


def libraries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """What stands beside the fixed entries in the header: documents and the standard catalogues."""
    held = {c.id for c in catalogue.columns if not c.fixed and c.type == "政策文件"} | {"catalogue"}
    return tuple(entry for entry in entries(catalogue) if entry.id in held)
