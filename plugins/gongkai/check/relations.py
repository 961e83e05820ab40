"""Rules on relations between records (GK31x)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.check.case import Case, Key
from gongkai.model import Diagnostic, GazetteIssue, Level, Record, Reference, Rule
from gongkai.model.records import Interpretation, Project, TopicPage
from gongkai.model.relations import CHANGES, NAMES, NO_RELATIONS
from gongkai.model.terms import RELATIONS
from gongkai.text import nearest

DANGLING: Final = Rule("GK310", "指向的文件不存在")
OF_ITSELF: Final = Rule("GK311", "指向自己")
CIRCULAR: Final = Rule("GK312", "互相废止或修改")
NEWER: Final = Rule("GK313", "废止或修改了比自己晚的文件")
OF_NOTHING: Final = Rule("GK314", "解读没有写明解读哪份文件", clause="公开工作要点五(一)")
NO_SUCH_ISSUE: Final = Rule("GK315", "公报期号不存在", Level.WARNING)
ARTICLE: Final = Rule("GK316", "公报篇目有误")
OTHER_ISSUE: Final = Rule("GK317", "刊登于和公报目录不一致", Level.WARNING)
IN_TWO_ISSUES: Final = Rule("GK318", "几期公报都列了同一份文件", Level.WARNING)

_CITED: Final = frozenset({"based_on", "related"})
"""Relations whose target may lie outside the library and is then cited in 《》."""


def targets_exist(case: Case) -> Iterator[Diagnostic]:
    """Every relation leads to another record."""
    for record in case.library.records.values():
        if record.relations is NO_RELATIONS:
            continue
        for name in NAMES:
            for number, reference in enumerate(getattr(record.relations, name)):
                key: Key = ("relations", name, number)
                yield from _target(case, record, name, reference, key)


def _target(
    case: Case, record: Record, name: str, reference: Reference, key: Key
) -> Iterator[Diagnostic]:
    written, word = reference.record, RELATIONS[name][0]
    target = case.library.find(written)
    if target is None:
        if not (name in _CITED and written.startswith("《")):
            yield from _dangling(case, record, key, f"{word}的文件“{written}”不存在", written)
    elif target is record:
        yield case.at(OF_ITSELF, record, key, f"{word}的文件就是自己", "请改成另一份文件")
    elif name in CHANGES and target.written_on > record.written_on:
        yield case.at(
            NEWER,
            record,
            key,
            f"{word}了比自己晚成文的文件{target.id}.md"
            f"（{target.written_on}，本文件{record.written_on}）",
            "请核对两份文件的成文日期，或改正关系的方向",
        )


def _dangling(
    case: Case, record: Record, key: Key, message: str, written: str
) -> Iterator[Diagnostic]:
    if written.removesuffix(".md") + ".md" in case.loaded.tree.records:
        return  # it is there, has a fault of its own, and says so
    guess = nearest(written, case.library.records)
    cure = f"是不是{guess}？" if guess else "请写记录的编号，即content/之后、.md之前的路径"
    yield case.at(DANGLING, record, key, message, cure)


def no_circles(case: Case) -> Iterator[Diagnostic]:
    """No record changes, through others, itself, or is its own basis; each circle once."""
    yield from _circles(case, CHANGES, "互相废止或修改")
    yield from _circles(case, frozenset({"based_on"}), "互为依据")


def _circles(case: Case, names: frozenset[str], what: str) -> Iterator[Diagnostic]:
    reported: set[str] = set()
    for record in case.library.records.values():
        if record.id in reported or record.relations is NO_RELATIONS:
            continue
        circle = _circle_from(case, record, names)
        if circle and not reported & set(circle):
            reported |= set(circle)
            path = " → ".join([*circle, circle[0]])
            yield case.at(
                CIRCULAR,
                record,
                ("relations",),
                f"文件{what}：{path}",
                "请改正其中一处关系",
            )


def _circle_from(case: Case, start: Record, names: frozenset[str]) -> list[str]:
    """Depth first along the relations, until it comes back to the start; iterative on purpose."""
    trail: list[tuple[Record, Iterator[Record]]] = [(start, _ends(case, start, names))]
    seen = {start.id}
    while trail:
        following = next(trail[-1][1], None)
        if following is None:
            trail.pop()
        elif following is start:
            return [record.id for record, _ in trail]
        elif following.id not in seen:
            seen.add(following.id)
            trail.append((following, _ends(case, following, names)))
    return []


def _ends(case: Case, record: Record, names: frozenset[str]) -> Iterator[Record]:
    return (r.target for r in case.library.outgoing(record) if r.name in names)


def interpretations_interpret(case: Case) -> Iterator[Diagnostic]:
    """An interpretation names at least one policy."""
    for record in case.library.records.values():
        if isinstance(record, Interpretation) and not record.relations.interprets:
            yield case.at(
                OF_NOTHING,
                record,
                ("relations", "interprets"),
                "解读没有写明解读哪份文件",
                "请在relations的interprets里写上文件的编号",
            )


def gazette_agrees(case: Case) -> Iterator[Diagnostic]:
    """Issues list what exists, and records name the issue that lists them."""
    for record in case.library.records.values():
        yield from _printed_in(case, record)
        if isinstance(record, GazetteIssue):
            yield from _articles(case, record)


def _printed_in(case: Case, record: Record) -> Iterator[Diagnostic]:
    """What a record states and what the issues list; on pages and in files the listing counts."""
    listing, stated = case.library.listing(record), case.library.stated_issue(record)
    listed = "、".join(_issue_name(one.issue_year, one.issue) for one in listing)
    if len(listing) > 1:
        message = f"{listed}公报的目录里都有本文"
        cure = "请核对，只在刊登的那一期里列出；确实重登的，可以不管这条提示"
        yield case.at(IN_TWO_ISSUES, record, ("gazette",), message, cure)
    if record.gazette is None or stated in listing:
        return
    written = _issue_name(record.gazette.year, record.gazette.issue)
    if listing:
        message = f"写的是刊登于{written}，目录里有本文的却是{listed}"
        cure = "请核对期号；页面和数据库以目录里有本文的一期为准"
        yield case.at(OTHER_ISSUE, record, ("gazette",), message, cure)
    elif stated:
        message = f"写的是刊登于{written}，那一期的目录里却没有本文"
        cure = f"请在{stated.id}.md的articles里补上，或核对期号"
        yield case.at(OTHER_ISSUE, record, ("gazette",), message, cure)
    else:
        cure = "请补录这一期公报，或核对期号"
        yield case.at(NO_SUCH_ISSUE, record, ("gazette",), f"{written}公报不在库里", cure)


def _issue_name(year: int, issue: int) -> str:
    return f"{year}年第{issue}期"


def _articles(case: Case, issue: GazetteIssue) -> Iterator[Diagnostic]:
    for number, article in enumerate(issue.articles):
        key: Key = ("articles", number)
        if article.record is None and article.title is None:
            yield case.at(ARTICLE, issue, key, "篇目没有record也没有title", "请写上其中一项")
        elif article.record and case.library.find(article.record) is None:
            message = f"篇目“{article.record}”不存在"
            yield from _dangling(case, issue, (*key, "record"), message, article.record)


def gathered_exist(case: Case) -> Iterator[Diagnostic]:
    """What topic pages pin and projects list, exists."""
    for record in case.library.records.values():
        for key, written in _named_records(record):
            if case.library.find(written) is None:
                yield from _dangling(case, record, key, f"列出的文件“{written}”不存在", written)


def _named_records(record: Record) -> Iterator[tuple[Key, str]]:
    if isinstance(record, TopicPage):
        for number, id in enumerate(record.pinned):
            yield ("pinned", number), id
    if isinstance(record, Project):
        for number, milestone in enumerate(record.timeline):
            if milestone.record:
                yield ("timeline", number, "record"), milestone.record
        for kind, ids in record.disclosures.items():
            for number, id in enumerate(ids):
                yield ("disclosures", kind, number), id
