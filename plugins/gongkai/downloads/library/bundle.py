"""A year of a built site as ZIP files, to be handed over or laid out in a reading room.

What a reader opens without the site is in them: PDF, DOCX, TXT and EPUB, the facts as JSON, the
attachments, and a table of all of it. Pages are not: without the site's style and scripts they are
worse than the PDF. The same site gives the same bytes. Format: PKWARE APPNOTE 6.3.10 without ZIP64,
which many of the programs in offices do not read; what is too much for one file goes into several.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from gongkai.downloads.csv_text import csv_bytes
from gongkai.downloads.documents.archive import (
    MOST_BYTES,
    MOST_PARTS,
    Entry,
    FileEntry,
    archive_pieces,
    measured,
    packed,
)
from gongkai.downloads.library.entries import NO_VALIDITY
from gongkai.downloads.library.inventory import STEM
from gongkai.downloads.library.table import COLUMNS
from gongkai.progress import Told, silently

FORMS: Final = ("pdf", "docx", "txt", "epub", "json")
"""Endings of a record's own files that go in."""
INDEX: Final = "index.csv"
_PACKED: Final = (".txt", ".json", ".csv", ".html", ".xml")
"""Endings of what is worth packing; the others are packed already."""
_PACKED_BELOW: Final = 8 << 20
"""Bytes; what is larger is copied as it is, a piece at a time."""
_OVERHEAD: Final = 256
"""Bytes of a part's headers, both of them, without its name."""
_HEADER: Final = (
    *(COLUMNS[key] for key in ("index_no", "title", "issuer", "doc_no", "written_on")),
    *(COLUMNS[key] for key in ("published_at", "topic", "validity", "sha256")),
    "分卷",
    "本卷内的文件",
)


class NoSite(ValueError):
    """The folder is no built site, or its inventory cannot be read."""


class TooLarge(ValueError):
    """The files of one record are more than a ZIP can hold; says the record's id."""


class Held(NamedTuple):
    """A record of the year, and its files in the site."""

    entry: dict[str, Any]
    files: tuple[str, ...]
    """Addresses, each of a file that is there."""
    missing: tuple[str, ...]
    """Attachments that the inventory names and the site has not."""


class Volume(NamedTuple):
    """One ZIP file."""

    name: str
    records: tuple[Held, ...]


def year_of_site(site: Path, year: int, column: str | None = None) -> list[Held]:
    """The records whose address is in that year, by id; of one column where one is named.

    Raises:
        NoSite: there is no inventory to read.
    """
    try:
        listed = json.loads((site / f"{STEM}.json").read_bytes())
        wanted = [one for one in listed if _is_in(one["id"], year, column)]
        return [_held(site, one) for one in sorted(wanted, key=lambda one: str(one["id"]))]
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise NoSite(str(site)) from error


def volumes(site: Path, stem: str, records: Iterable[Held], room: int = MOST_BYTES) -> list[Volume]:
    """The year shared out, a record never cut in two; ``room``: bytes of a ZIP.

    Raises:
        TooLarge: one record alone is more than a ZIP can hold.
    """
    every = list(records)
    left = room - sum(_row_size(one) for one in every)  # each volume has the table of all
    shares: list[list[Held]] = [[]]
    taken = parts = 0
    for one in every:
        size = sum((site / file).stat().st_size + _OVERHEAD + 4 * len(file) for file in one.files)
        if size > left or len(one.files) >= MOST_PARTS:
            raise TooLarge(one.entry["id"])
        if shares[-1] and (taken + size > left or parts + len(one.files) >= MOST_PARTS):
            shares.append([])
            taken = parts = 0
        shares[-1].append(one)
        taken += size
        parts += len(one.files)
    names = [stem] if len(shares) == 1 else [f"{stem}-{n}" for n in range(1, len(shares) + 1)]
    return [Volume(f"{name}.zip", tuple(one)) for name, one in zip(names, shares, strict=True)]


def volume_pieces(
    site: Path, volume: Volume, every: list[Volume], told: Told = silently
) -> Iterator[bytes]:
    """A volume's bytes: the table of the whole year, then the files, in the order of ids.

    Raises:
        OSError: a file of the site cannot be read.
    """
    yield from archive_pieces(_parts(site, volume, every, told))


def _parts(
    site: Path, volume: Volume, every: list[Volume], told: Told
) -> Iterator[Entry | FileEntry]:
    yield packed(INDEX, csv_bytes(_HEADER, _rows(every)))
    addresses = dict.fromkeys(file for one in volume.records for file in one.files)
    # An attachment that two records share is in it once.
    for address in told(addresses, len(addresses), f"打包{volume.name}"):
        yield _part(site, address)


def _part(site: Path, address: str) -> Entry | FileEntry:
    path = site / address
    if address.lower().endswith(_PACKED) and path.stat().st_size < _PACKED_BELOW:
        made = packed(address, path.read_bytes())
        if len(made.packed) < made.size:
            return made
    return measured(address, path)


def _rows(every: Iterable[Volume]) -> Iterator[tuple[str, ...]]:
    for volume in every:
        for one in volume.records:
            facts = one.entry
            keys = ("index_no", "title", "issuer", "doc_no", "written_on", "published_at", "topic")
            yield (
                *(facts[key] or "" for key in keys),
                facts["validity"] or NO_VALIDITY,
                facts["sha256"] or "",
                volume.name,
                "\n".join(one.files),
            )


def _row_size(one: Held) -> int:
    """Bytes that its row takes at most, in a table that does not pack at all."""
    return 4 * sum(map(len, (*map(str, one.entry.values()), *one.files))) + _OVERHEAD


def _is_in(id: str, year: int, column: str | None) -> bool:
    parts = id.split("/")
    return parts[1] == f"{year}" and column in (None, parts[0])


def _held(site: Path, entry: dict[str, Any]) -> Held:
    own = [f"{entry['id']}.{form}" for form in FORMS]
    attached = [posixpath.normpath(file) for file in entry["files"]]
    inside = [file for file in dict.fromkeys(attached) if not file.startswith(("../", "/"))]
    there = [file for file in dict.fromkeys((*own, *inside)) if (site / file).is_file()]
    return Held(entry, tuple(there), tuple(file for file in inside if file not in there))
