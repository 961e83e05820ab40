"""Files of the site: written once, and only where the bytes differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_TOGETHER: Final = 1 << 20
"""Bytes of small pieces that are written at a time."""


def write(path: str, data: bytes) -> os.stat_result:
    """Make a file hold these bytes; one that does already is not touched.

    An existing file is overwritten without being truncated first, which halves the cost of a build
    (file systems flush what was truncated). Its time then changes, so a write cut short is noticed.
    """
    handle = _opened(path)
    try:
        stat = os.fstat(handle)
        if stat.st_size == len(data) and _holds(handle, data, 0):
            return stat
        _put(handle, data, 0)
        if stat.st_size > len(data):
            os.ftruncate(handle, len(data))
        return os.fstat(handle)
    finally:
        os.close(handle)


def write_pieces(path: str, pieces: Iterable[bytes]) -> os.stat_result:
    """``write`` for what memory should not hold: no more than a megabyte and a piece is held."""
    handle = _opened(path)
    try:
        size = os.fstat(handle).st_size
        at = 0
        for piece in _together(pieces):
            if at + len(piece) > size or not _holds(handle, piece, at):
                _put(handle, piece, at)
            at += len(piece)
        if size > at:
            os.ftruncate(handle, at)
        return os.fstat(handle)
    finally:
        os.close(handle)


def _together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _TOGETHER:
            yield b"".join(held)
            held.clear()
            size = 0
    yield b"".join(held)


def _opened(path: str) -> int:
    how = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, how, 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, how, 0o644)


def _put(handle: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    done = 0
    while done < len(view):
        done += os.pwrite(handle, view[done:], at + done)


def _holds(handle: int, data: bytes, at: int) -> bool:
    return os.pread(handle, len(data), at) == data if data else True
