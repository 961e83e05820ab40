"""``gongkai new KIND``: a source with every required key, ready to be filled in."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Final

import click

from gongkai.cli.options import FOLDER, Day
from gongkai.model import KINDS
from gongkai.model.terms import FIELDS
from gongkai.model.today import today

_ISSUED: Final = re.compile(r"^.{2,30}?关于(?=.)(?:印发|公布|转发)?")
_SYLLABLES: Final = 8
"""Syllables of a title that make a file name."""
_EXTRA: Final = {
    "policy": ["doc_no: null", "genre: 通知"],
    "interpretation": ["form: 文字", "interpreter: ", "relations:", "  interprets: []"],
    "gazette": ["year: {year}", "issue: ", "published_on: {day}", "articles: []"],
    "response": ["question: ", "asked_on: {day}"],
    "report": ["year: {year}", "organ: "],
    "project": ["stage: ", "timeline: []"],
    "service": ["object: ", "materials: []", "steps: []"],
    "topic": ["gather:", "  topic: "],
}


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.option("--title", prompt="标题", help="文件标题")
@click.option("--content", type=FOLDER, default=Path("content"), help="内容文件夹")
@click.option("--date", "day", type=Day(), help="成文日期，默认为今天")
def new(kind: str, title: str, content: Path, day: date | None) -> None:
    """新建一条记录：写好必填项，文件名取标题的拼音。"""
    when = day or today()
    if not title.strip():
        raise click.ClickException("标题是空的，请写上标题")
    folder = content / kind / str(when.year)
    name = file_name(title)
    numbered = (f"{name}-{n}" for n in count(2))
    path = next(p for n in chain((name,), numbered) if not (p := folder / f"{n}.md").exists())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(skeleton(kind, title, when), encoding="utf-8")
    click.echo(f"已建立{path}，请填写空着的各项")


def file_name(title: str) -> str:
    """A title's first syllables in pinyin, fit for an address."""
    from pypinyin import lazy_pinyin  # a sixth of a second, which no other command should pay

    about = _ISSUED.sub("", title)  # the issuer's name says nothing of the document
    syllables = [s.lower() for s in lazy_pinyin(about) if re.fullmatch(r"[A-Za-z0-9]+", s)]
    name = "-".join(syllables[:_SYLLABLES])
    return "wen-jian" if name in ("", "index") else name


def skeleton(kind: str, title: str, day: date) -> str:
    """The text of a new source."""
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    values = {"title": quoted, "written_on": day.isoformat(), "published_at": f"{day} 09:00"}
    keys = ("title", "index_no", "issuer", "written_on", "published_at", "topic", "summary")
    lines = [f"{key}: {values.get(key, '')}".rstrip() + f"  # {FIELDS[key]}" for key in keys]
    lines += [line.format(year=day.year, day=day).rstrip() for line in _EXTRA.get(kind, [])]
    return "\n".join(["---", *lines, "---", "", ""])
