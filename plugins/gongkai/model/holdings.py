"""What was published under the items of the standard catalogues, until a day.

Pages and the coverage report count from here, so that they say the same. A record counts where its
disclosure is what the item asks for: a text that is given out on request only (依申请公开) publishes
nothing under an item of 主动公开.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gongkai.model.catalogue import Catalogue
from gongkai.model.library import Library
from gongkai.model.local_catalogue import OrganItem
from gongkai.model.records import Record
from gongkai.model.standard_catalogue import Method


class Holdings:
    """The records of a library by catalogue item, and by organ and item; newest first."""

    def __init__(self, library: Library, day: date) -> None:
        self.catalogue = library.catalogue
        self._under: dict[str, list[Record]] = defaultdict(list)
        self._of: dict[tuple[str, str], list[Record]] = defaultdict(list)
        named = (r for r in library.records.values() if r.catalogue)
        until = [r for r in named if r.published_at.date() <= day]
        for record in sorted(until, key=lambda r: r.published_at, reverse=True):
            organs = makers(self.catalogue, record, record.publisher)
            for key in dict.fromkeys(record.catalogue):
                self._under[key].append(record)
                for organ in organs:
                    self._of[organ, key].append(record)

    def under(self, key: str) -> tuple[list[Record], list[Record]]:
        """What was published under ``<area>/<item>``, and what stands there without being."""
        published: list[Record] = []
        apart: list[Record] = []
        for record in self._under.get(key, ()):
            manners = self._manners(key, record)
            counts = any(publishes(record, method) for method in manners)
            (published if counts else apart).append(record)
        return published, apart

    def _manners(self, key: str, record: Record) -> set[Method]:
        """公开方式 in the catalogues of those who published a record, else the standard's."""
        if record.open:
            return {"active"}
        organs = makers(self.catalogue, record, record.publisher)
        own = {held.method for organ in organs if (held := self.catalogue.held(organ, key))}
        item = self.catalogue.item(key)
        return own or {item.method if item else "active"}

    def count(self, key: str) -> int:
        """How many records were published under ``<area>/<item>``."""
        return len(self.under(key)[0])

    def of(self, organ: str, held: OrganItem) -> list[Record]:
        """What an organ made or published under an item of its own catalogue."""
        found = self._of.get((organ, held.key))
        return [record for record in found if publishes(record, held.method)] if found else []

    def by_organ(self) -> Iterable[tuple[tuple[str, str], int]]:
        """Organ and item key, how many records of whatever disclosure."""
        return ((key, len(records)) for key, records in self._of.items())


def publishes(record: Record, method: Method) -> bool:
    """Whether a record publishes what an item of a 公开方式 asks for."""
    return record.open or (method == "request" and record.disclosure == "依申请公开")


def makers(catalogue: Catalogue, record: Record, publisher: str | None = None) -> list[str]:
    """Ids of the registered organs that issued a record, and of its publisher where it is given."""
    written = (record.issuer, *record.joint_issuers, publisher)
    organs = (catalogue.organ(name) for name in written if name)
    return list(dict.fromkeys(organ.id for organ in organs if organ))
