"""The site layer: MkDocs builds the hand-made pages and lends its theme; we do the rest.

The only room that imports MkDocs, and the only one that would move if MkDocs ended.
"""

from gongkai.mkdocs.plugin import GongkaiPlugin

__all__ = ["GongkaiPlugin"]
