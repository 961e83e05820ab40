"""ZIP files whose bytes depend on nothing but what is in them.

``zipfile`` cannot take a part that is packed already. A template's constant parts are packed once per
process here, which is most of the work of a small DOCX. Format: PKWARE APPNOTE 6.3.10, 4.3.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

_STORED: Final = 0
_DEFLATED: Final = 8
_VERSION: Final = 20
"""2.0: deflated files and folders (4.4.3.2)."""
_UTF8: Final = 0x800
"""The name is UTF-8 (4.4.4, bit 11)."""
_TIME: Final = 0
_DATE: Final = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980, the first day that the format knows."""
_LEVEL: Final = 6
_PIECE: Final = 1 << 20
"""Bytes of a file on disk that are in memory at a time."""
MOST_BYTES: Final = 0xFFFF_FFFF - (1 << 26)
"""Of all parts together: below 4 GiB, less what their directory may take (4.4.1.4)."""
MOST_PARTS: Final = 0xFFFF - 1

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


class Entry(NamedTuple):
    """A packed part of an archive."""

    name: str
    packed: bytes
    method: int
    size: int
    """Bytes unpacked."""
    crc: int


class FileEntry(NamedTuple):
    """A part that stays on disk until it is written: stored as it is."""

    name: str
    path: Path
    size: int
    crc: int


def packed(name: str, data: bytes) -> Entry:
    """A part, deflated."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return Entry(name, body, _DEFLATED, len(data), zlib.crc32(data))


def stored(name: str, data: bytes) -> Entry:
    """A part as it is: what is packed already, or must be read without unpacking."""
    return Entry(name, data, _STORED, len(data), zlib.crc32(data))


def measured(name: str, path: Path) -> FileEntry:
    """A part as it is, left on disk: read once here, a piece at a time, for its checksum.

    Raises:
        OSError: it cannot be read.
    """
    size = crc = 0
    for piece in pieces_of(path):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
    return FileEntry(name, path, size, crc)


def archive(entries: Iterable[Entry]) -> bytes:
    """The archive, its parts in the order given. Below 4 GiB and 65,536 parts (no ZIP64)."""
    return b"".join(archive_pieces(entries))


def archive_pieces(entries: Iterable[Entry | FileEntry]) -> Iterator[bytes]:
    """The archive in pieces, for one that memory should not hold; the same bytes as ``archive``.

    Raises:
        OverflowError: it would be larger than a ZIP without ZIP64 can be.
        OSError: a part on disk cannot be read, or is no longer what was measured.
    """
    index: list[bytes] = []
    place = 0
    for entry in entries:
        name = entry.name.encode()
        kept = entry.size if isinstance(entry, FileEntry) else len(entry.packed)
        method = _STORED if isinstance(entry, FileEntry) else entry.method
        flags = 0 if entry.name.isascii() else _UTF8
        facts = (flags, method, _TIME, _DATE, entry.crc, kept, entry.size)
        end = place + _LOCAL.size + len(name) + kept
        if end > MOST_BYTES or len(index) // 2 >= MOST_PARTS:
            raise OverflowError(entry.name)
        yield _LOCAL.pack(b"PK\3\4", _VERSION, *facts, len(name), 0) + name
        yield from _unchanged(entry) if isinstance(entry, FileEntry) else (entry.packed,)
        index += (
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, len(name), 0, 0, 0, 0, 0, place),
            name,
        )
        place = end
    directory = b"".join(index)
    count = len(index) // 2
    yield directory
    yield _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)


def _unchanged(entry: FileEntry) -> Iterator[bytes]:
    size = crc = 0
    for piece in pieces_of(entry.path):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        yield piece
    if (size, crc) != (entry.size, entry.crc):
        raise OSError(errno.EBUSY, "changed while it was read", str(entry.path))


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, a piece at a time.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
