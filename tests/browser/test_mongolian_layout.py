"""Mongolian pages in a reader's hands: columns from left to right, the band, wheel, keys, letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from addresses import from_folder
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RECORD: Final = "mn/policy/2026/laji-fenlei.html"
ADDRESSES: Final = [
    "mn/index.html",
    "mn/policy/index.html",
    RECORD,
    "mn/search.html",
    "mn/gazette/2026/2.html",
    "mn/untranslated.html",
    "mn/untranslated/policy.html",
]
HEIGHTS: Final = {1440: 900, 375: 812}
FONT: Final = "assets/fonts/gk-mong.woff2"


@contextmanager
def tab(browser: Browser, width: int = 1440, **options: Any) -> Iterator[Page]:
    size = {"width": width, "height": HEIGHTS[width]}
    context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def scrolled(page: Page) -> float:
    return float(page.evaluate("document.scrollingElement.scrollLeft"))


@pytest.mark.parametrize("width", [1440, 375])
def test_lines_follow_one_another_to_the_right(
    project_site: Path, browser: Browser, width: int
) -> None:
    with tab(browser, width) as page:
        page.goto(from_folder(project_site, RECORD))
        boxes = page.evaluate(
            """() => [...document.querySelectorAll(
                 'h1,.mn-meta tr,.mn-body > *,.mn-body tr,.mn-body li')]
               .map(e => [e.tagName, e.getBoundingClientRect()]).map(([t, r]) => [t, r.left, r.height, r.width])"""
        )
        lefts = [left for tag, left, *_ in boxes if tag not in ("TABLE", "UL")]
        assert len(lefts) > 20 and lefts == sorted(lefts)
        assert all(height > wide for tag, _, height, wide in boxes if tag == "TR")
        text = page.locator(".mn-body")
        assert text.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"


@pytest.mark.parametrize("width", [1440, 375])
def test_pages_run_sideways_alone_and_the_band_covers_nothing(
    project_site: Path, browser: Browser, width: int
) -> None:
    with tab(browser, width) as page:
        for address in ADDRESSES:
            page.goto(from_folder(project_site, address))
            high, band, main, screen = page.evaluate(
                """() => [document.scrollingElement.scrollHeight,
                  document.querySelector('.mn-band').getBoundingClientRect().right,
                  document.querySelector('.mn-main').getBoundingClientRect().left, innerWidth]"""
            )
            assert high <= HEIGHTS[width], address
            assert band <= main + 0.5 and band <= screen * 0.3, address
        page.goto(from_folder(project_site, RECORD))
        heads = page.evaluate("[...document.querySelectorAll('.mn-body [id]')].map(e => e.id)")
        assert heads
        page.goto(from_folder(project_site, RECORD) + f"#{heads[0]}")
        left, band = page.evaluate(
            """id => [document.getElementById(id).getBoundingClientRect().left,
              document.querySelector('.mn-band').getBoundingClientRect().right]""",
            heads[0],
        )
        assert left >= band
        assert page.evaluate("document.querySelector('.mn-band').getBoundingClientRect().left") == 0


@pytest.mark.parametrize("width", [1440, 375])
def test_nothing_stands_outside_its_line(project_site: Path, browser: Browser, width: int) -> None:
    """Neither the band nor the page cuts a text: all of it lies on the screen, top to bottom."""
    with tab(browser, width) as page:
        for address in ADDRESSES:
            page.goto(from_folder(project_site, address))
            lost = page.evaluate(
                """() => [...document.querySelectorAll('.mn-main *, .mn-foot *, .mn-brand *')]
                  .filter(e => e.checkVisibility() && e.textContent.trim())
                  .filter(e => { const r = e.getBoundingClientRect(); return r.top < -1 || r.bottom > innerHeight + 1; })
                  .map(e => e.outerHTML.slice(0, 80))"""
            )
            assert (address, lost) == (address, [])


def test_the_wheel_scrolls_sideways(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, RECORD))
        page.mouse.move(700, 400)
        page.mouse.wheel(0, 300)
        page.wait_for_function("document.scrollingElement.scrollLeft === 300")
        page.mouse.wheel(0, -100)
        page.wait_for_function("document.scrollingElement.scrollLeft === 200")
        page.keyboard.down("Control")  # which is for the size of letters
        page.mouse.wheel(0, 100)
        page.keyboard.up("Control")
        assert scrolled(page) == 200


def test_a_box_that_scrolls_inside_keeps_the_wheel(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, RECORD))
        page.evaluate(
            """() => { const box = document.createElement('div');
              box.id = 'box'; box.textContent = 'x\\n'.repeat(200);
              Object.assign(box.style, {position: 'fixed', left: '400px', top: '100px', width: '200px',
                height: '200px', overflowY: 'scroll', writingMode: 'horizontal-tb', whiteSpace: 'pre'});
              document.querySelector('.mn-main').append(box); }"""
        )
        page.mouse.move(450, 150)
        page.mouse.wheel(0, 120)
        page.wait_for_function("document.getElementById('box').scrollTop === 120")
        assert scrolled(page) == 0


def test_keys_turn_the_page(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, RECORD))
        places = [scrolled(page)]
        for key in (
            "PageDown",
            "PageUp",
            "Space",
            "Shift+Space",
            "ArrowDown",
            "ArrowUp",
            "End",
            "Home",
        ):
            page.keyboard.press(key)
            places.append(scrolled(page))
        forward, back = places[1::2], places[0::2]
        assert all(there > 0 for there in forward) and back == [0] * len(back)
        page.locator(".mn-search input").first.focus()
        page.keyboard.press("End")
        page.keyboard.type("a b")
        assert scrolled(page) == 0 and page.locator(".mn-search input").first.input_value() == "a b"


@pytest.mark.parametrize("width", [1440, 375])
def test_tab_reaches_everything_and_shows_it(
    project_site: Path, browser: Browser, width: int
) -> None:
    with tab(browser, width) as page:
        for address in (RECORD, "mn/search.html", "mn/index.html"):
            page.goto(from_folder(project_site, address))
            wanted = page.evaluate(
                """() => [...document.querySelectorAll('a[href],button,input')]
                  .filter(e => e.checkVisibility({visibilityProperty: true})).length"""
            )
            seen = set()
            for step in range(wanted + 1):
                page.keyboard.press("Tab")
                place = page.evaluate(
                    """n => { const e = document.activeElement; if (e === document.body || e.dataset.seen) return null;
                      e.dataset.seen = n; const s = getComputedStyle(e), r = e.getBoundingClientRect();
                      const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                      return ring && r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight; }""",
                    step,
                )
                if place is None:
                    break
                assert place, f"{address}: stop {step}"
                seen.add(step)
            assert len(seen) == wanted, address


def test_text_is_copied_in_the_order_of_reading(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, RECORD))
        copied = page.evaluate(
            """() => { getSelection().selectAllChildren(document.querySelector('.mn-body'));
              return getSelection().toString(); }"""
        )
        lines = [line for line in copied.split("\n") if line.strip()]
        assert lines[0] == "ᠬᠣᠲᠠ᠎ᠶᠢᠨ ᠠᠷᠠᠳ᠎ᠤᠨ ᠵᠠᠰᠠᠭ᠎ᠤᠨ ᠣᠷᠳᠣᠨ᠎ᠤ ᠵᠠᠷᠯᠢᠭ"
        assert lines[-1].startswith("4 ᠳ᠋ᠦ᠋ᠭᠡᠷ ᠵᠦᠢᠯ")


def test_endings_keep_their_form_in_our_stack(
    project_site: Path, browser: Browser, serve: Callable[..., str]
) -> None:
    """A font before the Mongolian one that owns a space would shape an ending as a word of its own.

    Measured in Chromium (harfbuzz#4503): the widths then differ.
    """
    if not (project_site / FONT).is_file():
        pytest.skip("the Mongolian font was not fetched")
    with tab(browser) as page:
        page.goto(f"{serve(project_site)}/{RECORD}")
        lengths = page.evaluate(
            """async () => { await document.fonts.load('20px GkMong', 'ᠠ');
              const stack = getComputedStyle(document.body).fontFamily;
              const words = ['ᠵᠠᠰᠠᠭ\u180eᠤᠨ', 'ᠵᠠᠰᠠᠭ\u202fᠤᠨ', 'ᠬᠣᠲᠠ\u180eᠶᠢᠨ', 'ᠬᠣᠲᠠ\u202fᠶᠢᠨ', 'ᠰᠠᠷ\u180eᠠ'];
              const long = (word, family) => { const e = document.createElement('span');
                e.textContent = word; e.style.cssText = `font:100px ${family};position:absolute;white-space:pre`;
                document.body.append(e); const found = e.getBoundingClientRect().height; e.remove(); return found; };
              return {stack, ours: words.map(w => long(w, stack)), alone: words.map(w => long(w, 'GkMong'))}; }"""
        )
        assert lengths["stack"].startswith("GkMong,") or lengths["stack"].startswith('"GkMong",')
        assert lengths["ours"] == lengths["alone"]
        assert lengths["ours"][0] == lengths["ours"][1] and lengths["ours"][2] == lengths["ours"][3]
        assert min(lengths["ours"]) > 100


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (375, "light"), (1440, "dark")])
def test_axe_finds_nothing(
    project_site: Path, browser: Browser, serve: Callable[..., str], width: int, scheme: Any
) -> None:
    root = serve(project_site)
    with tab(browser, width, color_scheme=scheme) as page:
        checker = Axe()
        for address in ADDRESSES[:5]:
            page.goto(f"{root}/{address}")
            found = checker.run(page).response["violations"]
            told = [(v["id"], v["impact"], [n["html"] for n in v["nodes"]][:3]) for v in found]
            assert (address, told) == (address, [])


def test_no_page_complains_from_a_server_or_a_folder(
    project_site: Path, serve: Callable[..., str], watched: Callable[..., Any]
) -> None:
    root, tabbed = serve(project_site), watched()
    for address in ADDRESSES:
        for url in (f"{root}/{address}", from_folder(project_site, address)):
            tabbed.page.goto(url, wait_until="load")
            messages = [m for m in tabbed.messages if "mn/search/" not in m]
            assert (url, messages, tabbed.foreign) == (url, [], [])


def test_it_prints_on_pages_lying_on_their_side(project_site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto(from_folder(project_site, RECORD))
        page.emulate_media(media="print")
        assert not page.locator(".mn-band").is_visible() and page.locator(".mn-body").is_visible()
        made = page.pdf(prefer_css_page_size=True)
        assert made.count(b"/Type /Page\n") in (2, 3)
