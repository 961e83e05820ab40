"""The parts that the JSON Schemas (2020-12) of our downloads are written with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gongkai.model.schema import DIALECT

Schema = dict[str, Any]
TEXT: Final[Schema] = {"type": "string", "minLength": 1}
FLAG: Final[Schema] = {"type": "boolean"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
DAY: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MINUTE: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$"}
"""Beijing time, as in front matter."""
SHA256: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ADDRESS: Final[Schema] = {**TEXT, "description": "相对于网站根目录的地址"}
WEB: Final[Schema] = {"type": "string", "format": "uri", "pattern": "^https?://"}


def object_schema(properties: Schema, required: Iterable[str] | None = None) -> Schema:
    """An object with these keys and no others; all are required where nothing is said."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def array(items: Schema, **more: Any) -> Schema:
    """A list of one kind of value."""
    return {"type": "array", "items": items, **more}


def or_null(schema: Schema) -> Schema:
    """A value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def whole_schema(title: str, schema: Schema, **more: Any) -> Schema:
    """A schema that stands in a file of its own."""
    return {"$schema": DIALECT, "title": title, **schema, **more}
