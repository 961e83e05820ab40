"""刊登于: what a record states and what the issues list agree; where not, the listing counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from gongkai.check import findings
from gongkai.load import Loaded
from sources import source

DAY = date(2026, 6, 30)
Load = Callable[..., Loaded]


def library_of(loaded: Load, stated: int | None, *listing: int, issues: int = 3) -> Loaded:
    """A record that states an issue of 2020, or none, and issues of which some list it."""
    gazette: Any = {"year": 2020, "issue": stated} if stated else ...
    files = {"policy/2020/a.md": source(gazette=gazette, index_no="CESHI0000/2020-90001")}
    for number in range(1, issues + 1):
        article = {"section": "文件", "record": "policy/2020/a"}
        other = {"section": "文件", "title": "别的"}
        files[f"gazette/2020/{number}.md"] = source(
            year=2020,
            issue=number,
            published_on=f"2020-06-0{number}",
            articles=[article, other, {**article}] if number in listing else [other],
            doc_no=...,
            written_on=...,
            published_at=...,
        )
    return loaded(files)


@pytest.mark.parametrize(
    ("stated", "listing", "codes", "shown"),
    [
        (1, (1,), [], 1),
        (None, (2,), [], 2),
        (3, (1,), ["GK317"], 1),
        (3, (), ["GK317"], 3),
        (9, (), ["GK315"], None),
        (9, (2,), ["GK317"], 2),
        (None, (1, 3), ["GK318"], 1),
        (3, (1, 3), ["GK318"], 3),
        (2, (1, 3), ["GK317", "GK318"], 1),
    ],
)
def test_the_issue_that_lists_a_record_counts(
    loaded: Load,
    stated: int | None,
    listing: tuple[int, ...],
    codes: list[str],
    shown: int | None,
) -> None:
    found = library_of(loaded, stated, *listing)
    told = [one for one in findings(found, DAY) if one.code in ("GK315", "GK317", "GK318")]
    assert sorted(one.code for one in told) == codes
    assert all(one.level.value == "warning" and one.file == "policy/2020/a.md" for one in told)
    issue = found.library.issue(found.library.records["policy/2020/a"])
    assert (issue.issue if issue else None) == shown
