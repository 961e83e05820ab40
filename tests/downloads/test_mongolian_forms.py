"""A Mongolian document as DOCX and TXT: its own words, the direction that Word needs."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_docx
from gongkai.downloads.documents.blocks import Block, Paragraph, Run
from gongkai.downloads.documents.docx.columns import by_script, in_columns, joined_letters
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.mongolian.document import counterpart
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.documents.words import CHINESE
from made_documents import HOSTILE, TEMPLATE
from mongolian_texts import (
    GOVERNMENT,
    NOTICE,
    NUMBER,
    RELEASED,
    RULES,
    TERMS,
    line,
    mongolian,
    table,
)
from printed import document

BLOCKS: tuple[Block, ...] = (
    line(RULES, level=2),
    Paragraph((Run(RELEASED, frozenset(("bold",))), Run(" 2020年"), Run(NOTICE, link="b.html"))),
    table([[NUMBER, NOTICE], ["1", GOVERNMENT]]),
)


def part(docx: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(docx)) as file:
        return file.read(name).decode()


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> DocxPress:
    return DocxPress(TEMPLATE, tmp_path_factory.mktemp("content"))


def test_the_section_runs_in_columns_from_the_left(press: DocxPress) -> None:
    made = press.record(mongolian(), BLOCKS)
    assert made.faults == ()
    text = part(made.data)
    assert re.search(r"<w:pgMar [^>]*/>.*<w:textDirection w:val=\"tbLrV\"/><w:docGrid", text)
    assert part(press.record(document(), BLOCKS).data).count("textDirection") == 0
    opened = open_docx(BytesIO(made.data))
    assert [one.text for one in opened.paragraphs if one.text.startswith(RELEASED)]
    assert opened.core_properties.language == "mn-Mong-CN"
    assert made == press.record(mongolian(), BLOCKS)


def test_mongolian_letters_name_their_font_in_the_order_of_the_schema(press: DocxPress) -> None:
    text = part(press.record(mongolian(), BLOCKS).data)
    fonts = '<w:rFonts w:ascii="Noto Sans Mongolian" w:hAnsi="Noto Sans Mongolian"'
    bold = text.index("<w:b/>")
    assert text.rindex(fonts, 0, bold) < bold < text.index("<w:lang ", bold)
    (chinese,) = re.findall(r"<w:r>(?:(?!<w:r>).)*2020年", text)
    assert "rFonts" not in chinese
    assert joined_letters('<w:rStyle w:val="a"/><w:b/>').startswith(
        '<w:rStyle w:val="a"/><w:rFonts'
    )


def test_a_text_is_parted_by_its_letters() -> None:
    text = f"1 {NOTICE} {RULES} 2020年{NUMBER}"
    parts = list(by_script(text))
    assert [joined for _, joined in parts] == [False, True, False, True]
    assert "".join(part for part, _ in parts) == text
    assert parts[1][0].strip() == f"{NOTICE} {RULES}"
    assert list(by_script("")) == [("", False)]


@pytest.mark.parametrize("behind", ["<w:bidi/>", '<w:docGrid w:linePitch="1"/>', ""])
def test_the_direction_stands_before_what_the_schema_puts_behind_it(behind: str) -> None:
    section = f'<w:sectPr><w:pgMar/><w:textDirection w:val="lrTb"/>{behind}</w:sectPr>'
    direction = '<w:textDirection w:val="tbLrV"/>'
    assert in_columns(section) == f"<w:sectPr><w:pgMar/>{direction}{behind}</w:sectPr>"


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "2 MB"])
def test_whatever_a_text_holds_the_file_opens(press: DocxPress, name: str) -> None:
    open_docx(BytesIO(press.record(mongolian(), HOSTILE[name]).data))


def test_plain_text_speaks_mongolian(tmp_path: Path) -> None:
    text = record_txt(mongolian(), BLOCKS).decode("utf-8-sig")
    assert text.startswith(f"{mongolian().title}\r\n")
    assert f"{NUMBER}᠄ 1/2020-1\r\n" in text and RELEASED in text
    assert "ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ\u180eᠢ" in text


def test_a_counterpart_has_its_own_words_and_the_facts_of_its_record() -> None:
    made = counterpart(document(), NOTICE, RULES, (NUMBER,), TERMS)
    assert (made.id, made.source) == ("mn/policy/2020/a", "mn/policy/2020/a.md")
    assert made.url == "https://www.example.gov.cn/mn/policy/2020/a.html"
    assert (made.title, made.summary, made.keywords) == (NOTICE, RULES, (NUMBER,))
    assert made.facts == ((NUMBER, "1/2020-1"),) and made.language == "mn-Mong-CN"
    assert made.words.attached == TERMS["附件"] and made.words.info == CHINESE.info
    assert made.written_on == document().written_on
