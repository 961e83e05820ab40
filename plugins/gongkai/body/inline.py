"""Inside one line of official text: what is markup stays, everything else is escaped.

FORMAT, "The body": the reader sees, character for character, what the source says less its markup.
Stars in formulas, underscores of forms to fill in, brackets of document numbers and names between
angle brackets are text, and CommonMark would take them for markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from gongkai.body.sanitise import BLOCK_TAGS, INLINE_TAGS, REMOVED_TAGS, SILENCED_TAGS

_TAG_NAMES: Final = "|".join(sorted(BLOCK_TAGS | INLINE_TAGS | REMOVED_TAGS, key=len, reverse=True))
_TOKEN: Final = re.compile(
    rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
  | (?P<auto><https?://[^\s<>]+>|<[\w.+-]{{1,64}}@[\w.-]{{1,255}}>)
  | (?P<tag></?(?:{_TAG_NAMES})(?=[\s/>])[^<>]*>)
  | (?P<comment><!--(?:(?!-->)[^<])*-->)
  | (?P<less><)
  | (?P<target>\]\((?:<[^<>]*[/.\#:][^<>]*>
      |(?=[^\s<>]*[/.\#:])(?:[^()\s<>]|\([^()\s<>]*\))*)(?=[ \t]*\)|[ \t]+["'(]))
  | (?P<bracket>\]\()
  | (?P<url>https?://[A-Za-z0-9\-._~:/?\#@!$&'()*+,;=%]+)
  | (?P<star>\*+)
  | (?P<under>_+)
  | (?P<ticks>`+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME: Final = re.compile(r"<([A-Za-z]+)")
_BARE_LETTER: Final = re.compile(r"</?[A-Za-z]>")
_LOOSE: Final = re.compile(rf"<(?!/?(?:{_TAG_NAMES})(?:[\s/][^<>]*)?>)", re.IGNORECASE)
_OPERAND_ENDS: Final = frozenset(")）]】〕}%％")
_LINK_TEXT_LIMIT: Final = 500
_HIDING: Final = frozenset({"escape", "auto", "tag", "comment", "target", "ticks"})
_URL_END: Final = "?!.,:;*_~'\""


def may_need_escapes(text: str) -> bool:
    """False where no line of a text holds anything that could be markup."""
    return (
        "*" in text
        or "_" in text
        or "<" in text
        or "`" in text
        or ("[" in text and "](" in text)
        or ("/" in text and "://" in text)
    )


def escape_line(text: str) -> str:
    """A line's text as CommonMark that shows it as it is written, its own markup aside."""
    return "".join(_escaped(text)) if may_need_escapes(text) else text


def _escaped(text: str) -> Iterator[str]:
    tokens = list(_outside_code(text))
    kept = _markup_stars(text, tokens) | _closed_tags(tokens) | _addresses_in_links(text, tokens)
    at = 0
    for token in tokens:
        yield text[at : token.start()]
        yield _written(token, token.start() in kept)
        at = token.end()
    yield text[at:]


def _outside_code(text: str) -> Iterator[re.Match[str]]:
    """Tokens that are not inside a code span; a span's own ticks are no tokens either."""
    tokens = list(_TOKEN.finditer(text))
    closing = _closing_ticks(tokens)
    skip_to = 0
    for token in tokens:
        if token.start() < skip_to:
            continue
        end = closing.get(token.start())
        if end is not None:
            skip_to = end
        else:
            yield token


def _closing_ticks(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Start of each run of ticks → end of the next run of the same length, from right to left."""
    latest: dict[int, int] = {}
    found: dict[int, int] = {}
    for token in reversed(tokens):
        if token.lastgroup == "ticks":
            length = token.end() - token.start()
            if length in latest:
                found[token.start()] = latest[length]
            latest[length] = token.end()
    return found


def _written(token: re.Match[str], markup: bool) -> str:
    text = token.group()
    match token.lastgroup:
        case "less":
            return "&lt;"
        case "bracket":
            return "]\\("
        case "under":
            return "\\_" * len(text)
        case "star":
            return text if markup else "\\*" * len(text)
        case "tag":
            return _tag(text, markup)
        case "ticks":
            return "\\`" * len(text)
        case "url":
            return text.replace("*", "\\*").replace("_", "\\_") if markup else _linked(text)
    return text


def _tag(text: str, closed: bool) -> str:
    """A tag as written; a ``<b>`` without its end is text, and no script swallows what follows."""
    if closed:
        return text
    if _BARE_LETTER.fullmatch(text):
        return f"&lt;{text[1:]}"
    name = _NAME.match(text)
    if name and name[1].lower() in SILENCED_TAGS:
        return f"{text}</{name[1]}>"
    return text


def _closed_tags(tokens: list[re.Match[str]]) -> set[int]:
    """Starts of the tags that have their other half in the line."""
    kept: set[int] = set()
    opened: dict[str, list[int]] = {}
    for token in tokens:
        if token.lastgroup != "tag":
            continue
        name = token.group().strip("</>").split()[0].rstrip("/").lower()
        if not token.group().startswith("</"):
            opened.setdefault(name, []).append(token.start())
        elif opened.get(name):
            kept |= {opened[name].pop(), token.start()}
    return kept


def _addresses_in_links(text: str, tokens: list[re.Match[str]]) -> set[int]:
    """Starts of the bare addresses in a link's text or title: a link holds no other link."""
    inside: set[int] = set()
    urls: list[re.Match[str]] = []
    target_end = -1
    for token in tokens:
        if token.lastgroup == "url":
            urls.append(token)
            titled = 0 <= target_end >= token.start() - _LINK_TEXT_LIMIT
            if titled and ")" not in text[target_end : token.start()]:
                inside.add(token.start())
            else:
                target_end = -1
        elif token.lastgroup == "target":
            near = text.rfind("[", max(0, token.start() - _LINK_TEXT_LIMIT), token.start())
            while near >= 0 and urls and urls[-1].start() > near:
                inside.add(urls.pop().start())
            urls.clear()
            target_end = token.end()
    return inside


def without_code(text: str) -> str:
    """What of a line may refer to a definition: no code, tags, escapes and link targets."""
    tokens = list(_TOKEN.finditer(text))
    closing = _closing_ticks(tokens)
    left, at = [], 0
    for token in tokens:
        if token.start() >= at and token.lastgroup in _HIDING:
            left.append(text[at : token.start()])
            at = closing.get(token.start(), token.end())
    return " ".join([*left, text[at:]])


def only_tags(html: str) -> str:
    """A block of HTML without its comments; a ``<`` that begins no whole tag is text."""
    parts, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[at:start])
        at = end + 3
    return _LOOSE.sub("&lt;", "".join([*parts, html[at:]]))


def _linked(url: str) -> str:
    """A bare address as a link: up to the first character that is none of an address, without the
    punctuation of the sentence around it."""
    end = len(url)
    while end and (url[end - 1] in _URL_END or (url[end - 1] == ")" and "(" not in url[:end])):
        end -= 1
    rest = url[end:].replace("*", "\\*").replace("_", "\\_")
    return f"<{url[:end]}>{rest}" if end > len("https://") else url[:end] + rest


def _markup_stars(text: str, tokens: list[re.Match[str]]) -> set[int]:
    """Starts of the runs of stars that are emphasis: pairs of one, two or three that open and close.

    A single star inside a word is a times sign (``净资产*系数``); more than three mask something.
    """
    kept: set[int] = set()
    opened: dict[int, int] = {}
    for token in tokens:
        if token.lastgroup != "star":
            continue
        length = token.end() - token.start()
        before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
        if length > 3:
            continue
        if length in opened and before and not before.isspace():
            kept |= {opened.pop(length), token.start()}
        elif _opens(before, after, length):
            opened[length] = token.start()
    return kept


def _opens(before: str, after: str, length: int) -> bool:
    if not after or after.isspace():
        return False
    in_word = bool(before) and before.isalnum()
    if length == 1:  # after a bracket or a percent sign it multiplies as well
        return not in_word and before not in _OPERAND_ENDS
    return not in_word or not unicodedata.category(after).startswith("P")
