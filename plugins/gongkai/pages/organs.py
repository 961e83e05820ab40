"""An organ's facts above the list of what it published (条例 art. 20(2))."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from gongkai.model import Library, Organ
from gongkai.model.terms import ORGAN_FACTS
from gongkai.pages.listing import Listing


class OrganView(NamedTuple):
    """What ``organ.html`` needs."""

    facts: tuple[tuple[str, str, str | None], ...]
    """Label, value, address."""
    missing: tuple[str, ...]
    """Labels of what the register does not hold yet."""
    ask: str
    """Whom to ask for it."""
    below: tuple[tuple[str, str], ...]
    """Organs under it: name, address."""
    by_column: tuple[tuple[str, int], ...]


def organ_view(library: Library, listing: Listing, organ: Organ) -> OrganView:
    """Facts of an organ, and how much it published in each column."""
    catalogue = library.catalogue
    known = {key: getattr(organ, key) for key in ORGAN_FACTS}
    facts: list[tuple[str, str, str | None]] = []
    above = catalogue.organs.get(organ.parent or "")
    if above:
        facts.append(("上级机关", above.name, f"organ/{above.id}.html"))
    facts += [(ORGAN_FACTS[key], value, None) for key, value in known.items() if value]
    if organ.url:
        facts.append(
            (
                "网站",
                organ.url,
                organ.url if organ.url.startswith(("http://", "https://")) else None,
            )
        )
    held = Counter(record.column for record in listing.records)
    return OrganView(
        facts=tuple(facts),
        missing=tuple(ORGAN_FACTS[key] for key, value in known.items() if not value),
        ask=catalogue.site.sponsor or "本平台主办单位",
        below=tuple(
            (other.name, f"organ/{other.id}.html")
            for other in catalogue.organs.values()
            if other.parent == organ.id
        ),
        by_column=tuple((c.name, held[c.id]) for c in catalogue.columns if held[c.id]),
    )
