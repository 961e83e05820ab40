"""A handbook of services as its page and files show it, as plain data that travels to workers.

Only what the records themselves state, so that no other document makes a handbook anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, TypeAlias
from urllib.parse import quote

from gongkai.downloads.documents.blocks import Block, Paragraph, Run
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.notices import ADDRESS, ARCHIVED, ATTACHED

NAME: Final = "办事一本通"
SAMPLE: Final = "示例：本办事指南为演示用的示例，不是真实的办事指南。"
SAMPLES: Final = "示例：本手册收录的都是演示用的示例，不是真实的办事指南。"
NOT_STATED: Final = "未注明办理对象"
_PERSONS: Final = ("自然人", "个人")

TextOf: TypeAlias = Callable[[Document], tuple[Block, ...]]
"""The blocks of a guide's text."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A service: a record, and who it is for."""

    object: str
    """办理对象, as it is written; empty where it is not stated."""
    document: Document


@dataclass(frozen=True, slots=True)
class Handbook:
    """The guides of a topic, in their order; there is at least one."""

    id: str
    """Of its page: ``service/handbook/5``."""
    topic: str
    """Name of the main topic."""
    guides: tuple[Guide, ...]
    url: str
    """Canonical address of its page."""
    site: str

    @property
    def title(self) -> str:
        """办事一本通：财政、金融、审计."""
        return f"{NAME}：{self.topic}"

    @property
    def sample(self) -> bool:
        """Whether it holds nothing but samples."""
        return all(guide.document.sample for guide in self.guides)

    @property
    def grouped(self) -> bool:
        """Whether any guide says whom it is for."""
        return any(guide.object for guide in self.guides)

    @property
    def newest(self) -> datetime:
        """When the newest of its guides was published: the handbook's own date."""
        return max(guide.document.published_at for guide in self.guides)

    @property
    def says(self) -> str:
        """What it holds, in a line."""
        day = self.newest
        return (
            f"收录{len(self.guides)}项办事指南，最近一项发布于{day.year}年{day.month}月{day.day}日"
        )

    def groups(self) -> Iterator[tuple[str, list[tuple[int, Guide]]]]:
        """办理对象 with its guides and their numbers, 1 and up."""
        numbered = enumerate(self.guides, 1)
        for name, guides in groupby(numbered, lambda pair: pair[1].object):
            yield name or NOT_STATED, list(guides)


def audience_rank(object: str) -> tuple[int, str]:
    """Where those for whom a service is stand: people, people and others, others, not stated.

    People look for what concerns themselves; organisations send somebody who knows the way.
    """
    if not object:
        return 3, ""
    if object in _PERSONS:
        return 0, object
    return (1 if any(word in object for word in _PERSONS) else 2), object


def guide_blocks(guide: Guide, text: tuple[Block, ...]) -> Iterator[Block]:
    """Everything of a guide below its title: notices, who gives it out, facts, text, files, page."""
    document = guide.document
    for notice in notices_of(document):
        yield _line(notice)
    day = document.published_at.date()
    yield _line(f"发布机关：{'、'.join(document.issuers)}　发布日期：{day}")
    yield from document.own
    yield from text
    base = document.url.removesuffix(f"{document.id}.html")
    for file in document.attached:
        link = Run(file.title, link=base + quote(file.address))
        yield Paragraph((Run(f"{ATTACHED}："), link))
    yield Paragraph((Run(f"{ADDRESS}："), Run(document.url, link=document.url)))


def notices_of(document: Document) -> Iterator[str]:
    """What has to be said before a guide."""
    if document.sample:
        yield SAMPLE
    if document.archived:
        yield ARCHIVED


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))
