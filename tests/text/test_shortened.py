"""What messages quote of long texts."""

from gongkai.text import shortened


def test_a_short_text_stays_and_a_long_one_ends_with_a_mark() -> None:
    assert shortened("甲" * 40) == "甲" * 40
    assert shortened("甲" * 41) == "甲" * 39 + "…"
    assert shortened("甲乙丙", 2) == "甲…"
    assert shortened("") == ""
