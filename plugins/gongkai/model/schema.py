"""JSON Schemas of the front matter, from the same classes that validate it.

They give editors completion and hints in any editor that speaks YAML language server.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from gongkai.model.records import DERIVED, KINDS, WRITTEN_AS
from gongkai.model.terms import FIELDS


def front_matter_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind's front matter, keys as FORMAT writes them, labels in Chinese."""
    schema = TypeAdapter(KINDS[kind]).json_schema(mode="validation")
    properties: dict[str, Any] = schema["properties"]
    del properties["id"]
    renamed = {inner: outer for outer, inner in WRITTEN_AS.get(kind, {}).items()}
    schema["properties"] = {
        renamed.get(name, name): {**value, "title": FIELDS[renamed.get(name, name)]}
        for name, value in properties.items()
    }
    given = DERIVED.get(kind, frozenset()) | {"id"}
    schema["required"] = [renamed.get(n, n) for n in schema["required"] if n not in given]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Gongkai {kind}"
    return schema
