"""Official text → CommonMark that shows it as it is written.

FORMAT, "The body": nobody hard-wraps Chinese official texts, so every source line is a paragraph of
its own; leading blanks are typing habit, never a code block; a printed number is shown as printed,
never a list's. One pass over the lines that looks at the first character of each; tables, fences,
HTML blocks, bullet lists and footnotes are kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from gongkai.body.inline import escape_line, may_need_escapes, only_tags, without_code
from gongkai.body.sanitise import BLOCK_TAGS, REMOVED_TAGS, SILENCED_TAGS, VOID_TAGS

BLANKS: Final = (
    " \t\u3000\u00a0\ufeff\u200b\u200c\u200d\u2028\u2029\u2002\u2003\u2009\u202f\x0b\x0c\x85"
)
"""What is dropped at both ends of a line: white space and what has no shape."""
DEPTH_LIMIT: Final = 8
"""Levels of quotes and bullets; deeper is text."""

CELLS_LIMIT: Final = 500
"""Cells in a table's row; lines with more are text. An engine needs their square in time."""

_LABEL: Final = re.compile(r"\[[^\]\[]{1,100}\]")
_SHAPELESS: Final = frozenset("\ufeff\u200b\u200c\u200d")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_CLOSING_SIGNS: Final = re.compile(r"(?<![ \t])[ \t]+#+$")
_BULLET: Final = re.compile(r"[-*][ \t]+(?=[^\s\d])")
_NUMBER: Final = re.compile(r"([0-9]{1,9})[.)](?=[ \t]|$)")
_RULE: Final = re.compile(r"-(?:[ \t]*-){2,}")
_FENCE: Final = re.compile(r"`{3,}(?=[^`]*$)")
_DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_NOTE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_DEFINITION: Final = re.compile(r"\[([^\]\[^][^\]\[]{0,99})\]:[ \t]*(\S+)")
_DEFINES: Final = re.compile(r"\[[^\]]*\]:")
_DIGITS: Final = frozenset("0123456789")
_SPECIAL: Final = frozenset("#>-*+`~|<[_=")


def commonmark(source: str) -> str:
    """The whole body, ready for a CommonMark engine without indented code and setext headings."""
    text = source.replace("\0", "\ufffd")
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _Blocks(text.split("\n"), text).written()


def may_be_shapeless(text: str) -> bool:
    """False where every blank of a text is white space."""
    return any(letter in text for letter in _SHAPELESS)


def stripped(line: str) -> str:
    """Without blanks at its ends, seen or unseen."""
    line = line.strip()  # all white space; what has no shape is rare and costs a second look
    if line and (line[0] in _SHAPELESS or line[-1] in _SHAPELESS):
        return line.strip(BLANKS)
    return line


class _Definition(NamedTuple):
    """A footnote's text or a link's address, not yet known to be wanted."""

    place: int
    label: str
    written: str
    as_text: str


class _Blocks:
    """Cuts lines into blocks; ``at`` is the line to look at next."""

    def __init__(self, lines: list[str], whole: str, depth: int = 0) -> None:
        self.lines = lines
        self.whole = whole
        self.depth = depth
        self.at = 0
        self.blocks: list[str] = []
        self.raw: set[int] = set()
        """Blocks, by their place, in which nothing refers to a definition."""
        self.definitions: list[_Definition] = []
        self.open_fence: int | None = None
        """Ticks of the shortest fence that is known to have no end."""
        self.tag_ends: dict[tuple[int, str], int] | None = None
        self.has_pipes = "|" in whole

    def written(self) -> str:
        lines, count, blocks = self.lines, len(self.lines), self.blocks
        # Most texts hold no markup at all: for them a line costs a strip and a look at its start.
        plain = not (self.has_pipes or may_need_escapes(self.whole) or may_be_shapeless(self.whole))
        while self.at < count:
            line = lines[self.at].strip() if plain else stripped(lines[self.at])
            if plain and line and line[0] not in _SPECIAL:
                blocks.append(_numbered(line) if line[0] in _DIGITS else line)
            elif line:
                if self._takes_block(line):
                    continue
                blocks.append(escape_start(line))
            self.at += 1
        if self.definitions:
            self._settle_definitions()
        return "\n\n".join(self.blocks)

    def _takes_block(self, line: str) -> bool:
        """Take the block of several lines that begins here, if one does."""
        take = _TAKERS.get(line[:1])
        return (take is not None and take(self, line)) or (self.has_pipes and self._table(line))

    def _heading(self, line: str) -> bool:
        heading = _HEADING.fullmatch(line)
        if heading is None:
            return False
        # One level down: the page's own title is the h1.
        level = min(len(heading[1]) + 1, 6)
        text = _CLOSING_SIGNS.sub("", heading[2])
        end = "\\#" if text.endswith("#") else ""  # one engine would take it for a closing sign
        self.blocks.append(f"{'#' * level} {escape_line(text[:-1] if end else text)}{end}")
        self.at += 1
        return True

    def _quote(self, line: str) -> bool:
        if self.depth >= DEPTH_LIMIT or line[1:2] not in (" ", "\t"):
            return False
        inner = []
        while self.at < len(self.lines):
            line = stripped(self.lines[self.at])
            if line != ">" and not line.startswith(("> ", ">\t")):
                break
            inner.append(line[2:])
            self.at += 1
        text = _Blocks(inner, self.whole, self.depth + 1).written()
        self.blocks.append("\n".join(f"> {part}".rstrip() for part in text.split("\n")))
        return True

    def _fence(self, line: str) -> bool:
        fence = _FENCE.match(line)
        if fence is None or (self.open_fence is not None and len(fence[0]) >= self.open_fence):
            return False
        for end in range(self.at + 1, len(self.lines)):
            closing = stripped(self.lines[end])
            if closing.startswith(fence[0]) and not closing.strip("`"):
                self.raw.add(len(self.blocks))
                self.blocks.append("\n".join([line, *self.lines[self.at + 1 : end], closing]))
                self.at = end + 1
                return True
        self.open_fence = len(fence[0])
        return False

    def _html(self, line: str) -> bool:
        tag = _TAG.match(line)
        if tag is None or tag[2].lower() not in BLOCK_TAGS | REMOVED_TAGS:
            return False
        name = tag[2].lower()
        end = self._end_of_html(name, bool(tag[1]))
        if end is None and (name in SILENCED_TAGS or ">" not in line):
            return False
        kept = (stripped(part) for part in self.lines[self.at : end or self.at + 1])
        html = only_tags("\n".join(part for part in kept if part))
        self.raw.add(len(self.blocks))
        self.blocks.append(html if end else f"{html}</{tag[2]}>")
        self.at = end or self.at + 1
        return True

    def _end_of_html(self, name: str, closing: bool) -> int | None:
        """The line after the tag's own end; None if it has none."""
        if closing or name in VOID_TAGS:
            return self.at + 1
        if self.tag_ends is None:
            self.tag_ends = _tag_ends(self.lines)
        return self.tag_ends.get((self.at, name))

    def _table(self, line: str) -> bool:
        if "|" not in line or self.at + 1 >= len(self.lines):
            return False
        delimiters = stripped(self.lines[self.at + 1])
        if not _DELIMITERS.fullmatch(delimiters) or _cells(line) != _cells(delimiters):
            return False
        end = self.at + 2
        rows = [line, delimiters]
        while end < len(self.lines) and "|" in (row := stripped(self.lines[end])):
            rows.append(row)
            end += 1
        missing = max(map(_cells, rows)) - _cells(line)
        if missing + _cells(line) > CELLS_LIMIT:
            return False
        if missing:  # an engine drops what stands beyond the heads
            rows[0] = f"| {_inner(line)} |" + "  |" * missing
            rows[1] = f"| {_inner(delimiters)} |" + " - |" * missing
        self.blocks.append("\n".join(map(escape_line, rows)))
        self.at = end
        return True

    def _bracket(self, line: str) -> bool:
        if self.depth:
            return False
        note, link = _NOTE.match(line), _DEFINITION.match(line)
        if note:
            self.at += 1
            paragraphs = [escape_start(line[note.end() :]), *self._indented()]
            written = f"[^{note[1]}]: " + "\n\n    ".join(paragraphs)
            as_text = "\n\n".join([escape_start(line), *paragraphs[1:]])
            self._define(f"[^{note[1]}]", written, as_text)
            return True
        if link and any(sign in link[2] for sign in "/.#"):
            self.at += 1
            self._define(f"[{link[1]}]".casefold(), line, escape_start(line))
            return True
        return False

    def _define(self, label: str, written: str, as_text: str) -> None:
        self.definitions.append(_Definition(len(self.blocks), label, written, as_text))
        self.blocks.append("")

    def _settle_definitions(self) -> None:
        """A definition that something refers to is one; any other is text and stays to be read."""
        first: dict[str, _Definition] = {}
        for definition in self.definitions:
            first.setdefault(definition.label, definition)
        places = {definition.place for definition in self.definitions} | self.raw
        left = [block for place, block in enumerate(self.blocks) if place not in places]
        used: set[int] = set()
        while left:
            block = left.pop()
            for line in block.split("\n") if "[" in block else ():
                for label in _LABEL.findall(without_code(line)):
                    found = first.get(label) or first.get(label.casefold())
                    if found and found.place not in used:
                        used.add(found.place)
                        left.append(found.written.removeprefix(found.label))
        for definition in self.definitions:
            chosen = definition.written if definition.place in used else definition.as_text
            self.blocks[definition.place] = chosen

    def _indented(self) -> list[str]:
        """Continuation lines, also after blank ones: indented by blanks of the keyboard."""
        found = []
        ahead = self.at
        while ahead < len(self.lines):
            line = self.lines[ahead]
            text = stripped(line)
            if text:
                if _indent(line) < 2:
                    break
                found.append(escape_start(text))
                self.at = ahead + 1
            ahead += 1
        return found

    def _list(self, line: str) -> bool:
        if _BULLET.match(line) is None:
            return False
        self.blocks.append("\n".join(_List(self).written()))
        return True

    def _dash(self, line: str) -> bool:
        if _RULE.fullmatch(line):
            self.blocks.append("---")
            self.at += 1
            return True
        return self._list(line)


_TAKERS: Final[dict[str, Callable[[_Blocks, str], bool]]] = {
    "#": _Blocks._heading,
    ">": _Blocks._quote,
    "`": _Blocks._fence,
    "<": _Blocks._html,
    "[": _Blocks._bracket,
    "-": _Blocks._dash,
    "*": _Blocks._list,
}


class _List:
    """A bullet list with what is nested in it, written again with two blanks a level."""

    def __init__(self, blocks: _Blocks) -> None:
        self.blocks = blocks
        self.levels: list[int] = []
        """Indents of the bullets that are open, outermost first."""
        self.lines: list[str] = []

    def written(self) -> list[str]:
        source = self.blocks.lines
        base = _indent(source[self.blocks.at])
        ahead = self.blocks.at
        while ahead < len(source):
            line = source[ahead]
            text = stripped(line)
            ahead += 1
            if not text:
                continue
            indent = _indent(line)
            bullet = _BULLET.match(text)
            if bullet and indent >= base:
                self._item(indent, text[bullet.end() :])
            elif indent > base:
                self._paragraph(indent, text)
            else:
                break
            self.blocks.at = ahead
        return self.lines

    def _item(self, indent: int, text: str) -> None:
        while self.levels and self.levels[-1] >= indent:
            self.levels.pop()
        if len(self.levels) < DEPTH_LIMIT:
            self.levels.append(indent)
        self.lines.append(f"{'  ' * (len(self.levels) - 1)}- {escape_start(text)}")

    def _paragraph(self, indent: int, text: str) -> None:
        while len(self.levels) > 1 and self.levels[-1] >= indent:
            self.levels.pop()
        self.lines += ["", f"{'  ' * len(self.levels)}{escape_start(text)}", ""]


def escape_start(line: str) -> str:
    """A line that begins no block: its first character is text, whatever it would mean."""
    first = line[:1]
    text = escape_line(line)
    if first in _DIGITS:
        return _numbered(text)
    if first not in _SPECIAL:
        return text
    if (first in "#>-+=~|") or (first == "[" and _DEFINES.match(line)):
        return f"\\{text}"
    if first == "*" and line[1:2] in (" ", "\t", ""):
        return f"\\*{escape_line(line[1:])}"
    return text


def _numbered(text: str) -> str:
    """A line whose printed number would make it a list's item, renumbered: it is shown as printed."""
    number = _NUMBER.match(text)
    return f"{number[1]}\\{text[number.end(1) :]}" if number else text


def _indent(line: str) -> int:
    """Columns of leading blanks of the keyboard; a full-width blank is none."""
    width = 0
    for letter in line:
        if letter == " ":
            width += 1
        elif letter == "\t":
            width += 4
        else:
            break
    return width


def _cells(row: str) -> int:
    return _inner(row).replace("\\|", "").count("|") + 1


def _inner(row: str) -> str:
    """A row without the pipes at its ends."""
    row = row.strip().removeprefix("|")
    return row[:-1] if row.endswith("|") and not row.endswith("\\|") else row


def _tag_ends(lines: list[str]) -> dict[tuple[int, str], int]:
    """The line of a tag, and its name → the line after the one that ends it."""
    ends: dict[tuple[int, str], int] = {}
    opened: dict[str, list[tuple[int, bool]]] = {}
    for number, line in enumerate(lines):
        if "<" not in line:
            continue
        seen = set()
        for tag in _TAG.finditer(line):
            name = tag[2].lower()
            stack = opened.setdefault(name, [])
            if not tag[1]:
                stack.append((number, name not in seen))
                seen.add(name)
            elif stack:
                start, is_first = stack.pop()
                if is_first:
                    ends[start, name] = number + 1
    return ends
