"""JSON Schemas for editors, from the model."""

import json
from importlib import import_module

import pytest
from gongkai.load import known_keys
from gongkai.model import KINDS
from gongkai.model.records import DERIVED
from gongkai.model.schema import area_schema, front_matter_schema
from gongkai.model.terms import FIELDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_the_keys_that_the_loader_knows(kind: str) -> None:
    schema = front_matter_schema(kind)
    assert set(schema["properties"]) == set(known_keys(kind))
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_chinese_name(kind: str) -> None:
    assert set(known_keys(kind)) <= set(FIELDS)


def test_the_seven_required_facts_are_required_of_every_kind() -> None:
    seven = {"title", "index_no", "issuer", "written_on", "published_at", "topic", "summary"}
    for kind in KINDS:
        required = set(front_matter_schema(kind)["required"])
        assert seven <= required | DERIVED.get(kind, frozenset())


def test_a_schema_accepts_what_the_contract_writes() -> None:
    relation = front_matter_schema("policy")["$defs"]["Relations"]["properties"]["amends"]
    assert {"type": "string"} in relation["anyOf"][1]["items"]["anyOf"]


def test_model_rooms_do_not_import_mkdocs() -> None:
    import subprocess
    import sys

    rooms = "gongkai.model, gongkai.load, gongkai.check, gongkai.pages, gongkai.text, gongkai.body"
    code = f"import sys, {rooms}; sys.exit(any(m.split('.')[0] == 'mkdocs' for m in sys.modules))"
    assert import_module("gongkai.model")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_list_that_may_not_be_empty_says_so_as_a_list() -> None:
    groups = area_schema()["$defs"]["Specific"]["properties"]["specific"]
    assert (groups["type"], groups["minItems"]) == ("array", 1)
    assert "minLength" not in groups
