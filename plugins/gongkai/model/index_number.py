"""索引号: unified code / year-serial, assigned once and permanent.

Rule: 政府信息公开目录系统实施指引(试行) part 2 (metadata.md §2): organisation code of the publisher
(9 characters, today the 18 of the unified social credit code), year, five-digit serial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NATIONAL: Final = re.compile(
    r"(?P<code>[0-9A-Z]{18}|[0-9A-Z]{9})/(?P<year>\d{4})-(?P<serial>\d{5})"
)


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number of the national form."""

    code: str
    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> IndexNumber:
        """Raises ValueError for any other form; older local forms are legal, only not this."""
        match = _NATIONAL.fullmatch(text)
        if match is None:
            raise ValueError(f"not an index number of the national form: {text!r}")
        return cls(match["code"], int(match["year"]), int(match["serial"]))

    def __str__(self) -> str:
        return f"{self.code}/{self.year:04d}-{self.serial:05d}"
