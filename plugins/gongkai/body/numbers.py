"""The numbers official texts print before their parts: 第二章, 三、, （四）, 5., 第六条之一.

GB/T 9704 7.3.3 orders 一、（一）1.（1）; 立法法 65 orders 编、章、节、条.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

NUMERAL: Final = "[零〇○一二两三四五六七八九十百千0-9０-９]+"
_DIGITS: Final = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}

_DIVISION: Final = re.compile(rf"第({NUMERAL})(编|分编|章|节)")
_ARTICLE: Final = re.compile(rf"第({NUMERAL})条(?:之([一二三四五六七八九十]+))?")
_CITES: Final = re.compile("第|的|规定|所称|修改|删去|至|、|和|或|以及")
"""How a sentence goes on that only begins with an article's number."""
_FIRST: Final = re.compile(r"[一二三四五六七八九十百]{1,5}、")
_SECOND: Final = re.compile(r"[（(][一二三四五六七八九十百]{1,5}[）)]")
_THIRD: Final = re.compile(r"[0-9０-９]{1,3}(?:[.．](?![0-9０-９])|、)|[（(][0-9０-９]{1,3}[）)]")
_STARTS: Final = frozenset("一二三四五六七八九十百（(0123456789０１２３４５６７８９")
"""First letters of a line with a number; most lines begin otherwise and need no closer look."""


class Article(NamedTuple):
    """A line that begins with an article's number."""

    number: int
    part: int
    """n of 之n; 0 without."""
    end: int
    """Where its number ends in the line."""
    spaced: bool
    """A blank or nothing follows, as law prints it."""

    @property
    def id(self) -> str:
        return f"di-{self.number}-tiao" + (f"-zhi-{self.part}" if self.part else "")


def arabic(numeral: str) -> int:
    """一百二十 → 120; 二〇 → 20; 15 → 15."""
    if not any(letter in _UNITS for letter in numeral):
        return int("".join(str(_digit(letter)) for letter in numeral[:9]))
    total, digit = 0, 0
    for letter in numeral:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _digit(letter)
    return total + digit


def _digit(letter: str) -> int:
    return _DIGITS[letter] if letter in _DIGITS else unicodedata.digit(letter)


def division(text: str) -> tuple[str, int] | None:
    """编, 分编, 章 or 节 that a line begins with, and its number."""
    found = _DIVISION.match(text) if text[:1] == "第" else None
    return (found[2], arabic(found[1])) if found else None


def article(text: str) -> Article | None:
    """The article a line begins with; whether it is one, its place among the others tells."""
    found = _ARTICLE.match(text) if text[:1] == "第" else None
    if found is None or _CITES.match(text, found.end()):
        return None
    after = text[found.end() : found.end() + 1]
    part = arabic(found[2]) if found[2] else 0
    return Article(arabic(found[1]), part, found.end(), not after or after.isspace())


def depth(text: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1. and （1）, else 0."""
    if text[:1] not in _STARTS:
        return 0
    if _FIRST.match(text):
        return 1
    if _SECOND.match(text):
        return 2
    return 3 if _THIRD.match(text) else 0


def is_bare(text: str) -> bool:
    """Whether a line is nothing but 一、 or （一）."""
    found = _FIRST.match(text) or _SECOND.match(text)
    return found is not None and not text[found.end() :].strip()
