"""Rules on what must be unique, and on numbers' forms (GK30x, GK32x)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gongkai.check.addresses import is_own, made_addresses
from gongkai.check.case import Case, Key
from gongkai.model import Diagnostic, DocumentNumber, IndexNumber, Level, Record, Rule
from gongkai.model.document_number import canonical, printed_by_the_standard
from gongkai.model.fields import is_device_name

SAME_INDEX_NUMBER: Final = Rule("GK301", "索引号重复", clause="目录系统实施指引：索引号唯一")
SAME_DOCUMENT_NUMBER: Final = Rule("GK302", "发文字号重复")
SAME_ADDRESS: Final = Rule("GK303", "网址重复")
INDEX_NUMBER_FORM: Final = Rule("GK320", "索引号格式", Level.WARNING, "目录系统实施指引第二部分")
DOCUMENT_NUMBER_FORM: Final = Rule("GK321", "发文字号格式", Level.WARNING, "GB/T 9704-2012 7.2.5")


def one_index_number_each(case: Case) -> Iterator[Diagnostic]:
    """No two records share an index number."""
    first: dict[str, Record] = {}
    for record in case.library.records.values():
        other = first.setdefault(record.index_no, record)
        if other is not record:
            yield case.at(
                SAME_INDEX_NUMBER,
                record,
                ("index_no",),
                f"索引号“{record.index_no}”已经用于{other.id}.md",
                "索引号一件一号，请改用未用过的号",
            )


def one_document_number_each(case: Case) -> Iterator[Diagnostic]:
    """No two records share a document number, in whatever brackets."""
    first: dict[str, Record] = {}
    for record in case.library.records.values():
        if record.doc_no is None:
            continue
        other = first.setdefault(canonical(record.doc_no), record)
        if other is not record:
            yield case.at(
                SAME_DOCUMENT_NUMBER,
                record,
                ("doc_no",),
                f"发文字号“{record.doc_no}”已经用于{other.id}.md",
                "请核对原文；同一份文件只留一条记录",
            )


def one_address_each(case: Case) -> Iterator[Diagnostic]:
    """No two pages share an address, upper and lower case taken as one (FAT32)."""
    taken: dict[str, str] = {}
    made = made_addresses(case)
    for record in case.library.records.values():
        name = record.id.rsplit("/", 1)[-1]
        if is_own(record.address):
            message = f"“{name}.md”的网址{record.address}是系统自动生成的页面的"
            yield case.at(SAME_ADDRESS, record, (), message, "请换一个文件名或文件夹")
        if of := made.get(record.address.casefold()):
            message = f"“{name}.md”的网址是系统为{of}.md生成的文件的"
            yield case.at(SAME_ADDRESS, record, (), message, "请换一个文件名")
        other = taken.setdefault(record.id.casefold(), record.id)
        if other != record.id:
            yield case.at(SAME_ADDRESS, record, (), f"网址和{other}.md只差大小写", "请换一个文件名")
    for page in sorted(case.loaded.tree.pages):
        id = page.removesuffix(".md")
        if is_own(f"{id}.html"):
            yield SAME_ADDRESS.at(page, 1, "这个网址由系统自动生成页面", "请换一个文件名")
        if of := made.get(f"{id}.html".casefold()):
            message = f"这个网址是系统为{of}.md生成的文件的"
            yield SAME_ADDRESS.at(page, 1, message, "请换一个文件名")
        other = taken.setdefault(id.casefold(), id)
        if other != id:
            yield SAME_ADDRESS.at(page, 1, f"网址和{other}.md只差大小写", "请换一个文件名")
    yield from _redirects(case, taken, made)


def _redirects(case: Case, taken: dict[str, str], made: Mapping[str, str]) -> Iterator[Diagnostic]:
    for record in case.library.records.values():
        for number, old in enumerate(record.redirect_from):
            key: Key = ("redirect_from", number)
            id = old.strip("/").removesuffix(".html").casefold()
            page = old.strip("/").removesuffix(".html") + ".md"
            address = old.strip("/")
            if is_own(address) or address.casefold() in made or page in case.loaded.tree.pages:
                message = f"旧地址“{old}”是别的页面的地址"
                yield case.at(SAME_ADDRESS, record, key, message, "请删去，或改成真正的旧地址")
                continue
            other = taken.setdefault(id, record.id)
            if not _safe_redirect(old):
                yield case.at(
                    SAME_ADDRESS, record, key, f"旧地址“{old}”写法不对", "请写成/old/path.html"
                )
            elif other != record.id or id == record.id.casefold():
                yield case.at(
                    SAME_ADDRESS,
                    record,
                    key,
                    f"旧地址“{old}”已由{other}.md使用",
                    "请删去，或改成这份文件真正的旧地址",
                )


def _safe_redirect(old: str) -> bool:
    path = old.strip("/")
    return (
        path.endswith(".html")
        and ".." not in path.split("/")
        and not any(map(is_device_name, path.split("/")))
        and re.fullmatch(r"[\w./-]+", path) is not None
    )


def numbers_have_their_form(case: Case) -> Iterator[Diagnostic]:
    """Index and document numbers are printed as the standards say."""
    for record in case.library.records.values():
        try:
            IndexNumber.parse(record.index_no)
        except ValueError:
            yield case.at(
                INDEX_NUMBER_FORM,
                record,
                ("index_no",),
                f"索引号“{record.index_no}”不是国家格式",
                "应为“机构代码/年份-五位流水号”；早年编定的地方索引号可以保留",
            )
        if record.doc_no is not None and not printed_by_the_standard(record.doc_no):
            yield from _document_number(case, record, record.doc_no)


def _document_number(case: Case, record: Record, printed: str) -> Iterator[Diagnostic]:
    try:
        number = DocumentNumber.parse(printed)
    except ValueError:
        cure = "应为“机关代字〔年份〕序号号”，如乌政办发〔2020〕11号；没有字号写doc_no: null"
        message = f"发文字号“{printed}”读不懂"
        yield case.at(DOCUMENT_NUMBER_FORM, record, ("doc_no",), message, cure)
        return
    message, cure = f"发文字号“{printed}”格式不符", f"应为“{number}”；请用六角括号〔〕"
    yield case.at(DOCUMENT_NUMBER_FORM, record, ("doc_no",), message, cure)
