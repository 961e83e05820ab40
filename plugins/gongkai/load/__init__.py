"""YAML and Markdown → Library, parsed once, every fault a Diagnostic at its line.

Comes in: the folders ``content/`` and ``catalogue/``. Goes out: ``Loaded``, a Library with its
sources. Nothing in here raises for what an editor wrote.
"""

from gongkai.load.catalogue import locate_in_catalogue
from gongkai.load.kinds import known_keys
from gongkai.load.library import Loaded, load
from gongkai.load.lines import locate
from gongkai.load.source import BodyLink
from gongkai.load.tree import Tree, is_record, scan

__all__ = [
    "BodyLink",
    "Loaded",
    "Tree",
    "is_record",
    "known_keys",
    "load",
    "locate",
    "locate_in_catalogue",
    "scan",
]
