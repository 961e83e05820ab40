"""A Mongolian document's PDF: columns from left to right, words whole, what is Chinese upright."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from collections.abc import Iterable
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import gongkai.downloads.documents.mongolian.press as press_room
import made_documents
import pikepdf
import pytest
from gongkai.downloads.documents.blocks import Block, Paragraph, Picture, Run
from gongkai.downloads.documents.made import Made
from gongkai.downloads.documents.making import Source, Workshop, made
from gongkai.downloads.documents.mongolian.font import no_mongolian_font
from gongkai.downloads.documents.mongolian.press import MongolianPress
from gongkai.downloads.documents.mongolian.turned import NotTurned, turned
from gongkai.downloads.documents.pdf.press import no_fonts
from mongolian_texts import (
    DISCLOSURE,
    GOVERNMENT,
    NOTICE,
    NUMBER,
    RELEASED,
    RULES,
    line,
    mongolian,
    table,
)
from printed import FONTS, document, fonts_not_embedded, letters_of, pages_of, text_of

pytestmark = pytest.mark.skipif(
    bool(no_fonts(FONTS) or no_mongolian_font(FONTS)), reason="no fonts: run scripts/fonts"
)
LONG = line(f"{DISCLOSURE} {GOVERNMENT} {RELEASED} " * 8)


class Word(NamedTuple):
    """A word and its box on the page, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> MongolianPress:
    return MongolianPress(FONTS, made_documents.content(tmp_path_factory.mktemp("content")))


def words(pdf: bytes, page: int = 1) -> list[Word]:
    command = ["pdftotext", "-bbox", "-f", f"{page}", "-l", f"{page}", "-raw", "-", "-"]
    said = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<', said)
    return [Word(text, *map(float, box)) for *box, text in found]


def word(found: Iterable[Word], text: str) -> Word:
    return next(one for one in found if one.text == text)


def dots(pdf: bytes, page: int = 1) -> list[bytes]:
    """The page in greys, a dot a point, row by row."""
    command = ["pdftoppm", "-gray", "-r", "72", "-f", f"{page}", "-l", f"{page}", "-"]
    data = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    across, down = (int(part) for part in data.split(maxsplit=3)[1:3])
    found = data[-across * down :]
    return [found[at : at + across] for at in range(0, len(found), across)]


def codes(made: Made) -> list[str]:
    return [fault.code for fault in made.faults]


def test_an_ordinary_document_meets_the_standards(press: MongolianPress, tmp_path: Path) -> None:
    blocks: tuple[Block, ...] = (
        line(f"{GOVERNMENT}᠄", role="to"),
        line(RULES, level=2, id="rules"),
        LONG,
        line(f"{RELEASED} 2020 ABC 乌海市人民政府办公室，《国务院》。"),
        line(NOTICE, level=3),
        line(RELEASED, marker="1."),
        Paragraph((Run(NOTICE, link="#rules"), Run(" 网页", link="https://www.example.gov.cn/"))),
        table([[NUMBER, NOTICE], ["1", RULES], ["2", "教育局"]]),
        Paragraph((Picture("../../../policy/2020/a/t.png", NOTICE),)),
        line(GOVERNMENT, role="sign"),
    )
    made = press.record(mongolian(), blocks)
    assert made.faults == ()
    assert b"<pdfaid:conformance>A<" in made.data and b"<pdfuaid:part>1<" in made.data
    assert fonts_not_embedded(made.data, tmp_path) == []
    assert letters_of(blocks) in text_of(made.data)
    with pikepdf.open(BytesIO(made.data)) as file:
        assert [float(side) for side in file.pages[0].MediaBox][2] < 600  # upright A4
        assert file.Root.Lang == "mn-Mong-CN"
        assert b"<rdf:li>mn-Mong-CN</rdf:li>" in file.Root.Metadata.read_bytes()
        with file.open_outline() as outline:
            (title,) = outline.root
            assert title.title == mongolian().title
            assert [one.title for one in title.children] == [RULES]
            assert [one.title for one in title.children[0].children] == [NOTICE]
    assert made == press.record(mongolian(), blocks)


def test_columns_run_down_and_follow_each_other_to_the_right(press: MongolianPress) -> None:
    found = words(press.record(mongolian(), (LONG, line("ᠬᠠᠤᠯᠢ"))).data)
    column = [one for one in found if one.text == "ᠲᠤᠰ"]
    assert len(column) == 8
    places = [(round(one.left), one.top) for one in column]
    assert places == sorted(places) and len({left for left, _ in places}) > 3
    assert word(found, "ᠬᠠᠤᠯᠢ").left > max(one.left for one in column)
    assert all(one.bottom - one.top > one.right - one.left for one in column)


def test_links_and_bookmarks_lie_where_their_words_lie(press: MongolianPress) -> None:
    link = Paragraph((Run("网页", link="https://www.example.gov.cn/"),))
    data = press.record(mongolian(), (line(RULES, level=2), link, LONG)).data
    found = words(data)
    with pikepdf.open(BytesIO(data)) as file:
        left, bottom, right, top = (float(side) for side in file.pages[0].Annots[0].Rect)
        box = word(found, "网")
        assert left - 2 < box.left and box.right < right + 2
        assert 842 - top - 2 < box.top and box.bottom < 842 - bottom + 2
        heading = file.Root.Outlines.First.First
        assert abs(float(heading.Dest[2]) - word(found, RULES.split()[0]).left) < 15
        assert abs(842 - float(heading.Dest[3]) - 105) < 3  # the column's head


def test_no_column_parts_a_suffix_from_its_word(press: MongolianPress) -> None:
    text = f"{DISCLOSURE} {GOVERNMENT} ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ᠎ᠢ "
    whole = set(text.split())
    made = press.record(mongolian(), tuple(line("ᠠ " * n + text * 6) for n in range(5)))
    for page in pages_of(made.data):
        assert not any(part[0] == "\u180e" or part[-1] == "\u180e" for part in page.split())
    assert sum(page.split().count("ᠮᠠᠲ᠋ᠧᠷᠢᠶᠠᠯ᠎ᠢ") for page in pages_of(made.data)) == 30
    assert whole <= set("\n".join(pages_of(made.data)).split())


def test_rows_of_a_table_are_columns(press: MongolianPress) -> None:
    rows = [["ᠨᠡᠷ", "ᠲᠥᠷᠥᠯ"], ["ᠬᠠᠤᠯᠢ", "12"], ["ᠳᠦᠷᠢᠮ", "34"]]
    made = press.record(mongolian(), (table(rows),))
    found = words(made.data)
    placed = [[word(found, text) for text in row] for row in rows]
    for left, right in pairwise(placed):
        assert all(a.left + 10 < b.left for a, b in zip(left, right, strict=True))
    assert all(upper.bottom <= lower.top for upper, lower in placed)
    assert "".join(chain.from_iterable(rows)) in text_of(made.data)


def test_pictures_are_neither_turned_nor_mirrored(tmp_path: Path) -> None:
    folder = tmp_path / "mn" / "policy" / "2020" / "a"
    folder.mkdir(parents=True)
    (folder / "p.png").write_bytes(made_documents.png(200, 100))
    (folder / "corner.png").write_bytes(_corner(200, 100))
    press = MongolianPress(FONTS, tmp_path)
    for name, corner in (("p.png", False), ("corner.png", True)):
        made = press.record(mongolian(), (Paragraph((Picture(f"a/{name}", "图"),)),))
        rows = dots(made.data)
        held = [y for y, row in enumerate(rows) if sum(map(_grey, row)) > 70]
        whole = bytes(_grey(dot) for dot in rows[held[-1]])
        left, right = whole.index(b"\1" * 100), whole.rindex(b"\1" * 100) + 99
        top, bottom = held[0], held[-1]
        assert right - left == pytest.approx(150, abs=3)
        assert bottom - top == pytest.approx(75, abs=3)
        assert (rows[top + 20][left + 20] < 20) is corner
        assert _grey(rows[bottom - 20][left + 20]) and _grey(rows[top + 20][right - 20])


def _grey(dot: int) -> bool:
    return 110 < dot < 150


def _corner(width: int, height: int) -> bytes:
    """A grey picture that is black in the upper left quarter."""
    half = b"\0" * (width // 2) + b"\x80" * (width - width // 2)
    rows = (half if y < height // 2 else b"\x80" * width for y in range(height))
    packed = zlib.compress(b"".join(b"\0" + row for row in rows))
    plain = made_documents.png(width, height)
    chunk = b"IDAT" + packed
    whole = struct.pack(">I", len(packed)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return plain[: plain.index(b"IDAT") - 4] + whole + plain[plain.index(b"IEND") - 4 :]


def test_ideographs_stand_upright_and_latin_lies(press: MongolianPress) -> None:
    text = "ᠬᠠᠤᠯᠢ 一 ᠬᠠᠤᠯᠢ lll ᠬᠠᠤᠯᠢ"
    made = press.record(mongolian(), (line(text),))
    rows, found = dots(made.data), words(made.data)
    for letters, most in (("一", 3), ("lll", 15)):
        box = word(found, letters)
        inside = [
            (x, y)
            for y in range(round(box.top), round(box.bottom))
            for x in range(round(box.left) - 2, round(box.right) + 2)
            if rows[y][x] < 160
        ]
        # Strokes that lie: one of an upright letter, three of letters that are turned.
        across = {x for x, _ in inside}
        assert max(across) - min(across) > 8, letters
        assert len({y for _, y in inside}) <= most
    assert word(found, "一").top < word(found, "lll").top


def test_ideographs_stand_close_wherever_they_are(press: MongolianPress) -> None:
    blocks = (line("总体", level=2), table([["序号"], ["牵头"]]), line("附件", role="doct"))
    found = words(press.record(mongolian(title="方案"), blocks).data)
    for first, second in ("总体", "序号", "牵头", "附件", "方案"):
        upper, lower = word(found, first), word(found, second)
        assert lower.top == pytest.approx(upper.bottom, abs=1), first
        assert lower.left == upper.left


@pytest.mark.parametrize("name", [name for name in made_documents.HOSTILE if name != "2 MB"])
def test_whatever_a_text_holds_there_is_a_file(press: MongolianPress, name: str) -> None:
    made = press.record(mongolian(), made_documents.HOSTILE[name])
    assert made.data.startswith(b"%PDF")
    assert set(codes(made)) <= {"GK802", "GK804"}


def test_long_words_and_wide_tables_stay_on_the_sheet(press: MongolianPress) -> None:
    wide = table([[NOTICE] * 30] * 3)
    made = press.record(mongolian(), (line("ᠮᠣᠩᠭᠣᠯ" * 400), line("a" * 900), wide))
    assert made.faults == ()
    for page in range(1, len(pages_of(made.data)) + 1):
        for one in words(made.data, page):
            assert one.top > 60 and one.bottom < 800 and one.left > 0 and one.right < 596


def test_a_letter_that_no_font_has_is_told_by_its_code(press: MongolianPress) -> None:
    made = press.record(mongolian(), (line(f"{NOTICE} \U0002ebf0"),))
    assert codes(made) == ["GK802"] and "〔U+2EBF0〕" in text_of(made.data)
    assert b"<pdfaid:conformance>A<" in made.data


def test_without_the_font_there_is_a_finding(tmp_path: Path) -> None:
    for name in ("NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"):
        (tmp_path / name).symlink_to(FONTS / name)
    made = MongolianPress(tmp_path, tmp_path).record(mongolian(), (LONG,))
    assert made.data == b"" and codes(made) == ["GK810"]


def test_a_file_that_is_written_otherwise_is_told(
    press: MongolianPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.new() as file:
        page = file.add_blank_page()
        page.Contents = file.make_stream(b"BT /f0 12 Tf 5 0 0 5 0 0 Tm (a) Tj 1 0 0 1 0 0 Tm ET")
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(f0=pikepdf.Dictionary(BaseFont=pikepdf.Name.A))
        )
        written = BytesIO()
        file.save(written)
    with pytest.raises(NotTurned):
        turned(written.getvalue(), "mn")

    def refuse(pdf: bytes, language: str) -> bytes:
        raise NotTurned("x")

    monkeypatch.setattr(press_room, "turned", refuse)
    made = press.record(mongolian(), (LONG,))
    assert made.data == b"" and codes(made) == ["GK809"]


def test_the_language_chooses_the_press(tmp_path: Path) -> None:
    for path in ("mn/policy/2020/a.md", "policy/2020/a.md"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(f"---\ntitle: a\n---\n{RELEASED}\n", "utf-8")
    shop = Workshop(tmp_path, made_documents.TEMPLATE, FONTS, "comrak")
    for facts, turned_letters in ((mongolian(), True), (document(), False)):
        data = made("pdf", shop, Source(facts, "")).data
        one = word(words(data), "ᠲᠤᠰ")
        assert (one.bottom - one.top > one.right - one.left) is turned_letters
