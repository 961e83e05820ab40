"""The nouns of the catalogues as plain data: what their sources say, in the order of the fields.

The one form that JSON downloads publish and that an import writes as YAML.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

_WRITTEN: Final = {"start": "from"}
"""Names of the model that a source cannot have, since Python keeps them for itself."""


def as_plain(value: Any) -> Any:
    """Values of mappings, lists, text, numbers, flags; keys at their defaults are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            _WRITTEN.get(field.name, field.name): as_plain(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, Enum):
        return {"true": True, "false": False}.get(value.value, value.value)
    if isinstance(value, (tuple, list)):
        return [as_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
