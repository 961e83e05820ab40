"""The front matter of hand-made pages, which MkDocs reads: what it would stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.load import rules
from gongkai.load.nodes import Document
from gongkai.load.validation import label
from gongkai.model import Diagnostic


def page_faults(document: Document, path: str) -> Iterator[Diagnostic]:
    """What a page must not ask for, and texts that are none."""
    values = document.value if isinstance(document.value, dict) else {}
    if (
        "template" in values
    ):  # any template of the theme could be asked for, with nothing to fill it
        line = document.line_of(("template",))
        yield rules.UNKNOWN_KEY.at(path, line, "网页不能另选模板（template）", "请删除这一行")
    for key in ("title", "description"):
        if key not in values or isinstance(values[key], str):
            continue
        line, name = document.line_of((key,)), label(key)
        if values[key] is None:
            yield rules.EMPTY.at(path, line, f"{name}是空的", "请填写，或删去这一行")
        else:
            yield rules.WRONG_TYPE.at(path, line, f"{name}的值类型不对", "这里应为一段文字")
