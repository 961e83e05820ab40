"""The ``gongkai`` command and what its subcommands share."""

from __future__ import annotations

import click

import gongkai
from gongkai.cli.build import build
from gongkai.cli.bundle import bundle
from gongkai.cli.catalogue import catalogue
from gongkai.cli.check import check
from gongkai.cli.digest import digest
from gongkai.cli.export import export
from gongkai.cli.new import new
from gongkai.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(gongkai.__version__, message="%(version)s")
def main() -> None:
    """公开：政府信息公开平台的静态网站生成器。"""


for command in (build, bundle, catalogue, check, digest, export, new, schema):
    main.add_command(command)
