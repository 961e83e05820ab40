"""The forms of files beside a record's page: what pages call them, and how their keys are hashed."""

from __future__ import annotations

import hashlib
from typing import Final

from gongkai.pages.page import KEY

LABELS: Final = {
    "pdf": "PDF",
    "docx": "Word",
    "txt": "TXT",
    "epub": "EPUB",
    "zip": "全部打包",
    "json": "JSON",
}
"""Endings that a page offers first, as it calls them."""
CITING: Final = {"bib": "BibTeX", "ris": "RIS"}
OF_ISSUES: Final = frozenset({"pdf", "epub"})
"""Endings of the files of a whole gazette issue."""


def forms_of_issue(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Endings of the files beside an issue's page, where ``forms`` are those of other records."""
    own = ("pdf",) if "pdf" in forms else ()
    return (*own, "epub", "bib", "ris") if forms else ()


def file_key(*parts: str) -> bytes:
    """Without what every page depends on: a new look of the pages makes no file anew."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=KEY).digest()
