"""A rendered body → the same text, its lines named by what they are in an official text.

FACE, "Official text": 章, 一、 and （一） become headings, articles and run-in heads get addresses,
addressee, signature, notes of adoption and titles of annexes get classes. Only tags, ``class`` and
``id`` change; no character of the text does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from gongkai.body.heads import is_head, is_short, run_in_heads
from gongkai.body.lines import Line, lines_of
from gongkai.body.numbers import Article, division
from gongkai.body.parts import TITLE, name_parts
from gongkai.body.series import articles_of, contents_list

_MAY_HOLD: Final = re.compile(
    r"<(?:h[1-6]|p>\s*[<第附（(0-9０-９一二三四五六七八九十百])|[：:日]</p>"
)
_ID: Final = re.compile(r' id="([^"]*)"')
_CLASS: Final = re.compile(r' class="')
_DIVISIONS: Final = {"编": "bian", "分编": "fenbian", "章": "zhang", "节": "jie"}
_RANKS: Final = {"编": 7, "分编": 8, "章": 9, "节": 10}
"""Outermost first: an author's own headings have 1 to 6, 一、 has 11, （一） 12 and 1. 13."""
_PRINTED: Final = 10
_OWN: Final = 6
"""The last rank of a heading without a number."""
_HEADS: Final = {1: "b1", 2: "b2h"}
"""Class of a heading, by the depth of its number."""


class Heading(NamedTuple):
    """An entry of the text's list of contents, with the id its address ends in."""

    level: int
    id: str
    text: str


class Skip(NamedTuple):
    """A heading without a number that is written more than a level below the one it is under."""

    text: str
    level: int
    above: int
    """Level of the heading that it is under."""


class Structured(NamedTuple):
    """A body whose lines are named."""

    html: str
    headings: tuple[Heading, ...] = ()
    """Headings and run-in heads."""
    skips: tuple[Skip, ...] = ()


def structured(html: str) -> Structured:
    """The HTML with every line named, the headings in it, and those that skip a level.

    A numbered heading has its level from its number, so it never skips one; neither does the first:
    a text may begin at any level.
    """
    if _MAY_HOLD.search(html) is None:
        return Structured(html)
    lines = lines_of(html)
    name_parts(lines)
    outline = _Outline(html)
    return Structured(outline.written(lines), tuple(outline.headings), tuple(outline.skips))


class _Open(NamedTuple):
    """A head with text under it."""

    rank: int
    level: int
    """Of the heading it is written as; 0 for a paragraph."""
    is_heading: bool
    """Not run-in."""

    def closes(self, other: _Open) -> bool:
        """Whether a head that is open ends where this one begins.

        Printed numbers say which is the outer one; where one of two headings that an author wrote
        has none, their levels do.
        """
        if self.level and other.level and min(self.rank, other.rank) <= _OWN:
            return other.level >= self.level
        return other.rank >= self.rank


class _Outline:
    """Writes lines in order; knows what is open around each."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.headings: list[Heading] = []
        self.skips: list[Skip] = []
        self.taken = set(_ID.findall(html)) if ' id="' in html else set()
        self.open: list[_Open] = []
        self.run_ins: dict[int, str] = {}
        self.chapter = ""
        self.in_article = False
        self.count = 0
        self.occurrences: dict[str, int] = {}

    def written(self, lines: Sequence[Line]) -> str:
        parts: list[str] = []
        at = 0
        articles, listed = articles_of(lines), contents_list(lines)
        self.run_ins = run_in_heads(lines)
        for place, line in enumerate(lines):
            if place in listed and not line.level:
                continue
            article = articles.get(place)
            if line.kind or line.level or line.number or article or line.text[:1] == "第":
                made = self._line(place, line, article)
                if made:
                    parts += (self.html[at : line.start], made)
                    at = line.end
        parts.append(self.html[at:])
        return "".join(parts)

    def _line(self, place: int, line: Line, article: Article | None) -> str | None:
        """What becomes of a line; None leaves it as it is."""
        if line.kind:
            return self._part(line)
        if article:
            return self._article(line, article)
        number, level = line.number, line.level
        if not number:
            found = division(line.text)
            if found and (level or is_short(line.text)):
                return self._division(line, *found)
        if level or (number in _HEADS and self._may_head(line, number)):
            rank = _PRINTED + number if number else level
            return self._heading(line, rank, _HEADS.get(number, ""))
        head = self.run_ins.get(place) if number in _HEADS and not self.in_article else None
        if head:
            return self._run_in(line, number, head)
        return f'<p class="b{number}">{line.inner}</p>' if number else None

    def _part(self, line: Line) -> str:
        self.in_article = False
        if line.kind == TITLE:  # of an annex: nothing of the document before it is open
            self.open.clear()
            self.chapter = ""
        return f'<p class="{line.kind}">{line.inner}</p>'

    def _article(self, line: Line, article: Article) -> str:
        id = self._free(article.id)
        if line.level:
            written = self._heading(line, line.level, "", id)
        else:
            number = _strong(line.inner, line.text[: article.end])
            written = f'<p class="tiao" id="{id}">{number}</p>'
        self.in_article = True
        return written

    def _division(self, line: Line, name: str, number: int) -> str:
        id = f"di-{number}-{_DIVISIONS[name]}"
        if name == "节" and self.chapter:
            id = f"{self.chapter}-{id}"
        id = self._free(id)
        if name != "节":
            self.chapter = id if name == "章" else ""
        return self._heading(line, _RANKS[name], "b0", id)

    def _may_head(self, line: Line, number: int) -> bool:
        """（一） under an article is one of its items, however short."""
        return is_head(line.text) and not (self.in_article and number == 2)

    def _heading(self, line: Line, rank: int, kind: str = "", id: str = "") -> str:
        self.in_article = False
        self._open(_Open(rank, line.level, True))
        above = max((head.level for head in self.open[:-1]), default=0)
        numbered = bool(id) or rank != line.level
        if above and not numbered and line.level > above + 1:
            self.skips.append(Skip(line.text, line.level, above))
        level = 1
        for head in self.open:
            level += head.is_heading
        level = min(level, 6)
        attributes = line.attributes
        own = _ID.search(attributes) if attributes else None
        if own and own[1]:
            id = own[1]
        else:
            id = id or self._next()
            attributes = f' id="{id}"{_ID.sub("", attributes) if attributes else ""}'
        self.headings.append(Heading(level, id, line.text))
        return f"<h{level}{_with_class(attributes, kind)}>{line.inner}</h{level}>"

    def _run_in(self, line: Line, number: int, head: str) -> str:
        id = self._next()
        self._open(_Open(_PRINTED + number, 0, False))
        self.headings.append(Heading(min(1 + len(self.open), 6), id, head))
        return f'<p class="b{number}" id="{id}">{_strong(line.inner, head)}</p>'

    def _open(self, head: _Open) -> None:
        for place, other in enumerate(self.open):
            if head.closes(other):
                del self.open[place:]
                break
        self.open.append(head)

    def _next(self) -> str:
        """The next id without a meaning."""
        while True:
            self.count += 1
            id = f"s-{self.count}"
            if id not in self.taken:
                self.taken.add(id)
                return id

    def _free(self, id: str) -> str:
        """This id, or with the number of its occurrence: an annex has articles of its own."""
        free = id
        while free in self.taken:
            self.occurrences[id] = self.occurrences.get(id, 1) + 1
            free = f"{id}-{self.occurrences[id]}"
        self.taken.add(free)
        return free


def _strong(inner: str, head: str) -> str:
    """The head in bold, unless markup stands in it."""
    start = len(inner) - len(inner.lstrip())
    end = inner.find("。") + 1 if head.endswith("。") else start + len(head)
    marked = inner[start:end]
    if not marked or "<" in marked or (marked != head and "&" not in marked):
        return inner
    return f"{inner[:start]}<strong>{marked}</strong>{inner[end:]}"


def _with_class(attributes: str, kind: str) -> str:
    if not kind:
        return attributes
    if _CLASS.search(attributes):
        return _CLASS.sub(f' class="{kind} ', attributes, count=1)
    return f' class="{kind}"{attributes}'
