"""How much of the portal is in Mongolian: documents by column, and the interface's fixed words.

Comes in: a library, a day and the theme's folder. Goes out: ``MongolianReport``, printed as a page for
people or as JSON. For the office; the public finds the same of documents on ``mn/untranslated.html``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from gongkai.check.interface_words import interface_words
from gongkai.model import Library, Record
from gongkai.model.plain import as_plain


@dataclass(frozen=True, slots=True)
class ColumnShare:
    """A column's open documents, and how many of them have a counterpart."""

    name: str
    records: int
    mongolian: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 is everything."""
        return 100 * self.mongolian // self.records if self.records else 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A document without a counterpart."""

    file: str
    """Where one would lie, in ``content/``."""
    title: str
    published: date


@dataclass(frozen=True, slots=True)
class Word:
    """A fixed phrase of the Chinese site."""

    zh: str
    mn: str | None
    review: bool
    """Whether a native reader has still to judge it."""
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MongolianReport:
    """All of it; the counts add up."""

    site: str
    day: date
    columns: tuple[ColumnShare, ...]
    missing: tuple[Missing, ...]
    """Newest first."""
    words: tuple[Word, ...]

    @property
    def all(self) -> ColumnShare:
        """The sums of the columns."""
        records = sum(column.records for column in self.columns)
        return ColumnShare("合计", records, sum(column.mongolian for column in self.columns))

    @property
    def said(self) -> int:
        """Phrases that have a Mongolian one."""
        return sum(word.mn is not None for word in self.words)

    @property
    def to_review(self) -> int:
        """Phrases whose Mongolian is still to be judged."""
        return sum(word.review for word in self.words)


def mongolian_report(library: Library, day: date, theme: Path) -> MongolianReport:
    """What is translated on a day."""
    records = [record for record in library.until(day).records.values() if record.open]
    return MongolianReport(
        library.catalogue.site.name,
        day,
        tuple(_columns(library, records)),
        tuple(_missing(library, records)),
        tuple(_words(library, theme)),
    )


def _columns(library: Library, records: list[Record]) -> Iterable[ColumnShare]:
    for column in library.catalogue.columns:
        held = [record for record in records if record.column == column.id]
        if held:
            translated = sum(library.counterpart(record) is not None for record in held)
            yield ColumnShare(column.name, len(held), translated)


def _missing(library: Library, records: list[Record]) -> Iterable[Missing]:
    alone = [record for record in records if library.counterpart(record) is None]
    alone.sort(key=lambda record: (record.published_at, record.id), reverse=True)
    for record in alone:
        yield Missing(f"mn/{record.id}.md", record.title, record.published_at.date())


def _words(library: Library, theme: Path) -> Iterable[Word]:
    for zh, places in interface_words(theme, library.catalogue).items():
        term = library.catalogue.terms.find(zh)
        yield Word(zh, term.mn if term else None, bool(term and term.review), places)


def as_html(report: MongolianReport) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("gongkai.check", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("mongolian.html").render(report=report)


def as_json(report: MongolianReport) -> str:
    """The same for machines."""
    return json.dumps(as_plain(report), ensure_ascii=False, indent=1) + "\n"
