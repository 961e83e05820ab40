"""The publication log tells what the records prove, and latest.json what came last."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import feedparser
from gongkai.downloads.json_text import json_bytes
from gongkai.feeds.events import events, log_schema
from gongkai.feeds.files import feed_files
from gongkai.feeds.latest import latest_json, latest_schema
from gongkai.feeds.log import log_data, log_feed
from gongkai.feeds.schemas import DATA_SCHEMAS
from gongkai.load import Loaded
from json_feed_rules import JSON_FEED
from jsonschema import Draft202012Validator
from sources import source

Load = Callable[..., Loaded]
DAY = date(2026, 6, 30)


def told(loaded: Loaded, day: date = DAY) -> list[dict[str, Any]]:
    happened = events(loaded.library, day)
    found: list[dict[str, Any]] = json.loads(b"".join(log_data(happened)))
    assert list(Draft202012Validator(log_schema()).iter_errors(found)) == []
    return found


def test_publication_change_end_correction_and_withdrawal_are_told(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(
                title="甲",
                corrections=[
                    {"on": "2020-06-01", "what": "秘密", "kind": "更正"},
                    {"on": "2020-07-01", "what": "含个人信息", "kind": "撤回"},
                ],
                disclosure="不予公开",
            ),
            "policy/2020/b.md": source(title="乙", expires_on="2023-12-31"),
            "policy/2021/c.md": source(
                title="丙",
                written_on="2021-01-05",
                effective_on="2021-03-01",
                published_at="2021-01-06 09:00",
                relations={"repeals": [{"record": "policy/2020/a", "articles": ["第二条"]}]},
            ),
        }
    )
    found = [(e["at"], e["label"], e["record"]["title"], e["what"]) for e in told(library)]
    assert found == [
        ("2024-01-01 00:00", "失效", "乙", None),
        ("2021-03-01 00:00", "废止", "甲", None),
        ("2021-01-06 09:00", "发布", "丙", None),
        ("2020-07-01 00:00", "撤回", "甲", "含个人信息"),
        ("2020-06-01 00:00", "更正", "甲", None),
        ("2020-05-22 09:30", "发布", "甲", None),
        ("2020-05-22 09:30", "发布", "乙", None),
    ]


def test_what_is_to_come_is_not_told_yet(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(expires_on="2023-12-31"),
            "policy/2021/c.md": source(
                effective_on="2021-03-01", relations={"replaces": ["policy/2020/a"]}
            ),
        }
    )
    labels = [e["label"] for e in told(library, date(2021, 2, 28))]
    assert labels == ["发布", "发布"]
    assert [e["label"] for e in told(library, date(2021, 3, 1))] == ["代替", "发布", "发布"]
    assert told(library)[0]["by"]["id"] == "policy/2021/c"


def test_a_change_that_works_backwards_is_told_when_it_was_published(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(),
            "policy/2021/c.md": source(
                written_on="2020-06-01",
                published_at="2021-02-03 10:00",
                relations={"amends": ["policy/2020/a"]},
            ),
        }
    )
    assert told(library)[0]["at"] == "2021-02-03 10:00"


def test_every_event_has_an_id_of_its_own(loaded: Load) -> None:
    twice = [{"record": "policy/2020/a", "articles": [n]} for n in ("第一条", "第二条")]
    same = [{"on": "2020-06-01", "what": "一"}, {"on": "2020-06-01", "what": "二"}]
    library = loaded(
        {
            "policy/2020/a.md": source(corrections=same),
            "policy/2021/c.md": source(relations={"amends": twice}),
        }
    )
    ids = [e["id"] for e in told(library)]
    assert len(ids) == 6 == len(set(ids))


def test_the_log_is_a_feed(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(title="甲<&]]>", doc_no="测政发〔2020〕901号"),
            "policy/2021/c.md": source(
                title="丙",
                published_at="2021-01-06 09:00",
                relations={"repeals": [{"record": "policy/2020/a", "articles": ["第二条"]}]},
            ),
        }
    )
    feed = log_feed(library.library.catalogue, events(library.library, DAY))
    (_, xml), (_, data) = feed_files(feed, library.content)
    parsed, made = feedparser.parse(xml), json.loads(data)
    assert not parsed.bozo
    assert list(Draft202012Validator(JSON_FEED).iter_errors(made)) == []
    assert made["items"][0]["title"] == "部分废止：甲<&]]>"
    html = made["items"][0]["content_html"]
    assert "《甲&lt;&amp;]]&gt;》（测政发〔2020〕901号）" in html
    assert 'href="https://www.example.gov.cn/policy/2021/c.html"' in html
    assert "涉及第二条" in html
    assert len({item["id"] for item in made["items"]}) == 3


def test_the_newest_records(loaded: Load) -> None:
    validator = Draft202012Validator(latest_schema())
    library = loaded({f"notice/2020/n{n}.md": source() for n in range(25)})
    made = json.loads(latest_json(library, DAY))
    assert list(validator.iter_errors(made)) == []
    assert (len(made["items"]), made["updated"]) == (20, "2020-05-22 09:30")
    empty = json.loads(latest_json(loaded({"notice/2020/n.md": "x"}), DAY))
    assert list(validator.iter_errors(empty)) == []


def test_every_schema_is_published_and_one() -> None:
    published = {address: json_bytes(make()) for address, make in DATA_SCHEMAS.items()}
    assert set(published) == {
        f"data/{name}.schema.json" for name in ("record", "inventory", "latest", "log", "gazette")
    }
    for data in published.values():
        Draft202012Validator.check_schema(json.loads(data))
