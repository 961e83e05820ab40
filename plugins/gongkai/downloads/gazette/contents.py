"""An issue's record → the issue as its files show it: which texts are printed, and why others are not."""

from __future__ import annotations

import posixpath
from typing import Final

from gongkai.downloads.documents.document import document_of
from gongkai.downloads.documents.words import CHINESE, Words
from gongkai.downloads.gazette.issue import Absent, Article, Issue
from gongkai.load import Loaded
from gongkai.model import GazetteIssue, Record
from gongkai.model.records import GazetteArticle

UNTITLED: Final = "（本站没有发布的文件）"
"""An article without a title whose record is not in the library: its id may tell of one that is dated
ahead."""


def issue_of(loaded: Loaded, record: GazetteIssue, name: str) -> Issue:
    """The issue with its articles in the order of its contents; ``name`` is the gazette's.

    An issue whose own text is withheld has no files, and is not asked for.
    """
    return Issue(
        title=name,
        year=record.issue_year,
        number=record.issue,
        total=record.total,
        published_on=record.published_on,
        articles=tuple(_article(loaded, record, article) for article in record.in_print),
        sample=record.sample,
        url=loaded.library.catalogue.site.url + record.address,
        own=document_of(loaded, record),
    )


def article_name(article: GazetteArticle, target: Record | None) -> str:
    """As the contents name it; ``target`` is its record where the library has it."""
    return article.title or (target.title if target else article.file or UNTITLED)


def _article(loaded: Loaded, issue: GazetteIssue, article: GazetteArticle) -> Article:
    target = loaded.library.find(article.record) if article.record else None
    title = article_name(article, target)
    if target is not None and target.open:
        return Article(article.section, title, document_of(loaded, target))
    return Article(article.section, title, None, absent(loaded, issue, article, target))


def absent(
    loaded: Loaded,
    issue: GazetteIssue,
    article: GazetteArticle,
    target: Record | None,
    words: Words = CHINESE,
) -> Absent:
    """Why an article's text is not printed.

    As the issue's page does, a record that is known comes before a file beside the issue.

    Of a withheld record its page's address and how it is disclosed are told, as its page tells them.
    """
    site = loaded.library.catalogue.site.url
    if target is not None:
        on_request = target.disclosure == "依申请公开"
        return Absent(words.on_request if on_request else words.withheld, site + target.address)
    if article.file:
        address = posixpath.normpath(posixpath.join(issue.id, article.file))
        name = posixpath.basename(address)
        return Absent(words.with_issue.format(name=name), site + address)
    return Absent(words.unknown if article.record else words.title_alone)
