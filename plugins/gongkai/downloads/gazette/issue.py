"""An issue of a gazette as its files show it, as plain data that travels to workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import CHINESE, Words

BlocksOf: TypeAlias = Callable[[Document], tuple[Block, ...]]
"""The blocks of a record: what its kind states and its text."""


class Absent(NamedTuple):
    """Why the text of an article is not printed."""

    reason: str
    """A sentence; it leads to the address where there is one."""
    address: str | None = None
    """Where to look instead, on the web."""


TITLE_ALONE: Final = Absent(CHINESE.title_alone)


@dataclass(frozen=True, slots=True)
class Article:
    """An entry of an issue's contents."""

    section: str
    """市政府文件, 部门文件, …; empty where the issue has no sections."""
    title: str
    document: Document | None
    """The record or the text file that is printed; None where ``absent`` says why none is."""
    absent: Absent = TITLE_ALONE
    stamp: str = ""
    """Of a text file: changes when what it says does, or a picture in it."""

    @property
    def issued(self) -> str:
        """Who issued it under which number, as it stands below the title; empty where unknown."""
        if self.document is None:
            return ""
        known = (self.document.issued_by, self.document.doc_no)
        return "　".join(part for part in known if part)


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
    language: str = "zh-CN"
    """BCP 47, of the edition; its articles' documents have it too."""
    words: Words = CHINESE
    """What its files say of their own, in its language."""
    corrected_on: date | None = None
    """Day of the newest correction of a text that is printed; None where nothing was corrected."""

    @property
    def name(self) -> str:
        """2026年第1期（总第2期）."""
        return self.words.issue_name(self.year, self.number, self.total)

    @property
    def full_name(self) -> str:
        """What tells this issue from every other: the gazette's name with year and number."""
        return f"{self.title}{self.name}"

    @property
    def changed_on(self) -> date:
        """The day since which the issue's files say what they say."""
        return max(self.published_on, self.corrected_on or self.published_on)
