"""What is wrong with a file that was made all the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """A finding on a record's file; who knows the record's source makes a ``Diagnostic`` of it."""

    code: str
    """``GK8`` and two digits; ``rules.py`` lists them."""
    message: str
    """What is wrong, in Chinese."""
    cure: str
    """What to do about it, in Chinese."""
