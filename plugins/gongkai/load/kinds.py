"""Kinds of records as their front matter writes them: names of keys, defaults, validators."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from gongkai.model import KINDS, MONGOLIAN, WRITTEN_AS, Record


@cache
def adapter(kind: str) -> TypeAdapter[Record]:
    """The validator and serialiser of a kind."""
    return TypeAdapter(KINDS[kind])


def kind_of(path: str) -> str:
    """The kind of a record's path, from its column folder."""
    return path.removeprefix(MONGOLIAN).split("/")[0]


@cache
def written_as(kind: str) -> dict[str, str]:
    """Names in the model → front matter keys, where they differ."""
    return {inner: outer for outer, inner in WRITTEN_AS.get(kind, {}).items()}


@cache
def known_keys(kind: str) -> tuple[str, ...]:
    """The front matter keys of a kind, as FORMAT writes them."""
    names = (field.name for field in fields(KINDS[kind]))
    return tuple(written_as(kind).get(name, name) for name in names if name != "id")


@cache
def hidden(kind: str) -> frozenset[str]:
    """Names of the model that are no keys of the front matter."""
    return frozenset({*WRITTEN_AS.get(kind, {}).values(), "id"})


def as_the_model_names(values: dict[str, Any], kind: str, defaults: bool = True) -> dict[str, Any]:
    """Front matter keys → the model's names, with the defaults a kind's own dates and organ give."""
    names = WRITTEN_AS.get(kind, {})
    named = {names.get(key, key): value for key, value in values.items()}
    if not defaults:
        return named
    if kind == "gazette" and isinstance(named.get("published_on"), str):
        named.setdefault("written_on", named["published_on"])
        named.setdefault("published_at", f"{named['published_on']} 00:00")
    if kind == "report" and "organ" in named:
        named.setdefault("issuer", named["organ"])
    return named
