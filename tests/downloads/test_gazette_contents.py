"""What of an issue's articles is printed in its files, in which order, and why others are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.downloads.gazette import database
from gongkai.downloads.gazette.contents import UNTITLED, issue_of
from gongkai.downloads.gazette.issue import Issue
from gongkai.load import Loaded
from gongkai.model import GazetteIssue
from gongkai.pages.gazettes import issue_view
from sources import source

Load = Callable[..., Loaded]
SECRET = "不给人看的一句"
FACTS: dict[str, Any] = {
    "year": 2020,
    "issue": 1,
    "published_on": "2020-06-01",
    "doc_no": ...,
    "written_on": ...,
    "published_at": ...,
}
SITE = "https://www.example.gov.cn/"


def issue(loaded: Load, files: dict[str, str], *articles: dict[str, Any], body: str = "") -> Issue:
    """The issue that lists the articles, among other files."""
    held = loaded({"gazette/2020/1.md": source(body, **FACTS, articles=list(articles)), **files})
    record = held.library.records["gazette/2020/1"]
    assert isinstance(record, GazetteIssue)
    return issue_of(held, record, "某市人民政府公报")


def test_the_reason_is_told_for_each_article_that_is_not_printed(loaded: Load) -> None:
    hidden = {"summary": SECRET, "keywords": [SECRET], "doc_no": f"{SECRET}〔2020〕1号"}
    files = {
        "policy/2020/a.md": source(title="公开的"),
        "policy/2020/b.md": source(SECRET, title="依申请的", disclosure="依申请公开", **hidden),
        "policy/2020/c.md": source(SECRET, title="不公开的", disclosure="不予公开"),
    }
    made = issue(
        loaded,
        files,
        *({"section": "文件", "record": f"policy/2020/{name}"} for name in "abc"),
        {"section": "文件", "record": "policy/2020/none", "title": "没有收录的"},
        {"section": "大事记", "title": "大事记", "file": "大事记.txt"},
        {"section": "大事记", "title": "只有题目的"},
    )
    first, *others = made.articles
    assert first.document is not None and first.title == "公开的"
    told = [(one.title, one.absent.reason[:11], one.absent.address) for one in others]
    assert told == [
        ("依申请的", "本文依申请公开，这里不", f"{SITE}policy/2020/b.html"),
        ("不公开的", "本文不予公开，这里不登", f"{SITE}policy/2020/c.html"),
        ("没有收录的", "本站没有发布本文的电子", None),
        ("大事记", "本文是随本期公报发布的", f"{SITE}gazette/2020/1/大事记.txt"),
        ("只有题目的", "本期公报只登载了本文的", None),
    ]
    assert "“大事记.txt”" in others[3].absent.reason
    assert all(one.document is None for one in others)
    assert SECRET not in repr(made)


def test_a_section_that_comes_back_stands_once(loaded: Load) -> None:
    listed = [{"section": name, "title": title} for name, title in ("甲一", "乙二", "甲三")]
    made = issue(loaded, {}, *listed)
    assert [(one.section, one.title) for one in made.articles] == [
        ("甲", "一"),
        ("甲", "三"),
        ("乙", "二"),
    ]


def test_of_a_record_that_is_dated_ahead_nothing_is_told(loaded: Load) -> None:
    files = {
        "gazette/2020/1.md": source(
            **FACTS, articles=[{"section": "甲", "record": "policy/2026/mimi"}]
        ),
        "policy/2026/mimi.md": source(SECRET, title=SECRET, published_at="2026-07-01 09:00"),
    }
    held = loaded(files)
    held.library = held.library.until(date(2026, 6, 30))
    record = held.library.records["gazette/2020/1"]
    assert isinstance(record, GazetteIssue)
    made = issue_of(held, record, "某公报")
    told = f"{made.articles} {issue_view(record, {})} {list(database.articles(held.library))}"
    assert told.count(UNTITLED) == 3
    assert "mimi" not in told and SECRET not in told
