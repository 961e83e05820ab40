"""The addresses that the site gives to its own pages (FORMAT, Addresses)."""

from __future__ import annotations

import re
from typing import Final

from gongkai.check.case import Case
from gongkai.model import KINDS, Validity
from gongkai.model.made_files import MADE_ENDINGS
from gongkai.model.records import Service
from gongkai.model.terms import STATUTORY

_SITE_PAGES: Final = frozenset(
    {
        "index.html",
        "search.html",
        "inventory.html",
        "sitemap.html",
        "404.html",
        "statutory/index.html",
        "organ/index.html",
    }
)
OTHER_HANDBOOK: Final = "other"
"""The name in ``service/handbook/`` for guides of no topic."""
NOT_APPLICABLE_ID: Final = "not-applicable"
"""The name in ``validity/`` for kinds that have none."""
_OWN_FOLDERS: Final = frozenset(
    "assets catalogue data feeds organ sitemap statutory topics validity".split()
)
"""Folders in which nothing of an editor's may stand."""
_OWN_BELOW: Final = ("project/stage/", "project/organ/", "service/handbook/")
"""Folders of lists and handbooks, within a column's."""
_COLUMN_LIST: Final = re.compile(r"([a-z]+)/(?:[0-9]{4}/)?(?:index|page-[0-9]+)\.html")


def is_own(address: str) -> bool:
    """Whether an address may only be the site's, upper and lower case taken as one (FAT32)."""
    folded = address.casefold()
    listed = _COLUMN_LIST.fullmatch(folded)
    return (
        folded in _SITE_PAGES
        or folded.startswith(_OWN_BELOW)
        or folded.split("/")[0] in _OWN_FOLDERS
        or (listed is not None and listed[1] in KINDS)
    )


def made_addresses(case: Case) -> dict[str, str]:
    """Every address of a file that the site may make of a record, its case folded → the record."""
    return {
        f"{id.casefold()}.{ending}": id for id in case.library.records for ending in MADE_ENDINGS
    }


def leads_somewhere(case: Case, address: str) -> bool:
    """Whether the site has a page of its own at an address."""
    folder, _, name = address.rpartition("/")
    id = name.removesuffix(".html")
    catalogue, tree = case.catalogue, case.loaded.tree
    match folder:
        case "":
            return name in ("index.html", "search.html", "inventory.html", "sitemap.html")
        case "organ":
            return id in catalogue.organs or id == "index"
        case "catalogue":
            return id in catalogue.areas or id in ("index", "themes")
        case "catalogue/organ":
            return id in catalogue.merged
        case "topics":
            return id in {str(topic.no) for topic in catalogue.topics}
        case "validity":
            return id == NOT_APPLICABLE_ID or id in {state.slug for state in Validity}
        case "service/handbook":
            return id in _handbooks(case)
        case "statutory":
            return id in STATUTORY or id == "index"
    if folder.startswith("catalogue/"):
        return catalogue.item(f"{folder.removeprefix('catalogue/')}/{id}") is not None
    if name != "index.html":
        return False
    return folder in KINDS or any(path.startswith(f"{folder}/") for path in tree.records)


def _handbooks(case: Case) -> set[str]:
    """Names of the handbooks' pages: one for each topic that has a guide, and the list of them."""
    guides = [r for r in case.library.records.values() if isinstance(r, Service) and r.open]
    topics = (case.catalogue.topic(guide.topic) for guide in guides)
    named = {str(topic.no) if topic else OTHER_HANDBOOK for topic in topics}
    return named | {"index"} if named else named
