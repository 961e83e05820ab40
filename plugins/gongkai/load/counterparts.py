"""Sources in ``content/mn/`` → Mongolian records, each joined with its Chinese one (FORMAT)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from gongkai.load import rules
from gongkai.load.kinds import adapter, as_the_model_names, kind_of, known_keys, written_as
from gongkai.load.lines import locate
from gongkai.load.nodes import Document
from gongkai.load.validation import label, value_faults
from gongkai.model import Counterpart, Diagnostic, Record, joined
from gongkai.text import nearest
from gongkai.text.mongolian import stored

if TYPE_CHECKING:
    from gongkai.load.library import Loaded

_ADAPTER: Final = TypeAdapter(Counterpart)
_OWN: Final = ("title", "summary", "keywords")


def counterpart(document: Document, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The source's own values as JSON, with the faults that can be told without its Chinese record."""
    kind = kind_of(path)
    known = known_keys(kind)
    values = {key: value for key, value in document.value.items() if key in known}
    faults = [_unknown(key, document, path, known) for key in document.value if key not in values]
    own = {key: _stored(values.pop(key)) for key in _OWN if key in values}
    stated = as_the_model_names(values, kind, defaults=False)
    try:
        made = _ADAPTER.validate_python({"id": path.removesuffix(".md"), **own, "stated": stated})
    except ValidationError as error:
        faults += value_faults(error, document, path, _OWN)
        return None, faults
    return (None if faults else _ADAPTER.dump_json(made)), faults


def _stored(value: Any) -> Any:
    """As it is kept, without narrow spaces."""
    if isinstance(value, list):
        return [_stored(one) for one in value]
    return stored(value) if isinstance(value, str) else value


def read_back(json: bytes) -> Counterpart:
    """What ``counterpart`` gave."""
    return _ADAPTER.validate_json(json)


def join(
    loaded: Loaded, records: Iterable[Record], found: Collection[Counterpart]
) -> Iterator[Record]:
    """The Mongolian records; what has no Chinese record or contradicts it is a fault."""
    wanted = {one.original for one in found}
    originals = {record.id: record for record in records if record.id in wanted}
    for one in found:
        path = f"{one.id}.md"
        original = originals.get(one.original)
        if original is None:
            if f"{one.original}.md" not in loaded.tree.records:  # else it has faults of its own
                loaded.faults.append(_alone(path, one))
            continue
        contradictions = list(_contradictions(loaded.content, path, original, one.stated))
        loaded.faults += contradictions
        if not contradictions:
            yield joined(original, one)


def _contradictions(
    content: Path, path: str, original: Record, stated: dict[str, Any]
) -> Iterator[Diagnostic]:
    if not stated:
        return
    kind, names = original.KIND, written_as(original.KIND)
    values = {field.name: getattr(original, field.name) for field in fields(original)}
    for key, value in stated.items():
        try:
            said = getattr(adapter(kind).validate_python({**values, key: value}), key)
        except ValidationError:
            said = value
        if said != values[key]:
            shown = names.get(key, key)
            yield rules.CONTRADICTS.at(
                path,
                locate(content, path, (key,)),
                f"{label(shown)}和中文版{original.id}.md不一致",
                "请删去这一行（蒙古文版自动沿用中文版的值），或改成和中文版一样",
            )


def _alone(path: str, one: Counterpart) -> Diagnostic:
    message = f"没有对应的中文版{one.original}.md"
    return rules.NO_ORIGINAL.at(
        path, 1, message, "请先放入中文版，或改正路径：和中文版同名，前面加mn/"
    )


def _unknown(key: str, document: Document, path: str, known: Iterable[str]) -> Diagnostic:
    guess = nearest(key, known)
    cure = f"是不是要写{label(guess)}？" if guess else "请删除"
    return rules.UNKNOWN_KEY.at(path, document.line_of((key,)), f"不认识的键“{key}”", cure)
