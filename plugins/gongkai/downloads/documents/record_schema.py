"""The JSON Schema (2020-12) of a record's JSON; labels are those of the metadata table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic import TypeAdapter

from gongkai.downloads.documents.record_json import own_keys
from gongkai.downloads.json_schema import (
    ADDRESS,
    COUNT,
    DAY,
    FLAG,
    MINUTE,
    SHA256,
    TEXT,
    WEB,
    Schema,
    array,
    object_schema,
    or_null,
    whole_schema,
)
from gongkai.model import KINDS, WRITTEN_AS, Validity
from gongkai.model.relations import NAMES
from gongkai.model.terms import FIELDS, STATUTORY

_ORGAN: Final = object_schema({"id": or_null(TEXT), "name": TEXT})
_FORMAT: Final[Schema] = {"address": ADDRESS, "media_type": TEXT}
_FILE: Final = object_schema(
    {
        "title": TEXT,
        **_FORMAT,
        "size": or_null({**COUNT, "title": "字节数"}),
        "sha256": or_null(SHA256),
    }
)
_RELATION: Final = object_schema(
    {
        "relation": {"enum": list(NAMES)},
        "direction": {"enum": ["out", "in"], "title": "out为本文件写明，in为对方写明"},
        "label": TEXT,
        "id": or_null(TEXT),
        "address": or_null(ADDRESS),
        "title": TEXT,
        "doc_no": or_null(TEXT),
        "articles": array(TEXT, title="涉及的条款"),
        "clause": or_null({**TEXT, "title": "写明关系的条款"}),
    }
)
_VALIDITY: Final = object_schema(
    {
        "state": {"enum": [one.value for one in Validity]},
        "since": {**DAY, "title": "自何日起"},
        "cause": or_null(_RELATION),
    }
)
_GAZETTE: Final = object_schema(
    {
        "year": COUNT,
        "issue": COUNT,
        "total": or_null(COUNT),
        "id": or_null(TEXT),
        "address": or_null(ADDRESS),
    }
)
_ITEM: Final = object_schema({"id": TEXT, "area": TEXT, "title": TEXT, "address": ADDRESS})
CORRECTION: Final = object_schema(
    {"on": DAY, "kind": {"enum": ["更正", "撤回"]}, "what": TEXT}, required=("on", "kind")
)
_COUNTERPART: Final = object_schema(
    {"id": TEXT, "address": ADDRESS, "language": TEXT, "title": TEXT}
)
_OPTIONAL: Final = frozenset({"$schema", "summary", "keywords", "counterpart"})
"""What need not be there: a withheld record has no summary and no keywords, few a counterpart."""


def record_schema() -> Schema:
    """The schema of ``record_json``."""
    properties = {**_identity(), **_metadata(), **_connections(), **_carriers()}
    details, shared = _details()
    return whole_schema(
        "政府信息公开记录",
        object_schema(
            {key: _labelled(key, one) for key, one in properties.items()},
            required=[key for key in properties if key not in _OPTIONAL],
        ),
        allOf=details,
        **{"$defs": shared},
    )


def _labelled(key: str, schema: Schema) -> Schema:
    return {"title": FIELDS[key], **schema} if key in FIELDS else schema


def _identity() -> Schema:
    return {
        "$schema": WEB,
        "id": {**TEXT, "title": "记录编号，永久不变"},
        "url": {**ADDRESS, "title": "网页地址"},
        "canonical": {**WEB, "title": "规范地址"},
        "work": {**WEB, "title": "文件标识（不分语言和格式）"},
        "citation": {**TEXT, "title": "引用格式（GB/T 7714-2015）"},
        "kind": {"enum": list(KINDS), "title": "类别"},
        "column": {**TEXT, "title": "栏目"},
        "language": {**TEXT, "title": "语种"},
        "title": TEXT,
        "counterpart": {**_COUNTERPART, "title": "另一语种的同一文件，没有时不列"},
    }


def _metadata() -> Schema:
    statutory = object_schema({"id": {"enum": list(STATUTORY)}, "label": TEXT})
    return {
        "index_no": TEXT,
        "issuer": _ORGAN,
        "joint_issuers": array(_ORGAN),
        "publisher": _ORGAN,
        "doc_no": or_null(TEXT),
        "reg_no": or_null(TEXT),
        "normative": FLAG,
        "written_on": DAY,
        "published_at": {**MINUTE, "description": "北京时间"},
        "effective_on": or_null(DAY),
        "expires_on": or_null(DAY),
        "topic": TEXT,
        "genre": or_null(TEXT),
        "source": TEXT,
        "statutory": or_null(statutory),
        "disclosure": {"enum": ["主动公开", "依申请公开", "不予公开"]},
        "summary": TEXT,
        "keywords": array(TEXT),
    }


def _connections() -> Schema:
    return {
        "validity": {**or_null(_VALIDITY), "description": "不核算有效性的类别为null"},
        "relations": array(_RELATION),
        "gazette": or_null(_GAZETTE),
        "catalogue": array(_ITEM),
        "outlets": array(object_schema({"name": TEXT, "sent_at": MINUTE, "url": or_null(WEB)})),
        "corrections": array(CORRECTION),
    }


def _carriers() -> Schema:
    return {
        "archived": FLAG,
        "sample": FLAG,
        "redirect_from": array(TEXT),
        "details": {"type": "object", "title": "本类别的其他内容"},
        "text": {**or_null({"type": "string"}), "title": "正文，一行一段"},
        "sha256": {**or_null(SHA256), "title": "正文校验值：text去掉空白后的SHA-256（UTF-8）"},
        "files": array(_FILE, title="附件"),
        "formats": array(object_schema(_FORMAT), title="其他格式"),
    }


def _details() -> tuple[list[Schema], Schema]:
    """What ``details`` holds for each kind, and the definitions that this needs."""
    shared: Schema = {}
    rules = []
    for kind, properties in _own_properties(shared):
        holds = {"properties": {"details": object_schema(properties, required=())}}
        rules.append({"if": {"properties": {"kind": {"const": kind}}}, "then": holds})
    return rules, shared


def _own_properties(shared: Schema) -> Iterator[tuple[str, Schema]]:
    for kind, model in KINDS.items():
        schema: dict[str, Any] = TypeAdapter(model).json_schema(mode="validation")
        written = {inner: outer for outer, inner in WRITTEN_AS.get(kind, {}).items()}
        keys = [(name, written.get(name, name)) for name in own_keys(kind)]
        own = {key: {**schema["properties"][name], "title": FIELDS[key]} for name, key in keys}
        needed = set(_named_by(own))
        while more := set(_named_by([schema["$defs"][name] for name in needed])) - needed:
            needed |= more
        shared.update({name: schema["$defs"][name] for name in sorted(needed)})
        yield kind, own


def _named_by(value: Any) -> Iterator[str]:
    """The definitions that a schema refers to."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].removeprefix("#/$defs/")
        for one in value.values():
            yield from _named_by(one)
    elif isinstance(value, list):
        for one in value:
            yield from _named_by(one)
