"""A body's source → safe HTML, the references in it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from html.parser import HTMLParser
from typing import Final

from gongkai.body.engines import Engine, comrak_engine
from gongkai.body.official import commonmark
from gongkai.body.plain import plain_html
from gongkai.body.sanitise import REMOVED_TAGS, kept_attribute, sanitise
from gongkai.body.targets import Kind, resolve

DANGEROUS: Final = "GK401"
REMOTE_IMAGE: Final = "GK402"
OUTSIDE: Final = "GK403"
REMOVED: Final = "GK404"
OPEN_FENCE: Final = "GK405"
ENTITY: Final = "GK406"
FOOTNOTE: Final = "GK407"
LEVELS: Final[dict[str, str]] = {
    DANGEROUS: "error",
    REMOTE_IMAGE: "error",
    OUTSIDE: "error",
    REMOVED: "error",
    OPEN_FENCE: "warning",
    ENTITY: "warning",
    FOOTNOTE: "warning",
}
"""How much each fault of a body weighs."""

_HEADING: Final = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_TAGS: Final = re.compile(r"<[^>]*>")
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_NOTE: Final = re.compile(r"\[\^([^\]\s]{1,40})\](:?)")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BACK: Final = re.compile(r'aria-label="Back to reference [^"]*"')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text, with the id its address ends in."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to something in the content folder."""

    target: str
    """Path from the content root."""
    line: int
    """1-based, in the body."""
    image: bool


@dataclass(frozen=True, slots=True)
class BodyFault:
    """Something wrong in a body; words in Chinese."""

    line: int
    code: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    faults: tuple[BodyFault, ...] = ()


def may_hold_faults(source: str) -> bool:
    """False where a body certainly has neither references nor faults, so nobody need render it."""
    # Single letters first: each is one fast sweep over the text, and most texts have none.
    return "<" in source or "[" in source or "&" in source or "`" in source or "://" in source


def render_body(source: str, address: str, engine: Engine = comrak_engine) -> Body:
    """Render the body of the page at ``address`` (from the site's root). Never raises for text.

    FORMAT, "The body". References become relative to the page; HTML is sanitised.
    """
    html = _engine_html(source, engine)
    links: tuple[Link, ...] = ()
    faults: list[BodyFault] = []
    if may_hold_faults(source):
        if "<" in source or "<a " in html or "<img " in html:
            html, links, faults = _made_safe(html, address, source)
        faults += _text_faults(source)
    headings: list[Heading] = []
    if "#" in source or "<" in source:
        html = _HEADING.sub(lambda found: _with_id(found, headings), html)
    return Body(html, tuple(headings), links, tuple(sorted(faults, key=lambda f: (f.line, f.code))))


def _engine_html(source: str, engine: Engine) -> str:
    plain = plain_html(source) if engine is comrak_engine else None
    if plain is not None:
        return plain
    try:
        return engine(commonmark(source))
    except UnicodeEncodeError:
        return engine(commonmark(_SURROGATE.sub("\ufffd", source)))


def finish_page(html: str, address: str) -> str:
    """HTML that another engine made of a hand-made page: references relative, sanitised."""
    return _made_safe(html, address, "")[0]


def _with_id(found: re.Match[str], headings: list[Heading]) -> str:
    id = f"s-{len(headings) + 1}"
    headings.append(Heading(int(found[1]), id, _TAGS.sub("", found[2])))
    return f'<h{found[1]} id="{id}">{found[2]}</h{found[1]}>'


def _made_safe(
    html: str, address: str, source: str
) -> tuple[str, tuple[Link, ...], list[BodyFault]]:
    references = _References(address, source)
    references.feed(html)
    references.close()
    safe = sanitise("".join(references.out))
    if 'class="footnotes"' in safe:
        safe = _BACK.sub('aria-label="返回正文"', safe)
    return safe, tuple(references.links), references.faults


@dataclass
class _Finder:
    """Finds the line of the n-th mention of something, each mention once."""

    source: str
    passed: dict[str, int] = field(default_factory=dict)

    def line(self, *needles: str) -> int:
        for needle in needles:
            if not needle:
                continue
            at = self.source.find(needle, self.passed.get(needle, 0))
            if at >= 0:
                self.passed[needle] = at + len(needle)
                return self.source.count("\n", 0, at) + 1
        return 1


class _References(HTMLParser):
    """Copies HTML, resolves what it refers to, and notes what the sanitiser will remove."""

    def __init__(self, address: str, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.address = address
        self.finder = _Finder(source)
        self.lowered = _Finder(source.lower())
        self.out: list[str] = []
        self.links: list[Link] = []
        self.faults: list[BodyFault] = []
        self.reported: set[tuple[str, int, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        if tag in REMOVED_TAGS:
            self._removed(f"<{tag}>", f"<{tag}")
        elif self.finder.source:
            for name, _ in attrs:
                if not kept_attribute(tag, name) and name not in _OWN:
                    self._removed(name, name)
        wanted = {"a": "href", "img": "src"}.get(tag)
        values = [(name, value or "") for name, value in attrs]
        if wanted and any(name == wanted for name, _ in values):
            kept = [(n, self._resolved(v, tag)) if n == wanted else (n, v) for n, v in values]
            text = _start_tag(tag, [(n, v) for n, v in kept if v is not None])
        self.out.append(text)

    def _resolved(self, reference: str, tag: str) -> str | None:
        target = resolve(reference, self.address)
        image = tag == "img"
        mention = reference if reference in self.finder.source else reference.split(":")[0]
        match target.kind:
            case Kind.INTERNAL:
                line = self.finder.line(reference, target.path, target.path.rsplit("/", 1)[-1])
                self.links.append(Link(target.path, line, image))
            case Kind.OUTWARD if image:
                self._fault(
                    REMOTE_IMAGE,
                    self.finder.line(reference, mention),
                    f"图片在别的网站上：{reference[:60]}",
                    "请把图片放进和文件同名的文件夹，写成相对路径",
                )
            case Kind.DANGEROUS:
                line = self.finder.line(reference, mention, "](")
                message = f"链接“{reference[:40]}”不能用"
                self._fault(DANGEROUS, line, message, "只能链接网页、邮箱、电话或本站的文件")
                return None
            case Kind.OUTSIDE:
                line = self.finder.line(reference, "../")
                message = f"链接“{reference[:60]}”到了内容文件夹外面"
                self._fault(OUTSIDE, line, message, "请核对“../”的个数")
                return None
        return target.href

    def _removed(self, what: str, needle: str) -> None:
        line = self.lowered.line(needle)
        message, cure = f"正文里的{what}不能用，不会显示", "请删除；正文只用文字、表格和链接"
        self._fault(REMOVED, line, message, cure)

    def _fault(self, code: str, line: int, message: str, cure: str) -> None:
        if self.finder.source and (code, line, message) not in self.reported:
            self.reported.add((code, line, message))
            self.faults.append(BodyFault(line, code, message, cure))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


_OWN: Final = frozenset(
    {"data-footnotes", "data-footnote-ref", "data-footnote-backref", "data-footnote-backref-idx"}
)
"""What the engine itself writes on a footnote's links."""


def _start_tag(tag: str, attributes: list[tuple[str, str | None]]) -> str:
    return (
        f"<{tag}" + "".join(f' {name}="{escape(value or "")}"' for name, value in attributes) + ">"
    )


def _text_faults(source: str) -> Iterator[BodyFault]:
    """What a reader would see as a slip: open fences, unknown entities, footnotes without an end."""
    yield from _open_fences(source)
    for found in _ENTITY.finditer(source):
        if f"{found[1]};" not in html5:
            message = f"“{found[0]}”不是认识的字符代号，会照原样显示"
            yield BodyFault(_line(source, found), ENTITY, message, "请直接写要显示的字")
    uses: dict[str, list[re.Match[str]]] = {}
    for found in _NOTE.finditer(source):
        uses.setdefault(found[1], []).append(found)
    for name, mentions in uses.items():
        defined = any(m[2] for m in mentions)
        if not defined or len(mentions) == 1:
            what = "没有被引用" if defined else "没有写注释"
            message = f"脚注[^{name}]{what}，会照原样显示"
            yield BodyFault(_line(source, mentions[0]), FOOTNOTE, message, "请补上，或删去方括号")


def _open_fences(source: str) -> Iterator[BodyFault]:
    if "```" not in source:
        return
    opened = 0
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip().startswith("```"):
            opened = 0 if opened else number
    if opened:
        message, cure = "代码块的“```”没有结束，会照原样显示", "请在末尾补一行“```”，或删去它"
        yield BodyFault(opened, OPEN_FENCE, message, cure)


def _line(source: str, found: re.Match[str]) -> int:
    return source.count("\n", 0, found.start()) + 1
