"""What an editor did wrong, said so that the editor can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs. Only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault at one place: ``file:line: CODE message；cure``."""

    file: str
    """Path with ``/``, relative to the folder that was given."""
    line: int
    """1-based."""
    code: str
    message: str
    """What is wrong, in Chinese."""
    cure: str
    """What to do about it, in Chinese."""
    level: Level = Level.ERROR
    clause: str | None = None
    """The standard and clause behind the rule, where there is one."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.message}；{self.cure}"

    def as_json(self) -> dict[str, str | int | None]:
        """The object that ``gongkai check --format json`` prints (FORMAT, Commands)."""
        return {
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "level": self.level.value,
            "message": self.message,
            "cure": self.cure,
            "clause": self.clause,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for. Rooms define theirs as constants beside the code that uses them."""

    code: str
    name: str
    """The fault in a few Chinese words, for the list of codes."""
    level: Level = Level.ERROR
    clause: str | None = None

    def at(self, file: str, line: int, message: str, cure: str) -> Diagnostic:
        """A finding of this rule at a place."""
        return Diagnostic(file, line, self.code, message, cure, self.level, self.clause)
