"""An article of an issue → a chapter (EPUB 3.3, 6.1: XHTML content documents)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gongkai.downloads.documents.blocks import Block, Paragraph, Picture, Run
from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.links import absolute
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.markup import Manner, markup
from gongkai.downloads.documents.notices import notices
from gongkai.downloads.documents.pictures import PictureFile, picture_file, replacement
from gongkai.downloads.documents.table_layout import flat
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.documents.xml_text import legal, xml_text
from gongkai.downloads.gazette.foreword import Foreword
from gongkai.downloads.gazette.issue import Absent, Article, Issue

_MONGOLIAN_LETTER: Final = re.compile("[\u1820-\u18aa]")
_OPENING: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
)


def page(title: str, inside: str, language: str) -> str:
    """A whole content document; title and inside are markup."""
    return (
        f'{_OPENING}lang="{language}" xml:lang="{language}">\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{title}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{inside}</body>\n</html>\n"
    )


class Chapters:
    """Writes an issue's chapters; collects the pictures and faults of all."""

    def __init__(self, issue: Issue, content: Path) -> None:
        self.issue = issue
        self.content = content
        self.pictures: dict[bytes, tuple[str, PictureFile]] = {}
        """A picture's bytes → its name in the book, and the file."""
        self.faults: list[FileFault] = []

    def chapter(self, number: int, article: Article, blocks: tuple[Block, ...]) -> str:
        """One article's page. An article that is not printed says why, and where to look."""
        title = xml_text(" ".join(legal(article.title).split()) or self.issue.words.untitled)
        document = article.document
        if document is None:
            inside = _absent(article.absent, self._mark(article.absent.reason))
        else:
            inside = "".join(self._record(document, article.issued, blocks))
        section = f'<section epub:type="chapter">\n<h1{self._mark(article.title)}>{title}</h1>\n{inside}</section>\n'
        return page(title, section, self.issue.language)

    def foreword(self, found: Foreword) -> str:
        """The page of the issue's own text."""
        title = xml_text(" ".join(legal(found.title).split()))
        own = self.issue.own.id if self.issue.own else ""
        text = markup(found.blocks, self._manner(self.issue.url, own, found.blocks))
        section = f'<section epub:type="foreword">\n<h1>{title}</h1>\n{text}</section>\n'
        return page(title, section, self.issue.language)

    def _mark(self, text: str) -> str:
        """WCAG 2.2, 3.1.2: what a Mongolian edition says in Chinese is marked as that."""
        foreign = self.issue.language == MONGOLIAN and not _MONGOLIAN_LETTER.search(text)
        return ' lang="zh-CN" xml:lang="zh-CN"' if foreign else ""

    def _record(self, document: Document, issued: str, blocks: tuple[Block, ...]) -> Iterator[str]:
        for notice in notices(document):
            yield f'<p class="notice">{xml_text(notice)}</p>\n'
        if issued:
            yield f'<p class="number">{xml_text(issued)}</p>\n'
        text = (*document.own, *blocks)
        yield markup(text, self._manner(document.url, document.id, text))
        url = xml_text(document.url)
        source = xml_text(document.words.source + document.words.colon)
        yield f'<p class="source">{source}<a href="{url}">{url}</a></p>\n'

    def _manner(self, url: str, page_id: str, blocks: tuple[Block, ...]) -> Manner:
        anchors = _anchors(blocks)

        def address(link: str) -> str | None:
            if link.startswith("#"):
                return f"#{anchors[link[1:]]}" if link[1:] in anchors else None
            return absolute(url, link)

        return Manner(_dress, address, lambda picture: self._picture(page_id, picture), anchors)

    def _picture(self, page_id: str, picture: Picture) -> str:
        file = picture_file(self.content, page_id, picture.source)
        if isinstance(file, FileFault):
            self.faults.append(file._replace(message=f"{page_id}：{file.message}"))
            return xml_text(replacement(picture, self.issue.words))
        name = f"images/{len(self.pictures) + 1}.{file.kind}"
        known = self.pictures.setdefault(file.data, (name, file))
        return f'<img src="{known[0]}" alt="{xml_text(picture.alternative)}"/>'


def _absent(absent: Absent, mark: str) -> str:
    where = ""
    if absent.address:
        whole = absolute(absent.address, "")
        shown = xml_text(absent.address)
        where = f'<a href="{xml_text(whole)}">{shown}</a>' if whole else shown
    return f'<p class="source"{mark}>{xml_text(absent.reason)}{where}</p>\n'


def _anchors(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Id of a line that a link leads to → a plain id."""
    lines: list[Paragraph] = flat(blocks)
    runs = [run for line in lines for run in line.runs if isinstance(run, Run) and run.link]
    wanted = {run.link[1:] for run in runs if run.link and run.link.startswith("#")}
    ids = dict.fromkeys(line.id for line in lines if line.id in wanted and line.id)
    return {name: f"line-{number}" for number, name in enumerate(ids, 1)}


def _dress(kind: str) -> str:
    if kind in ("link", "rule", "table", "caption", "cell", "head-cell", "text"):
        return ""
    if kind == "note-number":
        return ' epub:type="noteref"'
    name, _, align = kind.partition(" ")
    return f' class="{align or name}"'
