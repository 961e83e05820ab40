"""An area as the YAML that editors write: short lists on one line, item numbers in quotes."""

from __future__ import annotations

from typing import Any, Final

import yaml

from gongkai.load.standards import area_in
from gongkai.model.plain import as_plain
from gongkai.model.standard_catalogue import Area

_FLOW: Final = "tag:yaml.org,2002:seq"


class _Flow(list[Any]):
    """A list that stands on one line."""


class _FlowMap(dict[str, Any]):
    """A mapping that stands on one line."""


class _Quoted(str):
    """Text in quotes, lest a number be made of it."""


class _Writer(yaml.SafeDumper):
    """Lists of mappings are indented, nothing is written as an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Writer.add_representer(_Flow, lambda w, v: w.represent_sequence(_FLOW, v, flow_style=True))
_Writer.add_representer(
    _FlowMap, lambda w, v: w.represent_mapping("tag:yaml.org,2002:map", v.items(), flow_style=True)
)
_Writer.add_representer(
    _Quoted, lambda w, v: w.represent_scalar("tag:yaml.org,2002:str", str(v), style='"')
)


def area_yaml(area: Area) -> str:
    """The text of ``areas/<id>.yaml``; reads back as the same area, else ValueError."""
    plain = as_plain(area)
    items = plain.pop("items", [])
    written = {key: _on_one_line(value) for key, value in plain.items()}
    if items:
        written["items"] = [
            {key: _on_one_line(value) for key, value in {**item, "id": _Quoted(item["id"])}.items()}
            for item in items
        ]
    text: str = yaml.dump(
        written, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    if area_in(text) != area:
        raise ValueError("the area does not read back")
    return text


def _on_one_line(value: Any) -> Any:
    if isinstance(value, list):
        return _Flow(_on_one_line(one) for one in value)
    if isinstance(value, dict):
        return _FlowMap({key: _on_one_line(one) for key, one in value.items()})
    return value
