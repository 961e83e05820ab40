"""Where a link in a body leads: what an editor wrote → an address beside the page's own."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from gongkai.body.sanitise import SCHEMES

_INVISIBLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_KEPT_IN_PATH: Final = "/!$'()*+,;=@~"
_KEPT_IN_URL: Final = "/!$'()*+,;=@~:?#[]&%-._"


class Kind(Enum):
    """What a reference turned out to be."""

    OUTWARD = "another host, post or telephone"
    INTERNAL = "in the content folder"
    ANCHOR = "on the page itself"
    DANGEROUS = "an address no page may link to"
    OUTSIDE = "above the content folder"


class Target(NamedTuple):
    """A reference, resolved."""

    kind: Kind
    href: str
    """What stands in the page; empty where there must be no link."""
    path: str = ""
    """From the content root, for ``INTERNAL``."""


def resolve(reference: str, address: str) -> Target:
    """Resolve a reference in the body of the page at ``address`` (from the site's root).

    References are relative to the source file, or begin with ``/`` at the content root; ``.md``
    becomes ``.html``. The result is relative, so a copied site works from any folder.
    """
    plain = _INVISIBLE.sub("", reference).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme or plain.startswith("//"):
        return _outward(plain, scheme[1].lower() if scheme else "")
    return _internal(reference.strip().replace("\\", "/"), address)


def _outward(plain: str, scheme: str) -> Target:
    if scheme not in SCHEMES or plain[len(scheme) + 1 :].strip("/") == "":
        return Target(Kind.DANGEROUS, "")
    if scheme in ("http", "https") and not plain.lower().startswith(scheme + "://"):
        return Target(Kind.DANGEROUS, "")
    return Target(Kind.OUTWARD, quote(plain, safe=_KEPT_IN_URL))


def _internal(reference: str, address: str) -> Target:
    rest, hash_, fragment = reference.partition("#")
    path, mark, query = rest.partition("?")
    tail = mark + quote(query, safe=_KEPT_IN_URL) + hash_ + quote(fragment, safe=_KEPT_IN_URL)
    folder = address.split("/")[:-1]
    if not path:
        return Target(Kind.ANCHOR, tail)
    # A decoded name may hold '/', '\' or '..' of its own: split only after decoding.
    decoded = _CONTROLS.sub("", unquote(path)).replace("\\", "/")
    parts = [] if decoded.startswith("/") else list(folder)
    for part in decoded.split("/"):
        if part == "..":
            if not parts:
                return Target(Kind.OUTSIDE, "")
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    slash = "/" if decoded.endswith(("/", "/.", "/..")) and parts else ""
    return Target(Kind.INTERNAL, _beside(folder, parts) + slash + tail, "/".join(parts) + slash)


def _beside(folder: list[str], parts: list[str]) -> str:
    """The path to ``parts`` from a page in ``folder``."""
    shared = 0
    while shared < min(len(folder), len(parts) - 1) and folder[shared] == parts[shared]:
        shared += 1
    names = parts[shared:]
    if names and names[-1].lower().endswith(".md"):
        names[-1] = names[-1][:-3] + ".html"
    path = "/".join([".."] * (len(folder) - shared) + names)
    return quote(path, safe=_KEPT_IN_PATH) or "."
