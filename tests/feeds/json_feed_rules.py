"""The rules of JSON Feed 1.1 (jsonfeed.org/version/1.1) as a schema: keys, types, what is required."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
WEB = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": WEB, "avatar": WEB},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
ATTACHMENT = {
    "type": "object",
    "properties": {
        "url": WEB,
        "mime_type": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        "title": TEXT,
        "size_in_bytes": {"type": "integer", "minimum": 0},
        "duration_in_seconds": {"type": "number"},
    },
    "required": ["url", "mime_type"],
    "additionalProperties": False,
}
ITEM = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "url": WEB,
        "external_url": WEB,
        "title": TEXT,
        "content_html": {"type": "string"},
        "content_text": {"type": "string"},
        "summary": TEXT,
        "image": WEB,
        "banner_image": WEB,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
        "language": TEXT,
        "attachments": {"type": "array", "items": ATTACHMENT},
    },
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}
JSON_FEED: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": WEB,
        "feed_url": WEB,
        "description": TEXT,
        "user_comment": TEXT,
        "next_url": WEB,
        "icon": WEB,
        "favicon": WEB,
        "authors": AUTHORS,
        "language": TEXT,
        "expired": {"type": "boolean"},
        "items": {"type": "array", "items": ITEM},
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}
