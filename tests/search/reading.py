"""Reads an index back from its files, independent of how it came to be."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from gongkai.cache import Cache
from gongkai.load import load
from gongkai.pages.folder import INDEX_KEY
from gongkai.search.encode import read_numbers, read_script
from gongkai.search.lists import Lists, decoded, joined
from gongkai.search.long_terms import read
from gongkai.search.site_index import SiteIndex
from gongkai.text.terms import mixed
from gongkai.workers import Workers

DAY = date(2026, 6, 30)


class Posting(NamedTuple):
    """One posting, with its document's id."""

    hash: int
    field: int
    record: str
    often: int
    length: int
    """0 in the text field, whose lengths stand in the directory."""


class Read(NamedTuple):
    """What an index holds."""

    postings: set[Posting]
    lengths: dict[str, int]
    """Terms of each document's text."""
    averages: list[float]
    files: dict[str, bytes]
    facets: dict[str, dict[str, str]]


def bring_up_to_date(
    folder: Path, site: Path, memory: Path | None, stick: bool = False
) -> list[str]:
    """Load ``content`` and ``catalogue`` of a folder and index them; gives the files written."""
    site.mkdir(exist_ok=True)
    with Cache(memory, "test") as cache, Workers(1) as workers:
        loaded = load(folder / "content", folder / "catalogue", cache, workers)
        known = cache.outputs()
        stamps = {id: loaded.sha256[id].encode() for id in loaded.library.records}
        index = SiteIndex(loaded, DAY, stamps, b"base", cache, workers, folder, stick)
        rows, gone = index(site, known.keys(), all((site / a).is_file() for a in known))
        for address in gone:
            (site / address).unlink(missing_ok=True)
        assert all(row.key == INDEX_KEY for row in rows)
        cache.keep_outputs(rows, gone)
        cache.commit()
    return [row.address for row in rows]


def read_index(site: Path) -> Read:
    """Everything in the index of a site."""
    root = site / "search"
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.js")}
    directory = _value(files["dir.js"])
    ids = _ids(files, directory)
    parts = [
        _shard(data, name, directory["bits"]) for name, data in files.items() if name[:2] == "t/"
    ]
    for hash in _long(directory["long"].encode()):
        names = [f"h/{hash:08x}-{tier}.js" for tier in range(4)]
        parts.append(read(hash, [files[name] for name in names if name in files]).lists)
    every = joined(parts)
    rows = zip(*(column.tolist() for column in every), strict=True)
    postings = {Posting(h, f, ids[d], often, length) for h, f, d, often, length in rows}
    return Read(
        postings, _lengths(directory, ids), directory["averages"], files, _facets(files, ids)
    )


def _long(text: bytes) -> list[int]:
    steps, seconds = read_numbers(text).reshape(-1, 2).T
    codes, first, second = [], 0, 0
    for step, distance in zip(steps.tolist(), seconds.tolist(), strict=True):
        first += step
        second = distance + (0 if step else second)
        codes.append(first << 16 | second)
    return sorted(mixed(np.array(codes, np.uint32)).tolist())


def _value(data: bytes) -> Any:
    return json.loads(data[data.index(b",") + 1 : -2])


def _shard(data: bytes, name: str, bits: int) -> Lists:
    return decoded(read_script(data), int(name[2:-3]) << (32 - bits))


def _ids(files: dict[str, bytes], directory: Any) -> dict[int, str]:
    letters = read_numbers(directory["alphabet"].encode())
    letters[57:] = np.cumsum(letters[57:])
    found = {}
    for name, data in files.items():
        if name[:2] != "d/":
            continue
        parts = read_script(data)
        for at in range(0, len(parts), 3):
            numbers = read_numbers(parts[at])
            text = "".join(chr(letters[n] if n < 1995 else n - 1995) for n in numbers)
            found[int(name.split("/")[2][:-3]) * directory["cards"] + at // 3] = text.split("\n")[0]
    return {number: id for number, id in found.items() if id}


def _lengths(directory: Any, ids: dict[int, str]) -> dict[str, int]:
    distinct = np.cumsum(read_numbers(directory["lengths"].encode()))
    lengths = np.repeat(distinct, read_numbers(directory["runs"].encode()) + 1).tolist()
    lengths += [0] * (directory["size"] - len(lengths))
    for number, length in zip(directory["changed"][::2], directory["changed"][1::2], strict=True):
        lengths[number] = length
    return {id: lengths[number] for number, id in ids.items()}


def _facets(files: dict[str, bytes], ids: dict[int, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key in ("column", "topic", "organ", "year", "validity", "gazette"):
        pairs, codes = _value(files[f"f/{key}.js"])
        numbers = read_numbers(codes.encode()).tolist()
        values = ["", *(pair[0] for pair in pairs)]
        found[key] = {id: values[numbers[number]] for number, id in ids.items()}
    return found
