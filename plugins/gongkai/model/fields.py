"""The types of front matter values: what text is accepted, and what it becomes.

A loader hands every plain scalar over as the text that was written; the types here read it. So a
wrong date is refused with our own words, and ``001`` stays ``001``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

Moment = TypeVar("Moment", date, datetime)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE: Final = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?")
_WHOLE: Final = re.compile(r"-?\d{1,9}")
_ADDRESS: Final = re.compile(r"https?://[^\s\"<>]+")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_TRUE: Final = {"true", "是", "yes", "on"}
_FALSE: Final = {"false", "否", "no", "off"}

_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""A slip beyond them would only break what reckons with days."""
ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
SUMMARY_LIMIT: Final = 300
"""Characters of 内容概述 (FORMAT)."""
TITLE_LIMIT: Final = 500
"""Far above the longest real title; a guard against a body pasted into the title."""


def _date(value: Any) -> Any:
    if isinstance(value, date):
        return _of_our_time(value)
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise PydanticCustomError("date_form", "not a date")
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None
    return _of_our_time(day)


def _minute(value: Any) -> Any:
    if isinstance(value, datetime):
        return _of_our_time(value)
    if not isinstance(value, str) or not _MINUTE.fullmatch(value.strip()):
        raise PydanticCustomError("minute_form", "not a date with hour and minute")
    try:
        minute = datetime.fromisoformat(value.strip().replace("T", " "))
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such moment") from None
    return _of_our_time(minute)


def _of_our_time(day: Moment) -> Moment:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = {"low": f"{FIRST_YEAR}年", "high": f"{LAST_YEAR}年"}
        raise PydanticCustomError("out_of_range", "out of range", years)
    return day


def is_device_name(name: str) -> bool:
    """Whether Windows takes a file of this name for a device, whatever its suffix: a site is copied
    to its disks."""
    return name.partition(".")[0].lower() in _DEVICES


def _no_device(value: str) -> str:
    if is_device_name(value):
        raise PydanticCustomError("device_name", "a device of Windows")
    return value


def _not_index(value: str) -> str:
    if value.lower() == "index":
        raise PydanticCustomError("page_name", "a page of the site's own")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole_form", "not a whole number")


def _web(value: str) -> str:
    if _ADDRESS.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError("web_form", "not an address on the web")


def _digest(value: str) -> str:
    written = value.strip().lower()
    if _SHA256.fullmatch(written):
        return written
    raise PydanticCustomError("digest_form", "not a SHA-256")


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if value.lower() in _TRUE:
            return True
        if value.lower() in _FALSE:
            return False
    raise PydanticCustomError("flag_form", "neither true nor false")


def _empty_if_null(value: Any) -> Any:
    return () if value is None else value


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise PydanticCustomError("one_line", "more than one line")
    return value


NO_DEVICE: Final = AfterValidator(_no_device)
"""For what names a file."""
NOT_INDEX: Final = AfterValidator(_not_index)
"""For what names a page in a folder that has a front page."""
OR_EMPTY: Final = BeforeValidator(_empty_if_null)
"""For a list: a key that an editor left without a value is an empty one."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
"""Any text of at least one character."""
Line = Annotated[Text, AfterValidator(_one_line)]
"""Text of one line."""
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100), NO_DEVICE]
"""A name that is safe as one part of an address."""
Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$")]
"""A host name without scheme (meta_tags.yaml, SiteDomain)."""
Digest = Annotated[str, AfterValidator(_digest)]
"""A SHA-256 in hexadecimal digits."""
Web = Annotated[str, AfterValidator(_web)]
"""An address on the web."""
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT),
    AfterValidator(_one_line),
]
Summary = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SUMMARY_LIMIT)
]
Day = Annotated[date, BeforeValidator(_date)]
"""``YYYY-MM-DD`` (ISO 8601; metadata.md §1.2)."""
Minute = Annotated[
    datetime,
    BeforeValidator(_minute),
    WithJsonSchema({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}$"}),
]
"""``YYYY-MM-DD HH:MM``, Beijing time (platform.md B-09)."""
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "是", "否"]})]
Year = Annotated[Whole, AfterValidator(lambda y: _between(y, 1949, 2999))]


def _between(value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise PydanticCustomError("out_of_range", "out of range", {"low": low, "high": high})
    return value


Serial = Annotated[Whole, AfterValidator(lambda n: _between(n, 1, 99999))]
"""A number that counts from one: gazette issue, total number."""
