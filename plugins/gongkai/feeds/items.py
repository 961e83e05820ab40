"""A feed and its entries as plain data that travels to workers; texts are read where it is written.

An entry depends on its own record, the register, and how the records are called that it names (an
issue's articles, a project's documents), so that a feed is made anew only when one of these is. A withheld record is an entry with its metadata: no summary, keywords, text,
files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import NamedTuple

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import attached_files
from gongkai.downloads.documents.own_block import own_blocks
from gongkai.downloads.media_types import media_type
from gongkai.feeds.moments import BEFORE_ALL, published, updated
from gongkai.load import Loaded
from gongkai.model import Record


class Enclosure(NamedTuple):
    """A file of an entry."""

    title: str
    url: str
    media_type: str
    size: int
    """Bytes."""


class Item(NamedTuple):
    """An entry."""

    id: str
    """Permanent and the same in every feed."""
    url: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    tags: tuple[str, ...]
    summary: str
    lead: str
    """HTML that stands before the text."""
    source: str | None = None
    """Where the text lies, from the content folder; None where there is none to show."""
    address: str = ""
    """Of the page, from the site's root: what the text's references are relative to."""
    own: tuple[Block, ...] = ()
    """What its kind states besides the text."""
    own_digest: str = ""
    """Of the above."""
    enclosures: tuple[Enclosure, ...] = ()
    sha256: str = ""
    """Of the source."""


class Feed(NamedTuple):
    """A feed: two files, ``<stem>.xml`` and ``<stem>.json``."""

    stem: str
    title: str
    description: str
    page: str
    """Address of the page that lists the same."""
    site: str
    """Name of the site."""
    root: str
    """Public address of the site."""
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """When the last of its entries changed."""
        return max((item.updated for item in self.items), default=BEFORE_ALL)


def feed_stamp(feed: Feed) -> str:
    """What a feed is made from, the program and the Markdown engine apart: its key hashes this."""
    items = (item._replace(own=()) for item in feed.items)  # which their digests stand for
    return repr((feed._replace(items=()), *items))


def record_item(loaded: Loaded, record: Record) -> Item:
    """A record as an entry; the own block names organs as the register does."""
    catalogue = loaded.library.catalogue
    column = catalogue.column(record.column)
    names = map(catalogue.organ_name, (record.issuer, *record.joint_issuers))
    tags = (column.name if column else record.column, *record.topic.split("/"))
    item = Item(
        id=catalogue.site.url + record.address,
        url=catalogue.site.url + record.address,
        title=record.title,
        authors=tuple(names),
        published=published(record),
        updated=updated(record),
        tags=_each_once(*tags, *(("示例",) if record.sample else ())),
        summary="",
        lead="".join(f"<p>{line}</p>" for line in _lead(record)),
        address=record.address,
        sha256=loaded.sha256.get(record.id, ""),
    )
    if not record.open:
        return item
    own = own_blocks(loaded.library, record)
    return item._replace(
        tags=_each_once(*item.tags, *record.keywords),
        summary=record.summary,
        source=f"{record.id}.md",
        own=own,
        own_digest=_digest(own),
        enclosures=tuple(_enclosures(loaded, record)),
    )


def _digest(own: tuple[Block, ...]) -> str:
    return hashlib.blake2b(repr(own).encode(), digest_size=16).hexdigest() if own else ""


def _each_once(*words: str) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word)


def _lead(record: Record) -> Iterator[str]:
    if record.sample:
        yield "示例文件，不是正式公开的文件。"
    if record.doc_no:
        yield escape(record.doc_no)
    if not record.open:
        yield f"本文件{record.disclosure}，只列目录信息，不登载正文。"
    for one, words in record.told_corrections():
        if words:
            yield f"{one.on}{one.kind}：{escape(words)}"


def _enclosures(loaded: Loaded, record: Record) -> Iterator[Enclosure]:
    root, files = loaded.library.catalogue.site.url, loaded.tree.files
    for file in attached_files(record):
        if file.address in files:
            size = files[file.address].size
            yield Enclosure(file.title, root + file.address, media_type(file.address), size)
