"""Rules on what was sent to other outlets (GK61x): 数据同源、信息同步 (公开工作要点 四(二))."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.check.case import Case, Key
from gongkai.model import Diagnostic, Level, Record, Rule
from gongkai.model.records import Outlet

OTHER_TITLE: Final = Rule("GK610", "同步发布的标题不同", Level.WARNING, "公开工作要点四(二)")
OTHER_TEXT: Final = Rule("GK611", "同步发布的正文不同", Level.WARNING, "公开工作要点四(二)")
NOT_OPEN: Final = Rule("GK612", "没有主动公开却已同步发布", Level.WARNING)
NO_DIGEST: Final = Rule("GK613", "没有记下同步发布的正文", Level.ADVICE, "公开工作要点四(二)")


def outlets_say_the_same(case: Case) -> Iterator[Diagnostic]:
    """What other outlets were sent is what stands here."""
    for record in case.library.records.values():
        for number, outlet in enumerate(record.outlets):
            yield from _outlet(case, record, ("outlets", number), outlet)


def _outlet(case: Case, record: Record, key: Key, outlet: Outlet) -> Iterator[Diagnostic]:
    where = f"发到“{outlet.name}”的"
    if not record.open:
        if not any(one.kind == "撤回" for one in record.corrections):
            message = f"本文的公开方式是{record.disclosure}，却已发到“{outlet.name}”"
            cure = "请核对公开方式；已经撤回的，请在corrections里写明kind: 撤回"
            yield case.at(NOT_OPEN, record, key, message, cure)
        return
    if outlet.title and outlet.title != record.title:
        message = f"{where}标题“{outlet.title[:40]}”和本文不同"
        yield case.at(OTHER_TITLE, record, (*key, "title"), message, "请改成一样的标题")
    here = case.loaded.text_sha256[record.id]
    if outlet.sha256 is None:
        message = f"没有记下{where}正文，不能核对是否一致"
        yield case.at(NO_DIGEST, record, key, message, f"核对一致后请加上“sha256: {here}”")
    elif outlet.sha256 != here:
        message = f"{where}正文和本文不同（不计空白）"
        cure = f"请更新那里的正文，再把sha256改成{here}"
        yield case.at(OTHER_TEXT, record, (*key, "sha256"), message, cure)
