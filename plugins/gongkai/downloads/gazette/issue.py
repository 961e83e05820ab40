"""An issue of the gazette, as plain data that travels to workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.downloads.documents.document import Document


@dataclass(frozen=True, slots=True)
class Article:
    """A piece of an issue."""

    section: str
    title: str
    document: Document | None
    """The record it is; None for a piece that is only a file of the issue."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as its files show it."""

    title: str
    year: int
    number: int
    total: int | None
    """Counted from the first issue ever."""
    published_on: date
    articles: tuple[Article, ...]
    sample: bool
    url: str
    """Canonical address of its page."""

    @property
    def named(self) -> str:
        """Year and number, as printed on a cover."""
        whole = f"（总第{self.total}期）" if self.total is not None else ""
        return f"{self.year}年第{self.number}期{whole}"


SAMPLE: Final = "示例：演示用的示例公报，不是真实公报。"
