"""What every file of a record says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.words import CHINESE

ARCHIVED: Final = CHINESE.archived
ATTACHED: Final = CHINESE.attached
ADDRESS: Final = CHINESE.address


def notices(document: Document) -> Iterator[str]:
    """Lines that stand before the title."""
    if document.sample:
        yield document.words.sample
    if document.archived:
        yield document.words.archived
