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
NO_TITLE: Final = Rule("GK614", "没有记下同步发布的标题", Level.ADVICE, "公开工作要点四(二)")
OUT_OF_ORDER: Final = Rule("GK615", "同步发布的时间有误", Level.WARNING, "公开工作要点四(二)")
_COUNT: Final = "gongkai digest 文件"
"""The command; no finding says the digest itself, which would pass without anybody's look at the text."""


def outlets_say_the_same(case: Case) -> Iterator[Diagnostic]:
    """What other outlets were sent is what stands here."""
    for record in case.library.records.values():
        for number, outlet in enumerate(record.outlets):
            yield from _outlet(case, record, ("outlets", number), outlet)


def _outlet(case: Case, record: Record, key: Key, outlet: Outlet) -> Iterator[Diagnostic]:
    yield from _times(case, record, key, outlet)
    where = f"发到“{outlet.name}”的"
    if not record.open:
        if not any(one.kind == "撤回" for one in record.corrections):
            message = f"本文的公开方式是{record.disclosure}，却已发到“{outlet.name}”"
            cure = "请核对公开方式；已经撤回的，请在corrections里写明kind: 撤回"
            yield case.at(NOT_OPEN, record, key, message, cure)
        return
    if outlet.title is None:
        message = f"没有记下{where}标题，不能核对是否一致"
        yield case.at(NO_TITLE, record, key, message, "请照那里的标题写上title")
    elif outlet.title != record.title:
        message = f"{where}标题“{outlet.title[:40]}”和本文不同"
        yield case.at(OTHER_TITLE, record, (*key, "title"), message, "请改成一样的标题")
    here = case.loaded.text_sha256[record.id]
    if outlet.sha256 is None:
        message = f"没有记下{where}正文，不能核对是否一致"
        cure = f"请把那里的正文存成文件，用{_COUNT}算出sha256，写在这里"
        yield case.at(NO_DIGEST, record, key, message, cure)
    elif outlet.sha256 != here:
        message = f"{where}正文和本文不同（不计空白）"
        cure = f"请更新那里的正文，再用{_COUNT}重新算出sha256"
        yield case.at(OTHER_TEXT, record, (*key, "sha256"), message, cure)


def _times(case: Case, record: Record, key: Key, outlet: Outlet) -> Iterator[Diagnostic]:
    """What is published here first, is sent then (信息同步); what is to come, is not told yet."""
    said = f"发到“{outlet.name}”的时间{outlet.sent_at:%Y-%m-%d %H:%M}"
    if outlet.sent_at.date() > case.day:
        message = f"{said}晚于今天（{case.day}），到那一天才显示"
        yield case.at(OUT_OF_ORDER, record, (*key, "sent_at"), message, "请核对时间")
    if outlet.sent_at < record.published_at:
        message = f"{said}早于本文的发布时间{record.published_at:%Y-%m-%d %H:%M}"
        cure = "请核对时间；本站应当先发布或同时发布"
        yield case.at(OUT_OF_ORDER, record, (*key, "sent_at"), message, cure)
