"""Shells: the theme's ``main.html`` rendered once for each language, column and folder depth."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongkai.pages import HEAD_SLOT, MAIN_SLOT, Shell, ShellKey


def render_shell(
    key: ShellKey, nav: Navigation, env: Environment, files: Files, config: MkDocsConfig
) -> Shell:
    """Render a page that does not exist, at the right depth, and cut it at its slots."""
    page = shell_page("shell/" * key.depth + "x.md", key.column, config)
    context: Any = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    html = env.get_template("main.html").render(context)
    html = config.plugins.on_post_page(html, page=page, config=config) or ""
    return Shell.cut(html)


def shell_page(path: str, column: str | None, config: MkDocsConfig) -> Page:
    """The stand-in page; ``main.html`` leaves its slots open where ``shell_head`` is set."""
    page = Page("", File.generated(config, path, content=""), config)
    page.content = MAIN_SLOT
    page.shell_head = HEAD_SLOT  # type: ignore[attr-defined]  # front matter cannot set it
    page.meta = {"column": column}
    page.canonical_url = None
    return page
