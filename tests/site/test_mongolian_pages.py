"""The Mongolian site: which pages there are, what they say, what they cost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from gongkai.cache import Cache
from gongkai.load import Loaded, load
from gongkai.load.bodies import body_source
from gongkai.model.mongolian_day import BACK, FRONT, mongolian_day, ordinal
from gongkai.pages import Page, Press, Shell, ShellKey, Templates
from gongkai.pages.mongolian.shell import mongolian_shell, surroundings
from gongkai.pages.mongolian.words import marked, marked_html
from gongkai.pages.site import Pages
from gongkai.workers import Workers
from hypothesis import given
from hypothesis import strategies as st
from paths import REPOSITORY
from sources import source, write, write_catalogue

DAY = date(2026, 11, 24)
TEMPLATES = Templates(REPOSITORY / "overrides")
TERMS = (REPOSITORY / "catalogue/terms/mn.yaml").read_text("utf-8")
TITLE = "ᠮᠡᠳᠡᠭᠳᠡᠯ"
HAN = re.compile("[\u3400-\u9fff]")


def mongolian(title: str = TITLE, body: str = "ᠮᠡᠳᠡᠭᠳᠡᠯ 中文，通知 ᠃\n") -> str:
    return f"---\ntitle: {title}\nsummary: ᠠᠭᠤᠯᠭ᠎ᠠ 摘要\nkeywords: [ᠢᠯᠡ]\n---\n{body}"


FILES = {
    "policy/2020/a.md": source(
        keywords=["甲"], attachments=[{"file": "b.txt", "title": "附表甲"}], effective_on="2020-06-01"
    ),
    "policy/2020/a/b.txt": "1",
    "policy/2021/old.md": source(written_on="2021-01-02", published_at="2021-01-03 09:00"),
    "policy/2022/new.md": source(
        written_on="2022-01-02",
        published_at="2022-01-03 09:00",
        relations={"repeals": [{"record": "policy/2021/old"}], "based_on": ["policy/2020/a"]},
    ),
    "policy/2022/secret.md": source(disclosure="依申请公开", keywords=["机密词"]),
    "gazette/2020/1.md": source(
        doc_no=...,
        year=2020,
        issue=1,
        total=1,
        published_on="2020-06-30",
        articles=[
            {"section": "政府规章", "record": "policy/2020/a"},
            {"section": "其他文件", "record": "policy/2022/new"},
        ],
    ),
    "mn/policy/2020/a.md": mongolian(),
    "mn/policy/2021/old.md": mongolian("ᠳᠦᠷᠢᠮ"),
    "mn/policy/2022/secret.md": mongolian("ᠵᠠᠷᠯᠢᠭ", "ᠨᠢᠭᠤᠴᠠ\n"),
    "mn/gazette/2020/1.md": mongolian("ᠮᠡᠳᠡᠭᠦᠯᠦᠯᠲᠡ"),
}


def read(folder: Path, files: dict[str, str], terms: str = TERMS) -> Loaded:
    write(folder / "content", dict(files))
    write_catalogue(folder / "catalogue")
    write(folder / "catalogue", {"terms/mn.yaml": terms})
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(folder / "content", folder / "catalogue", cache, workers)
    assert [fault for fault in loaded.faults if fault.file.startswith("mn/")] == []
    return loaded


class Shells(dict[ShellKey, Shell]):
    """The Mongolian ones; every Chinese page stands alone."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.around = surroundings(loaded.library, True, True)

    def __missing__(self, key: ShellKey) -> Shell:
        return mongolian_shell(key, self.around, TEMPLATES) if key.language == "mn" else Shell("", "", "")


def pages_of(loaded: Loaded) -> list[Page]:
    return list(Pages(loaded, DAY, "base", TEMPLATES.row).everything())


def printed(loaded: Loaded) -> dict[str, str]:
    press = Press(TEMPLATES, Shells(loaded), loaded.content, loaded.content)
    return {
        page.address: press.page(page.job()).decode()
        for page in pages_of(loaded)
        if page.address.endswith(".html")
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return printed(read(tmp_path_factory.mktemp("mongolian"), FILES))


def test_every_address_has_its_mongolian_page(site: dict[str, str]) -> None:
    assert {address for address in site if address.startswith("mn/")} == {
        "mn/index.html",
        "mn/search.html",
        "mn/untranslated.html",
        "mn/untranslated/policy.html",
        "mn/policy/index.html",
        *(f"mn/policy/{year}/index.html" for year in (2020, 2021, 2022)),
        "mn/gazette/index.html",
        "mn/gazette/2020/index.html",
        *(path.removesuffix(".md") + ".html" for path in FILES if path.startswith("mn/")),
    }


def test_a_record_says_its_own_words_and_the_facts_of_the_chinese_one(site: dict[str, str]) -> None:
    html = site["mn/policy/2020/a.html"]
    assert '<html lang="mn-Mong-CN"' in html and html.count("<h1") == 1
    assert f">{TITLE}</h1>" in html and "ᠠᠭᠤᠯᠭ᠎ᠠ" in html
    assert "2020 ᠣᠨ᠎ᠤ 5 ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 22᠎ᠤ ᠡᠳᠦᠷ" in html
    assert '<a href="../../../policy/2020/a/b.txt"' in html
    for name, content in (("ArticleTitle", TITLE), ("PubDate", "2020-05-22 09:30")):
        assert f'<meta name="{name}" content="{content}">' in html
    assert '<meta name="ColumnName" content="ᠪᠢᠴᠢᠭ ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ">' in html
    assert 'data-part="meta"' in html and 'data-part="body"' in html


def test_pages_of_a_pair_name_each_other(site: dict[str, str]) -> None:
    pair = (
        '<link rel="alternate" hreflang="zh-Hans-CN" href="https://www.example.gov.cn/{0}">'
        '<link rel="alternate" hreflang="mn-Mong-CN" href="https://www.example.gov.cn/mn/{0}">'
    )
    for address in ("policy/2020/a.html", "policy/index.html", "policy/2020/index.html", "index.html", "search.html"):
        assert pair.format(address) in site[address], address
        assert "<title>" in site[address] and "&lt;" not in site[address]
        assert pair.format(address) in site[f"mn/{address}"], address
        way = "../" * (address.count("/") + 1) + address
        assert f'href="{way}" target="_self" hreflang="zh-Hans-CN"' in site[f"mn/{address}"]
    assert (
        '<a class="gk-mn-door" href="../../mn/policy/2020/a.html" target="_self"'
        ' hreflang="mn-Mong-CN"><span lang="mn-Mong-CN">ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ</span></a>'
    ) in site["policy/2020/a.html"]
    assert "hreflang" not in site["policy/2022/new.html"]


def test_relatives_lead_to_mongolian_pages_where_there_are_any(site: dict[str, str]) -> None:
    html = site["mn/policy/2021/old.html"]
    assert re.search(r'<a href="\.\./\.\./\.\./policy/2022/new\.html" target="_self"[^>]*><span lang="zh-Hans">', html)
    assert "ᠬᠦᠴᠦᠨ ᠦᠭᠡᠢ ᠪᠣᠯᠭᠠᠭᠰᠠᠨ</strong> 2022 ᠣᠨ᠎ᠤ 1 ᠳ᠋ᠦ᠋ᠭᠡᠷ" in html  # 废止 since
    contents = site["mn/gazette/2020/1.html"]
    assert f'<a href="../../../mn/policy/2020/a.html">{TITLE}</a>' in contents
    assert 'href="../../../policy/2022/new.html" target="_self"' in contents


def test_a_withheld_record_shows_its_facts_alone(site: dict[str, str]) -> None:
    html = site["mn/policy/2022/secret.html"]
    assert "ᠵᠠᠷᠯᠢᠭ" in html and "ᠭᠤᠶᠤᠴᠢᠯᠠᠯ᠎ᠢᠶᠠᠷ ᠢᠯᠡ ᠨᠡᠶᠢᠲᠡᠯᠡᠬᠦ" in html and 'data-part="meta"' in html
    assert "ᠨᠢᠭᠤᠴᠠ" not in html and "摘要" not in html and "ᠢᠯᠡ</td>" not in html


def test_lists_are_newest_first_and_say_how_much_there_is(site: dict[str, str]) -> None:
    front = site["mn/policy/index.html"]
    found = re.findall(r'<p class="mn-row-title"><a href="\.\./\.\./mn/policy/(\S+)\.html"', front)
    assert found == ["2021/old", "2020/a", "2022/secret"]  # by publication, then by id
    assert "ᠨᠡᠶᠢᠲᠡ 3" in front
    assert "本站共有5件文件，其中4件有蒙古文版" in site["mn/index.html"]
    rest = site["mn/untranslated/policy.html"]
    assert re.findall(r'mn-row-title"><a href="([^"]+)"', rest) == ["../../policy/2022/new.html"]


class Unmarked(HTMLParser):
    """Collects Chinese outside every element that is marked as Chinese."""

    VOID = {"meta", "link", "img", "input", "br", "hr", "wbr", "col"}
    SHOWN = {"alt", "title", "aria-label", "placeholder", "content", "value"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")
        for name, value in attrs:
            if (name in self.SHOWN or name.startswith("data-")) and value:
                if not re.search("[ᠠ-ᢪ]", value):  # a part of an attribute cannot be marked
                    self._look(value, own)
        if tag not in self.VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] != "script":
            self._look(data, self.open[-1][1])

    def _look(self, text: str, language: str) -> None:
        if HAN.search(text) and not language.startswith("zh"):
            self.found.append(text.strip())


def unmarked(html: str) -> list[str]:
    parser = Unmarked()
    parser.feed(html)
    parser.close()
    return parser.found


def test_no_chinese_stands_unmarked(site: dict[str, str], tmp_path: Path) -> None:
    pages = {address: html for address, html in site.items() if address.startswith("mn/")}
    assert unmarked('<p lang="mn">字</p>') == ["字"]
    assert {address: unmarked(html) for address, html in pages.items() if unmarked(html)} == {}
    bare = printed(read(tmp_path, FILES, terms="[]\n"))  # not a single word has its Mongolian
    assert {a: unmarked(h) for a, h in bare.items() if a.startswith("mn/") and unmarked(h)} == {}


def test_no_chinese_stands_unmarked_on_the_built_project(project_site: Path) -> None:
    pages = [*(project_site / "mn").rglob("*.html")]
    assert len(pages) > 15
    for page in pages:
        assert (page, unmarked(page.read_text("utf-8"))) == (page, [])


def test_nothing_is_made_where_nothing_is_translated(tmp_path: Path) -> None:
    chinese = {path: text for path, text in FILES.items() if not path.startswith("mn/")}
    site = printed(read(tmp_path, chinese))
    assert [address for address in site if address.startswith("mn/")] == []
    assert not any("mn-Mong" in html or "gk-mn-door" in html for html in site.values())


def _rows(pages: list[Page]) -> int:
    views = [page.view() for page in pages if page.address.startswith("mn/untranslated")]
    lists = [view.rows for view in views if hasattr(view, "rows")]
    return sum(map(len, lists)) + sum(len(s.rows) for v in views for s in getattr(v, "shelves", ()))


def test_what_is_not_translated_costs_by_its_number(tmp_path: Path) -> None:
    many = {f"notice/2020/n{n}.md": source(doc_no=...) for n in range(200)}
    one = {path: FILES[path] for path in ("policy/2020/a.md", "policy/2020/a/b.txt", "mn/policy/2020/a.md")}
    pages = pages_of(read(tmp_path, {**one, **many}))
    assert _rows(pages) == 200 + 5  # each once, the newest on the overview too
    addresses = [page.address for page in pages if page.address.startswith("mn/untranslated/")]
    assert len(addresses) == len(set(addresses)) == 200 // 30
    former = {page.address: page.key for page in pages}
    more = source(doc_no=..., written_on="2020-07-01", published_at="2020-07-02 09:00")
    after = pages_of(read(tmp_path, {"notice/2020/x.md": more}))
    changed = [p.address for p in after if p.address.startswith("mn/") and former.get(p.address) != p.key]
    assert set(changed) == {"mn/index.html", "mn/untranslated.html", "mn/untranslated/notice.html"} | {
        a for a in addresses if a in changed and "page-" in a
    }
    assert "mn/policy/2020/a.html" not in changed and "mn/policy/index.html" not in changed


@given(st.dates(date(1949, 10, 1), date(2100, 1, 1)))
def test_a_day_names_its_numbers_once(day: date) -> None:
    said = mongolian_day(day)
    assert re.findall(r"\d+", said) == [str(day.year), str(day.month), str(day.day)]
    assert (FRONT in said) == (day.month in (1, 4, 9, 11)) != (BACK in said)
    assert "\u202f" not in said and "  " not in said


def test_ordinals_follow_the_numeral_that_is_spoken() -> None:
    front = {1, 4, 9, 11, 14, 19, 21, 24, 29, 31, 40, 90, 140, 41}
    back = {2, 3, 5, 6, 7, 8, 10, 12, 20, 30, 50, 86, 100, 213, 400}
    assert {ordinal(n) for n in front} == {FRONT}
    assert {ordinal(n) for n in back} == {BACK}


def test_every_day_of_a_year_is_said_in_its_own_way() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
    assert len({mongolian_day(day) for day in days}) == 366
    assert mongolian_day(date(2023, 5, 17)) == "2023 ᠣᠨ᠎ᠤ 5 ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 17᠎ᠤ ᠡᠳᠦᠷ"
    assert {d.month for d in days if FRONT in mongolian_day(d)} == {1, 4, 9, 11}
    assert mongolian_day(date(2023, 5, 17), "{d}.{m}.{y}") == "17.5.2023"


def test_an_ending_stays_with_its_word(tmp_path: Path) -> None:
    spaced = "ᠵᠠᠰᠠᠭ\u202fᠤᠨ 1\u202f000\n"
    write(tmp_path, {"mn/policy/2020/a.md": mongolian(body=spaced), "policy/2020/a.md": source(spaced)})
    assert body_source(tmp_path, "mn/policy/2020/a.md") == spaced.replace("\u202fᠤ", "\u180eᠤ")
    assert body_source(tmp_path, "policy/2020/a.md") == spaced


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ᠮᠡᠳ", "ᠮᠡᠳ"),
        ("乌政〔2020〕1号", '<span lang="zh-Hans">乌政〔2020〕1号</span>'),
        ("ᠮᠡᠳ 《甲<乙》 ᠃", 'ᠮᠡᠳ <span lang="zh-Hans">《甲</span>&lt;<span lang="zh-Hans">乙》</span> ᠃'),
        ("<甲>", '<span lang="zh-Hans">&lt;甲&gt;</span>'),
    ],
)
def test_chinese_in_a_text_is_marked(text: str, shown: str) -> None:
    assert str(marked(text)) == shown


_PIECES: Any = st.sampled_from(["字", "ᠮ", "<b>", "</b>", "&amp;", " ", '<i title="字>">', "</i>", "1", "。"])


@given(st.lists(_PIECES, max_size=30))
def test_marking_changes_no_word_and_no_tag(pieces: list[str]) -> None:
    html = "".join(pieces)
    made = str(marked_html(html))
    assert made.replace('<span lang="zh-Hans">', "").replace("</span>", "") == html
