"""One record source → a validated record and its faults. Pure in its bytes, so it can be cached."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from gongkai.body import LEVELS, may_hold_faults, render_body, text_digest
from gongkai.load import front_matter, rules
from gongkai.load.counterparts import counterpart
from gongkai.load.hand_made import page_faults
from gongkai.load.kinds import (
    adapter,
    as_the_model_names,
    hidden,
    kind_of,
    known_keys,
    written_as,
)
from gongkai.load.misplaced import keys_at_top, misplaced_record
from gongkai.load.mongolian_text import letter_faults
from gongkai.load.nodes import Document, read_yaml
from gongkai.load.plain import read_plain
from gongkai.load.text import decode, read_bytes
from gongkai.load.validation import value_faults
from gongkai.model import MONGOLIAN, Diagnostic, Level

_DIAGNOSTICS: Final = TypeAdapter(list[Diagnostic])


class BodyLink(NamedTuple):
    """A reference in a body to something in ``content/``."""

    target: str
    line: int
    """1-based, in the file."""


class Source(NamedTuple):
    """What reading one file gave: picklable, and what the cache keeps."""

    path: str
    sha256: str
    record: bytes | None
    """The record as JSON; None when it did not validate."""
    faults: list[Diagnostic]
    links: list[BodyLink]
    text_sha256: str = ""
    """``text_digest`` of its body; nothing where the record did not validate."""


def read_source(root: Path, path: str) -> Source:
    """Read, hash, split, parse and validate one record source. Never raises for its content."""
    raw = read_bytes(root, path)
    if isinstance(raw, Diagnostic):
        return Source(path, "", None, [raw], [])
    digest = hashlib.sha256(raw).hexdigest()
    text, faults = decode(raw, path)
    if text is None:
        return Source(path, digest, None, faults, [])
    parts = front_matter.split(text, path)
    if isinstance(parts, Diagnostic):
        return Source(path, digest, None, [*faults, parts], [])
    record = None if path.startswith(MONGOLIAN) else _plain_record(parts.meta, path)
    if record is None:
        document = read_yaml(parts.meta, path, offset=1)
        record, problems = _record(document, path)
        faults += [*document.faults, *problems]
    if path.startswith(MONGOLIAN):
        faults += letter_faults(text, path)
    links, body_problems = _body(parts, path)
    text_sha256 = text_digest(parts.body) if record is not None else ""
    return Source(path, digest, record, [*faults, *body_problems], links, text_sha256)


def read_sources(root: Path, paths: list[str]) -> list[Source]:
    """A chunk of sources, for a worker."""
    return [read_source(root, path) for path in paths]


def read_page(
    root: Path, path: str, links: dict[str, list[BodyLink]], faults: list[Diagnostic]
) -> None:
    """Add a hand-made page's references and faults; its front matter is read by MkDocs."""
    raw = read_bytes(root, path)
    if isinstance(raw, Diagnostic):
        faults.append(raw)
        return
    text, problems = decode(raw, path)
    faults += problems
    if text is None:
        return
    parts = front_matter.split(text, path)
    if isinstance(parts, Diagnostic):
        parts = front_matter.Split("", text, 0)
        faults += misplaced_record(keys_at_top(text), path)
    else:
        document = read_yaml(parts.meta, path, offset=1)
        named = document.value if isinstance(document.value, dict) else {}
        faults += document.faults
        faults += page_faults(document, path)
        faults += misplaced_record(((key, document.line_of((key,))) for key in named), path)
    found, problems = _body(parts, path)
    faults += problems
    if found:
        links[path.removesuffix(".md")] = found


def _plain_record(meta: str, path: str) -> bytes | None:
    """The record of a flat and faultless front matter; None for any other, which YAML then reads."""
    values = read_plain(meta)
    kind = kind_of(path)
    if values is None or not hidden(kind).isdisjoint(values):
        return None
    try:
        return _as_json(values, path)
    except ValidationError:
        return None


def _as_json(values: dict[str, Any], path: str) -> bytes:
    kind = kind_of(path)
    named = as_the_model_names(values, kind)
    named["id"] = path.removesuffix(".md")
    return adapter(kind).dump_json(adapter(kind).validate_python(named), exclude_defaults=True)


def _record(document: Document, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    if document.root is None and document.faults:
        return None, []
    if not isinstance(document.value, dict):
        message, cure = "元数据区不是“键: 值”的写法", "请每行写一项，如“title: 标题”"
        return None, [rules.NOT_MAPPING.at(path, 2, message, cure)]
    if path.startswith(MONGOLIAN):
        return counterpart(document, path)
    kind = kind_of(path)
    concealed = hidden(kind)
    values = {key: value for key, value in document.value.items() if key not in concealed}
    faults = [
        rules.UNKNOWN_KEY.at(
            path, document.line_of((key,)), f"不认识的键“{key}”", "请删除；文件的编号由它的路径决定"
        )
        for key in document.value.keys() - values.keys()
    ]
    try:
        record = _as_json(values, path)
    except ValidationError as error:
        faults += value_faults(error, document, path, known_keys(kind), written_as(kind))
    refused = {fault.line for fault in document.faults}  # a value refused there is not judged again
    faults = [fault for fault in faults if fault.line not in refused]
    if faults or document.faults:
        return None, faults
    return record, []


def _body(parts: front_matter.Split, path: str) -> tuple[list[BodyLink], list[Diagnostic]]:
    if not may_hold_faults(parts.body):
        return [], []
    body = render_body(parts.body, path.removesuffix(".md") + ".html")
    links = [BodyLink(link.target, link.line + parts.body_offset) for link in body.links]
    faults = [
        Diagnostic(
            path, f.line + parts.body_offset, f.code, f.message, f.cure, Level(LEVELS[f.code])
        )
        for f in body.faults
    ]
    return links, faults


def faults_to_json(faults: list[Diagnostic]) -> str:
    """For the cache."""
    return _DIAGNOSTICS.dump_json(faults).decode() if faults else ""


def faults_from_json(text: str) -> list[Diagnostic]:
    """From the cache."""
    return _DIAGNOSTICS.validate_json(text) if text else []


def links_to_json(links: list[BodyLink]) -> str:
    """For the cache."""
    return json.dumps(links, ensure_ascii=False) if links else ""


def links_from_json(text: str) -> list[BodyLink]:
    """From the cache."""
    return [BodyLink(*pair) for pair in json.loads(text)] if text else []
