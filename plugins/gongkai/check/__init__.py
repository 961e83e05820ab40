"""Rules → findings. Each rule is a small function with a code, a clause and a cure.

Comes in: what ``load`` read, and a day. Goes out: every fault of the whole tree, sorted by file and
line, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from gongkai.check import facts, files, gazette, identity, outlets, portal, relations, standards
from gongkai.check.case import Case
from gongkai.load import Loaded
from gongkai.model import Diagnostic

RULES: Final[tuple[Callable[[Case], Iterator[Diagnostic]], ...]] = (
    identity.one_index_number_each,
    identity.one_document_number_each,
    identity.one_address_each,
    identity.numbers_have_their_form,
    relations.targets_exist,
    relations.no_circles,
    relations.interpretations_interpret,
    relations.gazette_agrees,
    gazette.issues_run_on,
    gazette.sections_hold_together,
    gazette.text_files_are_text,
    relations.gathered_exist,
    facts.organs_exist,
    facts.topics_exist,
    facts.dates_in_order,
    facts.corrections_agree,
    files.attachments_exist,
    files.links_lead_somewhere,
    files.files_leave_made_ones_alone,
    files.files_are_declared,
    outlets.outlets_say_the_same,
    portal.identity_is_complete,
    portal.marks_are_issued,
    portal.pictures_are_there,
    portal.organs_have_a_contact,
    portal.organs_are_registered_once,
    portal.fixed_entries_have_pages,
    portal.folders_are_columns,
    standards.entries_exist,
    standards.local_catalogues_have_an_organ,
    standards.local_areas_exist,
    standards.local_items_exist,
    standards.added_ids_are_free,
    standards.nothing_is_named_twice,
    standards.left_out_items_are_left_alone,
    standards.what_is_written_has_an_effect,
    standards.left_out_items_have_a_reason,
    standards.local_catalogues_are_adopted,
    standards.area_topics_exist,
    standards.areas_have_names_of_their_own,
    standards.areas_are_verified,
)


def findings(loaded: Loaded, day: date, every_line: bool = True) -> list[Diagnostic]:
    """What loading found and what the rules find; ``every_line=False`` locates errors alone."""
    case = Case(loaded, day, every_line)
    found = set(loaded.faults)
    for rule in RULES:
        found.update(rule(case))
    return sorted(found)


__all__ = ["RULES", "findings"]
