"""The documents as pages for other programs: HTML for Pagefind, a project for MkDocs."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmark.library import Item, parts

_PAGE: Final = (
    '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
    "<body><main data-pagefind-body><h1>{title}</h1>\n<p>{facts}</p>\n{body}\n</main></body></html>\n"
)
_CONFIG: Final = """\
site_name: 文件库
docs_dir: docs
site_dir: site
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune]
plugins:
  - search:
      lang: zh
validation:
  links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore, absolute_links: ignore}
"""


def described(item: Item) -> str:
    """Issuer, number and date in words, as any record page has them."""
    year, month, day = (int(part) for part in item.written_on.split("-"))
    facts = [f"发文机关：{item.issuer}", f"成文日期：{year}年{month}月{day}日（{item.written_on}）"]
    if item.doc_no:
        facts.insert(1, f"发文字号：{item.doc_no}")
    return " ".join(facts)


def write_html(items: Sequence[Item], folder: Path) -> None:
    """``<id>.html`` of each: title, a line of facts, the text as paragraphs."""
    for item in items:
        lines = (html.escape(line.strip()) for line in item.body().split("\n"))
        body = "\n".join(f"<p>{line}</p>" for line in lines if line)
        page = _PAGE.format(
            title=html.escape(item.title), facts=html.escape(described(item)), body=body
        )
        _write(folder / f"{item.id}.html", page)


def write_mkdocs(items: Sequence[Item], folder: Path) -> None:
    """A project of MkDocs with its Material theme: the sources' own Markdown under a title."""
    _write(folder / "mkdocs.yml", _CONFIG)
    _write(folder / "docs" / "index.md", "# 文件库\n")
    for item in items:
        body = parts(item.path.read_text(encoding="utf-8"))[1]
        text = f"# {item.title}\n\n{described(item)}\n\n{html.escape(body, quote=False)}"
        _write(folder / "docs" / f"{item.id}.md", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
