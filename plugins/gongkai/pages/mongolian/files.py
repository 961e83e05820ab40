"""The files beside a counterpart's page: those of its Chinese record, in Mongolian.

A key hashes the counterpart's source, the facts and the source of its Chinese record, the terms and
the font. No key of a Chinese file holds anything of it, but that of the Chinese record's JSON, which
names the counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongkai.downloads.documents.document import Document
from gongkai.downloads.documents.making import Source, Workshop, issue_made, made
from gongkai.downloads.documents.mongolian.document import Tongue, counterpart_of
from gongkai.downloads.documents.mongolian.font import (
    WEB_FONT,
    WEB_FONT_LICENCE,
    no_mongolian_font,
)
from gongkai.downloads.documents.record_json import record_facts, record_json
from gongkai.downloads.gazette.mongolian import mongolian_issue
from gongkai.model import GazetteIssue, Record
from gongkai.pages.file_forms import CITING, LABELS, OF_ISSUES, file_key, forms_of_issue
from gongkai.pages.page import Page
from gongkai.pages.views import Taken

if TYPE_CHECKING:
    from gongkai.pages.record_files import RecordFiles

_CHINESE_ONLY: Final = frozenset({"wechat.html"})
"""Endings of what is made for Chinese channels."""


class CounterpartFiles:
    """The files of all counterparts, in the forms that a build was asked for."""

    def __init__(self, files: RecordFiles) -> None:
        self.files = files
        self.loaded = files.pages.loaded
        self.library = self.loaded.library
        self.shop: Workshop = files.shop

    def named(self, record: Record) -> tuple[Taken, ...]:
        """The files that a counterpart's page offers."""
        if not self._forms_asked:
            return ()
        own = self._forms(record) if record.open else ()
        forms = (*(form for form in own if form in LABELS), "json")
        return tuple(Taken(LABELS[form], f"{record.id}.{form}") for form in forms)

    def citing(self, record: Record) -> tuple[Taken, ...]:
        """The files that programs for references read."""
        given = self._forms(record) if record.open else ()
        return tuple(Taken(CITING[form], f"{record.id}.{form}") for form in given if form in CITING)

    def of(self, record: Record, page: Page) -> Iterator[Page]:
        """The files beside its page; ``page`` is that, or the Chinese record's: both depend on all
        that the JSON says of other records."""
        if not self._forms_asked:
            return
        yield self._json(record, page)
        if not record.open:
            return
        source = Source(self._document(record), self.loaded.sha256[record.id])
        stamp = self._stamp(repr(source), record)
        for form in self._forms(record):
            if isinstance(record, GazetteIssue) and form in OF_ISSUES:
                yield self._issue(record, form)
            else:
                make = partial(partial, made, form, self.shop, source)
                yield Page(f"{record.id}.{form}", None, None, file_key(form, stamp), make)

    def _json(self, record: Record, page: Page) -> Page:
        names = [taken.address for taken in self.named(record)]
        facts = partial(record_facts, self.loaded, record, self.files.pages.day, names)
        content = self.shop.content
        key = self.files.pages.key("json", page.key, self._stamp("", record), *names)
        make = lambda: partial(record_json, facts(), content)  # noqa: E731
        return Page(f"{record.id}.json", None, None, key, make)

    def _issue(self, record: GazetteIssue, form: str) -> Page:
        chinese = self.library.original(record)
        assert isinstance(chinese, GazetteIssue)
        issue = mongolian_issue(self.loaded, chinese, record, self.tongue)
        printed = {record.id, *(one.document.id for one in issue.articles if one.document)}
        sha256 = {f"{id}.md": self.loaded.sha256[id] for id in sorted(printed)}
        states = (self._stamp("", self.library.mongolian[id]) for id in sorted(printed))
        key = file_key(form, repr(issue), repr(sha256), *states)
        make = partial(partial, issue_made, form, self.shop, issue, sha256)
        return Page(f"{record.id}.{form}", None, None, key, make, heavy=True)

    def _document(self, record: Record) -> Document:
        return counterpart_of(self.loaded, self.library.original(record), record, self.tongue)

    def _forms(self, record: Record) -> tuple[str, ...]:
        asked = self._forms_asked
        return forms_of_issue(asked) if isinstance(record, GazetteIssue) else asked

    @cached_property
    def _forms_asked(self) -> tuple[str, ...]:
        """Without PDF where the font is missing, which the build tells."""
        no_font = no_mongolian_font(self.shop.fonts) is not None
        left_out = _CHINESE_ONLY | ({"pdf"} if no_font else set())
        return tuple(form for form in self.files.forms if form not in left_out)

    @cached_property
    def tongue(self) -> Tongue:
        """What the catalogue knows in Mongolian."""
        return Tongue.of(self.library.catalogue)

    @cached_property
    def _base(self) -> str:
        fonts = [_state(self.shop.fonts / name) for name in (WEB_FONT, WEB_FONT_LICENCE)]
        return f"{self.files.base} {self.library.catalogue.terms.digest} {fonts}"

    def _stamp(self, shown: str, record: Record) -> str:
        """Changes when the counterpart does, its Chinese record, the terms, fonts or pictures."""
        chinese = self.library.original(record)
        sources = (self.loaded.sha256[one.id] for one in (record, chinese))
        return file_key(self._base, shown, *sources, self.files.pictures(record)).hex()


def _state(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
