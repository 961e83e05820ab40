"""What Mongolian pages say: Mongolian from the terms, else Chinese that is marked as Chinese.

Nothing Chinese may stand unmarked on a page in another language (WCAG 2.2, 3.1.2): a reading voice
and a browser's fonts go by the mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from gongkai.model import Catalogue, Record, Site
from gongkai.model.interface_terms import InterfaceTerms
from gongkai.model.mongolian_day import CHINESE_PATTERN, PATTERN, mongolian_day

CHINESE: Final = "zh-Hans"
_HAN: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ANY_HAN: Final = re.compile(f"[{_HAN}]")
_MONGOLIAN: Final = re.compile("[\u1820-\u18aa]")
_RUN: Final = re.compile(
    f"[〔（《“‘]?[{_HAN}](?:[^\u1800-\u18af<>&]*[{_HAN}])?[〕）》”’。，；：！？]*"
)
"""Chinese from its first character to its last before the next Mongolian letter."""
_TAG: Final = re.compile(r"""<!--.*?-->|<(?:[^<>"]|"[^"]*")*>""", re.DOTALL)
_SPOKEN: Final = re.compile(
    r'<(img|a)\b(?=[^>]*\s(?:alt|aria-label)="[^"]*[\u3400-\u9fff])(?![^>]*\slang=)'
)
"""A picture, or the way back from a footnote, with a name that no reader sees."""


def marked(text: str) -> Markup:
    """A text of any language as HTML, with what is Chinese in it marked."""
    if not _ANY_HAN.search(text):
        return escape(text)
    if not _MONGOLIAN.search(text):
        return _span(text)
    return Markup(_RUN.sub(lambda run: str(_span(run[0], ready=True)), str(escape(text))))


def marked_html(html: str) -> Markup:
    """HTML that ``body`` made, with the Chinese in its texts and pictures marked."""
    if not _ANY_HAN.search(html):
        return Markup(html)
    out, at = [], 0
    for tag in _TAG.finditer(html):
        out += [_marked_text(html[at : tag.start()]), _marked_tag(tag[0])]
        at = tag.end()
    return Markup("".join([*out, _marked_text(html[at:])]))


def _marked_text(text: str) -> str:
    return _RUN.sub(lambda run: str(_span(run[0], ready=True)), text)


def _marked_tag(tag: str) -> str:
    return _SPOKEN.sub(rf'<\1 lang="{CHINESE}"', tag) if _ANY_HAN.search(tag) else tag


def _span(text: str, ready: bool = False) -> Markup:
    return Markup(f'<span lang="{CHINESE}">{text if ready else escape(text)}</span>')


@dataclass(frozen=True)
class Words:
    """The fixed words of the Mongolian site, called with the Chinese ones. Travels to workers."""

    terms: Mapping[str, str]
    organs: Mapping[str, str]
    """Full name → Mongolian name, where the register has one."""

    @staticmethod
    def of(catalogue: Catalogue) -> Words:
        """Those of a catalogue; the same object each time, so that a chunk of pages carries one."""
        return _words(catalogue)

    def __call__(self, chinese: str, **values: object) -> Markup:
        """A fixed word as HTML; ``{name}`` in it is filled in."""
        mongolian = self.terms.get(chinese)
        said = escape(mongolian) if mongolian else _span(chinese)
        for name, value in values.items():
            said = Markup(said.replace(f"{{{name}}}", str(marked(str(value)))))
        return said

    def text(self, chinese: str) -> str:
        """A fixed word where no mark can stand; empty where it has no Mongolian."""
        return self.terms.get(chinese, "")

    def label(self, chinese: str) -> Markup:
        """An ``aria-label``; none where there is no Mongolian, since it cannot be marked."""
        said = self.text(chinese)
        return Markup(f' aria-label="{escape(said)}"') if said else Markup()

    def organ(self, name: str) -> Markup:
        """An organ's name."""
        return marked(self.organs.get(name, name))

    def day(self, day: date) -> str:
        """A day as Mongolian texts write it."""
        return mongolian_day(day, self.terms.get(CHINESE_PATTERN, PATTERN))

    def published(self, record: Record) -> str:
        """The day of a record's publication."""
        return self.day(record.published_at.date())

    def site(self, site: Site) -> Markup:
        """The site's name."""
        return marked(site.name_mn or site.name)

    def column(self, catalogue: Catalogue, id: str) -> Markup:
        """A column's name: its own, else the word's."""
        column = catalogue.column(id)
        name = column.name if column else id
        return escape(column.mn) if column and column.mn else self(name)


@lru_cache(maxsize=1)
def _words(catalogue: Catalogue) -> Words:
    names = {organ.name: organ.name_mn for organ in catalogue.organs.values() if organ.name_mn}
    return Words(spoken(catalogue.terms), names)


def spoken(terms: InterfaceTerms) -> dict[str, str]:
    """Chinese word → Mongolian word, other words for the same included."""
    return {zh: term.mn for term in terms.all for zh in (*term.also, term.zh)}
