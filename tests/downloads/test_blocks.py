"""Blocks: everything a body says, in its order, with what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import html5lib
import pytest
from gongkai.body import render_body
from gongkai.downloads.documents.blocks import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
    grid,
)
from gongkai.downloads.documents.html_blocks import blocks_of
from hypothesis import given
from hypothesis import strategies as st
from paths import REPOSITORY


def blocks(source: str) -> tuple[Block, ...]:
    return blocks_of(render_body(source, "policy/2020/a.html").html)


def letters(found: Iterable[Block]) -> str:
    """Every letter without white space."""
    parts = []
    for block in found:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Table):
            parts.append(block.caption)
            parts += [letters(cell.blocks) for row in block.rows for cell in row]
    return re.sub(r"\s", "", "".join(parts))


def page_letters(html: str) -> str:
    return re.sub(r"\s", "", "".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()))


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "content").rglob("*.md")), ids=lambda p: p.stem
)
def test_no_letter_of_the_project_s_documents_is_lost(path: Path) -> None:
    text = path.read_text("utf-8")
    html = render_body(text.partition("\n---\n")[2], "policy/2020/a.html").html
    assert letters(blocks_of(html)) == page_letters(html)


def test_no_letter_of_real_documents_is_lost(corpus: Path) -> None:
    """Needs the corpus beside the repository."""
    for path in sorted((corpus / "content").rglob("*.md")):
        html = render_body(
            path.read_text("utf-8").partition("\n---\n")[2], "policy/2020/a.html"
        ).html
        assert letters(blocks_of(html)) == page_letters(html), path


_TAGS = "p div ul ol li table tr td th thead tbody caption b sup a br hr blockquote pre h2 dl dt dd"
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS.split()] + [f"</{tag}>" for tag in _TAGS.split()]),
    st.text("甲乙 \n", max_size=4),
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_html_of_any_shape_becomes_blocks(html: str) -> None:
    for block in blocks_of(html):
        if isinstance(block, Table):
            assert block.width >= 1
            assert 0 <= block.head < len(block.rows)


def test_lines_of_an_official_text_keep_their_parts() -> None:
    found = blocks(
        "各区人民政府：\n一、总则\n正文。\n（一）**要点。**做好。\n\n测试市人民政府\n2020年5月1日\n"
    )
    roles = [(b.role, b.level, b.text) for b in found if isinstance(b, Paragraph)]
    assert roles[0] == ("to", 0, "各区人民政府：")
    assert roles[1] == ("", 2, "一、总则")
    assert [role for role, _, _ in roles[-2:]] == ["sign", "sign"]
    bold = next(b for b in found if isinstance(b, Paragraph) and "要点" in b.text).runs
    assert any(
        isinstance(run, Run) and run.text == "要点。" and run.marks == {"bold"} for run in bold
    )


def test_tables_keep_heads_spans_and_captions() -> None:
    html = (
        "<table><caption>表一</caption><thead><tr><th>甲</th><th colspan='2'>乙</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>一</td><td>二</td><td align='right'>三</td></tr>"
        "<tr><td>四</td><td>五</td></tr></tbody></table>"
    )
    (table,) = blocks_of(html)
    assert isinstance(table, Table)
    assert (table.caption, table.head, table.width) == ("表一", 1, 3)
    assert [[(at, cell.text) for at, cell in row] for row in grid(table.rows)] == [
        [(0, "甲"), (1, "乙")],
        [(0, "一"), (1, "二"), (2, "三")],
        [(1, "四"), (2, "五")],
    ]
    assert table.rows[1][2].align == "right"
    assert isinstance(table.rows[0][0], Cell) and table.rows[0][0].heads


def test_lists_pictures_links_notes_and_rules() -> None:
    found = blocks(
        "- 一\n- 二\n\n![图说明](a/b.png)\n\n[站点](https://www.gov.cn/)[^1]\n\n---\n\n[^1]: 注释\n"
    )
    markers = [b.marker for b in found if isinstance(b, Paragraph) and b.marker]
    assert markers[:2] == ["•", "•"]
    pictures = [
        r for b in found if isinstance(b, Paragraph) for r in b.runs if isinstance(r, Picture)
    ]
    assert pictures == [Picture("a/b.png", "图说明")] or pictures[0].alternative == "图说明"
    links = [
        r.link for b in found if isinstance(b, Paragraph) for r in b.runs if isinstance(r, Run)
    ]
    assert "https://www.gov.cn/" in links
    raised = [
        r
        for b in found
        if isinstance(b, Paragraph)
        for r in b.runs
        if "raised" in getattr(r, "marks", ())
    ]
    assert raised and raised[0].link.startswith("#")
    assert Rule() in found
