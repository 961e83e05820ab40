"""``gongkai build``: check and build the site."""

from __future__ import annotations

import logging
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.options import sources

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@click.command()
@sources
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path), help="网站写到哪里")
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    help="MkDocs配置文件",
)
@click.option("--no-cache", is_flag=True, help="不用缓存，全部重新生成")
@click.option(
    "--downloads",
    type=click.Choice(["none", "docx", "all"]),
    help="生成每份文件的哪些下载：none不生成，docx除PDF以外，all全部（默认）",
)
@click.option("--no-search", is_flag=True, help="不生成检索")
@click.option("--stick", is_flag=True, help="检索文件少而大，适合拷到U盘上查阅")
def build(
    content: Path,
    catalogue: Path,
    day: date | None,
    jobs: int | None,
    site_dir: Path | None,
    config_file: Path,
    no_cache: bool,
    downloads: str | None,
    no_search: bool,
    stick: bool,
) -> None:
    """检查并生成网站。有错误时不写任何文件，退出码为1。"""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    _apart(content.resolve(), site_dir.resolve() if site_dir else None)
    given = {"site_dir": str(site_dir.resolve())} if site_dir else {}
    _log_to_standard_error()
    config = load_config(str(config_file), docs_dir=str(content.resolve()), **given)
    _tell_the_plugin(config, catalogue, day, jobs, no_cache, no_search, stick, downloads)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)


def _apart(content: Path, site: Path | None) -> None:
    if site and (site == content or content in site.parents or site in content.parents):
        raise click.UsageError("网站文件夹和内容文件夹不能一个在另一个里面，请另选网站文件夹")


def _tell_the_plugin(
    config: MkDocsConfig,
    catalogue: Path,
    day: date | None,
    jobs: int | None,
    no_cache: bool,
    no_search: bool,
    stick: bool,
    downloads: str | None,
) -> None:
    if "gongkai" not in config.plugins:
        raise click.ClickException("mkdocs.yml的plugins里没有gongkai，请加上")
    options = config.plugins["gongkai"].config
    options["catalogue"] = str(catalogue.resolve())
    options["day"] = day.isoformat() if day else options["day"]
    options["jobs"] = jobs or options["jobs"]
    options["cache"] = options["cache"] and not no_cache
    options["search"] = options["search"] and not no_search
    options["downloads"] = downloads or options["downloads"]
    options["stick"] = options["stick"] or stick


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs.plugins.gongkai")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
