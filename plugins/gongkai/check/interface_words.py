"""The fixed words of the Chinese site, read from its templates, scripts, views and glossary.

So a phrase that is new in a template is in the translators' list with the next report, without
anybody writing it down.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from jinja2 import Environment

from gongkai.model import Catalogue, Validity
from gongkai.model.terms import CHANNELS, FIELDS, LEVELS, METHODS, ORGAN_FACTS, RELATIONS, STATUTORY

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_HTML: Final = re.compile(r"<!--.*?-->|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.DOTALL)
_SAID: Final = re.compile(
    r"\b(?:aria-label|aria-description|title|alt|placeholder|content)=\"([^\"]*)\""
)
_CODE: Final = re.compile(r"[\\<>{}\[\]$^=]")
"""Marks of a pattern or of markup: nobody reads it."""
_LITERAL: Final = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_PAGES: Final = Path(__file__).parent.parent / "pages"
_AROUND: Final = " \t\n　：:；;，,。、（）()《》“”·—…|/→←↑↩×0123456789"
"""What stands around a phrase and is no part of it."""


def interface_words(theme: Path, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Each phrase with the places it is used in: template names, or the list it belongs to."""
    found: dict[str, list[str]] = defaultdict(list)
    everything = (*_glossary(catalogue), *_templates(theme), *_scripts(theme), *_views())
    for place, word in everything:
        if place not in found[word]:
            found[word].append(place)
    return {word: tuple(found[word]) for word in sorted(found)}


def _glossary(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    lists = {
        "元数据": FIELDS,
        "机关信息": ORGAN_FACTS,
        "法定主动公开类别": STATUTORY,
        "公开渠道": CHANNELS,
        "公开方式": METHODS,
        "公开层级": LEVELS,
    }
    for place, words in lists.items():
        yield from ((place, word) for word in words.values())
    yield from (("文件关系", word) for pair in RELATIONS.values() for word in pair)
    yield from (("有效性", state.value) for state in Validity)
    yield from (("栏目", column.name) for column in catalogue.columns if not column.mn)


def _templates(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(theme.rglob("*.html")):
        name = path.relative_to(theme).as_posix()
        if name.startswith("gongkai/mn/"):
            continue
        for word in phrases(path.read_text(encoding="utf-8")):
            yield name, word


def _scripts(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((theme / "assets").glob("*.js")):
        for double, single in _LITERAL.findall(path.read_text(encoding="utf-8")):
            for word in _phrases(double or single):
                yield f"assets/{path.name}", word


def _views() -> Iterator[tuple[str, str]]:
    """The words that are put together in the program: banners, titles, labels."""
    for path in sorted(_PAGES.rglob("*.py")):
        if path.parent.name == "mongolian":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and not _is_comment(text):
                for word in _phrases(text):
                    yield f"pages/{path.name}", word


def _is_comment(text: str) -> bool:
    """A docstring that names a Chinese term: English, with a full stop."""
    return bool(re.match(r"[A-Z`].*[a-z]{3}", text)) or text.endswith(".")


def phrases(template: str) -> Iterator[str]:
    """The Chinese phrases of a template: text, spoken attributes, and strings in its expressions."""
    html = ""
    for _, kind, value in Environment().lex(template):
        if kind == "data":
            html += value
            continue
        html += "\x00"
        if kind == "string":
            yield from _phrases(value.strip("\"'"))
    for said in _SAID.findall(html):
        yield from _phrases(said)
    for text in re.split("\x00", _HTML.sub("\x00", html)):
        yield from _phrases(text)


def _phrases(text: str) -> Iterator[str]:
    for part in re.split(r"[\x00\n]", unescape(text)):
        word = part.strip(_AROUND)
        if _CHINESE.search(word) and not _CODE.search(word):
            yield word
