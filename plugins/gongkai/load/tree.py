"""What lies in ``content/``: record sources, hand-made pages and files, by one scan."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.load import rules
from gongkai.load.text import unread
from gongkai.model import KINDS, Diagnostic
from gongkai.model.fields import is_device_name

_NAME: Final = re.compile(r"[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff._-]*")
"""Names that are safe in an address and on every file system (FAT32 of a USB stick included)."""
_NAME_LIMIT: Final = 200
"""Bytes; FAT32 and ext4 end at 255, and suffixes are still to come."""


class Stat(NamedTuple):
    """When a file changed (nanoseconds) and how large it is (bytes)."""

    mtime: int
    size: int


@dataclass(slots=True)
class Tree:
    """Paths relative to ``content/``, with ``/``."""

    records: dict[str, Stat] = field(default_factory=dict)
    pages: dict[str, Stat] = field(default_factory=dict)
    """Markdown files outside the folders of kinds."""
    mongolian: dict[str, Stat] = field(default_factory=dict)
    """Counterparts in ``mn/``; they are not records of their own."""
    files: dict[str, Stat] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def is_record(path: str) -> bool:
    """Whether a Markdown file is a record: by its first folder (FORMAT)."""
    parts = path.split("/")
    return len(parts) > 1 and (parts[0] in KINDS or (parts[0] == "mn" and parts[1] in KINDS))


def scan(content: Path) -> Tree:
    """Walk the folder once; symbolic links are reported, never followed."""
    tree = Tree()
    for path, stat in _walk(str(content), "", tree.faults):
        if not path.endswith(".md"):
            tree.files[path] = stat
            if path.lower().endswith((".md", ".markdown")):
                tree.faults.append(unread(path, ".md"))
        elif is_record(path):
            (tree.mongolian if path.startswith("mn/") else tree.records)[path] = stat
        else:
            tree.pages[path] = stat
    tree.records = dict(sorted(tree.records.items()))
    return tree


def _walk(folder: str, prefix: str, faults: list[Diagnostic]) -> Iterator[tuple[str, Stat]]:
    below: list[tuple[str, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                faults.append(_symlink(path))
                continue
            if not _NAME.fullmatch(entry.name) or len(os.fsencode(entry.name)) > _NAME_LIMIT:
                faults.append(_bad_name(path))
                continue
            if is_device_name(entry.name):
                faults.append(_device_name(path))
                continue
            if entry.is_dir():
                below.append((entry.path, path + "/"))
            elif entry.is_file():
                stat = entry.stat()
                yield path, Stat(stat.st_mtime_ns, stat.st_size)
    for inner, inner_prefix in below:
        yield from _walk(inner, inner_prefix, faults)


def _symlink(path: str) -> Diagnostic:
    message, cure = "这是符号链接，可能指向内容文件夹之外", "请换成文件本身"
    return rules.SYMLINK.at(path, 1, message, cure)


def _bad_name(path: str) -> Diagnostic:
    shown = os.fsencode(path).decode("utf-8", "replace")
    return rules.FILE_NAME.at(
        shown,
        1,
        "文件名里有空格或不能用在网址里的字符，或者过长",
        "请改成小写拼音和连字符，如gong-zuo-yao-dian.md",
    )


def _device_name(path: str) -> Diagnostic:
    message = "文件名是Windows的设备名，拷到Windows电脑上打不开"
    return rules.FILE_NAME.at(path, 1, message, "请换一个文件名")
