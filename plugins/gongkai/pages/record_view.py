"""A record's page as data: all that its template prints, resolved, picklable, without the library.

The body is not in it: whoever renders the page reads the source.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from gongkai.downloads.documents.document import ORIGINAL
from gongkai.load import Loaded
from gongkai.model import Catalogue, GazetteIssue, Library, Record, State, Validity
from gongkai.model.records import PROJECT_KINDS, AnnualReport, Project, Response, TopicPage
from gongkai.model.standard_catalogue import item_address, item_title
from gongkai.model.terms import FIELDS, STATUTORY
from gongkai.pages.gazettes import Issue, beside, issue_view
from gongkai.pages.head import citation, record_head, source_of
from gongkai.pages.history import Event, Life, history, life
from gongkai.pages.related import Related, RelatedGroup, related, relations
from gongkai.pages.rows import Chip, Row, row
from gongkai.pages.views import Crumb, Taken, chinese_day

LONG_TITLE: Final = 60
"""Characters from which a title is set smaller (FACE §2.2)."""
GATHERED: Final = 100
"""Rows a topic page shows of what it gathers, newest first."""

WITH_A_BLOCK: Final = frozenset(
    ("interpretation", "gazette", "project", "response", "service", "topic", "report")
)
"""Kinds with a template in ``kind/``."""


class MetaRow(NamedTuple):
    """A label and a value of the metadata table."""

    label: str
    value: str
    address: str | None = None
    chip: Chip | None = None
    missing: bool = False


class File(NamedTuple):
    """A file that can be taken away."""

    title: str
    address: str
    form: str
    """Its ending in capitals."""
    size: str
    """For people, e.g. ``12 KB``."""


class Banner(NamedTuple):
    """State of a document that is not plainly in force, said before everything."""

    tone: str
    """``red`` no longer law, ``amber`` careful, ``blue`` a notice."""
    heading: str
    text: str
    successor: Related | None = None


class DisclosedLine(NamedTuple):
    """A document of one of a project's kinds; one that is not in the library has no address."""

    title: str
    address: str | None
    published: str
    withheld: str | None
    """依申请公开 or 不予公开; None for an open one."""


class Disclosed(NamedTuple):
    """One of the eight kinds of information on a project, with what was published of it."""

    name: str
    lines: tuple[DisclosedLine, ...]
    open: int
    """How many of them are open documents."""


class Door(NamedTuple):
    """The way to a page's Mongolian half."""

    address: str
    name: str
    """In Mongolian; Chinese where the terms have none."""


class RecordView(NamedTuple):
    """What ``record.html`` needs."""

    kind: str
    title: str
    sample: bool
    archived: bool
    record: Record | None
    """The record itself, for kinds that print a block of their own."""
    source: str | None
    """Path of the source whose body is shown; None when no body may be shown."""
    address: str
    root: str
    head: str
    crumbs: tuple[Crumb, ...]
    long_title: bool
    banner: Banner | None
    meta: tuple[tuple[MetaRow, ...], ...]
    """The metadata table: the title alone in its row, then two facts a row."""
    files: tuple[File, ...]
    taken: tuple[Taken, ...]
    """The text itself in other forms."""
    citing: tuple[Taken, ...]
    """The citation for programs."""
    corrections: tuple[tuple[str, str, str | None], ...]
    """更正 or 撤回, day, an editor's words."""
    outlets: tuple[tuple[str, str, str | None], ...]
    """Where it was published at the same time: name, when, address."""
    relations: tuple[RelatedGroup, ...]
    history: tuple[Event, ...]
    life: Life | None
    citation: str
    linked: dict[str, Row]
    """Records that the kind's own block names: written id → row."""
    gathered: tuple[Row, ...]
    issue: Issue | None
    beside: tuple[tuple[str, str], ...]
    """The gazette issues before and after this one."""
    """A gazette's cover and contents."""
    organ: str
    """Name of the organ in charge, for kinds that have one."""
    kinds: tuple[Disclosed, ...]
    """The eight kinds of information of a project."""
    mongolian: Door | None
    """Its counterpart."""


def record_view(
    loaded: Loaded,
    record: Record,
    day: date,
    gathered: list[Record],
    taken: tuple[Taken, ...] = (),
    citing: tuple[Taken, ...] = (),
    mongolian: Door | None = None,
) -> RecordView:
    """Resolve everything a record's page says on a day; ``taken`` are the files beside it,
    ``citing`` those for references, ``mongolian`` leads to its counterpart."""
    library = loaded.library
    state = library.state(record, day)
    events = tuple(history(library, record, day)) if state else ()
    linked = dict(linked_rows(library, record, day)) if record.open else {}
    return RecordView(
        kind=record.KIND,
        title=record.title,
        sample=record.sample,
        archived=record.archived,
        record=record if record.open and record.KIND in WITH_A_BLOCK else None,
        source=f"{record.id}.md" if record.open else None,
        address=record.address,
        root="../" * record.address.count("/"),
        head=record_head(library, record, state, mongolian.address if mongolian else None),
        crumbs=_crumbs(library.catalogue, record),
        long_title=len(record.title) > LONG_TITLE,
        banner=_banner(library, record, state, day),
        meta=_in_pairs(list(_meta(library, record, state))),
        files=tuple(declared_as_files(loaded, record)) if record.open else (),
        taken=taken,
        citing=citing,
        corrections=tuple(
            (one.kind, chinese_day(one.on), words) for one, words in record.told_corrections()
        ),
        outlets=tuple(
            (one.name, one.sent_at.strftime("%Y-%m-%d %H:%M"), one.url) for one in record.outlets
        )
        if record.open
        else (),
        relations=tuple(relations(library, record, day)),
        history=events,
        life=life(events, record, state) if state else None,
        citation=citation(library, record),
        linked=linked,
        gathered=tuple(row(library, r, day) for r in gathered) if record.open else (),
        issue=issue_view(record, linked) if isinstance(record, GazetteIssue) else None,
        beside=beside(library, record) if isinstance(record, GazetteIssue) else (),
        organ=_organ_in_charge(library.catalogue, record),
        kinds=tuple(_disclosed(library, record))
        if isinstance(record, Project) and record.open
        else (),
        mongolian=mongolian,
    )


def _disclosed(library: Library, project: Project) -> Iterator[Disclosed]:
    for kind in PROJECT_KINDS:
        ids = project.disclosures.get(kind, ())
        named = [(id, library.find(id)) for id in ids]
        lines = tuple(_disclosed_line(id, record) for id, record in named)
        yield Disclosed(kind, lines, sum(bool(r and r.open) for _, r in named))


def _disclosed_line(id: str, record: Record | None) -> DisclosedLine:
    if record is None:
        return DisclosedLine(id, None, "", None)
    published = record.published_at.date().isoformat()
    withheld = None if record.open else record.disclosure
    return DisclosedLine(record.title, record.address, published, withheld)


def _organ_in_charge(catalogue: Catalogue, record: Record) -> str:
    if isinstance(record, Response | AnnualReport) and record.organ:
        return catalogue.organ_name(record.organ)
    return catalogue.organ_name(record.issuer)


def _crumbs(catalogue: Catalogue, record: Record) -> tuple[Crumb, ...]:
    column = catalogue.column(record.column)
    return (
        Crumb("首页", "index.html"),
        Crumb(column.name if column else record.column, f"{record.column}/index.html"),
        Crumb(f"{record.year}年", f"{record.column}/{record.year}/index.html"),
        Crumb("正文", None),
    )


def _banner(library: Library, record: Record, state: State | None, day: date) -> Banner | None:
    if not record.open:
        return _withheld(library, record)
    if state is None or state.validity is Validity.IN_FORCE:
        return None
    since = chinese_day(state.since)
    cause = state.cause
    through = related(library, cause.by, cause.reference.clause or "", day) if cause else None
    touched = "、".join(cause.reference.articles) if cause else ""
    match state.validity:
        case Validity.REPEALED:
            successor = library.successor(record, day)
            if successor and cause and successor is not cause.by:
                through = related(library, successor, "现行文件", day)
            text = "以下为废止前的文本，仅供查考。"
            return Banner("red", f"本文件已废止，自{since}起不再有效", text, through)
        case Validity.EXPIRED:
            text = "有效期已经届满。以下文本仅供查考。"
            return Banner("red", f"本文件已失效，自{since}起不再有效", text)
        case Validity.PARTLY_REPEALED:
            text = f"被废止的是{touched}，其余仍然有效。以下为原文。"
            return Banner("red", f"本文件自{since}起部分废止", text, through)
        case Validity.NOT_YET:
            return Banner("amber", f"本文件尚未生效，自{since}起施行", "")
        case _:
            what = f"修改涉及{touched}。" if touched else ""
            text = f"{what}以下为修改前的文本，请与修改它的文件一并阅读。"
            return Banner("amber", f"本文件已被修改，自{since}起", text, through)


def _withheld(library: Library, record: Record) -> Banner:
    if record.disclosure == "依申请公开":
        organ = library.catalogue.organ_name(record.publisher or record.issuer)
        text = f"本页只列目录信息，不登载正文。需要的，可以向{organ}提出申请。"
        return Banner("blue", "本文件依申请公开", text)
    return Banner("blue", "本文件不予公开", "本页只列目录信息，不登载正文。")


def _meta(library: Library, record: Record, state: State | None) -> Iterator[MetaRow]:
    """Labels and order of the national policy library (FACE §4); a missing value is said."""
    catalogue = library.catalogue
    topic = catalogue.topic(record.topic)
    yield MetaRow(FIELDS["title"], record.title)
    yield MetaRow(FIELDS["index_no"], record.index_no)
    yield MetaRow(
        FIELDS["topic"],
        record.topic.replace("/", "\\"),
        f"topics/{topic.no}.html" if topic else None,
    )
    yield _organ_row(catalogue, FIELDS["issuer"], record.issuer)
    yield MetaRow(FIELDS["written_on"], chinese_day(record.written_on))
    for joint in record.joint_issuers:
        yield _organ_row(catalogue, FIELDS["joint_issuers"], joint)
    if record.doc_no or state:
        yield MetaRow(
            FIELDS["doc_no"], record.doc_no or "原文无发文字号", missing=not record.doc_no
        )
    yield MetaRow(FIELDS["published_at"], record.published_at.strftime("%Y-%m-%d %H:%M"))
    if state:
        yield MetaRow(
            FIELDS["validity"],
            state.validity.value,
            f"validity/{state.validity.slug}.html",
            Chip.of(state),
        )
        yield _key_date(record, state)
    if record.expires_on:
        yield MetaRow(FIELDS["expires_on"], chinese_day(record.expires_on))
    yield MetaRow(FIELDS["disclosure"], record.disclosure)
    if state:
        yield _printed_in(library, record)
    if record.genre:
        yield MetaRow(FIELDS["genre"], record.genre)
    if record.publisher and record.publisher != record.issuer:
        yield _organ_row(catalogue, FIELDS["publisher"], record.publisher)
    if record.reg_no:
        yield MetaRow(FIELDS["reg_no"], record.reg_no)
    if record.statutory:
        address = f"statutory/{record.statutory}.html"
        yield MetaRow(FIELDS["statutory"], STATUTORY[record.statutory], address)
    for key in record.catalogue:
        item = catalogue.item(key)
        if item:
            area = catalogue.areas[key.partition("/")[0]]
            yield MetaRow(
                FIELDS["catalogue"], item_title(area, item), item_address(area.id, item.id)
            )
    yield MetaRow(FIELDS["source"], source_of(library, record))
    if record.keywords and record.open:
        yield MetaRow(FIELDS["keywords"], "；".join(record.keywords))


def _in_pairs(facts: list[MetaRow]) -> tuple[tuple[MetaRow, ...], ...]:
    pairs = (tuple(facts[at : at + 2]) for at in range(1, len(facts), 2))
    return ((facts[0],), *pairs)


def _key_date(record: Record, state: State) -> MetaRow:
    if state.validity is Validity.REPEALED:
        return MetaRow("废止日期", chinese_day(state.since))
    if record.effective_on:
        return MetaRow(FIELDS["effective_on"], chinese_day(record.effective_on))
    return MetaRow(FIELDS["effective_on"], "原文未写明，自成文之日起", missing=True)


def _printed_in(library: Library, record: Record) -> MetaRow:
    issue = library.issue(record)
    if issue:
        return MetaRow(
            FIELDS["gazette"], f"{issue.issue_year}年第{issue.issue}期政府公报", issue.address
        )
    if record.gazette:
        printed = f"{record.gazette.year}年第{record.gazette.issue}期政府公报"
        return MetaRow(FIELDS["gazette"], printed)
    return MetaRow(FIELDS["gazette"], "未在政府公报刊登", missing=True)


def _organ_row(catalogue: Catalogue, label: str, written: str) -> MetaRow:
    organ = catalogue.organ(written)
    return MetaRow(
        label, organ.name if organ else written, f"organ/{organ.id}.html" if organ else None
    )


def declared_as_files(loaded: Loaded, record: Record) -> Iterator[File]:
    """A record's attachments, and the file of a whole gazette issue."""
    for attachment in record.attachments:
        yield _file(loaded, record, attachment.file, attachment.title or attachment.file)
    if isinstance(record, GazetteIssue) and record.pdf:
        yield _file(loaded, record, record.pdf, ORIGINAL)


def _file(loaded: Loaded, record: Record, written: str, title: str) -> File:
    address = posixpath.normpath(posixpath.join(record.id, written))
    size = loaded.tree.files[address].size if address in loaded.tree.files else 0
    return File(title, address, address.rsplit(".", 1)[-1].upper(), _size(size))


def _size(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def linked_rows(library: Library, record: Record, day: date) -> Iterator[tuple[str, Row]]:
    """The lines of the records that a record names in its own block, by the id that is written."""
    for id in named_records(record):
        target = library.find(id)
        if target is not None:
            yield id, row(library, target, day)


def named_records(record: Record) -> Iterator[str]:
    """The records that a kind's own block lists: articles, milestones, pinned documents."""
    if isinstance(record, GazetteIssue):
        yield from (article.record for article in record.articles if article.record)
    elif isinstance(record, Project):
        yield from (milestone.record for milestone in record.timeline if milestone.record)
        for ids in record.disclosures.values():
            yield from ids
    elif isinstance(record, TopicPage):
        yield from record.pinned
