"""The search page is there, or nothing leads to it."""

from __future__ import annotations


from pathlib import Path

import pytest
from building import build_site
from sources import source, write, write_catalogue


@pytest.fixture
def build(tmp_path: Path) -> Path:
    content = write(tmp_path / "content", {"policy/2020/a.md": source("正文")})
    catalogue = write_catalogue(tmp_path / "catalogue")
    build_site(tmp_path / "site", content, catalogue, stop=False, search=False)
    return tmp_path / "site"


def test_without_search_there_is_no_page_and_no_box(build: Path) -> None:
    assert not (build / "search.html").exists()
    assert not (build / "search").exists()
    pages = sorted(build.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        html = page.read_text("utf-8")
        assert "gk-search" not in html, page
        assert "search.html" not in html, page


def test_only_the_search_page_carries_its_scripts(project_site: Path) -> None:
    for page in project_site.rglob("*.html"):
        if page.name.endswith(".wechat.html"):  # taken away, no page of the site
            continue
        html = page.read_text("utf-8")
        if page.is_relative_to(project_site / "mn"):  # which has a search of its own
            continue
        is_search = page.name == "search.html"
        assert ("assets/search.js" in html) == is_search, page
        assert ("assets/search-page.js" in html) == is_search, page
        assert 'role="search"' in html or "http-equiv" in html, page
