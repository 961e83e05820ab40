"""Rules on the gazette (GK35x): issues run on without a gap, each number once (国办发〔2018〕22号)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from gongkai.check.case import Case
from gongkai.model import Diagnostic, GazetteIssue, Level, Rule

MISSING_ISSUES: Final = Rule("GK350", "公报期号不连续", Level.WARNING, "国办发〔2018〕22号")
TWICE: Final = Rule("GK351", "公报期号重复", clause="国办发〔2018〕22号")
TOTAL: Final = Rule("GK352", "公报总期号不连续", Level.WARNING, "国办发〔2018〕22号")
_NAMED: Final = 10
"""Numbers that one finding names."""


def issues_run_on(case: Case) -> Iterator[Diagnostic]:
    """Each number of a year once, from the first to the last; totals that grow by one."""
    issues = [r for r in case.library.records.values() if isinstance(r, GazetteIssue)]
    issues.sort(key=lambda issue: (issue.issue_year, issue.issue, issue.id))
    yield from _numbers(case, issues)
    yield from _totals(case, issues)


def _numbers(case: Case, issues: list[GazetteIssue]) -> Iterator[Diagnostic]:
    by_year: dict[int, dict[int, GazetteIssue]] = defaultdict(dict)
    for issue in issues:
        first = by_year[issue.issue_year].setdefault(issue.issue, issue)
        if first is not issue:
            message = f"{issue.issue_year}年第{issue.issue}期已经有{first.id}.md"
            yield case.at(TWICE, issue, ("issue",), message, "请核对年份和期号")
    for year, held in by_year.items():
        last = max(held)
        missing = [number for number in range(1, last) if number not in held]
        if missing:
            message = f"{year}年缺第{_listed(missing)}期"
            cure = "请补录缺的公报；确实没有出版的，可以不管这条提示"
            yield case.at(MISSING_ISSUES, held[last], ("issue",), message, cure)


def _totals(case: Case, issues: list[GazetteIssue]) -> Iterator[Diagnostic]:
    """Within a year totals grow as numbers do; over its end by at least the new year's number."""
    counted = [issue for issue in issues if issue.total is not None]
    for before, issue in pairwise(counted):
        grown = (issue.total or 0) - (before.total or 0)
        same_year = issue.issue_year == before.issue_year
        if grown != issue.issue - before.issue if same_year else grown < issue.issue:
            message = (
                f"总第{issue.total}期接不上{before.issue_year}年第{before.issue}期的"
                f"总第{before.total}期"
            )
            yield case.at(TOTAL, issue, ("total",), message, "请核对期号和总期号")


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_NAMED]))
    return f"{shown}等{len(numbers)}" if len(numbers) > _NAMED else shown
