"""The built site in a real browser: from a server with a strict policy, and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from addresses import addresses, from_folder

pytestmark = pytest.mark.browser


def test_no_page_complains_under_the_policy(
    project_site: Path, serve: Callable, watched: Callable
) -> None:
    root = serve(project_site)
    tab = watched()
    for address in addresses(project_site):
        response = tab.page.goto(f"{root}/{address}", wait_until="load")
        assert response.status == 200, address
        assert (address, tab.messages, tab.foreign) == (address, [], [])


def test_no_page_complains_from_a_folder(project_site: Path, watched: Callable) -> None:
    tab = watched()
    for address in addresses(project_site):
        if address != "404.html":  # which a server alone shows
            tab.page.goto(from_folder(project_site, address), wait_until="load")
            assert (address, tab.messages, tab.foreign) == (address, [], [])


def test_a_reader_finds_a_repealed_document_and_its_successor_from_a_folder(
    project_site: Path, watched: Callable
) -> None:
    tab = watched()
    page = tab.page
    page.goto(from_folder(project_site, "index.html"))
    assert page.evaluate("getComputedStyle(document.querySelector('.gk-band')).backgroundColor")
    page.get_by_role("link", name="政策文件库").first.click()
    page.get_by_role("heading", name="政策文件库", level=1).wait_for()
    page.goto(from_folder(project_site, "validity/repealed.html"))
    page.locator(".gk-row-title a").first.click()
    assert page.locator(".gk-banner--red").inner_text().startswith("本文件已废止")
    successor = page.locator(".gk-banner a").inner_text()
    page.locator(".gk-banner a").click()
    page.get_by_role("heading", name=successor, level=1).wait_for()
    assert tab.messages == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_no_page_scrolls_sideways(project_site: Path, watched: Callable, width: int) -> None:
    tab = watched(width)
    for address in addresses(project_site):
        tab.page.goto(from_folder(project_site, address))
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_not_found_works_at_any_depth(
    project_site: Path, serve: Callable, watched: Callable
) -> None:
    tab = watched()
    root = serve(project_site)
    html = (project_site / "404.html").read_text()
    tab.page.route("**/no/such/page.html", lambda r: r.fulfill(body=html, content_type="text/html"))
    tab.page.goto(f"{root}/no/such/page.html")
    tab.page.locator("main").get_by_role("link", name="政策文件库").click()
    assert tab.page.url == f"{root}/policy/index.html"
