"""Files of the site that are no pages: attachments, theme files, the inventory, the site map."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from gongkai.check.files import declared_files
from gongkai.load import Loaded
from gongkai.model import Record
from gongkai.pages.folder import Extra
from gongkai.pages.front import LOST
from gongkai.pages.inventory import DATA, inventory_data
from gongkai.pages.site import Pages
from gongkai.pages.smaller import smaller

_SITEMAP_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def attachments(loaded: Loaded) -> Iterator[Extra]:
    """The files that the site, open records and hand-made pages name, each once."""
    for path in dict.fromkeys(map(posixpath.normpath, _named_files(loaded))):
        stat = loaded.tree.files.get(path)
        if stat is not None:
            yield Extra(path, repr(stat).encode(), partial(_content, loaded.content / path))


def _named_files(loaded: Loaded) -> Iterator[str]:
    yield from loaded.library.catalogue.site.pictures.values()
    for path in loaded.tree.pages:
        yield from (link.target for link in loaded.links.get(path.removesuffix(".md"), ()))
    for record in loaded.library.records.values():
        if record.open:
            yield from (f"{record.id}/{written}" for _, written in declared_files(record))
            yield from (link.target for link in loaded.links.get(record.id, ()))


def staged(folder: Path, wanted: Iterable[str]) -> Iterator[Extra]:
    """Files that MkDocs has built in a folder of its own, by their content; the theme's made small."""
    for address in sorted(wanted):
        data = (folder / address).read_bytes()
        yield Extra(address, _digest(data), partial(_made_small, address, data))


def data_files(pages: Pages) -> Iterator[Extra]:
    """What is made from the whole library."""
    every = pages.stamps(pages.library.records.values())
    yield Extra(
        DATA, pages.key("inventory.json", every), partial(inventory_data, pages.loaded, pages.day)
    )
    yield from _sitemap(pages)


def _sitemap(pages: Pages) -> Iterator[Extra]:
    """``sitemap.xml`` names one map a column and year: a new record rewrites only its own."""
    site = pages.library.catalogue.site
    by_year: dict[str, list[Record]] = {}
    for record in pages.library.records.values():
        by_year.setdefault(f"{record.column}-{record.year}", []).append(record)
    maps = []
    for name, records in sorted(by_year.items()):
        address = f"sitemap/{name}.xml"
        maps.append(address)
        urls = [(r.address, r.published_at.date().isoformat()) for r in records]
        text = _map(site.url, urls)
        yield Extra(address, _digest(text), partial(_as_is, text))
    fronts = [(page.address, None) for page in pages.fronts() if page.address != LOST]
    fronts += [(page.address, None) for page in pages.standards.fronts]
    hand_made = sorted(pages.loaded.tree.pages)
    fronts += [(path.removesuffix(".md") + ".html", None) for path in hand_made]
    lists = [(page.address, None) for page in pages.list_pages]
    text = _map(site.url, chain(fronts, lists))
    yield Extra("sitemap/pages.xml", _digest(text), partial(_as_is, text))
    index = "".join(
        f"<sitemap><loc>{escape(site.url + address)}</loc></sitemap>"
        for address in ("sitemap/pages.xml", *maps)
    )
    text = _xml(f'<sitemapindex xmlns="{_SITEMAP_NAMESPACE}">{index}</sitemapindex>')
    yield Extra("sitemap.xml", _digest(text), partial(_as_is, text))


def _map(root: str, urls: Iterable[tuple[str, str | None]]) -> bytes:
    lines = (
        f"<url><loc>{escape(root + address)}</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + "</url>"
        for address, changed in urls
    )
    return _xml(f'<urlset xmlns="{_SITEMAP_NAMESPACE}">' + "\n".join(lines) + "</urlset>")


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _content(path: Path) -> Iterable[bytes]:
    return (path.read_bytes(),)


def _made_small(address: str, data: bytes) -> Iterable[bytes]:
    return (smaller(address, data) if address.startswith("assets/") else data,)


def _as_is(data: bytes) -> Iterable[bytes]:
    return (data,)
