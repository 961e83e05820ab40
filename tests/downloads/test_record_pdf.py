"""A record's PDF: all of its text in order, to the standards, whatever the text holds."""

from __future__ import annotations

import binascii
import hashlib
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from gongkai.body import render_body
from gongkai.cache import Cache
from gongkai.downloads.documents.blocks import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Run,
    Table,
)
from gongkai.downloads.documents.document import Document, document_of
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.pdf.press import Made, PdfPress, no_fonts
from gongkai.downloads.documents.pdf.refusals import with_codes
from gongkai.load import load
from gongkai.workers import Workers
from paths import REPOSITORY
from printed import FONTS, document, fonts_not_embedded, letters_of, pages_of, squeezed, text_of

pytestmark = pytest.mark.skipif(
    no_fonts(FONTS) is not None, reason="the fonts are not there: run scripts/fonts"
)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> PdfPress:
    return PdfPress(FONTS, tmp_path_factory.mktemp("content"))


def blocks(source: str) -> tuple[Block, ...]:
    return blocks_of(render_body(source, "policy/2020/a.html").html)


def line(text: str, **parts: object) -> Paragraph:
    return Paragraph((Run(text),), **parts)  # type: ignore[arg-type]


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((line(text),)) for text in texts)


def codes(made: Made) -> list[str]:
    return [fault.code for fault in made.faults]


def everything(folder: Path, step: int) -> list[tuple[Document, tuple[Block, ...]]]:
    """Records of a portal with what they say."""
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(folder / "content", folder / "catalogue", cache, workers)
    found = []
    for record in list(loaded.library.records.values())[::step]:
        facts = document_of(loaded, record)
        text = (folder / "content" / facts.source).read_text("utf-8").partition("\n---\n")[2]
        found.append((facts, blocks_of(render_body(text, record.address).html)))
    return found


@pytest.fixture(scope="module")
def made(press: PdfPress) -> Made:
    """An ordinary document."""
    text = (
        "各区人民政府：\n一、总则\n正文一句。\n（一）要点\n正文二句。\n\n|甲|乙|\n|---|---|\n|1|2|\n\n"
        "测试市人民政府\n2020年5月1日\n"
    )
    return press.record(document(), blocks(text))


def test_it_has_text_standards_outline_and_fonts(made: Made, tmp_path: Path) -> None:
    assert made.faults == ()
    assert fonts_not_embedded(made.data, tmp_path) == []
    text = text_of(made.data)
    head = "测试市人民政府测政发〔2020〕1号关于测试的通知"
    assert text.startswith(head + "各区人民政府：一、总则正文一句。")
    assert text.endswith("文件信息索引号1/2020-1网址https://www.example.gov.cn/policy/2020/a.html")
    for said in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert said in made.data  # what it is can be read in the file as it lies there
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert [one.title for one in pdf.open_outline().root]
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200501")


def test_a_full_page_has_22_lines_of_28_letters(press: PdfPress) -> None:
    pages = pages_of(press.record(document(), (line("汉" * 28 * 60),)).data)
    lines = pages[1].strip().splitlines()
    assert len(lines) == 23
    assert {len(one) for one in lines[:22]} == {28}
    assert lines[22] == "— 2 —"


@pytest.mark.corpus
def test_a_real_text_is_all_there_in_order(press: PdfPress, corpus: Path) -> None:
    """Needs the corpus beside the repository."""
    for facts, said in everything(corpus, 20):
        made = press.record(facts, said)
        assert made.faults == (), facts.id
        assert squeezed(facts.title) + letters_of((*facts.own, *said)) + "文件信息" in text_of(
            made.data
        ), facts.id


def test_the_project_s_records_have_no_faults(tmp_path: Path) -> None:
    press = PdfPress(FONTS, REPOSITORY / "content")
    for facts, said in everything(REPOSITORY, 4):
        made = press.record(facts, said)
        assert made.faults == (), facts.id
        assert fonts_not_embedded(made.data, tmp_path) == []
        assert set(letters_of((*facts.own, *said))) <= set(text_of(made.data)), facts.id


def test_bytes_are_the_same_in_another_process(made: Made) -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = ['tests', 'tests/downloads', 'scripts']\n"
        "import test_record_pdf as t\n"
        "from pathlib import Path\n"
        "press = t.PdfPress(t.FONTS, Path('nowhere'))\n"
        "press.record(t.document(title='别的'), t.blocks('别的\\n'))\n"
        "print(hashlib.sha256(t.made.__wrapped__(press).data).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(made.data).hexdigest()


def test_letters_that_no_font_has_are_named(press: PdfPress) -> None:
    made = press.record(document(), (line("𠮷𪚥有，\U0002ebf0无，\ue000自造，\x07\x00"),))
    assert made.data.startswith(b"%PDF")
    found = {fault.code: fault for fault in made.faults}
    assert set(found) == {"GK802", "GK803", "GK804"}
    assert "U+2EBF0" in found["GK802"].message and "𠮷" not in found["GK802"].message
    assert "U+E000" in found["GK803"].message
    assert "U+0007" in found["GK804"].message
    assert "𠮷𪚥有，〔U+2EBF0〕无，〔U+E000〕自造" in text_of(made.data)
    assert b"<pdfaid:conformance>A<" in made.data


def test_a_refused_letter_stays_in_addresses(tmp_path: Path) -> None:
    rare = "\U0002ebf0"
    (tmp_path / "policy" / "2020").mkdir(parents=True)
    (tmp_path / "policy" / "2020" / f"{rare}.png").write_bytes(png(60, 40))
    url = f"https://www.example.gov.cn/{rare}"
    said = Paragraph((Picture(f"{rare}.png", "画"), Run(f"见{rare}", link=url)))
    made = PdfPress(FONTS, tmp_path).record(document(), (said,))
    assert codes(made) == ["GK802"]
    assert "见〔U+2EBF0〕" in text_of(made.data) and "〔图" not in text_of(made.data)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        links = [bytes(one.A.URI).decode() for page in pdf.pages for one in page.get("/Annots", [])]
    assert url in links


def test_a_refusal_names_letters_and_leaves_what_is_not_shown() -> None:
    said = (
        'error: the text `"\\u{e000}"` could not be displayed\n'
        'error: the text `"a\\u{301}\\""` could not be displayed\n'
        'error: the text `"k"` could not be displayed\n'
    )
    data = {
        "k": "picture", "src": "/\ue000.png", "alt": "\ue000",
        "r": [0, "k\ue000", {"t": 'a\u0301"', "url": "x:\ue000", "w": 2}],
    }  # fmt: skip
    assert with_codes(data, said) == {
        "k": "picture", "src": "/\ue000.png", "alt": "〔U+E000〕",
        "r": [0, "k〔U+E000〕", {"t": 'a〔U+0301〕"', "url": "x:\ue000", "w": 2}],
    }  # fmt: skip


def test_emoji_and_mongolian_within_chinese_keep_the_standards(press: PdfPress) -> None:
    made = press.record(document(), (line("汉字ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ，😀👍🏽☎，བོད་ཡིག，α√∑é"),))
    assert made.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") $x$ *a* _b_ `c` #sys.inputs <label> @ref \\u{41} //x /* = y',
        '"\\"}],"k":"h"',
        "]#set page(width: 1pt)[",
    ],
)
def test_markup_of_the_typesetter_is_text(press: PdfPress, text: str) -> None:
    facts = document(title=text, issuers=(text,), facts=((text, text),))
    made = press.record(facts, (line(text), line(text, level=2)))
    assert made.faults == ()
    assert text_of(made.data).count(squeezed(text)) == 6


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        sum_ = binascii.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", sum_)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_pictures_stand_in_the_file_or_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "policy" / "2020" / "a"
    folder.mkdir(parents=True)
    good = png(60, 40)
    (folder / "好 图.png").write_bytes(good)
    (folder / "broken.png").write_bytes(good[:60])
    (folder / "huge.png").write_bytes(png(6000, 4000))
    (folder / "text.png").write_text("no picture")
    press = PdfPress(FONTS, tmp_path)
    names = ("%E5%A5%BD%20%E5%9B%BE.png", "broken.png", "huge.png", "text.png", "none.png")
    source = "".join(f"![画{n}](a/{name})\n\n" for n, name in enumerate(names))
    made = press.record(document(), blocks(source + "前文![](a/%E5%A5%BD%20%E5%9B%BE.png)后文\n"))
    assert codes(made) == ["GK813", "GK814", "GK813", "GK812", "GK806"]
    assert [name for name, fault in zip(names[1:], made.faults, strict=False) if name in fault.message] == list(names[1:])  # fmt: skip
    text = text_of(made.data)
    assert (
        "〔图片：画1〕〔图片：画2〕〔图片：画3〕〔图片：画4〕前文后文" in text and "画0" not in text
    )
    assert made.data.count(b"/Subtype/Image") + made.data.count(b"/Subtype /Image") >= 1
    assert b"<pdfaid:conformance>A<" in made.data
    outside = press.record(document(), (Paragraph((Picture("../../../etc/x.png", "画"),)),))
    assert codes(outside) == ["GK812"]


HOSTILE: dict[str, tuple[Block, ...]] = {
    "a word of 10,000 letters": (line("a" * 10_000),),
    "a line of 10,000 letters": (line("汉" * 10_000), line("！" * 3000)),
    "nothing": (),
    "empty lines": (Paragraph(()), line("\n\n"), line(" ")),
    "500 rows": (Table((cells("甲", "乙"), *[cells("一", "二")] * 500), 1, "表"),),
    "a head larger than a page": (Table((cells("头" * 20_000, "b"), cells("c", "d")), 1),),
    "a cell larger than a page": (Table((cells("a", "b"), cells("字" * 20_000, "d")), 1),),
    "spans over each other": (
        Table(
            (
                (Cell((line("a"),), 1, 3), *cells("b"), Cell((line("c"),), 1, 2)),
                (Cell((line("d"),), 3, 1),),
                (Cell((line("e"),), 200, 200),),
            ),
            1,
        ),
    ),
    "3,000 columns": (Table((cells(*["x"] * 3000),) * 2),),
    "a table of nothing": (Table(((Cell(()),),)), Table(((),))),
    "lists in lists": tuple(line("x", marker="•", depth=depth) for depth in range(60)),
    "headings out of order": tuple(line("x", level=level) for level in (6, 2, 5, 3, 6, 4)),
    "one id twice": (
        line("a", id='x "<>'),
        line("b", id='x "<>'),
        Paragraph((Run("c", frozenset(), '#x "<>'), Run("d", frozenset(), "#none"))),
    ),
    "addresses": tuple(
        Paragraph((Run("链", frozenset(), address),))
        for address in ("", "http://[", "https://a/" + "x" * 9000, "javascript:x", "../b.html")
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_blocks_become_a_file(press: PdfPress, name: str) -> None:
    made = press.record(document(), HOSTILE[name])
    assert made.data.startswith(b"%PDF")
    assert set(codes(made)) <= {"GK807"}
    assert b"<pdfaid:conformance>A<" in made.data


def test_tables_in_tables_become_a_file(press: PdfPress) -> None:
    inner: Block = line("底")
    for _ in range(40):
        inner = Table(((Cell((inner,)),),))
    made = press.record(document(), (inner,))
    assert "底" in text_of(made.data)


def test_a_heading_that_skips_a_level_is_named(press: PdfPress) -> None:
    made = press.record(document(), (line("甲", level=2), line("乙", level=5)))
    assert codes(made) == ["GK807"] and "“乙”" in made.faults[0].message


def test_a_text_of_2_mb_becomes_a_file(press: PdfPress) -> None:
    made = press.record(document(), tuple(line("信息公开" * 85) for _ in range(2000)))
    assert made.data.startswith(b"%PDF") and made.faults == ()


def test_without_fonts_the_fault_names_the_cure(tmp_path: Path) -> None:
    made = PdfPress(tmp_path / "none", tmp_path).record(document(), ())
    assert made.data == b"" and codes(made) == ["GK801"]
    assert "scripts/fonts" in made.faults[0].cure


def test_a_text_that_cannot_be_set_leads_to_its_page(
    press: PdfPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = press._compiled

    def refusing(source: bytes, data: object, standards: list[str], day: object) -> bytes | str:
        return "error: no" if "排不出来" in f"{data}" else whole(source, data, standards, day)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "_compiled", refusing)
    made = press.record(document(), (line("排不出来"),))
    assert codes(made) == ["GK809"]
    assert "正文不能排成PDF，请看网页：https://www.example.gov.cn/policy/2020/a.html" in text_of(
        made.data
    )
