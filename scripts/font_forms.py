"""A package's font in the forms that we need it in; the same bytes each time.

Noto Sans Mongolian is had as WOFF2 alone. The typesetter of PDF files reads no WOFF2, and a page does
not need the letters of Todo, Sibe and Manchu, which are half of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont

HUDUM: Final = (
    (0x1800, 0x180F),  # punctuation, free variation selectors, vowel separator
    (0x1810, 0x1819),  # digits
    (0x1820, 0x1842),  # letters
    (0x1880, 0x18AA),  # Ali Gali: Sanskrit and Tibetan in names
    (0x11660, 0x1167F),  # birga: ornaments before a text
    (0x202F, 0x202F),  # the older separator of suffixes, in texts of others
    (0x200C, 0x200D),
    (0x2048, 0x2049),
)
"""Code points of the web font, first and last. No space: see ``downloads/documents/mongolian/font.py``."""


def as_ttf(font: bytes) -> bytes:
    """The same font without WOFF2's packing."""
    held = TTFont(BytesIO(font), recalcTimestamp=False)
    held.flavor = None
    made = BytesIO()
    held.save(made)
    return made.getvalue()


def as_web_font(font: bytes, points: Iterable[tuple[int, int]] = HUDUM) -> bytes:
    """WOFF2 with these code points and all shapes of theirs.

    Without the hints for coarse screens, which are a third of it; layout features are kept, by which
    letters are joined.
    """
    options = subset.Options(flavor="woff2", hinting=False, recalc_timestamp=False)
    options.name_IDs = ["*"]  # the licence and the names of its makers stay in the file
    held = subset.load_font(BytesIO(font), options)
    wanted = subset.Subsetter(options)
    wanted.populate(unicodes=[one for first, last in points for one in range(first, last + 1)])
    wanted.subset(held)
    made = BytesIO()
    subset.save_font(held, made, options)
    return made.getvalue()


def as_it_is(font: bytes) -> bytes:
    return font


FORMS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "": as_it_is,
    "ttf": as_ttf,
    "web": as_web_font,
}
"""``form`` of ``fonts.toml`` → what makes it."""
