"""``catalogue/`` → the catalogue. What is absent has a default and is a finding, never a crash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from gongkai.load import rules
from gongkai.load.nodes import Document, read_yaml
from gongkai.load.standards import misnamed, read_standards
from gongkai.load.text import decode, read_bytes
from gongkai.load.validation import value_faults
from gongkai.model import Catalogue, Column, Diagnostic, Organ, Site, Topic
from gongkai.model.interface_terms import InterfaceTerm, InterfaceTerms

Entry = TypeVar("Entry", Organ, Topic, Column, InterfaceTerm)
_TERMS: Final = "terms/mn.yaml"
_SITE: Final = TypeAdapter(Site)
_UNNAMED: Final = Site(name="政府信息公开平台", host="localhost")
"""Stands in for a ``site.yaml`` that is absent or faulty."""


def read_catalogue(folder: Path) -> tuple[Catalogue, list[Diagnostic]]:
    """The catalogue and every fault in its files; paths in faults start with ``catalogue/``."""
    faults = [*misnamed(folder, "catalogue")]
    digest = hashlib.sha256()
    named = (name for name in _FILES if name != _TERMS)
    documents = {name: _document(folder, name, digest, faults) for name in named}
    catalogue = Catalogue(
        _site(documents["site.yaml"], faults),
        _entries(Organ, documents["organs.yaml"], "organs.yaml", faults),
        _entries(Topic, documents["topics.yaml"], "topics.yaml", faults),
        _entries(Column, documents["columns.yaml"], "columns.yaml", faults),
        digest.hexdigest(),
        *read_standards(folder, faults),
        terms=_terms(folder, faults),
    )
    faults += _dangling_parents(catalogue, documents["organs.yaml"])
    return catalogue, faults


def locate_in_catalogue(folder: Path, name: str, key: tuple[str | int, ...]) -> int:
    """The line of a key in one of the catalogue's files; the first where it does not stand."""
    document = _document(folder, name, hashlib.sha256(), [])
    return document.line_of(key) if document else 1


def _terms(folder: Path, faults: list[Diagnostic]) -> InterfaceTerms:
    """The Mongolian words; a portal without Mongolian pages needs none."""
    if not (folder / _TERMS).is_file():
        return InterfaceTerms()
    digest = hashlib.sha256()
    document = _document(folder, _TERMS, digest, faults)
    return InterfaceTerms(_entries(InterfaceTerm, document, _TERMS, faults), digest.hexdigest())


_FILES: Final = {
    "site.yaml": "请建立这个文件，写明name、host等站点信息",
    "organs.yaml": "请建立这个文件，登记发文机关",
    "topics.yaml": "请放入国务院公文主题分类表",
    "columns.yaml": "没有它时用默认的栏目名称和顺序",
    _TERMS: "请逐条写明zh（中文）和mn（蒙古文）",
}


def _named(name: str) -> str:
    return f"catalogue/{name}"


def _document(folder: Path, name: str, digest: Any, faults: list[Diagnostic]) -> Document | None:
    path, file = folder / name, _named(name)
    if not path.is_file():
        faults.append(rules.FILE_ABSENT.at(file, 1, f"缺少{name}", _FILES[name]))
        return None
    raw = read_bytes(folder.parent, f"{folder.name}/{name}")
    if isinstance(raw, Diagnostic):
        faults.append(raw)
        return None
    digest.update(name.encode() + b"\0" + raw)
    text, problems = decode(raw, file)
    faults += problems
    if text is None:
        return None
    document = read_yaml(text, file)
    faults += document.faults
    if document.root is None and not document.faults:
        message, cure = f"{name}是空的", _FILES[name]
        faults.append(rules.NOT_MAPPING.at(file, 1, message, cure))
    return document if document.root is not None else None


def _site(document: Document | None, faults: list[Diagnostic]) -> Site:
    if document is None:
        return _UNNAMED
    file = _named("site.yaml")
    if not isinstance(document.value, dict):
        faults.append(rules.NOT_MAPPING.at(file, 1, "站点信息不是“键: 值”的写法", "如“name: …”"))
        return _UNNAMED
    try:
        return _SITE.validate_python(document.value)
    except ValidationError as error:
        faults += value_faults(error, document, file, _known(Site))
        return _UNNAMED


def _known(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _entries(
    kind: type[Entry], document: Document | None, name: str, faults: list[Diagnostic]
) -> list[Entry]:
    if document is None:
        return []
    file = _named(name)
    listed = document.value
    under: tuple[str | int, ...] = ()
    if kind is Topic and isinstance(listed, dict):
        listed, under = listed.get("topics"), ("topics",)
    if not isinstance(listed, list):
        faults.append(rules.NOT_MAPPING.at(file, 1, "这里应为一个列表", "每个条目以“- ”开头"))
        return []
    return list(_valid(kind, listed, document, file, under, faults))


def _valid(
    kind: type[Entry],
    listed: list[Any],
    document: Document,
    file: str,
    under: tuple[str | int, ...],
    faults: list[Diagnostic],
) -> Iterator[Entry]:
    adapter = TypeAdapter(kind)
    key = {Topic: "no", InterfaceTerm: "zh"}.get(kind, "id")
    seen: dict[str, int] = {}
    for number, values in enumerate(listed):
        place = (*under, number)
        try:
            entry: Entry = adapter.validate_python(values)
        except ValidationError as error:
            faults += value_faults(error, document, file, _known(kind), under=place)
            continue
        id = str(getattr(entry, key))
        line = document.line_of(place)
        first = seen.setdefault(id.casefold(), line)  # FAT32 takes upper and lower case as one
        if first == line:
            yield entry
            continue
        message = f"编号“{id}”和第{first}行的条目相同（不分大小写）"
        cure = "请改成不同的编号，或删除其中一条"
        faults.append(rules.DUPLICATE_ID.at(file, line, message, cure))


def _dangling_parents(catalogue: Catalogue, document: Document | None) -> Iterator[Diagnostic]:
    if document is None or not isinstance(document.value, list):
        return
    for number, values in enumerate(document.value):
        parent = values.get("parent") if isinstance(values, dict) else None
        if isinstance(parent, str) and parent not in catalogue.organs:
            yield rules.CATALOGUE_ENTRY.at(
                _named("organs.yaml"),
                document.line_of((number, "parent")),
                f"上级机关“{parent}”不在机关名录里",
                "请核对编号，或先登记这个机关",
            )
