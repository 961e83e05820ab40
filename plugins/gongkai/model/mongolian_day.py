"""A day as Mongolian official texts write it: ``2023 ᠣᠨ᠎ᠤ 5 ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 17᠎ᠤ ᠡᠳᠦᠷ``.

The month is an ordinal, whose ending follows the vowels of the number as it is spoken: ᠳ᠋ᠤᠭᠠᠷ after
those with back vowels, ᠳ᠋ᠦ᠋ᠭᠡᠷ after ᠨᠢᠭᠡ, ᠳᠥᠷᠪᠡ, ᠶᠢᠰᠦ, ᠳᠥᠴᠢ, ᠶᠡᠷᠡ. Attested on pages of the autonomous
region's government and its education department (5 and 12 ᠳ᠋ᠤᠭᠠᠷ, 9 and 19 ᠳ᠋ᠦ᠋ᠭᠡᠷ).
"""

from __future__ import annotations

from datetime import date
from typing import Final

BACK: Final = "ᠳ᠋ᠤᠭᠠᠷ"
FRONT: Final = "ᠳ᠋ᠦ᠋ᠭᠡᠷ"
CHINESE_PATTERN: Final = "{y}年{m}月{d}日"
"""The key of the pattern among the interface terms."""
PATTERN: Final = "{y} ᠣᠨ᠎ᠤ {m} ᠳ᠋ᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ {d}᠎ᠤ ᠡᠳᠦᠷ"
"""Where the terms have none. The ending after the month is put right for each."""
_FRONT_UNITS: Final = frozenset({1, 4, 9})
_FRONT_TENS: Final = frozenset({40, 90})


def ordinal(number: int) -> str:
    """The ending of a positive number that counts an order, by the last numeral spoken."""
    front = number % 10 in _FRONT_UNITS or number % 100 in _FRONT_TENS
    return FRONT if front else BACK


def mongolian_day(day: date, pattern: str = PATTERN) -> str:
    """A day in words; ``pattern`` has ``{y}``, ``{m}``, ``{d}`` and the ending of a back number."""
    fitted = pattern.replace(BACK, ordinal(day.month)) if "{m}" in pattern else pattern
    for name, value in (("{y}", day.year), ("{m}", day.month), ("{d}", day.day)):
        fitted = fitted.replace(name, str(value))
    return fitted
