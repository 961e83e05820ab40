"""Our index without a site around it, in a process of its own, to be timed beside a peer's."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gongkai.cache import Cache
from gongkai.load import load
from gongkai.search.entries import entry
from gongkai.search.layout import Cut
from gongkai.workers import Workers, spare_garbage_collection

from benchmark.exactness import build_index


def main(content: Path, catalogue: Path, site: Path) -> None:
    """Read the sources and write the index below ``site``, with a page to ask it from."""
    spare_garbage_collection()
    with Cache(None, "") as cache, Workers() as workers, tempfile.TemporaryDirectory() as work:
        loaded = load(content, catalogue, cache, workers)
        entries = [entry(loaded, record) for record in loaded.library.records.values()]
        build_index(site, loaded, entries, Cut.of(len(entries)), workers, Path(work))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
