"""Relations between records, as a source states them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict, WithJsonSchema
from pydantic.dataclasses import dataclass

from gongkai.model.fields import Line

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)


def _reference(value: Any) -> Any:
    return {"record": value} if isinstance(value, str) else value


def _references(value: Any) -> Any:
    if value is None:
        return ()
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, config=_STRICT)
class Reference:
    """The other end of a relation.

    Written as an id, or as ``{record: id, articles: [...], clause: ...}`` where only some articles
    are touched.
    """

    record: Line
    """Record id; a document number or index number of the library is understood too; for
    ``based_on`` and ``related`` also a citation in 《》 of what is not in the library."""
    articles: tuple[Line, ...] = ()
    """What is touched in the target; empty means the whole."""
    clause: Line | None = None
    """The clause of the stating document that does it."""


_REFERENCE_SCHEMA: Final = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "record": {"type": "string"},
                "articles": {"type": "array", "items": {"type": "string"}},
                "clause": {"type": "string"},
            },
            "required": ["record"],
            "additionalProperties": False,
        },
    ]
}
References = Annotated[
    tuple[Annotated[Reference, BeforeValidator(_reference)], ...],
    BeforeValidator(_references),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "null"]},
                {"type": "array", "items": _REFERENCE_SCHEMA},
            ]
        }
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Relations:
    """修改、废止、代替、依据、解读、相关 (FORMAT)."""

    amends: References = ()
    repeals: References = ()
    replaces: References = ()
    based_on: References = ()
    interprets: References = ()
    related: References = ()


NO_RELATIONS: Final = Relations()
NAMES: Final = ("repeals", "replaces", "amends", "based_on", "interprets", "related")
"""In the order in which a page shows them (FACE §4)."""
CHANGES: Final = frozenset({"amends", "repeals", "replaces"})
"""Relations that change their target's validity."""
