"""One build of the site: from the loaded library and MkDocs' own output to the site folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

import gongkai
from gongkai.body import Heading
from gongkai.cache import Cache, OutputRow
from gongkai.downloads.documents.making import Workshop
from gongkai.downloads.library.datasets import PAGE as DATA
from gongkai.load import Loaded
from gongkai.mkdocs.shells import render_shell
from gongkai.model import Catalogue, Library
from gongkai.pages import Extra, Page, Pages, Press, Shell, ShellKey, SiteFolder, Templates, Update
from gongkai.pages.entries import HOME, Entry, entries, libraries
from gongkai.pages.extras import attachments, staged
from gongkai.pages.folder import Index
from gongkai.pages.front import LOST_SHELL, SITEMAP
from gongkai.pages.inventory import ADDRESS as INVENTORY
from gongkai.pages.mongolian.font import font_files
from gongkai.pages.mongolian.fronts import HOME as MONGOLIAN_HOME
from gongkai.pages.mongolian.search_files import search_files
from gongkai.pages.mongolian.shell import Surroundings, mongolian_shell, surroundings
from gongkai.pages.mongolian.site import DOOR
from gongkai.pages.record_files import Order
from gongkai.pages.search_page import SEARCH
from gongkai.pages.search_page import SHELL as SEARCH_SHELL
from gongkai.progress import Told, on_terminal
from gongkai.search.standing import base_of, stands
from gongkai.text.direction import neutral
from gongkai.workers import Workers

_NOT_NEEDED: Final = re.compile(
    r"gongkai/|assets/(?:javascripts|images)/|assets/stylesheets/palette|sitemap\.xml|.*\.map$"
)
"""What Material brings for features that no page uses, and MkDocs' own site map."""
_OF_SEARCH: Final = ("assets/search", "assets/mongolian")
_OF_MONGOLIAN: Final = ("assets/gongkai-mn.", "assets/gongkai-mong.", "assets/mongolian")
"""Beginnings of what a site without search, or without Mongolian pages, does not need."""


TEMPLATE: Final = "gongkai/downloads/record.docx"
"""In the theme: the Word file that an office may restyle."""


class Downloads(NamedTuple):
    """Which files of records a build makes, and where their fonts are."""

    level: str
    fonts: Path


@dataclass(slots=True)
class Theme:
    """What MkDocs hands over to render with."""

    nav: Navigation
    env: Environment
    files: Files
    config: MkDocsConfig
    compiled: Path | None = None
    """Where compiled templates are kept between builds."""

    @property
    def folder(self) -> Path:
        """The project's own theme folder, ``overrides/``."""
        return Path(self.config.theme.custom_dir or "")

    @property
    def mongolian_font(self) -> bool:
        """Whether the site has Mongolian pages and the font for them."""
        return bool(self.config.extra["gongkai"]["mongolian_font"])

    @property
    def search(self) -> bool:
        """Whether the header has a search box, and so the site its page."""
        return self.config.extra["gongkai"]["search"] is not None


def header_facts(
    catalogue: Catalogue,
    pages: Collection[str],
    search: bool = True,
    mongolian: bool = False,
    font: bool = False,
) -> dict[str, Any]:
    """What the theme's header and footer print, as ``config.extra.gongkai``.

    ``pages`` are the hand-made pages there are; ``search`` says whether the site has a search page,
    ``mongolian`` whether it has pages in Mongolian, ``font`` whether it has the font for them.
    """
    columns = entries(catalogue)
    footer = [("网站地图", SITEMAP), ("底数清单", INVENTORY), ("数据下载", DATA)]
    if "guide.md" in pages:
        footer.append(("联系我们", "guide.html"))
    return {
        "site": catalogue.site,
        "home": [Entry("home", "首页", HOME, "", True)],
        "fixed": [entry for entry in columns if entry.fixed],
        "libraries": libraries(catalogue),
        "entries": columns,
        "columns": {column.id: column for column in catalogue.columns},
        "footer": footer,
        "accessibility": "accessibility.html" if "accessibility.md" in pages else None,
        "search": SEARCH if search else None,
        "headings": headings,
        "mongolian": catalogue.terms.find(DOOR) if mongolian else None,
        "mongolian_home": MONGOLIAN_HOME if mongolian else None,
        "mongolian_font": mongolian and font,
    }


def page_title(page: Any) -> str:
    """The title of a hand-made page as text: MkDocs hands on a heading's as HTML."""
    written = page.meta.get("title")
    return neutral(str(written) if written is not None else unescape(str(page.title or "")))


def headings(toc: Any) -> list[Heading]:
    """The contents of a hand-made page, flat: MkDocs nests them under the page's own h1."""
    found: list[Heading] = []

    def walk(items: Any) -> None:
        for item in items:
            if item.level > 1:
                found.append(Heading(item.level, item.id, neutral(unescape(item.title))))
            walk(item.children)

    walk(toc)
    return found


class Shells(dict[ShellKey, Shell]):
    """Shells, rendered when they are first needed."""

    def __init__(self, theme: Theme, templates: Templates | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._templates = templates or Templates(theme.folder, theme.compiled)
        self._around: Surroundings | None = None
        """Of the Mongolian pages, where there are any."""

    def __missing__(self, key: ShellKey) -> Shell:
        theme = self._theme
        if key.language == "mn" and self._around:
            self[key] = mongolian_shell(key, self._around, self._templates)
            return self[key]
        self[key] = render_shell(key, theme.nav, theme.env, theme.files, theme.config)
        return self[key]

    def speak(self, library: Library) -> str:
        """Take the surroundings of a library's Mongolian pages; a hash of what they show."""
        for key in [key for key in self if key.language == "mn"]:
            del self[key]
        self._around = None
        if not library.mongolian:
            return ""
        around = surroundings(library, self._theme.search, self._theme.mongolian_font)
        self._around = around
        shown = [
            mongolian_shell(ShellKey("mn", id, 1), around, self._templates) for id in around.ids
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def digest(self) -> str:
        """Changes when anything on a shell changes: it holds every column at the depths of its pages."""
        text = "".join(
            part
            for key in sorted(self, key=repr)
            for part in (self[key].before_head, self[key].before_main, self[key].after_main)
        )
        return hashlib.sha256(text.encode()).hexdigest()


def program_stamp(*folders: Path) -> str:
    """A hash of the program and the templates: what is cached was made by these very files."""
    digest = hashlib.sha256(gongkai.__version__.encode())
    own = Path(gongkai.__file__).parent
    for folder in (own, *folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".typ"):
                digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def pages_for(
    loaded: Loaded,
    day: date,
    theme: Theme,
    shells: Shells,
    templates: Templates,
    engine: str,
    order: Order | None = None,
) -> Pages:
    """All pages, keyed by program, theme, catalogue and engine besides their own records."""
    columns = (column.id for column in loaded.library.catalogue.columns)
    for column in [None, "home", SEARCH_SHELL, LOST_SHELL, *columns]:
        for depth in (0, 1, 2):
            shells[ShellKey("zh", column, depth)]
    base = [
        program_stamp(theme.folder / "gongkai"),
        loaded.library.catalogue.digest,
        shells.digest(),
        engine,
    ]
    mongolian = shells.speak(loaded.library)
    return Pages(loaded, day, "|".join(base), templates.row, theme.search, order, mongolian)


def order_of(loaded: Loaded, theme: Theme, engine: str, downloads: Downloads) -> Order:
    """Which files of records are made, and with what."""
    shop = Workshop(loaded.content, theme.folder / TEMPLATE, downloads.fonts, engine)
    return Order(downloads.level, shop, program_stamp())


def publish(
    loaded: Loaded,
    day: date,
    theme: Theme,
    stage: Path,
    folder: SiteFolder,
    workers: Workers,
    engine: str,
    stick: bool,
    downloads: Downloads,
) -> Update:
    """Bring the site folder to the state that sources, theme and day ask for."""
    templates = Templates(theme.folder, theme.compiled)
    shells = Shells(theme, templates)
    order = order_of(loaded, theme, engine, downloads)
    pages = pages_for(loaded, day, theme, shells, templates, engine, order)
    press = Press(templates, shells, loaded.content, folder.path, engine)
    bundles = pages.files.bundles(folder.path) if pages.files else ()
    spoken = bool(loaded.library.mongolian)
    extras = chain(
        _staged(stage, theme.search, spoken),
        font_files(downloads.fonts) if spoken else (),
        search_files(pages, folder.cache),
        attachments(loaded),
        pages.data.extras(folder.path),
        bundles,
    )
    told = on_terminal()
    index = _index(pages, folder, workers, stage.parent, stick, told) if theme.search else None
    return folder.update(
        _with_shells(pages, shells), extras, press, stage.parent, workers, index, told
    )


def _index(
    pages: Pages, folder: SiteFolder, workers: Workers, work: Path, stick: bool, told: Told
) -> Index:
    def bring_up_to_date(
        site: Path, remembered: Collection[str], intact: bool
    ) -> tuple[list[OutputRow], Collection[str]]:
        base = hashlib.sha256(pages.loaded.library.catalogue.digest.encode()).digest()
        if intact and stands(folder.cache, base_of(base, stick), pages.stamp_of):
            return [], ()
        from gongkai.search.site_index import SiteIndex  # numpy and OpenCC: not for every build

        index = SiteIndex(
            pages.loaded, pages.day, pages.stamp_of, base, folder.cache, workers, work, stick, told
        )
        return index(site, remembered, intact)

    return bring_up_to_date


def _with_shells(pages: Pages, shells: Shells) -> Iterator[Page]:
    for page in pages.everything():
        if page.template is not None:
            shells[ShellKey.of(page.address, page.column)]
        yield page


def _staged(stage: Path, search: bool, mongolian: bool) -> Iterator[Extra]:
    names = (p.relative_to(stage).as_posix() for p in stage.rglob("*") if p.is_file())
    wanted = [name for name in names if not _NOT_NEEDED.match(name)]
    unused = (*(() if search else _OF_SEARCH), *(() if mongolian else _OF_MONGOLIAN))
    return staged(stage, [name for name in wanted if not name.startswith(unused)])


def remembering(path: Path | None) -> Cache:
    """The cache of a build, believed only if it was written by this very program."""
    return Cache(path, program_stamp())
