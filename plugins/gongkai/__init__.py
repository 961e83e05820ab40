"""Gongkai (公开): a static site generator for government publication portals.

Data flows one way through the rooms of this package::

    sources -> load -> Library -> check, pages -> site

``README.md`` beside this file has the map. Rooms below ``mkdocs`` never import MkDocs.
"""

__version__ = "0.1.0"
