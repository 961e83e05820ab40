"""Our templates, in the theme's ``gongkai/`` folder.

A file a page kind, and in ``components/`` a file a component: a macro of the file's name, which every
template may call. They are globals, since Jinja resolves an import anew for every page; a component
that needs another imports it, once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from gongkai.pages.mongolian.words import marked, marked_html
from gongkai.pages.rows import Row


class Templates:
    """The compiled templates of a theme folder. Travels to workers by its path.

    ``compiled`` is a folder that keeps them compiled: each process would spend a quarter of a second
    on it.
    """

    def __init__(self, theme: Path, compiled: Path | None = None) -> None:
        self.theme = theme
        self.compiled = compiled

    @cached_property
    def environment(self) -> Environment:
        """Jinja's, with every component as a global."""
        environment = Environment(
            loader=FileSystemLoader(self.theme / "gongkai"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(self.compiled)) if self.compiled else None,
        )
        environment.filters |= {"chinese": marked, "chinese_html": marked_html}
        for path in sorted((self.theme / "gongkai" / "components").glob("*.html")):
            module = environment.get_template(f"components/{path.name}").module
            environment.globals[path.stem] = getattr(module, path.stem)
        return environment

    def render(self, name: str, **values: Any) -> str:
        """A template filled in; values are escaped."""
        return self.environment.get_template(name).render(**values)

    @cached_property
    def row(self) -> Callable[[Row, str], str]:
        """The component that prints a line of a list."""
        return cast("Callable[[Row, str], str]", self.environment.globals["row"])

    def __getstate__(self) -> dict[str, Any]:
        return {"theme": self.theme, "compiled": self.compiled}
