"""The Mongolian index on the site: cut anew as a whole when any counterpart changes, else left alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from gongkai.body import words_of
from gongkai.cache import Cache
from gongkai.load.bodies import body_source
from gongkai.model import Record
from gongkai.model.mongolian_day import CHINESE_PATTERN, PATTERN, mongolian_day
from gongkai.pages.folder import Extra

if TYPE_CHECKING:
    from gongkai.pages.site import Pages
    from gongkai.search.mongolian import MongolianEntry

_NOTE: Final = "mongolian search"
"""In the cache: key of the last index, and its addresses, which only making it tells."""


def search_files(pages: Pages, memory: Cache) -> Iterator[Extra]:
    """Every file of the index; none where there is no counterpart or no search."""
    if not (pages.library.mongolian and pages.search):
        return
    key = _key(pages)
    made = cache(partial(_made, pages))
    noted = json.loads(memory.note(_NOTE) or "null")
    if noted and noted[0] == key.hex():
        addresses = noted[1]
    else:
        addresses = sorted(made())
        memory.keep_note(_NOTE, json.dumps([key.hex(), addresses]))
    for address in addresses:
        yield Extra(address, key, partial(_piece, made, address))


def _key(pages: Pages) -> bytes:
    sha256 = pages.loaded.sha256
    records = pages.library.mongolian.values()
    sources = (
        f"{one.id} {sha256[one.id]} {sha256[pages.library.original(one).id]}" for one in records
    )
    return pages.key("mongolian search", pages.library.catalogue.terms.digest, *sources)


def _piece(made: Callable[[], Mapping[str, bytes]], address: str) -> Iterable[bytes]:
    return (made()[address],)


def _made(pages: Pages) -> dict[str, bytes]:
    from gongkai.search.mongolian import files  # numpy: not for every build

    terms = pages.library.catalogue.terms.spoken()
    return files(_entry(pages, record, terms) for record in pages.library.mongolian.values())


def _entry(pages: Pages, record: Record, terms: Mapping[str, str]) -> MongolianEntry:
    from gongkai.search.mongolian import MongolianEntry

    column = pages.library.catalogue.column(record.column)
    name = column.name if column else record.column
    return MongolianEntry(
        address=record.address,
        title=record.title,
        summary=record.summary if record.open else "",
        keywords=record.keywords if record.open else (),
        text=_text(pages, record) if record.open else "",
        date=mongolian_day(record.published_at.date(), terms.get(CHINESE_PATTERN, PATTERN)),
        column=(column.mn if column else None) or terms.get(name, name),
    )


def _text(pages: Pages, record: Record) -> str:
    return words_of(body_source(pages.loaded.content, f"{record.id}.md"))
