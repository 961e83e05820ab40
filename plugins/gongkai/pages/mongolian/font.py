"""The Mongolian font on the site, as ``scripts/fonts`` brought it, with its licence beside it (OFL 1.1, 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from gongkai.pages.folder import Extra

FONT: Final = "assets/fonts/gk-mong.woff2"
LICENCE: Final = "assets/fonts/gk-mong.LICENSE.txt"
_FILES: Final = {FONT: "NotoSansMongolian.woff2", LICENCE: "NotoSansMongolian.LICENSE.txt"}
"""Address on the site → name in the folder of fonts."""


def has_font(fonts: Path) -> bool:
    """Whether both font and licence were fetched; pages do without otherwise."""
    return all((fonts / name).is_file() for name in _FILES.values())


def font_files(fonts: Path) -> Iterator[Extra]:
    """The font and its licence, where both are there."""
    if not has_font(fonts):
        return
    for address, name in _FILES.items():
        data = (fonts / name).read_bytes()
        key = hashlib.blake2b(data, digest_size=16).digest()
        yield Extra(address, key, partial(_whole, data))


def _whole(data: bytes) -> Iterable[bytes]:
    return (data,)
