"""A temporary project: generated sources, the project's configuration, an edit."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

from benchmark.corpus import generate
from benchmark.measure import Taken, aside, run

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = ROOT / ".venv" / "bin"
STEPS = ("cold", "no change", "one edit")


def edited(source: Path) -> str:
    """Change the last sentence of a body; the new words."""
    text = source.read_text(encoding="utf-8")
    mark = f"第{time.monotonic_ns()}次修订的文字。"
    lines = text.rstrip("\n").split("\n")
    lines[-3] = lines[-3].split("。")[0] + "。" + mark
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return mark


class Project:
    """A folder with content, catalogue and configuration; caches and site lie in it too."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.site = folder / "site"
        generate(count, folder, seed, ROOT / "catalogue")
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        config = config.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}")
        files = f"{{downloads: none, fonts: '{ROOT / '.cache' / 'fonts'}'}}"  # Hugo makes none
        config = config.replace("  - gongkai\n", f"  - gongkai: {files}\n")
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
        policies = sorted((self.content / "policy" / "2020").glob("*.md"))
        self.record = policies[len(policies) // 2]
        """The source that is edited."""
        self._compile()

    def _compile(self) -> None:
        """Have all modules imported once, by a build of nothing, not timed."""
        nothing = self.folder / "nothing"
        nothing.mkdir()
        command = [PROGRAMS / "gongkai", "build", "--content", nothing, "--site-dir", self.site]
        run([*command, "--catalogue", self.folder / "catalogue"], self.folder, self.site)
        nothing.rmdir()
        self.clean()

    @property
    def record_address(self) -> str:
        """Where its page is."""
        return self.record.relative_to(self.content).with_suffix(".html").as_posix()

    def command(self, program: str) -> list[str | Path]:
        """The build by ``gongkai`` or ``mkdocs``."""
        if program == "mkdocs":
            return [PROGRAMS / "mkdocs", "build", "--quiet"]
        folders = ("--content", self.content, "--catalogue", self.folder / "catalogue")
        return [PROGRAMS / "gongkai", "build", *folders, "--site-dir", self.site]

    def clean(self) -> None:
        """Neither cache nor site."""
        aside(self.folder / ".cache")
        aside(self.site)

    def step(self, name: str, program: str = "gongkai") -> Taken:
        """One timed build."""
        if name == "cold":
            self.clean()
        elif name == "one edit":
            edited(self.record)
        taken = run(self.command(program), self.folder, self.site)
        if not (self.site / self.record_address).is_file():
            raise SystemExit(f"{program} wrote no {self.record_address}")
        return taken

    def tool(self, program: str) -> partial[Taken]:
        """Its steps, as the peers have them."""
        return partial(self.step, program=program)


def program_state() -> list[tuple[str, int]]:
    """When each file of the program changed; builds of two different states do not compare."""
    files = [p for part in ("plugins", "overrides") for p in (ROOT / part).rglob("*")]
    return sorted((str(p), p.stat().st_mtime_ns) for p in files if p.suffix in (".py", ".html"))


def load_average() -> str:
    """How busy the machine is, for the heading of a table."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())
