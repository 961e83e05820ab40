"""An issue's record → the issue as its files show it: which texts are printed, and why others are not."""

from __future__ import annotations

import posixpath
from datetime import date
from urllib.parse import quote

from gongkai.body import may_hold_faults, render_body
from gongkai.downloads.documents.document import Document, document_of
from gongkai.downloads.documents.named_records import article_name, file_address
from gongkai.downloads.documents.words import CHINESE, Words
from gongkai.downloads.gazette.issue import Absent, Article, Issue
from gongkai.load import Loaded
from gongkai.load.attached_text import AttachedText, attached_text, text_file_of
from gongkai.model import GazetteIssue, Record
from gongkai.model.records import GazetteArticle


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
        corrected_on=_corrected_on(loaded, record),
    )


def _corrected_on(loaded: Loaded, record: GazetteIssue) -> date | None:
    printed = (one for one in loaded.library.printed(record) if one.open)
    days = (one.on for each in (record, *printed) for one in each.corrections)
    return max(days, default=None)


def _article(loaded: Loaded, issue: GazetteIssue, article: GazetteArticle) -> Article:
    target = loaded.library.find(article.record) if article.record else None
    title = article_name(article, target)
    if target is not None and target.open:
        return Article(article.section, title, document_of(loaded, target))
    path = text_file_of(loaded, issue, article)
    found = attached_text(loaded.content, path) if path else None
    if path and found and found.text.strip():
        document = _document_of_file(loaded, issue, title, path)
        return Article(article.section, title, document, stamp=_stamp(loaded, path, found))
    return Article(article.section, title, None, absent(loaded, issue, article, target))


def _document_of_file(loaded: Loaded, issue: GazetteIssue, title: str, path: str) -> Document:
    """A text file as a document, which has no facts of its own; its address is the file's."""
    site = loaded.library.catalogue.site
    return Document(
        id=path,
        kind=issue.KIND,
        title=title,
        issuers=(),
        doc_no=None,
        index_no="",
        written_on=issue.published_on,
        published_at=issue.published_at,
        summary="",
        keywords=(),
        facts=(),
        own=(),
        attached=(),
        sample=issue.sample,
        archived=issue.archived,
        url=site.url + quote(path),
        site=site.name,
        text_file=path,
    )


def _stamp(loaded: Loaded, path: str, found: AttachedText) -> str:
    if not may_hold_faults(found.text):
        return found.sha256
    links = render_body(found.text, path).links
    files = loaded.tree.files
    return f"{found.sha256} {[(one.target, files.get(one.target)) for one in links]}"


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
        address = file_address(issue, article)
        name = posixpath.basename(address)
        return Absent(words.with_issue.format(name=name), site + address)
    return Absent(words.unknown if article.record else words.title_alone)
