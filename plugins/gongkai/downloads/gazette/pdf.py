"""A whole issue of a gazette as PDF: cover, contents with page numbers, articles, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.downloads.documents.made import FileFault, Made
from gongkai.downloads.documents.pdf.layout import linked, runs_of, title_of
from gongkai.downloads.documents.pdf.letters import printable
from gongkai.downloads.documents.pdf.press import PdfPress, spoken
from gongkai.downloads.gazette.foreword import foreword
from gongkai.downloads.gazette.issue import Absent, BlocksOf, Issue


def issue_pdf(press: PdfPress, issue: Issue, blocks_of: BlocksOf) -> Made:
    """The issue's file. Never raises; a fault names the article it was found in.

    ``blocks_of``: gives the text of a record; asked once for the issue's own and for each article, in
    order.
    """
    source = press.source("documents/pdf/book.typ", "gazette/issue.typ")
    words = issue.words
    faults: list[FileFault] = []
    sections = any(article.section for article in issue.articles)
    level = 3 if sections else 2
    articles = [
        *_foreword(press, issue, blocks_of, level, faults),
        *_articles(press, issue, blocks_of, sections, faults),
    ]
    name = printable(issue.title)
    day = issue.published_on
    data = {
        "title": f"{name}{issue.name}",
        "authors": [],
        "keywords": [],
        "description": "",
        "date": [day.year, day.month, day.day],
        **spoken(issue.language),
        "name": name,
        "number": issue.name,
        "published": words.dated(day),
        "contents": spaced(words.contents),
        "sample": words.issue_sample if issue.sample else "",
        "url": linked(issue.url, issue.url, 80),
        "sections": sections,
        "articles": articles,
    }
    return press.pressed(source, data, day, faults)


def _foreword(
    press: PdfPress, issue: Issue, blocks_of: BlocksOf, level: int, faults: list[FileFault]
) -> Iterator[dict[str, Any]]:
    """The issue's own text, set as an article that stands in no section."""
    document = issue.own
    found = foreword(blocks_of(document), issue.words) if document else None
    if document and found:
        layout = press.layout(document, level, "a0-")
        yield {"title": title_of(found.title), "body": layout.laid(found.blocks)}
        faults += (
            fault._replace(message=f"{found.title}：{fault.message}") for fault in layout.faults
        )


def spaced(name: str) -> str:
    """A heading of two Chinese letters, set apart as headings of contents are."""
    return "　".join(name) if len(name) == 2 and name > "\u2e80" else name


def _articles(
    press: PdfPress, issue: Issue, blocks_of: BlocksOf, sections: bool, faults: list[FileFault]
) -> Iterator[dict[str, Any]]:
    before = ""
    for number, article in enumerate(issue.articles, 1):
        laid = _article(press, issue, number, blocks_of, 3 if sections else 2, faults)
        section = printable(article.section) or issue.words.others
        if sections and section != before:
            laid["section"] = before = section
        yield laid


def _article(
    press: PdfPress,
    issue: Issue,
    number: int,
    blocks_of: BlocksOf,
    level: int,
    faults: list[FileFault],
) -> dict[str, Any]:
    article = issue.articles[number - 1]
    document = article.document
    if document is None:
        return {
            "title": title_of(article.title),
            "body": [{"k": "p", "r": _absent(article.absent)}],
        }
    layout = press.layout(document, level, f"a{number}-")
    laid = {
        "title": title_of(article.title),
        "body": layout.laid((*document.own, *blocks_of(document))),
    }
    if article.issued:
        laid["from"] = runs_of(article.issued)
    faults += [
        fault._replace(message=f"《{article.title}》：{fault.message}") for fault in layout.faults
    ]
    return laid


def _absent(absent: Absent) -> list[Any]:
    """The reason, and the address as a link."""
    url = linked(absent.address, absent.address) if absent.address else []
    return [*runs_of(absent.reason), *url]
