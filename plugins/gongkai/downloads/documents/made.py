"""A file that was made, and what its document has to be told."""

from __future__ import annotations

from typing import NamedTuple


class FileFault(NamedTuple):
    """Something in a document that a file of it cannot show as it should; words in Chinese."""

    code: str
    message: str
    cure: str


class Made(NamedTuple):
    """A file's bytes; it is made all the same where there are faults."""

    data: bytes
    faults: tuple[FileFault, ...] = ()
