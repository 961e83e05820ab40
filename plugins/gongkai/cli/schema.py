"""``gongkai schema``: JSON Schemas for completion in editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongkai.model import KINDS
from gongkai.model.schema import area_schema, front_matter_schema, local_schema


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """把各类记录元数据和目录文件的JSON Schema写到FOLDER，供编辑器补全和提示。"""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {kind: front_matter_schema(kind) for kind in KINDS}
    schemas |= {"area": area_schema(), "local": local_schema()}
    for name, described in schemas.items():
        text = json.dumps(described, ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        click.echo(f"{name}.json")
