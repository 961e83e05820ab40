"""An issue of a gazette as its files show it, as plain data that travels to workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document

BlocksOf: TypeAlias = Callable[[Document], tuple[Block, ...]]
"""The blocks of a record: what its kind states and its text."""


class Absent(NamedTuple):
    """Why the text of an article is not printed."""

    reason: str
    """A sentence; it leads to the address where there is one."""
    address: str | None = None
    """Where to look instead, on the web."""


TITLE_ALONE: Final = Absent("本期公报只登载了本文的题目，没有电子文本。")


@dataclass(frozen=True, slots=True)
class Article:
    """An entry of an issue's contents."""

    section: str
    """市政府文件, 部门文件, …; empty where the issue has no sections."""
    title: str
    document: Document | None
    """The record whose text is printed; None where ``absent`` says why none is."""
    absent: Absent = TITLE_ALONE


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
    own: Document | None = None
    """The issue's own record, whose text (卷首语, 编者按) stands before the articles."""

    @property
    def name(self) -> str:
        """2026年第1期（总第2期）."""
        whole = f"（总第{self.total}期）" if self.total is not None else ""
        return f"{self.year}年第{self.number}期{whole}"


SAMPLE: Final = "示例：演示用的示例公报，不是真实公报。"
