"""An issue of the gazette as EPUB 3.3: a cover, a contents list, a chapter an article.

Read on a phone without a network, so pictures are packed in and every other link is whole. Validated
with EPUBCheck: no errors, no warnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.downloads.documents.archive import Entry, archive, packed, stored
from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.made import FileFault, Made
from gongkai.downloads.documents.words import MONGOLIAN
from gongkai.downloads.documents.xml_text import legal, xml_text
from gongkai.downloads.gazette.epub_chapter import Chapters, page
from gongkai.downloads.gazette.epub_style import STYLE, in_columns
from gongkai.downloads.gazette.foreword import Foreword, foreword
from gongkai.downloads.gazette.issue import Issue

_FOLDER: Final = "EPUB/"
_XML: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_CONTAINER: Final = (
    f'{_XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    f'<rootfiles><rootfile full-path="{_FOLDER}package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_NAV: Final = "nav.xhtml"
_FOREWORD: Final = "foreword.xhtml"
_XHTML: Final = "application/xhtml+xml"


class Beside(NamedTuple):
    """A file that the book brings besides its pages and their pictures."""

    name: str
    """Below the book's folder."""
    media_type: str
    data: bytes


def issue_epub(
    issue: Issue,
    chapters: Sequence[tuple[Block, ...]],
    content: Path,
    own: tuple[Block, ...] = (),
    font: Sequence[Beside] = (),
) -> Made:
    """The issue's EPUB. ``chapters`` are the articles' texts, ``own`` is the issue's; pictures lie
    below ``content``.

    ``font``: that of Mongolian with its licence; few telephones have one.
    """
    writer = Chapters(issue, content)
    before = foreword(own, issue.words)
    texts = [
        writer.chapter(number, article, blocks)
        for number, (article, blocks) in enumerate(zip(issue.articles, chapters, strict=True))
    ]
    pages = {
        "cover.xhtml": _cover(issue),
        _NAV: _contents(issue, before),
        **({_FOREWORD: writer.foreword(before)} if before else {}),
        **{_name(number): text for number, text in enumerate(texts)},
    }
    faults: tuple[FileFault, ...] = tuple(dict.fromkeys(writer.faults))
    return Made(archive(_entries(issue, writer, pages, font)), faults)


def _entries(
    issue: Issue, writer: Chapters, pages: dict[str, str], font: Sequence[Beside]
) -> Iterator[Entry]:
    """OCF 3.3, 4.3.3: ``mimetype`` comes first and is stored."""
    yield stored("mimetype", b"application/epub+zip")
    yield packed("META-INF/container.xml", _CONTAINER.encode())
    yield packed(f"{_FOLDER}package.opf", _package(issue, writer, list(pages), font).encode())
    style = in_columns(bool(font)) if issue.language == MONGOLIAN else STYLE
    yield packed(f"{_FOLDER}style.css", style.encode())
    for name, text in pages.items():
        yield packed(_FOLDER + name, text.encode())
    for name, file in writer.pictures.values():
        yield stored(_FOLDER + name, file.data)
    for one in font:
        yield stored(_FOLDER + one.name, one.data)


def _name(number: int) -> str:
    return f"article-{number + 1}.xhtml"


def _title(issue: Issue) -> str:
    """As the record states it; a publication without a title is none."""
    return legal(issue.title).strip() or issue.name


def _full_title(issue: Issue) -> str:
    return legal(issue.full_name).strip()


def _cover(issue: Issue) -> str:
    title = xml_text(_title(issue))
    words = issue.words
    lines = [issue.name, f"{words.published}{words.colon}{issue.published_on}"]
    text = "".join(f"<p>{xml_text(line)}</p>\n" for line in lines)
    sample = f'<p class="notice">{xml_text(words.issue_sample)}</p>\n' if issue.sample else ""
    inside = (
        f'<section class="cover" epub:type="cover">\n<h1>{title}</h1>\n{text}{sample}</section>\n'
    )
    return page(title, inside, issue.language)


def _contents(issue: Issue, before: Foreword | None) -> str:
    """EPUB 3.3, 7: sections with their articles; what stands in no section stands alone."""
    words = issue.words
    parts = [f'<li><a href="cover.xhtml">{xml_text(words.cover)}</a></li>\n']
    if before:
        title = xml_text(article_title(issue, before.title))
        parts.append(f'<li><a href="{_FOREWORD}">{title}</a></li>\n')
    numbered = enumerate(issue.articles)
    for section, group in groupby(numbered, lambda one: legal(one[1].section).strip()):
        entries = "".join(
            f'<li><a href="{_name(number)}">{xml_text(article_title(issue, article.title))}</a></li>\n'
            for number, article in group
        )
        named = f"<li><span>{xml_text(section)}</span>\n<ol>\n{entries}</ol>\n</li>\n"
        parts.append(named if section else entries)
    listed = "".join(parts)
    contents = xml_text(words.contents)
    begin = _name(0) if issue.articles else "cover.xhtml"
    marks = (
        f'<nav epub:type="landmarks" hidden="hidden">\n<h2>{xml_text(words.navigation)}</h2>\n<ol>\n'
        f'<li><a epub:type="toc" href="#toc">{contents}</a></li>\n'
        f'<li><a epub:type="bodymatter" href="{begin}">{xml_text(words.text)}</a></li>\n</ol>\n</nav>\n'
    )
    inside = (
        f'<nav epub:type="toc" id="toc">\n<h1>{contents}</h1>\n<ol>\n{listed}</ol>\n</nav>\n{marks}'
    )
    return page(contents, inside, issue.language)


def article_title(issue: Issue, title: str) -> str:
    """A chapter's name in the contents list, which may not be empty."""
    return " ".join(legal(title).split()) or issue.words.untitled


def _package(issue: Issue, writer: Chapters, names: list[str], font: Sequence[Beside]) -> str:
    """EPUB 3.3, 5. The identifier is the page's address, the times are the issue's own.

    ``names``: the book's pages in the order of reading.
    """
    pages = [name for name in names if name != _NAV]
    items = [f'<item id="nav" href="{_NAV}" media-type="{_XHTML}" properties="nav"/>']
    items.append('<item id="style" href="style.css" media-type="text/css"/>')
    items += (
        f'<item id="page-{number}" href="{name}" media-type="{_XHTML}"/>'
        for number, name in enumerate(pages)
    )
    items += (
        f'<item id="picture-{number}" href="{name}" media-type="image/{file.kind}"/>'
        for number, (name, file) in enumerate(writer.pictures.values(), 1)
    )
    items += (
        f'<item id="beside-{number}" href="{one.name}" media-type="{one.media_type}"/>'
        for number, one in enumerate(font, 1)
    )
    spine = ['<itemref idref="page-0"/>', '<itemref idref="nav"/>']
    spine += (f'<itemref idref="page-{number}"/>' for number in range(1, len(pages)))
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{issue.language}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{_metadata(issue, bool(writer.pictures))}</metadata>\n<manifest>\n"
        + "\n".join(items)
        + "\n</manifest>\n<spine>\n"
        + "\n".join(spine)
        + "\n</spine>\n</package>\n"
    )


def _metadata(issue: Issue, pictures: bool) -> str:
    """EPUB 3.3, 5.5, and what EPUB Accessibility 1.1, 3.2 asks for.

    A reading system lists a book by its title alone, so year and number belong to it; it takes a
    file with a newer ``dcterms:modified`` for the next release of the same book (5.5.5).
    """
    modes = ["textual", "visual"] if pictures else ["textual"]
    facts = [
        *(("accessMode", mode) for mode in modes),
        ("accessModeSufficient", ",".join(modes)),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "全文为可重排的文字，有目录和标题层次。"),
    ]
    schema = "".join(f'<meta property="schema:{key}">{value}</meta>\n' for key, value in facts)
    return (
        f'<dc:identifier id="id">{xml_text(issue.url)}</dc:identifier>\n'
        f"<dc:title>{xml_text(_full_title(issue))}</dc:title>\n"
        f"<dc:language>{issue.language}</dc:language>\n"
        f"<dc:date>{issue.published_on}</dc:date>\n<dc:source>{xml_text(issue.url)}</dc:source>\n"
        f'<meta property="dcterms:modified">{issue.changed_on}T00:00:00Z</meta>\n{schema}'
    )
