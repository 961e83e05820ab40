"""Where a link of a page leads once the text has left the site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from gongkai.downloads.documents.blocks import Paragraph, Run

_SAFE: Final = "%/:?#@!$&'()*+,;=~"
"""Signs that an address may hold (RFC 3986, 2.2), and what is encoded already."""
_LONGEST: Final = 2048
"""Word takes no longer address."""
_HOST: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_NOTE: Final = "fn-"
_TO_NOTE: Final = "#fn-"
_BACK: Final = "#fnref-"


def absolute(page: str, link: str) -> str | None:
    """The whole address, in ASCII; None for what no reader outside the site can follow."""
    try:
        parts = urlsplit(urljoin(page, link.strip()))
        if parts.scheme in ("http", "https"):
            parts = parts._replace(netloc=_host(parts))
        elif parts.scheme != "mailto" or "@" not in parts.path:
            return None
        address = quote(_STRAY_PERCENT.sub("%25", parts.geturl()), safe=_SAFE)
    except ValueError:  # half a character included
        return None
    return address if len(address) <= _LONGEST else None


def _host(parts: SplitResult) -> str:
    """Host and port, in ASCII (RFC 3490).

    Raises:
        ValueError: there is none, or it is no name that a resolver knows.
    """
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        raise ValueError(parts.netloc)
    return host if parts.port is None else f"{host}:{parts.port}"


def is_back_link(run: Run) -> bool:
    """Whether it leads from a note back to its place: an arrow of the page, no part of the text."""
    return run.link is not None and run.link.startswith(_BACK)


def is_note_number(run: Run) -> bool:
    """Whether it is the small number that leads to a note."""
    return run.link is not None and run.link.startswith(_TO_NOTE)


def is_note(paragraph: Paragraph) -> bool:
    """Whether a note begins with it. Notes stand at the end of a text."""
    return paragraph.id is not None and paragraph.id.startswith(_NOTE) and bool(paragraph.marker)
