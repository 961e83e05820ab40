"""The nouns of the catalogues as plain data: what their sources say, in the order of the fields.

The one form that JSON downloads publish and that an import writes as YAML.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from gongkai.model.standard_catalogue import Verified

_FLAGS: Final = {Verified.YES: True, Verified.NO: False}
_WRITTEN: Final = {"start": "from"}
"""Names of the model that a source cannot have, since Python keeps them for itself."""


def as_plain(value: Any) -> Any:
    """Values of mappings, lists, text, numbers, flags; keys at their defaults are left out."""
    if isinstance(value, Verified):
        return _FLAGS.get(value, value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        return [as_plain(one) for one in value]
    if is_dataclass(value):
        return {
            written: as_plain(held)
            for name, written, default in _shape(value.__class__)
            if (held := getattr(value, name)) is not default and held != default
        }
    return value.isoformat() if isinstance(value, date) else value


@cache
def _shape(kind: Any) -> list[tuple[str, str, Any]]:
    """Name, name as written, default of each field."""
    return [(f.name, _WRITTEN.get(f.name, f.name), f.default) for f in fields(kind)]
