"""A feed's two files; each text is rendered once for both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.body import Engine, comrak_engine
from gongkai.feeds.atom import atom
from gongkai.feeds.content import content_html
from gongkai.feeds.items import Feed
from gongkai.feeds.json_feed import json_feed


def feed_files(
    feed: Feed, content: Path, engine: Engine = comrak_engine
) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of ``<stem>.xml`` and ``<stem>.json``."""
    contents = [content_html(item, content, engine) for item in feed.items]
    yield f"{feed.stem}.xml", atom(feed, contents)
    yield f"{feed.stem}.json", json_feed(feed, contents)
