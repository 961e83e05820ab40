"""The parts of an xlsx file, which is a zip of XML: opened within bounds, each read as a stream.

Nothing is unpacked to disk, run or fetched, and no part is inflated that is not asked for.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from gongkai.intake import rules
from gongkai.model import Diagnostic, Rule

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""Bytes of the file; all 26 tables together need a fiftieth of it."""
ENTRY_LIMIT: Final = 2000
PART_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of one part; a million empty rows need as much."""
INFLATE_LIMIT: Final = 192 * 1024 * 1024
"""Bytes of all parts that are read."""
RATIO_LIMIT: Final = 250
"""A sheet of empty rows shrinks to a fortieth, zeros to a thousandth."""
_RATIO_FROM: Final = 1024 * 1024
PART_TAGS: Final = 2_000_000
"""Elements of one part."""
TAG_LIMIT: Final = 5_000_000
"""Elements of all parts that are read."""
_TOKEN_LIMIT: Final = 1024 * 1024
"""Bytes of one tag; the parser has to hold it whole."""
_CHUNK: Final = 64 * 1024
_ENTRY: Final = b"PK\x01\x02"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS: Final = "请用Excel或WPS打开，另存为“Excel工作簿(*.xlsx)”再导入"
_MEND: Final = "请用Excel或WPS打开，检查后另存为新的xlsx文件再导入"
_COPY: Final = "请把目录表单独复制到一个新工作簿，另存为xlsx再导入"


class Refused(Exception):
    """The workbook, or one sheet, cannot be read; what to tell the editor."""

    def __init__(self, fault: Diagnostic) -> None:
        self.fault = fault


class Target:
    """What the parser calls; names come without their namespace."""

    row: int = 1
    """Where the reading stands, for findings."""
    saturated: bool = False
    """Nothing is expected of the rest: where a limit is met, the reading just ends."""
    cut_short: bool = False
    """It did."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some of an element's text."""

    def close(self) -> None:
        """The part ends."""


class Package:
    """An open workbook file."""

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        _refuse_other_forms(raw, file)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise self.refusal(rules.DAMAGED, "文件不完整或已损坏，打不开", _MEND) from None
        self._entries = self._by_name()
        self._inflated = self._tags = 0

    def _by_name(self) -> dict[str, zipfile.ZipInfo]:
        entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            name = _folded(entry.filename)
            if name in entries:
                raise self.refusal(rules.DAMAGED, f"有两个同名的部分“{name[:60]}”", _MEND)
            entries[name] = entry
        return entries

    def refusal(self, rule: Rule, message: str, cure: str, row: int = 1) -> Refused:
        """To be raised: why the reading ends here."""
        return Refused(rule.at(self.file, max(row, 1), message, cure))

    @property
    def names(self) -> list[str]:
        """The parts' names, in small letters."""
        return sorted(self._entries)

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._entries

    def read(self, name: str, target: Target) -> None:
        """Parse a part. ``Refused`` where it is too large, damaged, or declares a DTD."""
        entry = self._entries.get(_folded(name))
        if entry is None:
            raise self.refusal(rules.DAMAGED, f"缺少“{name[:60]}”这一部分", _MEND)
        self._check(entry)
        budget = _Budget(self, target)
        parser = XMLParser(target=budget, forbid_dtd=True)
        try:
            with self._zip.open(entry) as part:
                budget.feed(parser, iter(lambda: part.read(_CHUNK), b""))
        except _Enough:
            target.cut_short = True
        except DefusedXmlException:
            message = f"“{name[:60]}”里声明了XML实体或DTD，工作簿里不该有"
            raise self.refusal(rules.DAMAGED, message, _MEND, target.row) from None
        except (ParseError, UnicodeError, LookupError, ValueError):
            message = f"“{name[:60]}”的XML损坏或不完整"
            raise self.refusal(rules.DAMAGED, message, _MEND, target.row) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
            message = f"“{name[:60]}”解压不出来"
            raise self.refusal(rules.DAMAGED, message, _MEND, target.row) from None

    def _check(self, entry: zipfile.ZipInfo) -> None:
        """By what the zip declares: ``zipfile`` gives no byte more than that."""
        size, packed, name = entry.file_size, entry.compress_size, entry.filename[:60]
        if entry.flag_bits & 1:
            raise self.refusal(rules.NOT_A_WORKBOOK, "压缩包加了密码", f"请去掉密码；{_SAVE_AS}")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.refusal(rules.DAMAGED, f"“{name}”用了工作簿没有的压缩方式", _MEND)
        if size > _RATIO_FROM and size > RATIO_LIMIT * max(packed, 1):
            message = f"“{name}”的压缩比有{size // max(packed, 1)}倍，像是压缩炸弹"
            raise self.refusal(rules.TOO_LARGE, message, _COPY)

    def spend(self, size: int, tags: int, row: int) -> None:
        """Count what was inflated and parsed of all parts."""
        self._inflated += size
        self._tags += tags
        if self._inflated > INFLATE_LIMIT or self._tags > TAG_LIMIT:
            message = "工作簿解开后太大，行和单元格太多"
            raise self.refusal(rules.TOO_LARGE, message, _COPY, row)


class _Enough(Exception):
    """A limit was met where nothing more was expected."""


class _Budget:
    """Hands the parser's events on, without namespaces, and counts them."""

    def __init__(self, package: Package, target: Target) -> None:
        self._package, self._target = package, target
        self._size = self._tags = 0
        self.data = target.data
        self.close = target.close

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._tags += 1
        if self._tags > PART_TAGS:
            self._over("行和单元格太多")
        self._target.start(tag[tag.find("}") + 1 :], attributes)

    def end(self, tag: str) -> None:
        self._target.end(tag[tag.find("}") + 1 :])

    def feed(self, parser: XMLParser, chunks: Iterator[bytes]) -> None:
        """The whole part."""
        for chunk in chunks:
            before = self._tags
            parser.feed(chunk)
            self._package.spend(len(chunk), self._tags - before, self._target.row)
            self._size += len(chunk)
            if self._size > PART_LIMIT:
                self._over(f"解开后超过{PART_LIMIT // 1024 // 1024}MB")
            if self._size - parser.parser.CurrentByteIndex > _TOKEN_LIMIT:
                raise self._package.refusal(
                    rules.TOO_LARGE, "XML里有一个标记过长", _COPY, self._target.row
                )
        parser.close()

    def _over(self, what: str) -> None:
        if self._target.saturated:
            raise _Enough
        row = self._target.row
        raise self._package.refusal(rules.TOO_LARGE, f"工作簿的一个部分{what}", _COPY, row)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _refuse_other_forms(raw: bytes, file: str) -> None:
    """What is no xlsx file at all, or has more entries than one may have."""
    if len(raw) > SIZE_LIMIT:
        message = f"文件超过{SIZE_LIMIT // 1024 // 1024}MB"
        raise Refused(rules.TOO_LARGE.at(file, 1, message, _COPY))
    if raw.startswith(_OLE):
        raise Refused(_ole(raw, file))
    if not raw.startswith(b"PK"):
        message = "文件是空的" if not raw else "文件不是xlsx工作簿（可能是改了扩展名的网页或文本）"
        raise Refused(rules.NOT_A_WORKBOOK.at(file, 1, message, _SAVE_AS))
    if raw.count(_ENTRY) > ENTRY_LIMIT:
        message = f"文件里的部分超过{ENTRY_LIMIT}个"
        raise Refused(rules.TOO_LARGE.at(file, 1, message, _COPY))


def _ole(raw: bytes, file: str) -> Diagnostic:
    """The container of .xls files, and of encrypted .xlsx files."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        cure = "请用Excel或WPS输入密码打开，在“文件—信息—保护工作簿”里去掉密码，另存后再导入"
        return rules.NOT_A_WORKBOOK.at(file, 1, "工作簿加了打开密码，读不出来", cure)
    old = any(name.encode("utf-16-le") in raw for name in ("Workbook", "Book"))
    message = "文件是旧式的.xls工作簿" if old else "文件是旧式Office文件，不是xlsx工作簿"
    return rules.NOT_A_WORKBOOK.at(file, 1, message, _SAVE_AS)
