"""A catalogue as JSON, and the JSON Schemas (2020-12) that say what is in it.

An area is what its source says (``model/plain.py``) and no more: how much of an item was compared
follows from ``verified``, ``verified_fields`` and ``incomplete``, as the schema says. An organ's catalogue holds its items as they
are for the organ, beside each what the standard says in the columns that differ, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gongkai.downloads.json_schema import object_schema
from gongkai.downloads.json_text import json_bytes
from gongkai.model.local_catalogue import AddedItem, LocalCatalogue, OrganArea, OrganItem
from gongkai.model.plain import as_plain
from gongkai.model.schema import DIALECT, area_schema
from gongkai.model.standard_catalogue import Area, Verified
from gongkai.model.terms import TABLE

_FOUNDATION: Final[dict[str, dict[str, Any]]] = {
    "sample": {"const": True, "title": "示例，不是该机关编制的目录"},
    "source": {"type": "string", "minLength": 1, "title": "依据的清单"},
    "adopted_on": {"type": "string", "format": "date", "title": "施行日期"},
}
"""What an organ's catalogue says of itself as a whole, with its schema."""


def area_json(area: Area) -> bytes:
    """One area."""
    return json_bytes(as_plain(area))


def whole_json(areas: Iterable[Area]) -> bytes:
    """All areas, as a list."""
    return json_bytes([as_plain(area) for area in areas])


def organ_json(name: str, local: LocalCatalogue, areas: Iterable[OrganArea]) -> bytes:
    """An organ's own catalogue."""
    known = {key: as_plain(said) for key in _FOUNDATION if (said := getattr(local, key))}
    return json_bytes({"organ": name, **known, "areas": [_organ_area(one) for one in areas]})


def whole_schema() -> dict[str, Any]:
    """The schema of ``whole_json``."""
    area = area_schema()
    shared = area.pop("$defs")
    del area["$schema"]
    return {
        "$schema": DIALECT,
        "title": "基层政务公开标准目录汇总",
        "type": "array",
        "items": {"$ref": "#/$defs/Area"},
        "$defs": {**shared, "Area": area},
    }


def organ_schema() -> dict[str, Any]:
    """The schema of ``organ_json``."""
    area = area_schema()
    shared = area["$defs"]
    table = {column: shared["CatalogueItem"]["properties"][column] for column in TABLE}
    text = {"type": "string", "minLength": 1}
    item = object_schema(
        {
            "item": {"$ref": "#/$defs/CatalogueItem", "title": "在本机关适用的事项"},
            "compared": {
                "enum": [one.value for one in Verified],
                "title": "沿用标准的各栏和公布版本核对过没有",
            },
            "added": {"const": True, "title": "标准目录没有的事项"},
            "changed": {
                "title": "与标准不同的栏，以及标准目录原来的内容",
                **object_schema(table, required=()),
            },
            "why": {**text, "title": "理由"},
        },
        required=("item",),
    )
    left_out = object_schema(
        {"id": area["$defs"]["CatalogueItem"]["properties"]["id"], "group": text, "title": text},
        required=("id", "group", "title"),
    )
    facts = {key: area["properties"][key] for key in ("id", "name", "number", "ministry", "source")}
    organ_area = object_schema(
        {
            **facts,
            "items": {"type": "array", "items": {"$ref": "#/$defs/OrganItem"}, "title": "事项"},
            "left_out": {"type": "array", "items": left_out, "title": "未选用事项"},
            "why": {**text, "title": "未选用理由"},
        },
        required=("id", "name", "ministry", "source", "items", "left_out"),
    )
    return {
        "$schema": DIALECT,
        "title": "机关政务公开标准目录",
        **object_schema(
            {
                "organ": {**text, "title": "机关"},
                **_FOUNDATION,
                "areas": {"type": "array", "items": {"$ref": "#/$defs/OrganArea"}, "title": "领域"},
            },
            required=("organ", "areas"),
        ),
        "$defs": {**shared, "OrganItem": item, "OrganArea": organ_area},
    }


def _organ_area(one: OrganArea) -> dict[str, Any]:
    area = one.area
    return {
        "id": area.id,
        "name": area.name,
        **({"number": area.number} if area.number else {}),
        "ministry": area.ministry,
        "source": area.source,
        "items": [_organ_item(held) for held in one.items],
        "left_out": [
            {"id": item.id, "group": item.group, "title": item.title} for item in one.left_out
        ],
        **({"why": one.local.why} if one.local.why else {}),
    }


def _organ_item(held: OrganItem) -> dict[str, Any]:
    item: dict[str, Any] = as_plain(held.item)
    if isinstance(held.source, AddedItem):
        del item["why"]  # it stands beside the item, as for the others
    found: dict[str, Any] = {"item": item}
    if held.compared:
        found["compared"] = held.compared.value
    if held.standard is None:
        found["added"] = True
    elif held.changed:
        found["changed"] = {c: as_plain(getattr(held.standard, c)) for c in held.changed}
    if held.why:
        found["why"] = held.why
    return found
