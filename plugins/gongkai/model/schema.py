"""JSON Schemas of front matter and catalogue files, from the same classes that validate them.

They give editors completion and hints in any editor that speaks YAML language server.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from gongkai.model.local_catalogue import LocalCatalogue
from gongkai.model.plain import as_plain
from gongkai.model.records import DERIVED, KINDS, WRITTEN_AS
from gongkai.model.standard_catalogue import Area, Verified
from gongkai.model.terms import FIELDS, TABLE

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MARK: Final = {
    "title": "核对标记",
    "description": "写有verified_fields或incomplete的，以各栏为准：各栏都核对过、没有不完整的，才是已核对",
}
"""How to tell from an item what pages and spreadsheets say of it."""


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
    schema["$schema"] = DIALECT
    schema["title"] = f"Gongkai {kind}"
    return schema


def area_schema() -> dict[str, Any]:
    """The schema of ``catalogue/areas/<area>.yaml``, and of an area as JSON."""
    schema = TypeAdapter(Area).json_schema(mode="validation")
    _as_written(schema["$defs"])
    return {"$schema": DIALECT, **schema, "title": "基层政务公开标准目录"}


def local_schema() -> dict[str, Any]:
    """The schema of ``catalogue/local/<organ>.yaml``."""
    schema = TypeAdapter(LocalCatalogue).json_schema(mode="validation")
    _as_written(schema["$defs"])
    return {"$schema": DIALECT, **schema, "title": "机关公开目录"}


def _as_written(shared: dict[str, Any]) -> None:
    """Say true and false where the model's enum has their names; name columns as the form does."""
    shared["Verified"]["enum"] = [as_plain(one) for one in Verified]
    del shared["Verified"]["type"]
    for item in ("CatalogueItem", "AddedItem"):
        if item in shared:
            properties = shared[item]["properties"]
            properties["verified"] |= {"default": as_plain(Verified.NO), **_MARK}
            for column, label in TABLE.items():
                properties[column]["title"] = label
