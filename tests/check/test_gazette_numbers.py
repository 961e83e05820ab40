"""Gazette issues: numbers run on, each once; totals grow as numbers do; sections stand once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.model import Diagnostic
from sources import source

Find = Callable[..., list[Diagnostic]]


def found(faults: Find, *issues: tuple[int, int, int | None]) -> list[tuple[str, str]]:
    files = {}
    for place, (year, number, total) in enumerate(issues):
        dates = {"published_on": f"{year}-12-0{place + 1}", "written_on": ..., "published_at": ...}
        facts = {"doc_no": ..., "year": year, "issue": number, "total": total}
        kept = {key: value for key, value in facts.items() if value is not None}
        files[f"gazette/{year}/{place}.md"] = source(**dates, **kept)
    codes = ("GK350", "GK351", "GK352")
    return [(one.code, one.message) for one in faults(files) if one.code in codes]


def test_numbers_that_run_on_are_no_finding(faults: Find) -> None:
    assert found(faults, (2020, 1, 1), (2020, 2, 2), (2021, 1, 3), (2022, 1, None)) == []


def test_a_gap_names_its_numbers_once_a_year(faults: Find) -> None:
    assert found(faults, (2020, 2, None), (2020, 5, None)) == [("GK350", "2020年缺第1、3、4期")]


def test_many_missing_numbers_are_counted(faults: Find) -> None:
    (gap,) = found(faults, (2020, 30, None))
    assert gap[1] == "2020年缺第1、2、3、4、5、6、7、8、9、10等29期"


def test_a_number_stands_once(faults: Find) -> None:
    (twice,) = found(faults, (2020, 1, None), (2020, 1, None))
    assert twice == ("GK351", "2020年第1期已经有gazette/2020/0.md")


def test_a_year_without_an_issue_between_others_is_a_gap(faults: Find) -> None:
    (gap,) = found(faults, (2019, 1, None), (2022, 1, None), (2023, 1, None))
    assert gap == ("GK350", "2020年至2021年一期公报也没有")
    (gap,) = found(faults, (2019, 1, 1), (2021, 1, None))
    assert gap == ("GK350", "2020年一期公报也没有")


def test_totals_tell_whether_a_year_without_an_issue_lacks_one(faults: Find) -> None:
    assert found(faults, (2019, 1, 1), (2022, 1, 2)) == []
    (gap,) = found(faults, (2019, 1, 2), (2022, 1, 9))
    assert gap == ("GK350", "2019年第1期（总第2期）和2022年第1期（总第9期）之间缺6期")


@pytest.mark.parametrize(
    ("issues", "lacking"),
    [
        (((2020, 4, 5), (2021, 1, 6)), None),
        (((2020, 4, 5), (2021, 1, 9)), 3),
        (((2020, 4, 5), (2020, 5, None), (2021, 1, 9)), 2),
        (((2020, 4, 5), (2021, 1, None), (2021, 2, None), (2022, 1, 9)), 1),
    ],
)
def test_totals_tell_of_issues_missing_at_the_end_of_a_year(
    faults: Find, issues: tuple[tuple[int, int, int | None], ...], lacking: int | None
) -> None:
    told = [message.partition("之间缺")[2] for _, message in found(faults, *issues)]
    assert [left for left in told if left] == ([f"{lacking}期"] if lacking else [])


def test_numbers_missing_at_the_begin_of_a_year_are_told_once(faults: Find) -> None:
    told = found(faults, (2020, 4, 5), (2021, 3, 8))
    assert told == [("GK350", "2020年缺第1、2、3期"), ("GK350", "2021年缺第1、2期")]


@pytest.mark.parametrize(
    ("issues", "told"),
    [
        (((2020, 1, 5), (2020, 2, 7)), True),
        (((2020, 1, 5), (2020, 3, 7)), False),  # the gap is told by GK350
        (((2020, 4, 5), (2021, 2, 6)), True),
        (((2020, 4, 5), (2021, 1, 9)), False),  # issues of 2020 are missing: GK350
        (((2020, 4, 5), (2020, 5, None), (2021, 1, 6)), True),
    ],
)
def test_totals_grow_with_numbers(
    faults: Find, issues: tuple[tuple[int, int, int | None], ...], told: bool
) -> None:
    assert ("GK352" in [code for code, _ in found(faults, *issues)]) is told


def test_a_section_that_comes_back_is_named(faults: Find) -> None:
    articles = [{"section": name, "title": f"篇目{n}"} for n, name in enumerate("甲甲乙甲甲")]
    facts = {"year": 2020, "issue": 1, "published_on": "2020-06-01", "articles": articles}
    dates = {"written_on": ..., "published_at": ..., "doc_no": ...}
    (found,) = faults({"gazette/2020/1.md": source(**dates, **facts)})
    assert (found.code, found.level.value) == ("GK353", "advice")
    assert "栏目“甲”" in found.message
