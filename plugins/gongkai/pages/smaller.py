"""Scripts and style sheets without what only their authors need: comments, spaces, long names."""

from __future__ import annotations

from typing import Final

_KINDS: Final = {".js": "text/javascript", ".css": "text/css"}
_OLD: Final = 5
"""The edition of ECMAScript that scripts keep to: old browsers read no newer one."""


def smaller(address: str, data: bytes) -> bytes:
    """A file of the theme as it is shipped; files of other kinds as they are.

    Raises ValueError for a script or style sheet that is none.
    """
    kind = next((kind for end, kind in _KINDS.items() if address.endswith(end)), None)
    if kind is None:
        return data
    import minify  # loads a runtime of its own: not for a build that has nothing to write

    minify.config({"js-version": _OLD})
    small: str = minify.string(kind, data.decode())
    return small.encode()
