"""Counterparts (蒙古文版): what a record says in traditional Mongolian script.

A counterpart lies in ``content/mn/`` at the path of its Chinese record. Title, summary, keywords and
text are its own; everything else is the Chinese record's (FORMAT, "Where a record lives"). Joined
with it, it is a record like any other, with ``mn/`` before its id.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Any, Final

from pydantic import ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

from gongkai.model.fields import Title
from gongkai.model.records import Lines, Record

MONGOLIAN: Final = "mn/"
"""Before the id and the address of everything Mongolian."""
LANGUAGE: Final = "mn-Mong-CN"
"""Traditional Mongolian script as it is written in China (BCP 47)."""
_SUMMARY_LIMIT: Final = 1200
"""Letters of a summary: an alphabet needs about four times a Chinese text's characters."""


@dataclass(
    frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid", defer_build=True)
)
class Counterpart:
    """A source in ``content/mn/``, as it is written."""

    id: str
    title: Title
    summary: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_SUMMARY_LIMIT)
    ]
    keywords: Lines = ()
    stated: dict[str, Any] = field(default_factory=dict)
    """Front matter keys besides these, as written: each has to agree with the Chinese record."""

    @property
    def original(self) -> str:
        """The id of the Chinese record."""
        return self.id.removeprefix(MONGOLIAN)


def joined(record: Record, counterpart: Counterpart) -> Record:
    """The Mongolian record: the Chinese one with what the counterpart says itself."""
    return record.changed(
        id=counterpart.id,
        title=counterpart.title,
        summary=counterpart.summary,
        keywords=counterpart.keywords,
    )
