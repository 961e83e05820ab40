"""What an outlet was sent, as a file that an editor kept of it → its words (数据同源).

A pasted text is its words. Of a page the article alone counts: WeChat's, else the page's own
``article`` or ``main``, else all that it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final, TypeAlias

from gongkai.body.official import stripped
from gongkai.body.sanitise import INLINE_TAGS, VOID_TAGS

_UNSEEN: Final = frozenset({"script", "style", "template", "title", "noscript"})
_Wanted: TypeAlias = Callable[[str, dict[str, str | None]], bool]
_ARTICLES: Final[tuple[_Wanted, ...]] = (
    lambda tag, held: held.get("id") == "js_content",  # an article of 微信公众平台
    lambda tag, held: tag == "article",
    lambda tag, held: tag == "main",
)
"""Elements that hold an article and nothing else, the likeliest first."""


class NotFound(ValueError):
    """The words that a text is cut at are not in it; says which."""


def sent_words(text: str, page: bool, first: str = "", last: str = "") -> str:
    """The words of a file, a line a paragraph; ``page``: it is HTML.

    ``first`` and ``last``: words that the text begins and ends with, where more stands around it.

    Raises:
        NotFound: it has no such words.
    """
    if page:
        shown = (_Shown(wanted, text).words() for wanted in (*_ARTICLES, None))
        text = next((words for words in shown if words.strip()), "")
    lines = map(stripped, text.split("\n"))
    return _cut("\n".join(line for line in lines if line), first, last)


def _cut(words: str, first: str, last: str) -> str:
    """White space does not count; an end that comes twice is the last one."""
    if not first and not last:
        return words
    joined = "".join(words.split())
    start = joined.find("".join(first.split()))
    if start < 0:
        raise NotFound(first)
    ending = "".join(last.split())
    end = joined.rfind(ending, start)
    if end < 0:
        raise NotFound(last)
    return joined[start : end + len(ending)] if ending else joined[start:]


class _Shown(HTMLParser):
    """Collects what stands in the first element that is wanted, or in all of them."""

    def __init__(self, wanted: _Wanted | None, page: str) -> None:
        super().__init__()
        self._wanted = wanted
        self._inside = ""
        self._depth = 0 if wanted else 1
        """Open elements of the wanted one's name, itself included."""
        self._silent = ""
        self._found: list[str] = []
        self.feed(page)
        self.close()

    def words(self) -> str:
        return "".join(self._found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        if self._silent or tag in VOID_TAGS:
            return
        if tag in _UNSEEN:
            self._silent = tag
        elif self._depth:
            self._depth += tag == self._inside
        elif self._wanted and not self._inside and self._wanted(tag, dict(attrs)):
            self._inside, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def _break(self, tag: str) -> None:
        if self._depth and tag not in INLINE_TAGS - {"br"}:
            self._found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag == self._silent:
            self._silent = ""
        elif tag == self._inside and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth and not self._silent:
            self._found.append(data)
