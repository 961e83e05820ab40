"""The files beside a record's page: which there are, what each depends on, how it is made.

A key hashes the document's own facts, its source and its pictures: of other records PDF, DOCX and TXT
say only how those are called that it names, so that publishing one document makes no file of another. The JSON does, and
goes with the page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gongkai.downloads.documents.archive import archive_pieces, measured
from gongkai.downloads.documents.document import attached_files, document_of
from gongkai.downloads.documents.making import (
    Source,
    Workshop,
    issue_made,
    made,
    workshop_stamp,
)
from gongkai.downloads.documents.record_json import record_facts, record_json
from gongkai.downloads.gazette.contents import issue_of
from gongkai.model import GazetteIssue, Record
from gongkai.model.counterpart import MONGOLIAN
from gongkai.model.made_files import OF_TEXTS
from gongkai.pages.file_forms import CITING, LABELS, OF_ISSUES, file_key, forms_of_issue
from gongkai.pages.folder import Extra
from gongkai.pages.gazettes import cover_name
from gongkai.pages.mongolian.files import CounterpartFiles
from gongkai.pages.page import Page
from gongkai.pages.views import Taken

if TYPE_CHECKING:
    from gongkai.pages.site import Pages

LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "none": (),
    "docx": tuple(ending for ending in OF_TEXTS if ending != "pdf"),
    "all": OF_TEXTS,
}
"""``--downloads`` → endings of the files beside an open record."""
OURS: Final = "本站重排PDF"
"""The PDF that is set of an issue's articles, where the office's own stands beside it."""
BUNDLE_LIMIT: Final = 2_000_000_000
"""Bytes of attachments that are put into a ZIP: half of what one without ZIP64 holds, so that the
files made of the record have room; what is larger is taken one by one."""


class Order(NamedTuple):
    """Which files a build makes, and with what."""

    level: str
    """A key of ``LEVELS``."""
    shop: Workshop
    program: str
    """Changes when the program does."""


class RecordFiles:
    """All files of records, in the forms that a build was asked for."""

    def __init__(self, pages: Pages, order: Order) -> None:
        self.pages = pages
        self.shop = order.shop
        self.forms = LEVELS[order.level]
        self.base = f"{order.program} {workshop_stamp(order.shop)}" if self.forms else ""
        """What all files are made with."""
        self._mongolian = CounterpartFiles(self)

    def bundles(self, site: Path) -> Iterator[Extra]:
        """A ZIP of a record's files and attachments, where it has attachments.

        Put together from the site's own files, so it comes after them.
        """
        files = self.pages.loaded.tree.files
        for record in self.pages.library.records.values() if self.forms else ():
            attached = self._attached(record)
            if not attached:
                continue
            made = self._shown(record)
            parts = [*((address, site / address) for address in made)]
            parts += ((address, self.shop.content / address) for address in attached)
            state = repr([(address, files[address]) for address in attached])
            key = file_key("zip", self._stamp(self._source(record), record), state, *made)
            folder = posixpath.dirname(record.id)
            yield Extra(f"{record.id}.zip", key, partial(bundle_pieces, folder, parts))

    def bundled(self, record: Record) -> list[str]:
        """Addresses of what a record's ZIP holds, in its order; nothing where it has none."""
        attached = self._attached(record) if self.forms else []
        return [*self._shown(record), *attached] if attached else []

    def named(self, record: Record) -> tuple[Taken, ...]:
        """The files that a record's page offers; an issue as the office made it comes first."""
        if is_counterpart(record):
            return self._mongolian.named(record)
        made = self._made(record)
        if not (isinstance(record, GazetteIssue) and record.open and record.pdf and made):
            return made
        form = record.pdf.rsplit(".", 1)[-1].upper()
        address = posixpath.normpath(posixpath.join(record.id, record.pdf))
        ours = (Taken(OURS, one.address) if one.form == "PDF" else one for one in made)
        return (Taken(f"原版{form}", address), *ours)

    def _made(self, record: Record) -> tuple[Taken, ...]:
        if not self.forms:
            return ()
        own = self._forms(record) if record.open else ()
        shown = [form for form in own if form in LABELS]
        bundle = ("zip",) if self._attached(record) else ()
        forms = (*shown, *bundle, "json")
        return tuple(Taken(LABELS[form], f"{record.id}.{form}") for form in forms)

    def citing(self, record: Record) -> tuple[Taken, ...]:
        """The files that programs for references read."""
        if is_counterpart(record):
            return self._mongolian.citing(record)
        given = [form for form in self.forms if form in CITING and record.open]
        return tuple(Taken(CITING[form], f"{record.id}.{form}") for form in given)

    def _attached(self, record: Record) -> list[str]:
        """Addresses of the attachments that a record's ZIP holds; none where they are too large."""
        files = self.pages.loaded.tree.files
        found = (one.address for one in attached_files(record) if record.open)
        there = [address for address in found if address in files]
        return there if sum(files[address].size for address in there) <= BUNDLE_LIMIT else []

    def _shown(self, record: Record) -> list[str]:
        """Addresses of the files of an open record that its page offers first."""
        return [f"{record.id}.{form}" for form in self._forms(record) if form in LABELS]

    def _forms(self, record: Record) -> tuple[str, ...]:
        if not isinstance(record, GazetteIssue):
            return self.forms
        return forms_of_issue(self.forms)

    def of(self, record: Record, page: Page) -> Iterator[Page]:
        """The files beside a record's page, be it Chinese or Mongolian."""
        if is_counterpart(record):
            yield from self._mongolian.of(record, page)
            return
        if not self.forms:
            return
        names = [taken.address for taken in self._made(record)]
        facts = partial(record_facts, self.pages.loaded, record, self.pages.day, names)
        content = self.shop.content
        key = self.pages.key("json", page.key, *self._other(record))
        yield Page(
            f"{record.id}.json", None, None, key, lambda: partial(record_json, facts(), content)
        )
        if not record.open:
            return
        source = self._source(record)
        stamp = self._stamp(source, record)
        for form in self._forms(record):
            if isinstance(record, GazetteIssue) and form in OF_ISSUES:
                yield self._issue(record, form)
            else:
                make = partial(partial, made, form, self.shop, source)
                yield Page(f"{record.id}.{form}", None, None, file_key(form, stamp), make)

    def of_counterparts(self) -> Iterator[Page]:
        """The files beside all Mongolian pages."""
        library = self.pages.library
        for record in library.mongolian.values() if self.forms else ():
            yield from self.of(record, self.pages.record(library.original(record)))

    def _issue(self, record: GazetteIssue, form: str) -> Page:
        issue = issue_of(self.pages.loaded, record, "".join(cover_name(record.title)))
        held = self.pages.library.records
        sha256 = {f"{record.id}.md": self.pages.loaded.sha256[record.id]}
        pictures = [self.pictures(record)]
        for one in issue.articles:
            if one.document and one.document.text_file:
                sha256[one.document.source] = one.stamp
            elif one.document and one.document.source not in sha256:
                sha256[one.document.source] = self.pages.loaded.sha256[one.document.id]
                pictures.append(self.pictures(held[one.document.id]))
        key = file_key(self.base, form, repr(issue), repr(sha256), "".join(pictures))
        make = partial(partial, issue_made, form, self.shop, issue, sha256)
        return Page(f"{record.id}.{form}", None, None, key, make, heavy=True)

    def _other(self, record: Record) -> Iterator[str]:
        """What the JSON says of its counterpart, where it has one."""
        counterpart = self.pages.library.counterpart(record)
        if counterpart is not None:
            yield counterpart.title

    def _source(self, record: Record) -> Source:
        loaded = self.pages.loaded
        return Source(document_of(loaded, record), loaded.sha256[record.id])

    def _stamp(self, source: Source, record: Record) -> str:
        """Changes when anything that a file of the record's own says does."""
        return file_key(self.base, repr(source), self.pictures(record)).hex()

    def pictures(self, record: Record) -> str:
        """The state of every picture in a text, and of other files that it leads to."""
        files = self.pages.loaded.tree.files
        targets = (link.target for link in self.pages.loaded.links.get(record.id, ()))
        return repr([(target, files[target]) for target in targets if target in files])


def bundle_pieces(folder: str, parts: list[tuple[str, Path]]) -> Iterable[bytes]:
    """Named as they lie beside the page, attachments in their folder: no two names are the same.

    Every file is read before the first byte is written: one that cannot be read spoils no ZIP.
    """
    there = [(address, path) for address, path in parts if path.is_file()]
    return archive_pieces(
        [measured(posixpath.relpath(address, folder), path) for address, path in there]
    )


def is_counterpart(record: Record) -> bool:
    """Whether a record is a Mongolian one."""
    return record.id.startswith(MONGOLIAN)
