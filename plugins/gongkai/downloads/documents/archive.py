"""ZIP files whose bytes depend on nothing but what is in them.

``zipfile`` cannot take a part that is packed already. A template's constant parts are packed once per
process here, which is most of the work of a small DOCX. Format: PKWARE APPNOTE 6.3.10, 4.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
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


def packed(name: str, data: bytes) -> Entry:
    """A part, deflated."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return Entry(name, body, _DEFLATED, len(data), zlib.crc32(data))


def stored(name: str, data: bytes) -> Entry:
    """A part as it is: what is packed already, or must be read without unpacking."""
    return Entry(name, data, _STORED, len(data), zlib.crc32(data))


def archive(entries: Iterable[Entry]) -> bytes:
    """The archive, its parts in the order given. Below 4 GiB and 65,536 parts (no ZIP64)."""
    parts: list[bytes] = []
    index: list[bytes] = []
    place = 0
    for entry in entries:
        name = entry.name.encode()
        flags = 0 if entry.name.isascii() else _UTF8
        facts = (flags, entry.method, _TIME, _DATE, entry.crc, len(entry.packed), entry.size)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *facts, len(name), 0)
        index += (
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, len(name), 0, 0, 0, 0, 0, place),
            name,
        )
        parts += (local, name, entry.packed)
        place += len(local) + len(name) + len(entry.packed)
    directory = b"".join(index)
    count = len(index) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), place, 0)
    return b"".join((*parts, directory, end))
