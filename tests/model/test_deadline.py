"""公开时限: words and data are one to one, and each rule has its own words."""

from __future__ import annotations

from typing import Any

import pytest
from gongkai.model.deadline import Deadline
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

TRICKY = "甲乙；：（）之日起内每前公开示不少于事日更新0123个工作 \u3000a"
LINES = st.one_of(
    st.sampled_from(["信息形成", "收到申请", "行政许可、行政处罚", "3月底", "及时公开", "公示5日"]),
    st.text(alphabet=TRICKY, min_size=1, max_size=12),
    st.text(min_size=1, max_size=8),
)
NUMBERS = st.integers(1, 99999)
UNITS = st.sampled_from(["workday", "day"])
MAYBE_LINE = st.none() | LINES


def given_values(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(choices)


VARIATION = given_values(**{"applies_to": LINES, "days": NUMBERS, "from": LINES, "unit": UNITS})
POSTING = st.one_of(
    given_values(min_days=NUMBERS, unit=UNITS), given_values(days=NUMBERS, unit=UNITS)
)
PRE_NOTICE = given_values(what=LINES, min_days=NUMBERS, unit=UNITS)
DEADLINES = st.one_of(
    given_values(
        rule=st.just("within"),
        days=NUMBERS,
        unit=UNITS,
        **{"from": LINES},
        note=MAYBE_LINE,
        exceptions=st.lists(VARIATION, max_size=2),
        posting=st.none() | POSTING,
        pre_notice=st.none() | PRE_NOTICE,
    ),
    given_values(rule=st.sampled_from(["realtime", "promptly"]), note=MAYBE_LINE),
    given_values(rule=st.just("annual"), by=MAYBE_LINE, note=MAYBE_LINE),
    given_values(rule=st.just("posting"), min_days=NUMBERS, unit=UNITS, note=MAYBE_LINE),
    given_values(rule=st.just("periodic"), every=NUMBERS, unit=UNITS, note=MAYBE_LINE),
    given_values(rule=st.just("text"), text=LINES),
)


def built(values: dict[str, Any]) -> Deadline | None:
    try:
        return Deadline(**values)
    except ValidationError:
        return None


@given(DEADLINES)
def test_the_words_of_a_deadline_give_it_back(values: dict[str, Any]) -> None:
    deadline = built(values)
    assume(deadline is not None)
    assert deadline is not None
    assert Deadline.read(deadline.words) == deadline


@given(st.text(alphabet=TRICKY, min_size=1, max_size=30).filter(str.strip))
def test_words_that_are_read_are_written_again(words: str) -> None:
    try:
        deadline = Deadline.read(words)
    except ValidationError:
        return
    assert deadline.words == words.strip()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": "within", "days": 20, "from": "信息形成"}, "自信息形成之日起20个工作日内"),
        ({"rule": "within", "days": 7, "unit": "day", "from": "签订"}, "自签订之日起7日内"),
        ({"rule": "realtime"}, "实时公开"),
        ({"rule": "promptly", "note": "涉密的除外"}, "及时公开（涉密的除外）"),
        ({"rule": "annual"}, "每年公开"),
        ({"rule": "annual", "by": "1月31日"}, "每年1月31日前公开"),
        ({"rule": "posting", "min_days": 5}, "公示不少于5个工作日"),
        ({"rule": "periodic", "every": 20}, "每20个工作日更新"),
        ({"rule": "text", "text": "按有关规定"}, "按有关规定"),
        (
            {
                "rule": "within",
                "days": 20,
                "from": "信息形成",
                "exceptions": [{"applies_to": "行政处罚", "days": 7, "from": "作出决定"}],
                "posting": {"min_days": 5, "unit": "day"},
                "pre_notice": {"what": "公告", "min_days": 30, "unit": "day"},
                "note": "法律另有规定的除外",
            },
            "自信息形成之日起20个工作日内；行政处罚：自作出决定之日起7个工作日内；公示不少于5日；"
            "事前公告不少于30日（法律另有规定的除外）",
        ),
    ],
)
def test_each_rule_has_its_words(values: dict[str, Any], words: str) -> None:
    assert Deadline(**values).words == words


@pytest.mark.parametrize(
    "values",
    [
        {"rule": "within", "days": 20},
        {"rule": "within", "from": "信息形成"},
        {"rule": "periodic"},
        {"rule": "posting"},
        {"rule": "text"},
        {"rule": "realtime", "days": 3},
        {"rule": "annual", "every": 1},
        {"rule": "text", "text": "及时公开"},
        {"rule": "text", "text": "自信息形成之日起20个工作日内"},
        {"rule": "within", "days": 20, "from": "甲；乙"},
    ],
)
def test_incomplete_deadlines_and_ambiguous_words_are_refused(values: dict[str, Any]) -> None:
    assert built(values) is None


def test_a_control_sign_at_an_end_is_kept_as_the_model_keeps_it() -> None:
    deadline = Deadline(rule="text", text="见公告\x1f")
    assert Deadline.read(deadline.words) == deadline
