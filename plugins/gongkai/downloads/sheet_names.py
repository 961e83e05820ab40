"""Names that Excel takes for a sheet."""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 31
"""Excel's; it counts UTF-16 units."""
_FULL_WIDTH: Final = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_RESERVED: Final = frozenset({"history"})


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name as near as can be to the wanted one; it is added to ``taken``.

    Excel refuses some signs, apostrophes at the ends, more than 31 letters, ``History``, and names
    that differ only in case.
    """
    name = _CONTROLS.sub("", wanted).translate(_FULL_WIDTH).strip("' ") or "领域"
    number = 1
    found = _cut(name, LIMIT)
    while found.casefold() in taken or found.casefold() in _RESERVED:
        number += 1
        tail = f"（{number}）"
        found = _cut(name, LIMIT - len(tail)) + tail
    taken.add(found.casefold())
    return found


def _cut(name: str, units: int) -> str:
    cut = name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return cut.rstrip("' ")
