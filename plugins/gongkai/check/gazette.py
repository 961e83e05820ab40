"""Rules on the gazette (GK35x): issues run on without a gap, each number once (国办发〔2018〕22号)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from gongkai.check.case import Case
from gongkai.load.attached_text import attached_text, text_file_of
from gongkai.model import Diagnostic, GazetteIssue, Level, Rule

MISSING_ISSUES: Final = Rule("GK350", "公报期号不连续", Level.WARNING, "国办发〔2018〕22号")
TWICE: Final = Rule("GK351", "公报期号重复", clause="国办发〔2018〕22号")
TOTAL: Final = Rule("GK352", "公报总期号不连续", Level.WARNING, "国办发〔2018〕22号")
JUMP: Final = Rule("GK354", "公报期号跳得太多")
SCATTERED: Final = Rule("GK353", "公报的栏目写在几处", Level.ADVICE)
NO_TEXT: Final = Rule("GK355", "公报随刊文本读不出来", Level.WARNING)
_CURE: Final = "请补录缺的公报；确实没有出版的，可以不管这条提示"
_MOST: Final = 60
"""A gazette that comes out every week has 53 issues a year: a longer gap is a slip of the pen."""
_NAMED: Final = 10
"""Numbers that one finding names."""


def issues_run_on(case: Case) -> Iterator[Diagnostic]:
    """Each number of a year once, from the first to the last; totals that grow by one.

    Whether the newest year lacks its last issue nobody can know. Of a year before it the totals tell.
    """
    issues = [r for r in case.library.records.values() if isinstance(r, GazetteIssue)]
    issues.sort(key=lambda issue: (issue.issue_year, issue.issue, issue.id))
    yield from _numbers(case, issues)
    yield from _totals(case, issues)
    yield from _years(case, issues)


def sections_hold_together(case: Case) -> Iterator[Diagnostic]:
    """A section that comes back later is shown once, with all its articles: the editor should know."""
    for record in case.library.records.values():
        if not isinstance(record, GazetteIssue):
            continue
        left: set[str] = set()
        for number, (before, article) in enumerate(pairwise(record.articles), 1):
            left.add(before.section)
            if article.section != before.section and article.section in left:
                message = f"栏目“{article.section}”前面已经有了，目录里合并在前面那一处"
                cure = "请把同一栏目的篇目写在一起；不是同一栏目的，请改栏目名"
                yield case.at(SCATTERED, record, ("articles", number, "section"), message, cure)


def text_files_are_text(case: Case) -> Iterator[Diagnostic]:
    """What an issue has as a text file is set in its PDF and EPUB, if it can be read."""
    for record in case.library.records.values():
        if not isinstance(record, GazetteIssue):
            continue
        for number, article in enumerate(record.articles):
            path = text_file_of(case.loaded, record, article)
            if path and attached_text(case.loaded.content, path) is None:
                message = f"“{article.file}”读不出文字，整期PDF、EPUB里只留打开它的链接"
                cure = "请用“另存为”，编码选UTF-8；超过5MB的请分成几个文件"
                yield case.at(NO_TEXT, record, ("articles", number, "file"), message, cure)


def _numbers(case: Case, issues: list[GazetteIssue]) -> Iterator[Diagnostic]:
    by_year: dict[int, dict[int, GazetteIssue]] = defaultdict(dict)
    for issue in issues:
        first = by_year[issue.issue_year].setdefault(issue.issue, issue)
        if first is not issue:
            message = f"{issue.issue_year}年第{issue.issue}期已经有{first.id}.md"
            yield case.at(TWICE, issue, ("issue",), message, "请核对年份和期号")
    for year, held in by_year.items():
        runs = list(pairwise([0, *sorted(held)]))
        jump = next((run for run in runs if run[1] - run[0] > _MOST), None)
        if jump:
            before, number = jump
            after = f"第{before}期后面" if before else "前面一期也没有，"
            message = f"{year}年{after}就是第{number}期，跳了{number - before - 1}期"
            yield case.at(JUMP, held[number], ("issue",), message, "请核对期号")
            continue
        missing = [one for before, number in runs for one in range(before + 1, number)]
        if missing:
            message = f"{year}年缺第{_listed(missing)}期"
            yield case.at(MISSING_ISSUES, held[max(held)], ("issue",), message, _CURE)


def _totals(case: Case, issues: list[GazetteIssue]) -> Iterator[Diagnostic]:
    """Totals grow as numbers do; over the end of a year by more where its last issues are missing."""
    for before, issue, more in _growth(issues):
        if more > 0 and issue.issue_year != before.issue_year:
            message = f"{_named(before)}和{_named(issue)}之间缺{more}期"
            yield case.at(MISSING_ISSUES, issue, ("total",), message, _CURE)
        elif more:
            message = (
                f"总第{issue.total}期接不上{before.issue_year}年第{before.issue}期的"
                f"总第{before.total}期"
            )
            yield case.at(TOTAL, issue, ("total",), message, "请核对期号和总期号")


def _years(case: Case, issues: list[GazetteIssue]) -> Iterator[Diagnostic]:
    """Years without an issue between others, unless totals say what is missing, or that nothing is."""
    counted = [
        range(before.issue_year, issue.issue_year)
        for before, issue, more in _growth(issues)
        if more >= 0
    ]
    for before, issue in pairwise(issues):
        first, last = before.issue_year + 1, issue.issue_year - 1
        if first <= last and not any(first in years for years in counted):
            years = f"{first}年" if first == last else f"{first}年至{last}年"
            message = f"{years}一期公报也没有"
            yield case.at(MISSING_ISSUES, issue, ("year",), message, _CURE)


def _growth(issues: list[GazetteIssue]) -> Iterator[tuple[GazetteIssue, GazetteIssue, int]]:
    """Issues with totals, each with the next: by how much more the total grew than the numbers."""
    last_of = {issue.issue_year: issue.issue for issue in issues}
    before_year = dict(zip(last_of, accumulate(last_of.values(), initial=0), strict=False))
    counted = [
        (issue, issue.total - before_year[issue.issue_year] - issue.issue)
        for issue in issues
        if issue.total is not None
    ]
    for (before, ahead), (issue, ahead_now) in pairwise(counted):
        yield before, issue, ahead_now - ahead


def _named(issue: GazetteIssue) -> str:
    return f"{issue.issue_year}年第{issue.issue}期（总第{issue.total}期）"


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_NAMED]))
    return f"{shown}等{len(numbers)}" if len(numbers) > _NAMED else shown
