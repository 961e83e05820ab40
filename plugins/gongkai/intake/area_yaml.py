"""An area as YAML, in the form that editors write, and its file: whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from gongkai.intake import rules
from gongkai.load.standards import read_area
from gongkai.model import Diagnostic
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area, CatalogueItem

_AREA_KEYS: Final = (
    "id", "name", "number", "topic", "ministry", "source", "source_urls", "complete", "notes",
)  # fmt: skip
_ITEM_KEYS: Final = (
    "id", "group", "title", "elements", "basis", "deadline", "publisher", "channels", "audience",
    "method", "levels", "verified", "verified_fields", "incomplete", "source_urls", "evidence",
    "note", "edition", "code", "after_approval",
)  # fmt: skip
_QUOTED: Final = frozenset({"id", "code"})
"""Keys of an item whose values look like numbers and are none."""
_PLAIN: Final = re.compile(r"[^\W_][^:#\[\]{},\"'&*!|>%@`\\]*|[《（“‘][^:#\[\]{},\"'&*!|>%@`\\]*")
_ADDRESS: Final = re.compile(r"https?://[\w./=%~+;-]+")
_SPECIAL: Final = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.]?[\d.,_:eE+-]+|0[xob][\da-f_]+|[-+]?\.(?:inf|nan)",
    re.I,
)
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def area_yaml(area: Area) -> str:
    """The file's text."""
    values = as_plain(area)
    lines = [f"{key}: {_value(values[key])}" for key in _AREA_KEYS if key in values]
    lines.append("items:" if area.items else "items: []")
    for item in area.items:
        lines += _item(item)
    return "\n".join(lines) + "\n"


def _item(item: CatalogueItem) -> Iterator[str]:
    values = {"audience": "all", "method": "active", "verified": False, **as_plain(item)}
    before = "  - "
    for key in _ITEM_KEYS:
        if key in values:
            text = _quoted(values[key]) if key in _QUOTED else _value(values[key])
            yield f"{before}{key}: {text}"
            before = "    "


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, dict):
        pairs = _with_unit(value).items()
        return f"{{{', '.join(f'{key}: {_value(one)}' for key, one in pairs)}}}"
    return str(value) if isinstance(value, int) else _scalar(str(value))


def _with_unit(values: dict[str, Any]) -> dict[str, Any]:
    """A number of days with its unit behind it, also where that is the usual one."""
    counted = next((key for key in ("days", "min_days", "every") if key in values), None)
    if counted is None:
        return values
    unit = {"unit": values.get("unit", "workday")}
    keys = list(values)
    place = keys.index(counted) + 1
    before = {key: values[key] for key in keys[:place]}
    return before | unit | {key: values[key] for key in keys[place:] if key != "unit"}


def _scalar(text: str) -> str:
    """Without quotes where nothing in it could be taken for YAML."""
    plain = _PLAIN.fullmatch(text) or _ADDRESS.fullmatch(text)
    if plain and text.isprintable() and text == text.strip() and not _SPECIAL.fullmatch(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return f'"{"".join(_escaped(letter) for letter in text)}"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable() or letter == "\u3000":
        return letter
    return f"\\u{ord(letter):04X}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08X}"


def write_areas(areas: Iterable[Area], folder: Path, file: str) -> list[Diagnostic]:
    """Write every area's file, or none: each is read back before it takes its place."""
    ready: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for area in areas:
            new = folder / f".{area.id}.yaml.new"
            ready.append((new, folder / f"{area.id}.yaml"))
            new.write_bytes(area_yaml(area).encode())
            read, faults = read_area(new)
            if read != area or faults:
                message = f"{area.id}.yaml写出后读回来不一样，没有写"
                cure = faults[0].message if faults else "请把这个工作簿交给开发者"
                return [rules.TARGET.at(file, 1, message, cure)]
        while ready:
            ready[-1][0].replace(ready[-1][1])
            ready.pop()
    except OSError as error:
        message = f"写不进{folder}（{os.strerror(error.errno or 0)}）"
        return [rules.TARGET.at(file, 1, message, "请检查文件夹的权限和磁盘空间")]
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)
    return []
