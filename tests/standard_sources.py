"""Standard catalogues for tests: areas, what organs make of them, and libraries over both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from gongkai.model import KINDS, Catalogue, Library, Record, Site
from gongkai.model.catalogue import Organ
from gongkai.model.local_catalogue import LocalCatalogue
from gongkai.model.standard_catalogue import Area
from pydantic import TypeAdapter
from sources import CATALOGUE, front_matter, write

POLICY = TypeAdapter(KINDS["policy"])
WITHIN_20 = {"rule": "within", "days": "20", "from": "信息形成或变更"}


def item(id: str = "1.1", **changes: Any) -> dict[str, Any]:
    """An item as an area's file has it."""
    return {
        "id": id,
        "group": "政策文件",
        "title": f"事项{id}",
        "elements": ["名称"],
        "deadline": WITHIN_20,
        "publisher": ["教育部门"],
        "channels": ["website"],
        "levels": ["county"],
        "verified": True,
        **changes,
    }


def area(id: str = "jiaoyu", *items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An area as its file has it; items 1.1 to 1.3 unless others are given."""
    return {
        "id": id,
        "name": f"领域{id}",
        "ministry": "教育部",
        "source": "标准指引",
        "items": list(items) or [item("1.1"), item("1.2"), item("1.3")],
        **changes,
    }


def local(organ: str = "czj", *areas: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An organ's catalogue as its file has it; all of ``jiaoyu`` unless areas are given."""
    return {
        "organ": organ,
        "adopted_on": "2020-06-01",
        "areas": list(areas) or [{"area": "jiaoyu"}],
        **changes,
    }


def write_standards(
    folder: Path, areas: list[dict[str, Any]], locals_: list[dict[str, Any]]
) -> None:
    """The files of areas and organs in a catalogue folder, each under its own name."""
    files = {f"areas/{one['id']}.yaml": one for one in areas}
    files |= {f"local/{one['organ']}.yaml": one for one in locals_}
    for name, value in files.items():
        apart = json.loads(json.dumps(value))  # YAML would write a shared value as an alias
        write(folder, {name: yaml.safe_dump(apart, allow_unicode=True, sort_keys=False)})


def catalogue(areas: list[dict[str, Any]], locals_: list[dict[str, Any]]) -> Catalogue:
    """A catalogue in memory, with the organs of the test sources and those of the local ones."""
    organs = [Organ(**organ) for organ in CATALOGUE["organs.yaml"]]  # type: ignore[arg-type]
    known = {organ.id for organ in organs}
    organs += [
        Organ(id=one["organ"], name=one["organ"]) for one in locals_ if one["organ"] not in known
    ]
    return Catalogue(
        Site(**CATALOGUE["site.yaml"]),  # type: ignore[arg-type]
        organs,
        areas=[TypeAdapter(Area).validate_python(one) for one in areas],
        local=[TypeAdapter(LocalCatalogue).validate_python(one) for one in locals_],
    )


def record(id: str, *entries: str, **changes: Any) -> Record:
    """A policy under catalogue items, made by ``czj`` on 2020-09-01 and published the next day."""
    values = {
        "issuer": "czj",
        "written_on": "2020-09-01",
        "published_at": "2020-09-02 09:00",
        "catalogue": list(entries),
        **changes,
    }
    found: Record = POLICY.validate_python({**front_matter(**values), "id": f"policy/2020/{id}"})
    return found


def library(
    areas: list[dict[str, Any]], locals_: list[dict[str, Any]], *records: Record
) -> Library:
    """Records over a catalogue."""
    return Library(records, catalogue(areas, locals_))
