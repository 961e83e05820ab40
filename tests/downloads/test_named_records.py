"""What a record names by hand stands in its files and its feed entry: titles, numbers, addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from gongkai.downloads.documents.blocks import Paragraph, Run
from gongkai.downloads.documents.document import document_of
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.documents.wechat import record_wechat
from gongkai.feeds.channels import record_feeds
from gongkai.feeds.content import content_html
from gongkai.feeds.items import feed_stamp
from gongkai.load import Loaded
from sources import source

Load = Callable[..., Loaded]
ROOT = "https://www.example.gov.cn/"
HIDDEN = "秘密"
FILES = {
    "policy/2020/a.md": source(title="甲<b>&", doc_no="测政发〔2020〕900号"),
    "policy/2020/b.md": source(
        HIDDEN, title="乙", doc_no=f"{HIDDEN}〔2020〕1号", summary=HIDDEN, disclosure="依申请公开"
    ),
    "policy/2020/c.md": source(title="丙", doc_no=None, sample=True),
}


def _entry(library: Loaded, column: str) -> str:
    feed = next(feed for feed in record_feeds(library) if feed.stem == f"feeds/{column}")
    (item,) = feed.items
    return content_html(item, library.content)


def _lines(library: Loaded, id: str) -> list[str]:
    """What stands before the text, without tags; TXT, WeChat and feed tell the same."""
    document = document_of(library, library.library.records[id])
    own = [one for one in document.own if isinstance(one, Paragraph)]
    lines = [f"{one.marker} {one.text}".strip() for one in own]
    links = [run.link for one in own for run in one.runs if isinstance(run, Run) and run.link]
    txt = record_txt(document, ()).decode("utf-8-sig")
    for made in (record_wechat(document, ()).decode(), _entry(library, id.split("/")[0])):
        words = html.unescape(re.sub("<[^>]+>", "", made))
        assert [line for line in lines if line not in words] == []
        assert [link for link in links if f'href="{link}"' not in made] == []
        assert "<b>" not in made
    assert [link for link in links if f"〔{link}〕" not in txt] == []
    assert HIDDEN not in txt + made
    return lines


def test_a_projects_documents_stand_under_their_kinds(loaded: Load) -> None:
    project = source(
        doc_no=...,
        code="X1",
        disclosures={"批准服务": ["policy/2020/a", "policy/2020/b"], "施工": ["policy/2020/c"]},
        timeline=[
            {"date": "2020-02-01", "stage": "开工", "record": "policy/2020/a"},
            {"date": "2020-01-01", "stage": "立项"},
        ],
    )
    lines = _lines(loaded({**FILES, "project/2020/p.md": project}), "project/2020/p")
    assert lines[:8] == [
        "项目代码：X1", "应公开的八类信息", "批准服务", "1. 甲<b>&（测政发〔2020〕900号）",
        "2. 乙（依申请公开）", "批准结果", "暂无公开内容", "招标投标",
    ]  # fmt: skip
    assert "1. 丙（示例）" in lines
    assert lines[-2:] == ["2020-01-01　立项", "2020-02-01　开工：甲<b>&（测政发〔2020〕900号）"]


def test_a_topics_pinned_records(loaded: Load) -> None:
    topic = source(doc_no=..., pinned=["policy/2020/c", "policy/2020/a"])
    lines = _lines(loaded({**FILES, "topic/2020/t.md": topic}), "topic/2020/t")
    assert lines == ["重点文件", "1. 丙（示例）", "2. 甲<b>&（测政发〔2020〕900号）"]


def test_an_issues_entry_has_its_contents(loaded: Load) -> None:
    listed = [
        {"section": "政府文件", "record": "policy/2020/a", "title": "另称"},
        {"section": "大事记", "title": "大事", "file": "大事.txt"},
        {"section": "政府文件", "record": "policy/2020/b"},
        {"section": "大事记", "title": "只有题目"},
    ]
    facts = {"year": 2020, "issue": 1, "published_on": "2020-06-01", "doc_no": ...}
    library = loaded(
        {
            **FILES,
            "gazette/2020/1.md": source("", articles=listed, **facts),
            "gazette/2020/1/大事.txt": "大事的文字",
        }
    )
    document = document_of(library, library.library.records["gazette/2020/1"])
    said = [one.text for one in document.own if isinstance(one, Paragraph)]
    assert said == [
        "目录", "政府文件", "另称（测政发〔2020〕900号）", "乙（依申请公开）",
        "大事记", "大事", "只有题目",
    ]  # fmt: skip
    entry = _entry(library, "gazette")
    for address in ("policy/2020/a.html", "policy/2020/b.html", "gazette/2020/1/%E5%A4%A7"):
        assert f'href="{ROOT}{address}' in entry
    assert entry.index("政府文件") < entry.index("另称") < entry.index("大事记")
    assert HIDDEN not in entry


def test_a_feed_is_made_anew_when_what_it_names_is_called_otherwise(loaded: Load) -> None:
    listed = [{"section": "政府文件", "record": "policy/2020/a"}]
    facts = {"year": 2020, "issue": 1, "published_on": "2020-06-01", "doc_no": ...}
    files = {
        "gazette/2020/1.md": source(articles=listed, **facts),
        "topic/2020/t.md": source(pinned=["policy/2020/a"], doc_no=...),
        "project/2020/p.md": source(disclosures={"施工": ["policy/2020/a"]}, doc_no=...),
    }
    same = {"index_no": "1/2020-1", "doc_no": None}

    def stamps(title: str) -> dict[str, str]:
        library = loaded({**files, "policy/2020/a.md": source(title=title, **same)})
        return {feed.stem: feed_stamp(feed) for feed in record_feeds(library) if feed.items}

    before, after = stamps("一"), stamps("二")
    named = ("gazette", "topic", "project", "policy")
    assert [one for one in named if before[f"feeds/{one}"] == after[f"feeds/{one}"]] == []
