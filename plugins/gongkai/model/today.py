"""The build date when none is given: the one place where a clock is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))


def today() -> date:
    """The day in Beijing."""
    return datetime.now(BEIJING).date()
