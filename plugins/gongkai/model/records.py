"""Records: the published documents, one class per kind (FORMAT, "Where a record lives").

Instances are frozen and hold what their source says, nothing derived: validity, reverse relations
and names of organs are computed by the Library.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import field
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, Self, get_args

from pydantic import BeforeValidator, ConfigDict
from pydantic.dataclasses import dataclass

from gongkai.model.fields import (
    OR_EMPTY,
    Day,
    Digest,
    Flag,
    Line,
    Minute,
    Serial,
    Summary,
    Text,
    Title,
    Web,
    Whole,
    Year,
)
from gongkai.model.relations import NO_RELATIONS, Relations

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)


Lines = Annotated[tuple[Line, ...], OR_EMPTY]
Disclosure = Literal["主动公开", "依申请公开", "不予公开"]
Statutory = Literal[
    "art20-1", "art20-2", "art20-3", "art20-4", "art20-5", "art20-6", "art20-7", "art20-8",
    "art20-9", "art20-10", "art20-11", "art20-12", "art20-13", "art20-14", "art20-15", "art21",
]  # fmt: skip


@dataclass(frozen=True, slots=True, config=_STRICT)
class Attachment:
    """A file beside the record, in the folder that has the record's name."""

    file: Line
    title: Line | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Correction:
    """What was put right in a published record, or that its text was taken back (更正、撤回)."""

    on: Day
    what: Line
    """What was wrong and what it says now; why it was taken back."""
    kind: Literal["更正", "撤回"] = "更正"


@dataclass(frozen=True, slots=True, config=_STRICT)
class GazetteReference:
    """The gazette issue that printed a record (刊登于)."""

    year: Year
    issue: Serial


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Outlet:
    """An outlet that a record was sent to: new media, a newspaper, another site (公开工作要点 四(二)).

    What was sent has to be what stands here (数据同源): title and text are compared by the check.
    """

    name: Line
    sent_at: Minute
    url: Web | None = None
    title: Title | None = None
    """As it was sent; None where it is the record's own."""
    sha256: Digest | None = None
    """``text_digest`` of the text that was sent."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Record:
    """What all kinds have in common (FORMAT, "Front matter common to all records")."""

    KIND: ClassVar[str] = ""
    """Name of the kind: the first folder of its records."""

    id: str
    """Path from ``content/`` without suffix; permanent. Given by the loader, never written."""
    title: Title
    index_no: Line
    issuer: Line
    """Organ id, or the full name of an organ that is not in the register."""
    joint_issuers: Lines = ()
    publisher: Line | None = None
    doc_no: Line | None = None
    written_on: Day
    published_at: Minute
    topic: Line
    genre: Line | None = None
    summary: Summary
    keywords: Lines = ()
    source: Line | None = None
    normative: Flag = False
    reg_no: Line | None = None
    effective_on: Day | None = None
    expires_on: Day | None = None
    disclosure: Disclosure = "主动公开"
    statutory: Statutory | None = None
    catalogue: Lines = ()
    relations: Annotated[Relations, BeforeValidator(lambda v: NO_RELATIONS if v is None else v)] = (
        NO_RELATIONS
    )
    gazette: GazetteReference | None = None
    attachments: Annotated[tuple[Attachment, ...], OR_EMPTY] = ()
    outlets: Annotated[tuple[Outlet, ...], OR_EMPTY] = ()
    corrections: Annotated[tuple[Correction, ...], OR_EMPTY] = ()
    archived: Flag = False
    sample: Flag = False
    redirect_from: Lines = ()

    @property
    def column(self) -> str:
        """The id of the column it is listed in: its kind's folder."""
        return self.KIND

    @property
    def year(self) -> int:
        """The year under which the record is listed: its folder's, else its publication's."""
        folder = self.id.removeprefix("mn/").split("/", 2)[1]  # a counterpart lies in the same one
        return int(folder) if len(folder) == 4 and folder.isdigit() else self.published_at.year

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return f"{self.id}.html"

    @property
    def in_force_from(self) -> Any:
        """The day it takes effect: 实施日期, else 成文日期 (a ``datetime.date``)."""
        return self.effective_on or self.written_on

    @property
    def open(self) -> bool:
        """Whether its text may be shown (主动公开)."""
        return self.disclosure == "主动公开"

    def until(self, day: date) -> Self:
        """The record as it was told on a day: without the corrections, and the sendings to other
        outlets, that are dated ahead."""
        due = tuple(one for one in self.corrections if one.on <= day)
        sent = tuple(one for one in self.outlets if one.sent_at.date() <= day)
        if len(due) == len(self.corrections) and len(sent) == len(self.outlets):
            return self
        return self.changed(corrections=due, outlets=sent)

    def changed(self, **values: Any) -> Self:
        """A copy that says something else. Not validated: a Mongolian summary may be longer."""
        made = copy(self)
        for name, value in values.items():
            object.__setattr__(made, name, value)
        return made

    def told_corrections(self) -> Iterator[tuple[Correction, str | None]]:
        """What was put right, oldest first, with the words that may be told.

        A correction of a text that is now withheld would tell of the text; why it was taken back is
        said to everyone.
        """
        for one in sorted(self.corrections, key=lambda one: one.on):
            yield one, one.what if self.open or one.kind == "撤回" else None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Policy(Record):
    """政策文件、规范性文件。``doc_no`` must be stated, if only as ``null``."""

    KIND: ClassVar[str] = "policy"
    doc_no: Line | None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Interpretation(Record):
    """政策解读, of at least one policy."""

    KIND: ClassVar[str] = "interpretation"
    form: Literal[
        "文字", "图解", "视频", "动漫", "H5", "问答", "发布会", "访谈", "专家解读", "媒体解读"
    ] = "文字"
    interpreter: Line | None = None
    role: Literal["主要负责人", "负责人", "起草部门", "专家", "媒体"] | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class GazetteArticle:
    """One entry of an issue's contents: a record of the library, or a title with a file."""

    section: Line
    record: Line | None = None
    title: Line | None = None
    file: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class GazetteIssue(Record):
    """政府公报的一期。"""

    KIND: ClassVar[str] = "gazette"
    issue_year: Year
    issue: Serial
    total: Serial | None = None
    published_on: Day
    articles: Annotated[tuple[GazetteArticle, ...], OR_EMPTY] = ()
    pdf: Line | None = None

    @property
    def sections(self) -> dict[str, list[GazetteArticle]]:
        """Each section once, where it is named first, with all its articles in their order.

        A gazette's contents name a column once (platform.md D-19); one that an editor comes back to
        further down is the same column.
        """
        found: dict[str, list[GazetteArticle]] = {}
        for article in self.articles:
            found.setdefault(article.section, []).append(article)
        return found

    @property
    def in_print(self) -> list[GazetteArticle]:
        """The articles in the order of the contents, section by section."""
        return [article for held in self.sections.values() for article in held]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Notice(Record):
    """通知公告。"""

    KIND: ClassVar[str] = "notice"


ProjectKind = Literal[
    "批准服务", "批准结果", "招标投标", "征收土地", "重大设计变更", "施工", "质量安全监督", "竣工"
]
"""The eight kinds of information on a major project (公开工作要点 二(三))."""
PROJECT_KINDS: Final[tuple[ProjectKind, ...]] = get_args(ProjectKind)


@dataclass(frozen=True, slots=True, config=_STRICT)
class Milestone:
    """One step of a project."""

    date: Day
    stage: Line
    record: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Project(Record):
    """重大建设项目, with the eight kinds of information that are to be disclosed."""

    KIND: ClassVar[str] = "project"
    code: Line | None = None
    stage: Line | None = None
    timeline: Annotated[tuple[Milestone, ...], OR_EMPTY] = ()
    disclosures: Annotated[
        dict[ProjectKind, Lines], BeforeValidator(lambda v: {} if v is None else v)
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Response(Record):
    """回应关切。"""

    KIND: ClassVar[str] = "response"
    question: Text
    asked_on: Day | None = None
    replied_on: Day | None = None
    organ: Line | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Material:
    """One paper an applicant brings."""

    name: Line
    copies: Whole | None = None
    form: Line | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class TimeLimit:
    """Working days."""

    statutory: Whole | None = None
    promised: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Service(Record):
    """办事指南。"""

    KIND: ClassVar[str] = "service"
    object: Line | None = None
    conditions: Text | Lines | None = None
    materials: Annotated[tuple[Material, ...], OR_EMPTY] = ()
    steps: Lines = ()
    time_limit: TimeLimit | None = None
    fee: Line | None = None
    window: Line | None = None
    phone: Line | None = None
    online: Line | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Gather:
    """Which records a topic page collects; a record must meet every stated condition."""

    topic: Line | None = None
    keywords: Lines = ()
    organ: Line | None = None
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Hotline:
    """A name and a telephone number."""

    name: Line
    phone: Line


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class TopicPage(Record):
    """专题: gathers records by rule and by hand."""

    KIND: ClassVar[str] = "topic"
    gather: Gather | None = None
    pinned: Lines = ()
    hotlines: Annotated[tuple[Hotline, ...], OR_EMPTY] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class AnnualReport(Record):
    """政府信息公开工作年度报告。"""

    KIND: ClassVar[str] = "report"
    report_year: Year
    organ: Line


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Rules(Record):
    """政府信息公开制度。"""

    KIND: ClassVar[str] = "rules"


KINDS: Final[dict[str, type[Record]]] = {
    kind.KIND: kind
    for kind in (
        Policy, Interpretation, GazetteIssue, Notice, Project,
        Response, Service, TopicPage, AnnualReport, Rules,
    )
}  # fmt: skip
"""Folder → kind."""

WRITTEN_AS: Final[dict[str, dict[str, str]]] = {
    "gazette": {"year": "issue_year"},
    "report": {"year": "report_year"},
}
"""Front matter keys (FORMAT) whose name in the model differs, because every record has a ``year``."""

DERIVED: Final[dict[str, frozenset[str]]] = {
    "gazette": frozenset({"written_on", "published_at"}),
    "report": frozenset({"issuer"}),
}
"""Required facts that the loader takes from a kind's own date or organ where they are left out."""

VALID_OR_NOT: Final = frozenset({"policy", "rules"})
"""Kinds that are law or rule, and so have a 有效性."""
