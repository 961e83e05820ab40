"""A page that was set lying on its back → one of columns from left to right.

A typesetter that knows lines from top to bottom alone can set Mongolian all the same. Let the page lie
so that its width is the paper's height. Turned over the diagonal, each line is a column, the first one
leftmost, and all that stands below another stands right of it: tables, lists, notes, contents. Only the
letters are mirrored then, and each run of letters is turned over its own middle, which rights it. What
is not text and must not be mirrored (pictures, upright ideographs) the sheet lays so beforehand.

PDF 32000-1: matrices 8.3.4, text 9.4, annotations 12.5.2, destinations 12.3.2.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Final

import pikepdf

_NUMBER: Final = rb"(-?[\d.]+)"
_SET: Final = re.compile(rb"/(f\d+) " + _NUMBER + rb" Tf " + rb" ".join([_NUMBER] * 6) + rb" Tm")
"""A font, its size, and the matrix of the letters that follow: so the typesetter begins each run."""
_MATRIX: Final = b" Tm"
"""Not within a text: codes of letters are two bytes, the first far below a letter's."""
_MIDDLE: Final = 0.76
"""Ems: twice the height of a line's middle over its baseline, by the sheet's edges of 0.88 and -0.12."""
_MIDDLE_MONGOLIAN: Final = 0.96
"""The same where the middle of the Mongolian font comes to lie there, 0.58 over its baseline."""


class NotTurned(ValueError):
    """The file is not written as the typesetter of our version writes."""


def turned(pdf: bytes, language: str) -> bytes:
    """The file with its pages turned, its objects packed; the same bytes for the same file.

    ``language``: the document's, BCP 47; the typesetter cannot name a script.

    Raises:
        NotTurned: a run of letters was not found as expected.
    """
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _turn(document, page)
        _correct(document, language)
        document.save(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
            deterministic_id=True,
        )
    return made.getvalue()


def _turn(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
    resources = page.Resources
    middles = {
        name[1:].encode(): _MIDDLE_MONGOLIAN if "Mongolian" in str(font.BaseFont) else _MIDDLE
        for name, font in (resources.Font.items() if "/Font" in resources else ())
    }
    written = page.Contents.read_bytes()
    righted, count = _SET.subn(_righted(middles), written)
    if count != written.count(_MATRIX):
        raise NotTurned(f"{count} runs of letters righted")
    over = f"q 0 -1 -1 0 {height:g} {width:g} cm\n".encode()
    page.Contents = document.make_stream(over + righted + b"\nQ")
    page.MediaBox = pikepdf.Array([0, 0, height, width])
    for note in page.Annots if "/Annots" in page else ():
        note.Rect = _turned_box(note.Rect, width, height)


def _correct(document: pikepdf.Pdf, language: str) -> None:
    """Where links and bookmarks lead, what room tables and figures take (14.8.5.4.3), the language."""
    size = document.pages[0].MediaBox
    width, height = float(size[3]), float(size[2])
    without_script = str(document.Root.Lang)
    told = document.Root.Metadata.read_bytes() if "/Metadata" in document.Root else b""
    if told:
        tag = "<rdf:li>{}</rdf:li>".format
        right = told.replace(tag(without_script).encode(), tag(language).encode())
        document.Root.Metadata.write(right)
    for one in document.objects:
        if isinstance(one, pikepdf.Array) and len(one) == 5 and one[1] == pikepdf.Name.XYZ:
            left, top = float(one[2]), float(one[3])
            one[2], one[3] = height - top, width - left
            continue
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if one.get("/Lang") == without_script:
            one.Lang = pikepdf.String(language)
        if "/A" in one and "/S" in one:
            stated = one.A
            for part in stated if isinstance(stated, pikepdf.Array) else (stated,):
                if "/BBox" in part:
                    part.BBox = _turned_box(part.BBox, width, height)


def _righted(middles: dict[bytes, float]) -> Callable[[re.Match[bytes]], bytes]:
    def right(found: re.Match[bytes]) -> bytes:
        font, size, a, b, c, d, e, f = found.groups()
        # The flip over the middle comes before what the matrix does: y → up - y.
        up = middles[font] * float(size)
        x, y = float(c), float(d)
        matrix = (a, b, -x, -y, float(e) + up * x, float(f) + up * y)
        return b"/%b %b Tf %b %b %.4g %.4g %.3f %.3f Tm" % (font, size, *matrix)

    return right


def _turned_box(box: pikepdf.Object, width: float, height: float) -> pikepdf.Array:
    left, bottom, right, top = (float(box[place]) for place in range(4))
    return pikepdf.Array([height - top, width - right, height - bottom, width - left])
