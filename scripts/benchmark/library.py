"""The documents of a content folder as a search benchmark needs them: facts kept, texts on disk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import yaml

_MARKS: Final = re.compile(
    r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+][ \t]+|[|:\- \t]+$)|\]\([^()\s]*\)|[*`|\[\]\\]"
)
"""What is markup in most texts; the queries made from a text need no more care than this."""
_SPACE: Final = re.compile(r"[\s\u3000]+")
_WIDE: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")


class Item(NamedTuple):
    """One document without its text."""

    id: str
    title: str
    issuer: str
    """The full name."""
    doc_no: str
    """As printed; empty when there is none."""
    written_on: str
    published: str
    path: Path

    def body(self) -> str:
        """The text without markup, read from disk at each call: a library may be 1 GB."""
        return plain(parts(self.path.read_text(encoding="utf-8"))[1])


def fold(text: str) -> str:
    """One form for what readers hold equal: full-width and half-width, capitals, white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def fold_letters(text: str) -> str:
    """``fold`` but for punctuation: many times as fast on the long texts that have no full-width
    letter or digit."""
    return fold(text) if _WIDE.search(text) else _SPACE.sub("", text).casefold()


def plain(markdown: str) -> str:
    """A text without most of its markup; lines stay lines."""
    return _MARKS.sub("", markdown)


def parts(text: str) -> tuple[str, str]:
    """Front matter and body."""
    _, front, body = text.split("---\n", 2)
    return front, body


def facts(front: str) -> dict[str, str]:
    """The scalars of front matter; YAML's parser only where a line needs it."""
    found = {}
    for line in front.splitlines():
        key, colon, value = line.partition(":")
        value = value.strip()
        if colon and key.isidentifier():
            if value[:1] in ("'", '"'):
                value = str(yaml.safe_load(value))
            found[key] = "" if value in ("null", "~") else value
    return found


def read_library(content: Path, catalogue: Path) -> list[Item]:
    """Every policy, notice or other Chinese record, in the order of ids."""
    organs = yaml.load((catalogue / "organs.yaml").read_bytes(), yaml.CSafeLoader)
    names = {str(organ["id"]): str(organ["name"]) for organ in organs}
    return [_item(content, path, names) for path in _sources(content)]


def _sources(content: Path) -> Iterator[Path]:
    for path in sorted(content.glob("*/*/*.md")):
        if path.relative_to(content).parts[0] != "mn":
            yield path


def _item(content: Path, path: Path, names: dict[str, str]) -> Item:
    front = facts(parts(path.read_text(encoding="utf-8"))[0])
    issuer = front.get("issuer", "")
    return Item(
        path.relative_to(content).with_suffix("").as_posix(),
        front.get("title", ""),
        names.get(issuer, issuer),
        front.get("doc_no", ""),
        front.get("written_on", ""),
        front.get("published_at", "")[:10],
        path,
    )
