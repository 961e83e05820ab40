"""The proof itself notices a falsified text."""

import pytest
from proof import lost_letters


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("增长3.5%", "增长35%"),
        ("-5度", "5度"),
        ("2020-2025年", "20202025年"),
        ("第(三)条", "第三条"),
        ("一/二", "一二"),
        ("甲乙", "乙甲"),
        ("甲乙", "甲"),
        ("甲", "甲乙"),
        ("1. 甲", "甲"),
    ],
)
def test_a_changed_text_is_noticed(source: str, shown: str) -> None:
    assert lost_letters(source, shown) is not None


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**甲**乙", "甲乙"),
        ("- 甲\n- 乙", "甲乙"),
        ("# 甲", "甲"),
        ("甲 | 乙\n--|--\n丙 | 丁", "甲乙丙丁"),
        ("[甲](乙.md)", "甲"),
        ("> 甲", "甲"),
    ],
)
def test_markup_may_go(source: str, shown: str) -> None:
    assert lost_letters(source, shown) is None
