"""An item's page: what must be published, what each organ made of it, and what was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from gongkai.model import Catalogue, Library, Record
from gongkai.model.coverage import Timeliness, time_kept
from gongkai.model.local_catalogue import AddedItem, OrganArea, OrganItem
from gongkai.model.standard_catalogue import Area, CatalogueItem, Column, item_title
from gongkai.model.terms import CHANNELS, METHODS, TABLE
from gongkai.model.working_days import YearUnknown
from gongkai.pages.areas import INDEX, NAME, own_catalogue
from gongkai.pages.entries import HOME
from gongkai.pages.head import page_head
from gongkai.pages.item_table import audience_words, change_words, levels_words, to_verify
from gongkai.pages.list_pages import ListPage, Turn
from gongkai.pages.rows import ROOT, Row, row
from gongkai.pages.views import Crumb


class ItemFact(NamedTuple):
    """A column of the item's row in the table."""

    label: str
    lines: tuple[str, ...]
    verified: bool
    missing: str
    """What is said where there are no lines."""


class Adaption(NamedTuple):
    """What an organ made of the item."""

    organ: str
    address: str
    words: str
    """Empty where the organ takes the item as it is."""
    why: str | None


class ItemView(NamedTuple):
    """What ``item.html`` needs."""

    root: str
    head: str
    title: str
    crumbs: tuple[Crumb, ...]
    group: str
    area: Area
    item: CatalogueItem
    facts: tuple[ItemFact, ...]
    after: tuple[tuple[str, str], ...]
    """What applies once the land is approved (征地补偿)."""
    to_verify: str | None
    compared_with: tuple[str, ...]
    """Hosts of the authorities whose publications were compared; copies elsewhere are not named."""
    adaptions: tuple[Adaption, ...]
    total: int
    shown: int
    rows: Markup
    turns: tuple[Turn, ...]
    apart: int
    """Records under the item that publish nothing: withheld, or given out on request."""
    apart_shown: int
    apart_rows: Markup


def item_row(library: Library, key: str, record: Record, day: date) -> Row:
    """A record's line in an item's list, with how those who made it kept their time limit."""
    made = row(library, record, day)
    try:
        timely = time_kept(library.catalogue, key, record)
    except YearUnknown:
        timely = None
    if timely is None:
        return made
    return made._replace(remark=_kept(timely), warns=timely.over > 0)


def apart_row(library: Library, record: Record, day: date) -> Row:
    """The line of a record that stands under an item and publishes nothing."""
    return row(library, record, day)._replace(remark=record.disclosure)


def _kept(timely: Timeliness) -> str:
    unit = "个工作日" if timely.working else "日"
    used = f"成文后{timely.used}{unit}公开" if timely.used else "成文当日公开"
    if timely.over:
        return f"超过时限{timely.over}{unit}（{used}，时限{timely.limit}{unit}）"
    return f"{used}，在{timely.limit}{unit}的时限内"


def item_view(
    catalogue: Catalogue,
    area: Area,
    item: CatalogueItem,
    adaptions: tuple[Adaption, ...],
    page: ListPage,
    rows: Markup,
    apart: int,
    apart_rows: Sequence[str],
) -> ItemView:
    """The front page of an item; ``apart_rows`` are the newest of the ``apart``."""
    return ItemView(
        root="../../",
        head=page_head(
            catalogue.site,
            page.address,
            item_title(area, item),
            f"{area.title}“{item.title}”：公开内容、依据、时限、主体和已公开的信息。",
        ),
        title=item.title,
        crumbs=item_crumbs(area, item),
        group=item.group,
        area=area,
        item=item,
        facts=tuple(_facts(item)),
        after=tuple(_after_approval(item)),
        to_verify=to_verify(item),
        compared_with=tuple(host for host in item.evidence if host.endswith("gov.cn")),
        adaptions=adaptions,
        total=page.total,
        shown=len(page.records),
        rows=rows,
        turns=page.turns,
        apart=apart,
        apart_shown=len(apart_rows),
        apart_rows=Markup("".join(apart_rows).replace(ROOT, "../../")),
    )


def item_crumbs(area: Area, item: CatalogueItem) -> tuple[Crumb, ...]:
    """The way to an item."""
    return (
        Crumb("首页", HOME),
        Crumb(NAME, INDEX),
        Crumb(area.name, area.address),
        Crumb(f"{item.id} {item.title}", None),
    )


def _facts(item: CatalogueItem) -> Iterator[ItemFact]:
    words: dict[Column, tuple[str, ...]] = {
        "group": (item.group,),
        "title": (item.title,),
        "elements": item.elements,
        "basis": item.basis,
        "deadline": (item.deadline.words,),
        "publisher": item.publisher,
        "channels": tuple(CHANNELS[channel] for channel in item.channels),
        "audience": (audience_words(item.audience),),
        "method": (METHODS[item.method],),
        "levels": (levels_words(item),),
    }
    for column, lines in words.items():
        if isinstance(item, AddedItem):
            yield ItemFact(TABLE[column], tuple(filter(None, lines)), True, "没有写明")
            continue
        known = item.is_verified(column)
        missing = "原表未列" if known else "还没有读到"
        yield ItemFact(TABLE[column], tuple(filter(None, lines)), known, missing)


def _after_approval(item: CatalogueItem) -> Iterator[tuple[str, str]]:
    after = item.after_approval
    if after:
        yield "何时起", after.when
        yield TABLE["deadline"], after.deadline.words
        yield TABLE["channels"], "、".join(CHANNELS[channel] for channel in after.channels)
        yield TABLE["audience"], audience_words(after.audience)


def adaptions(catalogue: Catalogue) -> dict[str, tuple[Adaption, ...]]:
    """Item → what each organ with the item's area made of it, in the register's order."""
    found: dict[str, list[Adaption]] = {}
    for organ in catalogue.organs.values():
        for one in catalogue.merged.get(organ.id, ()):
            for key, words, why in _account(one):
                address = f"{own_catalogue(organ.id)}#{one.area.id}"
                found.setdefault(key, []).append(Adaption(organ.name, address, words, why))
    return {key: tuple(made) for key, made in found.items()}


def _account(one: OrganArea) -> Iterator[tuple[str, str, str | None]]:
    for held in one.items:
        words = _adopted(held)
        yield held.key, words, held.why if words else None
    for item in one.left_out:
        yield f"{one.area.id}/{item.id}", "未选用", one.local.why


def _adopted(held: OrganItem) -> str:
    words = change_words(held) or ""
    if "title" in held.own_changes:
        renamed = f"称“{held.item.title}”"
        return f"改{renamed}" if words.startswith("改名") else f"{words}，{renamed}"
    return words
