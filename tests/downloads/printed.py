"""What is in a PDF, as poppler reads it; documents to make one of."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gongkai.downloads.documents.blocks import Block, Paragraph, Table
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.pdf.letters import printable

FONTS = Path(__file__).parents[2] / ".cache" / "fonts"
_PAGE_NUMBER = re.compile(r"(?m)^—\s\d+\s—$")


def pages_of(pdf: bytes) -> list[str]:
    """Each page's text, as it stands in the file."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


def text_of(pdf: bytes) -> str:
    """All letters without white space and page numbers."""
    return squeezed(_PAGE_NUMBER.sub("", "\n".join(pages_of(pdf))))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", printable(text))


def letters_of(blocks: Iterable[Block]) -> str:
    """All letters of blocks, in order."""
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(block.marker + block.text)
        elif isinstance(block, Table):
            parts.append(block.caption)
            parts += [letters_of(cell.blocks) for row in block.rows for cell in row]
    return squeezed("".join(parts)).replace("↩", "")  # the page's way back from a note


def fonts_not_embedded(pdf: bytes, folder: Path) -> list[str]:
    """Lines of ``pdffonts`` that do not say yes to being embedded, as a subset, with Unicode."""
    file = folder / "looked-at.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()[2:]
    assert lines
    return [line for line in lines if not re.search(r"yes yes yes +\d+ +\d+$", line)]


def document(**changes: Any) -> Document:
    """A policy's facts."""
    facts: dict[str, Any] = {
        "id": "policy/2020/a",
        "kind": "policy",
        "title": "关于测试的通知",
        "issuers": ("测试市人民政府",),
        "doc_no": "测政发〔2020〕1号",
        "index_no": "1/2020-1",
        "written_on": date(2020, 5, 1),
        "published_at": datetime(2020, 5, 2, 9),
        "summary": "概述",
        "keywords": ("测试",),
        "facts": (("索引号", "1/2020-1"),),
        "own": (),
        "attached": (),
        "sample": False,
        "archived": False,
        "url": "https://www.example.gov.cn/policy/2020/a.html",
        "site": "测试平台",
    }
    return Document(**facts | changes)
