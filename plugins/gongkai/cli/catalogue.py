"""``gongkai catalogue``: what is done with the standard catalogues besides building them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.intake.area_yaml import area_yaml
from gongkai.intake.catalogue_import import Import, Imported, Wanted, import_workbook
from gongkai.intake.rules import TARGET
from gongkai.load.catalogue import read_catalogue

LIMIT = 50 * 1024 * 1024
"""Bytes of a workbook; the whole country's tables take a hundredth."""


@click.group()
def catalogue() -> None:
    """标准目录：从电子表格导入。"""


@catalogue.command("import")
@click.argument("workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--area", help="领域编号，表里看不出是哪个领域时写明，如jiuye")
@click.option("--sheet", help="只读这一张工作表")
@click.option("--source", help="依据：部委指引的文号和名称，或公布目录的网址")
@click.option("--verified", is_flag=True, help="这是部委印发的原表，读到的各栏记为已核对")
@click.option("--replace", is_flag=True, help="替换已有的领域文件；不写时只报告会有哪些改动")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("catalogue/areas"),
    help="领域文件写到哪个文件夹",
)
def import_catalogue(
    workbook: Path,
    area: str | None,
    sheet: str | None,
    source: str | None,
    verified: bool,
    replace: bool,
    folder: Path,
) -> None:
    """把部委或区县的目录表格（WORKBOOK，xlsx）转成领域文件，列出读不懂的单元格。"""
    file = workbook.name
    if workbook.stat().st_size > LIMIT:
        message = f"文件超过{LIMIT // 1024 // 1024} MB"
        click.echo(f"{TARGET.at(file, 1, message, '请只留目录表，另存后再导入')}")
        sys.exit(1)
    existing = read_catalogue(folder.parent)[0].areas if folder.name == "areas" else {}
    found = import_workbook(
        workbook.read_bytes(), file, Wanted(area, sheet, source, verified), existing
    )
    texts = _texts(found, file)
    for fault in sorted(found.faults):
        click.echo(f"{fault}")
    for one in found.areas:
        click.echo(_report(one, folder))
    waiting = [name for name in texts if (folder / name).exists() and not replace]
    if found.failed:
        click.echo("有错误，没有写任何文件。", err=True)
    elif waiting:
        click.echo(f"{'、'.join(waiting)}已经有了，没有写；要替换请加--replace。", err=True)
    else:
        _write(folder, texts)
    sys.exit(1 if found.failed or waiting else 0)


def _texts(found: Import, file: str) -> dict[str, str]:
    """File name → text; an area that would not read back is a finding."""
    texts = {}
    for one in found.areas:
        try:
            texts[f"{one.area.id}.yaml"] = area_yaml(one.area)
        except ValueError:
            message = f"领域“{one.area.name}”写成文件后读不回来"
            cure = "请核对事项编号有没有重复、文字里有没有不能写进文件的符号"
            found.faults.append(TARGET.at(file, 1, message, cure))
    return texts


def _report(one: Imported, folder: Path) -> str:
    said = [f"读出{len(one.area.items)}项"]
    if one.before:
        for name, ids in (("新增", one.added), ("改动", one.changed), ("消失", one.gone)):
            shown = "、".join(ids[:10]) + ("等" if len(ids) > 10 else "")
            said.append(f"{name}{len(ids)}项{f'（{shown}）' if ids else ''}")
    if one.other_deadlines:
        said.append(f"{one.other_deadlines}项的时限不是天数，照原文写")
    return f"工作表“{one.sheet}”→{folder / one.area.id}.yaml：{'，'.join(said)}"


def _write(folder: Path, texts: dict[str, str]) -> None:
    """All files or, where the disk fails at the first, none: each is replaced in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {folder / f".{name}.part": folder / name for name in texts}
    for part, text in zip(parts, texts.values(), strict=True):
        part.write_text(text, encoding="utf-8")
    for part, path in parts.items():
        part.replace(path)
