"""The wordings of 公开时限 that tables have."""

from __future__ import annotations

import pytest
from gongkai.intake.deadline_words import normal_words, read_deadline
from hypothesis import given
from hypothesis import strategies as st

READ = {
    "自信息形成或变更之日起20个工作日内": "自信息形成或变更之日起20个工作日内",
    "自信息形成或者变更之日起二十个工作日内予以公开。": "自信息形成或者变更之日起20个工作日内",
    "信息形成（变更）20个工作日内": "自信息形成（变更）之日起20个工作日内",
    "信息形成(变更)后２０个工作日之内公开": "自信息形成（变更）之日起20个工作日内",
    "自信息形成之日起，十五个工作日内公开": "自信息形成之日起15个工作日内",
    "在决定作出后7天内": "自决定作出之日起7日内",
    "自决定作出之日起三十个自然日内": "自决定作出之日起30日内",
    "自信息形成之日起20个工作日内（结果信息7个工作日内）": "自信息形成之日起20个工作日内（结果信息7个工作日内）",
    "自制定或获取信息之日起10个工作日内；公示7个工作日": "自制定或获取信息之日起10个工作日内；公示7个工作日",
    "及时": "及时公开",
    "实时更新": "实时公开",
    "按年度公开": "每年公开",
    "每年3月31日前公布": "每年3月31日前公开",
    "公示时间不少于五个工作日": "公示不少于5个工作日",
    "每20个工作日更新一次": "每20个工作日更新",
}


@pytest.mark.parametrize(("written", "words"), READ.items())
def test_variants_mean_a_deadline(written: str, words: str) -> None:
    found = read_deadline(written, exact=False)
    assert found is not None
    assert found.words == words
    assert found.rule != "text"


@pytest.mark.parametrize(
    "written",
    [
        "长期公开",
        "20个工作日内",
        "次年1月前",
        "按进展情况及时公开",
        "视情况",
        "处罚决定：20个工作日内",
    ],
)
def test_other_words_stay(written: str) -> None:
    found = read_deadline(written, exact=False)
    assert found is not None
    assert (found.rule, found.text) == ("text", written)


def test_our_own_words_are_not_interpreted() -> None:
    found = read_deadline("及时", exact=True)
    assert found is not None
    assert found.rule == "text"


_LETTERS = st.sampled_from(
    list("自之日起个工作天内；（）：公示不少于每年前更新二十百0123，。\n 及时开信息形成")
)


@given(st.lists(_LETTERS, max_size=30).map("".join) | st.text(max_size=40))
def test_any_words_are_read_or_kept(written: str) -> None:
    normal_words(written)
    found = read_deadline(written, exact=False)
    assert found is None or found.words
