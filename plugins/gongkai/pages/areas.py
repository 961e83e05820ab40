"""Views of the 标准目录: the overview, the tree by theme, an area, an organ's own catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from gongkai.model import Catalogue, Site
from gongkai.model.local_catalogue import LocalArea, LocalCatalogue, OrganArea
from gongkai.model.standard_catalogue import Area, Verified, in_groups, item_address
from gongkai.model.terms import LEVELS, TABLE
from gongkai.pages.entries import WAY
from gongkai.pages.head import page_head
from gongkai.pages.item_table import (
    GroupRows,
    added_groups,
    area_groups,
    change_words,
    organ_groups,
)
from gongkai.pages.views import Crumb

INDEX: Final = "catalogue/index.html"
THEMES: Final = "catalogue/themes.html"
COLUMN: Final = "catalogue"
"""The column whose entry is marked."""
NAME: Final = "标准目录"
FORMS: Final = ("xlsx", "csv", "json")
"""Endings of the downloads beside a page."""

Held = Callable[[str], int]
"""How many records stand under ``<area>/<item>``."""


class AreaLine(NamedTuple):
    """An area where areas are listed."""

    name: str
    address: str
    ministry: str
    held: int
    """Items with records."""
    items: int
    verified: int


class Section(NamedTuple):
    """Areas under a letter, a ministry, a theme."""

    name: str
    areas: tuple[AreaLine, ...]


class OrganLine(NamedTuple):
    """An organ with a catalogue of its own."""

    name: str
    address: str
    areas: int
    items: int
    sample: bool


class Part(NamedTuple):
    """A file to take away."""

    form: str
    address: str


class OverviewView(NamedTuple):
    """What ``catalogue.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    areas: int
    items: int
    held: int
    to_verify: int
    files: tuple[Part, ...]
    by_sound: tuple[Section, ...]
    by_ministry: tuple[Section, ...]
    organs: tuple[OrganLine, ...]


class Branch(NamedTuple):
    """An area in the tree: its groups with their items (name, address, records)."""

    line: AreaLine
    groups: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]


class ThemesView(NamedTuple):
    """What ``themes.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    themes: tuple[tuple[str, tuple[Branch, ...]], ...]


class AreaView(NamedTuple):
    """What ``area.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    area: Area
    items: int
    held: int
    to_verify: int
    files: tuple[Part, ...]
    groups: tuple[GroupRows, ...]
    added: int
    """Items that organs added to it."""
    others: tuple[tuple[str, str], ...]
    """The areas by name and address; without figures, which change when another area does."""
    organs: tuple[OrganLine, ...]
    """Organs that have this area in their own catalogue."""


class OrganPart(NamedTuple):
    """An area in an organ's catalogue."""

    name: str
    called: str
    anchor: str
    address: str
    items: int
    held: int
    groups: tuple[GroupRows, ...]
    left_out: tuple[str, ...]
    why: str | None
    common: str
    """What the organ states for the whole area."""


class OrganCatalogueView(NamedTuple):
    """What ``organ-catalogue.html`` needs."""

    root: str
    head: str
    title: str
    organ: str
    organ_address: str
    crumbs: tuple[Crumb, ...]
    sample: bool
    source: str | None
    adopted_on: str | None
    items: int
    held: int
    changed: int
    added: int
    left_out: int
    files: tuple[Part, ...]
    areas: tuple[OrganPart, ...]


def own_catalogue(organ: str) -> str:
    """Where an organ's own catalogue is."""
    return f"catalogue/organ/{organ}.html"


def files_beside(page: str) -> tuple[Part, ...]:
    """The downloads of a catalogue page."""
    stem = page.removesuffix(".html")
    return tuple(Part(form.upper(), f"{stem}.{form}") for form in FORMS)


def area_line(area: Area, held: Held) -> AreaLine:
    """An area with its figures."""
    return AreaLine(
        area.name,
        area.address,
        area.ministry,
        sum(held(f"{area.id}/{item.id}") > 0 for item in area.items),
        len(area.items),
        sum(item.compared is Verified.YES for item in area.items),
    )


def area_lines(catalogue: Catalogue, held: Held) -> tuple[AreaLine, ...]:
    """Every area with its figures."""
    return tuple(area_line(area, held) for area in catalogue.areas.values())


def organ_lines(catalogue: Catalogue, area: str | None = None) -> tuple[OrganLine, ...]:
    """The organs that have a catalogue of their own, in the register's order; all, or an area's."""
    found = []
    for organ in catalogue.organs.values():
        areas = [a for a in catalogue.merged.get(organ.id, ()) if area in (None, a.area.id)]
        if areas:
            address = own_catalogue(organ.id) + (f"#{area}" if area else "")
            items = sum(len(one.items) for one in areas)
            sample = catalogue.local[organ.id].sample
            found.append(OrganLine(organ.name, address, len(areas), items, sample))
    return tuple(found)


def overview_view(catalogue: Catalogue, held: Held) -> OverviewView:
    """Every area, by sound and by ministry."""
    column = catalogue.column(COLUMN)
    title = column.name if column else NAME
    description = column.description if column else "各领域政务公开标准目录。"
    areas = list(catalogue.areas.values())
    lines = {area.id: area_line(area, held) for area in areas}
    return OverviewView(
        root="../",
        head=page_head(catalogue.site, INDEX, title, description),
        title=title,
        description=description,
        crumbs=(*WAY, Crumb(title, None)),
        areas=len(areas),
        items=sum(line.items for line in lines.values()),
        held=sum(line.held for line in lines.values()),
        to_verify=sum(line.items - line.verified for line in lines.values()),
        files=files_beside(INDEX) if areas else (),
        by_sound=_sections(sorted(areas, key=_sound), lines, lambda area: _sound(area)[0].upper()),
        by_ministry=_sections(areas, lines, lambda area: area.ministry),
        organs=organ_lines(catalogue),
    )


def _sound(area: Area) -> str:
    from pypinyin import lazy_pinyin  # a third of a second that only this page needs

    return " ".join(lazy_pinyin(area.name))


def _sections(
    areas: Iterable[Area], lines: dict[str, AreaLine], name: Callable[[Area], str]
) -> tuple[Section, ...]:
    found: dict[str, list[AreaLine]] = {}
    for area in areas:
        found.setdefault(name(area), []).append(lines[area.id])
    return tuple(Section(key, tuple(held)) for key, held in found.items())


def themes_view(catalogue: Catalogue, held: Held) -> ThemesView:
    """The tree: main topic, area, 一级事项, item."""
    trees: dict[str, list[Branch]] = defaultdict(list)
    for area in catalogue.areas.values():
        trees[area.topic or "未归主题"].append(_branch(area, held))
    standing = {topic.name: topic.no for topic in catalogue.topics}
    names = sorted(trees, key=lambda name: (standing.get(name, len(standing) + 1), name))
    title = "按主题浏览标准目录"
    return ThemesView(
        root="../",
        head=page_head(catalogue.site, THEMES, title, "按主题、领域和一级事项逐级展开的公开事项。"),
        title=title,
        crumbs=(*WAY, Crumb(NAME, INDEX), Crumb(title, None)),
        themes=tuple((name, tuple(trees[name])) for name in names),
    )


def _branch(area: Area, held: Held) -> Branch:
    groups = (
        (
            name,
            tuple(
                (item.title, item_address(area.id, item.id), held(f"{area.id}/{item.id}"))
                for item in items
            ),
        )
        for name, items in in_groups(area.items, lambda item: item.group)
    )
    return Branch(area_line(area, held), tuple(groups))


def area_view(catalogue: Catalogue, area: Area, held: Held) -> AreaView:
    """One area's table, with the items that organs added to it at its end."""
    line = area_line(area, held)
    added = catalogue.items_added_to(area.id)
    names = [(catalogue.organ_name(organ), one) for organ, one in added]
    return AreaView(
        root="../",
        head=page_head(
            catalogue.site, area.address, area.title, f"{area.title}：{line.items}个公开事项。"
        ),
        title=area.title,
        crumbs=(*WAY, Crumb(NAME, INDEX), Crumb(area.name, None)),
        area=area,
        items=line.items,
        held=line.held,
        to_verify=line.items - line.verified,
        files=files_beside(area.address),
        groups=area_groups(area.id, area.items, held) + added_groups(names, held),
        added=len(added),
        others=tuple((other.name, other.address) for other in catalogue.areas.values()),
        organs=organ_lines(catalogue, area.id),
    )


def organ_catalogue_view(
    site: Site,
    name: str,
    local: LocalCatalogue,
    areas: tuple[OrganArea, ...],
    counts: Mapping[str, int],
) -> OrganCatalogueView:
    """An organ's own catalogue, and its account of what differs from the standard.

    ``counts``: how many records of the organ's own stand under ``<area>/<item>``.
    """
    held = counts.__getitem__
    address = own_catalogue(local.organ)
    title = f"{name}政务公开标准目录"
    items = [item for one in areas for item in one.items]
    return OrganCatalogueView(
        root="../../",
        head=page_head(site, address, title, f"{name}承担的{len(items)}个公开事项。"),
        title=title,
        organ=name,
        organ_address=f"organ/{local.organ}.html",
        crumbs=(*WAY, Crumb(NAME, INDEX), Crumb(name, None)),
        sample=local.sample,
        source=local.source,
        adopted_on=local.adopted_on.isoformat() if local.adopted_on else None,
        items=len(items),
        held=sum(held(item.key) > 0 for item in items),
        changed=sum(
            bool(item.standard and change_words(item)) for one in areas for item in one.items
        ),
        added=sum(item.standard is None for item in items),
        left_out=sum(len(one.left_out) for one in areas),
        files=files_beside(address),
        areas=tuple(_organ_part(one, held) for one in areas),
    )


def _organ_part(one: OrganArea, held: Held) -> OrganPart:
    return OrganPart(
        one.area.name,
        one.area.called,
        one.area.id,
        one.area.address,
        len(one.items),
        sum(held(item.key) > 0 for item in one.items),
        organ_groups(one, held),
        tuple(f"{item.id} {item.title}" for item in one.left_out),
        one.local.why,
        "；".join(_common(one.local)),
    )


def _common(local: LocalArea) -> Iterable[str]:
    if local.publisher:
        yield f"{TABLE['publisher']}均为{'、'.join(local.publisher)}"
    if local.levels:
        yield f"{TABLE['levels']}均为{'、'.join(LEVELS[level] for level in local.levels)}"
