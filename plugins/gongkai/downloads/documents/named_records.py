"""A record that another one names in its own block, as a line: what it is called, and where it is.

Of one that is withheld no more than its row in a list tells: title, address, how it is disclosed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.blocks import Paragraph, Run
from gongkai.model import GazetteIssue, Library, Record
from gongkai.model.records import GazetteArticle

UNTITLED: Final = "（本站没有发布的文件）"
"""A record that is not in the library: its id may tell of one that is dated ahead."""


def article_name(article: GazetteArticle, target: Record | None) -> str:
    """As an issue's contents name it; ``target`` is its record where the library has it."""
    return article.title or (target.title if target else article.file or UNTITLED)


def named_line(library: Library, written: str, marker: str = "") -> Paragraph:
    """The line of a record; ``written`` is how the naming record refers to it."""
    target = library.find(written)
    runs = named_runs(library, target) if target else [Run(UNTITLED)]
    return Paragraph(tuple(runs), marker=marker)


def named_runs(library: Library, target: Record, title: str | None = None) -> Iterator[Run]:
    """Title, which leads to its page, and number; ``title`` where it is called something else."""
    yield Run(title or target.title, link=library.catalogue.site.url + target.address)
    said = "".join(f"（{one}）" for one in _said(target))
    if said:
        yield Run(said)


def _said(target: Record) -> Iterator[str]:
    if target.open and target.doc_no:
        yield target.doc_no
    if not target.open:
        yield target.disclosure
    if target.sample:
        yield "示例"


def article_line(library: Library, issue: GazetteIssue, article: GazetteArticle) -> Paragraph:
    """The line of an article in an issue's contents, with its record's address or its file's."""
    target = library.find(article.record) if article.record else None
    name = article_name(article, target)
    if target:
        return Paragraph(tuple(named_runs(library, target, name)))
    link = library.catalogue.site.url + file_address(issue, article) if article.file else None
    return Paragraph((Run(name, link=link),))


def file_address(issue: GazetteIssue, article: GazetteArticle) -> str:
    """Where an article's own file lies, from the site's root."""
    return posixpath.normpath(posixpath.join(issue.id, article.file or ""))
