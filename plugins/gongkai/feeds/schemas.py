"""The JSON Schemas that are published beside the data they describe."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.downloads.documents.record_json import SCHEMA as RECORD
from gongkai.downloads.documents.record_schema import record_schema
from gongkai.downloads.json_text import json_bytes
from gongkai.downloads.library.inventory import SCHEMA as INVENTORY
from gongkai.downloads.library.inventory import inventory_schema
from gongkai.feeds import events, latest


def data_schemas() -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each; they depend on the program alone."""
    yield RECORD, json_bytes(record_schema())
    yield INVENTORY, json_bytes(inventory_schema())
    yield latest.SCHEMA, json_bytes(latest.latest_schema())
    yield events.SCHEMA, json_bytes(events.log_schema())
