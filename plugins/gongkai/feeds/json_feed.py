"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from gongkai.downloads.json_text import json_bytes
from gongkai.feeds.items import Feed, Item

_VERSION: Final = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, contents: Sequence[str]) -> bytes:
    """The file. ``contents`` are the entries' HTML, in their order."""
    return json_bytes(
        {
            "version": _VERSION,
            "title": feed.title,
            "home_page_url": feed.root + feed.page,
            "feed_url": f"{feed.root}{feed.stem}.json",
            "description": feed.description,
            "language": "zh-CN",
            "authors": [{"name": feed.site, "url": feed.root}],
            "items": [
                _item(item, content) for item, content in zip(feed.items, contents, strict=True)
            ],
        }
    )


def _item(item: Item, content: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": content,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.tags),
        "attachments": [
            {
                "url": file.url,
                "mime_type": file.media_type,
                "title": file.title,
                "size_in_bytes": file.size,
            }
            for file in item.enclosures
        ],
    }
    return {key: value for key, value in made.items() if value or key == "content_html"}
