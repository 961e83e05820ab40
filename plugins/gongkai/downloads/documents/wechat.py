"""A record to paste into WeChat's editor (公众号).

The editor keeps inline styles and drops everything else that dresses a text: style sheets, classes,
ids, scripts. It fetches pictures from their addresses, so these are whole. One ``section`` is what is
pasted: open the file, select all, copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.downloads.documents.blocks import Block, Picture
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.links import absolute
from gongkai.downloads.documents.markup import Manner, markup
from gongkai.downloads.documents.notices import ATTACHED, notices
from gongkai.downloads.documents.pictures import replacement
from gongkai.downloads.documents.xml_text import xml_text

_LINE: Final = "margin:0 0 16px;line-height:1.8;"
_HEAD: Final = "margin:24px 0 12px;line-height:1.6;font-weight:bold;"
_CELL: Final = "border:1px solid #999;padding:4px 6px;"
_STYLES: Final = {
    "section": "font-size:17px;color:#222;word-break:break-word;",
    "text": f"{_LINE}text-indent:2em;",
    "center": f"{_LINE}text-align:center;",
    "right": f"{_LINE}text-align:right;",
    "to": _LINE,
    "sign": "margin:0 0 8px;line-height:1.8;text-align:right;padding-right:2em;",
    "hist": f"{_LINE}text-align:center;color:#666;font-size:15px;",
    "doct": f"{_HEAD}text-align:center;font-size:20px;",
    "quote": f"{_LINE}padding-left:1em;border-left:3px solid #ccc;color:#555;",
    "code": "margin:0 0 16px;white-space:pre-wrap;font-family:monospace;font-size:14px;",
    "term": f"{_LINE}font-weight:bold;",
    "picture": "margin:0 0 16px;text-align:center;",
    "note": "margin:0 0 8px;line-height:1.6;font-size:14px;color:#666;",
    "table": "border-collapse:collapse;width:100%;margin:0 0 16px;font-size:14px;",
    "caption": "font-weight:bold;padding:4px;text-align:center;",
    "cell": f"{_CELL}text-align:left;",
    "head-cell": f"{_CELL}text-align:center;background:#f3f3f3;font-weight:bold;",
    "image": "max-width:100%;height:auto;",
    "rule": "border:0;border-top:1px solid #ccc;margin:16px 0;",
    "link": "color:#0b57a4;",
    "note-number": "",
    "notice": "margin:0 0 16px;color:#c00000;font-weight:bold;",
    "number": "margin:0 0 16px;text-align:center;color:#444;",
    "source": "margin:0 0 8px;line-height:1.6;font-size:14px;color:#666;word-break:break-all;",
    "h2": f"{_HEAD}font-size:18px;",
    "h3": f"{_HEAD}font-size:17px;",
    "h4": f"{_HEAD}font-size:17px;",
    "h5": f"{_HEAD}font-size:16px;",
    "h6": f"{_HEAD}font-size:16px;",
}


def record_wechat(document: Document, blocks: tuple[Block, ...]) -> bytes:
    """A page that holds nothing but the section."""
    title, address = xml_text(document.title), xml_text(document.url)
    page = (
        f'<!DOCTYPE html>\n<html lang="{xml_text(document.language)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<link rel="canonical" href="{address}">\n</head>\n<body>\n'
        f"{wechat_section(document, blocks)}</body>\n</html>\n"
    )
    return page.encode()


def wechat_section(document: Document, blocks: tuple[Block, ...]) -> str:
    """The text without its title, for which the editor has a field of its own."""
    manner = Manner(
        _dress,
        lambda link: None if link.startswith("#") else absolute(document.url, link),
        lambda picture: _picture(document, picture),
    )
    head = (f"<p{_dress('notice')}>{xml_text(notice)}</p>\n" for notice in notices(document))
    number = f"<p{_dress('number')}>{xml_text(document.doc_no)}</p>\n" if document.doc_no else ""
    text = markup((*document.own, *blocks), manner)
    inside = "".join((*head, number, text, *_foot(document)))
    return f"<section{_dress('section')}>\n{inside}</section>\n"


def _foot(document: Document) -> Iterator[str]:
    lines = [f"{label}：{said}" for label, said in document.corrections]
    lines += [f"{ATTACHED}：{file.title}" for file in document.attached]
    lines += [f"来源：{document.site}", f"原文：{document.url}"]
    for line in lines:
        yield f"<p{_dress('source')}>{xml_text(line)}</p>\n"


def _picture(document: Document, picture: Picture) -> str:
    address = absolute(document.url, picture.source)
    if address is None:
        return xml_text(replacement(picture, document.words))
    alternative = xml_text(picture.alternative)
    return f'<img src="{xml_text(address)}" alt="{alternative}"{_dress("image")}/>'


def _dress(kind: str) -> str:
    name, _, align = kind.partition(" ")
    if name.startswith("entry"):
        depth = int(name.removeprefix("entry"))
        return f' style="{_LINE}padding-left:{2 + 1.5 * depth:g}em;"'
    style = _STYLES[name] + (f"text-align:{align};" if align else "")
    return f' style="{style}"' if style else ""
