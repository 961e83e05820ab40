"""A handbook as files: its guides in order under whom they are for, whatever they say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pytest
from gongkai.downloads.documents.blocks import Block, Cell, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.document import Attached, Document
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.made import Made
from gongkai.downloads.documents.pdf.press import PdfPress, no_fonts
from gongkai.downloads.handbook.docx import handbook_docx
from gongkai.downloads.handbook.handbook import Guide, Handbook, audience_rank
from gongkai.downloads.handbook.pdf import handbook_pdf
from made_documents import DOCUMENT, TEMPLATE, nested, png
from printed import FONTS, squeezed, text_of

needs_fonts = pytest.mark.skipif(no_fonts(FONTS) is not None, reason="no fonts: run scripts/fonts")
MARKUP = '#panic("a") $x$ ]#set page(width: 1pt)[ </w:t></w:p> &#7; <script>alert(1)</script> ]]>'


def line(text: str, **parts: object) -> Paragraph:
    return Paragraph((Run(text),), **parts)  # type: ignore[arg-type]


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((line(text),)) for text in texts)


TEXTS: dict[str, tuple[Block, ...]] = {
    "controls": (line("甲\x00乙\x1b丙\ufffe丁\ud800戊\u202e己"),),
    "markup": (line(MARKUP), line(MARKUP, level=2), Table((row(MARKUP),), caption=MARKUP)),
    "table": (Table((row("序号", "事项"), *(row(f"{n}", "事项") for n in range(500))), 1),),
    "pictures": (
        Paragraph((Picture("pictures/none.png", "缺图"), Picture("pictures/cut.png", "坏图"))),
        Paragraph((Picture("../../../x.png", ""), Picture("http://[", ""), Picture("\ud800", ""))),
        Paragraph((Picture("pictures/whole.png", "好图"),)),
    ),
    "rare": (line("𠮷𪚥𰻝\U0002ebf0 😀👨\u200d👩\u200d👧 ᠮᠣᠩᠭᠣᠯ \ue000"),),
    "long": (line("长" * 10_000), line("a" * 10_000), *nested(30)),
    "levels": (
        *(line("标题", level=level, id="x") for level in (6, 2, 5)),
        Paragraph((Run("链", link="#x"), Run("坏", link="http://["), Run("空", link="#none"))),
    ),
    "nothing": (),
}


def guide(name: str, object: str, **changes: object) -> Guide:
    facts: dict[str, object] = {
        "id": f"service/2024/{name}", "title": f"{name} {MARKUP}", "kind": "service",
        "url": f"https://www.example.gov.cn/service/2024/{name}.html",
        "published_at": datetime(2024, 2, 6, 9), "own": (line(MARKUP), Table((row(MARKUP),))),
        "attached": (Attached(MARKUP, f"service/2024/{name}/表 1#.docx"),),
    }  # fmt: skip
    return Guide(object, replace(DOCUMENT, **facts | changes))  # type: ignore[arg-type]


HANDBOOK = Handbook(
    id="service/handbook/5",
    topic=f"财政 {MARKUP}",
    guides=tuple(guide(name, "" if at > 5 else MARKUP) for at, name in enumerate(TEXTS)),
    url="https://www.example.gov.cn/service/handbook/5.html",
    site=f"平台 {MARKUP}",
)


def text_of_guide(document: Document) -> tuple[Block, ...]:
    return TEXTS[document.id.rpartition("/")[2]]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    pictures = folder / "service" / "2024" / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "whole.png").write_bytes(png(60, 40))
    (pictures / "cut.png").write_bytes(png(60, 40)[:50])
    return folder


@pytest.fixture(scope="module")
def made_docx(content: Path) -> Made:
    return handbook_docx(DocxPress(TEMPLATE, content), HANDBOOK, text_of_guide)


def told(made: Made) -> set[str]:
    return {fault.code for fault in made.faults}


def test_a_hostile_handbook_is_a_docx_with_every_text(made_docx: Made, content: Path) -> None:
    file = docx.Document(io.BytesIO(made_docx.data))
    whole = squeezed("".join(node.text or "" for node in file.element.body.iter() if node.text))
    assert squeezed(MARKUP) in whole and "甲乙丙丁戊己" in whole and "499事项" in whole
    places = [whole.index(squeezed(f"{n}. {name} #panic")) for n, name in enumerate(TEXTS, 1)]
    assert places == sorted(places)
    assert "〔图片：缺图〕〔图片：坏图〕" in whole and "〔图片：好图〕" not in whole
    assert told(made_docx) == {"GK812", "GK813"}
    with zipfile.ZipFile(io.BytesIO(made_docx.data)) as opened:
        assert opened.testzip() is None
        assert len([one for one in opened.namelist() if "media" in one]) == 1
    assert made_docx == handbook_docx(DocxPress(TEMPLATE, content), HANDBOOK, text_of_guide)


@needs_fonts
def test_a_hostile_handbook_is_a_pdf_whose_faults_name_the_guide(content: Path) -> None:
    made = handbook_pdf(PdfPress(FONTS, content), HANDBOOK, text_of_guide)
    printed = text_of(made.data)
    assert squeezed(MARKUP) in printed and "甲乙丙丁戊己" in printed and "499事项" in printed
    assert "〔U+2EBF0〕" in printed and "〔U+E000〕" in printed
    assert told(made) == {"GK802", "GK803", "GK804", "GK806", "GK807", "GK812", "GK813"}
    absent = [fault.message for fault in made.faults if fault.code == "GK812"]
    assert absent and all(message.startswith("《pictures ") for message in absent)
    assert b"<pdfaid:conformance>A<" in made.data and b"<pdfuaid:part>1<" in made.data


@pytest.mark.parametrize("object", ["", "自然人"])
def test_groups_stand_where_somebody_is_named(content: Path, object: str) -> None:
    names = ("nothing", "controls")
    handbook = replace(HANDBOOK, guides=tuple(guide(n, object, title=n) for n in names))
    assert handbook.grouped == bool(object)
    made = handbook_docx(DocxPress(TEMPLATE, content), handbook, text_of_guide)
    lines = [one.text.replace("\t", " ") for one in docx.Document(io.BytesIO(made.data)).paragraphs]
    assert lines.count("自然人") == (2 if object else 0)  # the contents, and before the guides
    assert [one for one in lines if one in ("1. nothing", "2. controls")] == [
        "1. nothing", "2. controls", "1. nothing", "2. controls",
    ]  # fmt: skip


def test_people_stand_first() -> None:
    said = ["", "企业法人", "自然人、法人", "个人", "自然人"]
    rank: Callable[[str], tuple[int, str]] = audience_rank
    assert sorted(said, key=rank) == ["个人", "自然人", "自然人、法人", "企业法人", ""]
