"""``scripts/bench mongolian``: recall of other spellings and of Latin, through the built index.

Every word of every sample is asked for as others would encode it. Python answers all from the built
files; a browser answers as many as ``--browser`` says, and must say the same.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import yaml
from gongkai.search.mongolian import MongolianEntry, files
from gongkai.text.mongolian import folded, latin, spelled, words
from gongkai.text.mongolian.letters import seen
from gongkai.text.mongolian.words import ENDINGS

from benchmark.mongolian_reading import BEGINS, EXACT, SAME, STEM, Answer, Hit, Index
from benchmark.mongolian_variants import STYLES, groups, mistaken, typed, variants
from benchmark.project import ROOT, load_average
from benchmark.served import chromium, served
from benchmark.table import rows

_PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><title>ask</title>'
    '<script src="assets/mongolian.js"></script><script src="assets/mongolian-search.js"></script>'
)
ASK: Final = """async ([queries, limit]) => {
  const answers = [];
  for (const query of queries) {
    const found = await gongkai.mongolian.find(query, limit);
    const hits = found.hits.map(hit => [hit.address, hit.held, hit.grade, hit.weight]);
    answers.push([found.total, found.all, hits]);
  }
  return answers;
}"""
_LEAST: Final = 20
"""Variants of each sample."""


class Query(NamedTuple):
    """A text that must find a document."""

    kind: str
    text: str
    address: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the action understands."""
    parser.add_argument("--samples", type=Path, default=ROOT.parent / "shared" / "mongolian")
    parser.add_argument("--browser", type=int, default=1500, help="queries asked there (1500)")
    parser.add_argument(
        "--grow", type=int, default=3000, help="documents of the largest index (3000)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")


def mongolian(folder: Path, arguments: argparse.Namespace) -> None:
    """Print every figure; end with status 1 where one is below what was promised."""
    lines = (arguments.samples / "samples.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    entries = samples(texts)
    index = Index(write(entries, folder / "site"))
    chance = Random(arguments.seed)
    spelling = list(_spellings(entries, chance))
    least = min(Counter(query.address for query in spelling).values())
    print(f"{len(entries)} samples, {len(index.keys)} keys; load average {load_average()}\n")
    kept = [
        _pairs(arguments.samples),
        least >= _LEAST,
        _recall(f"variants, at least {least} a sample", spelling, index) >= 0.98,
        _exact_first(entries, index) >= 1,
        _recall("Latin", latin_queries := list(_latin(entries)), index) >= 0.95,
        _same_in_browser(folder / "site", [*spelling, *latin_queries], index, arguments.browser),
    ]
    _recall("not promised: misspelled", list(_mistakes(entries, chance)), index)
    _merges(texts)
    _growth(texts, arguments.grow)
    if not all(kept):
        sys.exit("\nsome figure is below what was promised")


def samples(texts: Sequence[str]) -> list[MongolianEntry]:
    """A page of each text; one line of it is the title."""
    return [
        MongolianEntry(f"mn/policy/{n:04}.html", text[:40], "", (), text, f"{n}", "")
        for n, text in enumerate(texts, 1)
    ]


def write(entries: Iterable[MongolianEntry], site: Path) -> dict[str, bytes]:
    """A site that holds the index, the scripts and a page that asks."""
    made = files(entries)
    for name in ("mongolian.js", "mongolian-search.js"):
        script = (ROOT / "overrides" / "assets" / name).read_bytes()
        made[f"assets/{name}"] = script
    made["ask.html"] = _PAGE.encode()
    for name, data in made.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return made


def _spellings(entries: Sequence[MongolianEntry], chance: Random) -> Iterator[Query]:
    for entry in entries:
        for group in groups(entry.text):
            for kind, text in variants(group, chance):
                yield Query(kind, text, entry.address)


def _mistakes(entries: Sequence[MongolianEntry], chance: Random) -> Iterator[Query]:
    for entry in entries:
        for group in groups(entry.text):
            for kind, text in mistaken(group, chance):
                yield Query(kind, text, entry.address)


def _latin(entries: Sequence[MongolianEntry]) -> Iterator[Query]:
    for entry in entries:
        for style in STYLES:
            for stem in dict.fromkeys(group.stem for group in groups(entry.text)):
                text = typed(stem, style)
                if text:
                    yield Query(style, text, entry.address)


def _recall(name: str, queries: Sequence[Query], index: Index) -> float:
    """How many of the queries find their document, by kind, and how many documents they find."""
    found, all_, hits, missed = Counter[str](), Counter[str](), Counter[str](), {}
    for query in queries:
        answer = index.find(query.text, 1000)
        all_[query.kind] += 1
        hits[query.kind] += answer.total
        if answer.all and any(hit.address == query.address for hit in answer.hits):
            found[query.kind] += 1
        else:
            missed.setdefault(query.kind, []).append(query.text)
    table = [
        [
            kind,
            f"{n:,}",
            f"{found[kind] / n:.2%}",
            f"{hits[kind] / n:.1f}",
            " · ".join(missed.get(kind, [])[:4]),
        ]
        for kind, n in all_.items()
    ]
    recall = found.total() / all_.total()
    table.append(
        ["together", f"{all_.total():,}", f"{recall:.2%}", f"{hits.total() / all_.total():.1f}", ""]
    )
    print(rows((name, "queries", "recall", "documents found", "missed, e.g."), table) + "\n")
    return recall


def _exact_first(entries: Sequence[MongolianEntry], index: Index) -> float:
    """Of words asked for as written: documents that spell them so stand before all others."""
    holding: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for word in words(entry.title + "\n" + entry.text):
            if not word.attached or seen(word.text) not in ENDINGS:
                holding[spelled(word.text)].add(entry.address)
    good, grades = 0, Counter[int]()
    for word, addresses in holding.items():
        hits = index.find(word, 1000).hits
        grades.update(hit.grade for hit in hits)
        good += {hit.address for hit in hits[: len(addresses)]} == addresses
    met = {
        EXACT: "spelled so",
        SAME: "of the same key",
        BEGINS: "that begin so",
        STEM: "by the stem",
    }
    shares = ", ".join(f"{grades[n] / grades.total():.0%} {how}" for n, how in met.items())
    print(f"exact spelling first: {good:,} of {len(holding):,} words ({good / len(holding):.2%})")
    print(f"documents found for a word as written: {shares}\n")
    return good / len(holding)


def _pairs(folder: Path) -> bool:
    """The pairs that were collected from real pages."""
    pairs = yaml.safe_load((folder / "fold_tests.yaml").read_text("utf-8"))
    same = [_keys(a) == _keys(b) for a, b, _ in pairs["same"]]
    differ = [folded(a) != folded(b) for a, b in pairs["differ"]]
    read = [folded(b) in [one.key for one in latin(a)] for a, b in pairs["latin"]]
    ending = []
    for asked, text, _ in pairs["suffix"]:
        found = Index(files(samples([text]))).find(asked)
        ending.append(found.total == 1)
    made = {"same": same, "differ": differ, "latin": read, "suffix": ending}
    said = ", ".join(f"{name} {sum(held)}/{len(held)}" for name, held in made.items())
    print(f"fold_tests.yaml: {said}\n")
    return all(map(all, made.values()))


def _keys(text: str) -> list[str]:
    return [folded(word.text) for word in words(text) if not word.ending]


def _same_in_browser(site: Path, queries: Sequence[Query], index: Index, most: int) -> bool:
    step = max(len(queries) // max(most, 1), 1)
    texts = [query.text for query in queries[::step]]
    expected = [index.find(text) for text in texts]
    with served(site) as server, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.root}/ask.html")
        since = time.perf_counter()
        answers = list(map(_answer, page.evaluate(ASK, [texts, 10])))
        took = (time.perf_counter() - since) * 1000 / len(texts)
    equal = sum(a == b for a, b in zip(answers, expected, strict=True))
    print(f"browser: {equal:,} of {len(texts):,} answers equal Python's; {took:.1f} ms each\n")
    return equal == len(texts)


def _answer(found: Any) -> Answer:
    total, whole, hits = found
    return Answer(total, whole, [Hit(*hit) for hit in hits])


def _merges(texts: Sequence[str]) -> None:
    """Keys that join spellings; those that join words of different looks are the false ones or nearly."""
    from mongol_norm import MongolianShaper

    shape: Callable[[str], str] = MongolianShaper(locale="MNG").shape_str
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in words(text):
            if not word.ending:
                held[folded(word.text)][spelled(word.text)] += 1
    several = {key: own for key, own in held.items() if len(own) > 1}
    looks = {key: own for key, own in several.items() if len(set(map(shape, own))) > 1}
    spellings = sum(map(len, held.values()))
    print(
        f"vocabulary: {spellings:,} spellings, {len(held):,} keys; {len(several)} keys join two or more "
        f"spellings, {len(looks)} of them words that look different"
    )
    order = sorted(looks.items(), key=lambda one: (-len(one[1]), -one[1].total(), one[0]))
    print("\n".join(f"  {key}: {' '.join(own)}" for key, own in order[:15]) + "\n")


def _growth(texts: Sequence[str], most: int) -> None:
    """Cost of the index alone, of pages of some 300 words made from the samples' words."""
    chance = Random(1)
    known = [group for text in texts for group in groups(text)]
    table = []
    for count in (most // 10, most // 3, most):
        pages = [
            " ".join("\u180e".join((g.stem, *g.endings)) for g in chance.choices(known, k=300))
            for _ in range(count)
        ]
        entries, since = samples(pages), time.perf_counter()
        made = files(entries)
        took = time.perf_counter() - since
        shards = [len(data) for name, data in made.items() if "/t/" in name]
        size = sum(map(len, made.values())) / 1e6
        table.append([f"{count:,}", f"{took:.2f}", f"{took * 1000 / count:.2f}", f"{size:.1f}",
                      f"{len(made):,}", f"{len(shards)}", f"{max(shards) / 1024:.0f}"])  # fmt: skip
    print(rows(("pages", "s", "ms a page", "MB", "files", "shards", "largest KB"), table))
