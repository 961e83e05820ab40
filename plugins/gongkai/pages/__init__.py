"""Library → pages in the theme's shells, and the site folder that holds them.

Comes in: ``Loaded``, a day, shells that the site layer has rendered. Goes out: files. Knows nothing
of MkDocs.
"""

from gongkai.pages.folder import AddressTaken, Extra, NotOurs, SiteFolder, Update
from gongkai.pages.page import Page
from gongkai.pages.press import Press
from gongkai.pages.shell import HEAD_SLOT, MAIN_SLOT, Shell, ShellKey
from gongkai.pages.site import Pages
from gongkai.pages.templates import Templates

__all__ = [
    "HEAD_SLOT",
    "MAIN_SLOT",
    "AddressTaken",
    "Extra",
    "NotOurs",
    "Page",
    "Pages",
    "Press",
    "Shell",
    "ShellKey",
    "SiteFolder",
    "Templates",
    "Update",
]
