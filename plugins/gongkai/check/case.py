"""What a rule sees: the loaded library and the day, and how it words a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.load import Loaded, locate
from gongkai.model import Catalogue, Diagnostic, Library, Record, Rule

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One examination of a library on a day."""

    loaded: Loaded
    day: date

    @property
    def library(self) -> Library:
        return self.loaded.library

    @property
    def catalogue(self) -> Catalogue:
        return self.loaded.library.catalogue

    def at(self, rule: Rule, record: Record, key: Key, message: str, cure: str) -> Diagnostic:
        """A finding at a key of a record's front matter; its line is looked up now."""
        file = f"{record.id}.md"
        return rule.at(file, locate(self.loaded.content, file, key), message, cure)
