"""The same documents and queries in Pagefind and in Material's own search, in a real chromium.

Neither is a dependency of the project. Both are measured where Python finds them, in ``.venv`` or
in a folder that PYTHONPATH names::

    pip install --target DIR pagefind==1.5.2 pagefind_bin_extended==1.5.2 jieba==0.42.1

Pagefind gets one HTML page a document, on which a line of facts stands under the title. Material
gets the same as Markdown, outside the navigation it would otherwise print on each page
(``navigation.prune``), with ``lang: zh`` and jieba's words; its own worker answers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmark.library import Item
from benchmark.measure import Taken, run
from benchmark.peer_pages import write_html, write_mkdocs
from benchmark.project import load_average
from benchmark.quality import by_class, quality_rows, spread
from benchmark.queries import Query
from benchmark.served import Served, chromium, served
from benchmark.table import COLUMNS, cells, rows

_PAGEFIND_START: Final = """async () => {
  window.engine = await import('/pagefind/pagefind.js');
  await engine.init();
  await engine.filters();
}"""
"""``init`` comes back before the engine is loaded, ``filters`` after it."""
_PAGEFIND_ASK: Final = """async text => {
  const since = performance.now();
  const found = await engine.search(text);
  const ten = await Promise.all(found.results.slice(0, 10).map(one => one.data()));
  return {ms: performance.now() - since, urls: ten.map(one => one.raw_url || one.url)};
}"""
_MATERIAL_START: Final = """async () => {
  const config = JSON.parse(document.querySelector('#__config').textContent);
  const index = await (await fetch('/search/search_index.json')).json();
  index.options = {suggest: false};
  window.worker = new Worker(config.search.replace(/^\\.?\\/?/, '/'));
  window.ask = message => new Promise((done, failed) => {
    worker.onmessage = event => done(event.data);
    worker.onerror = event => failed(new Error(event.message));
    worker.postMessage(message);
  });
  await ask({type: 0, data: index});
}"""
_MATERIAL_ASK: Final = """async text => {
  const since = performance.now();
  const items = (await ask({type: 2, data: text})).data.items;
  return {
    ms: performance.now() - since,
    urls: items.slice(0, 10).map(sections => sections[0].location.split('#')[0])
  };
}"""
"""A message of type 0 hands over the index, one of type 2 asks, as in Material's own bundle."""


class Answers(NamedTuple):
    """What one engine said to all queries, and what that took."""

    ids: list[list[str]]
    cold: list[float]
    """ms with nothing loaded but the start; of Material: the only figure there is."""
    warm: list[float]
    weight: list[float]
    """KB after gzip -6 that a query loaded beyond the start."""
    files: list[int]
    start: float
    """KB before the first query."""
    ready: float
    """s from nothing to the first query."""


def measure_peers(items: Sequence[Item], queries: Sequence[Query], folder: Path) -> None:
    """Build with each peer that is there, ask, print three tables."""
    print(f"\n## Peers, {len(items):,} documents; load average {load_average()}\n", flush=True)
    builds: dict[str, Taken] = {}
    answers: dict[str, Answers] = {}
    for name, needed, measure in _PEERS:
        if missing := [module for module in needed if find_spec(module) is None]:
            print(f"{name} skipped: no {', '.join(missing)}\n")
            continue
        builds[name], answers[name] = measure(items, queries, folder / name)
        print(f"{name}: built and asked\n", flush=True)
    print(rows(("peer", *COLUMNS), [[name, *cells(one)] for name, one in builds.items()]) + "\n")
    print_answers(queries, answers)


def print_answers(queries: Sequence[Query], answers: dict[str, Answers]) -> None:
    """Success and MRR by class; then loads and times."""
    given = {name: one.ids for name, one in answers.items()}
    print(rows(("class, s@10 / MRR", "queries", *answers), quality_rows(queries, given)) + "\n")
    heading = ("KB a query by class", *(f"{name} med / p95 / max" for name in answers))
    lines = [
        [kind, *(spread((one.weight[p] for p in places), 1) for one in answers.values())]
        for kind, places in by_class(queries).items()
    ]
    print(rows(heading, lines) + "\n")
    heading = ("peer", "start KB", "ready s", "files a query", "cold ms", "warm ms")
    print(rows(heading, [[name, *_figures(one)] for name, one in answers.items()]) + "\n")


def _figures(one: Answers) -> list[str]:
    start = [f"{one.start:,.0f}", f"{one.ready:.2f}"]
    return [*start, spread(one.files), spread(one.cold), spread(one.warm)]


def build_pagefind(items: Sequence[Item], folder: Path) -> Taken:
    """Pages are written before; the index alone is timed."""
    site = folder / "site"
    write_html(items, site)
    (site / "ask.html").write_text("<!doctype html><title>ask</title>", encoding="utf-8")
    return run([sys.executable, "-m", "pagefind", "--site", site], folder, site / "pagefind")


def build_material(items: Sequence[Item], folder: Path) -> Taken:
    """The whole site: its search index cannot be had without."""
    write_mkdocs(items, folder)
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, folder / "site")


def ask_pagefind(queries: Sequence[Query], site: Path) -> Answers:
    """A new browser context for each query: nothing is remembered."""
    asked = []
    with served(site) as server, chromium() as browser:
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            asked.append(_ask_once(page, server, query.text))
            context.close()
    first = asked[0]
    return Answers(
        [one.ids for one in asked],
        [one.cold for one in asked],
        [one.warm for one in asked],
        [one.weight for one in asked],
        [one.files for one in asked],
        first.start,
        first.ready,
    )


class _Asked(NamedTuple):
    ids: list[str]
    cold: float
    warm: float
    weight: float
    files: int
    start: float
    ready: float


def _ask_once(page: Any, server: Served, text: str) -> _Asked:
    before = len(server.asked)
    page.goto(f"{server.root}/ask.html")
    since = time.perf_counter()
    page.evaluate(_PAGEFIND_START)
    ready = time.perf_counter() - since
    mark = len(server.asked)
    cold = page.evaluate(_PAGEFIND_ASK, text)
    loaded = server.since(mark)
    warm = page.evaluate(_PAGEFIND_ASK, text)
    return _Asked(
        list(map(_id, cold["urls"])),
        cold["ms"],
        warm["ms"],
        server.weight(loaded) / 1024,
        len(loaded),
        server.weight(server.asked[before + 1 : mark]) / 1024,
        ready,
    )


def ask_material(queries: Sequence[Query], site: Path) -> Answers:
    """One page for all: the worker has the whole index once it is ready."""
    with served(site) as server, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.root}/404.html")
        mark = len(server.asked)
        since = time.perf_counter()
        page.evaluate(_MATERIAL_START)
        ready = time.perf_counter() - since
        start = server.weight(server.since(mark)) / 1024
        said = [page.evaluate(_MATERIAL_ASK, query.text) for query in queries]
        again = [page.evaluate(_MATERIAL_ASK, query.text)["ms"] for query in queries]
    ids = [list(map(_id, one["urls"])) for one in said]
    nothing = [0.0] * len(said)
    return Answers(ids, [one["ms"] for one in said], again, nothing, [0] * len(said), start, ready)


def _pagefind(items: Sequence[Item], queries: Sequence[Query], folder: Path) -> _Measured:
    taken = build_pagefind(items, folder)
    return taken, ask_pagefind(queries, folder / "site")


def _material(items: Sequence[Item], queries: Sequence[Query], folder: Path) -> _Measured:
    taken = build_material(items, folder)
    return taken, ask_material(queries, folder / "site")


_Measured = tuple[Taken, Answers]
_PEERS: Final = (
    ("pagefind", ("pagefind", "pagefind_bin_extended"), _pagefind),
    ("material", ("material", "jieba"), _material),
)


def _id(address: str) -> str:
    return address.removeprefix("/").removesuffix(".html")
