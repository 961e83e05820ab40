"""What a search inside the gazette finds: its issues, and the documents that they printed.

国办发〔2018〕22号 wants the gazette searched by content (内容检索). What an issue printed are documents
of the library, whose texts are indexed once, under their own pages: a facet narrows the search to
them, and costs a number a document.
"""

from __future__ import annotations

from typing import Final

from gongkai.model import GazetteIssue, Library, Record

ISSUE: Final = "各期公报"
PRINTED: Final = "刊登的文件"
IN_GAZETTE: Final = (ISSUE, PRINTED)
"""Values of the facet ``gazette``."""


def in_gazette(library: Library, record: Record) -> str:
    """One of ``IN_GAZETTE``; empty for what is in no gazette."""
    if isinstance(record, GazetteIssue):
        return ISSUE
    return PRINTED if record.gazette or library.issue(record) else ""
