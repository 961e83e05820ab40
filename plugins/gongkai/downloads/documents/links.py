"""Where a link of a page leads once the text has left the site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from gongkai.downloads.documents.blocks import Paragraph, Run

_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
"""Signs that an address may hold (RFC 3986, 2.2), and what is encoded already."""
_LONGEST: Final = 2048
"""Word takes no longer address."""
_STRAY_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_NOTE: Final = "fn-"
_TO_NOTE: Final = "#fn-"
_BACK: Final = "#fnref-"


def absolute(page: str, link: str) -> str | None:
    """The whole address, in ASCII; None for what no reader outside the site can follow."""
    try:
        address = urljoin(page, link.strip())
        parts = urlsplit(address)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    address = quote(_STRAY_PERCENT.sub("%25", address), safe=_SAFE)
    web = parts.scheme in ("http", "https") and parts.hostname
    mail = parts.scheme == "mailto" and "@" in parts.path
    return address if (web or mail) and len(address) <= _LONGEST else None


def is_back_link(run: Run) -> bool:
    """Whether it leads from a note back to its place: an arrow of the page, no part of the text."""
    return run.link is not None and run.link.startswith(_BACK)


def is_note_number(run: Run) -> bool:
    """Whether it is the small number that leads to a note."""
    return run.link is not None and run.link.startswith(_TO_NOTE)


def is_note(paragraph: Paragraph) -> bool:
    """Whether a note begins with it. Notes stand at the end of a text."""
    return paragraph.id is not None and paragraph.id.startswith(_NOTE) and bool(paragraph.marker)
