"""Our search in a real chromium: quality, bytes and files, times, http against ``file://``.

Every query is asked three times: on a page where nothing but the start is loaded (a new browser
context, nothing cached), again on that page, and from disk with the network off. A strict content
policy is sent over http; whatever the browser then complains about is listed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmark.project import load_average
from benchmark.quality import by_class, percentile, quality_rows, spread
from benchmark.queries import Query
from benchmark.served import Served, chromium, served
from benchmark.table import rows

POLICY: Final = "default-src 'self'"
STAGES: Final = ("first", "settled", "passages")
_READY: Final = "() => window.gongkai && window.gongkai.search && window.gongkai.find"
_COLD: Final = """async text => {
  performance.setResourceTimingBufferSize(10000);
  performance.clearResourceTimings();
  const at = {}, since = performance.now();
  const ids = {};
  const note = answer => {
    at[answer.stage] = performance.now();
    ids[answer.stage] = answer.hits.map(hit => hit.id);
  };
  let error = null;
  try { note(await gongkai.find(text, {limit: 10}, note)); } catch (e) { error = String(e); }
  const end = performance.now();
  await new Promise(done => setTimeout(done, 30));
  const loaded = performance.getEntriesByType('resource').map(e => [e.name, e.responseEnd]);
  for (const stage in at) at[stage] -= since;
  return {
    error, at, ids, ms: end - since, loaded: loaded.map(([name, ms]) => [name, ms - since])
  };
}"""
"""An entry whose response ended after a stage was still on its way then."""
_WARM: Final = """async text => {
  const since = performance.now();
  let hits = [], error = null;
  try { hits = await gongkai.search(text, {limit: 10}); } catch (e) { error = String(e); }
  return {error, ms: performance.now() - since, hits: hits.map(h => [h.id, h.score])};
}"""
_SPREAD: Final = "med / p95 / max"

Load = tuple[int, int]
"""Files, and bytes after gzip -6."""


class Asked(NamedTuple):
    """What one query gave over http, and what it took."""

    hits: list[tuple[str, float]]
    stages: dict[str, tuple[float, Load]]
    """For each stage reached: ms, and what had been loaded by then."""
    cold: float
    warm: float
    load: Load
    """All that was loaded when the promise was kept, or soon after."""
    start: Load
    shown: dict[str, list[str]]
    """The ids at each stage."""
    errors: list[str]

    @property
    def ids(self) -> list[str]:
        return [id for id, _ in self.hits]


class Disk(NamedTuple):
    """The same from disk, one page for all queries."""

    hits: list[list[tuple[str, float]]]
    first: list[float]
    """ms; what earlier queries loaded is there."""


def measure_search(site: Path, queries: Sequence[Query]) -> None:
    """Ask everything and print tables."""
    if not (site / "search.html").is_file():
        sys.exit(f"no search.html in {site}")
    print(f"\n## search.html of {site.name}; load average {load_average()}\n", flush=True)
    messages: list[str] = []
    with chromium() as browser:
        with served(site, POLICY) as server:
            asked = [_ask(browser, server, query.text, messages) for query in queries]
        disk = _from_disk(browser, site, queries, messages)
    report(queries, asked, disk, messages)


def report(
    queries: Sequence[Query], asked: Sequence[Asked], disk: Disk, messages: Sequence[str]
) -> None:
    """Four tables, then what was wrong."""
    given = {"gongkai": [one.ids for one in asked]}
    print(rows(("class", "queries", "s@10 / MRR"), quality_rows(queries, given)) + "\n")
    places = by_class(queries)
    heading = (
        "class",
        *(f"KB to {stage}, med / p95" for stage in STAGES),
        f"KB, {_SPREAD}",
        "files",
    )
    print(rows(heading, [[k, *_loads([asked[p] for p in at])] for k, at in places.items()]) + "\n")
    heading = ("class", *(f"ms to {stage}, med / p95" for stage in STAGES), "cold ms", "warm ms")
    print(rows(heading, [[k, *_times([asked[p] for p in at])] for k, at in places.items()]) + "\n")
    files, size = asked[0].start
    print(f"Start: {files} files, {size / 1024:.1f} KB, search.html with all that it names.")
    print(f"From disk, one page for all: {spread(disk.first)} ms ({_SPREAD}).")
    print(_steadiness(asked))
    _differences(queries, asked, disk)
    wrong = [f"{q.text}: {e}" for q, one in zip(queries, asked, strict=True) for e in one.errors]
    for name, faults in (("Rejected", wrong), ("Messages", sorted(set(messages)))):
        print(f"{name}: {len(faults)}")
        print("".join(f"- {fault}\n" for fault in faults[:20]), end="")


def _steadiness(asked: Sequence[Asked]) -> str:
    """How much of what is shown first stays; ``find`` must end with what ``search`` gives."""
    early = [(one.shown["first"], one.ids) for one in asked if one.shown.get("first") and one.ids]
    ends = [list(one.shown.values())[-1] == one.ids for one in asked if one.shown]
    top = sum(shown[0] == ids[0] for shown, ids in early)
    ten = sum(shown == ids for shown, ids in early)
    return (
        f"Of {len(early)} first pages {top} have the final first hit, {ten} the final ten. "
        f"find and search agree: {sum(ends)}/{len(asked)}."
    )


def _differences(queries: Sequence[Query], asked: Sequence[Asked], disk: Disk) -> None:
    """Ids and scores must be the same from both; the first few that are not."""
    pairs = zip(queries, asked, disk.hits, strict=True)
    differing = [(q.text, one.hits, hits) for q, one, hits in pairs if one.hits != hits]
    print(f"http and file:// agree on ids and scores: {len(asked) - len(differing)}/{len(asked)}")
    for text, over_http, from_disk in differing[:5]:
        print(f"- {text}: {over_http[:3]} {from_disk[:3]}")


def _ask(browser: Any, server: Served, text: str, messages: list[str]) -> Asked:
    """Cold, then warm, in a context of its own."""
    context = browser.new_context()
    page = context.new_page()
    _listen(page, messages)
    before = len(server.asked)
    page.goto(f"{server.root}/search.html")
    page.wait_for_function(_READY)
    start = [path for path in server.since(before) if path != "favicon.ico"]
    cold = page.evaluate(_COLD, text)
    page.evaluate(_WARM, text)  # compiles what the cold query did not touch
    warm = page.evaluate(_WARM, text)
    context.close()
    every = [(server.path(name), ms) for name, ms in cold["loaded"]]
    loaded = [(path, ms) for path, ms in every if path not in start]
    return Asked(
        [(id, score) for id, score in warm["hits"]],
        {stage: (ms, _load(server, loaded, ms)) for stage, ms in cold["at"].items()},
        cold["ms"],
        warm["ms"],
        _load(server, loaded, float("inf")),
        (len(start), server.weight(start)),
        cold["ids"],
        [one for one in (cold["error"], warm["error"]) if one],
    )


def _load(server: Served, loaded: Sequence[tuple[str, float]], until: float) -> Load:
    paths = [path for path, ms in loaded if ms <= until]
    return len(paths), server.weight(paths)


def _from_disk(browser: Any, site: Path, queries: Sequence[Query], messages: list[str]) -> Disk:
    """As from a stick: no network at all."""
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    _listen(page, messages)
    page.goto((site / "search.html").resolve().as_uri())
    page.wait_for_function(_READY)
    answers = [page.evaluate(_WARM, query.text) for query in queries]
    context.close()
    hits = [[(id, score) for id, score in one["hits"]] for one in answers]
    return Disk(hits, [one["ms"] for one in answers])


def _listen(page: Any, messages: list[str]) -> None:
    """Whatever the console says, violations of the policy among it."""
    page.on("console", lambda m: messages.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: messages.append(f"error: {e}"))


def _loads(asked: Sequence[Asked]) -> list[str]:
    """Median KB to each stage; spread of all KB; spread of files."""
    stages = [_kilobytes(asked, stage) for stage in STAGES]
    whole = spread((one.load[1] / 1024 for one in asked), 1)
    return [*stages, whole, spread(one.load[0] for one in asked)]


def _kilobytes(asked: Sequence[Asked], stage: str) -> str:
    found = [one.stages[stage][1][1] / 1024 for one in asked if stage in one.stages]
    return _pair(found, 1)


def _times(asked: Sequence[Asked]) -> list[str]:
    """Median and 95th percentile of each."""
    stages = [[o.stages[s][0] for o in asked if s in o.stages] for s in STAGES]
    return [
        _pair(figures) for figures in (*stages, [o.cold for o in asked], [o.warm for o in asked])
    ]


def _pair(figures: Sequence[float], digits: int = 0) -> str:
    if not figures:
        return "–"
    return f"{percentile(figures, 0.5):.{digits}f} / {percentile(figures, 0.95):.{digits}f}"
