"""Which pictures a file can hold, and how large they stand on its page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import imagesize

from gongkai.downloads.documents.blocks import Picture
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pdf.rules import NO_PICTURE

PIXEL_LIMIT: Final = 20_000_000
"""Pixels of a picture: beyond, decoding takes seconds and hundreds of MB."""
BYTE_LIMIT: Final = 30_000_000
ENDINGS: Final = frozenset("png jpg jpeg gif webp".split())
"""What may be published as a picture: SVG may carry scripts."""
_SIGNS: Final = {"png": b"\x89PNG", "jpg": b"\xff\xd8", "gif": b"GIF8"}
POINTS_PER_PIXEL: Final = 0.75
"""A pixel of CSS is 1/96 inch, a point 1/72."""
_WIDTH: Final = 156 / 25.4 * 72
_HEIGHT: Final = 190 / 25.4 * 72
"""Of the type area, less room for a line of text."""


class Placed(NamedTuple):
    """A picture that stands in the file."""

    path: str
    """Below the content folder, with ``/`` in front: the typesetter's root is that folder."""
    format: str
    """By its first bytes: a JPEG may be called ``.png``, browsers show it all the same."""
    width: float
    """Points: its own width, or less where the page is smaller."""


@dataclass(slots=True)
class Pictures:
    """The pictures below a content folder; each is looked at once."""

    content: Path
    decodes: Callable[[str, str], bool]
    """Whether the typesetter can read the file at a path below the folder as a format."""
    _known: dict[str, Placed | str] = field(default_factory=dict)

    def look(self, document: str, picture: Picture) -> Placed | FileFault:
        """The picture as it stands on the page, or why it cannot.

        ``document``: the record's id, in whose folder the page lies.
        """
        path = path_of(document, picture.source)
        if path not in self._known:
            self._known[path] = self._seen(path)
        seen = self._known[path]
        if isinstance(seen, Placed):
            return seen
        message = f"图片“{picture.source[:100]}”{seen}，文件里只有它的说明"
        return FileFault(NO_PICTURE.code, message, "请换成能打开的PNG或JPEG图片，不超过2000万像素")

    def _seen(self, path: str) -> Placed | str:
        if path.startswith("../") or path.rpartition(".")[2].lower() not in ENDINGS:
            return "不是可以发布的图片"
        file = self.content / path
        try:
            if not file.is_file():
                return "不存在"
            size = file.stat().st_size
            kind = _format(file)
            width, height = imagesize.get(file)
        except Exception:  # whatever its reader of headers meets in a broken file
            return "打不开"
        if size > BYTE_LIMIT or width * height > PIXEL_LIMIT:
            return f"太大（{width}×{height}像素）"
        if width < 1 or height < 1 or not self.decodes(f"/{path}", kind):
            return "打不开"
        room = min(_WIDTH, _HEIGHT * width / height)
        return Placed(f"/{path}", kind, round(min(width * POINTS_PER_PIXEL, room), 2))


def _format(file: Path) -> str:
    with file.open("rb") as opened:
        begins = opened.read(12)
    found = (name for name, sign in _SIGNS.items() if begins.startswith(sign))
    return next(found, "webp" if begins[8:] == b"WEBP" else "png")


def path_of(document: str, source: str) -> str:
    """Path below the content folder of what a page names; ``../`` in front where it is outside."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return "../"
    if parts.scheme or parts.netloc or parts.path.startswith("/") or "\0" in source:
        return "../"
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(parts.path)))
