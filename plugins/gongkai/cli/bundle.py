"""``gongkai bundle``: a year of a built site as ZIP."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.options import FOLDER
from gongkai.progress import on_terminal

if TYPE_CHECKING:
    from gongkai.downloads.library.bundle import Held, Volume


@click.command()
@click.argument("year", metavar="YEAR", type=click.IntRange(1900, 2999))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="写到哪个文件夹，不能在网站文件夹里面",
)
@click.option("--site-dir", "site", type=FOLDER, default=Path("site"), help="已经生成的网站")
@click.option("--column", metavar="X", help="只要一个栏目，如policy")
def bundle(year: int, folder: Path, site: Path, column: str | None) -> None:
    """把网站里一年的文件打包成ZIP，附目录表index.csv。

    包里有每份文件的PDF、DOCX、TXT、EPUB、JSON和附件，没有网页。超过4GB或65534个文件时分成几卷，
    每卷都能单独打开。网站里缺少附件时照样打包，逐个列出，退出码为1。
    """
    from gongkai.downloads.library.bundle import NoSite, TooLarge, volumes, year_of_site

    if site.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise click.UsageError("--to不能在网站文件夹里面：下一次生成会删除不认识的文件")
    try:
        records = year_of_site(site, year, column)
        _something(records, year, column)
        stem = f"gongkai-{year}" + (f"-{column}" if column else "")
        _write(site, folder, volumes(site, stem, records))
    except NoSite:
        raise click.ClickException(f"{site}不是生成好的网站；请先运行gongkai build") from None
    except TooLarge as error:
        message = f"{error}的文件合起来超过一个ZIP的上限（4GB），没有打包；请把附件拆开"
        raise click.ClickException(message) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}：{error.strerror}") from None
    missing = [(one.entry["id"], file) for one in records for file in one.missing]
    for id, file in missing:
        click.echo(f"{id}：网站里没有附件{file}，包里也没有", err=True)
    if missing:
        sys.exit(1)


def _something(records: list[Held], year: int, column: str | None) -> None:
    """Nothing to pack is said, and no empty file is written."""
    if not records:
        where = f"{column}栏目" if column else "网站"
        raise click.ClickException(f"{where}里没有{year}年的记录，没有打包")
    if not any(one.files for one in records):
        raise click.ClickException(
            "网站里没有可以打包的文件；请用gongkai build --downloads all重新生成"
        )


def _write(site: Path, folder: Path, every: list[Volume]) -> None:
    """Each volume under its name only when it is whole."""
    from gongkai.downloads.library.bundle import volume_pieces

    folder.mkdir(parents=True, exist_ok=True)
    for volume in every:
        path = folder / volume.name
        unfinished = path.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                file.writelines(volume_pieces(site, volume, every, on_terminal()))
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        size = path.stat().st_size / 1e6
        click.echo(f"{path}：{len(volume.records)}条记录，{size:.1f}MB")
