"""DOCX of records: what an office program reads of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from gongkai.downloads.documents.blocks import Cell, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.docx.template import PARAGRAPH_STYLES, TemplateError
from gongkai.downloads.documents.made import Made
from gongkai.downloads.documents.table_layout import layout
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import (
    BODY,
    DOCUMENT,
    HOSTILE,
    TEMPLATE,
    blocks,
    content,
    letters,
    library,
    nested,
    squeezed,
)
from paths import REPOSITORY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(made: Made) -> Opened:
    return docx.Document(io.BytesIO(made.data))


def text_of(file: Opened) -> str:
    return squeezed("".join(node.text or "" for node in file.element.body.iter(f"{W}t")))


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return DocxPress(TEMPLATE, content(tmp_path)).record(DOCUMENT, blocks(BODY))


def test_the_template_has_every_style(tmp_path: Path) -> None:
    assert DocxPress(TEMPLATE, tmp_path).faults == ()


def test_lines_have_the_styles_of_their_places(made: Made) -> None:
    styles = {line.text: line.style.name for line in opened(made).paragraphs if line.style}
    assert styles["关于印发<要点>&方案的通知"] == "Title"
    assert styles["各区人民政府："] == "主送机关"
    assert styles["一、总体要求"] == "Heading 1"
    assert styles["乌海市人民政府办公室"] == "落款"
    assert styles["表1　分解表"] == "Caption"
    assert styles["1. 注释的文字。 "] == "注释"
    assert "示例说明" in styles.values()


def test_properties_are_the_record_s_own(made: Made) -> None:
    facts = opened(made).core_properties
    assert facts.title == DOCUMENT.title
    assert facts.author == "乌海市人民政府办公室；乌海市教育局"
    assert facts.created and facts.created.date() == DOCUMENT.written_on


def test_head_rows_repeat_and_cells_are_merged(made: Made) -> None:
    table = opened(made).tables[0]
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert heads == [True, True, False, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(2, 1).text == table.cell(3, 1).text == "甲局"


def test_a_picture_fits_the_line_and_a_broken_one_leaves_its_words(made: Made) -> None:
    file = opened(made)
    (shape,) = file.inline_shapes
    assert shape.width.mm == pytest.approx(156, abs=0.5)
    assert shape.width / shape.height == pytest.approx(3, rel=0.01)
    assert shape._inline.docPr.get("descr") == "流程图"
    assert "〔图片：坏图〕" in text_of(file)
    assert [fault.code for fault in made.faults] == ["GK813"]


def test_links_are_whole_or_lead_within(made: Made) -> None:
    file = opened(made)
    targets = {one.target_ref for one in file.part.rels.values() if one.is_external}
    assert targets == {
        "https://www.gov.cn/a.htm",
        "https://www.example.gov.cn/policy/2020/b.html",
        "https://www.example.gov.cn/policy/2020/a/%E8%A1%A8%201%23.docx",
        DOCUMENT.url,
    }
    names = {mark.get(f"{W}name") for mark in file.element.body.iter(f"{W}bookmarkStart")}
    anchors = {link.get(f"{W}anchor") for link in file.element.body.iter(f"{W}hyperlink")}
    assert anchors - {None} == names and len(names) == 2


def test_the_date_begins_two_characters_behind_the_organ(made: Made) -> None:
    signs = [line for line in opened(made).paragraphs if line.style and line.style.name == "落款"]
    rights = [line._p.pPr.find(f"{W}ind").get(f"{W}rightChars") for line in signs]
    assert rights == ["200", "350"]


def test_bytes_are_the_same_and_dated_1980(made: Made, tmp_path: Path) -> None:
    again = DocxPress(TEMPLATE, tmp_path).record(DOCUMENT, blocks(BODY))
    assert made == again
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert file.testzip() is None
        assert {info.date_time[0] for info in file.infolist()} == {1980}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str, tmp_path: Path) -> None:
    made = DocxPress(TEMPLATE, tmp_path).record(DOCUMENT, HOSTILE[name])
    assert letters(HOSTILE[name]) in text_of(opened(made))


def test_tables_within_tables_keep_their_letters(tmp_path: Path) -> None:
    made = DocxPress(TEMPLATE, tmp_path).record(DOCUMENT, nested(60))
    assert letters(nested(60)) in text_of(opened(made))


def test_a_table_too_wide_for_word_is_written_as_lines(tmp_path: Path) -> None:
    row = tuple(Cell((Paragraph((Run(f"{number}"),)),)) for number in range(70))
    made = DocxPress(TEMPLATE, tmp_path).record(DOCUMENT, (Table((row,)),))
    assert [fault.code for fault in made.faults] == ["GK815"]
    assert "676869" in text_of(opened(made))


@pytest.mark.parametrize(
    "source", ["../../../secret.png", "https://a.cn/b.png", "a/none.png", "a/%00.png", "x\ud800"]
)
def test_pictures_from_elsewhere_are_named(source: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.png").write_bytes(b"")
    made = DocxPress(TEMPLATE, tmp_path).record(DOCUMENT, (Paragraph((Picture(source, "图"),)),))
    assert [fault.code for fault in made.faults] == ["GK812"]


_CELLS = st.builds(
    lambda columns, rows: Cell((Paragraph((Run("字"),)),), columns, rows),
    st.integers(1, 4),
    st.integers(1, 4),
)


@settings(max_examples=60)
@given(st.lists(st.lists(_CELLS, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple))
def test_every_row_of_any_table_covers_all_columns(rows: tuple[tuple[Cell, ...], ...]) -> None:
    table = Table(rows)
    laid = layout(table)
    assert {sum(slot.columns for slot in row) for row in laid} == {table.width}
    shown = [slot.cell for row in laid for slot in row if slot.cell]
    assert len(shown) == sum(map(len, rows))


def test_styles_are_known_by_name_whatever_their_ids(tmp_path: Path) -> None:
    """Word writes "1" for heading 1 when it saves the template."""
    renamed = _rewritten(tmp_path, lambda xml: xml.replace('"Heading1"', '"1"'))
    made = DocxPress(renamed, tmp_path).record(DOCUMENT, blocks("一、总体要求"))
    assert any(line.style.name == "Heading 1" for line in opened(made).paragraphs if line.style)


def test_a_style_that_is_gone_is_a_fault_with_its_name(tmp_path: Path) -> None:
    renamed = _rewritten(tmp_path, lambda xml: re.sub('w:val="落款"', 'w:val="别的"', xml))
    press = DocxPress(renamed, tmp_path)
    assert [fault.code for fault in press.faults] == ["GK811"]
    assert "落款" in press.faults[0].message
    opened(press.record(DOCUMENT, blocks(BODY)))


def test_what_is_no_docx_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(TemplateError, match="模板"):
        DocxPress(tmp_path / "a.docx", tmp_path)


def _rewritten(folder: Path, change: object) -> Path:
    target = folder / "changed.docx"
    with zipfile.ZipFile(TEMPLATE) as file, zipfile.ZipFile(target, "w") as new:
        for name in file.namelist():
            text = file.read(name).decode()
            new.writestr(name, change(text) if name == "word/styles.xml" else text)  # type: ignore[operator]
    return target


def test_every_named_style_is_shown_in_the_template() -> None:
    names = {style.name for style in docx.Document(str(TEMPLATE)).styles}
    wanted = {name for name, stored in PARAGRAPH_STYLES.items() if not stored}
    assert wanted <= names


def test_every_document_of_the_project_opens_with_all_its_letters() -> None:
    press = DocxPress(TEMPLATE, REPOSITORY / "content")
    for document, found in library(REPOSITORY):
        file = opened(press.record(document, found))
        assert letters((*document.own, *found)) in _without_markers(file), document.id


@pytest.mark.corpus
def test_real_documents_open_with_all_their_letters(corpus: Path) -> None:
    press = DocxPress(TEMPLATE, corpus / "content")
    for document, found in list(library(corpus))[::12]:
        made = press.record(replace(document, sample=False), found)
        assert made.faults == ()
        assert letters(found) in _without_markers(opened(made)), document.id


def _without_markers(file: Opened) -> str:
    """Letters but for a list's markers, which the blocks keep apart from their text."""
    for style in ("列表", "注释"):
        for line in file.paragraphs:
            if line.style and line.style.name == style and line.runs:
                first = line._p.find(f"{W}r")
                text = "".join(node.text or "" for node in first.iter(f"{W}t"))
                if re.fullmatch(r"(•|\d+\.)\s*", text):
                    line._p.remove(first)
    return text_of(file)
