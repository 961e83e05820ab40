"""Is what the browser shows what lunr would have found in the whole index?

Two oracles. **lunr.js** itself indexes the first documents, given our terms field by field, and
its scores are compared with ours; the tiers are cut so low that most queries need them. **The whole
index**, counted here with numpy from the postings of every document, without lists, tiers or cards:
its first ten are compared with those that the runtime proved from a few files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from gongkai.cache import Cache
from gongkai.load import Loaded, load
from gongkai.search import fields
from gongkai.search.build import Index, build
from gongkai.search.directory import NAME, directory, facet_files, letter_files
from gongkai.search.entries import Entry, card, entry, facets
from gongkai.search.layout import Cut
from gongkai.search.postings import Postings, postings_of
from gongkai.text.terms import mixed
from gongkai.workers import Workers
from playwright.sync_api import Browser

from benchmark.queries import Query
from benchmark.served import chromium, served

DAY: Final = date(2026, 11, 24)
FORCED: Final = Cut(bits=10, long_from=120, tiers=(30, 80, 200))
"""So low that most terms of 1,000 documents have tiers."""
_CHUNK: Final = 200
_PAGE: Final = '<!doctype html><meta charset="utf-8"><script src="assets/search.js"></script>'
_ASK: Final = """async text => {
  const plan = await gongkai.plan(text);
  const hits = await gongkai.ranked(text, 10);
  return {needed: plan.needed, extra: plan.extra, excluded: plan.excluded.length, hits};
}"""
_LUNR: Final = """([documents, boosts]) => {
  window.index = lunr(function () {
    this.ref('id');
    this.pipeline.reset();
    this.searchPipeline.reset();
    boosts.forEach((boost, field) => this.field('f' + field, {boost}));
    documents.forEach(d => this.add(d));
  });
}"""
_LUNR_ASK: Final = """terms => {
  const found = index.query(q => terms.forEach(t => q.term(t, {usePipeline: false})));
  return found.map(hit => [hit.ref, hit.score, Object.keys(hit.matchData.metadata)]);
}"""


class Asked(NamedTuple):
    """How the runtime read a query, and its first ten."""

    needed: list[int]
    extra: list[int]
    hits: list[dict[str, Any]]


class Agreement(NamedTuple):
    """How far two rankings agree."""

    queries: int
    same: int
    """Queries with the same ten."""
    scores: int
    worst: float
    """Greatest difference of two scores."""
    missed: list[str]

    def __str__(self) -> str:
        return (
            f"{self.queries} queries, the same ten in {self.same}; {self.scores:,} scores, "
            f"greatest difference {self.worst:.1e}"
        )


def exactness(
    content: Path,
    catalogue: Path,
    queries: Sequence[Query],
    site: Path | None,
    lunr: Path,
    work: Path,
) -> None:
    """Print both comparisons; ``site`` holds the index of all documents, or is built here."""
    texts = [query.text for query in queries]
    with Cache(None, "") as cache, Workers() as workers, chromium() as browser:
        loaded = load(content, catalogue, cache, workers)
        first = [entry(loaded, record) for record in list(loaded.library.records.values())[:1000]]
        small = work / "small"
        build_index(small, loaded, first, FORCED, workers, work)
        agreement = against_lunr(small, loaded, first, texts, lunr, browser)
        print(f"\nlunr.js over {len(first):,} documents, tiers forced: {agreement}")
        if site is None:
            site = work / "whole"
            every = [entry(loaded, record) for record in loaded.library.records.values()]
            build_index(site, loaded, every, Cut.of(len(every)), workers, work)
        agreement = against_whole(site, loaded, texts, browser)
    print(f"\nThe whole index of {len(loaded.library):,} documents: {agreement}")
    for text in agreement.missed[:10]:
        print(f"- {text}")


def build_index(
    site: Path, loaded: Loaded, entries: list[Entry], cut: Cut, workers: Workers, work: Path
) -> None:
    """An index without a site around it."""
    library = loaded.library
    records = [library.records[one.id] for one in entries]
    (site / "assets").mkdir(parents=True, exist_ok=True)
    (site / "search.html").write_text(_PAGE, encoding="utf-8")
    runtime = Path(__file__).parents[2] / "overrides" / "assets" / "search.js"
    (site / "assets" / "search.js").write_bytes(runtime.read_bytes())
    index = Index(site, "search/")
    temporary = work / f"parts-{len(entries)}"
    temporary.mkdir()
    built = build(
        index,
        loaded.content,
        entries,
        lambda at: card(library, records[at], DAY),
        lambda at, postings: None,
        cut,
        workers,
        temporary,
    )
    columns = {column.id: column.name for column in library.catalogue.columns}
    shown = [facets(library, records[at], DAY) for at in built.documents.order]
    files = {**facet_files(shown, columns), **letter_files(built.layout.alphabet)}
    sums = built.documents.lengths.sum(axis=0)
    files[NAME] = directory(built.layout, len(entries), len(entries), sums, {}, columns)
    own = index._replace(version=built.layout.version)
    for name, data in files.items():
        (index if name == NAME else own).save(name, data)


def _ask(site: Path, texts: Sequence[str], browser: Browser) -> list[Asked]:
    asked = []
    with served(site) as server:
        page = browser.new_page()
        page.goto(f"{server.root}/search.html")
        for text in texts:
            got = page.evaluate(_ASK, text)
            asked.append(Asked(got["needed"], got["extra"], got["hits"]))
        page.close()
    return asked


def against_lunr(
    site: Path,
    loaded: Loaded,
    entries: list[Entry],
    texts: Sequence[str],
    lunr: Path,
    browser: Browser,
) -> Agreement:
    """Our first ten and their scores beside lunr's, of the same documents and terms."""
    asked = _ask(site, texts, browser)
    documents = list(_for_lunr(loaded.content, entries))
    worst, compared, missed, whole = 0.0, 0, [], 0
    page = browser.new_page()
    page.add_script_tag(path=str(lunr))
    page.evaluate(_LUNR, [documents, list(fields.BOOSTS)])
    for text, one in zip(texts, asked, strict=True):
        terms = [_name(code) for code in (*one.needed, *one.extra)]
        if not terms:
            continue
        found = page.evaluate(_LUNR_ASK, terms)
        scores = {id: score for id, score, _ in found}
        needed = {_name(code) for code in one.needed}
        held = {id: needed <= set(names) for id, _, names in found}
        for hit in one.hits:
            worst = max(worst, abs(scores[hit["id"]] - hit["score"]))
            compared += 1
        best = sorted(scores, key=lambda id: (not held[id], -round(scores[id], 9)))[:10]
        whole += 1
        if not _alike([h["id"] for h in one.hits], best, scores):
            missed.append(text)
    page.close()
    return Agreement(whole, whole - len(missed), compared, worst, missed)


def _alike(ours: list[str], theirs: list[str], scores: dict[str, float]) -> bool:
    """Equal but for the order of equal scores."""
    return [round(scores[id], 9) for id in ours] == [round(scores[id], 9) for id in theirs]


def _name(code: int) -> str:
    return format(int(mixed(np.array([code], np.uint32))[0]), "x")


def _for_lunr(content: Path, entries: list[Entry]) -> Iterator[dict[str, Any]]:
    for at in range(0, len(entries), _CHUNK):
        chunk = entries[at : at + _CHUNK]
        for one, postings in zip(chunk, postings_of(content, chunk), strict=True):
            document: dict[str, Any] = {"id": one.id} | {f"f{f}": [] for f in range(fields.COUNT)}
            for hash, count in zip(postings.hashes.tolist(), postings.counts.tolist(), strict=True):
                document[f"f{count >> 13}"] += [format(hash, "x")] * (count & 8191)
            yield document


def against_whole(site: Path, loaded: Loaded, texts: Sequence[str], browser: Browser) -> Agreement:
    """Our first ten beside those of every posting there is."""
    asked = _ask(site, texts, browser)
    wanted = np.unique(
        mixed(np.array([c for one in asked for c in (*one.needed, *one.extra)], np.uint32))
    )
    whole = _Whole(loaded, wanted)
    shown, compared, worst, missed = 0, 0, 0.0, []
    for text, one in zip(texts, asked, strict=True):
        if not one.needed and not one.extra:
            continue
        compared += 1
        best, scores = whole.best(one.needed, one.extra)
        worst = max([worst, *(abs(scores[h["id"]] - h["score"]) for h in one.hits)])
        shown += len(one.hits)
        if [(h["all"], round(h["score"], 6)) for h in one.hits] != [
            (held, round(scores[id], 6)) for id, held in best
        ]:
            missed.append(text)
    return Agreement(compared, compared - len(missed), shown, worst, missed)


class _Whole:
    """Every posting of the wanted terms, scored as lunr does."""

    def __init__(self, loaded: Loaded, wanted: np.ndarray) -> None:
        records = list(loaded.library.records.values())
        self._ids = [record.id for record in records]
        lengths = np.zeros((len(records), fields.COUNT), np.int64)
        parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        with Workers() as workers:
            entries = [entry(loaded, record) for record in records]
            read = _Reading(loaded.content, wanted)
            for at, (hashes, counts, terms) in enumerate(workers.map(read, entries)):
                lengths[at] = terms
                parts.append((hashes, np.full(len(hashes), at), counts))
        self._hashes, self._documents, self._counts = map(np.concatenate, zip(*parts, strict=True))
        order = np.argsort(self._hashes, kind="stable")
        self._hashes, self._documents, self._counts = (
            self._hashes[order],
            self._documents[order],
            self._counts[order],
        )
        self._lengths = lengths
        self._averages = lengths.sum(axis=0) / len(records)

    def best(
        self, needed: list[int], extra: list[int]
    ) -> tuple[list[tuple[str, bool]], dict[str, float]]:
        """The first ten with whether each holds every needed term, and every score."""
        count = len(self._ids)
        score, held = np.zeros(count, np.int64), np.zeros(count, np.int64)
        for code in (*needed, *extra):
            documents, weights = self._term(code)
            np.add.at(score, documents, weights)
            if code in needed:
                held[np.unique(documents)] += 1
        whole = held == len(needed)
        order = np.lexsort((np.arange(count), -score, ~whole))
        order = order[score[order] > 0][:10]
        norm = np.sqrt(len(needed) + len(extra))
        ids = [self._ids[at] for at in order]
        scores = {id: float(s) / 1000 / norm for id, s in zip(self._ids, score, strict=True)}
        return [(id, bool(whole[at])) for id, at in zip(ids, order, strict=True)], scores

    def _term(self, code: int) -> tuple[np.ndarray, np.ndarray]:
        hash = mixed(np.array([code], np.uint32))[0]
        span = slice(*np.searchsorted(self._hashes, [hash, hash + np.uint32(1)]).tolist())
        documents, counts = self._documents[span], self._counts[span].astype(np.int64)
        field, often = counts >> 13, counts & 8191
        found, all_ = len(documents), len(self._ids)
        idf = np.log(1 + abs((all_ - found + 0.5) / (found + 0.5)))
        length = self._lengths[documents, field] / self._averages[field]
        part = idf * ((fields.K1 + 1) * often)
        part = part / (fields.K1 * (1 - fields.B + fields.B * length) + often)
        return documents, np.floor(part * np.array(fields.BOOSTS)[field] * 1000 + 0.5).astype(int)


class _Reading:
    """Postings of the wanted terms alone, for a worker."""

    def __init__(self, content: Path, wanted: np.ndarray) -> None:
        self._content = content
        self._wanted = wanted

    def __call__(
        self, entries: list[Entry]
    ) -> list[tuple[np.ndarray, np.ndarray, tuple[int, ...]]]:
        return [self._of(postings) for postings in postings_of(self._content, entries)]

    def _of(self, postings: Postings) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
        held = np.isin(postings.hashes, self._wanted)
        return postings.hashes[held], postings.counts[held], postings.lengths
