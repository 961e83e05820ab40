"""What every file of a record says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.document import Document

SAMPLE: Final = "示例：本文件为演示用的示例文件，不是真实公文。"
ARCHIVED: Final = "已归档：本文件已归档，不再更新。"
ATTACHED: Final = "附件"
ADDRESS: Final = "网页地址"


def notices(document: Document) -> Iterator[str]:
    """Lines that stand before the title."""
    if document.sample:
        yield SAMPLE
    if document.archived:
        yield ARCHIVED
