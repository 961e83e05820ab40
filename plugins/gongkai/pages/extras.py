"""Files of the site that others made: attachments and the theme's own."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from gongkai.check.files import declared_files
from gongkai.downloads.documents.archive import pieces_of
from gongkai.load import Loaded
from gongkai.pages.folder import Extra
from gongkai.pages.smaller import smaller


def attachments(loaded: Loaded) -> Iterator[Extra]:
    """The files that the site, open records and hand-made pages name, each once."""
    for path in dict.fromkeys(map(posixpath.normpath, _named_files(loaded))):
        stat = loaded.tree.files.get(path)
        if stat is not None:
            yield Extra(path, repr(stat).encode(), partial(pieces_of, loaded.content / path))


def _named_files(loaded: Loaded) -> Iterator[str]:
    yield from loaded.library.catalogue.site.pictures.values()
    for path in loaded.tree.pages:
        yield from (link.target for link in loaded.links.get(path.removesuffix(".md"), ()))
    for record in loaded.library.records.values():
        if record.open:
            yield from (f"{record.id}/{written}" for _, written in declared_files(record))
            yield from (link.target for link in loaded.links.get(record.id, ()))
    for record in loaded.library.mongolian.values():
        if record.open:
            yield from (link.target for link in loaded.links.get(record.id, ()))


def staged(folder: Path, wanted: Iterable[str]) -> Iterator[Extra]:
    """Files that MkDocs has built in a folder of its own, by their content; the theme's made small."""
    for address in sorted(wanted):
        data = (folder / address).read_bytes()
        yield Extra(address, _digest(data), partial(_made_small, address, data))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _made_small(address: str, data: bytes) -> Iterable[bytes]:
    return (smaller(address, data) if address.startswith("assets/") else data,)
