"""The generated portal's catalogue: site, organs, columns, and the national topic tree."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmark.words import CITY, DEPARTMENTS


class Organ(NamedTuple):
    """An organ of the generated city."""

    id: str
    name: str
    short: str
    code: str


def organs() -> list[Organ]:
    """All organs, the busiest first."""
    return [
        Organ(id, CITY + name, f"示{short}", f"1199000000{number:07d}X")
        for number, (id, name, short) in enumerate(DEPARTMENTS, 1)
    ]


def topic_leaves(catalogue: Path) -> list[str]:
    """Every leaf of the topic tree as ``main/leaf``."""
    tree = yaml.load((catalogue / "topics.yaml").read_bytes(), yaml.CSafeLoader)
    return [f"{topic['name']}/{leaf}" for topic in tree["topics"] for leaf in topic["children"]]


def write_catalogue(project_catalogue: Path, folder: Path) -> None:
    """``folder`` gets the four files a portal needs; topics and columns are the project's own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("topics.yaml", "columns.yaml"):
        shutil.copyfile(project_catalogue / name, folder / name)
    site = {
        "name": f"{CITY}政府信息公开平台",
        "host": "www.example.gov.cn",
        "sponsor": f"{CITY}人民政府办公室",
    }
    listed = [
        {
            "id": o.id,
            "name": o.name,
            "short": o.short,
            "kind": "机关",
            "level": "市级",
            "code": o.code,
        }
        for o in organs()
    ]
    for name, data in (("site.yaml", site), ("organs.yaml", listed)):
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
