"""Records outside the folders of columns: as hand-made pages all of their text would be published,
whatever their ``disclosure`` says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Final

from gongkai.load import rules
from gongkai.model import KINDS, Diagnostic, Record
from gongkai.text import nearest

_OF_ANY_PAGE: Final = frozenset({"title", "summary", "keywords", "source"})
_OF_RECORDS: Final = frozenset(field.name for field in fields(Record)) - _OF_ANY_PAGE - {"id"}
_KEY: Final = re.compile(r"([A-Za-z_]+)[ \t]*[:：]")


def misplaced_record(keys: Iterable[tuple[str, int]], path: str) -> Iterator[Diagnostic]:
    """An error where the keys of a hand-made page, with their lines, are a record's."""
    lines = {key.lower(): line for key, line in keys}
    found = [key for key in lines if key in _OF_RECORDS]
    if found:
        message = f"这是一条记录（有{'、'.join(found[:3])}），却不在任何栏目的文件夹里"
        yield rules.MISPLACED.at(path, lines[found[0]], message, _cure(path))


def keys_at_top(text: str) -> Iterator[tuple[str, int]]:
    """Keys that a file begins with: front matter whose marks are wrong or absent is meant as such
    nevertheless."""
    also = "#" if text.lstrip().startswith("---") else ""  # without a mark it begins a heading
    for number, line in enumerate(text.split("\n"), 1):
        if found := _KEY.match(line):
            yield found[1], number
        elif line.strip() and not line.startswith((" ", "\t", "-", also or "-")):
            return


def _cure(path: str) -> str:
    under, rest = ("mn/", path[3:]) if path.startswith("mn/") else ("", path)
    folder, slash, inner = rest.partition("/")
    guess = nearest(folder, KINDS) if slash else None
    if guess:
        return f"请移到{under}{guess}/{inner}"
    return f"请移到栏目的文件夹里：{'、'.join(KINDS)}"
