"""Rules on single facts: organs, topics, dates, corrections (GK33x)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.check.case import Case, Key
from gongkai.model import Diagnostic, Level, Record, Rule
from gongkai.text import nearest

NO_SUCH_ORGAN: Final = Rule("GK330", "机关编号不存在")
NOT_REGISTERED: Final = Rule("GK331", "机关不在名录里", Level.ADVICE)
NO_SUCH_TOPIC: Final = Rule("GK332", "主题分类不存在", clause="国务院公文主题分类")
ENDS_BEFORE_START: Final = Rule("GK333", "失效早于生效")
PUBLISHED_EARLY: Final = Rule("GK334", "发布早于成文", Level.WARNING)
CORRECTED_WHEN: Final = Rule("GK336", "更正或撤回的日期不对", Level.WARNING)
TAKEN_BACK_BUT_SHOWN: Final = Rule("GK337", "已撤回的文件仍在公开正文")
IN_THE_FUTURE: Final = Rule("GK335", "发布时间在将来", Level.ADVICE)


def organs_exist(case: Case) -> Iterator[Diagnostic]:
    """Issuers and publishers are organs of the register, or full names.

    A register with faults of its own is mended first: an entry that did not parse is not missing.
    """
    if case.is_faulty("catalogue/organs.yaml"):
        return
    for record in case.library.records.values():
        for key, written in _organs(record):
            if case.catalogue.organ(written) is None:
                yield _organ(case, record, key, written)


def _organs(record: Record) -> Iterator[tuple[Key, str]]:
    yield ("issuer",), record.issuer
    if record.publisher:
        yield ("publisher",), record.publisher
    for number, organ in enumerate(record.joint_issuers):
        yield ("joint_issuers", number), organ
    in_charge = getattr(record, "organ", None)
    if in_charge and in_charge != record.issuer:
        yield ("organ",), in_charge


def _organ(case: Case, record: Record, key: Key, written: str) -> Diagnostic:
    if not written.isascii():
        message = f"机关“{written}”不在机关名录里"
        cure = "请在catalogue/organs.yaml里登记；上级和外地机关可以不登记"
        return case.at(NOT_REGISTERED, record, key, message, cure)
    guess = nearest(written, case.catalogue.organs)
    cure = f"是不是{guess}？" if guess else "请在catalogue/organs.yaml里登记，或写机关全称"
    return case.at(NO_SUCH_ORGAN, record, key, f"没有编号为“{written}”的机关", cure)


def topics_exist(case: Case) -> Iterator[Diagnostic]:
    """The topic is a leaf of the tree, where there is a tree."""
    leaves = case.catalogue.topic_paths()
    if not leaves:
        return
    for record in case.library.records.values():
        if record.topic not in leaves:
            guess = nearest(record.topic, leaves, 0.4)
            yield case.at(
                NO_SUCH_TOPIC,
                record,
                ("topic",),
                f"主题分类“{record.topic}”不在分类表里",
                f"应写成“大类/小类”{f'；是不是{guess}？' if guess else ''}",
            )


def dates_in_order(case: Case) -> Iterator[Diagnostic]:
    """Written, published, in force and out of force follow each other."""
    for record in case.library.records.values():
        if record.expires_on and record.expires_on < record.in_force_from:
            yield case.at(
                ENDS_BEFORE_START,
                record,
                ("expires_on",),
                f"有效期届满日{record.expires_on}早于实施日期{record.in_force_from}",
                "请核对两个日期",
            )
        published = record.published_at.date()
        if published < record.written_on:
            yield case.at(
                PUBLISHED_EARLY,
                record,
                ("published_at",),
                f"发布日期{published}早于成文日期{record.written_on}",
                "请核对两个日期",
            )
        if published > case.day:
            yield case.at(
                IN_THE_FUTURE,
                record,
                ("published_at",),
                f"发布时间{record.published_at:%Y-%m-%d %H:%M}晚于今天（{case.day}）",
                "现在的构建不会发布它，到这一天以后的构建才会；写错了请改正",
            )


def corrections_agree(case: Case) -> Iterator[Diagnostic]:
    """A correction lies between publication and today; what was taken back is not shown."""
    for record in case.library.records.values():
        for number, correction in enumerate(record.corrections):
            key = ("corrections", number, "on")
            said = f"{correction.kind}日期{correction.on}"
            if correction.on > case.day:
                message = f"{said}晚于今天（{case.day}）"
                cure = "现在的构建不会显示它，到这一天以后的构建才会；写错了请改正"
                yield case.at(CORRECTED_WHEN, record, key, message, cure)
            elif correction.on < record.published_at.date():
                message = f"{said}早于发布日期{record.published_at.date()}"
                yield case.at(CORRECTED_WHEN, record, key, message, "请核对日期")
        in_order = sorted(record.until(case.day).corrections, key=lambda one: one.on)
        if record.open and in_order and in_order[-1].kind == "撤回":
            yield case.at(
                TAKEN_BACK_BUT_SHOWN,
                record,
                ("corrections",),
                f"文件已写明{in_order[-1].on}撤回，正文仍会公开",
                "请把disclosure改为依申请公开或不予公开；重新公开的，再加一条更正说明",
            )
