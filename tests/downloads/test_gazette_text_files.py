"""Articles that an issue has as a text file: set in its PDF and EPUB, found by the search."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from building import build_site
from gongkai.downloads.documents.making import Workshop, issue_made
from gongkai.downloads.documents.pdf.press import no_fonts
from gongkai.downloads.gazette.contents import issue_of
from gongkai.downloads.gazette.issue import Issue
from gongkai.load import Loaded
from gongkai.load.attached_text import attached_text
from gongkai.model import GazetteIssue
from gongkai.search.entries import entry, read_text
from printed import FONTS, pages_of, squeezed
from sources import source, write, write_catalogue

Load = Callable[..., Loaded]
ID = "gazette/2020/1"
FACTS: dict[str, Any] = {"year": 2020, "issue": 1, "published_on": "2020-06-01", "doc_no": ...}
TITLE = "一季度大事记"
TEXT = f"{TITLE}\n\n1月10日　召开常务会议。\r\n2月16日　<script>alert(1)</script>印发𠮷字措施。\n"
LISTED = [
    {"section": "市政府文件", "record": "policy/2020/a"},
    {"section": "大事记", "title": TITLE, "file": "a.txt"},
    {"section": "大事记", "title": "附表", "file": "b.pdf"},
]


def _files(text: str | bytes = TEXT, **facts: Any) -> dict[str, str | bytes]:
    return {
        "policy/2020/a.md": source("甲的正文。\n", title="甲", index_no="A/2020-1", doc_no=None),
        f"{ID}.md": source(
            "", index_no="G/2020-1", title="某公报", articles=LISTED, **FACTS, **facts
        ),
        f"{ID}/a.txt": text,
        f"{ID}/b.pdf": b"%PDF-1.4",
    }


def _issue(loaded: Loaded) -> Issue:
    record = loaded.library.records[ID]
    assert isinstance(record, GazetteIssue)
    return issue_of(loaded, record, "某公报")


def _chapter(path: Path, number: int) -> str:
    with zipfile.ZipFile(path) as epub:
        return epub.read(f"EPUB/article-{number}.xhtml").decode()


def _words(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_whatever_a_chinese_computer_writes_is_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    found = attached_text(tmp_path, "a.txt")
    assert found is not None and found.text == TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "raw", [b"\0\1\2", b"\xff\xff\xff", b"\x07" + TEXT.encode(), b"a" * 5_300_000]
)
def test_what_is_no_text_stays_a_link_and_is_told(
    raw: bytes, loaded: Load, faults: Callable[..., Any]
) -> None:
    files = _files(raw)
    (_, text, other) = _issue(loaded(files)).articles
    assert text.document is None and "请打开" in text.absent.reason
    assert (
        other.document is None and text.absent.address == f"https://www.example.gov.cn/{ID}/a.txt"
    )
    (told,) = (one for one in faults(files) if one.code == "GK355")
    assert told.level.value == "warning" and "“a.txt”" in told.message


def test_a_record_that_is_known_comes_before_the_file(loaded: Load) -> None:
    listed = [{"section": "文件", "record": "policy/2020/a", "file": "a.txt"}]
    files = _files() | {
        "policy/2020/a.md": source(title="甲", disclosure="不予公开"),
        f"{ID}.md": source("", articles=listed, **FACTS),
    }
    library = loaded(files)
    assert _issue(library).articles[0].document is None
    made = entry(library, library.library.records[ID])
    assert made.files == () and "常务会议" not in read_text(library.content, made)


def test_the_index_of_an_issue_has_the_text_and_a_withheld_one_has_none(loaded: Load) -> None:
    library = loaded(_files())
    said = read_text(library.content, entry(library, library.library.records[ID]))
    assert "召开常务会议" in said and "印发𠮷字措施" in said and "alert" not in said
    hidden = loaded(_files(disclosure="不予公开"))
    assert "常务会议" not in read_text(hidden.content, entry(hidden, hidden.library.records[ID]))


def test_an_edit_of_the_file_reaches_epub_and_index_and_nothing_else_remakes_it(
    tmp_path: Path,
) -> None:
    write(tmp_path / "content", _files())
    write_catalogue(tmp_path / "catalogue")
    site = tmp_path / "site"

    def built() -> tuple[str, bytes]:
        build_site(site, tmp_path / "content", tmp_path / "catalogue", downloads="docx")
        (text,) = (site / "search/x").rglob("1.js")
        return _chapter(site / f"{ID}.epub", 2), text.read_bytes()

    chapter, index = built()
    words = _words(chapter)
    assert words.count(TITLE) == 2  # its head, and the h1: the text's first line is the same
    assert "1月10日　召开常务会议。" in words and "印发𠮷字措施" in words
    assert "<script" not in chapter and f"{ID}/a.txt</a>" in chapter
    assert "附表" in _chapter(site / f"{ID}.epub", 3) and "请打开" in _chapter(
        site / f"{ID}.epub", 3
    )
    stamp = (site / f"{ID}.epub").stat().st_mtime_ns
    assert built() == (chapter, index)
    assert (site / f"{ID}.epub").stat().st_mtime_ns == stamp
    write(tmp_path / "content", {f"{ID}/a.txt": TEXT.replace("常务", "专题")})
    chapter, after = built()
    assert "召开专题会议" in chapter and after != index


@pytest.mark.skipif(no_fonts(FONTS) is not None, reason="scripts/fonts has not run")
def test_the_pdf_has_the_text(loaded: Load, tmp_path: Path) -> None:
    library = loaded(_files("长" * 10_000 + "\n" + TEXT))
    issue = _issue(library)
    shop = Workshop(library.content, tmp_path, FONTS, "comrak")
    states = {one.document.source: one.stamp or "x" for one in issue.articles if one.document}
    made = issue_made("pdf", shop, issue, {f"{ID}.md": "x", **states})
    whole = squeezed("".join(pages_of(made.data)))
    assert "召开常务会议。" in whole and whole.count("长") == 10_000
    assert f"大事记{TITLE}·" in whole
