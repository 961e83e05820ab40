"""The page around every Mongolian page: a template of our own, cut open where pages differ.

Not the theme's: a page that runs from left to right has no use for a header that runs along its top
(tried: the theme's layout turned on its side breaks).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Catalogue, Library, Site
from gongkai.pages.mongolian.fronts import HOME, SEARCH
from gongkai.pages.mongolian.lists import CHINESE_ONLY, UNTRANSLATED
from gongkai.pages.mongolian.words import Words
from gongkai.pages.shell import HEAD_SLOT, MAIN_SLOT, Shell, ShellKey
from gongkai.pages.templates import Templates

SEARCH_COLUMN: Final = "mn-search"
UNTRANSLATED_COLUMN: Final = "mn-untranslated"
HOME_COLUMN: Final = "home"


SCRIPTS: Final = ("mongolian.js", "mongolian-search.js")


class Surroundings(NamedTuple):
    """What the shells of a site show besides their slots. Plain data."""

    say: Words
    catalogue: Catalogue
    entries: tuple[tuple[str, Markup, str], ...]
    """Id, name and address of what the band leads to."""
    search: bool
    scripts: tuple[str, ...]
    """Names of the search page's scripts, in the theme's assets."""
    font: bool
    """Whether the site has the Mongolian font."""

    @property
    def ids(self) -> list[str]:
        """What can be marked in the band."""
        return [SEARCH_COLUMN, *(id for id, _, _ in self.entries)]

    @property
    def site(self) -> Site:
        """The site's identity."""
        return self.catalogue.site


def surroundings(library: Library, search: bool, font: bool) -> Surroundings:
    """Of a library with counterparts."""
    words = Words.of(library.catalogue)
    held = {record.column for record in library.mongolian.values()}
    columns = (
        (c.id, words.column(library.catalogue, c.id), f"mn/{c.id}/index.html")
        for c in library.catalogue.columns
        if c.id in held
    )
    entries = (
        (HOME_COLUMN, words("首页"), HOME),
        *columns,
        (UNTRANSLATED_COLUMN, words(CHINESE_ONLY), UNTRANSLATED),
    )
    return Surroundings(words, library.catalogue, entries, search, SCRIPTS, font)


def mongolian_shell(key: ShellKey, around: Surroundings, templates: Templates) -> Shell:
    """The shell of a column at a depth of folders."""
    html = templates.render(
        "mn/base.html",
        around=around,
        say=around.say,
        site=around.site,
        here=key.column,
        column=around.catalogue.column(key.column or ""),
        root="../" * key.depth,
        search=SEARCH if around.search else None,
        searching=key.column == SEARCH_COLUMN,
        head_slot=Markup(HEAD_SLOT),
        main_slot=Markup(MAIN_SLOT),
    )
    return Shell.cut(html)
