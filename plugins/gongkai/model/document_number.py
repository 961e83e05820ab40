"""发文字号: agency word, year, serial; and the numbers of orders (令).

Rule: GB/T 9704-2012 §7.2.5 (metadata.md §3): year in full in hexagonal brackets 〔〕, serial
without 第 and without leading zero, ends with 号. Real sources print every bracket there is, so the
printed form is kept and a canonical one computed for comparison and search.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "〔[［(（【〈<＜《﹝{｛"
_CLOSE: Final = "〕]］)）】〉>＞》﹞}｝"
_SPACE: Final = re.compile(r"\s+")
_NUMBERED: Final = re.compile(
    rf"(?P<agency>[^{re.escape(_OPEN + _CLOSE)}\d]{{1,20}})"
    rf"[{re.escape(_OPEN)}](?P<year>\d{{4}})[{re.escape(_CLOSE)}]"
    r"(?:第)?(?P<serial>\d{1,6})(?P<suffix>-\d{1,4})?号?"
)
_ORDER: Final = re.compile(
    r"(?P<agency>[^\d第]{0,40}?令)(?:[〔\[(](?P<year>\d{4})[〕\])])?"
    r"[〔\[(]?第?(?P<serial>\d{1,6})号[〕\])]?"
)
_PRINTED_WELL: Final = re.compile(
    r"[㐀-鿿]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,5}(?:-\d{1,4})?号"
    r"|[㐀-鿿]{0,40}令(?:〔(?:19|20)\d{2}〕)?第[1-9]\d{0,5}号"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A parsed 发文字号.

    ``str()`` gives the canonical form; ``printed`` is what the document says.
    """

    agency: str
    """机关代字, e.g. 乌政办发; for an order the words up to 令."""
    year: int | None
    """Four digits; an order may have none."""
    serial: int
    suffix: str
    """A part number such as ``-1`` in 建标〔2019〕1-1号, mostly empty."""
    order: bool
    """True for 令."""
    printed: str

    @classmethod
    def parse(cls, printed: str) -> DocumentNumber:
        """Read a number in any bracket form, with or without spaces, 第 and 号.

        Raises ValueError when the text is no document number.
        """
        text = _SPACE.sub("", unicodedata.normalize("NFKC", printed))
        if order := _ORDER.fullmatch(text):
            year = order["year"]
            return cls(
                order["agency"],
                int(year) if year else None,
                int(order["serial"]),
                "",
                True,
                printed,
            )
        if numbered := _NUMBERED.fullmatch(text):
            return cls(
                numbered["agency"],
                int(numbered["year"]),
                int(numbered["serial"]),
                numbered["suffix"] or "",
                False,
                printed,
            )
        raise ValueError(f"not a document number: {printed!r}")

    def __str__(self) -> str:
        year = f"〔{self.year}〕" if self.year is not None else ""
        ordinal = "第" if self.order else ""
        return f"{self.agency}{year}{ordinal}{self.serial}{self.suffix}号"


def printed_by_the_standard(printed: str) -> bool:
    """Whether a number is printed in the form that GB/T 9704 prescribes."""
    return _PRINTED_WELL.fullmatch(printed) is not None


def canonical(printed: str) -> str:
    """The form by which two printings of one number compare equal; other text only loses spaces."""
    if printed_by_the_standard(printed):
        return printed
    try:
        return str(DocumentNumber.parse(printed))
    except ValueError:
        return _SPACE.sub("", printed)
