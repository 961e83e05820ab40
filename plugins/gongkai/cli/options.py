"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """A date as ``YYYY-MM-DD``."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"日期应为YYYY-MM-DD，不是“{value}”", param, ctx)


def sources(command: Command) -> Command:
    """``--content``, ``--catalogue``, ``--date``, ``--jobs``."""
    for option in (
        click.option(
            "--jobs", type=click.IntRange(min=1), help="同时工作的进程数，默认为处理器核数"
        ),
        click.option("--date", "day", type=Day(), help="构建日期，有效性按这一天核算，默认为今天"),
        click.option("--catalogue", type=FOLDER, default=Path("catalogue"), help="目录文件夹"),
        click.option("--content", type=FOLDER, default=Path("content"), help="内容文件夹"),
    ):
        command = option(command)
    return command
