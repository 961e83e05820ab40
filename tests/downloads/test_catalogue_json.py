"""The JSON files and their schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from gongkai.downloads.catalogue_json import (
    area_json,
    area_schema,
    organ_json,
    organ_schema,
    whole_json,
    whole_schema,
)
from gongkai.load.catalogue import read_catalogue
from gongkai.model.local_catalogue import LocalArea, merge
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area, CatalogueItem
from gongkai.model.terms import TABLE
from paths import REPOSITORY
from pydantic import TypeAdapter
from tables import EDUCATION, HELD, LOCAL, ORGAN, OTHER, SAMPLE

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """What a value has against a schema, by the keywords that the schemas here use."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return faults(value, whole["$defs"][name], whole, at)
    if "anyOf" in schema:
        tried = [faults(value, one, whole, at) for one in schema["anyOf"]]
        return min(tried, key=len)
    found = []
    if "type" in schema and (
        not isinstance(value, TYPES[schema["type"]])
        or (isinstance(value, bool) and schema["type"] == "integer")
    ):
        return [f"{at}: not {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        found += [f"{at}: no {key}" for key in schema.get("required", ()) if key not in value]
        for key, one in value.items():
            if key in properties:
                found += faults(one, properties[key], whole, f"{at}.{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{at}: {key} is not known")
    if isinstance(value, list):
        for place, one in enumerate(value):
            found += faults(one, schema.get("items", {}), whole, f"{at}[{place}]")
    return found


def test_an_area_reads_back() -> None:
    data = area_json(EDUCATION)
    assert TypeAdapter(Area).validate_json(data) == EDUCATION
    assert json.loads(data) == as_plain(EDUCATION)
    assert "义务教育".encode() in data


def test_the_whole_reads_back() -> None:
    data = whole_json([EDUCATION, OTHER])
    assert TypeAdapter(tuple[Area, ...]).validate_json(data) == (EDUCATION, OTHER)


def test_an_organ_says_what_differs_and_why() -> None:
    found = json.loads(organ_json(ORGAN, LOCAL, HELD))
    (one,) = found["areas"]
    assert (found["organ"], one["id"], one["why"]) == (ORGAN, "yiwu-jiaoyu", "权责清单里没有")
    changed, same, _, added = one["items"]
    assert changed["item"]["title"] == "教育法律法规"
    assert changed["changed"] == {
        "title": "事项1.1",
        "basis": ["《政府信息公开条例》", "《统计法》"],
    }
    assert changed["why"] == "改名"
    assert set(same) == {"item", "compared"}
    assert (added["added"], added["why"], "why" in added["item"]) == (True, "家长关心", False)
    assert [left["id"] for left in one["left_out"]] == ["2.12", "3.1"]
    for row in one["items"]:
        TypeAdapter(CatalogueItem).validate_python(row["item"])


def test_an_organ_says_what_its_catalogue_rests_on() -> None:
    found = json.loads(organ_json(ORGAN, SAMPLE, HELD))
    assert (found["sample"], found["source"]) == (True, "=权责清单")
    assert found["adopted_on"] == "2024-03-01"
    assert set(json.loads(organ_json(ORGAN, LOCAL, HELD))) == {"organ", "areas"}
    assert faults(found, organ_schema(), organ_schema()) == []


@pytest.mark.parametrize("make", [area_schema, whole_schema, organ_schema])
def test_a_schema_is_whole(make: Any) -> None:
    schema = make()
    text = json.dumps(schema)
    assert json.loads(text) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    names = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert names <= set(schema["$defs"])
    columns = schema["$defs"]["CatalogueItem"]["properties"]
    assert {columns[column]["title"] for column in TABLE} == set(TABLE.values())


def test_what_is_written_is_what_the_schemas_say() -> None:
    held = json.loads(organ_json(ORGAN, LOCAL, HELD))
    whole = json.loads(whole_json([EDUCATION, OTHER]))
    for value, schema in (
        (json.loads(area_json(EDUCATION)), area_schema()),
        (whole, whole_schema()),
        (held, organ_schema()),
    ):
        assert faults(value, schema, schema) == []


def test_the_schemas_refuse_what_is_wrong() -> None:
    value = json.loads(area_json(EDUCATION))
    value["items"][0]["verified"] = "yes"
    value["items"][1]["colour"] = "red"
    del value["ministry"]
    assert len(faults(value, area_schema(), area_schema())) == 3
    held = json.loads(organ_json(ORGAN, LOCAL, HELD))
    held["areas"][0]["items"][0]["changed"]["verified"] = True
    assert len(faults(held, organ_schema(), organ_schema())) == 1


def test_the_areas_of_the_repository() -> None:
    catalogue, _ = read_catalogue(REPOSITORY / "catalogue")
    areas = list(catalogue.areas.values())
    for area in areas:
        assert TypeAdapter(Area).validate_json(area_json(area)) == area
    assert faults(json.loads(whole_json(areas)), whole_schema(), whole_schema()) == []
    held = [merge(LocalArea(area=area.id), area) for area in areas]
    assert faults(json.loads(organ_json(ORGAN, LOCAL, held)), organ_schema(), organ_schema()) == []
