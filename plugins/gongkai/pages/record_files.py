"""The files beside a record's page: which there are, what each depends on, how it is made.

A key hashes the document's own facts, its source and its pictures: PDF, DOCX and TXT say nothing that
another record decides, so that publishing one document makes no file of another. The JSON does, and
goes with the page.
"""

from __future__ import annotations

import hashlib
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
from gongkai.pages.folder import Extra
from gongkai.pages.gazettes import cover_name
from gongkai.pages.page import KEY, Page
from gongkai.pages.views import Taken

if TYPE_CHECKING:
    from gongkai.pages.site import Pages

LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "none": (),
    "docx": ("docx", "txt", "wechat.html", "bib", "ris"),
    "all": ("pdf", "docx", "txt", "wechat.html", "bib", "ris"),
}
"""``--downloads`` → endings of the files beside an open record."""
_LABELS: Final = {
    "pdf": "PDF",
    "docx": "Word",
    "txt": "TXT",
    "epub": "EPUB",
    "zip": "全部打包",
    "json": "JSON",
}
"""Endings that a page offers first, as it calls them."""
OURS: Final = "本站重排PDF"
"""The PDF that is set of an issue's articles, where the office's own stands beside it."""
BUNDLE_LIMIT: Final = 2_000_000_000
"""Bytes of attachments that are put into a ZIP: half of what one without ZIP64 holds, so that the
files made of the record have room; what is larger is taken one by one."""
_CITING: Final = {"bib": "BibTeX", "ris": "RIS"}
OF_ISSUES: Final = frozenset({"pdf", "epub"})
"""Endings of the files of a whole gazette issue."""


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
        self._base = f"{order.program} {workshop_stamp(order.shop)}" if self.forms else ""

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
            key = _key("zip", self._stamp(self._source(record), record), state, *made)
            folder = posixpath.dirname(record.id)
            yield Extra(f"{record.id}.zip", key, partial(bundle_pieces, folder, parts))

    def bundled(self, record: Record) -> list[str]:
        """Addresses of what a record's ZIP holds, in its order; nothing where it has none."""
        attached = self._attached(record) if self.forms else []
        return [*self._shown(record), *attached] if attached else []

    def named(self, record: Record) -> tuple[Taken, ...]:
        """The files that a record's page offers; an issue as the office made it comes first."""
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
        shown = [form for form in own if form in _LABELS]
        bundle = ("zip",) if self._attached(record) else ()
        forms = (*shown, *bundle, "json")
        return tuple(Taken(_LABELS[form], f"{record.id}.{form}") for form in forms)

    def citing(self, record: Record) -> tuple[Taken, ...]:
        """The files that programs for references read."""
        given = [form for form in self.forms if form in _CITING and record.open]
        return tuple(Taken(_CITING[form], f"{record.id}.{form}") for form in given)

    def _attached(self, record: Record) -> list[str]:
        """Addresses of the attachments that a record's ZIP holds; none where they are too large."""
        files = self.pages.loaded.tree.files
        found = (one.address for one in attached_files(record) if record.open)
        there = [address for address in found if address in files]
        return there if sum(files[address].size for address in there) <= BUNDLE_LIMIT else []

    def _shown(self, record: Record) -> list[str]:
        """Addresses of the files of an open record that its page offers first."""
        return [f"{record.id}.{form}" for form in self._forms(record) if form in _LABELS]

    def _forms(self, record: Record) -> tuple[str, ...]:
        if not isinstance(record, GazetteIssue):
            return self.forms
        own = ("pdf",) if "pdf" in self.forms else ()
        return (*own, "epub", "bib", "ris")

    def of(self, record: Record, page: Page) -> Iterator[Page]:
        """The files beside a record's page."""
        if not self.forms:
            return
        names = [taken.address for taken in self._made(record)]
        facts = partial(record_facts, self.pages.loaded, record, self.pages.day, names)
        content = self.shop.content
        key = self.pages.key("json", page.key)
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
                yield Page(f"{record.id}.{form}", None, None, _key(form, stamp), make)

    def _issue(self, record: GazetteIssue, form: str) -> Page:
        issue = issue_of(self.pages.loaded, record, "".join(cover_name(record.title)))
        printed = {record.id, *(one.document.id for one in issue.articles if one.document)}
        sha256 = {id: self.pages.loaded.sha256[id] for id in sorted(printed)}
        pictures = "".join(self._pictures(self.pages.library.records[id]) for id in sha256)
        key = _key(self._base, form, repr(issue), repr(sha256), pictures)
        make = partial(partial, issue_made, form, self.shop, issue, sha256)
        return Page(f"{record.id}.{form}", None, None, key, make, heavy=True)

    def _source(self, record: Record) -> Source:
        loaded = self.pages.loaded
        return Source(document_of(loaded, record), loaded.sha256[record.id])

    def _stamp(self, source: Source, record: Record) -> str:
        """Changes when anything that a file of the record's own says does."""
        return _key(self._base, repr(source), self._pictures(record)).hex()

    def _pictures(self, record: Record) -> str:
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


def _key(*parts: str) -> bytes:
    """Without what every page depends on: a new look of the pages makes no file anew."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=KEY).digest()
