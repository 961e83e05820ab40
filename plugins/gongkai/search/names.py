"""Names a document is known by: its numbers and dates in one form, as exact terms.

``overrides/assets/search.js`` makes the same names from what a reader types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongkai.model import Record
from gongkai.model.document_number import DocumentNumber
from gongkai.text.letters import folded, units

_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[年\-./](\d{1,2})[月\-./](\d{1,2})(?!\d)")
_MONTH: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[年\-./](\d{1,2})(?=月|(?!\d))")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR: Final = re.compile("[一二][〇○零一二三四五六七八九]{3}(?=年)")


def names_of(record: Record) -> list[str]:
    """Every name, each once, in a fixed order."""
    found = [f"index:{_plain(record.index_no)}"]
    if record.doc_no:
        found += _number_names(record.doc_no)
    for day in (record.written_on, record.published_at.date()):
        found += _day_names(day.year, day.month, day.day)
    found += _dates_in(record.title)
    return list(dict.fromkeys(found))


def _number_names(printed: str) -> Iterator[str]:
    try:
        number = DocumentNumber.parse(printed)
    except ValueError:
        yield f"no:{_plain(printed)}"
        return
    serial = f"{number.serial}{number.suffix}"
    agency = _plain(number.agency)
    yield f"code:{agency}"
    yield f"serial:{serial}"
    if number.year is None:
        yield f"no:{agency}-{serial}"
        return
    yield f"no:{agency}{number.year}-{serial}"
    yield f"no:{number.year}-{serial}"
    yield f"numbered:{number.year}"


def _day_names(year: int, month: int, day: int) -> Iterator[str]:
    yield f"year:{year}"
    if month:
        yield f"month:{year}-{month}"
    if day:
        yield f"day:{year}-{month}-{day}"


def _dates_in(title: str) -> Iterator[str]:
    """Dates that a title speaks of: who asks for them means the title as well."""
    text = _CHINESE_YEAR.sub(lambda m: m[0].translate(_NUMERALS), folded_text(title))
    for found in _DAY.finditer(text):
        yield from _day_names(*map(int, found.groups()))
    for found in _MONTH.finditer(text):
        yield from _day_names(int(found[1]), int(found[2]), 0)
    for found in _YEAR.finditer(text):
        yield from _day_names(int(found[1]), 0, 0)


def folded_text(text: str) -> str:
    """A text with every letter in its one form."""
    return folded(units(text)).tobytes().decode("utf-16-le", "surrogatepass")


def _plain(text: str) -> str:
    """Letters, digits and characters alone."""
    return re.sub(r"[\W_]+", "", folded_text(text))


def day_number(day: date) -> int:
    """Days since the end of 1899, small enough for three letters."""
    return day.toordinal() - date(1899, 12, 31).toordinal()
