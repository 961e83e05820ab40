"""``gongkai digest``: the digest of a text that was sent to an outlet (数据同源)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from gongkai.text.direction import neutral

_PAGES: Final = (".html", ".htm", ".xhtml")
_LIMIT: Final = 20_000_000
"""Bytes: a page that a browser saved, styles and all."""
_SHOWN: Final = 20
"""Letters of either end that are repeated."""


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--from", "first", metavar="文字", default="", help="正文开头的几个字，前面的不算")
@click.option("--to", "last", metavar="文字", default="", help="正文结尾的几个字，后面的不算")
def digest(file: Path, first: str, last: str) -> None:
    """算出发到微信、客户端、报纸的正文的sha256，写进outlets（数据同源）。

    FILE是从那里复制、粘贴成的文本文件（.txt），或浏览器另存的网页（.html）。只算文字，不计空白；
    网页里只算文章，前后有别的文字（来源、编辑、责任声明）时，用--from和--to写明正文从哪里到哪里。
    """
    from gongkai.body.sent import NotFound, sent_words
    from gongkai.body.words import words_digest

    try:
        words = sent_words(_text(file), file.suffix.lower() in _PAGES, first, last)
    except NotFound as error:
        raise click.ClickException(f"{file}里没有“{error}”，请核对--from和--to") from None
    joined = "".join(words.split())
    if not joined:
        raise click.ClickException(f"{file}里没有文字")
    ends = joined if len(joined) <= 2 * _SHOWN else f"{joined[:_SHOWN]}……{joined[-_SHOWN:]}"
    click.echo(f"{len(joined)}字：{ends}", err=True)
    click.echo(f"sha256: {words_digest(words)}")


def _text(file: Path) -> str:
    """A file in an encoding that an office's programs write."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LIMIT + 1)
    except OSError as error:
        raise click.ClickException(f"{file}读不出来（{error.strerror}）") from None
    if len(raw) > _LIMIT:
        raise click.ClickException(f"{file}超过20MB，请只留正文")
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return neutral(raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"))
        except UnicodeDecodeError:
            continue
    raise click.ClickException(f"{file}不是文本文件或网页；请把正文粘贴成UTF-8编码的文本文件")
