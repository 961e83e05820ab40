"""The search page in a reader's hands, over a stand-in for the runtime (``search_runtime.js``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from addresses import from_folder
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

RUNTIME = Path(__file__).with_name("search_runtime.js").read_text("utf-8")
HITS = ".gk-hits > li"


class Search:
    """The search page, and what it complains about."""

    def __init__(self, page: Page, root: str) -> None:
        self.page = page
        self.root = root
        self.box = page.get_by_role("searchbox", name="检索词")
        self.links = page.locator(".gk-hit-title a")
        self.total = page.locator(".gk-total")
        self.messages: list[str] = []
        page.on("console", lambda m: self.messages.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.messages.append(f"error: {e}"))
        page.route(
            "**/assets/search.js",
            lambda route: route.fulfill(body=RUNTIME, content_type="text/javascript"),
        )

    def open(self, query: str = "") -> Search:
        self.page.goto(f"{self.root}/search.html{query}")
        return self

    def calls(self) -> list[str]:
        return self.page.evaluate("asked.map(call => call.query)")

    def kept(self) -> dict[str, list[str]]:
        """The question as the address has it."""
        return parse_qs(urlsplit(self.page.url).query)

    def until(self, expression: str) -> None:
        """Wait for it; Playwright's own way needs eval, which the policy refuses."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(expression)

    def titles(self) -> list[str]:
        return self.links.all_inner_texts()


@pytest.fixture
def searching(
    project_site: Path, browser: Browser, serve: Callable[..., str]
) -> Iterator[Callable[..., Any]]:
    root = serve(project_site)

    @contextmanager
    def open_search(width: int = 1440, **options: Any) -> Iterator[Search]:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        search = Search(context.new_page(), root)
        yield search
        context.close()
        assert search.messages == []

    yield open_search


def test_results_come_as_one_types_and_the_address_follows(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open()
        before = search.page.evaluate("history.length")
        search.box.press_sequentially("政务公开", delay=20)
        expect(search.links).to_have_count(10)
        assert search.calls() == ["政务公开"]  # one question, not one a letter
        assert search.kept() == {"q": ["政务公开"]}
        assert search.page.evaluate("history.length") == before
        expect(search.total).to_have_text("找到137件")
        assert search.links.first.locator("mark").all_inner_texts() == ["政务公开"]
        expect(search.page.locator(".gk-hit-passage mark").first).to_have_text("政务公开")
        assert search.page.title().startswith("政务公开 - ")


def test_nothing_is_asked_in_the_middle_of_a_composition(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open()
        search.box.dispatch_event("compositionstart")
        search.box.fill("zheng")
        search.page.wait_for_timeout(300)
        assert search.calls() == []
        search.box.fill("政务")
        search.box.dispatch_event("compositionend")
        expect(search.links).to_have_count(10)
        assert search.calls() == ["政务"]


def test_enter_asks_at_once_and_back_restores(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        search.box.fill("公报")
        search.box.press("Enter")
        assert search.calls()[-1] == "公报"
        search.page.get_by_role("link", name="下一页").click()
        expect(search.total).to_have_text("找到137件，第2页")
        assert search.kept() == {"q": ["公报"], "page": ["2"]}
        assert search.page.evaluate("document.activeElement.className") == "gk-total"
        search.page.go_back()
        expect(search.total).to_have_text("找到137件")
        search.page.go_back()
        expect(search.box).to_have_value("政务公开")
        search.page.go_forward()
        expect(search.box).to_have_value("公报")


def test_back_from_a_typed_question_leads_to_the_one_before(
    searching: Callable[..., Any],
) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        before = search.page.evaluate("history.length")
        search.box.fill("")
        search.box.press_sequentially("公报2020", delay=220)  # slower than the pause
        expect(search.page.locator(".gk-reading")).to_contain_text("公报2020")
        search.box.press("Enter")
        assert search.page.evaluate("history.length") == before + 1
        search.page.go_back()
        expect(search.box).to_have_value("政务公开")


def test_the_whole_question_is_in_the_address(searching: Callable[..., Any]) -> None:
    query = (
        "?q=a%26b%3Dc&in=title&exact=1&column=policy&topic=综合政务/政务公开&organ=shili-zf"
        "&year=2020&year=2019&validity=有效&no-code=示政办发&no-year=2020&no-serial=11"
        "&written-from=2020-01-01&published-to=2021-02-03&sort=date&page=2&__proto__=x&bad=%E4"
    )
    with searching() as search:
        search.open(query)
        search.until("asked.length > 0")
        call = search.page.evaluate("asked[0]")
        assert call["query"] == "a&b=c"
        assert call["options"] == {
            "limit": 10,
            "page": 2,
            "sort": "date",
            "titleOnly": True,
            "exact": True,
            "filters": {
                "column": ["policy"],
                "topic": ["综合政务/政务公开"],
                "organ": ["shili-zf"],
                "year": ["2020", "2019"],
                "validity": ["有效"],
                "docNo": {"code": "示政办发", "year": "2020", "serial": "11"},
                "written": ["2020-01-01", None],
                "published": [None, "2021-02-03"],
            },
        }
        form = search.page.locator(".gk-advanced")
        expect(form).to_have_attribute("open", "")
        expect(form.locator("[name=no-serial]")).to_have_value("11")
        expect(form.locator("[name=organ]")).to_have_value("shili-zf")
        expect(form.locator("[name=topic]")).to_have_value("综合政务/政务公开")
        expect(form.locator("[name=published-to]")).to_have_value("2021-02-03")


def test_filters_count_choose_and_let_go(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        facets = search.page.locator(".gk-filter")
        facets.get_by_role("link", name="2020年").click()
        expect(search.total).to_have_text("找到12件")
        assert search.kept() == {"q": ["政务公开"], "year": ["2020"]}
        expect(facets.get_by_role("link", name="2020年")).to_be_focused()
        expect(facets.locator("> summary")).to_have_text("筛选（已选1项）")
        expect(facets.get_by_role("link", name="电子政务")).to_have_count(0)
        facets.get_by_role("link", name="综合政务").click()
        facets.get_by_role("link", name="电子政务").click()  # the leaf takes its main topic's place
        expect(facets.get_by_role("link", name="电子政务")).to_have_attribute(
            "aria-current", "true"
        )
        assert search.kept()["topic"] == ["综合政务/电子政务"]
        chosen = search.page.get_by_role("list", name="已选条件")
        assert [t.split(" ×")[0] for t in chosen.get_by_role("link").all_inner_texts()] == [
            "主题分类：综合政务 › 电子政务",
            "年份：2020年",
            "清除全部",
        ]
        chosen.get_by_role("link", name="年份：2020年").click()
        expect(facets.get_by_role("link", name="2020年")).not_to_have_attribute(
            "aria-current", "true"
        )
        assert "year" not in search.kept()
        chosen.get_by_role("link", name="清除全部").click()
        expect(search.total).to_have_text("找到137件")
        assert search.kept() == {"q": ["政务公开"]}


def test_a_phone_counts_only_when_the_panel_is_opened(searching: Callable[..., Any]) -> None:
    with searching(375) as search:
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        assert search.page.evaluate("window.counts") is None
        search.page.locator(".gk-filter > summary").click()
        expect(search.page.locator(".gk-filter").get_by_role("link", name="2020年")).to_be_visible()
        assert search.page.evaluate("window.counts") == 1


def test_an_open_total_is_closed_by_the_count(searching: Callable[..., Any]) -> None:
    with searching(375) as search:
        search.open("?q=很多")
        expect(search.total).to_have_text("至少50件")
        pages = search.page.get_by_role("navigation", name="分页")
        expect(pages.get_by_role("link", name="14")).to_have_count(0)
        search.page.locator(".gk-filter > summary").click()
        expect(search.total).to_have_text("找到137件")
        expect(pages.get_by_role("link", name="14")).to_be_visible()


def test_order_by_date(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        search.page.get_by_role("link", name="日期", exact=True).click()
        expect(search.page.locator(".gk-hit time").first).to_have_text("2020-05-21")
        assert search.kept()["sort"] == ["date"]
        current = search.page.locator(".gk-sort [aria-current]")
        expect(current).to_have_text("日期")


def test_the_advanced_form(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open()
        form = search.page.locator(".gk-advanced")
        form.locator("summary").click()
        form.get_by_label("序号").fill("11")
        form.get_by_label("序号").press("Enter")
        expect(search.page.get_by_role("list", name="已选条件")).to_contain_text("文号序号：11")
        form.get_by_label("发文机关").select_option("示例市人民政府")
        form.get_by_label("主题分类").select_option("综合政务/政务公开")
        form.get_by_label("只查标题").check()
        assert search.kept() == {
            "in": ["title"],
            "organ": ["shili-zf"],
            "topic": ["综合政务/政务公开"],
            "no-serial": ["11"],
        }
        form.get_by_role("button", name="清空条件").click()
        expect(form.get_by_label("序号")).to_have_value("")
        expect(form.get_by_label("发文机关")).to_have_value("")
        assert search.kept() == {}


def test_the_keyboard_goes_from_box_to_hits_and_back(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        keys = search.page.keyboard
        keys.press("/")
        expect(search.box).to_be_focused()
        keys.type("/")
        expect(search.box).to_have_value("/")  # in the box it is a letter
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        search.box.focus()
        keys.press("ArrowDown")
        expect(search.links.first).to_be_focused()
        keys.press("ArrowDown")
        expect(search.links.nth(1)).to_be_focused()
        keys.press("ArrowUp")
        keys.press("ArrowUp")
        expect(search.box).to_be_focused()
        keys.press("ArrowDown")
        keys.press("Escape")
        expect(search.box).to_be_focused()


def test_the_number_is_announced_once(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open()
        status = search.page.get_by_role("status")
        search.page.evaluate(
            """() => { window.said = []; new MutationObserver(() => said.push(
              document.querySelector('[role=status]').textContent)).observe(
              document.querySelector('[role=status]'), {childList: true, subtree: true}); }"""
        )
        search.box.press_sequentially("政务公开")
        expect(status).to_have_text("找到137件")
        assert search.page.evaluate("said") == ["找到137件"]
        expect(search.page.locator(".gk-hits")).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize("where", ["pointer", "focus", "scroll"])
def test_nothing_is_reordered_under_the_reader(searching: Callable[..., Any], where: str) -> None:
    with searching() as search:
        search.page.add_init_script("window.holding = true")
        search.open("?q=重排")
        expect(search.links).to_have_count(10)
        before = search.titles()
        places = search.page.locator(HITS).evaluate_all(
            "items => items.map(item => item.getBoundingClientRect().top + scrollY)"
        )
        if where == "pointer":
            search.links.nth(2).hover()
        elif where == "focus":
            search.links.nth(2).focus()
        else:
            search.page.mouse.wheel(0, 200)
            search.until("scrollY > 100")
        search.page.evaluate("release()")
        better = search.page.get_by_role("button", name="更准的排序已备好，点此更新")
        expect(better).to_be_visible()
        search.page.evaluate("release()")
        expect(search.page.locator(".gk-hit-passage").first).not_to_be_empty()
        assert search.titles() == before
        after = search.page.locator(HITS).evaluate_all(
            "items => items.map(item => item.getBoundingClientRect().top + scrollY)"
        )
        assert after == places  # passages, and the button, have moved nothing
        better.click()
        assert search.titles() == before[::-1]
        expect(better).to_be_hidden()
        expect(search.links.first).to_be_focused()
        expect(search.page.locator(".gk-hit-passage").first).not_to_be_empty()


def test_an_untouched_list_takes_the_better_order(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.page.add_init_script("window.holding = true")
        search.open("?q=重排")
        expect(search.links).to_have_count(10)
        before = search.titles()
        search.page.evaluate("release()")
        expect(search.links.first).to_have_text(before[-1])
        assert search.titles() == before[::-1]
        assert search.page.locator(".gk-better").is_hidden()


@pytest.mark.parametrize("width", [1440, 375])
def test_nothing_jumps_when_passages_come(searching: Callable[..., Any], width: int) -> None:
    with searching(width) as search:
        search.page.add_init_script("window.holding = true")
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        height = "document.querySelector('.gk-hits').offsetHeight"
        before = search.page.evaluate(height)
        search.page.evaluate("release()")
        search.page.wait_for_timeout(100)
        search.page.evaluate("release()")
        expect(search.page.locator(".gk-hit-passage").first).not_to_be_empty()
        assert search.page.evaluate(height) == before


def test_answers_to_older_questions_are_ignored(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.page.add_init_script("window.holding = true")
        search.open("?q=重排")
        expect(search.links).to_have_count(10)
        search.box.fill("政务公开")
        search.box.press("Enter")
        expect(search.page.locator(".gk-reading")).to_contain_text("政务公开")
        titles = search.titles()
        for _ in range(4):
            search.page.evaluate("release()")
            search.page.wait_for_timeout(50)
        assert search.titles() == titles
        expect(search.page.locator(".gk-reading")).to_contain_text("政务公开")


def test_how_a_question_was_read(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=正务公开 部分 -收费")
        reading = search.page.locator(".gk-reading")
        expect(reading).to_contain_text(
            "已按“政务公开 部分 -收费”检索；仍按原文检索“正务公开 部分 -收费”"
        )
        expect(reading).to_contain_text("按“政务公开”、“部分”查找，不含“收费”。")
        expect(reading).to_contain_text("没有文件包含全部词，以下包含其中一部分")
        reading.get_by_role("link", name="正务公开").click()
        expect(reading).to_contain_text("按“正务公开”")
        assert search.page.evaluate("asked[asked.length - 1].options.exact") is True
        assert search.kept()["exact"] == ["1"]


def test_nothing_found_says_what_to_drop_and_where_else_to_look(
    searching: Callable[..., Any],
) -> None:
    with searching() as search:
        search.open("?q=空&year=2020&in=title")
        nothing = search.page.locator(".gk-nothing")
        expect(nothing.get_by_role("heading")).to_have_text("没有找到符合条件的文件")
        expect(nothing.locator(".gk-drop")).to_have_text("去掉 年份：2020年：137件")
        expect(search.page.get_by_role("status")).to_have_text("没有找到符合条件的文件")
        expect(
            search.page.locator(".gk-start").get_by_role("link", name="政策解读")
        ).to_be_visible()
        expect(search.page.locator(".gk-filter")).to_be_hidden()
        nothing.get_by_role("link", name="年份：2020年").click()
        expect(search.total).to_have_text("找到137件")
        expect(search.page.locator(".gk-start")).to_be_hidden()


def test_an_index_that_cannot_be_read_is_said_and_tried_again(
    searching: Callable[..., Any],
) -> None:
    with searching() as search:
        search.open("?q=出错")
        fault = search.page.locator(".gk-banner--red")
        expect(fault).to_contain_text("索引文件没有读到，请检查网络后重试。")
        expect(search.page.get_by_role("status")).to_contain_text("检索没有成功")
        fault.get_by_role("button", name="重试").click()
        search.until("asked.length === 2")
        search.box.fill("政务公开")
        expect(search.links).to_have_count(10)
        expect(fault).to_have_count(0)


def test_without_its_runtime_the_page_says_so(project_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/assets/search.js", lambda route: route.abort())
    page.goto(from_folder(project_site, "search.html") + "?q=1")
    expect(page.locator(".gk-banner--red")).to_contain_text("检索程序没有装入")
    page.close()


def test_markup_in_answers_stays_text(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=" + "%3Cimg src=x onerror=alert(1)%3E")
        expect(search.page.locator(".gk-reading")).to_contain_text("<img")
        assert search.page.locator("main img").count() == 0


def test_from_a_folder_too(project_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.route(
        "**/assets/search.js",
        lambda route: route.fulfill(body=RUNTIME, content_type="text/javascript"),
    )
    page.goto(from_folder(project_site, "index.html"))
    page.get_by_role("searchbox").fill("政务公开")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.locator(".gk-hit-title")).to_have_count(10)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".gk-total")).to_have_text("找到137件，第2页")
    page.locator(".gk-filter").get_by_role("link", name="2020年").click()
    expect(page.locator(".gk-total")).to_have_text("找到12件")
    assert faults == []
    page.close()


@pytest.mark.parametrize("width", [1440, 375])
def test_without_script_it_leads_to_the_lists(
    project_site: Path, browser: Browser, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(from_folder(project_site, "search.html"))
    assert page.get_by_text("检索需要浏览器启用脚本").is_visible()
    assert not page.locator("main form").is_visible()
    assert not page.locator(".gk-answer").is_visible()
    for name in ("政策解读", "综合政务", "有效"):
        assert page.locator(".gk-start").get_by_role("link", name=name, exact=True).is_visible()
    page.get_by_text("各机关的文件").click()
    page.get_by_text("各年的文件").click()
    links = page.locator(".gk-start a")
    for at in range(links.count()):
        assert (project_site / str(links.nth(at).get_attribute("href"))).is_file()
    context.close()


@pytest.mark.parametrize("address", ["index.html", "404.html", "policy/index.html"])
def test_every_box_leads_here(searching: Callable[..., Any], address: str) -> None:
    with searching() as search:
        search.page.goto(f"{search.root}/{address}")
        box = search.page.get_by_role("searchbox").last
        box.fill("政务公开")
        box.press("Enter")
        search.page.wait_for_url(f"{search.root}/search.html?q=*")
        expect(search.links).to_have_count(10)
        assert search.page.get_by_role("searchbox").count() == 1


def test_the_gazettes_box_asks_inside_the_gazette(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.page.goto(f"{search.root}/gazette/index.html")
        box = search.page.get_by_role("searchbox", name="在公报内检索")
        box.fill("政务公开")
        box.press("Enter")
        search.page.wait_for_url(f"{search.root}/search.html?*")
        expect(search.links.first).to_be_visible()
        asked = search.page.evaluate("asked.slice(-1)[0].options.filters")
        assert asked == {"gazette": ["各期公报", "刊登的文件"]}
        expect(search.page.locator(".gk-chosen")).to_contain_text("政府公报：刊登的文件")


def test_print_leaves_the_results(searching: Callable[..., Any]) -> None:
    with searching() as search:
        search.open("?q=政务公开")
        expect(search.links).to_have_count(10)
        search.page.emulate_media(media="print")
        for gone in (".gk-ask", ".gk-filter", ".gk-sort", ".gk-pager"):
            assert not search.page.locator(gone).is_visible(), gone
        assert search.links.first.is_visible()


STATES = {
    "results": "?q=政务公开 2020 号&year=2020&year=2019",
    "second": "?q=正务公开 部分 很多&page=2",
    "empty": "?q=空&year=2020",
    "advanced": "?q=政务公开&no-code=示政办发&written-from=2020-01-01&organ=shili-zf",
    "error": "?q=出错",
}


@pytest.mark.parametrize("width", [1440, 375, 320])
@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
def test_axe_finds_nothing_in_any_state_of_an_answer(
    searching: Callable[..., Any], width: int, mode: str
) -> None:
    with searching(width, color_scheme="dark" if mode == "dark" else "light") as search:
        if mode == "elder":
            search.page.add_init_script("localStorage.setItem('gk-mode', 'elder')")
        for name, query in STATES.items():
            search.open(query)
            search.page.wait_for_timeout(100)
            panel = search.page.locator(".gk-filter:not([open]) > summary:visible")
            if panel.count():
                panel.click()
                search.page.locator(".gk-facet").first.wait_for()
            assert search.page.evaluate("document.documentElement.scrollWidth") <= width, name
            found = Axe().run(search.page).response["violations"]
            assert (name, [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found]) == (
                name,
                [],
            )
            small = search.page.locator("main :is(a, button, summary, select, input):visible")
            boxes = small.evaluate_all(
                "all => all.filter(e => e.type !== 'radio' && e.getBoundingClientRect().height < 20).map(e => e.outerHTML)"
            )
            assert boxes == []
