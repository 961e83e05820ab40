"""The picture files that a document's files carry with them.

A picture that cannot be shown leaves its alternative text behind, and a fault.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import imagesize

from gongkai.downloads.documents.blocks import Picture
from gongkai.downloads.documents.made import FileFault

ABSENT: Final = "GK812"
UNREADABLE: Final = "GK813"
TOO_LARGE: Final = "GK814"

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "png", b"IEND\xaeB`\x82"),
    (b"\xff\xd8\xff", "jpeg", b"\xff\xd9"),
    (b"GIF87a", "gif", b""),
    (b"GIF89a", "gif", b""),
)
"""How a format's files begin, its name, and what stands near the end of a whole one."""
_TAIL: Final = 4096
"""Bytes at the end in which the closing sign is looked for: some cameras write more behind it."""
_NAMED: Final = 100
"""Letters of an address that a message repeats."""
_MOST_BYTES: Final = 10 * 2**20
_MOST_PIXELS: Final = 50_000_000
"""What office programs on old computers still open."""


class PictureFile(NamedTuple):
    """A whole picture."""

    data: bytes
    kind: str
    """``png``, ``jpeg`` or ``gif``."""
    width: int
    """Pixels."""
    height: int


def replacement(picture: Picture) -> str:
    """What stands where a picture cannot be shown."""
    return f"〔图片：{picture.alternative}〕" if picture.alternative else "〔图片〕"


def picture_file(content: Path, page: str, source: str) -> PictureFile | FileFault:
    """The file behind a picture of the page ``<page>.html``, or why there is none."""
    path = _path(content, page, source)
    source = source if len(source) <= _NAMED else source[:_NAMED] + "…"
    if path is None:
        message = f"图片{source}不在本站内容文件夹里，下载文件中只写替代文字"
        return FileFault(ABSENT, message, "把图片放进与文件同名的文件夹再引用")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MOST_BYTES else b""
    except (OSError, ValueError):
        message = f"找不到图片{source}，下载文件中只写替代文字"
        return FileFault(ABSENT, message, "补上图片文件，或改正文件名")
    if size > _MOST_BYTES:
        return _too_large(source, f"{size / 2**20:.0f} MB")
    return _read(source, data)


def _path(content: Path, page: str, source: str) -> Path | None:
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    relative = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    outside = relative.startswith(("/", "../")) or relative in ("..", ".") or "\0" in relative
    if parts.scheme or parts.netloc or outside:
        return None
    try:
        path = (content / relative).resolve()
        return path if path.is_relative_to(content.resolve()) else None
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # names too long, links in a circle, half characters
        return None


def _read(source: str, data: bytes) -> PictureFile | FileFault:
    for begins, kind, ends in _SIGNATURES:
        if data.startswith(begins):
            width, height = imagesize.get(BytesIO(data), exif_rotation=False)
            if width < 1 or height < 1 or ends not in data[-_TAIL:]:
                message = f"图片{source}已损坏，下载文件中只写替代文字"
                return FileFault(UNREADABLE, message, "重新导出图片并替换")
            if width * height > _MOST_PIXELS:
                return _too_large(source, f"{width}×{height}像素")
            return PictureFile(data, kind, width, height)
    message = f"图片{source}不是PNG、JPEG或GIF格式，下载文件中只写替代文字"
    return FileFault(UNREADABLE, message, "把图片另存为PNG或JPEG格式")


def _too_large(source: str, size: str) -> FileFault:
    message = f"图片{source}太大（{size}），下载文件中只写替代文字"
    return FileFault(TOO_LARGE, message, "把图片缩小到10 MB、5000万像素以内")
