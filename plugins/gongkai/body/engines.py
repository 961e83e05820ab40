"""Engines: CommonMark → HTML, not yet safe to show."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from string import punctuation
from typing import Final

import comrak
from markdown import Markdown

Engine = Callable[[str], str]

_LOOSE_NUMBER: Final = re.compile(r"&(?=#(?:\d+|[xX][0-9A-Fa-f]+)(?![0-9A-Fa-f;]))")
"""A character's number without its semicolon: text to CommonMark, a character to browsers."""


def comrak_engine(text: str) -> str:
    """CommonMark with tables and footnotes, by comrak: fast, and right beside Chinese punctuation."""
    return comrak.render_markdown(text, *_comrak_options())


@cache
def _comrak_options() -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    extension = comrak.ExtensionOptions()
    extension.table = True
    extension.footnotes = True
    extension.cjk_friendly_emphasis = True
    parse = comrak.ParseOptions()
    parse.ignore_setext = True
    render = comrak.RenderOptions()
    render.unsafe_ = True  # HTML passes here; the sanitiser decides what stays
    return extension, parse, render


def python_markdown_engine(text: str) -> str:
    """The engine of MkDocs' own pages, for records where a site wants one engine for all."""
    return _python_markdown().reset().convert(_LOOSE_NUMBER.sub("&amp;", text))


@cache
def _python_markdown() -> Markdown:
    engine = Markdown(
        extensions=["tables", "footnotes", "fenced_code"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "返回正文"},
        },
        tab_length=2,  # as deep as the lists are written
    )
    engine.ESCAPED_CHARS = list(punctuation)  # what CommonMark lets a backslash escape
    return engine


ENGINES: Final[dict[str, Engine]] = {
    "comrak": comrak_engine,
    "python-markdown": python_markdown_engine,
}
"""By the name in ``mkdocs.yml``."""
