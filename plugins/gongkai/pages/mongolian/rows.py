"""What a Mongolian page says of another document: a line of a list, a link."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from gongkai.model import Library, Record, Validity
from gongkai.pages.head import source_of
from gongkai.pages.mongolian.words import Words, marked


class Place(NamedTuple):
    """A document that a page leads to."""

    title: Markup
    address: str | None
    """None for what is not in the library."""
    mongolian: bool
    """Whether the page there is Mongolian; a Chinese one is another variant of the site."""


class State(NamedTuple):
    """A validity as a page shows it."""

    word: Markup
    slug: str


class Row(NamedTuple):
    """One document in a list."""

    place: Place
    summary: str
    organ: Markup
    doc_no: Markup | None
    day: str
    iso: str
    state: State | None
    """Where it is not plainly in force."""
    sample: bool


def place(library: Library, record: Record) -> Place:
    """Where a Chinese record is read in Mongolian, or the record itself."""
    other = library.counterpart(record)
    shown = other or record
    return Place(marked(shown.title), shown.address, other is not None)


def row(library: Library, words: Words, record: Record, day: date) -> Row:
    """The line that stands for a Chinese record, told in Mongolian where that is there."""
    other = library.counterpart(record)
    return Row(
        place=place(library, record),
        summary=other.summary if other and other.open else "",
        organ=words.organ(library.catalogue.organ_name(record.issuer)),
        doc_no=marked(record.doc_no) if record.doc_no else None,
        day=words.published(record),
        iso=record.published_at.date().isoformat(),
        state=state_of(library, words, record, day),
        sample=record.sample,
    )


def state_of(library: Library, words: Words, record: Record, day: date) -> State | None:
    """A record's validity where it is not plainly in force."""
    state = library.state(record, day)
    if state is None or state.validity is Validity.IN_FORCE:
        return None
    return State(words(state.validity.value), state.validity.slug)


def source_name(library: Library, words: Words, record: Record) -> Markup:
    """来源."""
    return words.organ(source_of(library, record))
