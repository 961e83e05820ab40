"""What an editor did wrong, said so that the editor can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Controls, line ends, marks that turn the direction, halves of characters."""


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
        return _visible(f"{self.file}:{self.line}: {self.code} {self.message}；{self.cure}")

    def as_json(self) -> dict[str, str | int | None]:
        """The object that ``gongkai check --format json`` prints (FORMAT, Commands)."""
        return {
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "level": self.level.value,
            "message": _visible(self.message),
            "cure": _visible(self.cure),
            "clause": self.clause,
        }


def _visible(text: str) -> str:
    """On one line whatever was quoted, and harmless to a terminal."""
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)


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
