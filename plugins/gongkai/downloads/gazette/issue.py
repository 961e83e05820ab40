"""An issue of a gazette as its files show it, as plain data that travels to workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import CHINESE, Words

BlocksOf: TypeAlias = Callable[[Document], tuple[Block, ...]]
"""The blocks of a record: what its kind states and its text."""


@dataclass(frozen=True, slots=True)
class Article:
    """An entry of an issue's contents."""

    section: str
    """市政府文件, 部门文件, …; empty where the issue has no sections."""
    title: str
    document: Document | None
    """The record whose text is printed; None for one that is a file beside the issue."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A number of a gazette."""

    title: str
    """Of the gazette: 乌海市人民政府公报."""
    year: int
    number: int
    total: int | None
    """Counted from the first issue on."""
    published_on: date
    articles: tuple[Article, ...]
    """In the order of the contents."""
    sample: bool
    url: str
    """Canonical address of the issue's page."""
    language: str = "zh-CN"
    """BCP 47, of the edition; its articles' documents have it too."""
    words: Words = CHINESE
    """What its files say of their own, in its language."""

    @property
    def name(self) -> str:
        """2026年第1期（总第2期）."""
        return self.words.issue_name(self.year, self.number, self.total)
