"""Marks that say yes or no, in a cell of their own or before a word."""

from __future__ import annotations

import re
from typing import Final

_YES: Final = "√✓✔☑■●▲★◆\u2611\u2705🗹🗸\uf052\uf050\uf0fe\uf0fc"
"""The last four are ticks of Wingdings, as spreadsheets keep them."""
_NO: Final = "□☐○◻◯△☆◇▢×✕✗✘☒\uf0a3\uf0a8\uf06f"
_YES_WORDS: Final = frozenset("是 有 1 y yes true v R P þ ü 对 √√".lower().split())
_NO_WORDS: Final = frozenset("否 无 0 n no false x / - — —— – ／ £ ¨ 不 空".lower().split())
_YES_RUN: Final = re.compile(f"[{_YES}]+")
_NO_RUN: Final = re.compile(f"[{_NO}]+")
_BOX: Final = re.compile(f"([{_YES}{_NO}])([^{_YES}{_NO}]*)")


def tick(text: str) -> bool | None:
    """Whether a mark alone in its cell chooses; None for what is no mark."""
    mark = re.sub(r"[\s\ufe0e\ufe0f]", "", text)
    if not mark or mark.lower() in _NO_WORDS or _NO_RUN.fullmatch(mark):
        return False
    if mark.lower() in _YES_WORDS or _YES_RUN.fullmatch(mark):
        return True
    return None


def is_blank(text: str) -> bool:
    """Whether a cell says that it has nothing to say."""
    return re.sub(r"\s", "", text) in ("", "/", "-", "—", "——", "–", "／", "无")


def boxes(text: str) -> list[tuple[bool, str]] | None:
    """``■政府网站 □政府公报`` → each name with its choice; None where no mark stands before a word."""
    found = _BOX.findall(text.replace("\ufe0e", "").replace("\ufe0f", ""))
    if not found or not any(name.strip() for _, name in found):
        return None
    return [(mark in _YES, name.strip()) for mark, name in found if name.strip()]


def without_mark(text: str) -> str:
    """``√被征收人`` → ``被征收人``."""
    return re.sub(f"^[{_YES}\\s]+", "", text)
