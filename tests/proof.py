"""Proves a built site against its sources, without the program: ``python tests/proof.py SITE CONTENT``.

Every record has a page; each page has the required tags, one h1, links that lead somewhere; its body
holds the source's text character for character, less markup, in at least as many blocks as the
source has lines.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import yaml

BLOCKS: Final = frozenset("p h1 h2 h3 h4 h5 h6 li td th dt dd pre hr caption".split())
VOID: Final = frozenset("area br col embed hr img input link meta source wbr".split())
SITE_TAGS: Final = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS: Final = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT_TAGS: Final = ("ArticleTitle", "PubDate", "ContentSource")
PUB_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d")
MARKUP: Final = frozenset("*#`|\\[]")
"""Characters that may be markup anywhere; what is markup at a line's start alone is cut there."""
ADDRESS: Final = re.compile(r"<(https?://[^\s<>]+)>")
LINE_START: Final = re.compile(
    r"(?m)^[\s\u3000]*(?:[-*][ \t]+(?=[^\s\d])|>[ \t]|-{3,}[ \t]*$|(?=[^\n]*\|)[|:\- \t]+$)"
)
TAG_OR_TARGET: Final = re.compile(
    r"<(?!https?:)/?[A-Za-z][^<>]*>|\]\([^()\s]*\)|&(?!sp;)[A-Za-z]+;|&#\w+;"
)

NOTE: Final = re.compile(r"\[\^[^\]\s]+\]:?")


@dataclass
class Page:
    """What a page says of itself."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    h1: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str | None = None
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    body: str | None = None
    blocks: int = 0
    meta_text: str = ""
    json_ld: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads one page into a Page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.stack: list[tuple[str, str | None]] = []
        self.script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "meta" and "name" in values:
            page.metas.append((values["name"], values.get("content", "")))
        if tag == "link" and values.get("rel") == "canonical":
            page.canonical = values["href"]
        elif tag not in ("base",):
            page.links += [values[name] for name in ("href", "src") if name in values]
        if "id" in values:
            page.ids.append(values["id"])
        if tag == "h1":
            page.h1.append("")
        page.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (
            tag == "script" and "src" not in values and "json" not in values.get("type", "")
        ):
            page.inline.append(tag)
        self.script = values.get("type", "") if tag == "script" else None
        if self.inside("body") and tag in BLOCKS:
            page.blocks += 1
        if tag not in VOID:
            made = "footnote-" in values.get("class", "")  # numbers and arrows of the engine's own
            self.stack.append((tag, "made" if made else values.get("data-part")))
        if values.get("data-part") == "body":
            page.body = page.body or ""

    def handle_endtag(self, tag: str) -> None:
        self.script = None
        while self.stack:
            if self.stack.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        page = self.page
        if self.script is not None:
            if "ld+json" in self.script:
                page.json_ld.append(data)
            return
        if self.stack and self.stack[-1][0] == "title":
            page.title += data
        if any(tag == "h1" for tag, _ in self.stack):
            page.h1[-1] += data
        if self.inside("body") and not self.inside("made"):
            page.body = (page.body or "") + data
        if self.inside("meta"):
            page.meta_text += data

    def inside(self, part: str) -> bool:
        return any(name == part for _, name in self.stack)


def read_page(path: Path) -> Page:
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader.page


def visible(text: str) -> str:
    """Without white space and what has no shape."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Zs", "Zl", "Zp", "Cc", "Cf"))


def source_of(path: Path) -> tuple[dict[str, object], str]:
    text = path.read_text("utf-8-sig")
    _, meta, body = re.split(r"(?m)^---[ \t]*$\n?", text, maxsplit=2)
    return yaml.load(meta, yaml.CBaseLoader), body


def notes_last(source: str) -> str:
    """Footnotes stand at the end of a page, wherever their source has them."""
    text, notes, inside = [], [], False
    for line in source.split("\n"):
        inside = line.startswith("[^") or (
            (inside and line[:2] in ("  ", "\t")) or (inside and not line)
        )
        (notes if inside else text).append(NOTE.sub("", line))
    return "\n".join(text + notes)


def lost_letters(source: str, shown: str) -> str | None:
    """What the page lost or moved; None when it shows the source less markup."""
    source = notes_last(source) if "[^" in source else source
    source = ADDRESS.sub(r"\1", source)
    source = LINE_START.sub("", TAG_OR_TARGET.sub("", source))
    source, shown = visible(source), visible(shown)
    if source == shown:
        return None
    lost, at = [], 0
    for letter in source:
        if at < len(shown) and shown[at] == letter:
            at += 1
        else:
            lost.append(letter)
    if at < len(shown):
        return f"not in the source: {shown[at : at + 20]}"
    bad = [letter for letter in lost if letter not in MARKUP]
    return f"lost: {''.join(bad[:20])}" if bad else None


def line_count(body: str) -> int:
    """Source lines that show something; a table's delimiter row shows nothing."""
    lines = (visible(line) for line in body.split("\n"))
    return sum(bool(line) and not re.fullmatch(r"[|:\-]+", line) for line in lines)


def faults_of_record(
    site: Path, content: Path, path: Path, required: tuple[str, ...]
) -> Iterator[str]:
    id = path.relative_to(content).with_suffix("").as_posix()
    target = site / f"{id}.html"
    if not target.is_file():
        yield "no page"
        return
    meta, body = source_of(path)
    page = read_page(target)
    names = Counter(name.lower() for name, _ in page.metas)
    tags = dict(page.metas)
    yield from (f"meta {name} twice" for name, n in names.items() if n > 1)
    yield from (f"meta {name} is missing" for name in required if not tags.get(name))
    if not PUB_DATE.fullmatch(tags.get("PubDate", "")):
        yield f"PubDate {tags.get('PubDate')}"
    title = str(meta["title"]).strip()
    if [h.strip() for h in page.h1] != [title] or tags.get("ArticleTitle") != title:
        yield f"h1 {page.h1}, title {title}"
    if title not in page.title or not page.canonical:
        yield "title or canonical is missing"
    for label in ("索引号", "主题分类", "发文机关", "发文字号", "成文日期", "发布日期", "有效性"):
        if label not in page.meta_text and path.relative_to(content).parts[0] == "policy":
            yield f"{label} is not in the metadata"
    if str(meta["index_no"]) not in page.meta_text:
        yield "the index number is not shown"
    if [json.loads(text)["@context"] for text in page.json_ld] != ["https://schema.org"]:
        yield "no JSON-LD"
    if meta.get("disclosure", "主动公开") != "主动公开":
        if page.body is not None:
            yield "a body that may not be shown"
        return
    if (lost := lost_letters(body, page.body or "")) is not None:
        yield lost
    if page.blocks < line_count(body):
        yield f"{page.blocks} blocks for {line_count(body)} lines"


def faults_of_links(site: Path, path: Path, exists: dict[Path, bool]) -> Iterator[str]:
    page = read_page(path)
    yield from (f"id {id} twice" for id, n in Counter(page.ids).items() if n > 1)
    yield from (f"inline {what}" for what in page.inline)
    for link in page.links:
        parts = urlsplit(link)
        if link.startswith("/"):
            yield f"absolute link {link}"
        elif parts.scheme or parts.netloc:
            if parts.scheme not in ("http", "https", "mailto", "tel"):
                yield f"scheme of {link}"
        elif parts.path:
            target = (path.parent / unquote(parts.path)).resolve()
            if target not in exists:
                exists[target] = target.is_file()
            if not exists[target]:
                yield f"broken link {link}"
        elif parts.fragment and unquote(parts.fragment) not in page.ids:
            yield f"no such place {link}"


def prove(site: Path, content: Path, id_code: bool = True) -> tuple[int, list[str]]:
    """The number of records proved, and every fault."""
    site = site.resolve()
    required = (*(SITE_TAGS if id_code else SITE_TAGS[:2]), *COLUMN_TAGS, *CONTENT_TAGS)
    records = [
        p for p in sorted(content.rglob("*/*.md")) if "mn" not in p.relative_to(content).parts
    ]
    found = [
        f"{path.relative_to(content)}: {fault}"
        for path in records
        for fault in faults_of_record(site, content, path, required)
    ]
    exists: dict[Path, bool] = {}
    found += [
        f"{path.relative_to(site)}: {fault}"
        for path in sorted(site.rglob("*.html"))
        if not path.name.endswith(".wechat.html")  # taken away, not read here: has its own style
        for fault in faults_of_links(site, path, exists)
    ]
    return len(records), found


if __name__ == "__main__":
    proved, problems = prove(Path(sys.argv[1]), Path(sys.argv[2]), "--no-id-code" not in sys.argv)
    print("\n".join(problems[:50]))
    print(f"{proved} records, {len(problems)} faults")
    sys.exit(bool(problems))
