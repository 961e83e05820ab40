"""Whether a word can be written: asked of mongol-norm, which shapes as UTN 57 and GB/T 25914-2023 say.

The only module that knows the library, which is young: another one may take its place.
"""

from __future__ import annotations

from functools import cache

from mongol_norm import MongolianShaper


@cache
def _shaper() -> MongolianShaper:
    return MongolianShaper(locale="MNG")


def unwritten(word: str) -> str:
    """The letters of a word that have no form in Hudum; all of it where the shaper refuses it.

    A separator or selector has none of its own and is no fault here.
    """
    try:
        letters = _shaper().shape_detailed(word)
    except ValueError:
        return word
    codes = [int(letter["cp"][2:], 16) for letter in letters if not letter["written"]]
    return "".join(chr(code) for code in codes if code >= 0x1820)
