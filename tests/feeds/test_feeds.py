"""Feeds: read by feedparser, held to the rules of JSON Feed, whatever the records say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from defusedxml import ElementTree
from gongkai.cache import Cache
from gongkai.feeds.channels import NEWEST, record_feeds
from gongkai.feeds.content import LONGEST, with_whole_addresses
from gongkai.feeds.files import feed_files
from gongkai.feeds.items import Feed, feed_stamp
from gongkai.load import Loaded, load
from gongkai.workers import Workers
from json_feed_rules import JSON_FEED
from jsonschema import Draft202012Validator
from paths import REPOSITORY
from sources import source

Load = Callable[..., Loaded]
RULES = Draft202012Validator(JSON_FEED)
ROOT = "https://www.example.gov.cn/"
ATOM = "{http://www.w3.org/2005/Atom}"


def feeds_of(loaded: Loaded) -> dict[str, Feed]:
    return {feed.stem: feed for feed in record_feeds(loaded)}


def read(loaded: Loaded, feed: Feed) -> tuple[Any, dict[str, Any], bytes]:
    """Both files, as their readers see them; both must be without fault."""
    (xml_address, xml), (json_address, data) = feed_files(feed, loaded.content)
    assert (xml_address, json_address) == (f"{feed.stem}.xml", f"{feed.stem}.json")
    parsed = feedparser.parse(xml)
    assert not parsed.bozo, parsed.bozo_exception
    made: dict[str, Any] = json.loads(data)
    assert [f"{e.json_path} {e.message[:200]}" for e in RULES.iter_errors(made)] == []
    assert _atom_faults(xml) == []
    assert len({item["id"] for item in made["items"]}) == len(made["items"])
    assert len(parsed.entries) == len(made["items"]) == len(feed.items) <= NEWEST
    return parsed, made, xml


def _atom_faults(xml: bytes) -> list[str]:
    """What RFC 4287 §4.1 requires of a feed and its entries and is not there."""
    root = ElementTree.fromstring(xml)
    entries = root.findall(f"{ATOM}entry")
    found = []
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            if len(element.findall(ATOM + name)) != 1:
                found.append(f"{element.tag} {name}")
        if not element.findall(f"{ATOM}author/{ATOM}name"):
            found.append(f"{element.tag} author")
    links = [(link.get("rel"), link.get("type")) for link in root.findall(f"{ATOM}link")]
    if ("self", "application/atom+xml") not in links or len(set(links)) != len(links):
        found.append("links")
    return found


def test_a_record_is_in_the_feeds_it_belongs_to(loaded: Load) -> None:
    library = loaded(
        {"policy/2020/a.md": source(issuer="zfbgs", joint_issuers=["czj"], topic="财政/预算")}
    )
    held = [stem for stem, feed in feeds_of(library).items() if feed.items]
    assert held == [
        "feeds/all",
        "feeds/policy",
        "feeds/topics/2",
        "feeds/organ/zfbgs",
        "feeds/organ/czj",
    ]


def test_an_entry_has_the_full_text_and_whole_addresses(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(
                "第一条 见[附件](a/1.pdf)、[甲](../2019/b.md)、[上](#x)和[网](https://z.cn/?a=1&b=2)。\n\n"
                "![图](a/p.png)\n",
                title="标题",
                keywords=["词"],
                attachments=[{"file": "1.pdf", "title": "附件1"}],
            ),
            "policy/2020/a/1.pdf": b"12345",
            "policy/2020/a/p.png": b"1",
            "policy/2019/b.md": source(published_at="2019-01-01 08:00", written_on="2019-01-01"),
        }
    )
    parsed, made, _ = read(library, feeds_of(library)["feeds/policy"])
    entry, item = parsed.entries[0], made["items"][0]
    assert entry.id == entry.link == item["id"] == f"{ROOT}policy/2020/a.html"
    assert (entry.title, entry.summary) == ("标题", "说明测试的内容。")
    assert entry.published == item["date_published"] == "2020-05-22T09:30:00+08:00"
    assert (
        item["tags"] == ["政策文件库", "综合政务", "政务公开", "词"] == [t.term for t in entry.tags]
    )
    assert entry.author == "测试市人民政府办公室"
    html = item["content_html"]
    assert "第一条" in entry.content[0].value
    for address in ("policy/2020/a/1.pdf", "policy/2019/b.html", "policy/2020/a.html#x"):
        assert f'href="{ROOT}{address}"' in html
    assert f'src="{ROOT}policy/2020/a/p.png"' in html
    assert 'href="https://z.cn/?a=1&amp;b=2"' in html
    assert " id=" not in html and " class=" not in html
    (file,) = item["attachments"]
    assert file == {
        "url": f"{ROOT}policy/2020/a/1.pdf",
        "mime_type": "application/pdf",
        "title": "附件1",
        "size_in_bytes": 5,
    }
    assert [(one.href, one.length) for one in entry.enclosures] == [(file["url"], "5")]
    assert made["feed_url"] == f"{ROOT}feeds/policy.json"
    assert made["home_page_url"] == f"{ROOT}policy/index.html"
    assert {(one.rel, one.href) for one in parsed.feed.links} >= {
        ("self", f"{ROOT}feeds/policy.xml"),
        ("alternate", f"{ROOT}policy/index.html"),
    }


@pytest.mark.parametrize("how", ["依申请公开", "不予公开"])
def test_nothing_of_a_withheld_text_is_told(loaded: Load, how: str) -> None:
    library = loaded(
        {
            "service/2020/a.md": source(
                "秘密正文",
                disclosure=how,
                summary="秘密概述",
                keywords=["秘密词"],
                fee="秘密收费",
                attachments=[{"file": "x.pdf", "title": "秘密附件"}],
                corrections=[{"on": "2020-06-01", "what": "秘密更正"}],
            ),
            "service/2020/a/x.pdf": b"1",
        }
    )
    for feed in feeds_of(library).values():
        _, made, xml = read(library, feed)
        assert "秘密" not in json.dumps(made, ensure_ascii=False) + xml.decode()
    assert "秘密" not in repr(feeds_of(library))


def test_an_own_block_stands_before_the_text(loaded: Load) -> None:
    library = loaded(
        {
            "service/2020/a.md": source(
                "正文在后",
                fee="<b>免费</b>&",
                materials=[{"name": "申请表", "copies": "1"}],
                steps=["受理"],
            )
        }
    )
    _, made, _ = read(library, feeds_of(library)["feeds/service"])
    html = made["items"][0]["content_html"]
    assert "收费：&lt;b&gt;免费&lt;/b&gt;&amp;" in html
    assert "<td>申请表</td><td>1</td>" in html
    assert html.index("1. 受理") < html.index("正文在后")


def test_a_feed_has_the_newest_and_a_moment_from_them(loaded: Load) -> None:
    library = loaded(
        {
            f"notice/2020/n{n:02}.md": source(
                published_at=f"2020-05-22 {n // 60 + 8:02}:{n % 60:02}"
            )
            for n in range(NEWEST + 5)
        }
        | {
            "policy/2020/a.md": source(corrections=[{"on": "2020-09-01", "what": "改“三”为“五”"}]),
        }
    )
    feeds = feeds_of(library)
    _, made, _ = read(library, feeds["feeds/notice"])
    assert [item["url"][-8:-5] for item in made["items"]][::49] == ["n54", "n05"]
    parsed, made, _ = read(library, feeds["feeds/policy"])
    assert made["items"][0]["date_modified"] == "2020-09-01T00:00:00+08:00" == parsed.feed.updated
    assert "2020-09-01更正：改“三”为“五”" in made["items"][0]["content_html"]
    parsed, _, _ = read(library, feeds["feeds/report"])
    assert (parsed.entries, parsed.feed.updated[:10]) == ([], "1970-01-01")


def test_hostile_texts_stay_texts(loaded: Load) -> None:
    hostile = "<script>alert(1)</script> ]]> <!-- &x; 𠮷😀 <a href='javascript:x'>y</a>"
    library = loaded(
        {
            "policy/2020/a.md": source(hostile + "\n", title="]]></title><b> & \u200f"),
            "policy/2020/b.md": source('<a title=" href=" href="x.pdf">甲</a> [乙](http://[x)\n'),
            "policy/2020/c.md": source("长" * 600_000, summary="很长"),
            "policy/2020/d.md": source("|a|\n|-|\n" + "|b|\n" * 500),
        }
    )
    _, made, _ = read(library, feeds_of(library)["feeds/policy"])
    items = {item["url"].rsplit("/")[-1]: item["content_html"] for item in made["items"]}
    assert "<script" not in items["a.html"] and "javascript:" not in items["a.html"]
    assert "𠮷😀" in items["a.html"]
    assert len(items["c.html"]) < LONGEST and "正文较长" in items["c.html"]
    assert items["d.html"].count("<td>") == 500


def test_what_xml_has_no_place_for_is_left_out(loaded: Load) -> None:
    feed = feeds_of(loaded({"policy/2020/a.md": source()}))["feeds/policy"]
    bad = "甲\x00\x01\x1f\ufffe\ud800乙"
    item = feed.items[0]._replace(title=bad, summary=bad, tags=(bad,), lead=bad, source=None)
    library = loaded({})
    parsed, made, _ = read(library, feed._replace(title=bad, items=(item,)))
    assert (parsed.feed.title, parsed.entries[0].title) == ("甲乙", "甲乙")
    assert made["items"][0]["title"] == "甲\x00\x01\x1f\ufffe?乙"


def test_an_attribute_never_ends_early() -> None:
    html = '<a title="&quot; href=&quot;x" href="b.html">甲</a>'
    made = with_whole_addresses(html, f"{ROOT}policy/a.html")
    assert f'href="{ROOT}policy/b.html"' in made
    assert made.count("href=") == 2


def test_the_same_feed_gives_the_same_bytes_and_its_stamp_follows_its_records(loaded: Load) -> None:
    library = loaded({"policy/2020/a.md": source(title="一")})
    feed = feeds_of(library)["feeds/policy"]
    assert list(feed_files(feed, library.content)) == list(feed_files(feed, library.content))
    assert feed_stamp(feed) == feed_stamp(feeds_of(library)["feeds/policy"])
    library.sha256["policy/2020/a"] = "f" * 64
    assert feed_stamp(feed) != feed_stamp(feeds_of(library)["feeds/policy"])


def load_all(content: Path, catalogue: Path) -> Loaded:
    with Cache(None, "") as cache, Workers(1) as workers:
        return load(content, catalogue, cache, workers)


def test_the_feeds_of_the_repository() -> None:
    library = load_all(REPOSITORY / "content", REPOSITORY / "catalogue")
    for feed in record_feeds(library):
        read(library, feed)


@pytest.mark.corpus
def test_the_feeds_of_real_documents(corpus: Path) -> None:
    library = load_all(corpus / "content", corpus / "catalogue")
    full = [feed for feed in record_feeds(library) if feed.items][:12]
    assert sum(len(feed.items) for feed in full) > 100
    for feed in full:
        read(library, feed)
