"""A workbook nobody vouches for → the texts of its sheets and which cells are merged.

Read as a stream and bounded: rows that hold nothing cost nothing, the reading of cells stops after a
long run of them. A formula is not computed and its stored result not believed. Hidden sheets are
left out and said so; hidden rows and columns are read, since a filter hides rows, and said so too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from gongkai.intake import rules
from gongkai.intake.package import Package, Refused, Target
from gongkai.intake.shared_parts import Strings, Styles, Texts
from gongkai.intake.sheet import Sheet
from gongkai.intake.sheet_reader import SheetReader
from gongkai.intake.sheet_text import clean
from gongkai.model import Diagnostic
from gongkai.text import shortened

SHEET_LIMIT: Final = 100


@dataclass(slots=True)
class Workbook:
    """What could be read of a file."""

    sheets: list[Sheet] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)


def read_workbook(raw: bytes, file: str) -> Workbook:
    """Every visible sheet, and a finding for all that was not read. Never raises for its content."""
    book = Workbook()
    try:
        package = Package(raw, file)
        main = _main_part(package)
        book.faults += _left_alone(package)
        _read_sheets(package, main, book)
    except Refused as refused:
        book.faults.append(refused.fault)
        book.sheets.clear()
    return book


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for kind, target in _relations(package, "_rels/.rels", "").values():
            if kind == "officeDocument" and target in package:
                return target
    if "xl/workbook.xml" not in package:
        message = "压缩包里没有工作簿（可能是Word文件、ods表格或普通压缩包）"
        cure = "请用Excel或WPS打开目录表，另存为“Excel工作簿(*.xlsx)”再导入"
        raise package.refusal(rules.NOT_A_WORKBOOK, message, cure)
    return "xl/workbook.xml"


_STRANGE: Final = (
    (("vbaproject.bin", "xl/macrosheets/", "xl/activex/"), "有宏或控件，没有运行", "导入不需要宏"),
    (("xl/externallinks/", "xl/connections.xml", "xl/querytables/"), "有指向别处的外部链接，没有打开", "链接来的内容请粘贴为数值"),
    (("xl/embeddings/",), "嵌入了别的文件，没有读", "导入只读单元格里的文字"),
)  # fmt: skip


def _left_alone(package: Package) -> Iterator[Diagnostic]:
    for marks, message, cure in _STRANGE:
        if any(mark in name for name in package.names for mark in marks):
            yield rules.LEFT_ALONE.at(package.file, 1, message, cure)


def _read_sheets(package: Package, main: str, book: Workbook) -> None:
    folder, name = posixpath.split(main)
    relations = _relations(package, f"{folder}/_rels/{name}.rels", folder)
    listed = _SheetList()
    package.read(main, listed)
    targets = dict(relations.values())
    strings, styles = Strings(), Styles()
    aside: tuple[tuple[str, Target], ...] = (("sharedStrings", strings), ("styles", styles))
    for wanted, reader in aside:
        if targets.get(wanted, "") in package:
            package.read(targets[wanted], reader)
    texts = Texts(package, strings.texts)
    read: set[str] = set()
    for number, (title, relation, hidden) in enumerate(listed.sheets):
        kind, target = relations.get(relation, ("", ""))
        if hidden:
            message, cure = f"工作表“{title}”是隐藏的，没有读", "要导入它，请先取消隐藏"
            book.faults.append(rules.HIDDEN.at(package.file, 1, message, cure))
        elif number >= SHEET_LIMIT:
            message = f"工作表超过{SHEET_LIMIT}张"
            raise package.refusal(rules.TOO_LARGE, message, "请分成几个工作簿导入")
        elif target in read:  # a small file could have a part read a hundred times
            message, cure = f"工作表“{title}”和另一张用了同一个部分", "请另存一份再导入"
            raise package.refusal(rules.DAMAGED, message, cure)
        elif kind == "worksheet":
            read.add(target)
            cells = SheetReader(Sheet(title), texts, styles.dates)
            package.read(target, cells)
            book.faults += cells.findings(package.file)
            book.sheets.append(cells.sheet)


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation → its kind, and the part within the file that it leads to."""
    found = _Relations()
    if part in package:
        package.read(part, found)
    return {
        id: (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        for id, kind, target in found.inner
    }


class _Relations(Target):
    def __init__(self) -> None:
        self.inner: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            self.inner.append((attributes.get("Id", ""), kind, attributes.get("Target", "")))


class _SheetList(Target):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            names = {key[key.find("}") + 1 :]: value for key, value in attributes.items()}
            hidden = names.get("state", "visible") != "visible"
            title, _ = clean(names.get("name", ""))
            self.sheets.append((shortened(title.replace("\n", " ")), names.get("id", ""), hidden))
