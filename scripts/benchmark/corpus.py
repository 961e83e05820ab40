"""A library of generated government documents: the same seed gives the same bytes."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmark import words as w
from benchmark.catalogue import Organ, organs, topic_leaves, write_catalogue
from benchmark.prose import Frame, Writer

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2026
LAST_MONTH: Final = 6
"""The last year is half over: no document lies in the future of a build."""
CHANGING: Final = 0.04
"""Share of policies that amend, repeal or replace an older one."""
KINDS: Final = ("policy", "notice", "interpretation")
KIND_WEIGHTS: Final = (82, 12, 6)


class Document(NamedTuple):
    """One source file."""

    id: str
    text: str


def years(count: int) -> list[int]:
    """How many documents each year has, oldest year first; the yearly number grows eightfold."""
    span = LAST_YEAR - FIRST_YEAR
    weights = [1 + 7 * n / span for n in range(span + 1)]
    shares = [count * weight / sum(weights) for weight in weights]
    whole = [int(share) for share in shares]
    by_rest = sorted(range(span + 1), key=lambda n: whole[n] - shares[n])
    for n in by_rest[: count - sum(whole)]:
        whole[n] += 1
    return whole


class Corpus:
    """Documents in the order of their dates."""

    def __init__(self, count: int, seed: int, leaves: list[str]) -> None:
        self._count = count
        self._chance = Random(seed)
        self._writer = Writer(self._chance)
        self._leaves = tuple(leaves)
        self._organs = organs()
        self._reach = list(accumulate(1 / (rank + 2) for rank in range(len(self._organs))))
        self._index: Counter[tuple[str, int]] = Counter()
        self._numbers: Counter[tuple[str, int]] = Counter()
        self._policies: list[str] = []
        self._changed: set[str] = set()

    def documents(self) -> Iterator[Document]:
        """All of them, oldest first."""
        for offset, count in enumerate(years(self._count)):
            year = FIRST_YEAR + offset
            days = 365 if year < LAST_YEAR else 30 * LAST_MONTH
            numbers = sorted(int(self._chance.random() * days) for _ in range(count))
            for number in numbers:
                yield self._document(date(year, 1, 1) + timedelta(number))

    def _document(self, day: date) -> Document:
        chance, pick = self._chance, self._writer.pick
        organ = self._organs[bisect(self._reach, chance.random() * self._reach[-1])]
        kind = chance.choices(KINDS, KIND_WEIGHTS)[0] if self._policies else "policy"
        self._index[organ.id, day.year] += 1
        serial = self._index[organ.id, day.year]
        id = f"{kind}/{day.year}/{organ.id}-{serial:05d}"
        field = pick(w.FIELDS)
        genre = {"notice": "公告", "interpretation": "解读"}.get(kind) or chance.choices(
            w.GENRES, w.GENRE_WEIGHTS
        )[0]
        lines = [
            f"title: {self._title(organ, field, genre, day.year)}",
            f"index_no: {organ.code}/{day.year}-{serial:05d}",
            f"issuer: {organ.id}",
            f"doc_no: {self._doc_no(kind, organ, day.year)}",
            f"written_on: {day}",
            f"published_at: {day + timedelta(1 + int(chance.random() * 10))} "
            f"{8 + int(chance.random() * 10):02d}:{int(chance.random() * 60):02d}",
            f"topic: {pick(self._leaves)}",
            f"genre: {genre}",
            f"summary: {self._summary(field)}",
            f"keywords: [{field}, {pick(w.THINGS)}, {pick(w.HEADINGS)}]",
            f"source: {organ.name}",
            f"statutory: {chance.choices(w.STATUTORY, w.STATUTORY_WEIGHTS)[0]}",
            *self._own_keys(kind, genre, day, serial),
            *self._relations(kind),
        ]
        body = self._writer.body(Frame(field, genre, organ.name, day))
        if kind == "policy":
            self._policies.append(id)
        return Document(id, "---\n" + "\n".join(lines) + "\n---\n" + body)

    def _title(self, organ: Organ, field: str, genre: str, year: int) -> str:
        thing = self._writer.pick(w.THINGS)
        if genre == "通知":
            return f"{organ.name}关于印发{year}年{field}{thing}的通知"
        if genre == "解读":
            return f"《{field}{thing}》政策解读"
        return f"{organ.name}关于{self._writer.pick(w.VERBS)}{field}{thing}的{genre}"

    def _doc_no(self, kind: str, organ: Organ, year: int) -> str:
        if kind == "interpretation" or (kind == "notice" and self._chance.random() < 0.5):
            return "null"
        self._numbers[organ.id, year] += 1
        return f"{organ.short}〔{year}〕{self._numbers[organ.id, year]}号"

    def _summary(self, field: str) -> str:
        text = f"就{field}有关工作作出安排。"
        wanted = 60 + int(self._chance.random() * 90)
        while len(text) < wanted:
            text += self._writer.sentence(field)
        return text[:199].rstrip("，、") if len(text) > 200 else text

    def _own_keys(self, kind: str, genre: str, day: date, serial: int) -> Iterator[str]:
        if kind == "interpretation":
            yield "form: 文字"
            yield "role: 起草部门"
        if kind != "policy":
            return
        yield f"effective_on: {day + timedelta(int(self._chance.random() * 60))}"
        if genre in ("办法", "规定", "意见"):
            yield "normative: true"
            yield f"reg_no: 示规登{day.year}{serial:04d}"
            if self._chance.random() < 0.4:
                yield f"expires_on: {day.year + 5}-12-31"

    def _relations(self, kind: str) -> Iterator[str]:
        if not self._policies:
            return
        if kind == "interpretation":
            yield f"relations: {{interprets: [{self._recent()}]}}"
        elif kind == "policy" and self._chance.random() < CHANGING:
            target = self._policies[int(self._chance.random() * len(self._policies))]
            if target in self._changed:
                return
            self._changed.add(target)
            name = self._chance.choices(("amends", "repeals", "replaces"), (5, 3, 2))[0]
            end = f"{{record: {target}, articles: [第二条]}}" if name == "amends" else target
            yield f"relations: {{{name}: [{end}]}}"
        elif kind == "policy" and self._chance.random() < 0.1:
            yield f"relations: {{based_on: [{self._recent()}]}}"

    def _recent(self) -> str:
        return self._policies[-1 - int(self._chance.random() * min(len(self._policies), 200))]


def generate(count: int, folder: Path, seed: int, project_catalogue: Path) -> None:
    """Write ``folder/content`` and ``folder/catalogue``."""
    write_catalogue(project_catalogue, folder / "catalogue")
    content = folder / "content"
    for kind in KINDS:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            (content / kind / str(year)).mkdir(parents=True, exist_ok=True)
    for document in Corpus(count, seed, topic_leaves(project_catalogue)).documents():
        (content / f"{document.id}.md").write_bytes(document.text.encode())
