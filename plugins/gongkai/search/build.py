"""A full build: every document read, numbered by the length of its text, every list cut anew.

Memory stays bounded: postings go to disk by ranges of hashes, each range is sorted and written alone,
and so are the cards by ranges of documents.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongkai.cache import INDEX_KEY, OutputRow
from gongkai.output import write
from gongkai.progress import Told, silently
from gongkai.search import cards, fields, long_terms
from gongkai.search.encode import Alphabet, script, version_of
from gongkai.search.entries import Card, Entry, read_text
from gongkai.search.layout import Cut, Layout
from gongkai.search.lists import Lists, Numbers, encoded
from gongkai.search.postings import Postings, postings_of
from gongkai.text.letters import units
from gongkai.workers import Lazily, Workers

RANGES: Final = 32
_RANGE_SHIFT: Final = 27
POSTING: Final = np.dtype([("hash", "<u4"), ("document", "<u4"), ("count", "<u2")])
"""A posting on its way to a list or a card; ``count`` is ``field << 13 | how often``."""
_SAMPLE: Final = 400
"""Texts from which the alphabet is taken."""
_TOGETHER: Final = 200
"""Documents whose postings go to disk together."""
_CARDS: Final = 1000
"""Documents whose cards are made at a time; a multiple of what one file holds."""


class Index(NamedTuple):
    """Where an index lies."""

    site: Path
    prefix: str
    """Folder below the site, with a slash."""
    version: str = ""
    """Stands before every key: a browser that knows another full build takes no file of this one."""

    def save(self, name: str, data: bytes) -> OutputRow:
        """Write one file of the index: a script that registers its strings."""
        address = self.prefix + name
        data = data.replace(b'GK("', b'GK("' + self.version.encode(), 1)
        stat = write(f"{self.site}/{address}", data)
        return OutputRow(address, INDEX_KEY, stat.st_size, stat.st_mtime_ns)

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return (self.site / self.prefix / name).is_file()

    def read(self, name: str) -> bytes:
        """A file that an earlier build has written."""
        return (self.site / self.prefix / name).read_bytes()


class Numbered(NamedTuple):
    """The documents of a full build by their number."""

    order: list[int]
    """Place in the entries of each document."""
    lengths: Numbers
    """A row a document: terms in each field."""


class Built(NamedTuple):
    """What a full build gave."""

    layout: Layout
    documents: Numbered
    rows: list[OutputRow]


def build(
    index: Index,
    content: Path,
    entries: Sequence[Entry],
    shown: Callable[[int], Card],
    keep: Callable[[int, Postings], None],
    cut: Cut,
    workers: Workers,
    work: Path,
    told: Told = silently,
) -> Built:
    """Write every list, card and text. ``shown`` gives the card of an entry; ``keep`` is told its
    postings, for the next build; ``work`` is a folder for temporary files."""
    alphabet = _alphabet(content, entries)
    rows: list[OutputRow] = []
    lengths = np.zeros((len(entries), fields.COUNT), np.int64)
    with_text = np.zeros(len(entries), bool)
    read = partial(read_chunk, index._replace(version=alphabet.version), content, alphabet)
    with ExitStack() as stack:
        files = [stack.enter_context((work / f"range-{n}").open("wb")) for n in range(RANGES)]
        ranges = _Ranges(files)
        reading = told(workers.map(read, entries), len(entries), "检索：读取正文")
        for at, (postings, row) in enumerate(reading):
            lengths[at] = postings.lengths
            with_text[at] = row is not None
            rows += [row] if row else []
            keep(at, postings)
            ranges.add(at, postings)
        ranges.flush()
    order = np.lexsort((np.arange(len(entries)), lengths[:, 0]))
    number = np.empty(len(entries), np.int64)
    number[order] = np.arange(len(entries))
    sums = lengths.sum(axis=0)
    layout = Layout(cut, alphabet, tuple(float(total) / max(len(entries), 1) for total in sums))
    layout.lengths = lengths[order, 0]
    ids = "\n".join(entries[at].id for at in order)
    layout.version = version_of(alphabet.version.encode(), ids.encode(), lengths[order].tobytes())
    index = index._replace(version=layout.version)
    listing = partial(write_range, index, layout, number, lengths[order], work)
    long: list[tuple[int, list[int]]] = []
    listed = workers.map(listing, list(range(RANGES)), chunk=2, expected=len(entries))
    for made, found in told(listed, RANGES, "检索：写词表"):
        rows += made
        long += found
    long.sort()
    layout.long = np.array([hash for hash, _ in long], np.uint32)
    layout.bounds = np.array([bounds for _, bounds in long], np.int64).reshape(-1, 3)
    documents = Numbered(order.tolist(), lengths[order])

    def job(at: int) -> CardJob:
        span = slice(at * _CARDS, (at + 1) * _CARDS)
        facts = zip(documents.order[span], with_text[order][span].tolist(), strict=True)
        faces = [cards.shown(shown(one), alphabet, has_text) for one, has_text in facts]
        return CardJob(span.start, faces, documents.lengths[span])

    jobs = Lazily(-(-len(entries) // _CARDS), job)
    writing = partial(write_cards, index, layout, work)
    written = workers.map(writing, jobs, chunk=1, expected=len(entries))
    for made in told(written, len(jobs), "检索：写摘要"):
        rows += made
    return Built(layout, documents, rows)


def _alphabet(content: Path, entries: Sequence[Entry]) -> Alphabet:
    counts = np.zeros(0x10000, np.int64)
    for entry in entries[:: len(entries) // _SAMPLE + 1]:
        shown = f"{read_text(content, entry)}\n{entry.id}{entry.title}{entry.issuers}{entry.summary}0123456789"
        counts += np.bincount(units(shown), minlength=0x10000)
    return Alphabet.of(counts)


def text_name(id: str) -> str:
    """The file of a document's text, below the index."""
    return f"x/{id}.js"


def text_file(id: str, text: str, alphabet: Alphabet) -> bytes:
    """A document's searchable text."""
    return script(json.dumps(f"x{id}")[1:-1], [alphabet.spell(text)])


def read_chunk(
    index: Index, content: Path, alphabet: Alphabet, entries: list[Entry]
) -> list[tuple[Postings, OutputRow | None]]:
    """Postings of some documents; their texts are written on the way."""
    read = []
    for entry, postings in zip(entries, postings_of(content, entries), strict=True):
        text = postings.text
        row = index.save(text_name(entry.id), text_file(entry.id, text, alphabet)) if text else None
        read.append((postings._replace(text=""), row))
    return read


class _Ranges:
    """Postings on their way to disk, by ranges of hashes; some documents at a time."""

    def __init__(self, files: Sequence[IO[bytes]]) -> None:
        self._files = files
        self._held: list[tuple[int, Postings]] = []

    def add(self, at: int, postings: Postings) -> None:
        self._held.append((at, postings))
        if len(self._held) == _TOGETHER:
            self.flush()

    def flush(self) -> None:
        if not self._held:
            return
        sizes = [len(postings.hashes) for _, postings in self._held]
        rows = np.empty(sum(sizes), POSTING)
        rows["hash"] = np.concatenate([postings.hashes for _, postings in self._held])
        rows["count"] = np.concatenate([postings.counts for _, postings in self._held])
        rows["document"] = np.repeat([at for at, _ in self._held], sizes)
        self._held.clear()
        place = (rows["hash"] >> _RANGE_SHIFT).astype(np.uint8)
        rows = rows[np.argsort(place, kind="stable")]
        cuts = np.cumsum(np.bincount(place, minlength=RANGES))[:-1]
        for file, part in zip(self._files, np.split(rows, cuts), strict=True):
            file.write(part.tobytes())


def write_range(
    index: Index,
    layout: Layout,
    number: Numbers,
    lengths: Numbers,
    work: Path,
    ranges: list[int],
) -> list[tuple[list[OutputRow], list[tuple[int, list[int]]]]]:
    """The lists of some ranges of hashes; the postings of long terms are kept for the cards."""
    return [_write_range(index, layout, number, lengths, work, at) for at in ranges]


def _write_range(
    index: Index, layout: Layout, number: Numbers, lengths: Numbers, work: Path, at: int
) -> tuple[list[OutputRow], list[tuple[int, list[int]]]]:
    raw = np.fromfile(work / f"range-{at}", POSTING)
    documents = number[raw["document"]]
    field = (raw["count"] >> 13).astype(np.int64)
    hashes = raw["hash"].astype(np.int64)
    order = np.argsort(hashes << 31 | field << 28 | documents, kind="stable")
    lists = Lists(
        hashes[order],
        field[order],
        documents[order],
        (raw["count"] & 8191).astype(np.int64)[order],
        lengths[documents[order], field[order]],
    )
    heads = np.flatnonzero(np.diff(lists.hashes, prepend=-1))
    sizes = np.diff(np.append(heads, len(lists.hashes)))
    is_long = np.repeat(sizes > layout.cut.long_from, sizes)
    rows = list(_shards(index, layout, lists.at(~is_long), at))
    long = []
    for head, size in zip(heads.tolist(), sizes.tolist(), strict=True):
        if size > layout.cut.long_from:
            hash = int(lists.hashes[head])
            term = long_terms.tiered(lists.at(slice(head, head + size)), layout)
            rows += [index.save(n, data) for n, data in long_terms.files(hash, term).items()]
            long.append((hash, term.bounds.tolist()))
    _keep_long(lists.at(is_long), work / f"long-{at}")
    return rows, long


def shard_name(shard: int) -> str:
    """The file of a shard, below the index."""
    return f"t/{shard}.js"


def _shards(index: Index, layout: Layout, lists: Lists, at: int) -> Iterator[OutputRow]:
    bits = layout.cut.bits
    shift = 32 - bits
    if bits < 5:
        raise ValueError("a range must hold whole shards")
    shards = range(at << (bits - 5), (at + 1) << (bits - 5))
    for shard, columns in zip(
        shards, encoded(lists, [shard << shift for shard in shards]), strict=True
    ):
        yield index.save(shard_name(shard), script(f"t{shard}", columns))


def _keep_long(lists: Lists, path: Path) -> None:
    rows = np.empty(len(lists.hashes), POSTING)
    rows["hash"], rows["document"] = lists.hashes, lists.documents
    rows["count"] = lists.fields << 13 | lists.often
    rows[np.argsort(lists.documents, kind="stable")].tofile(path)


class CardJob(NamedTuple):
    """Neighbouring cards to be made: the facts they show, and the lengths of their documents."""

    first: int
    faces: list[bytes]
    lengths: Numbers


def write_cards(
    index: Index, layout: Layout, work: Path, jobs: list[CardJob]
) -> list[list[OutputRow]]:
    """The cards of some ranges of documents."""
    kept = [np.memmap(path, POSTING, "r") for path in _held(work)]
    return [list(_write_cards(index, layout, kept, job)) for job in jobs]


def _write_cards(
    index: Index, layout: Layout, kept: Sequence[NDArray[np.void]], job: CardJob
) -> Iterator[OutputRow]:
    span = (job.first, job.first + len(job.faces))
    parts = [rows[slice(*np.searchsorted(rows["document"], span).tolist())] for rows in kept]
    rows = np.concatenate(parts) if parts else np.empty(0, POSTING)
    proofs = proofs_of(layout, rows, job.lengths, job.first)
    yield from save_cards(index, layout, job.first, job.faces, proofs)


def _held(work: Path) -> Iterator[Path]:
    for at in range(RANGES):
        path = work / f"long-{at}"
        if path.stat().st_size:
            yield path


def proofs_of(
    layout: Layout, rows: NDArray[np.void], lengths: Numbers, first: int
) -> list[tuple[bytes, bytes]]:
    """What the cards of neighbouring documents hold of their long terms."""
    ranks = np.searchsorted(layout.long, rows["hash"])
    order = np.lexsort((rows["count"] >> 13, ranks, rows["document"]))
    return cards.proofs(
        rows["document"][order].astype(np.int64),
        ranks[order].astype(np.int64),
        rows["count"][order].astype(np.int64),
        lengths,
        first,
    )


def save_cards(
    index: Index,
    layout: Layout,
    first: int,
    faces: Sequence[bytes],
    proofs: Sequence[tuple[bytes, bytes]],
) -> Iterator[OutputRow]:
    """Files of neighbouring cards; ``first`` begins a file."""
    step = layout.cut.cards_per_file
    whole = [(face, *proof) for face, proof in zip(faces, proofs, strict=True)]
    for at in range(0, len(whole), step):
        number = first + at
        yield index.save(cards.name(number, step), cards.file(number, whole[at : at + step]))
