"""Control characters come in by YAML's escapes as well; none reaches a page, which marks its gaps
with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gongkai.check import findings
from gongkai.load import Loaded
from gongkai.load.standards import read_standards
from gongkai.model import Diagnostic
from sources import front_matter, source
from standard_sources import area, item, write_standards

Finder = Callable[..., list[Diagnostic]]
ESCAPES = (r"\0", r"\x01", r"\e", r"\a", r"\b", r"\x7f", r"\u0000")


def escaped(key: str, value: str) -> str:
    """A record's source with one value in double quotes, as written."""
    lines = [f"{name}: {kept}\n" for name, kept in front_matter().items() if name != key]
    return f'---\n{key}: "{value}"\n{"".join(lines)}---\n正文。\n'


@pytest.mark.parametrize("key", ["title", "summary", "issuer", "index_no"])
@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_in_a_record_is_a_finding_at_its_line(
    faults: Finder, key: str, escape: str
) -> None:
    (fault,) = faults({"policy/2020/a.md": escaped(key, f"甲{escape}head{escape}")})
    assert (fault.line, fault.code) == (2, "GK103")
    assert "\\" in fault.cure


@pytest.mark.parametrize("value", [r"甲\ud800", r"甲\udc00\ud800"])
def test_half_a_character_is_a_finding(faults: Finder, value: str) -> None:
    (fault,) = faults({"policy/2020/a.md": escaped("title", value)})
    assert (fault.line, fault.code) == (2, "GK113")


def test_a_tab_and_a_line_end_are_none(faults: Finder) -> None:
    assert faults({"policy/2020/a.md": escaped("summary", r"甲\t乙\n丙")}) == []


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_hand_made_page_is_examined_too(faults: Finder, key: str) -> None:
    (fault,) = faults({"guide.md": f'---\n{key}: "甲\\0"\n---\n正文。\n'})
    assert (fault.file, fault.line, fault.code) == ("guide.md", 2, "GK103")


def test_a_key_is_examined_too(faults: Finder) -> None:
    found = faults({"guide.md": '---\n"a\\0": 甲\n---\n正文。\n'})
    assert [fault.code for fault in found] == ["GK103"]


def test_the_catalogue_is_examined_too(loaded: Callable[..., Loaded], tmp_path: Path) -> None:
    write_standards(tmp_path / "catalogue", [area("jiaoyu", item(title="甲\0乙"))], [])
    faults: list[Diagnostic] = []
    read_standards(tmp_path / "catalogue", faults)
    assert [fault.code for fault in faults] == ["GK103"]
    site = {"name": "甲\0head\0", "host": "a.gov.cn"}
    result = loaded({"guide.md": "# 指南"}, site=site, organs=[{"id": "a", "name": "乙\0"}])
    found = [f for f in findings(result, date(2026, 6, 30)) if f.code == "GK103"]
    assert {fault.file for fault in found} == {
        "catalogue/areas/jiaoyu.yaml",
        "catalogue/site.yaml",
        "catalogue/organs.yaml",
    }


@pytest.mark.parametrize("written", ["&#1;", "&#x1B;", "&#0;", "&#127;", "&#xD800;"])
def test_a_number_for_a_control_in_a_text_is_said(faults: Finder, written: str) -> None:
    (fault,) = faults({"policy/2020/a.md": source(f"甲\n乙{written}\n")})
    assert fault.code == "GK406"
    assert written in fault.message


def test_a_number_for_a_letter_is_none(faults: Finder) -> None:
    assert faults({"policy/2020/a.md": source("甲&#10;&#20013;&#x4E2D;\n")}) == []
