"""The lists that our own export puts beside its tables: 核对信息 and 目录信息."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from gongkai.intake import rules
from gongkai.intake.sheet import Sheet, address
from gongkai.intake.workbook import Workbook
from gongkai.model import Diagnostic
from gongkai.model.standard_catalogue import Verified
from gongkai.model.terms import TABLE

CHECKED: Final = "核对信息"
FACTS: Final = "目录信息"
LISTS: Final = frozenset({CHECKED, FACTS, "未选用事项"})
_COLUMN_CALLED: Final = {label: column for column, label in TABLE.items()}
_VERIFIED: Final = {one.label: one.value for one in Verified}
_FACT_KEYS: Final = {
    "领域编号": "id", "领域名称": "name", "序号": "number", "主题分类": "topic",
    "主管部门": "ministry", "依据": "source", "来源网址": "source_urls", "是否完整": "complete",
    "备注": "notes",
}  # fmt: skip
_TEXTS: Final = {"备注": "note", "版本": "edition", "编码": "code"}
_LISTED: Final = {"来源网址": "source_urls", "核对网页": "evidence"}


class Checked(NamedTuple):
    """What 核对信息 says of an item."""

    id: str
    group: str
    title: str
    values: dict[str, Any]
    row: int
    said: str
    """核对情况, which follows from the values; empty where it has to stand for 核对标记."""


@dataclass(slots=True)
class Own:
    """The two lists; both empty where a workbook is not of our own making."""

    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Area → what is known of it."""
    checked: dict[str, list[Checked]] = field(default_factory=dict)
    """Area → its items, in the table's order."""
    of_organ: bool = False
    """Whether it is an organ's own catalogue, which is no standard."""
    faults: list[Diagnostic] = field(default_factory=list)


def read_own(book: Workbook, file: str) -> Own:
    """The lists of a workbook."""
    own = Own()
    sheets = {sheet.name: sheet for sheet in book.sheets}
    if FACTS in sheets and CHECKED in sheets:
        for facts in _facts(sheets[FACTS]):
            own.facts.setdefault(facts["id"], facts)
        labels, rows = _rows(sheets[CHECKED])
        own.of_organ = "与标准相比" in labels
        for row, values in rows:
            one = _checked(values, own, labels, row, file)
            own.checked.setdefault(values.get("领域编号", ""), []).append(one)
    return own


def _rows(sheet: Sheet) -> tuple[dict[str, int], Iterator[tuple[int, dict[str, str]]]]:
    """A list's headings with their columns, and its rows."""
    numbers = sorted(sheet.rows)
    labels = (
        {cell.text: column for column, cell in sheet.rows[numbers[0]].items()} if numbers else {}
    )
    return labels, (
        (row, {label: sheet.cell(row, column).text for label, column in labels.items()})
        for row in numbers[1:]
    )


def _facts(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """One mapping an area; 领域编号 begins the next."""
    facts: dict[str, Any] = {}
    for _, values in _rows(sheet)[1]:
        key, text = _FACT_KEYS.get(values.get("项目", "")), values.get("内容", "").strip()
        if key == "id":
            if facts:
                yield facts
            facts = {"id": text}
        elif key and text and facts:
            facts[key] = text.split("\n") if key == "source_urls" else text
    if facts:
        yield facts


def _checked(
    values: dict[str, str], own: Own, labels: dict[str, int], row: int, file: str
) -> Checked:
    # Workbooks from before 核对标记 had a column say in 核对情况 what the source says.
    mark = values.get("核对标记", values.get("核对情况", ""))
    found: dict[str, Any] = {"verified": _VERIFIED.get(mark, "false")}
    if (compared := values.get("已核对的栏", "").strip()) != "":
        named = {"全部": list(TABLE), "无": []}
        found["verified_fields"] = named.get(compared) or _columns(compared)
    found["incomplete"] = _columns(values.get("不完整的栏", ""))
    for label, key in _LISTED.items():
        found[key] = [line for line in values.get(label, "").split("\n") if line.strip()]
    for label, key in _TEXTS.items():
        found[key] = values.get(label, "").strip() or None
    if approval := values.get("批准后适用", ""):
        try:
            found["after_approval"] = json.loads(approval)
        except (ValueError, RecursionError):
            where = address(row, labels["批准后适用"])
            message = f"工作表“{CHECKED}”的{where}不是JSON"
            own.faults.append(rules.CELL.at(file, row, message, "请照导出时的写法改回来"))
    return Checked(
        values.get("事项编号", "").strip(),
        values.get(TABLE["group"], "").strip(),
        values.get(TABLE["title"], "").strip(),
        found,
        row,
        values.get("核对情况", "").strip() if "核对标记" in values else "",
    )


def _columns(text: str) -> list[str]:
    return [_COLUMN_CALLED[line] for line in text.split("\n") if line in _COLUMN_CALLED]
