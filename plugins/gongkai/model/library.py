"""The library: all records with what follows from all of them together.

Plain data, no I/O. Relations are stated on one side and known on both; validity is computed for a
day, never stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model import document_number
from gongkai.model.catalogue import Catalogue
from gongkai.model.counterpart import MONGOLIAN
from gongkai.model.records import VALID_OR_NOT, GazetteIssue, Record
from gongkai.model.relations import CHANGES, NAMES, NO_RELATIONS, Reference
from gongkai.model.validity import Change, State, state_on


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation between two records of the library."""

    name: str
    source: Record
    """The record that states it."""
    target: Record
    reference: Reference


class Library:
    """Records and catalogue, with relations resolved."""

    def __init__(
        self,
        records: Iterable[Record],
        catalogue: Catalogue,
        mongolian: Iterable[Record] = (),
    ) -> None:
        self.records = {record.id: record for record in sorted(records, key=lambda r: r.id)}
        self.mongolian = {record.id: record for record in sorted(mongolian, key=lambda r: r.id)}
        """Records in Mongolian, each beside its Chinese one: not counted as records of their own."""
        self.catalogue = catalogue
        self._by_number: dict[str, str] = {}
        self._issues: dict[tuple[int, int], GazetteIssue] = {}
        self._outgoing: dict[str, list[Relation]] = {}
        self._incoming: dict[str, list[Relation]] = defaultdict(list)
        self._changes: dict[str, list[Change]] = {}
        self._beside: dict[str, tuple[GazetteIssue | None, GazetteIssue | None]] = {}
        self._listed_in: dict[str, list[GazetteIssue]] = {}
        self._states: dict[tuple[str, date], State] = {}
        self._index_numbers()
        self._index_articles()
        self._resolve_relations()

    def _index_numbers(self) -> None:
        for record in self.records.values():
            self._by_number.setdefault(record.index_no, record.id)
            if record.doc_no:
                self._by_number.setdefault(document_number.canonical(record.doc_no), record.id)
            if isinstance(record, GazetteIssue):
                self._issues.setdefault((record.issue_year, record.issue), record)

        in_order = sorted(self._issues)
        self._beside = {
            self._issues[here].id: (
                self._issues[before] if before else None,
                self._issues[after] if after else None,
            )
            for before, here, after in zip(
                [None, *in_order], in_order, [*in_order[1:], None], strict=False
            )
        }

    def _index_articles(self) -> None:
        for place in sorted(self._issues):
            issue = self._issues[place]
            for id in dict.fromkeys(printed.id for printed in self.printed(issue)):
                self._listed_in.setdefault(id, []).append(issue)

    def _resolve_relations(self) -> None:
        for record in self.records.values():
            if record.relations is NO_RELATIONS:
                continue
            for relation in self._stated_by(record):
                self._outgoing.setdefault(record.id, []).append(relation)
                self._incoming[relation.target.id].append(relation)
        for id, relations in self._incoming.items():
            changes = [
                Change(r.source, r.name, r.reference, r.source.in_force_from)
                for r in relations
                if r.name in CHANGES
            ]
            changes.sort(key=lambda change: (change.since, change.by.id))
            if changes:
                self._changes[id] = changes

    def _stated_by(self, record: Record) -> Iterator[Relation]:
        for name in NAMES:
            for reference in getattr(record.relations, name):
                target = self.find(reference.record)
                if target is not None and target is not record:
                    yield Relation(name, record, target, reference)

    def until(self, day: date) -> Library:
        """The library as it was published on a day: without the records whose time has not come,
        and without the corrections and sendings that are dated ahead."""
        held = [r.until(day) for r in self.records.values() if r.published_at.date() <= day]
        if len(held) == len(self.records) and all(r is self.records[r.id] for r in held):
            return self
        mongolian = [r.until(day) for r in self.mongolian.values() if r.published_at.date() <= day]
        return Library(held, self.catalogue, mongolian)

    def __len__(self) -> int:
        return len(self.records)

    def find(self, written: str) -> Record | None:
        """The record meant by an id (with or without ``.md``), document number or index number."""
        id = written.removesuffix(".md")
        if id in self.records:
            return self.records[id]
        number = self._by_number.get(written) or self._by_number.get(
            document_number.canonical(written)
        )
        return self.records[number] if number else None

    def counterpart(self, record: Record) -> Record | None:
        """What a Chinese record is in Mongolian."""
        return self.mongolian.get(MONGOLIAN + record.id)

    def original(self, record: Record) -> Record:
        """The Chinese record of a Mongolian one; a Chinese one itself."""
        return self.records.get(record.id.removeprefix(MONGOLIAN), record)

    def outgoing(self, record: Record) -> list[Relation]:
        """What the record states, in the order of ``NAMES``."""
        return self._outgoing.get(record.id, [])

    def incoming(self, record: Record) -> list[Relation]:
        """What other records state about it, oldest first."""
        relations = self._incoming.get(record.id, [])
        return sorted(relations, key=lambda r: (r.source.in_force_from, r.source.id))

    def changes(self, record: Record) -> list[Change]:
        """The chain of what changed it, oldest first: amendments, repeals, replacements."""
        return self._changes.get(record.id, [])

    def state(self, record: Record, day: date) -> State | None:
        """Its validity on a day; None for kinds that are neither law nor rule."""
        if record.KIND not in VALID_OR_NOT:
            return None
        key = (record.id, day)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = state_on(record, self.changes(record), day)
        return state

    def successor(self, record: Record, day: date) -> Record | None:
        """The document in force in its place: the end of the chain of repeals and replacements.

        Circular chains end where they close; the checks report them.
        """
        seen = {record.id}
        current, found = record, None
        while (state := self.state(current, day)) and state.cause:
            change = state.cause
            if change.relation == "amends" or change.reference.articles or change.by.id in seen:
                break
            found = current = change.by
            seen.add(current.id)
        return found

    def beside(self, issue: GazetteIssue) -> tuple[GazetteIssue | None, GazetteIssue | None]:
        """The issues before and after one, over the ends of years."""
        return self._beside.get(issue.id, (None, None))

    def printed(self, issue: GazetteIssue) -> Iterator[Record]:
        """The records of the library that an issue printed, in the order of its contents."""
        for article in issue.in_print:
            found = self.find(article.record) if article.record else None
            if found is not None:
                yield found

    def issue(self, record: Record) -> GazetteIssue | None:
        """The gazette issue that printed it (刊登于): one that lists it, before one that the record
        states; of several the one that it states, else the first."""
        listing, stated = self.listing(record), self.stated_issue(record)
        return stated if stated in listing or not listing else listing[0]

    def listing(self, record: Record) -> list[GazetteIssue]:
        """The issues whose contents name it, oldest first."""
        return self._listed_in.get(record.id, [])

    def stated_issue(self, record: Record) -> GazetteIssue | None:
        """The issue that its own front matter names, where the library has it."""
        if record.gazette is None:
            return None
        return self._issues.get((record.gazette.year, record.gazette.issue))
