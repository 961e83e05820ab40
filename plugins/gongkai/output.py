"""Files of the site: written once, and only where the bytes differ."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: str, data: bytes) -> os.stat_result:
    """Make a file hold these bytes; one that does already is not touched.

    An existing file is overwritten without being truncated first, which halves the cost of a build
    (file systems flush what was truncated). Its time then changes, so a write cut short is noticed.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        stat = os.fstat(handle)
        if stat.st_size == len(data) and _holds(handle, data):
            return stat
        view = memoryview(data)
        at = 0
        while at < len(view):
            at += os.pwrite(handle, view[at:], at)
        if stat.st_size > len(data):
            os.ftruncate(handle, len(data))
        return os.fstat(handle)
    finally:
        os.close(handle)


def _holds(handle: int, data: bytes) -> bool:
    return os.pread(handle, len(data), 0) == data if data else True
