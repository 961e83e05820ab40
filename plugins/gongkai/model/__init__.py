"""The nouns: what a government publishes, and what follows from it.

Frozen, typed, without I/O. Comes in: validated values from ``load``. Goes out: ``Library``, which
all other rooms read.
"""

from gongkai.model.catalogue import Catalogue, Column, Organ, Site, Topic
from gongkai.model.counterpart import LANGUAGE, MONGOLIAN, Counterpart, joined
from gongkai.model.diagnostic import Diagnostic, Level, Rule
from gongkai.model.document_number import DocumentNumber
from gongkai.model.index_number import IndexNumber
from gongkai.model.library import Library, Relation
from gongkai.model.records import KINDS, VALID_OR_NOT, WRITTEN_AS, GazetteIssue, Record
from gongkai.model.relations import Reference, Relations
from gongkai.model.validity import Change, State, Validity, state_on

__all__ = [
    "KINDS",
    "LANGUAGE",
    "MONGOLIAN",
    "VALID_OR_NOT",
    "WRITTEN_AS",
    "Catalogue",
    "Change",
    "Column",
    "Counterpart",
    "Diagnostic",
    "DocumentNumber",
    "GazetteIssue",
    "IndexNumber",
    "Level",
    "Library",
    "Organ",
    "Record",
    "Reference",
    "Relation",
    "Relations",
    "Rule",
    "Site",
    "State",
    "Topic",
    "Validity",
    "joined",
    "state_on",
]
