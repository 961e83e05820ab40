"""A text's HTML as part of another page: names that do not meet, references that lead where they led.

Cleaned a second time, by the rules of ``body``, which is where attributes can be rewritten.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from gongkai.body.sanitise import sanitised_again

_HEADING: Final = re.compile(r"(</?h)([1-6])(?=[ >])")
_LOWEST: Final = 6


class Within(NamedTuple):
    """Where a text comes to stand."""

    own: str
    """Address of the page that it is written for."""
    page: str
    """Address of the page that it stands on."""
    mark: str
    """Behind its names."""
    down: int
    """Levels that its headings go down."""


def within(html: str, place: Within) -> str:
    """HTML that ``body`` made, for a page that holds several texts."""
    clean = sanitised_again(html, partial(_moved, place))
    return _HEADING.sub(lambda h: f"{h[1]}{min(_LOWEST, int(h[2]) + place.down)}", clean)


def _moved(place: Within, tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value + place.mark
    if name == "headers":  # ids of a table's heads, with spaces between
        return " ".join(id + place.mark for id in value.split())
    if name not in ("href", "src"):
        return value
    if value.startswith("#"):
        return value + place.mark if value != "#" else value
    try:
        return _from(place, value)
    except ValueError:  # half a bracket where a host should be
        return None


def _from(place: Within, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return value
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(place.own), parts.path))
    path = posixpath.relpath(whole, posixpath.dirname(place.page))
    return urlunsplit(parts._replace(path=path + "/" * parts.path.endswith("/")))
