"""``latest.json``: the newest records of all columns, for a box on another site's page."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Final

from gongkai.downloads.json_schema import (
    MINUTE,
    TEXT,
    WEB,
    Schema,
    array,
    object_schema,
    or_null,
    whole_schema,
)
from gongkai.downloads.json_text import json_bytes
from gongkai.downloads.library.entries import entry
from gongkai.downloads.library.inventory import entry_schema
from gongkai.feeds.channels import newest_first
from gongkai.load import Loaded

ADDRESS: Final = "latest.json"
SCHEMA: Final = "data/latest.schema.json"
NEWEST: Final = 20


def latest_json(loaded: Loaded, day: date) -> bytes:
    """The file: entries as the inventory has them, each with its whole address. Costs 20 records
    and one sorting, so the bytes themselves are its key."""
    library = loaded.library
    site = library.catalogue.site
    newest = list(islice(newest_first(library), NEWEST))
    return json_bytes(
        {
            "$schema": site.url + SCHEMA,
            "site": site.name,
            "home": site.url,
            "updated": newest[0].published_at.isoformat(" ", "minutes") if newest else None,
            "items": [
                {**entry(loaded, record, day), "canonical": site.url + record.address}
                for record in newest
            ],
        }
    )


def latest_schema() -> Schema:
    """The schema (2020-12) of ``latest.json``."""
    item = entry_schema()
    item["properties"]["canonical"] = {**WEB, "title": "规范地址"}
    item["required"].append("canonical")
    whole = {
        "$schema": WEB,
        "site": TEXT,
        "home": WEB,
        "updated": {**or_null(MINUTE), "title": "最新一份的发布时间"},
        "items": array(item, maxItems=NEWEST),
    }
    return whole_schema("最新公开的政府信息", object_schema(whole))
