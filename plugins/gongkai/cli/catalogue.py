"""``gongkai catalogue import``: a ministry's or a district's workbook → ``catalogue/areas/``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from gongkai.model import Level
from gongkai.text import shortened

if TYPE_CHECKING:
    from gongkai.intake.areas import Imported, Intake
    from gongkai.model.standard_catalogue import CatalogueItem

_SHOWN: Final = 50
"""Items of one kind of change that the report names."""

_SAID: Final = 2000
"""Cells and rows that the report names."""


@click.group()
def catalogue() -> None:
    """维护基层政务公开标准目录。"""


@catalogue.command("import")
@click.argument(
    "workbook", metavar="FILE.xlsx", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("catalogue/areas"),
    show_default=True,
    help="写到哪个文件夹",
)
@click.option("--area", help="领域编号，如yiwu-jiaoyu；工作簿和已有目录看不出是哪个领域时要写")
@click.option("--ministry", help="主管部门，新的领域要写")
@click.option("--source", help="依据：标准指引的文号和名称，或刊登原表的网址")
@click.option("--verified", is_flag=True, help="这是部委的原表，各事项都算已核对")
@click.option("--replace", is_flag=True, help="已有的领域文件照新表改写")
@click.option("--dry-run", is_flag=True, help="只看结果，不写文件")
def import_(
    workbook: Path,
    folder: Path,
    area: str | None,
    ministry: str | None,
    source: str | None,
    verified: bool,
    replace: bool,
    dry_run: bool,
) -> None:
    """把目录表（xlsx）读成领域文件，并报告读出的事项、没有读的单元格和与已有文件的变化。

    新的领域直接写入；已有的领域有变化时先只报告，看过后加--replace才改写。有错误时一个文件也不写，
    退出码为1；没有读出来的单元格只是提醒。
    """
    from gongkai.intake.areas import Wishes, import_workbook
    from gongkai.intake.package import SIZE_LIMIT

    try:
        with workbook.open("rb") as source_file:
            raw = source_file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise click.ClickException(f"{workbook}读不出来（{error.strerror}）") from None
    wishes = Wishes(area, ministry, source, verified)
    intake = import_workbook(raw, workbook.as_posix(), folder, wishes)
    for line in report(intake, folder):
        click.echo(line)
    if not intake.good:
        click.echo("有错误，没有写任何文件", err=True)
        sys.exit(1)
    if dry_run:
        click.echo("这是试读，没有写任何文件")
    elif not _write(intake, folder, workbook.as_posix(), replace):
        sys.exit(1)


def _write(intake: Intake, folder: Path, file: str, replace: bool) -> bool:
    """Write what is new or may be replaced; whether all went well."""
    from gongkai.intake.area_yaml import write_areas

    waiting = [one for one in intake.imported if one.before and one.changes.any and not replace]
    if waiting:
        names = "、".join(f"{one.area.id}.yaml" for one in waiting)
        click.echo(f"已有{names}，没有写任何文件；看过上面的变化后，加--replace改写", err=True)
        return False
    areas = [one.area for one in intake.imported if one.before is None or one.changes.any]
    faults = write_areas(areas, folder, file)
    for fault in faults:
        click.echo(f"{fault}")
    if not faults:
        click.echo(f"已写入{len(areas)}个文件" if areas else "和已有文件相同，没有要写的")
        for area in areas:
            click.echo(f"  {folder / area.id}.yaml")
    return not faults


def report(intake: Intake, folder: Path) -> Iterator[str]:
    """What was read, what was not, and what it would change."""
    for one in intake.imported:
        yield from _read(one)
        yield from _changes(one, folder)
    unread = [fault for fault in intake.faults if fault.level is not Level.ERROR]
    errors = [fault for fault in intake.faults if fault.level is Level.ERROR]
    if unread:
        yield f"没有读或需要核对的{len(unread)}处："
        yield from (f"  {fault}" for fault in unread[:_SAID])
        if len(unread) > _SAID:
            yield f"  ……还有{len(unread) - _SAID}处"
    if errors:
        yield f"错误{len(errors)}处："
        yield from (f"  {fault}" for fault in errors)


def _read(one: Imported) -> Iterator[str]:
    area = one.area
    groups = len({item.group for item in area.items})
    yield f"工作表“{one.sheet}”→{shortened(area.name)}（{area.id}）：{groups}个一级事项，{len(area.items)}个二级事项"
    if one.unread:
        yield f"  没有读出来或需要核对的单元格{one.unread}个"
    if one.other_deadlines:
        yield f"  公开时限照原文保留的{one.other_deadlines}项"


def _changes(one: Imported, folder: Path) -> Iterator[str]:
    path = folder / f"{one.area.id}.yaml"
    found = one.changes
    if one.before is None:
        yield f"  新的领域，{path}还没有"
        return
    if not found.any:
        yield f"  和{path}相同"
        return
    same = len(one.area.items) - len(found.new) - len(found.changed)
    yield (
        f"  和{path}相比：新增{len(found.new)}项，改动{len(found.changed)}项，"
        f"消失{len(found.vanished)}项，不变{same}项"
    )
    if found.facts:
        yield f"    领域信息改动：{'、'.join(found.facts)}"
    if found.moved:
        yield "    事项的次序有变"
    yield from _listed([f"新增 {_named(item)}" for item in found.new])
    yield from _listed([f"改动 {_named(item)}：{'、'.join(what)}" for item, what in found.changed])
    yield from _listed([f"消失 {_named(item)}" for item in found.vanished])


def _listed(lines: list[str]) -> Iterator[str]:
    yield from (f"    {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"    ……等{len(lines)}项"


def _named(item: CatalogueItem) -> str:
    return f"{item.id} {shortened(item.group)}·{shortened(item.title)}"
