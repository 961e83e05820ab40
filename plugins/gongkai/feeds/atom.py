"""A feed as Atom (RFC 4287).

Written with Python's own ElementTree. feedgen 1.0.0 was tried: it leaves out the ``rel``, ``type``
and ``length`` of an entry's links, so that an attachment passes for the page itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from gongkai.downloads.documents.xml_text import legal
from gongkai.downloads.media_types import ATOM, JSON_FEED
from gongkai.feeds.items import Feed, Item

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def atom(feed: Feed, contents: Sequence[str]) -> bytes:
    """The file. ``contents`` are the entries' HTML, in their order.

    The order of elements is free (§4.1.1); a feed's own facts stand before its entries.
    """
    own = f"{feed.root}{feed.stem}"
    made = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "zh-CN"})
    _text(made, "id", f"{own}.xml")
    _text(made, "title", feed.title)
    _text(made, "subtitle", feed.description)
    _text(made, "updated", feed.updated.isoformat())
    author = SubElement(made, "author")
    _text(author, "name", feed.site)
    _text(author, "uri", feed.root)
    _text(made, "generator", "Gongkai")
    _link(made, "self", f"{own}.xml", ATOM)
    _link(made, "alternate", feed.root + feed.page, "text/html")
    _link(made, "alternate", f"{own}.json", JSON_FEED)
    for item, content in zip(feed.items, contents, strict=True):
        _entry(SubElement(made, "entry"), item, content)
    data: bytes = tostring(made, "utf-8", xml_declaration=True)
    return data + b"\n"


def _entry(made: Element, item: Item, content: str) -> None:
    _text(made, "id", item.id)
    _text(made, "title", item.title)
    _text(made, "published", item.published.isoformat())
    _text(made, "updated", item.updated.isoformat())
    for name in item.authors:
        _text(SubElement(made, "author"), "name", name)
    for tag in item.tags:
        SubElement(made, "category", {"term": legal(tag)})
    _link(made, "alternate", item.url, "text/html")
    for file in item.enclosures:
        more = {"length": str(file.size), "title": legal(file.title)}
        _link(made, "enclosure", file.url, file.media_type, more)
    if item.summary:
        _text(made, "summary", item.summary)
    _text(made, "content", content, {"type": "html"})


def _text(above: Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(above, tag, attributes or {}).text = legal(text)


def _link(
    above: Element, rel: str, address: str, type: str, more: dict[str, str] | None = None
) -> None:
    given = {"rel": rel, "type": type, "href": legal(address), **(more or {})}
    SubElement(above, "link", given)
