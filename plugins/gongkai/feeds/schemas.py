"""The JSON Schemas that are published beside the data they describe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gongkai.downloads.documents.record_json import SCHEMA as RECORD
from gongkai.downloads.documents.record_schema import record_schema
from gongkai.downloads.gazette import database
from gongkai.downloads.json_schema import Schema
from gongkai.downloads.library.inventory import SCHEMA as INVENTORY
from gongkai.downloads.library.inventory import inventory_schema
from gongkai.feeds import events, latest

DATA_SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    RECORD: record_schema,
    INVENTORY: inventory_schema,
    latest.SCHEMA: latest.latest_schema,
    events.SCHEMA: events.log_schema,
    database.SCHEMA: database.database_schema,
}
"""Address → what makes it. They depend on the program alone, and cost a fifth of a second."""
