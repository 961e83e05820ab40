"""The gazette: an issue with its contents, and the wall of all issues, year by year.

Numbers run on within a year (platform.md D): one that is missing between the first and the last
issue held is a gap, and is shown as one.
"""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import Final, NamedTuple

from gongkai.downloads.gazette.contents import article_name
from gongkai.model import GazetteIssue, Library
from gongkai.model.records import GazetteArticle
from gongkai.pages.entries import Entry, entries
from gongkai.pages.head import page_head
from gongkai.pages.listing import Listing
from gongkai.pages.rows import Chip, Row
from gongkai.pages.views import Crumb

_BEFORE_YEAR: Final = re.compile(r"(.+?)\s*\d{4}年")
_OTHERS: Final = 3
"""Covers beside the newest."""
_FIRST_LINES: Final = 4
"""Articles shown on the home page."""


class Line(NamedTuple):
    """An article in an issue's contents."""

    title: str
    address: str | None
    doc_no: str | None = None
    chip: Chip | None = None


class Issue(NamedTuple):
    """An issue as a cover, with its contents."""

    name: tuple[str, ...]
    """The gazette's name, in the lines of a cover."""
    year: int
    number: int
    total: int | None
    address: str
    published: str
    sections: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def first_lines(self) -> list[Line]:
        """The first articles, across sections."""
        return list(islice((line for _, lines in self.sections for line in lines), _FIRST_LINES))


class Tile(NamedTuple):
    """A number of a year: an issue, or a gap where ``address`` is None."""

    number: int
    total: int | None
    address: str | None


class YearTiles(NamedTuple):
    """A year of the wall."""

    year: int
    address: str
    tiles: tuple[Tile, ...]


class GazettesView(NamedTuple):
    """What ``gazettes.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    entries: tuple[Entry, ...]
    newest: Issue | None
    others: tuple[Issue, ...]
    """The issues before the newest in its year."""
    years: tuple[YearTiles, ...]
    held: int
    gaps: int
    search: str | None
    """Address of the search page, from the site's root."""
    database: bool
    """Whether the contents of all issues can be taken away."""


def issue_view(record: GazetteIssue, linked: dict[str, Row]) -> Issue:
    """An issue; ``linked`` are the records its articles name, by the id that is written."""
    held = record.sections.items()
    sections = (
        (name, tuple(_line(record, a, linked) for a in articles)) for name, articles in held
    )
    return Issue(
        name=cover_name(record.title),
        year=record.issue_year,
        number=record.issue,
        total=record.total,
        address=record.address,
        published=record.published_on.isoformat(),
        sections=tuple(sections) if record.open else (),
    )


def beside(library: Library, record: GazetteIssue) -> tuple[tuple[str, str], ...]:
    """The issues before and after one: what the link says, address."""
    pairs = zip(("上一期", "下一期"), library.beside(record), strict=True)
    return tuple(
        (f"{word}：{other.issue_year}年第{other.issue}期", other.address)
        for word, other in pairs
        if other
    )


def _line(record: GazetteIssue, article: GazetteArticle, linked: dict[str, Row]) -> Line:
    target = linked.get(article.record) if article.record else None
    if target:
        return Line(article.title or target.title, target.address, target.doc_no, target.chip)
    if article.file:
        return Line(article_name(article, None), f"{record.id}/{article.file}")
    return Line(article_name(article, None), None)


def cover_name(title: str) -> tuple[str, ...]:
    """``某市人民政府公报2020年第1期`` → 某市, 人民政府公报."""
    found = _BEFORE_YEAR.match(title)
    name = found[1] if found else title
    place, mark, rest = name.partition("人民政府")
    return (place, mark + rest) if place and mark else (name,)


def issues_newest_first(listing: Listing) -> list[GazetteIssue]:
    """The issues of the gazette's column, by year and number."""
    issues = [record for record in listing.records if isinstance(record, GazetteIssue)]
    return sorted(issues, key=lambda issue: (issue.issue_year, issue.issue), reverse=True)


def shown_whole(issues: list[GazetteIssue]) -> list[GazetteIssue]:
    """The issues whose cover stands on the wall: the newest and those before it in its year."""
    year = issues[0].issue_year if issues else None
    return [issue for issue in issues[: _OTHERS + 1] if issue.issue_year == year]


def gazettes_view(
    library: Library, listing: Listing, linked: dict[str, Row], search: str | None, database: bool
) -> GazettesView:
    """The wall: the newest issue open, the others of its year, and a row a year."""
    issues = issues_newest_first(listing)
    whole = [issue_view(issue, linked) for issue in shown_whole(issues)]
    years = tuple(
        _tiles(year, list(run)) for year, run in groupby(issues, key=lambda issue: issue.issue_year)
    )
    return GazettesView(
        root="../",
        head=page_head(library.catalogue.site, listing.front, listing.title, listing.description),
        title=listing.title,
        description=listing.description,
        crumbs=listing.crumbs,
        entries=entries(library.catalogue),
        newest=whole[0] if whole else None,
        others=tuple(whole[1:]),
        years=years,
        held=len(listing.records),
        gaps=sum(tile.address is None for year in years for tile in year.tiles),
        search=search,
        database=database,
    )


def _tiles(year: int, issues: list[GazetteIssue]) -> YearTiles:
    held = {issue.issue: issue for issue in issues}
    tiles = []
    for number in range(1, max(held) + 1):
        issue = held.get(number)
        tiles.append(Tile(number, issue.total if issue else None, issue.address if issue else None))
    return YearTiles(year, f"gazette/{year}/index.html", tuple(tiles))
