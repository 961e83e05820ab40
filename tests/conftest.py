"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from building import build_from_command_line, build_site
from gongkai.cache import Cache
from gongkai.check import findings
from gongkai.load import Loaded, load
from gongkai.model import Diagnostic
from gongkai.workers import Workers
from living import living_page
from paths import REPOSITORY
from sources import write, write_catalogue

settings.register_profile("steady", deadline=None)  # a busy machine is no failure
settings.load_profile("steady")

DAY = date(2026, 6, 30)


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Loaded]:
    """Write sources and load them."""

    def load_files(files: dict[str, str | bytes], **catalogue: object) -> Loaded:
        content = write(tmp_path / "content", files)
        nouns = write_catalogue(tmp_path / "catalogue", **catalogue)
        with Cache(None, "") as cache, Workers(1) as workers:
            return load(content, nouns, cache, workers)

    return load_files


@pytest.fixture
def faults(loaded: Callable[..., Loaded]) -> Callable[..., list[Diagnostic]]:
    """Write sources and return every finding on content files."""

    def find(
        files: dict[str, str | bytes], day: date = DAY, **catalogue: object
    ) -> list[Diagnostic]:
        found = findings(loaded(files, **catalogue), day)
        return [fault for fault in found if fault.code not in ("GK501", "GK511", "GK512", "GK515")]

    return find


@pytest.fixture(scope="session")
def corpus() -> Iterator[Path]:
    """The real documents beside the repository."""
    folder = REPOSITORY.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the real documents are not beside the repository")
    yield folder


@pytest.fixture(scope="session")
def corpus_site(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real documents, built as an office would."""
    site = tmp_path_factory.mktemp("corpus") / "site"
    build_from_command_line(corpus, site)
    return site


@pytest.fixture(scope="session")
def project_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built, with the living page of components beside it."""
    site = tmp_path_factory.mktemp("project") / "网站 一"
    plugin = build_site(site, REPOSITORY / "content", REPOSITORY / "catalogue", downloads="docx")
    (site / "states.html").write_bytes(living_page(plugin.theme))
    return site
