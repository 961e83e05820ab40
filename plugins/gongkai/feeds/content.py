"""The HTML of an entry: a record's text as its page has it, with whole addresses and no names.

Cleaned a second time, by the rules of ``body``: ids and classes belong to the page around a text,
and a reader shows many texts on one.
"""

from __future__ import annotations

from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from gongkai.body import Engine, comrak_engine, render_body
from gongkai.body.sanitise import sanitised_again
from gongkai.downloads.documents.markup import Manner, markup
from gongkai.downloads.documents.pictures import replacement
from gongkai.downloads.documents.xml_text import xml_text
from gongkai.feeds.items import Item
from gongkai.load.bodies import body_source

LONGEST: Final = 200_000
"""Characters of an entry's HTML; a longer text is read on its page, or a feed would be megabytes."""
_OF_PAGE: Final = frozenset({"id", "class", "headers", "aria-label"})
_BARE: Final = Manner(
    dress=lambda kind: "",
    address=lambda link: None,
    picture=lambda picture: xml_text(replacement(picture)),
)
"""Facts of a record: elements without names, and they have neither links nor pictures."""


def content_html(item: Item, content: Path, engine: Engine = comrak_engine) -> str:
    """What an entry shows. Never raises for a text.

    Raises FileNotFoundError where the source has changed since it was loaded.
    """
    if item.source is None:
        return item.lead
    body = _body(content, item.source, item.address, item.url, item.sha256, engine)
    if body is None:
        summary, url = escape(item.summary), escape(item.url)
        body = f'<p>{summary}</p><p>正文较长，请到<a href="{url}">网页</a>阅读。</p>'
    return item.lead + markup(item.own, _BARE) + body


@lru_cache(maxsize=128)
def _body(
    content: Path, source: str, address: str, url: str, sha256: str, engine: Engine
) -> str | None:
    """A text, kept for the next feed that has it; None if it is too long.

    ``sha256`` keeps a text that was edited from being taken for what it was.
    """
    html = render_body(body_source(content, source), address, engine).html
    return with_whole_addresses(html, url) if len(html) <= LONGEST else None


def with_whole_addresses(html: str, page: str) -> str:
    """HTML of ``body`` that can stand on another site: references lead to where they led."""
    return sanitised_again(html, partial(_whole, page), _OF_PAGE)


def _whole(page: str, tag: str, name: str, value: str) -> str | None:
    if name not in ("href", "src"):
        return value
    try:
        return urljoin(page, value)
    except ValueError:  # half a bracket where a host should be
        return None
