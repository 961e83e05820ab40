"""The publication log as a feed, and whole as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Final

from gongkai.downloads.json_text import json_list
from gongkai.feeds.channels import NEWEST
from gongkai.feeds.events import Event, event_entry
from gongkai.feeds.items import Feed, Item
from gongkai.model import Catalogue, Record

STEM: Final = "feeds/log"
NAME: Final = "发布日志"


def log_data(happened: Iterable[Event]) -> Iterator[bytes]:
    """``data/log.json`` in pieces: every event, newest first."""
    return json_list(map(event_entry, happened))


def log_feed(catalogue: Catalogue, happened: Iterable[Event]) -> Feed:
    """The newest events as entries of a feed; ``happened`` is newest first."""
    site = catalogue.site
    return Feed(
        stem=STEM,
        title=f"{NAME} - {site.name}",
        description=f"{site.name}最近发布、修改、废止、失效、更正和撤回的文件。",
        page="index.html",
        site=site.name,
        root=site.url,
        items=tuple(_item(catalogue, event) for event in islice(happened, NEWEST)),
    )


def _item(catalogue: Catalogue, event: Event) -> Item:
    record = event.record
    id, _, what = event.id.partition("#")
    names = map(catalogue.organ_name, (record.issuer, *record.joint_issuers))
    return Item(
        id=f"{catalogue.site.url}{id}.html#log-{what}",
        url=catalogue.site.url + record.address,
        title=f"{event.label}：{record.title}",
        authors=tuple(names),
        published=event.at,
        updated=event.at,
        tags=(event.label, *(("示例",) if record.sample else ())),
        summary="",
        lead=f"<p>{'，'.join(_sentence(catalogue, event))}。</p>",
    )


def _sentence(catalogue: Catalogue, event: Event) -> Iterator[str]:
    root = catalogue.site.url
    when = f"{event.at.year}年{event.at.month}月{event.at.day}日"
    yield f"{_link(root, event.record)}{when}{event.label}"
    if event.by:
        yield f"见{_link(root, event.by)}"
    if event.articles:
        yield f"涉及{escape('、'.join(event.articles))}"
    if event.words:
        yield escape(event.words.rstrip("。"))


def _link(root: str, record: Record) -> str:
    number = f"（{record.doc_no}）" if record.doc_no else ""
    words = escape(f"《{record.title}》{number}", quote=False)
    sample = "（示例）" if record.sample else ""
    return f'<a href="{escape(root + record.address)}">{words}</a>{sample}'
