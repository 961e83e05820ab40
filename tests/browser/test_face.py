"""How pages behave in a reader's hands: accessibility, keyboard, modes, no script, stability."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from addresses import addresses, from_folder
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LAW = "policy/2015/gongre-guanli.html"
"""A sample long enough for a contents list."""


@contextmanager
def tab(browser: Browser, width: int = 1440, **options: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    yield page
    context.close()


NARROWEST = 320


@pytest.mark.parametrize("width", [1440, 375, NARROWEST])
@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    project_site: Path, browser: Browser, serve: Callable[..., str], width: int, mode: str
) -> None:
    root = serve(project_site)  # a server: the page for a lost address has no folder to stand in
    with tab(browser, width, color_scheme="dark" if mode == "dark" else "light") as page:
        page.goto(f"{root}/index.html")
        if mode == "elder":
            page.get_by_role("button", name="长者模式").click()
        checker = Axe()
        for address in addresses(project_site):
            page.goto(f"{root}/{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            if width == NARROWEST:  # laid out as at 375: here only what could be too wide is new
                continue
            found = checker.run(page).response["violations"]
            assert (address, [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found]) == (
                address,
                [],
            )


_FOCUSABLE = """() => [...document.querySelectorAll('a[href],button,input,summary')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled
    && !e.classList.contains('md-toggle')).length"""


@pytest.mark.parametrize("width", [1440, 375])
def test_tab_reaches_everything_and_shows_where_it_is(
    project_site: Path, browser: Browser, width: int
) -> None:
    with tab(browser, width) as page:
        for address in (
            "index.html",
            "policy/index.html",
            LAW,
            "gazette/index.html",
            "states.html",
        ):
            page.goto(from_folder(project_site, address))
            seen = set()
            for step in range(400):
                page.keyboard.press("Tab")
                place = page.evaluate(
                    """n => { const e = document.activeElement;
                      if (e === document.body) return null;
                      if (e.dataset.seen) return -1;
                      e.dataset.seen = n; const s = getComputedStyle(e);
                      return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? n : -2; }""",
                    step,
                )
                if place in (None, -1):
                    break
                assert place >= 0, f"{address}: no ring at stop {step}"
                seen.add(place)
            assert len(seen) == page.evaluate(_FOCUSABLE), address


def test_the_keyboard_opens_the_menu_and_the_filter_on_a_phone(
    project_site: Path, browser: Browser
) -> None:
    with tab(browser, 375, java_script_enabled=True) as page:
        page.goto(from_folder(project_site, "policy/index.html"))
        for name, inside in (("栏目", ".gk-menu a"), ("筛选", ".gk-filter a")):
            assert not page.locator(inside).first.is_visible()
            page.locator("summary", has_text=name).first.focus()
            page.keyboard.press("Enter")
            assert page.locator(inside).first.is_visible()
        page.locator(".gk-filter").get_by_role("link", name="2025年").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/policy/2025/index.html")
        page.get_by_role("link", name="年份：2025年").click()
        page.wait_for_url("**/policy/index.html")


def test_the_menu_button_stays_where_it_is(project_site: Path, browser: Browser) -> None:
    with tab(browser, 375) as page:
        page.goto(from_folder(project_site, "index.html"))
        button = page.locator(".gk-menu summary")
        before = button.bounding_box()
        button.click()
        assert button.bounding_box() == before


def test_modes_are_kept_from_page_to_page(project_site: Path, browser: Browser) -> None:
    with tab(browser, color_scheme="light") as page:
        page.goto(from_folder(project_site, "index.html"))
        page.get_by_role("button", name="深色").press("Enter")
        page.get_by_role("button", name="长者模式").press("Space")
        page.goto(from_folder(project_site, LAW))
        root = page.locator("html")
        assert root.get_attribute("data-gk-theme") == "dark"
        assert root.get_attribute("data-gk-mode") == "elder"
        assert page.get_by_role("button", name="深色").get_attribute("aria-pressed") == "true"
        size = "parseFloat(getComputedStyle(document.querySelector('.gk-body')).fontSize)"
        before = page.evaluate(size)
        page.get_by_role("button", name="字号 +").click()
        page.goto(from_folder(project_site, LAW))
        assert page.evaluate(size) > before >= 24
        page.get_by_role("button", name="深色").click()
        assert root.get_attribute("data-gk-theme") == "light"


def test_the_contents_list_follows_the_reading(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, LAW))
        links = page.locator(".gk-toc a")
        assert links.count() > 3
        links.nth(2).click()
        page.wait_for_function(
            "document.querySelectorAll('.gk-toc a')[2].hasAttribute('aria-current')"
        )
        assert page.locator(".gk-toc a[aria-current]").count() == 1
        assert page.locator(".gk-toc a[aria-current]").is_visible()


def test_an_article_has_an_address_of_its_own(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, LAW) + "#di-5-tiao")
        article = page.locator(":target")
        assert article.inner_text().startswith("第五条")
        assert article.bounding_box()["y"] < 200


def test_the_citation_is_copied(
    project_site: Path, browser: Browser, serve: Callable[..., str]
) -> None:
    with tab(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{serve(project_site)}/{LAW}")
        line = page.locator("[data-gk-cite]").inner_text()
        page.get_by_role("button", name="复制引用格式").press("Enter")
        assert page.get_by_role("status").inner_text() == "已复制引用格式"
        assert page.evaluate("navigator.clipboard.readText()") == line
        assert "[A/OL]" in line
        assert line.endswith(f"https://www.wuhai.gov.cn/{LAW}.")


@pytest.mark.parametrize("width", [1440, 375])
def test_without_script_every_page_reads_and_folds(
    project_site: Path, browser: Browser, width: int
) -> None:
    with tab(browser, width, java_script_enabled=False) as page:
        for address in addresses(project_site):
            page.goto(from_folder(project_site, address))
            assert page.locator("h1").is_visible(), address
            assert page.locator("[data-gk-do]:visible").count() == 0, address
        page.goto(from_folder(project_site, "policy/index.html"))
        page.locator(".gk-filter > summary").click()
        assert page.get_by_role("link", name="2025年").is_visible()
        if width == 375:
            page.locator(".gk-menu summary").click()
            assert page.locator(".gk-menu").get_by_role("link", name="政府公报").is_visible()


_SHIFT = """new Promise(done => { let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300); })"""


@pytest.mark.parametrize("width", [1440, 375])
def test_nothing_jumps_while_a_page_loads(
    project_site: Path, browser: Browser, serve: Callable[..., str], width: int
) -> None:
    root = serve(project_site)
    with tab(browser, width) as page:
        for address in ("index.html", "policy/index.html", LAW):
            page.goto(f"{root}/{address}", wait_until="load")
            assert page.evaluate(_SHIFT) <= 0.02, address


def test_print_leaves_the_document_alone_on_the_page(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, "policy/2017/gaoling-butie.html"))
        page.emulate_media(media="print", color_scheme="dark")
        for gone in (".gk-bar", ".gk-band", ".gk-foot", ".gk-take", ".gk-side"):
            assert not page.locator(gone).first.is_visible(), gone
        assert page.locator(".gk-banner--red").is_visible()
        ground = "getComputedStyle(document.body).backgroundColor"
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        size = "getComputedStyle(document.querySelector('.gk-body')).fontSize"
        assert page.evaluate(size) == "21.3333px"  # 16 pt
