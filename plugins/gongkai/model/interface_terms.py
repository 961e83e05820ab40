"""Interface terms (界面用语): the fixed words of the site in Mongolian (``catalogue/terms/mn.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from gongkai.model.fields import Flag, Line
from gongkai.model.records import Lines

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class InterfaceTerm:
    """One word or phrase, with where its translation was found."""

    zh: Line
    mn: Line
    also: Lines = ()
    """Other Chinese words that are said in the same way."""
    source: Line | None = None
    """Where it is attested; None for one of the project's own."""
    review: Flag = False
    """Whether a native reader has still to judge it."""


class InterfaceTerms:
    """The words by their Chinese."""

    def __init__(self, terms: Iterable[InterfaceTerm] = (), digest: str = "") -> None:
        self.all = tuple(terms)
        self.digest = digest
        """Hash of the file: every Mongolian page depends on it."""
        self._by_chinese = {zh: term for term in self.all for zh in (*term.also, term.zh)}

    def find(self, zh: str) -> InterfaceTerm | None:
        """The term for a Chinese word; None where it has none yet."""
        return self._by_chinese.get(zh)

    def spoken(self) -> dict[str, str]:
        """Chinese word → Mongolian word, other words for the same included."""
        return {zh: term.mn for zh, term in self._by_chinese.items()}

    def __bool__(self) -> bool:
        return bool(self.all)


NO_TERMS: Final = InterfaceTerms()
"""Of a portal without Mongolian pages."""
