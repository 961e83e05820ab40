"""The lists beside the tables of our own export: what is known of areas and items (核对信息, 目录信息).

With them a workbook gives back exactly what it was made from (``downloads/catalogue_xlsx.py``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from gongkai.intake.sheet import Sheet
from gongkai.intake.workbook import Workbook
from gongkai.model.standard_catalogue import Verified
from gongkai.model.terms import TABLE

ITEMS: Final = "核对信息"
AREAS: Final = "目录信息"
OF_AN_ORGAN: Final = "与标准相比"
"""A column that only an organ's own catalogue has."""
_COLUMN_OF: Final = {label: column for column, label in TABLE.items()}
_VERIFIED: Final = {one.label: one.value for one in Verified}
_FACTS: Final = {
    "领域编号": "id", "领域名称": "name", "序号": "number", "主题分类": "topic", "主管部门": "ministry",
    "依据": "source", "来源网址": "source_urls", "是否完整": "complete", "备注": "notes",
}  # fmt: skip


class KnownItem(NamedTuple):
    """A row of 核对信息."""

    group: str
    title: str
    values: dict[str, Any]
    """By the names of ``CatalogueItem``."""


class OwnLists(NamedTuple):
    """What a workbook of ours knows besides its tables."""

    areas: tuple[dict[str, Any], ...]
    """In the order of the tables, by the names of ``Area``."""
    items: dict[str, tuple[KnownItem, ...]]
    """By area id, in the order of its table."""
    of_an_organ: bool


def own_lists(book: Workbook) -> OwnLists | None:
    """The lists of a workbook; None for one that we did not make."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    if ITEMS not in sheets or AREAS not in sheets:
        return None
    rows = [*_rows(sheets[ITEMS])]
    items: dict[str, list[KnownItem]] = {}
    for row in rows:
        known = KnownItem(row.get(TABLE["group"], ""), row.get(TABLE["title"], ""), _known(row))
        items.setdefault(row.get("领域编号", ""), []).append(known)
    return OwnLists(
        tuple(_areas(sheets[AREAS])),
        {area: tuple(held) for area, held in items.items()},
        any(OF_AN_ORGAN in row for row in rows),
    )


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    """Each row by the headings of the first."""
    first, *others = sorted(sheet.rows) or [0]
    heads = {column: cell.text.strip() for column, cell in sheet.rows.get(first, {}).items()}
    for row in others:
        yield {head: sheet.cell(row, column).text for column, head in heads.items()}


def _areas(sheet: Sheet) -> Iterator[dict[str, Any]]:
    area: dict[str, Any] = {}
    for row in sorted(sheet.rows)[1:]:
        name, text = sheet.cell(row, 1).text.strip(), sheet.cell(row, 2).text
        key = _FACTS.get(name)
        if key == "id" and area:
            yield area
            area = {}
        if key == "source_urls":
            area[key] = text.split("\n") if text else []
        elif key == "complete":
            area[key] = text or None
        elif key and text:
            area[key] = text
    if area:
        yield area


def _known(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": row.get("事项编号", "")}
    if label := row.get("核对情况"):
        found["verified"] = _VERIFIED.get(label, label)
    compared = row.get("已核对的栏", "")
    if compared:
        found["verified_fields"] = _columns("" if compared == "无" else compared)
        if compared == "全部":
            found["verified_fields"] = list(TABLE)
    found["incomplete"] = _columns(row.get("不完整的栏", ""))
    for key, name in (("source_urls", "来源网址"), ("evidence", "核对网页")):
        found[key] = row[name].split("\n") if row.get(name) else []
    for key, name in (("note", "备注"), ("edition", "版本"), ("code", "编码")):
        if row.get(name):
            found[key] = row[name]
    if approval := row.get("批准后适用"):
        found["after_approval"] = _json(approval)
    return found


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _columns(text: str) -> list[str]:
    return [_COLUMN_OF.get(label, label) for label in text.split("\n") if label]
