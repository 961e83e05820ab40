"""The search page: the box and its choices; what fills it with answers is its script.

Without script it leads to the lists that the site has anyway.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from gongkai.model import Catalogue
from gongkai.pages.entries import HOME
from gongkai.pages.head import page_head
from gongkai.pages.inventory import ADDRESS as INVENTORY
from gongkai.pages.inventory import Figures, YearCount
from gongkai.pages.views import Crumb, Tally

SEARCH: Final = "search.html"
SHELL: Final = "search"
"""Its shell prints no second box, and carries the scripts that no other page needs."""


class SearchView(NamedTuple):
    """What ``search.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    short: tuple[Tally, ...]
    """Classifications of few values, each value a list."""
    organs: Tally
    years: tuple[YearCount, ...]
    inventory: str
    total: int


def search_view(catalogue: Catalogue, counted: Figures) -> SearchView:
    """The page before a question is asked."""
    title = "检索"
    return SearchView(
        root="",
        head=page_head(
            catalogue.site, SEARCH, title, "按标题、正文、发文字号、拼音检索本平台的文件。"
        ),
        title=title,
        crumbs=(Crumb("首页", HOME), Crumb(title, None)),
        short=(counted.columns, counted.topics, counted.states),
        organs=counted.organs,
        years=counted.years,
        inventory=INVENTORY,
        total=counted.columns.total,
    )
