"""The gazette as a database: every article from the first issue on, as JSON, CSV and XLSX.

国办发〔2018〕22号 三: a database of the gazette from its first issue, open to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from gongkai.downloads.csv_text import csv_bytes
from gongkai.downloads.gazette.contents import article_name
from gongkai.downloads.json_schema import TEXT, Schema, array, object_schema, or_null, whole_schema
from gongkai.downloads.json_text import json_list
from gongkai.downloads.sheets import Book
from gongkai.model import GazetteIssue, Library
from gongkai.model.terms import FIELDS

FORMS: Final = ("json", "csv", "xlsx")
STEM: Final = "data/gazette"
SCHEMA: Final = f"{STEM}.schema.json"
NAME: Final = "政府公报数据库"
COLUMNS: Final[dict[str, str]] = {
    "year": FIELDS["year"],
    "issue": FIELDS["issue"],
    "total": FIELDS["total"],
    "published_on": FIELDS["published_on"],
    "section": "栏目",
    "title": FIELDS["title"],
    "doc_no": FIELDS["doc_no"],
    "issuer": FIELDS["issuer"],
    "url": "网页地址",
    "issue_url": "本期地址",
}
"""Key of an article → heading."""
_WIDTHS: Final = (50, 50, 60, 90, 130, 320, 150, 180, 280, 240)


def articles(library: Library) -> Iterator[dict[str, Any]]:
    """Every article of every open issue, oldest first."""
    issues = (r for r in library.records.values() if isinstance(r, GazetteIssue) and r.open)
    for issue in sorted(issues, key=lambda one: (one.issue_year, one.issue, one.id)):
        yield from _of_issue(library, issue)


def _of_issue(library: Library, issue: GazetteIssue) -> Iterator[dict[str, Any]]:
    catalogue = library.catalogue
    for article in issue.in_print:
        target = library.find(article.record) if article.record else None
        address = target.address if target else None
        if article.file and address is None:
            address = f"{issue.id}/{article.file}"
        yield {
            "year": issue.issue_year,
            "issue": issue.issue,
            "total": issue.total,
            "published_on": issue.published_on.isoformat(),
            "section": article.section,
            "title": article_name(article, target),
            "doc_no": target.doc_no if target else None,
            "issuer": catalogue.organ_name(target.issuer) if target else None,
            "url": catalogue.site.url + address if address else None,
            "issue_url": catalogue.site.url + issue.address,
        }


def database_file(title: str, found: Iterable[dict[str, Any]], form: str) -> bytes:
    """All articles in one of ``FORMS``."""
    if form == "json":
        return b"".join(json_list(found))
    rows = (tuple("" if one[key] is None else str(one[key]) for key in COLUMNS) for one in found)
    if form == "csv":
        return csv_bytes(tuple(COLUMNS.values()), rows)
    book = Book(title)
    sheet = book.sheet(NAME, _WIDTHS, 1)
    sheet.row([(name, book.head) for name in COLUMNS.values()])
    for row in rows:
        sheet.row([(cell, book.text) for cell in row])
    sheet.filtered()
    return book.finish()


def database_schema() -> Schema:
    """The schema (2020-12) of ``data/gazette.json``."""
    whole = {"type": "integer", "minimum": 1}
    texts = {key: or_null(TEXT) for key in ("doc_no", "issuer", "url")}
    facts: Schema = {
        "year": whole,
        "issue": whole,
        "total": or_null(whole),
        "published_on": TEXT,
        "section": TEXT,
        "title": TEXT,
        **texts,
        "issue_url": TEXT,
    }
    titled = {key: {**facts[key], "title": COLUMNS[key]} for key in COLUMNS}
    return whole_schema(NAME, array(object_schema(titled)))
