"""A larger library from a real one: its documents, and synthetic ones joined from their parts.

700 real documents are the targets of queries and lend nothing to the synthetic ones, so that a
title or phrase of theirs does not stand in a hundred joined documents. Their ids are written to
``targets.txt`` beside ``content/``. The same sources, size and seed give the same bytes.
"""

from __future__ import annotations

import json
import math
import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from gongkai.model.document_number import DocumentNumber

from benchmark.library import Item, facts, parts, plain, read_library

TARGETS: Final = 700
MEDIAN: Final = 2_950
"""Characters a body is planned with; short sources can leave it a little shorter."""
SPREAD: Final = 0.81
"""Sigma of the logarithm: the mean is 1.39 times the median, as in real portals."""
NUMBERED: Final = 0.6
"""Share of synthetic documents with a document number."""
FIRST: Final = date(2000, 1, 1)
LAST: Final = date(2026, 6, 30)
_TITLE: Final = (8, 40)


class _Source(NamedTuple):
    """What a real document lends."""

    front: dict[str, str]
    paragraphs: list[str]


def grow(content: Path, catalogue: Path, folder: Path, count: int, seed: int) -> None:
    """Write ``count`` documents and the catalogue to an empty folder."""
    items = read_library(content, catalogue)
    if count < len(items):
        raise SystemExit(f"{len(items)} documents are there already: grow to more")
    _copy(content, folder / "content")
    _copy(catalogue, folder / "catalogue")
    targets = choose_targets(items, seed)
    (folder / "targets.txt").write_text("\n".join(sorted(targets)) + "\n", encoding="utf-8")
    sources = [_source(item) for item in items if item.id not in targets]
    joiner = _Joiner([s for s in sources if len(s.paragraphs) > 3], Random(seed))
    for number in range(count - len(items)):
        id, text = joiner.document(number)
        path = folder / "content" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _copy(source: Path, folder: Path) -> None:
    """Without permissions: what may not be written to gets new neighbours here."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def choose_targets(items: list[Item], seed: int) -> set[str]:
    """A quarter of them with a document number, where there are so many."""
    chance = Random(f"targets {seed}")
    numbered = [item.id for item in items if item.doc_no]
    chosen = set(chance.sample(numbered, min(len(numbered), TARGETS // 4)))
    rest = [item.id for item in items if item.id not in chosen]
    return chosen | set(chance.sample(rest, min(len(rest), TARGETS - len(chosen))))


def read_targets(content: Path) -> set[str] | None:
    """The ids that queries of a grown library ask for; None for a real one: any."""
    path = content.parent / "targets.txt"
    return set(path.read_text(encoding="utf-8").split()) if path.is_file() else None


def _source(item: Item) -> _Source:
    front, body = parts(item.path.read_text(encoding="utf-8"))
    lines = (line.strip() for line in body.split("\n"))
    return _Source(facts(front), [line for line in lines if line and line[0] not in "|<["])


class _Joiner:
    """Makes one document after the other."""

    def __init__(self, sources: list[_Source], chance: Random) -> None:
        self._sources = sources
        self._reach = list(accumulate(len(source.paragraphs) for source in sources))
        self._chance = chance
        numbers = [s.front["doc_no"] for s in sources if s.front["doc_no"]]
        self._agencies = sorted({agency for number in numbers if (agency := _agency(number))})
        self._serials: Counter[tuple[str, int]] = Counter()

    def document(self, number: int) -> tuple[str, str]:
        """Id and source of the next one."""
        chance = self._chance
        written = FIRST + timedelta(chance.randrange((LAST - FIRST).days))
        published = written + timedelta(chance.randint(1, 10))
        head = chance.choice(self._sources).front
        body = self._body()
        lines = [
            f"title: {_scalar(self._title())}",
            f"index_no: {self._index(head['index_no'], written.year)}",
            f"issuer: {head['issuer']}",
            f"doc_no: {self._number(written.year)}",
            f"written_on: {written}",
            f"published_at: {published} {chance.randint(8, 17):02d}:{chance.randrange(60):02d}",
            f"topic: {chance.choice(self._sources).front['topic']}",
            f"genre: {head['genre']}",
            f"summary: {_scalar(''.join(plain(body).split())[: chance.randint(60, 120)])}",
            f"source: {_scalar(head['source'])}",
            f"statutory: {head['statutory']}",
        ]
        id = f"policy/{written.year}/joined-{number:06d}"
        return id, "---\n" + "\n".join(lines) + "\n---\n\n" + body

    def _title(self) -> str:
        """The head of one title and the tail of another."""
        chance = self._chance
        while True:
            one, two = (chance.choice(self._sources).front["title"] for _ in range(2))
            head = one[: int(len(one) * chance.uniform(0.3, 0.7))]
            title = head + two[int(len(two) * chance.uniform(0.3, 0.7)) :]
            if _TITLE[0] <= len(title) <= _TITLE[1]:
                return title

    def _body(self) -> str:
        """Runs of paragraphs of two to four documents."""
        wanted = math.exp(self._chance.gauss(math.log(MEDIAN), SPREAD))
        count = self._chance.randint(2, 4)
        found: list[str] = []
        for left in range(count, 0, -1):
            share = (wanted - sum(map(len, found))) / left
            found += self._run(share)
        return "\n\n".join(found) + "\n"

    def _run(self, length: float) -> list[str]:
        """Consecutive paragraphs of one document, from any place; round its end if need be.

        Long documents lend more often: a short one could not fill its share.
        """
        there = self._chance.choices(self._sources, cum_weights=self._reach)[0].paragraphs
        start = self._chance.randrange(len(there))
        found: list[str] = []
        taken = 0
        for paragraph in there[start:] + there[:start]:
            if taken >= length:
                break
            found.append(paragraph)
            taken += len(paragraph)
        return found

    def _number(self, year: int) -> str:
        """A new one of a real agency word, above any real serial."""
        if not self._agencies or self._chance.random() > NUMBERED:
            return "null"
        agency = self._chance.choice(self._agencies)
        self._serials[agency, year] += 1
        return f"{agency}〔{year}〕{2000 + self._serials[agency, year]}号"

    def _index(self, real: str, year: int) -> str:
        code = real.partition("/")[0]
        self._serials[code, year] += 1
        return f"{code}/{year}-{10_000 + self._serials[code, year]}"


def _agency(number: str) -> str:
    """The word before the year; none for an order's number."""
    try:
        parsed = DocumentNumber.parse(number)
    except ValueError:
        return ""
    return "" if parsed.order else parsed.agency


def _scalar(text: str) -> str:
    """JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
