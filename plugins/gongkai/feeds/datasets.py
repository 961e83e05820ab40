"""What the feeds room offers as data, for the data page and for DCAT."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gongkai.downloads.library.datasets import Dataset, Distribution
from gongkai.downloads.media_types import ATOM, JSON_FEED, media_type
from gongkai.feeds import events, latest
from gongkai.feeds.channels import AREAS, COLUMNS, ORGANS, TOPICS, channels
from gongkai.feeds.log import NAME, STEM
from gongkai.model import Library

_GROUPS: Final = {"": "all", COLUMNS: "columns", TOPICS: "topics", ORGANS: "organs", AREAS: "areas"}


def feed_datasets(library: Library) -> Iterator[Dataset]:
    """The newest records, the log, and the feeds by classification."""
    words = ("订阅", "政策文件")
    newest = Distribution("最新公开", latest.ADDRESS, media_type(latest.ADDRESS), latest.SCHEMA)
    what = f"各栏目最新公开的{latest.NEWEST}份文件的元数据。"
    yield Dataset("latest", "最新公开", what, (newest,), words)
    data = events.ADDRESS_OF_DATA
    whole = Distribution(NAME, data, media_type(data), events.SCHEMA)
    what = "文件的发布、修改、废止、失效、更正和撤回，一事一条；订阅为最近50条。"
    yield Dataset("log", NAME, what, (whole, *_both(NAME, STEM)), words)
    for group, members in groupby(channels(library), key=lambda channel: channel.group):
        title = f"按{group}订阅" if group else "全部文件订阅"
        parts = [one for c in members for one in _both(c.name, c.stem)]
        what = "最新公开的50份文件，全文；阅读器填入地址即可订阅。"
        yield Dataset(f"feeds-{_GROUPS[group]}", title, what, tuple(parts), words)


def _both(name: str, stem: str) -> Iterator[Distribution]:
    yield Distribution(name, f"{stem}.xml", ATOM)
    yield Distribution(name, f"{stem}.json", JSON_FEED)
