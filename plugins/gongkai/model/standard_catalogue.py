"""标准目录: the 26 areas of grassroots openness and what each obliges to publish.

国办发〔2019〕54号 obliges counties to compile their catalogues from the ministries' guidelines, one
for each area; a guideline is a table of items with the columns that ``CatalogueItem`` has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Annotated, Any, Final, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

from gongkai.model.deadline import Deadline
from gongkai.model.fields import NO_DEVICE, NOT_INDEX, OR_EMPTY, Flag, Id, Line, Serial, Text, Web
from gongkai.model.records import Lines
from gongkai.model.terms import CHANNELS

Row = TypeVar("Row")
_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)

ITEM_ID_PATTERN: Final = r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$"
ItemId = Annotated[
    str, StringConstraints(pattern=ITEM_ID_PATTERN, max_length=40), NO_DEVICE, NOT_INDEX
]
"""An item's number within its area, as ``2.10``: safe as a file name."""
Channel = Literal[
    "website", "gazette", "new-media", "press-conference", "broadcast", "print-media",
    "reading-point", "service-centre", "service-station", "on-site", "notice-board", "targeted",
    "other", "investment-platform", "trading-platform", "bidding-platform", "e-bidding-platform",
    "credit-china", "dept-website", "ccgp", "finance-designated-media", "land-market",
    "legal-service-net", "grassroots-platform", "land-platform",
]  # fmt: skip
"""公开渠道和载体; labels in ``terms.CHANNELS``."""
_PLACES: Final = {channel: place for place, channel in enumerate(CHANNELS)}
Channels = Annotated[
    tuple[Channel, ...],
    OR_EMPTY,
    AfterValidator(lambda v: tuple(sorted(dict.fromkeys(v), key=_PLACES.__getitem__))),
]
"""The chosen tick boxes: each once, in the order of the standard tables."""
LevelName = Literal["city", "county", "town", "village"]
"""公开层级; labels in ``terms.LEVELS``."""
Method = Literal["active", "request"]
"""公开方式; labels in ``terms.METHODS``."""
Column = Literal[
    "group", "title", "elements", "basis", "deadline", "publisher", "channels", "audience",
    "method", "levels",
]  # fmt: skip
"""A column of the standard's table; labels in ``terms.TABLE``."""
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
Columns = Annotated[tuple[Column, ...], OR_EMPTY]


class Verified(StrEnum):
    """Whether an item was compared with the ministry's own table."""

    YES = "true"
    PARTLY = "partial"
    NO = "false"

    @property
    def label(self) -> str:
        """As pages show it."""
        return {"true": "已核对", "partial": "部分核对", "false": "待核"}[self.value]


def _verified(value: Any) -> Any:
    if not isinstance(value, (str, bool)):
        return value
    written = str(value).lower()
    return {"是": "true", "部分": "partial", "否": "false"}.get(written, written)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Specific:
    """特定群体: the groups by name."""

    specific: Annotated[tuple[Line, ...], Field(min_length=1), OR_EMPTY]


Audience = Literal["all"] | Specific


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class AfterApproval:
    """What applies once the land is approved (征地补偿: the marks ▲ of its table)."""

    when: Line
    deadline: Deadline
    channels: tuple[Channel, ...] = ()
    audience: Audience = "all"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class CatalogueItem:
    """公开事项: one row of an area's table."""

    id: ItemId
    group: Line
    """一级事项."""
    title: Line
    """二级事项."""
    elements: Lines
    """公开内容（要素）."""
    basis: Lines = ()
    deadline: Deadline
    publisher: Lines = ()
    """公开主体, in the general words of the guideline; an organ's own catalogue names the organ."""
    channels: Channels = ()
    audience: Audience = "all"
    method: Method = "active"
    levels: Annotated[tuple[LevelName, ...], OR_EMPTY] = ()
    verified: Annotated[Verified, BeforeValidator(_verified)] = Verified.NO
    verified_fields: Columns | None = None
    """Columns that were compared; None where ``verified`` says it all."""
    incomplete: Columns = ()
    """Columns known to hold only a part of what the table prints."""
    source_urls: Annotated[tuple[Web, ...], OR_EMPTY] = ()
    evidence: Lines = ()
    """Hosts of the pages that were compared."""
    note: Line | None = None
    edition: Line | None = None
    code: Line | None = None
    """The printed code, where the table has one (医疗卫生)."""
    after_approval: AfterApproval | None = None

    @property
    def compared(self) -> Verified:
        """How much of the row was compared, by its columns: all, some, none."""
        return self.compared_in(COLUMNS)

    def compared_in(self, columns: Sequence[Column]) -> Verified:
        """How much of some of its columns was compared."""
        known = self.verified_columns
        count = sum(column in known for column in columns)
        if count == len(columns):
            return Verified.YES
        return Verified.PARTLY if count or self.verified is not Verified.NO else Verified.NO

    @property
    def verified_columns(self) -> tuple[Column, ...]:
        """The columns of this row that were compared in full, in the table's order."""
        if self.verified_fields is not None:
            stated = self.verified_fields
        else:
            stated = COLUMNS if self.verified is Verified.YES else ()
        if not stated or (stated is COLUMNS and not self.incomplete):
            return stated
        return tuple(c for c in COLUMNS if c in stated and c not in self.incomplete)

    def is_verified(self, column: Column) -> bool:
        """Whether a column of this row was compared in full."""
        return column in self.verified_columns


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Area:
    """领域: one of the 26, with its table (``areas/<id>.yaml``)."""

    id: Id
    name: Line
    number: Serial | None = None
    """Its place among the 26, where it is settled."""
    topic: Line | None = None
    """The main topic (主题分类) under which the browse tree shows it."""
    ministry: Line
    source: Line
    """The guideline: number and title."""
    source_urls: Annotated[tuple[Web, ...], OR_EMPTY] = ()
    complete: Flag | None = None
    """Whether every row of the table is believed present; None where nobody knows."""
    notes: Text | None = None
    items: tuple[CatalogueItem, ...] = ()

    @property
    def called(self) -> str:
        """Its name with the word for what it is, which some names end with already."""
        return f"{self.name.removesuffix('领域')}领域"

    @property
    def title(self) -> str:
        """As the tables are headed."""
        return f"{self.called}基层政务公开标准目录"

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return f"catalogue/{self.id}.html"


def in_groups(items: Iterable[Row], group: Callable[[Row], str]) -> list[tuple[str, list[Row]]]:
    """Rows under their 一级事项: as in the printed tables, a run of rows shares one cell."""
    return [(name, list(rows)) for name, rows in groupby(items, group)]


def item_title(area: Area, item: CatalogueItem) -> str:
    """How other pages name an item."""
    return f"{area.name}：{item.title}"


def item_address(area: str, item: str) -> str:
    """Where an item's page is, from the site's root."""
    return f"catalogue/{area}/{item}.html"
