"""Signs that turn the direction of a text have no effect in files either, however they come in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from gongkai.downloads.documents.blocks import Cell, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.citation import bibtex, ris
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.pdf.press import PdfPress, no_fonts
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.documents.wechat import record_wechat
from gongkai.downloads.gazette.epub import issue_epub
from gongkai.text.direction import TURNS
from made_documents import DOCUMENT, ISSUE, TEMPLATE
from printed import FONTS, text_of

SAID = "甲\u202e乙\u2066丙\u200f丁\u061c戊"
HOSTILE = replace(
    DOCUMENT, title=SAID, issuers=(SAID,), doc_no=SAID, facts=((SAID, SAID),), summary=SAID,
    keywords=(SAID,), index_no=SAID,
)  # fmt: skip
BLOCKS = (
    Paragraph((Run(SAID, link="https://a.cn/"), Picture("none.png", SAID)), marker="•"),
    Table(((Cell((Paragraph((Run(SAID),)),)),),), caption=SAID),
)


def unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return "".join(opened.read(name).decode("utf-8", "replace") for name in opened.namelist())


def test_texts_and_packed_files_hold_none(tmp_path: Path) -> None:
    article = replace(ISSUE.articles[0], title=SAID, document=HOSTILE)
    issue = replace(ISSUE, title=SAID, articles=(article,))
    files = (
        record_txt(HOSTILE, BLOCKS).decode(),
        record_wechat(HOSTILE, BLOCKS).decode(),
        bibtex(HOSTILE).decode(),
        ris(HOSTILE).decode(),
        unpacked(DocxPress(TEMPLATE, tmp_path).record(HOSTILE, BLOCKS).data),
        unpacked(issue_epub(issue, (BLOCKS,), tmp_path).data),
    )
    for file in files:
        assert "甲乙丙丁戊" in file
        assert not TURNS.search(file)


@pytest.mark.skipif(no_fonts(FONTS) is not None, reason="no fonts: run scripts/fonts")
def test_a_pdf_holds_none_and_says_so(tmp_path: Path) -> None:
    made = PdfPress(FONTS, tmp_path).record(HOSTILE, BLOCKS)
    assert text_of(made.data).count("甲乙丙丁戊") >= 6
    assert not TURNS.search(text_of(made.data))
    assert [one for one in made.faults if one.code == "GK804" and "U+202E" in one.message]
