"""``gongkai export``: the public records for other systems."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongkai.cache import Cache
from gongkai.check import findings
from gongkai.cli.options import sources
from gongkai.load import load
from gongkai.model import Level
from gongkai.model.today import today
from gongkai.progress import on_terminal
from gongkai.workers import Workers


@click.group()
def export() -> None:
    """把公开的记录导出给别的系统。"""


@export.command()
@sources
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="写到哪个文件夹；以前导出的文档会被替换",
)
def opensearch(
    content: Path, catalogue: Path, day: date | None, jobs: int | None, folder: Path
) -> None:
    """导出OpenSearch的索引定义、批量文档和查询模板。

    不公开正文的文件只导出目录信息。内容有错误时不写任何文件，退出码为1。
    """
    from gongkai.search.opensearch import export as write_export

    when = day or today()
    with Workers(jobs) as workers, Cache(None, "") as cache:
        loaded = load(content, catalogue, cache, workers, told=on_terminal())
        errors = [fault for fault in findings(loaded, when) if fault.level is Level.ERROR]
        if errors:
            for fault in errors:
                click.echo(f"{fault}", err=True)
            sys.exit(1)
        loaded.library = loaded.library.until(when)  # nothing is out before its time
        done = write_export(loaded, when, folder, workers)
    click.echo(f"已导出{done.records}条记录到{folder}，文档分为{len(done.files)}个文件")
