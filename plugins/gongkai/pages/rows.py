"""What a page says of *another* document: one line of a list, one end of a relation."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from gongkai.model import Library, Record, State
from gongkai.model.records import PROJECT_KINDS, Project


class Chip(NamedTuple):
    """A state as it is shown: word and style name."""

    word: str
    slug: str

    @classmethod
    def of(cls, state: State | None) -> Chip | None:
        """None for kinds without validity."""
        return cls(state.validity.value, state.validity.slug) if state else None


ROOT: Final = "\x00"
"""Stands for the way to the site's root in a printed row: the same row stands at every depth."""


class Row(NamedTuple):
    """One document in a list."""

    title: str
    address: str
    doc_no: str | None
    organ: str
    published: str
    """``YYYY-MM-DD``."""
    summary: str
    chip: Chip | None
    sample: bool
    archived: bool
    remark: str | None = None
    """What a list says besides: a project's progress, how a time limit was kept."""
    warns: bool = False
    """Whether the remark tells of something amiss."""


def row(library: Library, record: Record, day: date) -> Row:
    """The line that stands for a record in lists."""
    return Row(
        record.title,
        record.address,
        record.doc_no,
        library.catalogue.organ_name(record.issuer),
        record.published_at.date().isoformat(),
        record.summary if record.open else "",
        Chip.of(library.state(record, day)),
        record.sample,
        record.archived,
        progress(library, record) if isinstance(record, Project) else None,
    )


def progress(library: Library, project: Project) -> str | None:
    """A project's stage and how many of the eight kinds have an open document; None if withheld."""
    if not project.open:
        return None
    found = {kind: map(library.find, project.disclosures.get(kind, ())) for kind in PROJECT_KINDS}
    disclosed = sum(any(one and one.open for one in named) for named in found.values())
    stage = f"当前阶段：{project.stage}；" if project.stage else ""
    return f"{stage}八类信息已公开{disclosed}类"
