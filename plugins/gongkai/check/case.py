"""What a rule sees: the loaded library and the day, and how it words a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.load import Loaded, locate
from gongkai.model import Catalogue, Diagnostic, Level, Library, Record, Rule

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One examination of a library on a day."""

    loaded: Loaded
    day: date
    every_line: bool = True
    """Whether warnings are located too. A build prints errors alone, and need not open a source
    for each of the others."""

    @property
    def library(self) -> Library:
        return self.loaded.library

    @property
    def catalogue(self) -> Catalogue:
        return self.loaded.library.catalogue

    def is_faulty(self, file: str) -> bool:
        """Whether a file has errors of its own, which are to be mended before what follows."""
        return any(f.file == file and f.level is Level.ERROR for f in self.loaded.faults)

    def at(self, rule: Rule, record: Record, key: Key, message: str, cure: str) -> Diagnostic:
        """A finding at a key of a record's front matter; its line is looked up now."""
        file = f"{record.id}.md"
        wanted = self.every_line or rule.level is Level.ERROR
        line = locate(self.loaded.content, file, key) if wanted else 1
        return rule.at(file, line, message, cure)
