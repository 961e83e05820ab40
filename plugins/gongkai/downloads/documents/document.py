"""What the files of a record say of it, as plain data that travels to workers.

Only what the record itself and the register of organs decide, and how the records are called that it
names by hand: a file that is made once must not have to be made again because another document was
published. Validity and relations, which others decide, stand on the page and in the JSON.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gongkai.check.files import declared_files
from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.own_block import own_blocks
from gongkai.downloads.documents.words import CHINESE, Words
from gongkai.load import Loaded
from gongkai.model import Catalogue, GazetteIssue, Record
from gongkai.model.terms import FIELDS, STATUTORY

ORIGINAL: Final = "整期公报（原版）"
"""An issue of the gazette as the office made it; the site sets one of its own beside it."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that belongs to a record."""

    title: str
    address: str
    """From the site's root; the same path lies below the content folder."""


@dataclass(frozen=True, slots=True)
class Document:
    """A record as its files show it."""

    id: str
    kind: str
    title: str
    issuers: tuple[str, ...]
    """Full names, the leading organ first."""
    doc_no: str | None
    index_no: str
    written_on: date
    published_at: datetime
    summary: str
    keywords: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value, in the order of the page's table."""
    own: tuple[Block, ...]
    """What its kind states besides the text, before it."""
    attached: tuple[Attached, ...]
    sample: bool
    archived: bool
    url: str
    """Canonical address of the page."""
    site: str
    language: str = "zh-CN"
    """BCP 47, as the page states it."""
    words: Words = CHINESE
    """What its files say of their own, in its language."""
    corrections: tuple[tuple[str, str], ...] = ()
    """更正 or 撤回, and when and what; among the ``facts`` too."""
    text_file: str | None = None
    """Path, from the content folder, of the text file that it is; None for a record."""

    @property
    def source(self) -> str:
        """Where its text lies, from the content folder."""
        return self.text_file or f"{self.id}.md"

    @property
    def issued_by(self) -> str:
        """All who issued it, in one line."""
        return "　".join(self.issuers)


def document_of(loaded: Loaded, record: Record) -> Document:
    """A record's facts. Its text is read where a file is made of it."""
    catalogue = loaded.library.catalogue
    names = tuple(map(catalogue.organ_name, (record.issuer, *record.joint_issuers)))
    corrections = tuple(_corrections(record))
    return Document(
        id=record.id,
        kind=record.KIND,
        title=record.title,
        issuers=names,
        doc_no=record.doc_no,
        index_no=record.index_no,
        written_on=record.written_on,
        published_at=record.published_at,
        summary=record.summary,
        keywords=record.keywords,
        facts=(*_facts(catalogue, record, names), *corrections),
        own=own_blocks(loaded.library, record),
        attached=tuple(attached_files(record)),
        sample=record.sample,
        archived=record.archived,
        url=catalogue.site.url + record.address,
        site=catalogue.site.name,
        corrections=corrections,
    )


def _facts(
    catalogue: Catalogue, record: Record, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    yield FIELDS["index_no"], record.index_no
    yield FIELDS["topic"], record.topic.replace("/", "\\")
    yield FIELDS["issuer"], "、".join(names)
    if record.publisher:
        yield FIELDS["publisher"], catalogue.organ_name(record.publisher)
    if record.doc_no:
        yield FIELDS["doc_no"], record.doc_no
    yield FIELDS["written_on"], f"{record.written_on}"
    yield FIELDS["published_at"], record.published_at.strftime("%Y-%m-%d %H:%M")
    if record.effective_on:
        yield FIELDS["effective_on"], f"{record.effective_on}"
    if record.expires_on:
        yield FIELDS["expires_on"], f"{record.expires_on}"
    if record.reg_no:
        yield FIELDS["reg_no"], record.reg_no
    if record.statutory:
        yield FIELDS["statutory"], STATUTORY[record.statutory]


def _corrections(record: Record) -> Iterator[tuple[str, str]]:
    """Whoever has a file alone, without its page, learns here what was wrong in an earlier one."""
    for one, words in record.told_corrections():
        yield one.kind, f"{one.on}　{words}" if words else f"{one.on}"


def attached_files(record: Record) -> Iterator[Attached]:
    """The files that its front matter names, each once."""
    titles = {one.file: one.title or one.file for one in record.attachments}
    if isinstance(record, GazetteIssue):
        titles |= {one.file: one.title or one.file for one in record.articles if one.file}
    for path in dict.fromkeys(written for _, written in declared_files(record)):
        title = titles.get(path, ORIGINAL)
        yield Attached(title, posixpath.normpath(posixpath.join(record.id, path)))
