"""What the cells of a catalogue's table say: the words that spreadsheet and CSV share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from gongkai.model.local_catalogue import LocalCatalogue, OrganArea, OrganItem
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area, CatalogueItem, Channel, Column
from gongkai.model.terms import CHANNELS, TABLE

ALL_COLUMNS: Final = "全部"
NO_COLUMN: Final = "无"
ADDED: Final = "增加"
NOT_COMPARABLE: Final = "不适用"
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV Injection).

The full-width forms are read as such where a Chinese or Japanese input method is set.
"""
_ORDERED: Final[tuple[Channel, ...]] = tuple(CHANNELS)  # type: ignore[arg-type]  # the same names
_SOME_FROM: Final = _ORDERED.index("investment-platform")
"""From this channel on, only some areas' tables know it; 其他 ends every table's list."""

VERIFICATION: Final = (
    "核对情况", "核对标记", "已核对的栏", "不完整的栏", "来源网址", "核对网页", "备注", "版本",
    "编码", "批准后适用",
)  # fmt: skip
"""What is known about an item beside its table.

核对情况 follows from the columns, as on the pages; 核对标记 is what the source says, for an import.
"""
FOUNDATION: Final = ("示例", "依据的清单", "施行日期")
"""What is known of an organ's catalogue as a whole."""
COMPARISON: Final = ("与标准相比", "理由")
"""What an organ made of an item."""


class Held(NamedTuple):
    """An area's table with its rows, of the standard or as an organ holds it."""

    area: Area
    title: str
    items: tuple[CatalogueItem, ...]
    organ: OrganArea | None = None

    @property
    def rows(self) -> Iterator[tuple[CatalogueItem, OrganItem | None]]:
        """Every item, with what the organ made of it."""
        for place, item in enumerate(self.items):
            yield item, self.organ.items[place] if self.organ else None


def of_standard(area: Area) -> Held:
    """The table as the standard has it."""
    return Held(area, area.title, area.items)


def of_organ(name: str, local: LocalCatalogue, one: OrganArea) -> Held:
    """The table as it holds for an organ."""
    title = organ_title(f"{name}{one.area.name}领域", local)
    return Held(one.area, title, tuple(held.item for held in one.items), one)


def organ_title(whose: str, local: LocalCatalogue) -> str:
    """As an organ's catalogue is headed; a sheet that was printed still says that it is a sample."""
    return f"{whose}政务公开标准目录{'（示例）' if local.sample else ''}"


def foundation(local: LocalCatalogue) -> tuple[str, str, str]:
    """The cells under ``FOUNDATION``."""
    day = local.adopted_on.isoformat() if local.adopted_on else ""
    return ("是" if local.sample else "否", local.source or "", day)


def lines(values: Iterable[str]) -> str:
    """Several values in one cell, one a line."""
    return "\n".join(values)


def channels_of_form(items: Iterable[CatalogueItem]) -> tuple[Channel, ...]:
    """The tick boxes of a table: those of every table, then those that some item has; 其他 last."""
    chosen = {channel for item in items for channel in item.channels}
    some = (channel for channel in _ORDERED[_SOME_FROM:-1] if channel in chosen)
    return (*_ORDERED[:_SOME_FROM], *some, _ORDERED[-1])


_LINE: Final = 27
"""Half-width letters in a line of the column 公开渠道和载体."""


def tick_boxes(item: CatalogueItem, form: Iterable[Channel]) -> str:
    """公开渠道和载体 as printed: ■ before what is chosen, □ before what is not, two to a line."""
    return _in_pairs(tuple((one in item.channels, CHANNELS[one]) for one in form))


@lru_cache(maxsize=4096)
def _in_pairs(boxes: tuple[tuple[bool, str], ...]) -> str:
    """Two boxes share a line where both fit into the column."""
    found: list[str] = []
    for chosen, name in boxes:
        box = ("■" if chosen else "□") + name
        joined = f"{found[-1]} {box}" if found else ""
        if joined.count(" ") == 1 and len(joined.encode("gb18030")) <= _LINE:
            found[-1] = joined
        else:
            found.append(box)
    return "\n".join(found)


def verification(item: CatalogueItem, own: OrganItem | None) -> tuple[str, ...]:
    """The cells under ``VERIFICATION``; an organ's own words are compared with nothing."""
    approval = item.after_approval
    compared = own.compared if own else item.compared
    return (
        compared.label if compared else NOT_COMPARABLE,
        item.verified.label if compared else "",
        _compared(item.verified_fields),
        _labels(item.incomplete),
        lines(item.source_urls),
        lines(item.evidence),
        item.note or "",
        item.edition or "",
        item.code or "",
        json.dumps(as_plain(approval), ensure_ascii=False) if approval else "",
    )


def comparison(held: OrganItem) -> tuple[str, ...]:
    """The cells under ``COMPARISON``."""
    return (_labels(held.changed) if held.standard else ADDED, held.why or "")


def _compared(columns: tuple[Column, ...] | None) -> str:
    """已核对的栏: an empty cell says that it is not stated."""
    if columns is None:
        return ""
    return ALL_COLUMNS if columns == tuple(TABLE) else _labels(columns) or NO_COLUMN


def _labels(columns: Iterable[Column]) -> str:
    return lines(TABLE[column] for column in columns)
