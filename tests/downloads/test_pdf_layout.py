"""Blocks as data for the typesetter: no cell on another, lists as the text has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gongkai.body import render_body
from gongkai.downloads.documents.blocks import Cell, Paragraph, Run, Table
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.pdf.layout import Layout
from gongkai.downloads.documents.pdf.letters import pieces, printable
from gongkai.downloads.documents.pdf.pictures import Pictures
from gongkai.downloads.documents.pdf.tables import columns_of, fitted
from gongkai.downloads.documents.pictures import path_of
from hypothesis import given
from hypothesis import strategies as st
from printed import document


def laid(source: str) -> list[dict[str, Any]]:
    pictures = Pictures(Path("nowhere"), lambda path, format: False)
    html = render_body(source, "policy/2020/a.html").html
    return Layout(document(), pictures).laid(blocks_of(html))


_CELLS = st.builds(
    Cell, st.just(()), st.integers(1, 6), st.integers(1, 6), st.booleans(), st.just("")
)
_TABLES = st.builds(
    Table,
    st.lists(st.lists(_CELLS, max_size=5).map(tuple), min_size=1, max_size=8).map(tuple),
    st.integers(0, 3),
)


@given(_TABLES)
def test_no_cell_lies_on_another_or_outside(table: Table) -> None:
    rows, width, head = fitted(table)
    taken = set()
    for y, row in enumerate(rows):
        for x, cell in row:
            places = {(y + b, x + a) for b in range(cell.rows) for a in range(cell.columns)}
            assert not places & taken
            assert all(b < len(rows) and a < width for b, a in places)
            assert (y < head) == all(b < head for b, _ in places)
            taken |= places
    assert sum(map(len, rows)) == sum(map(len, table.rows))
    assert len(columns_of(rows, width, 12)) == width


@given(st.text("ab 汉，.", max_size=60), st.integers(1, 8))
def test_a_text_cut_into_pieces_is_whole(text: str, fit: int) -> None:
    assert "".join(part for part, _ in pieces(text, fit)) == text


def test_controls_go_and_breaks_become_one() -> None:
    assert printable("a\x00b\ud800c\r\nd\x85e\u2028f\ufeff") == "abc\nd\ne\nf"


def test_lists_keep_entries_and_what_is_in_them() -> None:
    (outer,) = laid("- 甲\n- 乙\n  - 丙\n\n    续\n- 丁\n")
    assert outer["k"] == "list" and [item["m"] for item in outer["items"]] == ["•"] * 3
    inner = outer["items"][1]["b"]
    assert inner[0]["r"] == ["乙"]
    assert inner[1]["k"] == "list"
    assert [part["r"] for part in inner[1]["items"][0]["b"]] == [["丙"], ["续"]]


def test_links_lead_into_the_file_or_to_the_web() -> None:
    found = laid("[甲](https://a.b/) [乙](../b.html) 注[^1]\n\n[^1]: 注释\n")
    said = [run for run in found[0]["r"] if isinstance(run, dict)]
    assert said[0]["url"] == "https://a.b/"
    assert said[1]["url"] == "https://www.example.gov.cn/policy/b.html"
    target = said[2]["to"]
    assert f"'id': '{target}'" in f"{found[1:]}"


def test_headings_leave_no_level_out() -> None:
    lines = [Paragraph((Run("x"),), level=level) for level in (3, 3, 5, 2, 6, 3)]
    layout = Layout(document(), Pictures(Path("nowhere"), lambda path, format: False))
    levels = [one["n"] for one in layout.laid(lines)]
    assert levels == [2, 2, 3, 2, 3, 3]
    assert [fault.code for fault in layout.faults] == ["GK807", "GK807"]


def test_pictures_lie_below_the_content_folder() -> None:
    assert path_of("policy/2020/a", "a/x%20y.png?1") == "policy/2020/a/x y.png"
    for outside in ("https://x/y.png", "//x/y.png", "/etc/y.png", "../../../y.png", "http://["):
        assert path_of("policy/2020/a", outside) is None
