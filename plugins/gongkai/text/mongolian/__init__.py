"""Mongolian in its own script (Hudum, ``mn-Mong-CN``): words, keys to find them by, faults to mend.

Comes in and goes out: ``str`` and plain data. No document, no file.
"""

from gongkai.text.mongolian.faults import Fault, FaultKind, faults
from gongkai.text.mongolian.fold import folded, spelled
from gongkai.text.mongolian.latin import Reading, latin
from gongkai.text.mongolian.letters import MVS, NNBSP, stored
from gongkai.text.mongolian.words import Word, words

__all__ = [
    "MVS",
    "NNBSP",
    "Fault",
    "FaultKind",
    "Reading",
    "Word",
    "faults",
    "folded",
    "latin",
    "spelled",
    "stored",
    "words",
]
