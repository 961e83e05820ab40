"""The gazette: issues lead to each other, and an issue is found by what it printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
from building import build_site
from gongkai.downloads.gazette import database
from gongkai.load import Loaded
from gongkai.model import GazetteIssue
from gongkai.pages.gazettes import issue_view
from gongkai.search.entries import entry
from sources import source, write, write_catalogue


def issue(year: int, number: int, **changes: Any) -> str:
    facts = {"year": year, "issue": number, "published_on": f"{year}-06-01"}
    dates = {"written_on": ..., "published_at": ...}
    return source(doc_no=..., title=f"某公报{year}年第{number}期", **dates, **facts, **changes)


FILES = {
    "gazette/2019/1.md": issue(2019, 1),
    "gazette/2020/1.md": issue(2020, 1, articles=[{"section": "文件", "record": "policy/2020/a"}]),
    "gazette/2020/2.md": issue(2020, 2),
    "policy/2020/a.md": source(title="关于河道清淤的通知"),
}


def test_issues_lead_to_each_other_over_the_ends_of_years(tmp_path: Path) -> None:
    write(tmp_path / "content", FILES)
    write_catalogue(tmp_path / "catalogue")
    build_site(tmp_path / "site", tmp_path / "content", tmp_path / "catalogue")
    page = html5lib.parse((tmp_path / "site/gazette/2020/1.html").read_bytes(), namespaceHTMLElements=False)
    links = {"".join(a.itertext()): a.get("href") for a in page.iter("a")}
    assert links["上一期：2019年第1期"] == "../../gazette/2019/1.html"
    assert links["下一期：2020年第2期"] == "../../gazette/2020/2.html"
    wall = html5lib.parse((tmp_path / "site/gazette/index.html").read_bytes(), namespaceHTMLElements=False)
    hidden = [e.get("value") for e in wall.iter("input") if e.get("type") == "hidden"]
    assert hidden == ["gazette"]


def test_an_issue_is_found_by_the_titles_it_printed(loaded: Callable[..., Loaded]) -> None:
    library = loaded(dict(FILES))
    record = library.library.records["gazette/2020/1"]
    assert "关于河道清淤的通知" in entry(library, record).extra


def test_a_section_that_comes_back_stands_once_in_page_and_database(
    loaded: Callable[..., Loaded],
) -> None:
    articles = [{"section": name, "title": title} for name, title in ("甲一", "乙二", "甲三", "丙四")]
    library = loaded({"gazette/2020/1.md": issue(2020, 1, articles=articles)}).library
    record = library.records["gazette/2020/1"]
    assert isinstance(record, GazetteIssue)
    shown = [(name, [line.title for line in lines]) for name, lines in issue_view(record, {}).sections]
    assert shown == [("甲", ["一", "三"]), ("乙", ["二"]), ("丙", ["四"])]
    assert [one["title"] for one in database.articles(library)] == ["一", "三", "二", "四"]
