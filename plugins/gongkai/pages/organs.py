"""机构职能 (条例 art. 20(2)): the register of organs, and each organ's facts above its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.model import Catalogue, Library, Organ, Record
from gongkai.model.records import AnnualReport
from gongkai.model.terms import ORGAN_FACTS
from gongkai.pages.entries import WAY, Entry, entries
from gongkai.pages.head import page_head
from gongkai.pages.list_pages import ListPage, Turn, printed_rows
from gongkai.pages.listing import Listing
from gongkai.pages.views import Count, Crumb

ORGANS: Final = "organ/index.html"


class Share(NamedTuple):
    """An organ's part of an area of the standard catalogue."""

    name: str
    address: str
    held: int
    items: int


class OrganView(NamedTuple):
    """The facts of one organ."""

    about: str
    """Level and kind."""
    facts: tuple[tuple[str, str | None, str | None], ...]
    """Label, value (None where the register does not hold it yet), address."""
    ask: str
    """Whom to ask for what is missing."""
    groups: tuple[tuple[str, str], ...]
    """Leading groups at this organ: name, address."""
    below: tuple[tuple[str, str], ...]
    """Other organs under it."""
    by_column: tuple[Count, ...]
    areas: tuple[Share, ...]
    catalogue: str | None
    """Address of its own catalogue."""
    reports: tuple[tuple[str, str], ...]
    """Its annual reports, newest first: title, address."""


class OrganPageView(NamedTuple):
    """What ``organ.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    organ: OrganView
    total: int
    joint: int
    turns: tuple[Turn, ...]
    rows: Markup
    shown: int


def organ_view(
    library: Library,
    listing: Listing,
    organ: Organ,
    areas: tuple[Share, ...],
    reports: list[AnnualReport],
    search: str | None,
) -> OrganView:
    """Facts of an organ, and how much it published in each column and area.

    ``reports`` are its annual reports; ``search`` is the address of the search page, which lists an organ's documents of one column.
    """
    catalogue = library.catalogue
    held = Counter(record.column for record in listing.records)
    under = [other for other in catalogue.organs.values() if other.parent == organ.id]
    in_order = sorted(reports, key=lambda report: report.report_year, reverse=True)
    return OrganView(
        about=" · ".join(part for part in (organ.level, organ.kind) if part),
        facts=_facts(catalogue, organ),
        ask=catalogue.site.sponsor or "本平台主办单位",
        groups=tuple(_link(other) for other in under if _leads(other)),
        below=tuple(_link(other) for other in under if not _leads(other)),
        by_column=tuple(
            Count(c.name, held[c.id], search and f"{search}?organ={organ.id}&column={c.id}")
            for c in catalogue.columns
            if held[c.id]
        ),
        areas=areas,
        catalogue=areas[0].address.partition("#")[0] if areas else None,
        reports=tuple((report.title, report.address) for report in in_order),
    )


def _facts(catalogue: Catalogue, organ: Organ) -> tuple[tuple[str, str | None, str | None], ...]:
    facts: list[tuple[str, str | None, str | None]] = []
    above = catalogue.organs.get(organ.parent or "")
    if above:
        facts.append(("上级机关", *_link(above)))
    facts += [(label, getattr(organ, key), None) for key, label in ORGAN_FACTS.items()]
    if organ.url:
        web = organ.url.startswith(("http://", "https://"))
        facts.append(("网站", organ.url, organ.url if web else None))
    return tuple(facts)


def _link(organ: Organ) -> tuple[str, str]:
    return organ.name, f"organ/{organ.id}.html"


def _leads(organ: Organ) -> bool:
    """Whether a body coordinates others: 领导小组 and their offices (公开工作要点 一(一))."""
    return "议事协调" in organ.kind or "领导小组" in organ.name


def organ_page_view(
    page: ListPage, library: Library, organ: OrganView, rows: Callable[[Record], str]
) -> OrganPageView:
    """An organ's page."""
    listing = page.listing
    root = "../" * page.address.count("/")
    return OrganPageView(
        root=root,
        head=page_head(library.catalogue.site, page.address, listing.title, listing.description),
        title=listing.title,
        crumbs=listing.crumbs,
        organ=organ,
        total=page.total,
        joint=listing.joint,
        turns=page.turns,
        rows=printed_rows(page, rows),
        shown=len(page.records),
    )


class OrganLine(NamedTuple):
    """An organ in the register."""

    name: str
    address: str
    phone: str | None
    openness_office: str | None
    held: int
    """Documents it published."""


class OrgansView(NamedTuple):
    """What ``organs.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    entries: tuple[Entry, ...]
    total: int
    without_contact: int
    above: tuple[OrganLine, ...]
    """Organs of higher levels, registered since their documents are kept."""
    levels: tuple[tuple[str, tuple[OrganLine, ...]], ...]


def organs_view(catalogue: Catalogue, held: dict[str, int]) -> OrgansView:
    """The register by level, in its own order."""
    column = catalogue.column("organ")
    title = column.name if column else "机构职能"
    description = column.description if column else "各机关的职能和联系方式。"
    own = [organ for organ in catalogue.organs.values() if not catalogue.is_above(organ)]
    levels: dict[str, list[OrganLine]] = {}
    for organ in own:
        levels.setdefault(organ.level or "其他", []).append(_line(organ, held))
    return OrgansView(
        root="../",
        head=page_head(catalogue.site, ORGANS, title, description),
        title=title,
        description=description,
        crumbs=(*WAY, Crumb(title, None)),
        entries=entries(catalogue),
        total=len(own),
        without_contact=sum(not organ.openness_contact for organ in own),
        above=tuple(
            _line(organ, held) for organ in catalogue.organs.values() if catalogue.is_above(organ)
        ),
        levels=tuple((name, tuple(lines)) for name, lines in levels.items()),
    )


def _line(organ: Organ, held: dict[str, int]) -> OrganLine:
    return OrganLine(*_link(organ), organ.phone, organ.openness_office, held.get(organ.id, 0))
