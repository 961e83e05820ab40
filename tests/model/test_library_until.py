"""The library on a day: what is dated ahead is not in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from gongkai.load import Loaded
from sources import source

DAY = date(2026, 6, 30)


def test_corrections_dated_ahead_are_not_told_and_relations_hold(
    loaded: Callable[..., Loaded],
) -> None:
    corrections = [{"on": "2026-06-30", "what": "今天"}, {"on": "2026-07-01", "what": "明天"}]
    files = {
        "policy/2020/a.md": source(corrections=corrections, joint_issuers=["czj"]),
        "policy/2021/b.md": source(relations={"repeals": ["policy/2020/a"]}),
    }
    whole = loaded(files).library
    library = whole.until(DAY)
    one = library.records["policy/2020/a"]
    assert [correction.what for correction in one.corrections] == ["今天"]
    assert one.until(DAY) is one and one.joint_issuers == ("czj",)
    (relation,) = library.outgoing(library.records["policy/2021/b"])
    assert relation.target is one
    assert [change.by.id for change in library.changes(one)] == ["policy/2021/b"]
    assert len(whole.records["policy/2020/a"].corrections) == 2
    assert whole.until(DAY + timedelta(1)) is whole
