"""Documents to make files of."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from gongkai.body import render_body
from gongkai.cache import Cache
from gongkai.downloads.documents.blocks import (
    Block,
    Cell,
    Paragraph,
    Run,
    Table,
)
from gongkai.downloads.documents.document import Attached, Document, document_of
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.table_layout import flat
from gongkai.downloads.documents.xml_text import legal
from gongkai.downloads.gazette.issue import Article, Issue
from gongkai.load import load
from gongkai.workers import Workers
from paths import REPOSITORY

TEMPLATE = REPOSITORY / "overrides" / "gongkai" / "downloads" / "record.docx"
ID = "policy/2020/a"

DOCUMENT = Document(
    id=ID,
    kind="policy",
    title="关于印发<要点>&方案的通知",
    issuers=("乌海市人民政府办公室", "乌海市教育局"),
    doc_no="乌政办发〔2020〕11号",
    index_no="111503/2020-1",
    written_on=date(2020, 5, 21),
    published_at=datetime(2020, 5, 22, 9, 30),
    summary="概述",
    keywords=("公开",),
    facts=(("索引号", "111503/2020-1"), ("发文机关", "乌海市人民政府办公室、乌海市教育局")),
    own=(),
    attached=(Attached("任务分解表", f"{ID}/表 1#.docx"),),
    sample=True,
    archived=False,
    url=f"https://www.example.gov.cn/{ID}.html",
    site="乌海市政府信息公开平台",
)

ISSUE = Issue(
    title="测试市人民政府公报",
    year=2026,
    number=1,
    total=None,
    published_on=date(2026, 1, 1),
    articles=(Article("", "甲", DOCUMENT),),
    sample=False,
    url="https://www.example.gov.cn/gazette/2026/1.html",
)

BODY = """各区人民政府：

现通知如下[^1]，见[国务院文件](https://www.gov.cn/a.htm)、[细则](b.html)和[第二部分](#s-2)。

一、总体要求

- 第一项
  - 下一层

二、任务分解

<table><caption>表1　分解表</caption><thead><tr><th rowspan="2">序号</th><th colspan="2">责任</th></tr>
<tr><th>牵头</th><th>配合</th></tr></thead>
<tbody><tr><td>1</td><td rowspan="2">甲局</td><td>乙局</td></tr><tr><td>2</td><td>丙局</td></tr></tbody>
</table>

![流程图](a/t.png)

![坏图](a/x.png)

乌海市人民政府办公室

2020年5月21日

[^1]: 注释的文字。
"""

HOSTILE: dict[str, tuple[Block, ...]] = {
    "markup": (Paragraph((Run("<w:p/></w:t>]]>&amp;&#7;<!-- <script>alert(1)</script> \" '"),)),),
    "control": (Paragraph((Run("甲\x00\x07\x1b乙\ufffe丙\ud800丁\t\r\n戊"),)),),
    "rare": (Paragraph((Run("𠮷𪚥𰻝\U0002ebf0 😀👨‍👩‍👧 ᠮᠣᠩᠭᠣᠯ \u202e"),)),),
    "long line": (Paragraph((Run("长" * 10_000),)),),
    "2 MB": tuple(Paragraph((Run("文" * 300),)) for _ in range(2300)),
    "500 rows": (Table(tuple((Cell((Paragraph((Run("一"),)),)),) * 4 for _ in range(500)), 1),),
    "links": tuple(
        Paragraph((Run("链", link=link),))
        for link in (
            "javascript:a",
            "http://[",
            "http://a b",
            "http://a.cn:99999/",
            "#none",
            "x\ud800",
        )
    ),
    "empty": (Table(((),)), Table(()), Paragraph(())),
}


def blocks(source: str) -> tuple[Block, ...]:
    """What a body's source says."""
    return blocks_of(render_body(source, f"{ID}.html").html)


def nested(depth: int) -> tuple[Block, ...]:
    """Tables within tables."""
    block: Block = Paragraph((Run("深"),))
    for level in range(depth):
        block = Table(((Cell((block, Paragraph((Run(f"{level}"),)))),),), caption=f"第{level}层")
    return (block,)


def letters(found: Iterable[Block]) -> str:
    """Every letter that a file must hold, without white space."""
    lines = flat(tuple(found))
    runs = (run for line in lines for run in line.runs if isinstance(run, Run))
    return squeezed(legal("".join(run.text for run in runs if run.text != "↩")))


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def content(folder: Path) -> Path:
    """A content folder with a picture, 900 by 300, and a broken one."""
    pictures = folder / ID
    pictures.mkdir(parents=True)
    (pictures / "t.png").write_bytes(png(900, 300))
    (pictures / "x.png").write_bytes(png(9, 9)[:40])
    return folder


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def library(root: Path) -> Iterator[tuple[Document, tuple[Block, ...]]]:
    """Every record below a folder that holds ``content`` and ``catalogue``."""
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(root / "content", root / "catalogue", cache, workers)
    for record in loaded.library.records.values():
        document = document_of(loaded, record)
        path = root / "content" / document.source
        if path.is_file():
            text = path.read_text("utf-8").partition("\n---\n")[2]
            yield document, blocks_of(render_body(text, f"{document.id}.html").html)
