"""What a body's HTML refers to and what of it must go, with the line of the source."""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from html.parser import HTMLParser
from typing import Final, NamedTuple
from urllib.parse import unquote

from gongkai.body.sanitise import (
    BLOCK_TAGS,
    INLINE_TAGS,
    REMOVED_TAGS,
    SILENCED_TAGS,
    VOID_TAGS,
    kept_attribute,
)
from gongkai.body.targets import Kind, resolve

DANGEROUS: Final = "GK401"
REMOTE_IMAGE: Final = "GK402"
OUTSIDE: Final = "GK403"
REMOVED: Final = "GK404"
DEPTH_LIMIT: Final = 64
"""Open elements in a body; deeper tags go, their text stays. A browser's own limit is 512."""

_MISSES_LIMIT: Final = 50
_KNOWN: Final = BLOCK_TAGS | INLINE_TAGS
_CELL: Final = frozenset({"td", "th"})
_PART: Final = frozenset({"thead", "tbody", "tfoot"})
_ENDED_BY: Final = {
    "li": frozenset({"li"}),
    "p": frozenset({"p"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "rt": frozenset({"rt", "rp"}),
    "rp": frozenset({"rt", "rp"}),
    "td": _CELL,
    "th": _CELL,
    "tr": _CELL | {"tr"},
    "thead": _CELL | {"tr"} | _PART,
    "tbody": _CELL | {"tr"} | _PART,
    "tfoot": _CELL | {"tr"} | _PART,
}
"""Elements that a tag ends when HTML leaves their closing tag out."""
_ACTING: Final = frozenset("action background formaction ping poster src srcdoc srcset".split())
"""Attributes with an address that a browser would ask for."""


class Lines:
    """Places in a text → lines."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, place: int) -> int:
        """The 1-based line of a place."""
        return bisect_right(self._starts, place)


class _Finder:
    """Finds mentions one after another, as HTML keeps the order of its source but for footnotes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = Lines(source)
        self._at = 0
        self._misses = 0

    def line(self, *needles: str) -> int:
        for needle in filter(None, needles):
            if self._misses > _MISSES_LIMIT:
                break
            found = self.source.find(needle, self._at)
            if found < 0:
                self._misses += 1
                found = self.source.find(needle)
            if found >= 0:
                self._at = found + len(needle)
                return self._lines.of(found)
        return self._lines.of(self._at)


class FoundLink(NamedTuple):
    """A reference to something in the content folder."""

    target: str
    line: int
    image: bool


class FoundFault(NamedTuple):
    """A reference or a tag that no page may have."""

    line: int
    code: str
    message: str
    cure: str


class References(HTMLParser):
    """Copies HTML with every element closed, resolves what it refers to, leaves out what must go."""

    def __init__(self, address: str, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.links: list[FoundLink] = []
        self.faults: list[FoundFault] = []
        self._address = address
        self._source = source
        self._finder = _Finder(source)
        self._lowered = _Finder(source.lower())
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._depths: dict[str, int] = {}
        self._written = 0
        self._silent = 0
        self._reported: set[tuple[str, int, str]] = set()

    def copy(self, html: str) -> str:
        """The whole of ``html``, well formed and with relative references."""
        self.feed(html.replace("<![", "&lt;!["))  # the parser refuses what begins so
        self.close()
        while self._open:
            self._close_last()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in REMOVED_TAGS:
            self._removed(f"<{tag}>", f"<{tag}")
            self._silent += tag in SILENCED_TAGS
            return
        text = self.get_starttag_text() or ""
        if tag not in _KNOWN:
            if self._source:  # in an official text it is a word between angle brackets
                self.handle_data(escape(text, quote=False))
            return
        if self._silent:
            return
        if tag == "h1" and self._source:
            tag = "h2"
            text = f"<h2{text[3:]}"
        for name, _ in attrs if self._source else ():
            # What only dresses a pasted table goes without a word; what acts is a fault.
            if (name.startswith("on") or name in _ACTING) and not kept_attribute(tag, name):
                self._removed(name, name)
        while self._open and self._open[-1][0] in _ENDED_BY.get(tag, ()):
            self._close_last()
        if tag in ("a", "img"):
            text = self._reference(tag, [(name, value or "") for name, value in attrs], text)
        if tag not in VOID_TAGS:
            kept = bool(text) and self._written < DEPTH_LIMIT
            self._open.append((tag, kept))
            self._depths[tag] = self._depths.get(tag, 0) + 1
            self._written += kept
            text = text if kept else ""
        self._out.append(text)

    def _close_last(self) -> None:
        tag, kept = self._open.pop()
        self._depths[tag] -= 1
        self._written -= kept
        if kept:
            self._out.append(f"</{tag}>")

    def _reference(self, tag: str, attributes: list[tuple[str, str]], text: str) -> str:
        """The tag with its reference resolved; nothing, or an image's words, when it may not be."""
        wanted = "href" if tag == "a" else "src"
        values = dict(reversed(attributes))  # the first of a name counts
        if wanted not in values:
            return text
        href = self._resolved(values[wanted], tag == "img")
        if href is None:
            return escape(values.get("alt", ""), quote=False) if tag == "img" else ""
        values[wanted] = href
        written = "".join(f' {name}="{escape(value)}"' for name, value in reversed(values.items()))
        return f"<{tag}{written}>"

    def _resolved(self, reference: str, image: bool) -> str | None:
        target = resolve(reference, self._address)
        if not self._source or target.kind is Kind.ANCHOR:
            return None if target.kind in (Kind.DANGEROUS, Kind.OUTSIDE) else target.href
        plain = unquote(reference)
        match target.kind:
            case Kind.INTERNAL:
                line = self._finder.line(plain, reference, target.path.rsplit("/", 1)[-1])
                self.links.append(FoundLink(target.path, line, image))
            case Kind.OUTWARD if image:
                line = self._finder.line(plain, reference)
                message = f"图片在别的网站上：{reference[:60]}"
                cure = "请把图片放进和文件同名的文件夹，写成相对路径"
                self._fault(REMOTE_IMAGE, line, message, cure)
            case Kind.DANGEROUS:
                line = self._finder.line(plain, reference, reference.split(":")[0], "](")
                message = f"链接“{reference[:40]}”不能用"
                self._fault(DANGEROUS, line, message, "只能链接网页、邮箱、电话或本站的文件")
                return None
            case Kind.OUTSIDE:
                line = self._finder.line(plain, reference, "../")
                message = f"链接“{reference[:60]}”到了内容文件夹外面"
                self._fault(OUTSIDE, line, message, "请核对“../”的个数")
                return None
        return target.href

    def _removed(self, what: str, needle: str) -> None:
        if self._source:
            line = self._lowered.line(needle)
            message, cure = f"正文里的{what}不能用，不会显示", "请删除；正文只用文字、表格和链接"
            self._fault(REMOVED, line, message, cure)

    def _fault(self, code: str, line: int, message: str, cure: str) -> None:
        if (code, line, message) not in self._reported:
            self._reported.add((code, line, message))
            self.faults.append(FoundFault(line, code, message, cure))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # as a browser does: only void elements have no end

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENCED_TAGS:
            self._silent = max(0, self._silent - 1)
        tag = "h2" if tag == "h1" and self._source else tag
        if self._silent or not self._depths.get(tag):
            return
        while self._open[-1][0] != tag:
            self._close_last()
        self._close_last()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(data.replace("<", "&lt;"))

    def handle_entityref(self, name: str) -> None:
        if not self._silent:
            self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        if not self._silent:
            self._out.append(f"&#{name};")
