"""Which data the site offers: the list that the data page shows and DCAT describes.

Only the names and addresses; feeds are named by whoever makes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from gongkai.downloads.library.inventory import FORMS, Inventory, inventories
from gongkai.downloads.library.inventory import SCHEMA as INVENTORY_SCHEMA
from gongkai.downloads.media_types import ATOM, JSON_FEED, media_type
from gongkai.model import Catalogue, Library

PAGE: Final = "data/index.html"
"""Where people read of the datasets."""


class Distribution(NamedTuple):
    """A file of a dataset."""

    title: str
    address: str
    """From the site's root."""
    media_type: str
    schema: str | None = None
    """Address of the JSON Schema that it keeps to."""

    @property
    def form(self) -> str:
        """What people call its format."""
        ending = self.address.rsplit(".", 1)[-1].upper()
        return {ATOM: "Atom", JSON_FEED: "JSON Feed"}.get(self.media_type, ending)


class Dataset(NamedTuple):
    """Data on one thing, in several formats or parts."""

    id: str
    title: str
    description: str
    distributions: tuple[Distribution, ...]
    keywords: tuple[str, ...] = ()


def datasets(library: Library, feeds: Iterable[Dataset] = ()) -> tuple[Dataset, ...]:
    """Everything the site offers as data, in the order in which a page shows it."""
    return (*_inventories(library), *feeds, *_catalogues(library.catalogue))


def _inventories(library: Library) -> Iterator[Dataset]:
    what = (
        "索引号、标题、发文机关、发文字号、成文日期、发布日期、主题分类、有效性、网址和正文校验值"
    )
    words = ("底数清单", "政策文件")
    whole, *columns = inventories(library)
    said = f"本平台收录的全部文件，一份一条：{what}。"
    yield Dataset("inventory", whole.name, said, tuple(_of_inventory(whole)), words)
    if columns:
        parts = tuple(part for one in columns for part in _of_inventory(one))
        said = "按栏目分开的底数清单，内容同上。"
        yield Dataset("inventory-columns", "各栏目底数清单", said, parts, words)


def _of_inventory(one: Inventory) -> Iterator[Distribution]:
    for form in FORMS:
        schema = INVENTORY_SCHEMA if form == "json" else None
        yield _file(one.name, f"{one.stem}.{form}", schema)


def _catalogues(catalogue: Catalogue) -> Iterator[Dataset]:
    """The 标准目录, whole, an area, an organ; their JSON has schemas of its own."""
    if not catalogue.areas:
        return
    words = ("标准目录", "基层政务公开")
    files = _in_forms("基层政务公开标准目录汇总", "catalogue/index", "whole")
    what = (
        "各领域基层政务公开标准目录的全部事项：公开内容、依据、时限、主体、渠道、对象、方式和层级。"
    )
    yield Dataset("catalogue", "基层政务公开标准目录汇总", what, tuple(files), words)
    parts = [
        part
        for area in catalogue.areas.values()
        for part in _in_forms(area.title, area.address.removesuffix(".html"), "area")
    ]
    what = "按领域分开的标准目录，一个领域一份。"
    yield Dataset("catalogue-areas", "各领域标准目录", what, tuple(parts), words)
    own = [
        part
        for organ in catalogue.merged
        for part in _in_forms(
            f"{catalogue.organ_name(organ)}公开目录", f"catalogue/organ/{organ}", "organ"
        )
    ]
    if own:
        what = "各机关依据标准目录编制的公开目录，与标准不同的地方写明理由。"
        yield Dataset("catalogue-organs", "各机关公开目录", what, tuple(own), words)


def _in_forms(title: str, stem: str, schema: str) -> Iterator[Distribution]:
    for form in ("xlsx", "csv", "json"):
        described = f"catalogue/{schema}.schema.json" if form == "json" else None
        yield _file(title, f"{stem}.{form}", described)


def _file(title: str, address: str, schema: str | None = None) -> Distribution:
    return Distribution(title, address, media_type(address), schema)
