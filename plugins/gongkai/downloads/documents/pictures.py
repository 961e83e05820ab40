"""The picture files that a document's files carry with them: PDF, DOCX and EPUB by the same rules.

A picture that cannot be shown leaves its alternative text behind, and a fault.
"""

from __future__ import annotations

import posixpath
from collections.abc import Set as AbstractSet
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import imagesize

from gongkai.downloads.documents.blocks import Picture
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.words import CHINESE, Words

ABSENT: Final = "GK812"
UNREADABLE: Final = "GK813"
TOO_LARGE: Final = "GK814"

BYTE_LIMIT: Final = 10 * 2**20
PIXEL_LIMIT: Final = 20_000_000
"""Beyond, the typesetter takes seconds and hundreds of MB to decode a picture, and so do the office
programs of old computers."""
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "png", b"IEND\xaeB`\x82"),
    (b"\xff\xd8\xff", "jpeg", b"\xff\xd9"),
    (b"GIF87a", "gif", b""),
    (b"GIF89a", "gif", b""),
    (b"RIFF", "webp", b""),
)
"""How a format's files begin, its name, and what stands near the end of a whole one."""
FORMATS: Final = frozenset(kind for _, kind, _ in _SIGNATURES)
"""What may be published as a picture: SVG may carry scripts."""
_TAIL: Final = 4096
"""Bytes at the end in which the closing sign is looked for: some cameras write more behind it."""
_NAMED: Final = 100
"""Letters of an address that a message repeats."""
_INSTEAD: Final = "下载文件中只写替代文字"


class PictureFile(NamedTuple):
    """A whole picture."""

    path: str
    """Below the content folder."""
    data: bytes
    kind: str
    """One of ``FORMATS``, by its first bytes: a JPEG may be called ``.png``, browsers show it."""
    width: int
    """Pixels, as they are stored."""
    height: int


def replacement(picture: Picture, words: Words = CHINESE) -> str:
    """What stands where a picture cannot be shown."""
    if not picture.alternative:
        return words.nameless_picture
    return words.picture.format(said=picture.alternative)


def picture_file(
    content: Path, page: str, source: str, formats: AbstractSet[str] = FORMATS
) -> PictureFile | FileFault:
    """The file behind a picture of the page ``<page>.html``, or why there is none.

    ``formats``: those that the file to be made can hold.
    """
    path = path_of(page, source)
    file = _below(content, path) if path else None
    if path is None or file is None:
        message = f"图片{_named(source)}不在本站内容文件夹里，{_INSTEAD}"
        return FileFault(ABSENT, message, "把图片放进与文件同名的文件夹再引用")
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= BYTE_LIMIT else b""
    except (OSError, ValueError):
        message = f"找不到图片{_named(source)}，{_INSTEAD}"
        return FileFault(ABSENT, message, "补上图片文件，或改正文件名")
    if size > BYTE_LIMIT:
        return _too_large(source, f"{size / 2**20:.0f} MB")
    return _read(source, path, data, formats)


def path_of(page: str, source: str) -> str | None:
    """Path below the content folder of what a page names; None where it is outside."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    outside = path.startswith(("/", "../")) or path in ("..", ".") or "\0" in path
    return None if parts.scheme or parts.netloc or outside else path


def broken(source: str) -> FileFault:
    """The fault of a picture that nothing can open."""
    message = f"图片{_named(source)}已损坏，{_INSTEAD}"
    return FileFault(UNREADABLE, message, "重新导出图片并替换")


def _below(content: Path, path: str) -> Path | None:
    try:
        file = (content / path).resolve()
        return file if file.is_relative_to(content.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None  # names too long, links in a circle, half characters


def _read(
    source: str, path: str, data: bytes, formats: AbstractSet[str]
) -> PictureFile | FileFault:
    for begins, kind, ends in _SIGNATURES:
        if not data.startswith(begins) or (kind == "webp" and data[8:12] != b"WEBP"):
            continue
        width, height = imagesize.get(BytesIO(data), exif_rotation=False)
        if width < 1 or height < 1 or ends not in data[-_TAIL:]:
            return broken(source)
        if width * height > PIXEL_LIMIT:
            return _too_large(source, f"{width}×{height}像素")
        if kind in formats:
            return PictureFile(path, data, kind, width, height)
        message = f"图片{_named(source)}是{kind.upper()}格式，Word打不开，{_INSTEAD}"
        return FileFault(UNREADABLE, message, "把图片另存为PNG或JPEG格式")
    message = f"图片{_named(source)}不是PNG、JPEG、GIF或WebP格式，{_INSTEAD}"
    return FileFault(UNREADABLE, message, "把图片另存为PNG或JPEG格式")


def _too_large(source: str, size: str) -> FileFault:
    message = f"图片{_named(source)}太大（{size}），{_INSTEAD}"
    return FileFault(TOO_LARGE, message, "把图片缩小到10 MB、2000万像素以内")


def _named(source: str) -> str:
    return source if len(source) <= _NAMED else source[:_NAMED] + "…"
