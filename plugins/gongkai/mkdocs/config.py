"""The plugin's options in ``mkdocs.yml``."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class GongkaiConfig(Config):
    """All optional; the command line sets what a build is told to."""

    catalogue = c.Type(str, default="catalogue")
    """Folder of the catalogue, relative to ``mkdocs.yml``."""
    day = c.Optional(c.Type(str))
    """The build date ``YYYY-MM-DD``, on which validity is computed; today in Beijing by default."""
    jobs = c.Optional(c.Type(int))
    """Worker processes; the machine's cores by default."""
    cache = c.Type(bool, default=True)
    """Whether to remember between builds."""
    markdown = c.Choice(("comrak", "python-markdown"), default="comrak")
    """The engine that renders records."""
    search = c.Type(bool, default=True)
    """Whether the site gets a search index."""
    downloads = c.Choice(("none", "docx", "all"), default="all")
    """Which files are made of each record: none, all but PDF, or all."""
    fonts = c.Type(str, default=".cache/fonts")
    """Folder that ``scripts/fonts`` fills, relative to ``mkdocs.yml``."""
    stick = c.Type(bool, default=False)
    """Whether the index has fewer and larger files, for copies on USB sticks."""
