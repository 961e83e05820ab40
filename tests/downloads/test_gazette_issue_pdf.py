"""An issue's PDF: contents that lead to the right pages, every article whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from gongkai.downloads.documents.blocks import Block, Paragraph, Picture, Run
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.pdf.press import PdfPress, no_fonts
from gongkai.downloads.gazette.issue import Absent, Article, Issue
from gongkai.downloads.gazette.pdf import issue_pdf
from printed import FONTS, document, fonts_not_embedded, pages_of, squeezed

pytestmark = pytest.mark.skipif(
    no_fonts(FONTS) is not None, reason="the fonts are not there: run scripts/fonts"
)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> PdfPress:
    return PdfPress(FONTS, tmp_path_factory.mktemp("content"))


def article(number: int, section: str) -> Article:
    title = f"关于第{number}件事情的通知"
    return Article(section, title, document(id=f"policy/2020/a{number}", title=title))


def issue(*articles: Article, title: str = "测试市人民政府公报") -> Issue:
    url = "https://www.example.gov.cn/gazette/2026/1.html"
    return Issue(title, 2026, 1, 12, date(2026, 3, 15), articles, True, url)


def text(facts: Document) -> tuple[Block, ...]:
    lines = 10 + 40 * int(facts.id[-1])
    heading = Paragraph((Run("一、总则"),), level=2, id="one")
    return (heading, *(Paragraph((Run(f"第{n}段的文字。"),)) for n in range(lines)))


def test_contents_name_the_pages_of_the_articles(press: PdfPress, tmp_path: Path) -> None:
    articles = [article(n, "市政府文件" if n < 3 else "部门文件") for n in range(5)]
    absent = Absent("本文是随刊文件，请打开：", "https://www.example.gov.cn/1/任免.txt")
    made = issue_pdf(press, issue(*articles, Article("人事任免", "任免通知", None, absent)), text)
    assert made.faults == ()
    assert b"<pdfaid:conformance>A<" in made.data and b"<pdfuaid:part>1<" in made.data
    assert fonts_not_embedded(made.data, tmp_path) == []
    pages = [squeezed(page) for page in pages_of(made.data)]
    assert "测试市人民政府公报2026年第1期（总第12期）2026年3月15日" in pages[0]
    contents = pages[1]
    order = [contents.index(word) for word in ("市政府文件", "部门文件", "人事任免")]
    assert order == sorted(order)
    for one in articles:
        found = re.search(rf"{one.title}·*(\d+)", contents)
        assert found, one.title
        page = pages[1 + int(found[1])]
        assert one.title in page and f"—{found[1]}—" in page
    whole = "".join(
        re.sub(r"测试市人民政府公报2026年第1期（总第12期）|—\d+—", "", p) for p in pages
    )
    assert "".join(f"第{n}段的文字。" for n in range(170)) in whole
    assert "本文是随刊文件，请打开：https://www.example.gov.cn/1/任免.txt" in whole


@pytest.mark.parametrize("section", ["市政府文件", ""])
def test_the_issues_own_text_stands_before_the_articles(press: PdfPress, section: str) -> None:
    own = document(id="gazette/2026/1", url="https://www.example.gov.cn/gazette/2026/1.html")
    whole = replace(issue(article(0, section)), own=own)

    def blocks(facts: Document) -> tuple[Block, ...]:
        if facts.id != "gazette/2026/1":
            return text(facts)
        line = Paragraph((Run("见"), Run("上期", link="2.html"), Picture("none.png", "图")))
        return (Paragraph((Run("编者按"),), level=2), line, Paragraph((Run("其一"),), level=3))

    made = issue_pdf(press, whole, blocks)
    assert b"<pdfaid:conformance>A<" in made.data and b"<pdfuaid:part>1<" in made.data
    assert [fault.message[:4] for fault in made.faults] == ["编者按："]
    pages = [squeezed(page) for page in pages_of(made.data)]
    assert re.search(r"编者按·*1(市政府文件)?关于第0件事情的通知·*2$", pages[1])
    assert "编者按见上期" in pages[2] and "—1—" in pages[2]
    assert "关于第0件事情的通知" in pages[3]
    with pikepdf.open(BytesIO(made.data)) as file:
        links = [str(one.A.get("/URI", "")) for one in file.pages[2].Annots]
    assert links == ["https://www.example.gov.cn/gazette/2026/2.html"]


def test_an_issue_without_sections_or_articles_is_a_file(press: PdfPress) -> None:
    assert issue_pdf(press, issue(article(0, ""), article(1, "")), text).faults == ()
    assert issue_pdf(press, issue(), text).data.startswith(b"%PDF")


def test_a_fault_names_its_article(press: PdfPress) -> None:
    blocks = (Paragraph((Picture("a/none.png", "图"), Run("\x07"))),)
    made = issue_pdf(press, issue(article(0, "甲")), lambda facts: blocks)
    assert [fault.code for fault in made.faults] == ["GK804", "GK812"]
    assert all(fault.message.startswith("《关于第0件事情的通知》：") for fault in made.faults)


def test_the_same_issue_gives_the_same_bytes(press: PdfPress) -> None:
    one = issue(article(0, "甲"), article(1, "乙"), title='公报#panic("x") *')
    first = issue_pdf(press, one, text)
    assert first == issue_pdf(press, one, text)
    assert '公报#panic("x")*' in squeezed(pages_of(first.data)[0])
