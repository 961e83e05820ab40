"""``gongkai check``: every fault of the sources, in one run."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from gongkai.cache import Cache
from gongkai.check import findings
from gongkai.cli.options import FOLDER, sources
from gongkai.load import Loaded, load
from gongkai.model import Diagnostic, Level
from gongkai.model.today import today
from gongkai.output import write
from gongkai.progress import on_terminal
from gongkai.workers import Workers


@click.command()
@sources
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式"
)
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in (Level.ERROR, Level.WARNING, Level.ADVICE)]),
    default=Level.WARNING.value,
    help="从哪一级起退出码为1",
)
@click.option(
    "--coverage",
    "report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把标准目录的公开情况写成报告：文件名以.html结尾的供人看，以.json结尾的供程序用",
)
@click.option(
    "--mongolian",
    "translated",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把蒙古文版的情况（文件、界面用语）写成报告：.html供人看，.json供程序用",
)
@click.option(
    "--theme", type=FOLDER, default=Path("overrides"), help="模板文件夹，--mongolian从中找界面用语"
)
def check(
    content: Path,
    catalogue: Path,
    day: date | None,
    jobs: int | None,
    form: str,
    fail_on: str,
    report: Path | None,
    translated: Path | None,
    theme: Path,
) -> None:
    """检查内容和目录，列出全部问题。"""
    for option, file in (("coverage", report), ("mongolian", translated)):
        if file and file.suffix not in (".html", ".json"):
            raise click.UsageError(f"--{option}的文件名要以.html或.json结尾")
    with Workers(jobs) as workers, Cache(None, "") as cache:
        loaded = load(content, catalogue, cache, workers, told=on_terminal())
        found = findings(loaded, day or today())
    if report:
        _write_coverage(report, loaded, day or today(), _count(found))
    if translated:
        _write_mongolian(translated, loaded, day or today(), theme)
    if form == "json":
        click.echo(json.dumps([fault.as_json() for fault in found], ensure_ascii=False, indent=1))
    else:
        for fault in found:
            click.echo(f"{fault}")
        click.echo(f"共{len(found)}条，其中错误{_count(found)}条", err=True)
    order = list(Level)
    if any(order.index(fault.level) <= order.index(Level(fail_on)) for fault in found):
        sys.exit(1)


def _write_coverage(file: Path, loaded: Loaded, day: date, errors: int) -> None:
    from gongkai.check.coverage_page import as_html, as_json
    from gongkai.check.coverage_report import coverage_report

    report = coverage_report(loaded.library, day, errors)
    _write(file, as_html(report) if file.suffix == ".html" else as_json(report))


def _write_mongolian(file: Path, loaded: Loaded, day: date, theme: Path) -> None:
    from gongkai.check.mongolian_report import as_html, as_json, mongolian_report

    report = mongolian_report(loaded.library, day, theme)
    _write(file, as_html(report) if file.suffix == ".html" else as_json(report))


def _write(file: Path, text: str) -> None:
    try:
        write(str(file), text.encode())
    except OSError as error:
        raise click.ClickException(f"写不了{file}：{error.strerror}") from None


def _count(found: list[Diagnostic]) -> int:
    return sum(fault.level is Level.ERROR for fault in found)
