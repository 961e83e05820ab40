"""The inventory as a table: which columns it has, and an entry as a row of text.

The core facts that every portal lists (国务院公报数据库、政策文件库 fields; metadata.md §5) come first,
in the order in which offices keep them.
"""

from __future__ import annotations

from typing import Final

from gongkai.downloads.library.entries import NO_VALIDITY, Entry
from gongkai.model import Catalogue
from gongkai.model.terms import FIELDS

COLUMNS: Final[dict[str, str]] = {
    "index_no": FIELDS["index_no"],
    "title": FIELDS["title"],
    "issuer": FIELDS["issuer"],
    "doc_no": FIELDS["doc_no"],
    "written_on": FIELDS["written_on"],
    "published_at": FIELDS["published_at"],
    "topic": FIELDS["topic"],
    "validity": FIELDS["validity"],
    "column": "栏目",
    "publisher": FIELDS["publisher"],
    "summary": FIELDS["summary"],
    "url": "网页地址",
    "files": FIELDS["attachments"],
    "sha256": "正文校验值（SHA-256，不计空白）",
}
"""Key of an entry → heading."""
HEADER: Final = tuple(COLUMNS.values())
WIDTHS: Final = (150, 300, 160, 140, 80, 110, 120, 90, 80, 160, 300, 260, 200, 215)
"""Pixels."""


def table_row(catalogue: Catalogue, one: Entry) -> tuple[str, ...]:
    """An entry's cells, in the order of ``COLUMNS``; addresses are whole, so that a click opens them."""
    root = catalogue.site.url
    column = catalogue.column(one["column"])
    return (
        one["index_no"],
        one["title"],
        one["issuer"],
        one["doc_no"] or "",
        one["written_on"],
        one["published_at"],
        one["topic"],
        one["validity"] or NO_VALIDITY,
        column.name if column else one["column"],
        one["publisher"],
        one["summary"] or "",
        root + one["url"],
        "\n".join(root + file for file in one["files"]),
        one["sha256"] or "",
    )
