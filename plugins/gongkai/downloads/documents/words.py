"""What the files of a document say of their own, in the document's language.

The Chinese words are here; another language's come from the catalogue's terms, which are kept by the
Chinese text. A word without a translation stays Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from string import Formatter
from typing import Final

from gongkai.model.mongolian_day import CHINESE_PATTERN, mongolian_day


@dataclass(frozen=True, slots=True)
class Words:
    """Names and sentences; ``{}`` in some are filled in by name."""

    sample: str = "示例：本文件为演示用的示例文件，不是真实公文。"
    archived: str = "已归档：本文件已归档，不再更新。"
    attached: str = "附件"
    address: str = "网页地址"
    site: str = "网址"
    info: str = "文件信息"
    elsewhere: str = "正文不能排成PDF，请看网页："
    figure: str = "{title}，插图{number}"
    """Name of a picture that has none."""
    picture: str = "〔图片：{said}〕"
    """Where a file cannot show one."""
    nameless_picture: str = "〔图片〕"
    colon: str = "："
    """Between a label and what it labels."""
    issue_sample: str = "示例：演示用的示例公报，不是真实公报。"
    contents: str = "目录"
    others: str = "其他"
    """Section of articles that have none."""
    foreword: str = "卷首"
    """Name of an issue's own text that has none."""
    title_alone: str = "本期公报只登载了本文的题目，没有电子文本。"
    unknown: str = "本站没有发布本文的电子文本，这里只登载题目。"
    with_issue: str = "本文是随本期公报发布的文件“{name}”，没有排在这里，请打开："
    """Before the file's address; so are the three below before that of a page."""
    on_request: str = "本文依申请公开，这里不登载正文。目录信息和申请的办法见网页："
    withheld: str = "本文不予公开，这里不登载正文。目录信息见网页："
    not_translated: str = "本文没有蒙古文版，请看中文网页："
    issue: str = "{year}年第{number}期"
    issue_in_all: str = "{year}年第{number}期（总第{total}期）"
    day: str = CHINESE_PATTERN
    published: str = "出版日期"
    source: str = "文件来源"
    cover: str = "封面"
    text: str = "正文"
    navigation: str = "导航"
    untitled: str = "（无标题）"

    def translated(self, terms: Mapping[str, str]) -> Words:
        """The same in another language; ``terms``: Chinese text → the other."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return Words(**{name: _fitting(was, terms.get(was, was)) for name, was in said.items()})

    def issue_name(self, year: int, number: int, total: int | None) -> str:
        """Which issue of a gazette; ``total`` is counted from the first one on."""
        pattern = self.issue if total is None else self.issue_in_all
        return pattern.format(year=year, number=number, total=total)

    def dated(self, day: date) -> str:
        """A day as a text has it; in Mongolian the ending of the month follows its number."""
        return mongolian_day(day, self.day)


def _fitting(chinese: str, other: str) -> str:
    """The other, where it is filled in with the same values: else the Chinese stays."""
    try:
        wanted, given = (sorted(_blanks(text)) for text in (chinese, other))
    except ValueError:  # a single brace
        return chinese
    return other if given == wanted else chinese


def _blanks(pattern: str) -> Iterator[str]:
    for _, name, how, convert in Formatter().parse(pattern):
        if name is not None:
            yield f"{name}:{how}!{convert}"


CHINESE: Final = Words()
MONGOLIAN: Final = "mn-Mong-CN"
"""Mongolian in the old script, as it is written in China (BCP 47): columns from left to right."""
