"""When a record was published and last changed, as the record itself says: no clock is read."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from typing import Final

from gongkai.model import Record

BEIJING: Final = timezone(timedelta(hours=8), "CST")
"""Front matter's time (platform.md B-09)."""
BEFORE_ALL: Final = datetime(1970, 1, 1, tzinfo=BEIJING)
"""When a feed without entries was last changed: RFC 4287 §4.1.1 wants a moment."""


def published(record: Record) -> datetime:
    """发布时间, with its zone."""
    return record.published_at.replace(tzinfo=BEIJING)


def updated(record: Record) -> datetime:
    """The last correction's day where there is one after publication, else 发布时间."""
    days = (datetime.combine(one.on, time(), BEIJING) for one in record.corrections)
    return max([published(record), *days])
