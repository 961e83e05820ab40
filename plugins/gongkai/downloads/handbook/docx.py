"""A handbook as DOCX, in the template of records: contents that lead to each guide, the guides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.blocks import Block, Paragraph, Run
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.made import Made
from gongkai.downloads.handbook.handbook import NAME, Guide, Handbook, TextOf, guide_blocks
from gongkai.downloads.handbook.joined import Place, joined

_TOP: Final = 2
"""Level of the headings below the title."""


def handbook_docx(press: DocxPress, handbook: Handbook, text_of: TextOf) -> Made:
    """The handbook's file. Never raises for a text."""
    blocks = (*_contents(handbook), *_guides(handbook, text_of))
    return press.record(_cover(handbook), blocks)


def _cover(handbook: Handbook) -> Document:
    """The handbook as if it were a document: its title, and what the imprint says."""
    return Document(
        id=handbook.id,
        kind="service",
        title=handbook.title,
        issuers=(handbook.site,),
        doc_no=None,
        index_no="",
        written_on=handbook.newest.date(),
        published_at=handbook.newest,
        summary=handbook.says,
        keywords=(NAME, handbook.topic),
        facts=(("汇编平台", handbook.site), ("主题分类", handbook.topic), ("内容", handbook.says)),
        own=(),
        attached=(),
        sample=handbook.sample,
        archived=False,
        url=handbook.url,
        site=handbook.site,
    )


def _contents(handbook: Handbook) -> Iterator[Block]:
    yield Paragraph((Run("目录"),), level=_TOP)
    for name, guides in handbook.groups():
        if handbook.grouped:
            yield Paragraph((Run(name),), role="term")
        for number, guide in guides:
            link = Run(guide.document.title, link=f"#guide-{number}")
            yield Paragraph((link,), marker=f"{number}.")


def _guides(handbook: Handbook, text_of: TextOf) -> Iterator[Block]:
    for name, guides in handbook.groups():
        if handbook.grouped:
            yield Paragraph((Run(name),), level=_TOP)
        for number, guide in guides:
            yield from _guide(handbook, number, guide, text_of)


def _guide(handbook: Handbook, number: int, guide: Guide, text_of: TextOf) -> Iterator[Block]:
    level = _TOP + handbook.grouped
    title = f"{number}. {guide.document.title}"
    yield Paragraph((Run(title),), level=level, id=f"guide-{number}")
    place = Place(guide.document, handbook.id, f"-s{number}", level - _TOP + 1)
    yield from joined(guide_blocks(guide, text_of(guide.document)), place)
