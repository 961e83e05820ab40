"""Official text → CommonMark that shows it as it is written.

FORMAT, "The body": nobody hard-wraps Chinese official texts, so every source line is a paragraph of
its own; leading blanks are typing habit, never a code block; a printed number is shown as printed,
never a list's. One pass over the lines that looks at the first character of each; tables, fences,
HTML blocks, bullet lists and footnotes are kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from gongkai.body.inline import escape_line, may_need_escapes
from gongkai.body.sanitise import BLOCK_TAGS, REMOVED_TAGS, VOID_TAGS

BLANKS: Final = (
    " \t\u3000\u00a0\ufeff\u200b\u200c\u200d\u2028\u2029\u2002\u2003\u2009\u202f\x0b\x0c\x85"
)
"""What is dropped at both ends of a line: white space and what has no shape."""
DEPTH_LIMIT: Final = 8
"""Levels of quotes and bullets; deeper is text."""

_SHAPELESS: Final = frozenset("\ufeff\u200b\u200c\u200d")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_BULLET: Final = re.compile(r"[-*][ \t]+(?=[^\s\d])")
_NUMBER: Final = re.compile(r"([0-9]{1,9})[.)](?=[ \t]|$)")
_RULE: Final = re.compile(r"-{3,}")
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


class _Blocks:
    """Cuts lines into blocks; ``at`` is the line to look at next."""

    def __init__(self, lines: list[str], whole: str, depth: int = 0) -> None:
        self.lines = lines
        self.whole = whole
        self.depth = depth
        self.at = 0
        self.blocks: list[str] = []
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
        self.blocks.append(f"{'#' * level} {escape_line(heading[2])}")
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
        if fence is None:
            return False
        for end in range(self.at + 1, len(self.lines)):
            closing = stripped(self.lines[end])
            if closing.startswith(fence[0]) and not closing.strip("`"):
                self.blocks.append("\n".join([line, *self.lines[self.at + 1 : end], closing]))
                self.at = end + 1
                return True
        return False

    def _html(self, line: str) -> bool:
        tag = _TAG.match(line)
        if tag is None or tag[2].lower() not in BLOCK_TAGS | REMOVED_TAGS:
            return False
        end = self._end_of_html(tag[2].lower(), bool(tag[1]))
        kept = (stripped(part) for part in self.lines[self.at : end])
        self.blocks.append("\n".join(part for part in kept if part))
        self.at = end
        return True

    def _end_of_html(self, name: str, closing: bool) -> int:
        """The line after the tag's own end; without one, after this line."""
        if closing or name in VOID_TAGS:
            return self.at + 1
        pattern = re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)
        depth = 0
        for number in range(self.at, len(self.lines)):
            for found in pattern.finditer(self.lines[number]):
                depth += -1 if found[1] else 1
            if depth <= 0:
                return number + 1
        return self.at + 1

    def _table(self, line: str) -> bool:
        if "|" not in line or self.at + 1 >= len(self.lines):
            return False
        delimiters = stripped(self.lines[self.at + 1])
        if not _DELIMITERS.fullmatch(delimiters) or _cells(line) != _cells(delimiters):
            return False
        rows = [escape_line(line), delimiters]
        self.at += 2
        while self.at < len(self.lines):
            row = stripped(self.lines[self.at])
            if "|" not in row:
                break
            rows.append(escape_line(row))
            self.at += 1
        self.blocks.append("\n".join(rows))
        return True

    def _bracket(self, line: str) -> bool:
        note = _NOTE.match(line)
        if note and self.whole.count(f"[^{note[1]}]") > 1:
            paragraphs = [escape_start(line[note.end() :])]
            self.at += 1
            paragraphs += (text for _, text in self._indented())
            self.blocks.append(f"[^{note[1]}]: " + "\n\n    ".join(paragraphs))
            return True
        definition = _DEFINITION.match(line)
        referred = definition and self.whole.count(f"[{definition[1]}]") > 1
        if definition and referred and any(sign in definition[2] for sign in "/.#"):
            self.blocks.append(line)
            self.at += 1
            return True
        return False

    def _indented(self) -> list[tuple[int, str]]:
        """Continuation lines, also after blank ones: indented by blanks of the keyboard."""
        found = []
        ahead = self.at
        while ahead < len(self.lines):
            line = self.lines[ahead]
            text = stripped(line)
            if text:
                if _indent(line) < 2:
                    break
                found.append((_indent(line), escape_start(text)))
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
            self.blocks.append(line)
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
    return f"\\`{escape_line(line[1:])}" if line.startswith("```") else text


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
    return row.strip().removeprefix("|").removesuffix("|").replace("\\|", "").count("|") + 1
