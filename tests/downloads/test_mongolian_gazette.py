"""The gazette's Mongolian edition: the same press, contents that lead to the right pages, an EPUB."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.making import Workshop, issue_made
from gongkai.downloads.documents.mongolian.font import no_mongolian_font, web_font
from gongkai.downloads.documents.mongolian.press import MongolianPress
from gongkai.downloads.documents.pdf.press import no_fonts
from gongkai.downloads.gazette.issue import Article, Issue
from gongkai.downloads.gazette.pdf import issue_pdf
from made_documents import TEMPLATE
from mongolian_texts import CONTENTS, GOVERNMENT, NOTICE, RELEASED, WORDS, line, mongolian
from printed import FONTS, pages_of, squeezed

pytestmark = pytest.mark.skipif(
    bool(no_fonts(FONTS) or no_mongolian_font(FONTS)), reason="no fonts: run scripts/fonts"
)
SECTION = "ᠰᠠᠯᠠᠭ᠎ᠠ ᠮᠥᠴᠢᠷ"


def article(number: int, section: str) -> Article:
    title = f"{GOVERNMENT}᠎ᠤᠨ {NOTICE} {number}"
    return Article(section, title, mongolian(id=f"mn/policy/2020/a{number}", title=title))


def issue(*articles: Article) -> Issue:
    url = "https://www.example.gov.cn/mn/gazette/2026/1.html"
    day = date(2026, 3, 15)
    name = "ᠮᠡᠳᠡᠭᠦᠯᠦᠯᠲᠡ"
    return Issue(name, 2026, 1, 12, day, articles, False, url, None, "mn-Mong-CN", WORDS)


def text(facts: Document) -> tuple[Block, ...]:
    return tuple(line(f"{RELEASED} {n}") for n in range(10 + 30 * int(facts.id[-1])))


def test_contents_name_the_pages_of_the_articles(tmp_path: Path) -> None:
    articles = [article(n, SECTION if n else "") for n in range(3)]
    whole = issue(*articles, Article("", NOTICE, None))
    press = MongolianPress(FONTS, tmp_path)
    made = issue_pdf(press, whole, text)
    assert made.faults == ()
    assert b"<pdfaid:conformance>A<" in made.data and b"<pdfuaid:part>1<" in made.data
    pages = [squeezed(page) for page in pages_of(made.data)]
    assert squeezed("2026 ᠣᠨ᠎ᠤ 1 ᠳ᠋ᠤᠭᠠᠷ（12）2026 ᠣᠨ᠎ᠤ 3 ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 15᠎ᠤ ᠡᠳᠦᠷ") in pages[0]
    assert pages[1].startswith(CONTENTS)
    for one in articles:
        title = squeezed(one.title)
        found = re.search(rf"{title}·+(\d+)", pages[1])
        assert found, one.title
        page = pages[1 + int(found[1])]
        assert title in page and f"—{found[1]}—" in page
    assert made == issue_pdf(press, whole, text)


def test_the_epub_runs_in_columns_and_brings_its_font(tmp_path: Path) -> None:
    folder = tmp_path / "mn" / "policy" / "2020"
    folder.mkdir(parents=True)
    (folder / "a0.md").write_text(f"---\ntitle: a\n---\n{RELEASED}\n", "utf-8")
    shop = Workshop(tmp_path, TEMPLATE, FONTS, "comrak")
    made = issue_made("epub", shop, issue(article(0, SECTION)), {"mn/policy/2020/a0.md": ""})
    with zipfile.ZipFile(BytesIO(made.data)) as file:
        held = {name: file.read(name) for name in file.namelist()}
    style = held["EPUB/style.css"].decode()
    assert "writing-mode: vertical-lr" in style and "Noto Sans Mongolian" in style
    assert held["EPUB/fonts/NotoSansMongolian.woff2"] == web_font(FONTS)
    assert b"SIL Open Font License" in held["EPUB/fonts/NotoSansMongolian.LICENSE.txt"]
    package = held["EPUB/package.opf"].decode()
    assert "<dc:language>mn-Mong-CN</dc:language>" in package
    assert 'href="fonts/NotoSansMongolian.woff2" media-type="font/woff2"' in package
    chapter = held["EPUB/article-1.xhtml"].decode()
    assert 'lang="mn-Mong-CN"' in chapter and RELEASED in chapter
    assert f"<h1>{CONTENTS}</h1>" in held["EPUB/nav.xhtml"].decode()
