"""What a record says of its corrections agrees with what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.model import Diagnostic
from sources import source

Find = Callable[..., list[Diagnostic]]
RIGHT = {"on": "2020-06-01", "what": "第二条金额改为500元"}
BACK = {"on": "2020-07-01", "what": "含有个人信息", "kind": "撤回"}


def test_a_correction_after_publication_is_no_fault(faults: Find) -> None:
    assert faults({"policy/2020/a.md": source(corrections=[RIGHT])}) == []


def test_a_day_before_publication_or_in_the_future_is_named(faults: Find) -> None:
    days = [{**RIGHT, "on": "2020-05-01"}, {**RIGHT, "on": "2099-01-01"}]
    found = faults({"policy/2020/a.md": source(corrections=days)})
    assert [fault.code for fault in found] == ["GK336", "GK336"]
    assert found[0].line < found[1].line


def test_what_was_taken_back_is_not_shown(faults: Find) -> None:
    (found,) = faults({"policy/2020/a.md": source(corrections=[RIGHT, BACK])})
    assert (found.code, found.level.value) == ("GK337", "error")
    withheld = source(corrections=[RIGHT, BACK], disclosure="不予公开")
    assert faults({"policy/2020/a.md": withheld}) == []


def test_what_is_to_be_taken_back_may_be_shown_until_its_day(faults: Find) -> None:
    later = {"policy/2020/a.md": source(corrections=[{**BACK, "on": "2026-07-01"}])}
    (found,) = faults(dict(later))
    assert found.code == "GK336" and "到这一天以后" in found.cure
    (found,) = faults(dict(later), date(2026, 7, 1))
    assert found.code == "GK337"


def test_what_was_shown_again_is_no_fault(faults: Find) -> None:
    again = {"on": "2020-07-01", "what": "删去个人信息后重新公开"}
    assert faults({"policy/2020/a.md": source(corrections=[BACK, again])}) == []


def test_a_correction_of_another_form_is_refused(faults: Find) -> None:
    for wrong in ({"on": "昨天", "what": "x"}, {"what": "x"}, {**RIGHT, "kind": "改动"}):
        assert faults({"policy/2020/a.md": source(corrections=[wrong])})
