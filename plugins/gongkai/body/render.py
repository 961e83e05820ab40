"""A body's source → safe HTML, the references in it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Final

from gongkai.body.engines import Engine, comrak_engine
from gongkai.body.official import commonmark
from gongkai.body.plain import plain_html
from gongkai.body.references import DANGEROUS, OUTSIDE, REMOTE_IMAGE, REMOVED, Lines, References
from gongkai.body.sanitise import OUTWARD_LINK, sanitise
from gongkai.body.structure import Heading, structured
from gongkai.text.direction import TURNS, neutral

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

_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_NUMBER: Final = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9A-Fa-f]{1,6}));")
_NOTE: Final = re.compile(r"(^[ \t\u3000]*)?\[\^([^\]\s]{1,40})\](:?)", re.MULTILINE)
_NEED_A_LOOK: Final = ("<", "](", "]:", "[^")
_OUTWARD: Final = re.compile(r"<a (?=href=\"https?:)", re.IGNORECASE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BACK: Final = re.compile(r'aria-label="Back to reference [^"]*"')


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
        if any(sign in source for sign in _NEED_A_LOOK):
            html, links, faults = _made_safe(html, address, source)
        elif "://" in source:  # only addresses the pre-pass linked: nothing to resolve or to clean
            html = _OUTWARD.sub(OUTWARD_LINK, html)
        faults += _text_faults(source)
    if "&" in source:  # what a character's number or name has brought in
        html = neutral(html)
    html, headings = structured(html)
    return Body(html, headings, links, tuple(sorted(faults, key=lambda f: (f.line, f.code))))


def bare_html(source: str, engine: Engine = comrak_engine) -> str:
    """A body's HTML for whoever wants its words alone: safe, but without classes and addresses."""
    html = _engine_html(source, engine)
    html = _made_safe(html, "", source)[0] if "<" in source else html
    return neutral(html) if "&" in source else html


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
    return neutral(_made_safe(html, address, "")[0])


def _made_safe(
    html: str, address: str, source: str
) -> tuple[str, tuple[Link, ...], list[BodyFault]]:
    references = References(address, source)
    safe = sanitise(references.copy(html))
    if 'class="footnotes"' in safe:
        safe = _BACK.sub('aria-label="返回正文"', safe)
    links = tuple(Link(*found) for found in references.links)
    return safe, links, [BodyFault(*found) for found in references.faults]


def _text_faults(source: str) -> Iterator[BodyFault]:
    """What a reader would see as a slip: open fences, unknown entities, footnotes without an end."""
    lines = Lines(source)
    yield from _open_fences(source)
    for found in _ENTITY.finditer(source) if "&" in source else ():
        letters = html5.get(f"{found[1]};")
        if letters and TURNS.search(letters):
            yield BodyFault(lines.of(found.start()), ENTITY, _unseen(found[0]), "请删除")
        elif letters is None:
            message = f"“{found[0]}”不是认识的字符代号，会照原样显示"
            yield BodyFault(lines.of(found.start()), ENTITY, message, "请直接写要显示的字")
    for found in _NUMBER.finditer(source) if "&#" in source else ():
        if _is_no_letter(int(found[1]) if found[1] else int(found[2], 16)):
            yield BodyFault(lines.of(found.start()), ENTITY, _unseen(found[0]), "请删除")
    notes: dict[str, list[re.Match[str]]] = {}
    for found in _NOTE.finditer(source) if "[^" in source else ():
        notes.setdefault(found[2], []).append(found)
    for name, mentions in notes.items():
        defined = [bool(m[3]) and m[1] is not None for m in mentions]
        if all(defined) or not any(defined):
            what = "没有被引用" if any(defined) else "没有写注释"
            message = f"脚注[^{name}]{what}，会照原样显示"
            place = lines.of(mentions[0].start(3))
            yield BodyFault(place, FOOTNOTE, message, "请补上，或删去方括号")


def _unseen(written: str) -> str:
    return f"“{written}”是看不见的控制字符"


def _is_no_letter(number: int) -> bool:
    """Whether a character's number is a control's, or that of half a character."""
    is_space = number in (0x09, 0x0A, 0x0D)
    control = (number < 0x20 and not is_space) or 0x7F <= number < 0xA0
    half = 0xD800 <= number < 0xE000
    return control or half or (number < 0x10000 and TURNS.match(chr(number)) is not None)


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
