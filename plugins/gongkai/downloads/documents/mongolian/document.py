"""The Mongolian counterpart of a record, as its files show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from gongkai.downloads.documents.document import Document, document_of
from gongkai.downloads.documents.words import CHINESE, MONGOLIAN, Words
from gongkai.load import Loaded
from gongkai.model import Catalogue, Record


class Tongue(NamedTuple):
    """What a catalogue knows in Mongolian, by its Chinese."""

    terms: Mapping[str, str]
    organs: Mapping[str, str]
    site: str

    @classmethod
    def of(cls, catalogue: Catalogue) -> Tongue:
        """That of a catalogue."""
        names = {one.name: one.name_mn for one in catalogue.organs.values() if one.name_mn}
        return cls(catalogue.terms.spoken(), names, catalogue.site.name_mn or catalogue.site.name)

    @property
    def words(self) -> Words:
        """What files say of their own."""
        return CHINESE.translated(self.terms)

    def organ(self, name: str) -> str:
        """An organ's name; the Chinese one where the register has no other."""
        return self.organs.get(name, name)


def counterpart_of(loaded: Loaded, chinese: Record, mongolian: Record, tongue: Tongue) -> Document:
    """The facts of a Mongolian record, with the names that the catalogue has in Mongolian."""
    made = counterpart(
        document_of(loaded, chinese),
        mongolian.title,
        mongolian.summary,
        mongolian.keywords,
        tongue.terms,
    )
    facts = (
        (label, "、".join(map(tongue.organ, value.split("、")))) for label, value in made.facts
    )
    return replace(
        made,
        issuers=tuple(map(tongue.organ, made.issuers)),
        facts=tuple(facts),
        site=tongue.site,
    )


def counterpart(
    chinese: Document,
    title: str,
    summary: str,
    keywords: tuple[str, ...],
    terms: Mapping[str, str],
) -> Document:
    """What the files of ``mn/<id>.md`` say: its own words, all facts of the Chinese record.

    ``terms``: Chinese text → Mongolian, for labels and for what files say of their own; what has no
    translation stays Chinese.
    """
    base = chinese.url.removesuffix(f"{chinese.id}.html")
    return replace(
        chinese,
        id=f"mn/{chinese.id}",
        title=title,
        summary=summary,
        keywords=keywords,
        facts=tuple((terms.get(label, label), value) for label, value in chinese.facts),
        url=f"{base}mn/{chinese.id}.html",
        language=MONGOLIAN,
        words=CHINESE.translated(terms),
    )
