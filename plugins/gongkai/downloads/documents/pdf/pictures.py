"""How large a picture stands on a page, and whether the typesetter can draw it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

import imagesize

from gongkai.downloads.documents.blocks import Picture
from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pictures import broken, picture_file

POINTS_PER_PIXEL: Final = 0.75
"""A pixel of CSS is 1/96 inch, a point 1/72."""
_WIDTH: Final = 156 / 25.4 * 72
_HEIGHT: Final = 190 / 25.4 * 72
"""Of the type area, less room for a line of text."""
_NAMES: Final = {"jpeg": "jpg"}
"""Formats that the typesetter calls otherwise."""


class Placed(NamedTuple):
    """A picture that stands in the file."""

    path: str
    """Below the content folder, with ``/`` in front: the typesetter's root is that folder."""
    format: str
    """As the typesetter calls it."""
    width: float
    """Points: its own width, or less where the page is smaller."""


@dataclass(slots=True)
class Pictures:
    """The pictures below a content folder; each is looked at once."""

    content: Path
    decodes: Callable[[str, str], bool]
    """Whether the typesetter can read the file at a path below the folder as a format."""
    _known: dict[tuple[str, str], Placed | FileFault] = field(default_factory=dict)

    def look(self, document: str, picture: Picture) -> Placed | FileFault:
        """The picture as it stands on the page, or why it cannot.

        ``document``: the record's id, in whose folder the page lies.
        """
        key = posixpath.dirname(document), picture.source
        if key not in self._known:
            self._known[key] = self._seen(document, picture.source)
        return self._known[key]

    def _seen(self, document: str, source: str) -> Placed | FileFault:
        file = picture_file(self.content, document, source)
        if isinstance(file, FileFault):
            return file
        path, kind = f"/{file.path}", _NAMES.get(file.kind, file.kind)
        if not self.decodes(path, kind):
            return broken(source)
        width, height = imagesize.get(BytesIO(file.data))  # as a camera's note turns it
        room = min(_WIDTH, _HEIGHT * width / height)
        return Placed(path, kind, round(min(width * POINTS_PER_PIXEL, room), 2))
