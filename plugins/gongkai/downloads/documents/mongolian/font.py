"""The Mongolian font, as ``scripts/fonts`` brings it: for pages as WOFF2, for PDF files as TTF.

Noto Sans Mongolian 3.002, SIL Open Font License 1.1, which lets anybody pass it on together with its
licence (OFL 1.1, 2) and in part (no reserved font name). Other versions set suffixes wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pdf.rules import NO_MONGOLIAN_FONT

FAMILY: Final = "Noto Sans Mongolian"
WEB_FONT: Final = "NotoSansMongolian.woff2"
"""Name of the web font's file, in the folder of fonts and on the site."""
WEB_FONT_LICENCE: Final = "NotoSansMongolian.LICENSE.txt"
UNICODE_RANGE: Final = "U+1800-18AF,U+11660-1167F,U+202F,U+200C-200D,U+2048-2049"
"""What an ``@font-face`` of it must state.

The selectors and both separators belong to it: a browser that takes one of them from another font
shapes the letters beside it as words of their own. The font comes first in ``font-family`` for the
same reason, and has no space, so that Chinese keeps its own.
"""
_FOR_PDF: Final = "NotoSansMongolian-Regular.ttf"


def web_font(fonts: Path) -> bytes | None:
    """The font for pages; None where it was not fetched, or its licence is not there.

    ``fonts``: the folder that ``scripts/fonts`` fills.
    """
    return None if web_font_licence(fonts) is None else _read(fonts / WEB_FONT)


def web_font_licence(fonts: Path) -> bytes | None:
    """The licence, which lies beside the font wherever that is published."""
    return _read(fonts / WEB_FONT_LICENCE)


def no_mongolian_font(fonts: Path) -> FileFault | None:
    """The finding where the font was not fetched, for a build to say once.

    Pages are made all the same, in whatever font a reader has; Mongolian PDF files are not.
    """
    # Both come from one package. A TTF alone may be Debian's older version under the same name.
    if web_font(fonts) and (fonts / _FOR_PDF).is_file():
        return None
    message = "没有蒙古文字体，蒙古文网页用读者电脑上的字体，不生成蒙古文PDF"
    return FileFault(NO_MONGOLIAN_FONT.code, message, "请联网后运行 scripts/fonts --again")


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes() or None
    except OSError:
        return None
