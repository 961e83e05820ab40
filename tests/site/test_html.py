"""Every page is valid HTML to the standard's parser, its headings nest, its landmarks have names."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import html5lib
import pytest

_HEADINGS = {f"h{level}" for level in range(1, 7)}


def faults(path: Path) -> list[str]:
    """What is wrong with a page."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(path.read_bytes(), override_encoding="utf-8")
    found = [f"{code} at {place}" for place, code, _ in parser.errors]
    found += _structure(root)
    return [f"{path.name}: {fault}" for fault in found]


def _structure(root: Any) -> Iterator[str]:
    before = 0
    mains = 0
    for element in root.iter():
        tag = element.tag
        if tag in _HEADINGS:
            level = int(tag[1])
            if level > before + 1:
                yield f"{tag} {''.join(element.itertext())[:20]} after h{before}"
            before = level
        if tag == "main":
            mains += 1
        named = element.get("aria-label") or element.get("aria-labelledby")
        is_landmark = tag in ("nav", "aside") or element.get("role") in ("region", "navigation")
        if is_landmark and not named:
            yield f"{tag} without a name"
    if mains != 1:
        yield f"{mains} main elements"


def pages(site: Path) -> list[Path]:
    return [p for p in sorted(site.rglob("*.html")) if b"gk-main" in p.read_bytes()]


def all_faults(site: Path) -> list[str]:
    """Faults of every page of a site, read in a pool of processes."""
    with ProcessPoolExecutor(2) as pool:
        return [fault for found in pool.map(faults, pages(site), chunksize=20) for fault in found]


def test_every_page_of_the_project_is_valid(project_site: Path) -> None:
    assert len(pages(project_site)) > 200
    assert all_faults(project_site) == []


@pytest.mark.corpus
def test_every_page_of_a_real_corpus_is_valid(corpus_site: Path) -> None:
    assert len(pages(corpus_site)) > 600
    assert all_faults(corpus_site) == []
