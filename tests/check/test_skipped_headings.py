"""A heading level that an author leaves out is named at its line; numbers give their own levels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.model import Diagnostic, Level
from sources import source

Find = Callable[..., list[Diagnostic]]


def found(faults: Find, body: str) -> list[tuple[str, int]]:
    """Code and line in the body of every finding."""
    text = source(body)
    offset = text[: text.index(body)].count("\n")
    listed = faults({"policy/2020/a.md": text})
    assert all(one.level is Level.WARNING for one in listed)
    return [(one.code, one.line - offset) for one in listed]


def test_a_skipped_level_is_a_warning_with_its_line_and_cure(faults: Find) -> None:
    text = source("## 一级\n\n正文。\n\n#### **三级**标题\n")
    (one,) = faults({"policy/2020/a.md": text})
    assert (one.code, one.level) == ("GK408", Level.WARNING)
    assert text.split("\n")[one.line - 1].startswith("####")
    assert "“三级标题”" in one.message and "“###”" in one.cure


@pytest.mark.parametrize(
    "body",
    [
        "## 甲\n\n### 乙\n\n#### 丙\n\n## 丁\n",
        "### 甲\n\n#### 乙\n\n### 丙\n",  # a text may begin at any level
        "## 总则\n\n#### 一、目标\n\n###### （一）原则\n",
        "## 第一章 总则\n\n#### 第一条 目的\n\n正文。\n",
        "## 甲\n\n```\n#### 不是标题\n```\n",
        "## 甲\n\n####不是标题\n",
    ],
)
def test_what_skips_none_is_no_finding(faults: Find, body: str) -> None:
    assert found(faults, body) == []


def test_each_is_found_at_its_own_line(faults: Find) -> None:
    body = "# 甲\n### 乙\n# 丙\n### 乙\n\n```\n##### 丁\n```\n\n> ##### 丁\n\n<h2>戊</h2>\n<h5>己</h5>\n"
    assert found(faults, body) == [("GK408", 2), ("GK408", 4), ("GK408", 10), ("GK408", 13)]
