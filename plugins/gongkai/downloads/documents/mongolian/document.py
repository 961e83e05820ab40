"""The Mongolian counterpart of a record, as its files show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import CHINESE, MONGOLIAN


def counterpart(
    chinese: Document,
    title: str,
    summary: str,
    keywords: tuple[str, ...],
    terms: Mapping[str, str],
) -> Document:
    """What the files of ``mn/<id>.md`` say: its own words, all facts of the Chinese record.

    ``terms``: Chinese text → Mongolian, for labels and for what files say of their own; what has no
    translation stays Chinese.
    """
    base = chinese.url.removesuffix(f"{chinese.id}.html")
    return replace(
        chinese,
        id=f"mn/{chinese.id}",
        title=title,
        summary=summary,
        keywords=keywords,
        facts=tuple((terms.get(label, label), value) for label, value in chinese.facts),
        url=f"{base}mn/{chinese.id}.html",
        language=MONGOLIAN,
        words=CHINESE.translated(terms),
    )
