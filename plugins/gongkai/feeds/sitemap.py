"""Site maps (sitemaps.org 0.9): an index, and maps that keep to the protocol's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from gongkai.feeds.moments import published, updated
from gongkai.model import Library, Record

INDEX: Final = "sitemap.xml"
ADDRESSES: Final = 50_000
"""Addresses a map may have."""
BYTES: Final = 50 * 1024 * 1024
"""Bytes a map may have."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FRAME: Final = len(f'{_HEAD}<urlset xmlns="{_NAMESPACE}"></urlset>\n')


class Place(NamedTuple):
    """An address that a map names."""

    address: str
    """From the site's root."""
    changed: str | None = None
    """``YYYY-MM-DD``; None where nothing says it."""


def record_places(library: Library, records: Iterable[Record], day: date) -> Iterator[Place]:
    """Records' pages with the day since which each says what it says on a day.

    A repeal or an amendment is another record's, and changes the page when that one is published and
    again when it takes effect; so does the beginning or the end of its own validity.
    """
    for record in records:
        since = max(_days(library, record, day))
        yield Place(record.address, since.isoformat())


def _days(library: Library, record: Record, day: date) -> Iterator[date]:
    yield updated(record).date()
    for change in library.changes(record):
        yield from (d for d in (published(change.by).date(), change.since) if d <= day)
    state = library.state(record, day)
    if state and state.since <= day:
        yield state.since


def sitemap_files(
    root: str,
    maps: Iterable[tuple[str, Iterable[Place]]],
    addresses: int = ADDRESSES,
    size: int = BYTES,
) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every map, then of the index that names them.

    ``maps``: name and places. A map beyond the limits goes on in ``<name>-2``, so that its first
    places stay where they are. A map without places is left out: the protocol wants one at least.
    """
    made: list[Place] = []
    for name, places in maps:
        for number, (lines, changed) in enumerate(_parts(root, places, addresses, size), 1):
            address = f"sitemap/{name}.xml" if number == 1 else f"sitemap/{name}-{number}.xml"
            made.append(Place(address, changed))
            yield address, _document("urlset", lines)
    yield INDEX, _document("sitemapindex", [_line("sitemap", root, place) for place in made])


def _parts(
    root: str, places: Iterable[Place], addresses: int, size: int
) -> Iterator[tuple[list[str], str | None]]:
    """Lines that fit into one map, and the newest day among them."""
    lines: list[str] = []
    taken, newest = _FRAME, ""
    for place in places:
        line = _line("url", root, place)
        more = len(line.encode()) + 1
        if lines and (len(lines) == addresses or taken + more > size):
            yield lines, newest or None
            lines, taken, newest = [], _FRAME, ""
        lines.append(line)
        taken += more
        newest = max(newest, place.changed or "")
    if lines:
        yield lines, newest or None


def _line(tag: str, root: str, place: Place) -> str:
    changed = f"<lastmod>{place.changed}</lastmod>" if place.changed else ""
    return f"<{tag}><loc>{escape(root + place.address)}</loc>{changed}</{tag}>"


def _document(tag: str, lines: list[str]) -> bytes:
    return f'{_HEAD}<{tag} xmlns="{_NAMESPACE}">{chr(10).join(lines)}</{tag}>\n'.encode()
