"""HTML from content → HTML that runs nothing and asks no other host for anything.

FORMAT, "The body": CommonMark lets HTML through; what editors need of it stays (tables with merged
cells, footnotes, ruby), everything that acts goes. One cleaner serves records and hand-made pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from html import escape, unescape
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

import nh3

BLOCK_TAGS: Final = frozenset(
    "article aside blockquote caption center col colgroup dd details div dl dt figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
"""Allowed tags that begin a block when a line begins with them."""
INLINE_TAGS: Final = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small "
    "span strong sub sup time u var wbr".split()
)
"""Allowed tags that stand in a line of text."""
VOID_TAGS: Final = frozenset({"br", "col", "hr", "img", "wbr"})
"""Allowed tags without a closing tag."""
SILENCED_TAGS: Final = frozenset({"script", "style", "template"})
"""Removed together with what stands between their tags."""
REMOVED_TAGS: Final = SILENCED_TAGS | frozenset(
    "applet area audio base basefont bgsound body button canvas dialog embed fieldset form "
    "frame frameset head html iframe image input isindex keygen label legend link listing map "
    "marquee math meta noembed noframes noscript object optgroup option output param picture "
    "plaintext portal select slot source svg template textarea title track video xmp".split()
)
"""Tags of HTML that content may not use; any other word between < and > is text."""
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""The only schemes a link may have."""
OWN_ID: Final = "gk-"
"""Ids that begin so belong to the page around the body."""

_CELL: Final = frozenset({"colspan", "rowspan", "align", "valign", "headers", "scope", "abbr"})
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "*": frozenset({"id", "class", "lang", "dir", "title"}),
        "a": frozenset({"href", "rel", "aria-label"}),
        "col": frozenset({"span", "align"}),
        "colgroup": frozenset({"span", "align"}),
        "data": frozenset({"value"}),
        "del": frozenset({"datetime"}),
        "details": frozenset({"open"}),
        "img": frozenset({"src", "alt", "width", "height"}),
        "ins": frozenset({"datetime"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"start", "type", "reversed"}),
        "p": frozenset({"align"}),
        "table": frozenset({"align"}),
        "td": _CELL,
        "th": _CELL,
        "time": frozenset({"datetime"}),
        "tr": frozenset({"align", "valign"}),
    }
)
"""Attributes kept, by tag; ``*`` is every tag."""
_REL: Final = "noopener noreferrer"
OUTWARD_LINK: Final = f'<a rel="{_REL}" '
"""How a link to another host begins."""
_REMOTE: Final = re.compile(r"(?:https?:|[/\\]{2})", re.IGNORECASE)
_REMOTE_SIGN: Final = re.compile(r'="(?:https?:|[/\\]{2})', re.IGNORECASE)
_EDGES: Final = "".join(map(chr, range(0x21)))
_IGNORED_IN_URL: Final = {9: None, 10: None, 13: None}


def kept_attribute(tag: str, name: str) -> bool:
    """Whether the cleaner keeps this attribute on this tag."""
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ())


def _checked(tag: str, name: str, value: str) -> str | None:
    if name == "id" and value.strip().lower().startswith(OWN_ID):
        return None
    if name == "rel":
        return value if value == _REL else None
    if name not in ("href", "src"):
        return value
    address = value.translate(_IGNORED_IN_URL).strip(_EDGES)  # as a browser reads it
    if name == "href":
        return None if address.replace("\\", "/").startswith("//") else address
    return None if address.lower().startswith(("mailto:", "tel:")) else address


_CLEANER: Final = nh3.Cleaner(
    tags=set(BLOCK_TAGS | INLINE_TAGS),
    clean_content_tags=set(SILENCED_TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_checked,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Clean a fragment of HTML. What stays can run nothing; images are this site's own.

    An image on another host becomes a link that says what the image showed; links to other hosts
    get ``rel="noopener noreferrer"``. FORMAT, "The body".
    """
    clean = _CLEANER.clean(html)
    return _Outward.rewrite(clean) if _REMOTE_SIGN.search(clean) else clean


def sanitised_again(
    html: str,
    changed: Callable[[str, str, str], str | None],
    without: AbstractSet[str] = frozenset(),
) -> str:
    """HTML of ``sanitise`` for another place, by the same rules.

    ``changed`` takes a tag, an attribute and its value, and gives the value that it has there, or
    None for none. ``without``: attributes that no element keeps.
    """
    return nh3.clean(
        html,
        tags=set(BLOCK_TAGS | INLINE_TAGS),
        clean_content_tags=set(SILENCED_TAGS),
        attributes={tag: set(names - without) for tag, names in ATTRIBUTES.items()},
        attribute_filter=changed,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


class _Outward(HTMLParser):
    """Copies cleaned HTML and changes only what points to another host."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._out: list[str] = []
        self._links = 0

    @classmethod
    def rewrite(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        parser.close()
        return "".join(parser._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        source = self.get_starttag_text() or ""
        if tag == "a":
            self._links += 1
            if _REMOTE.match(values.get("href", "")) and "rel" not in values:
                source = f'<a rel="{_REL}"{source[2:]}'
        elif tag == "img" and _REMOTE.match(values.get("src", "")):
            source = self._named_link(values["src"], values.get("alt", ""))
        self._out.append(source)

    def _named_link(self, address: str, name: str) -> str:
        text = escape(name.strip() or address, quote=False)
        if self._links or not _has_host(address):
            return text
        return f'<a href="{escape(address)}" rel="{_REL}">{text}</a>'

    def handle_endtag(self, tag: str) -> None:
        self._links -= tag == "a"
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._out.append(escape(unescape(data), quote=False) if "<" in data else data)

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")


def _has_host(address: str) -> bool:
    try:
        return address.lower().startswith(("http://", "https://")) and bool(
            urlsplit(address).netloc
        )
    except ValueError:
        return False
