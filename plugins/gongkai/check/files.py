"""Rules on attachments and links (GK41x, GK6xx)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from gongkai.check.addresses import leads_somewhere
from gongkai.check.case import Case, Key
from gongkai.model import Diagnostic, GazetteIssue, Level, Record, Rule

BROKEN_LINK: Final = Rule("GK410", "链接的目标不存在")
NO_SUCH_FILE: Final = Rule("GK601", "附件不存在")
OUTSIDE: Final = Rule("GK602", "附件不在自己的文件夹里")
UNDECLARED: Final = Rule("GK603", "文件没有列为附件", Level.WARNING)
FILE_KIND: Final = Rule("GK604", "附件的类型不能发布")
TAKEN: Final = Rule("GK605", "文件的网址已有系统生成的文件")

PUBLISHABLE: Final = frozenset(
    "pdf ofd doc docx wps xls xlsx et csv ppt pptx dps txt json xml "
    "png jpg jpeg gif webp mp3 mp4 zip rar 7z".split()
)
"""Endings of files that no browser runs: HTML and SVG may carry scripts."""

_MADE: Final = tuple(f".{form}" for form in "pdf docx txt epub zip json bib ris".split())
"""Endings of the files that the site makes beside a record's page (FORMAT, Addresses)."""


def declared_files(record: Record) -> Iterator[tuple[Key, str]]:
    """The files a record names in its front matter: key, and path as written."""
    for number, attachment in enumerate(record.attachments):
        yield ("attachments", number, "file"), attachment.file
    if isinstance(record, GazetteIssue):
        if record.pdf:
            yield ("pdf",), record.pdf
        for number, article in enumerate(record.articles):
            if article.file:
                yield ("articles", number, "file"), article.file


def attachments_exist(case: Case) -> Iterator[Diagnostic]:
    """What a record names lies in its own folder and may be published."""
    for record in case.library.records.values():
        for key, written in declared_files(record):
            yield from _attachment(case, record, key, written)


def _attachment(case: Case, record: Record, key: Key, written: str) -> Iterator[Diagnostic]:
    path = posixpath.normpath(posixpath.join(record.id, written))
    if not path.startswith(record.id + "/") or "\\" in written:
        message = f"附件“{written}”不在文件夹{record.id}/里"
        yield case.at(OUTSIDE, record, key, message, "请把文件放进这个文件夹，只写文件名")
    elif path not in case.loaded.tree.files:
        message = f"附件“{written}”不存在"
        yield case.at(NO_SUCH_FILE, record, key, message, f"请把文件放到{record.id}/里，核对文件名")
    elif not _publishable(path):
        yield case.at(
            FILE_KIND,
            record,
            key,
            f"附件“{written}”的类型不能发布",
            "请换成PDF、OFD、Word、表格或图片",
        )


def _publishable(path: str) -> bool:
    return path.rsplit(".", 1)[-1].lower() in PUBLISHABLE


def links_lead_somewhere(case: Case) -> Iterator[Diagnostic]:
    """References in bodies lead to a record, a page or a file."""
    tree = case.loaded.tree
    for id, links in case.loaded.links.items():
        for link in links:
            path = link.target
            if path.endswith((".html", ".md")):
                source = path.rsplit(".", 1)[0] + ".md"
                found = (
                    source in tree.records or source in tree.pages or leads_somewhere(case, path)
                )
            else:
                found = path in tree.files and _publishable(path)
            if not found:
                yield BROKEN_LINK.at(
                    f"{id}.md", link.line, f"链接的目标“{path}”不存在", "请核对路径，或删去链接"
                )


def files_leave_made_ones_alone(case: Case) -> Iterator[Diagnostic]:
    """No file is published where the site makes one of a record: an issue's own PDF lies in the
    issue's folder, the one that is made of its articles beside the page."""
    made = {record.casefold() + ending for record in case.library.records for ending in _MADE}
    cure = "请把文件放进和记录同名的文件夹，或换一个文件名"
    for record in case.library.records.values():
        for key, written in declared_files(record):
            path = posixpath.normpath(posixpath.join(record.id, written))
            if path.casefold() in made:
                yield case.at(TAKEN, record, key, f"“{path}”是系统生成的文件的网址", cure)
    for id, links in case.loaded.links.items():
        for link in links:
            if link.target in case.loaded.tree.files and link.target.casefold() in made:
                message = f"“{link.target}”是系统生成的文件的网址"
                yield TAKEN.at(f"{id}.md", link.line, message, cure)


def files_are_declared(case: Case) -> Iterator[Diagnostic]:
    """A file nobody names is not published, and its editor should know."""
    named = {link.target for links in case.loaded.links.values() for link in links}
    for record in case.library.records.values():
        for _, written in declared_files(record):
            named.add(posixpath.normpath(posixpath.join(record.id, written)))
    for path in sorted(case.loaded.tree.files):
        owner = posixpath.dirname(path)
        if path not in named and owner in case.library.records:
            yield UNDECLARED.at(
                path,
                1,
                f"文件没有列在{owner}.md的attachments里，不会发布",
                "请列为附件，或删除文件",
            )
