"""Texts of several pages as one: names that do not meet, links and pictures that lead where they led."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from gongkai.downloads.documents.blocks import Block, Cell, Paragraph, Picture, Run, Table
from gongkai.downloads.documents.document import Document

_LOWEST: Final = 6
"""Level of the last heading that HTML has."""


class Place(NamedTuple):
    """Where a document's text comes to stand."""

    document: Document
    page: str
    """Id of the page that it stands on, ``service/handbook/5``: pictures are named from there."""
    mark: str
    """Behind its names. Not before: a note is known by how its name begins."""
    down: int
    """Levels that its headings go down."""


def joined(blocks: Iterable[Block], place: Place) -> Iterator[Block]:
    """A document's blocks as part of a larger one."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _line(block, place)
        elif isinstance(block, Table):
            rows = (tuple(_cell(cell, place) for cell in row) for row in block.rows)
            yield replace(block, rows=tuple(rows))
        else:
            yield block


def _cell(cell: Cell, place: Place) -> Cell:
    return replace(cell, blocks=tuple(joined(cell.blocks, place)))


def _line(line: Paragraph, place: Place) -> Paragraph:
    return replace(
        line,
        runs=tuple(_run(run, place) for run in line.runs),
        level=min(_LOWEST, line.level + place.down) if line.level else 0,
        id=line.id + place.mark if line.id else line.id,
    )


def _run(run: Run | Picture, place: Place) -> Run | Picture:
    try:
        if isinstance(run, Picture):
            return run._replace(source=_source(run.source, place))
        if run.link and run.link.startswith("#"):
            return run._replace(link=run.link + place.mark)
        if run.link:
            return run._replace(link=urljoin(place.document.url, run.link.strip()))
    except ValueError:  # half a bracket where a host should be
        return run._replace(link=None) if isinstance(run, Run) else run
    return run


def _source(source: str, place: Place) -> str:
    """A picture's address from the larger document's page."""
    parts = urlsplit(source)
    if parts.scheme or parts.netloc or source.startswith("/"):
        return source
    below = posixpath.join(posixpath.dirname(place.document.id), source)
    return posixpath.relpath(below, posixpath.dirname(place.page))
