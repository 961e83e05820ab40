"""The service handbook (办事一本通): which there are, what stands in each, what each depends on.

One for each main topic that has open services, and a page that lists them. A citizen looks for what
concerns people like him: services stand by whom they are for, people first, then by the topic's leaves
in the catalogue's order, so that like stands beside like, then by title.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from gongkai.body import ENGINES, render_body
from gongkai.check.addresses import OTHER_HANDBOOK
from gongkai.downloads.documents.document import document_of
from gongkai.downloads.documents.making import workshop_stamp
from gongkai.downloads.handbook.handbook import NAME, Guide, Handbook, audience_rank
from gongkai.downloads.handbook.making import handbook_made
from gongkai.load.bodies import body_source
from gongkai.model import Record, Topic
from gongkai.model.records import Service
from gongkai.pages.entries import HOME, Entry, entries
from gongkai.pages.head import page_head
from gongkai.pages.page import KEY, Page
from gongkai.pages.page_within import Within, within
from gongkai.pages.record_files import LEVELS, Order
from gongkai.pages.views import Crumb, Taken

if TYPE_CHECKING:
    from gongkai.pages.site import Pages

COLUMN: Final = "service"
INDEX: Final = "service/handbook/index.html"
OTHER_NAME: Final = "其他"
_DESCRIPTION: Final = (
    "按主题把办事指南汇编成册，一次看全办理条件、申请材料、流程和时限，可以下载和打印。"
)
_FORMS: Final = {"pdf": "PDF", "docx": "Word"}


class GuideView(NamedTuple):
    """A service in a handbook."""

    number: int
    title: str
    address: str
    issuers: str
    published: date
    sample: bool
    archived: bool
    record: Service
    attached: tuple[tuple[str, str], ...]
    """Title and address of its files."""
    text: Markup


class GroupView(NamedTuple):
    """The services for one kind of people."""

    name: str
    guides: tuple[GuideView, ...]


class HandbookView(NamedTuple):
    """What ``handbook.html`` needs."""

    root: str
    head: str
    title: str
    says: str
    sample: bool
    grouped: bool
    crumbs: tuple[Crumb, ...]
    taken: tuple[Taken, ...]
    groups: tuple[GroupView, ...]


class HandbookLine(NamedTuple):
    """A handbook in the list of them."""

    topic: str
    address: str
    held: int
    sample: bool
    taken: tuple[Taken, ...]


class HandbooksView(NamedTuple):
    """What ``handbooks.html`` needs."""

    root: str
    head: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    entries: tuple[Entry, ...]
    lines: tuple[HandbookLine, ...]


class Book(NamedTuple):
    """A handbook with the records that stand in it, in its order."""

    handbook: Handbook
    records: tuple[Service, ...]

    @property
    def address(self) -> str:
        """Of its page."""
        return f"{self.handbook.id}.html"


class Handbooks:
    """Pages and files of all handbooks."""

    def __init__(self, pages: Pages, order: Order | None) -> None:
        """``order``: which files are made beside the pages; none without it."""
        self.pages = pages
        self.order = order
        self.forms = [form for form in LEVELS[order.level] if form in _FORMS] if order else []
        self.engine = order.shop.engine if order else "comrak"

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """In the order of the topics; the one of no topic is last."""
        found: dict[str, list[Service]] = {}
        for record in self.pages.library.records.values():
            if isinstance(record, Service) and record.open:
                topic = self.pages.library.catalogue.topic(record.topic)
                found.setdefault(f"{topic.no}" if topic else OTHER_HANDBOOK, []).append(record)
        topics = [(f"{t.no}", t.name, t) for t in self.pages.library.catalogue.topics]
        known: list[tuple[str, str, Topic | None]] = [*topics, (OTHER_HANDBOOK, OTHER_NAME, None)]
        return tuple(
            self._book(number, name, sorted(found[number], key=partial(_standing, topic)))
            for number, name, topic in known
            if number in found
        )

    def _book(self, number: str, topic: str, records: list[Service]) -> Book:
        site = self.pages.library.catalogue.site
        guides = (Guide(r.object or "", document_of(self.pages.loaded, r)) for r in records)
        id = f"service/handbook/{number}"
        handbook = Handbook(id, topic, tuple(guides), f"{site.url}{id}.html", site.name)
        return Book(handbook, tuple(records))

    @property
    def addresses(self) -> list[str]:
        """Of all pages, the list of them first."""
        return [INDEX, *(book.address for book in self.books)] if self.books else []

    @property
    def link(self) -> tuple[Crumb, ...]:
        """The way to them; none where there are none."""
        return (Crumb(NAME, INDEX),) if self.books else ()

    def everything(self) -> Iterator[Page]:
        """Every page and file."""
        if self.books:
            yield self._index()
        for book in self.books:
            yield self._page(book)
            for form in self.forms:
                yield self._file(book, form)

    def _taken(self, book: Book) -> tuple[Taken, ...]:
        return tuple(Taken(_FORMS[form], f"{book.handbook.id}.{form}") for form in self.forms)

    def _crumbs(self, *last: Crumb) -> tuple[Crumb, ...]:
        column = self.pages.library.catalogue.column(COLUMN)
        name = column.name if column else "办事指南"
        return (Crumb("首页", HOME), Crumb(name, f"{COLUMN}/index.html"), *last)

    def _index(self) -> Page:
        site = self.pages.library.catalogue.site
        lines = tuple(
            HandbookLine(
                book.handbook.topic,
                book.address,
                len(book.records),
                book.handbook.sample,
                self._taken(book),
            )
            for book in self.books
        )
        view = HandbooksView(
            root="../../",
            head=page_head(site, INDEX, NAME, _DESCRIPTION),
            title=NAME,
            description=_DESCRIPTION,
            crumbs=self._crumbs(Crumb(NAME, None)),
            entries=entries(self.pages.library.catalogue),
            lines=lines,
        )
        key = self.pages.key("handbooks", repr(lines))
        return Page(INDEX, COLUMN, "handbooks.html", key, lambda: view)

    def _page(self, book: Book) -> Page:
        handbook = book.handbook
        taken = self._taken(book)
        head = page_head(
            self.pages.library.catalogue.site, book.address, handbook.title, handbook.says
        )
        crumbs = self._crumbs(Crumb(NAME, INDEX), Crumb(handbook.topic, None))
        key = self.pages.key("handbook", repr((book, taken)), repr(self._sha256(book)))
        outline = HandbookView(
            root="../../",
            head=head,
            title=handbook.title,
            says=handbook.says,
            sample=handbook.sample,
            grouped=handbook.grouped,
            crumbs=crumbs,
            taken=taken,
            groups=(),
        )
        content = self.pages.loaded.content
        make = partial(partial, _with_guides, outline, book, content, self.engine)
        return Page(book.address, COLUMN, "handbook.html", key, make, heavy=True)

    def _file(self, book: Book, form: str) -> Page:
        assert self.order is not None
        sha256 = self._sha256(book)
        base = f"{self.order.program} {workshop_stamp(self.order.shop)}"
        pictures = "".join(map(self._pictures, book.records))
        text = "\0".join((base, form, repr(book.handbook), repr(sha256), pictures))
        # Without what every page depends on: a new look of the pages makes no file anew.
        key = hashlib.blake2b(text.encode(), digest_size=KEY).digest()
        make = partial(partial, handbook_made, form, self.order.shop, book.handbook, sha256)
        return Page(f"{book.handbook.id}.{form}", None, None, key, make, heavy=True)

    def _sha256(self, book: Book) -> dict[str, str]:
        return {record.id: self.pages.loaded.sha256[record.id] for record in book.records}

    def _pictures(self, record: Record) -> str:
        """The state of every picture in a text, and of other files that it leads to."""
        files = self.pages.loaded.tree.files
        targets = (link.target for link in self.pages.loaded.links.get(record.id, ()))
        return repr([(target, files[target]) for target in targets if target in files])


def _standing(topic: Topic | None, record: Service) -> tuple[object, ...]:
    leaves = topic.children if topic else ()
    leaf = record.topic.partition("/")[2]
    place = leaves.index(leaf) if leaf in leaves else len(leaves)
    return (*audience_rank(record.object or ""), place, record.title, record.id)


def _with_guides(outline: HandbookView, book: Book, content: Path, engine: str) -> HandbookView:
    """The whole page; its texts are read where it is printed."""

    def guide(number: int) -> GuideView:
        record = book.records[number - 1]
        document = book.handbook.guides[number - 1].document
        body = render_body(body_source(content, document.source), record.address, ENGINES[engine])
        down = 1 + outline.grouped
        place = Within(record.address, book.address, f"-s{number}", down)
        return GuideView(
            number=number,
            title=record.title,
            address=record.address,
            issuers="、".join(document.issuers),
            published=record.published_at.date(),
            sample=record.sample,
            archived=record.archived,
            record=record,
            attached=tuple((file.title, file.address) for file in document.attached),
            text=Markup(within(body.html, place)),
        )

    groups = (
        GroupView(name, tuple(guide(number) for number, _ in guides))
        for name, guides in book.handbook.groups()
    )
    return outline._replace(groups=tuple(groups))
