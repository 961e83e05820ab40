"""A counterpart's page as data: its own words, the facts of its Chinese record, what belongs to both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from gongkai.downloads.documents.docx.columns import PDF_TO_READ
from gongkai.load import Loaded
from gongkai.model import GazetteIssue, Library, Record, Validity
from gongkai.model.records import GazetteArticle
from gongkai.model.terms import FIELDS
from gongkai.pages.mongolian.head import record_head
from gongkai.pages.mongolian.rows import Place, place, source_name
from gongkai.pages.mongolian.words import Words, marked
from gongkai.pages.record_view import File, declared_as_files
from gongkai.pages.related import Related, relations
from gongkai.pages.views import Crumb, Taken

LONG_TITLE: Final = 90
"""Letters from which a title is set smaller."""

_BOTH: Final = frozenset({"pdf", "docx"})
"""Where both are offered, it is said which one to read."""


class Fact(NamedTuple):
    """A label and a value of the metadata table."""

    label: Markup
    value: Markup
    address: str | None = None
    """Of a page in Chinese."""


class Banner(NamedTuple):
    """State of a document that is not plainly in force, said before everything."""

    tone: str
    word: Markup
    since: str


class Correction(NamedTuple):
    """更正 or 撤回."""

    kind: Markup
    day: str
    words: Markup
    """An editor's, of the Chinese page."""


class Relative(NamedTuple):
    """A document that is related to this one."""

    place: Place
    note: Markup


class RelativeGroup(NamedTuple):
    """All documents of one relation."""

    label: Markup
    items: tuple[Relative, ...]


class Attached(NamedTuple):
    """A file that can be taken away."""

    title: Markup
    address: str
    note: str


class Line(NamedTuple):
    """An article of a gazette issue."""

    place: Place
    doc_no: Markup | None


class Section(NamedTuple):
    """A part of an issue's contents."""

    name: Markup
    lines: tuple[Line, ...]


class MongolianRecordView(NamedTuple):
    """What ``mn/record.html`` needs."""

    say: Words
    source: str | None
    """Path of the source whose body is shown; None when no body may be shown."""
    address: str
    root: str
    head: str
    chinese: str
    """Address of the page in Chinese."""
    crumbs: tuple[Crumb, ...]
    title: str
    long_title: bool
    sample: bool
    archived: bool
    withheld: str | None
    """公开方式, where the text may not be shown."""
    summary: str
    banner: Banner | None
    corrections: tuple[Correction, ...]
    facts: tuple[Fact, ...]
    taken: tuple[Taken, ...]
    reading: str
    """Which of them to read, where Word's own may be shown lying on its side."""
    files: tuple[Attached, ...]
    sections: tuple[Section, ...]
    """Contents of a gazette issue."""
    related: tuple[RelativeGroup, ...]


def record_page_view(
    loaded: Loaded, record: Record, chinese: Record, day: date, taken: tuple[Taken, ...] = ()
) -> MongolianRecordView:
    """Resolve everything that the page of a counterpart says on a day.

    ``chinese`` is its Chinese record, which has the relations; ``taken`` are the files beside it.
    """
    library = loaded.library
    words = Words.of(library.catalogue)
    issue = chinese if isinstance(chinese, GazetteIssue) and chinese.open else None
    return MongolianRecordView(
        say=words,
        source=f"{record.id}.md" if record.open else None,
        address=record.address,
        root="../" * record.address.count("/"),
        head=record_head(library, record, chinese, library.state(chinese, day)),
        chinese=chinese.address,
        crumbs=_crumbs(library, words, record),
        title=record.title,
        long_title=len(record.title) > LONG_TITLE,
        sample=record.sample,
        archived=record.archived,
        withheld=None if record.open else record.disclosure,
        summary=record.summary if record.open else "",
        banner=_banner(library, words, chinese, day),
        corrections=tuple(
            Correction(words(one.kind), words.day(one.on), marked(told or ""))
            for one, told in chinese.told_corrections()
        ),
        facts=tuple(_facts(library, words, record, chinese, day)),
        taken=taken if record.open else (),
        reading=PDF_TO_READ if {one.address.rpartition(".")[2] for one in taken} >= _BOTH else "",
        files=tuple(map(_attached, declared_as_files(loaded, chinese))) if record.open else (),
        sections=tuple(_sections(library, words, issue)) if issue else (),
        related=tuple(_related(library, words, chinese, day)),
    )


def _crumbs(library: Library, words: Words, record: Record) -> tuple[Crumb, ...]:
    folder = f"mn/{record.column}"
    return (
        Crumb(words("首页"), "mn/index.html"),
        Crumb(words.column(library.catalogue, record.column), f"{folder}/index.html"),
        Crumb(Markup(f"{record.year} {words('年')}"), f"{folder}/{record.year}/index.html"),
        Crumb(words("正文"), None),
    )


def _banner(library: Library, words: Words, chinese: Record, day: date) -> Banner | None:
    state = library.state(chinese, day)
    if state is None or state.validity is Validity.IN_FORCE:
        return None
    careful = state.validity in (Validity.NOT_YET, Validity.AMENDED)
    tone = "amber" if careful else "red"
    return Banner(tone, words(state.validity.value), words.day(state.since))


def _facts(
    library: Library, words: Words, record: Record, chinese: Record, day: date
) -> Iterator[Fact]:
    """In the order of the Chinese page's table."""
    catalogue = library.catalogue
    topic = catalogue.topic(record.topic)

    def fact(key: str, value: str | Markup, address: str | None = None) -> Fact:
        return Fact(
            words(FIELDS[key]), value if isinstance(value, Markup) else marked(value), address
        )

    yield fact("index_no", record.index_no)
    yield fact(
        "topic", record.topic.replace("/", "\\"), f"topics/{topic.no}.html" if topic else None
    )
    for key, written in (
        ("issuer", record.issuer),
        *(("joint_issuers", one) for one in record.joint_issuers),
    ):
        organ = catalogue.organ(written)
        name = words.organ(catalogue.organ_name(written))
        yield fact(key, name, f"organ/{organ.id}.html" if organ else None)
    yield fact("written_on", words.day(record.written_on))
    if record.doc_no:
        yield fact("doc_no", record.doc_no)
    yield fact("published_at", words.published(record))
    if state := library.state(chinese, day):
        yield fact("validity", words(state.validity.value))
    if record.effective_on:
        yield fact("effective_on", words.day(record.effective_on))
    if record.expires_on:
        yield fact("expires_on", words.day(record.expires_on))
    if record.genre:
        yield fact("genre", words(record.genre))
    yield fact("source", source_name(library, words, record))
    if record.keywords and record.open:
        yield fact("keywords", " ᠂ ".join(record.keywords))


def _attached(file: File) -> Attached:
    return Attached(marked(file.title), file.address, f"{file.form}, {file.size}")


def _sections(library: Library, words: Words, issue: GazetteIssue) -> Iterator[Section]:
    for name, run in groupby(issue.articles, key=lambda article: article.section):
        lines = tuple(_line(library, issue, article) for article in run)
        yield Section(words(name), lines)


def _line(library: Library, issue: GazetteIssue, article: GazetteArticle) -> Line:
    target = library.find(article.record) if article.record else None
    if target:
        return Line(place(library, target), marked(target.doc_no) if target.doc_no else None)
    address = f"{issue.id}/{article.file}" if article.file else None
    title = article.title or article.file or article.record or ""
    return Line(Place(marked(title), address, False), None)


def _related(library: Library, words: Words, chinese: Record, day: date) -> Iterator[RelativeGroup]:
    for group in relations(library, chinese, day):
        items = tuple(Relative(_end(library, item), marked(item.note)) for item in group.items)
        yield RelativeGroup(words(group.label), items)


def _end(library: Library, item: Related) -> Place:
    other = library.records.get(item.address.removesuffix(".html")) if item.address else None
    return place(library, other) if other else Place(marked(item.title), item.address, False)
