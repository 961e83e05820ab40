"""Signs that turn the direction of a text: said with their line, and gone from what is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.body import bare_html, finish_page, render_body
from gongkai.load import Loaded
from gongkai.load.bodies import body_source
from gongkai.load.text import decode
from gongkai.model import Diagnostic, Level
from gongkai.text.direction import TURNS, neutral
from sources import source

Finder = Callable[..., list[Diagnostic]]
SIGNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("sign", [*map(chr, SIGNS)])
def test_a_sign_is_named_and_left_out(sign: str) -> None:
    text, (fault,) = decode(f"甲\r\n乙{sign}丙{sign}".encode(), "a.md")
    assert text == "甲\n乙丙"
    assert (fault.line, fault.code, fault.level) == (2, "GK120", Level.WARNING)
    assert f"U+{ord(sign):04X}" in fault.message


def test_every_sign_of_unicode_is_one_and_no_joiner_is() -> None:
    found = [number for number in range(0x110000) if TURNS.match(chr(number))]
    assert found == SIGNS  # ZWJ, ZWNJ and Mongolian's separators write words
    assert neutral("ᠮᠣᠩᠭᠣᠯ\u180e\u202f👨\u200d👩") == "ᠮᠣᠩᠭᠣᠯ\u180e\u202f👨\u200d👩"


def test_a_record_is_read_without_them(loaded: Callable[..., Loaded], faults: Finder) -> None:
    written = {"policy/2020/a.md": source("正\u202e文\u2069。\n", title="标\u202e题\u200f")}
    read = loaded(written)
    assert read.library.records["policy/2020/a"].title == "标题"
    assert body_source(read.content, "policy/2020/a.md").strip() == "正文。"
    assert [(fault.line, fault.code) for fault in faults(written)] == [(2, "GK120")]


@pytest.mark.parametrize("escape", [r"\u202e", r"\u2066", r"\u200F", r"\u061c"])
def test_an_escape_in_quotes_is_a_control_as_others_are(faults: Finder, escape: str) -> None:
    text = source().replace("title: ", f'title: "甲{escape}" # ', 1)
    assert [fault.code for fault in faults({"policy/2020/a.md": text})] == ["GK103"]


@pytest.mark.parametrize("written", ["&#x202e;", "&#8238;", "&rlm;", "&lrm;", "&#x2066;"])
def test_a_name_or_number_for_one_is_said_and_has_no_effect(faults: Finder, written: str) -> None:
    (fault,) = faults({"policy/2020/a.md": source(f"甲{written}乙\n")})
    assert fault.code == "GK406" and written in fault.message
    for text in (
        f"甲{written}乙",
        f'<p title="{written}">甲{written}乙</p>\n',
        f"[甲{written}](b.md)",
    ):
        assert not TURNS.search(render_body(text, "policy/2020/a.html").html)
        assert not TURNS.search(bare_html(text))
    assert finish_page(f"<p>甲{written}乙</p>", "guide.html") == "<p>甲乙</p>"


def test_a_file_may_not_be_named_with_one(faults: Finder) -> None:
    written = {"policy/2020/a.md": source(), "policy/2020/a/表\u202efdp.docx": b"1"}
    assert "GK107" in {fault.code for fault in faults(written)}
