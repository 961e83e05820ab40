"""The lines of a rendered body: its headings, and the paragraphs that stand in nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from gongkai.body.numbers import depth
from gongkai.body.sanitise import VOID_TAGS

_TOKEN: Final = re.compile(
    r'<p>(?P<text>[^<]*)</p>|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:[^>"]|"[^"]*")*)>'
)
_BETWEEN: Final = "</p>\n<p>"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INNER_HEADING: Final = re.compile(r"<(/?)h[1-6](?=[\s>])")
_TAGS: Final = re.compile(r"<[^>]*>")
_NOTE_NUMBER: Final = re.compile(r'<sup(?: id="[^"]*"| class="footnote-ref")>.*?</sup>', re.DOTALL)


@dataclass(slots=True)
class Line:
    """A paragraph or heading, and what it turned out to be."""

    start: int
    end: int
    """Its place in the HTML, tags and all."""
    inner: str
    """HTML between its tags."""
    text: str
    """What a reader sees of it, less the numbers of its footnotes."""
    number: int
    """Depth of the number it begins with: 1 for 一、, 2 for （一）, 3 for 1. and （1）, else 0."""
    level: int = 0
    """Of the heading it is written as; 0 for a paragraph."""
    attributes: str = ""
    kind: str = ""
    """The class it gets."""


def lines_of(html: str) -> list[Line]:
    """Top-level paragraphs without attributes, and every heading, in order."""
    parts = html[3:-5].split(_BETWEEN)
    if html.startswith("<p>") and html.endswith("</p>\n") and html.count("<") == 2 * len(parts):
        return _paragraphs(parts)
    return list(_tokens(html))


def _paragraphs(parts: list[str]) -> list[Line]:
    """Most texts are nothing but paragraphs without markup in them."""
    lines, start = [], 0
    for inner in parts:
        text = (unescape(inner) if "&" in inner else inner).strip()
        end = start + len(inner) + 7
        lines.append(Line(start, end, inner, text, depth(text)))
        start = end + 1
    return lines


def _tokens(html: str) -> Iterator[Line]:
    nested = 0
    opened: tuple[int, int, str, int, str] | None = None  # start, inner start, tag, depth, rest
    for token in _TOKEN.finditer(html):
        name = token["name"]
        if name is None:
            if not nested:
                inner = token["text"]
                text = (unescape(inner) if "&" in inner else inner).strip()
                yield Line(token.start(), token.end(), inner, text, depth(text))
        elif name in VOID_TAGS:
            continue
        elif not token["end"]:
            wanted = name in _HEADINGS or (name == "p" and not nested and not token["rest"])
            if wanted and opened is None:
                opened = (token.start(), token.end(), name, nested, token["rest"])
            nested += 1
        else:
            nested -= 1
            if opened is not None and opened[2:4] == (name, nested):
                yield _line(html, opened, token)
                opened = None


def _line(html: str, opened: tuple[int, int, str, int, str], closing: re.Match[str]) -> Line:
    start, inner_start, name, _, attributes = opened
    inner = html[inner_start : closing.start()]
    level = int(name[1]) if name in _HEADINGS else 0
    if level and "<h" in inner:  # a heading in a heading is none
        inner = _INNER_HEADING.sub(r"<\1div", inner)
    text = _seen(inner)
    return Line(start, closing.end(), inner, text, depth(text), level, attributes)


def _seen(inner: str) -> str:
    return unescape(_TAGS.sub("", _NOTE_NUMBER.sub("", inner))).strip()
