"""Builds, in the test process and from the command line."""

from __future__ import annotations

import subprocess
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from gongkai.mkdocs.plugin import GongkaiPlugin
from paths import GONGKAI, REPOSITORY


def build_site(
    site: Path,
    content: Path,
    catalogue: Path,
    stop: bool = True,
    search: bool = True,
    downloads: str = "none",
) -> GongkaiPlugin:
    """Build in this process; ``stop=False`` builds what the checks would have refused."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(REPOSITORY / "mkdocs.yml"), docs_dir=str(content), site_dir=str(site))
    plugin = config.plugins["gongkai"]
    assert isinstance(plugin, GongkaiPlugin)
    plugin.config.update({"catalogue": str(catalogue), "cache": False, "day": "2026-11-24"})
    plugin.config["search"] = search
    plugin.config["downloads"] = downloads
    plugin.on_startup(command="build", dirty=False)
    with patch.object(GongkaiPlugin, "_report") if not stop else nullcontext():
        build(config)
    return plugin


def build_from_command_line(folder: Path, site: Path, *options: str, cache: bool = False) -> None:
    """``gongkai build`` for a folder that holds ``content`` and ``catalogue``.

    ``cache`` builds on what the last build of the same folders left beside the project.
    """
    command = [GONGKAI, "build", *([] if cache else ["--no-cache"]), *options]
    if "--downloads" not in options:
        command += ["--downloads", "none"]  # they take longer than all the rest
    command += ["--site-dir", site, "--content", folder / "content"]
    command += ["--catalogue", folder / "catalogue"]
    result = subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True)
    assert result.returncode == 0, result.stderr.decode()
