"""``catalogue/areas/`` and ``catalogue/local/`` → standard catalogues and what organs make of them.

A faulty item is left out and reported; its area and the others stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from gongkai.load import rules
from gongkai.load.nodes import Document, read_yaml
from gongkai.load.text import decode, read_bytes, unread
from gongkai.load.validation import value_faults
from gongkai.model import Diagnostic
from gongkai.model.local_catalogue import LocalArea, LocalCatalogue
from gongkai.model.standard_catalogue import Area, CatalogueItem

Whole = TypeVar("Whole", Area, LocalCatalogue)
Part = TypeVar("Part", CatalogueItem, LocalArea)
_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {
    kind: TypeAdapter(kind) for kind in (Area, CatalogueItem, LocalCatalogue, LocalArea)
}
_RESERVED: Final = frozenset({"index", "organ", "themes"})
"""Names of other pages in ``catalogue/``, where the areas' pages are."""


def read_standards(
    folder: Path, faults: list[Diagnostic]
) -> tuple[list[Area], list[LocalCatalogue]]:
    """Every area and every organ's catalogue, by file name; faults are added to ``faults``."""
    taken: dict[str, str] = {}
    areas = [
        replace(area, items=tuple(_distinct(items, document, file, faults)))
        for file, document in _documents(folder, "areas", faults)
        for area, items in _read(Area, CatalogueItem, "items", document, file, faults)
        if _named_as_its_file(area.id, "id", document, file, faults)
        and _free(area.id, taken, document, file, faults)
    ]
    local = [
        replace(catalogue, areas=tuple(part for part, _ in parts))
        for file, document in _documents(folder, "local", faults)
        for catalogue, parts in _read(LocalCatalogue, LocalArea, "areas", document, file, faults)
        if _named_as_its_file(catalogue.organ, "organ", document, file, faults)
    ]
    return areas, local


def read_area(path: Path) -> tuple[Area | None, list[Diagnostic]]:
    """One area's file, and every fault in it."""
    path = path.absolute()
    faults: list[Diagnostic] = []
    document = _document(path.parent.parent, f"{path.parent.name}/{path.name}", faults)
    file = f"catalogue/{path.parent.name}/{path.name}"
    if document is not None:
        for area, items in _read(Area, CatalogueItem, "items", document, file, faults):
            return replace(area, items=tuple(_distinct(items, document, file, faults))), faults
    return None, faults


def places_in_standards(folder: Path, name: str) -> Callable[[tuple[str | int, ...]], int]:
    """What finds the line of a key in ``areas/<x>.yaml`` or ``local/<x>.yaml``, read once."""
    document = _document(folder, name, [])
    return document.line_of if document else lambda key: 1


def _documents(folder: Path, kind: str, faults: list[Diagnostic]) -> Iterator[tuple[str, Document]]:
    faults += misnamed(folder / kind, f"catalogue/{kind}")
    for path in sorted((folder / kind).glob("*.yaml")):
        document = _document(folder, f"{kind}/{path.name}", faults)
        if document is not None:
            yield f"catalogue/{kind}/{path.name}", document


def misnamed(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """YAML files whose suffix is not ``.yaml``: nobody would miss what is not read of them."""
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            yield unread(f"{shown}/{path.name}", ".yaml")


def _document(folder: Path, name: str, faults: list[Diagnostic]) -> Document | None:
    file = f"catalogue/{name}"
    raw = read_bytes(folder.parent, f"{folder.name}/{name}")
    if isinstance(raw, Diagnostic):
        faults.append(raw)
        return None
    text, problems = decode(raw, file)
    faults += problems
    if text is None:
        return None
    document = read_yaml(text, file)
    faults += document.faults
    if isinstance(document.value, dict):
        return document
    if not document.faults:
        faults.append(rules.NOT_MAPPING.at(file, 1, "这里应为若干“键: 值”", "请对照格式说明填写"))
    return None


def _read(
    whole: type[Whole],
    part: type[Part],
    key: str,
    document: Document,
    file: str,
    faults: list[Diagnostic],
) -> Iterator[tuple[Whole, list[tuple[Part, int]]]]:
    """The one thing a file holds, and its parts with their places; nothing if it is faulty."""
    values = dict(document.value)
    listed = values.pop(key, None)
    if listed is not None and not isinstance(listed, list):
        line = document.line_of((key,))
        faults.append(rules.WRONG_TYPE.at(file, line, f"{key}应为一个列表", "每个条目以“- ”开头"))
        listed = None
    parts = list(_parts(part, listed or [], key, document, file, faults))
    try:
        yield _ADAPTERS[whole].validate_python(values), parts
    except ValidationError as error:
        faults += value_faults(error, document, file, _known(whole))


def _parts(
    part: type[Part],
    listed: Iterable[Any],
    key: str,
    document: Document,
    file: str,
    faults: list[Diagnostic],
) -> Iterator[tuple[Part, int]]:
    adapter = _ADAPTERS[part]
    for number, values in enumerate(listed):
        try:
            yield adapter.validate_python(values), number
        except ValidationError as error:
            faults += value_faults(error, document, file, _known(part), under=(key, number))


def _known(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _distinct(
    items: list[tuple[CatalogueItem, int]],
    document: Document,
    file: str,
    faults: list[Diagnostic],
) -> Iterator[CatalogueItem]:
    seen: dict[str, int] = {}
    for item, number in items:
        folded = item.id.casefold()  # FAT32 takes upper and lower case as one
        first = seen.setdefault(folded, number)
        if first == number:
            yield item
            continue
        line = document.line_of(("items", number))
        message = f"事项编号“{item.id}”和第{document.line_of(('items', first))}行的事项相同"
        faults.append(rules.DUPLICATE_ID.at(file, line, message, "请改成不同的编号"))


def _named_as_its_file(
    id: str, key: str, document: Document, file: str, faults: list[Diagnostic]
) -> bool:
    name = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if id != name:
        message = f"{key}“{id}”和文件名“{name}”不同"
        line = document.line_of((key,))
        faults.append(rules.CATALOGUE_ENTRY.at(file, line, message, "请改成一样的"))
    return id == name


def _free(
    id: str, taken: dict[str, str], document: Document, file: str, faults: list[Diagnostic]
) -> bool:
    """Whether an area's address is its own; FAT32 takes upper and lower case as one."""
    line, cure = document.line_of(("id",)), "请换一个编号，文件名也要改"
    if id.casefold() in _RESERVED:
        message = f"id“{id}”是网站自己的页面名"
        faults.append(rules.CATALOGUE_ENTRY.at(file, line, message, cure))
        return False
    first = taken.setdefault(id.casefold(), file)
    if first != file:
        message = f"id“{id}”和{first}只差大小写"
        faults.append(rules.DUPLICATE_ID.at(file, line, message, cure))
    return first == file
