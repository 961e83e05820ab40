"""A handbook as PDF: title, contents with page numbers, the guides by whom they are for, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.downloads.documents.made import FileFault, Made
from gongkai.downloads.documents.pdf.layout import linked, title_of
from gongkai.downloads.documents.pdf.letters import printable
from gongkai.downloads.documents.pdf.press import PdfPress, spoken
from gongkai.downloads.handbook.handbook import (
    NAME,
    SAMPLES,
    Handbook,
    TextOf,
    guide_blocks,
)


def handbook_pdf(press: PdfPress, handbook: Handbook, text_of: TextOf) -> Made:
    """The handbook's file. Never raises; a fault names the guide it was found in."""
    source = press.source("documents/pdf/book.typ", "handbook/handbook.typ")
    faults: list[FileFault] = []
    guides = list(_guides(press, handbook, text_of, faults))
    day = handbook.newest.date()
    data = {
        "title": printable(handbook.title),
        "authors": [printable(handbook.site)],
        "keywords": [NAME, printable(handbook.topic)],
        "description": handbook.says,
        "date": [day.year, day.month, day.day],
        **spoken("zh-CN"),
        "contents": "目　录",
        "name": NAME,
        "topic": printable(handbook.topic),
        "site": printable(handbook.site),
        "says": handbook.says,
        "sample": SAMPLES if handbook.sample else "",
        "url": linked(handbook.url, handbook.url, 80),
        "sections": handbook.grouped,
        "guides": guides,
    }
    return press.pressed(source, data, day, faults)


def _guides(
    press: PdfPress, handbook: Handbook, text_of: TextOf, faults: list[FileFault]
) -> Iterator[dict[str, Any]]:
    for name, guides in handbook.groups():
        for place, (number, guide) in enumerate(guides):
            document = guide.document
            level = 3 if handbook.grouped else 2
            layout = press.layout(document, level, f"s{number}-")
            laid = {
                "title": title_of(document.title),
                "body": layout.laid(tuple(guide_blocks(guide, text_of(document)))),
            }
            if handbook.grouped and not place:
                laid["section"] = f"办理对象：{printable(name)}"
            said = f"《{document.title}》："
            faults += [one._replace(message=said + one.message) for one in layout.faults]
            yield laid
