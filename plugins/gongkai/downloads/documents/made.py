"""A file that was made, with what could not be done as the source asks.

A fault never keeps a file from being made: the file does without, and the editor is told.
"""

from __future__ import annotations

from typing import NamedTuple


class FileFault(NamedTuple):
    """What a file lacks, said so that the editor can mend it."""

    code: str
    message: str
    """What is wrong, in Chinese."""
    cure: str
    """What to do about it, in Chinese."""


class Made(NamedTuple):
    """A file's bytes, the same ones for the same input."""

    data: bytes
    faults: tuple[FileFault, ...] = ()
