"""One reader of pictures: PDF, DOCX and EPUB take the same ones and say the same of the others."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from gongkai.downloads.documents.blocks import Paragraph, Picture
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pdf.pictures import Pictures
from gongkai.downloads.documents.pictures import (
    BYTE_LIMIT,
    PictureFile,
    picture_file,
)
from gongkai.downloads.gazette.epub import issue_epub
from made_documents import DOCUMENT, ID, ISSUE, TEMPLATE, png

WEBP = (
    b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f" + struct.pack("<I", (3 - 1) | (2 - 1) << 14) + b"\0" * 8
)
FILES = {
    "whole.png": png(60, 40),
    "cut.png": png(60, 40)[:50],
    "huge.png": png(6000, 4000),
    "heavy.png": png(2, 2)[:-12] + b"\0" * BYTE_LIMIT,
    "text.png": b"no picture",
    "sound.webp": b"RIFF\0\0\0\0WAVEfmt ",
    "empty.png": b"",
    "script.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
}
TOLD = {
    "whole.png": None,
    "cut.png": "GK813",
    "huge.png": "GK814",
    "heavy.png": "GK814",
    "text.png": "GK813",
    "sound.webp": "GK813",
    "empty.png": "GK813",
    "script.svg": "GK813",
    "none.png": "GK812",
    "a%00.png": "GK812",
    "outside.png": "GK812",
    "x" * 300 + ".png": "GK812",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    pictures = folder / ID
    pictures.mkdir(parents=True)
    for name, data in FILES.items():
        (pictures / name).write_bytes(data)
    (pictures / "sight.webp").write_bytes(WEBP)
    outside = folder.parent / "outside.png"
    outside.write_bytes(FILES["whole.png"])
    (pictures / "outside.png").symlink_to(outside)
    return folder


@pytest.mark.parametrize("name", TOLD)
def test_every_file_takes_and_refuses_the_same_in_the_same_words(content: Path, name: str) -> None:
    picture = Picture(f"a/{name}", "图")
    blocks = (Paragraph((picture,)),)
    seen = Pictures(content, lambda path, format: True).look(ID, picture)
    in_pdf = [seen] if isinstance(seen, FileFault) else []
    in_docx = list(DocxPress(TEMPLATE, content).record(DOCUMENT, blocks).faults)
    told = issue_epub(ISSUE, (blocks,), content).faults
    in_epub = [one._replace(message=one.message.removeprefix(f"{ID}：")) for one in told]
    assert in_pdf == in_docx == in_epub
    assert [one.code for one in in_pdf] == [code for code in (TOLD[name],) if code]
    assert all(len(one.message) < 200 for one in in_pdf)


def test_what_the_typesetter_cannot_draw_is_broken(content: Path) -> None:
    asked: list[tuple[str, str]] = []

    def decodes(path: str, format: str) -> bool:
        asked.append((path, format))
        return False

    pictures = Pictures(content, decodes)
    for _ in range(2):
        seen = pictures.look(ID, Picture("a/whole.png", "图"))
        assert isinstance(seen, FileFault) and seen.code == "GK813"
    assert asked == [(f"/{ID}/whole.png", "png")]


def test_word_alone_cannot_hold_a_webp(content: Path) -> None:
    file = picture_file(content, ID, "a/sight.webp")
    assert isinstance(file, PictureFile)
    assert (file.kind, file.width, file.height) == ("webp", 3, 2)
    blocks = (Paragraph((Picture("a/sight.webp", "图"),)),)
    (fault,) = DocxPress(TEMPLATE, content).record(DOCUMENT, blocks).faults
    assert fault.code == "GK813" and "Word" in fault.message
    assert issue_epub(ISSUE, (blocks,), content).faults == ()
