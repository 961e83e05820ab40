"""公开时限: by when an item must be published, as data and in the words of the standard tables.

Words and data are one to one: ``Deadline.read(deadline.words) == deadline``, so a spreadsheet that
prints the words gives the data back.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from gongkai.model.fields import OR_EMPTY, Line, Serial

_STRICT: Final = ConfigDict(extra="forbid", defer_build=True)

Unit = Literal["workday", "day"]
UNITS: Final[dict[Unit, str]] = {"workday": "个工作日", "day": "日"}

Rule = Literal["within", "realtime", "promptly", "annual", "posting", "periodic", "text"]
_NEEDS: Final[dict[Rule, tuple[str, ...]]] = {
    "within": ("days", "start"),
    "posting": ("min_days",),
    "periodic": ("every",),
    "text": ("text",),
}
_MAY: Final[dict[Rule, tuple[str, ...]]] = {
    "within": ("unit", "exceptions", "posting", "pre_notice"),
    "posting": ("unit",),
    "periodic": ("unit",),
    "annual": ("by",),
}
_FIXED: Final[dict[str, Rule]] = {
    "实时公开": "realtime",
    "及时公开": "promptly",
    "每年公开": "annual",
}


@dataclass(frozen=True, slots=True, config=_STRICT)
class Variation:
    """A shorter or longer period for some of what an item holds."""

    applies_to: Line
    days: Serial
    start: Annotated[Line, Field(alias="from")]
    unit: Unit = "workday"


@dataclass(frozen=True, slots=True, config=_STRICT)
class Posting:
    """公示: how long it has to stay posted; ``min_days`` at least, ``days`` exactly."""

    min_days: Serial | None = None
    days: Serial | None = None
    unit: Unit = "workday"


@dataclass(frozen=True, slots=True, config=_STRICT)
class PreNotice:
    """What has to be posted before the decision, and for how long at least."""

    what: Line
    min_days: Serial
    unit: Unit = "workday"


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Deadline:
    """When an item is to be published (catalogues: VOCAB, ``deadline``)."""

    rule: Rule
    days: Serial | None = None
    unit: Unit = "workday"
    start: Annotated[Line | None, Field(alias="from")] = None
    """The event that the days are counted from; its own day is not counted (民法典 art. 201)."""
    every: Serial | None = None
    by: Line | None = None
    min_days: Serial | None = None
    text: Line | None = None
    note: Line | None = None
    exceptions: Annotated[tuple[Variation, ...], OR_EMPTY] = ()
    posting: Posting | None = None
    pre_notice: PreNotice | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        needed, allowed = _NEEDS.get(self.rule, ()), _MAY.get(self.rule, ())
        for key, default in _DEFAULTS.items():
            given = getattr(self, key) != default
            if (key in needed and not given) or (given and key not in (*needed, *allowed)):
                raise PydanticCustomError("deadline_form", "keys do not fit the rule")
        if Deadline._parts(self.words) != self._facts():
            raise PydanticCustomError("deadline_words", "words do not read back")
        return self

    def _facts(self) -> dict[str, Any]:
        values = {key: getattr(self, key) for key in ("rule", "note", *_DEFAULTS)}
        return {k: v for k, v in values.items() if v != _DEFAULTS.get(k)}

    @property
    def runs_from_making(self) -> bool:
        """Whether each of its periods runs from a day that a document's own 成文日期 tells."""
        if self.days is None:
            return False
        starts = [self.start, *(other.start for other in self.exceptions)]
        return all(start in MADE for start in starts)

    @property
    def short(self) -> str:
        """The period alone, as a column of a table shows it."""
        match self.rule:
            case "within":
                return f"{self.days}{UNITS[self.unit]}内"
            case "annual":
                return f"每年{self.by}前公开" if self.by else "每年公开"
            case "posting":
                return f"公示不少于{self.min_days}{UNITS[self.unit]}"
            case "periodic":
                return f"每{self.every}{UNITS[self.unit]}更新"
            case "text":
                return self.text or ""
        return "实时公开" if self.rule == "realtime" else "及时公开"

    @property
    def words(self) -> str:
        """All of it, in the words of the standard tables."""
        parts = [f"自{self.start}之日起{self.short}" if self.rule == "within" else self.short]
        for e in self.exceptions:
            parts.append(f"{e.applies_to}：自{e.start}之日起{e.days}{UNITS[e.unit]}内")
        if self.posting:
            at_least = "不少于" if self.posting.min_days else ""
            days = self.posting.min_days or self.posting.days
            parts.append(f"公示{at_least}{days}{UNITS[self.posting.unit]}")
        if self.pre_notice:
            notice = self.pre_notice
            parts.append(f"事前{notice.what}不少于{notice.min_days}{UNITS[notice.unit]}")
        return "；".join(parts) + (f"（{self.note}）" if self.note else "")

    @classmethod
    def read(cls, words: str) -> Deadline:
        """The deadline that a table's words state; words of no known form stand as ``text``.

        ValidationError for words that no deadline has: empty, or of several lines.
        """
        facts = cls._parts(words.strip(_SPACE))
        if "start" in facts:
            facts["from"] = facts.pop("start")
        return cls(**facts)

    @staticmethod
    def _parts(words: str) -> dict[str, Any]:
        """What the words state, by the model's names; ``text`` where they have no other form."""
        plain = {"rule": "text", "text": words}
        body, note = words, None
        if match := _NOTE.fullmatch(words):
            body, note = match[1], match[2]
        first, *others = body.split("；")
        facts = _main(first)
        if facts is None or (others and facts["rule"] != "within"):
            return plain
        for other in others:
            if not _further(other, facts):
                return plain
        return facts | ({"note": note} if note else {})


MADE: Final = frozenset({
    "该政府信息形成或者变更", "该信息形成或者变更", "政府信息形成或者变更", "信息形成或者变更",
    "信息形成或变更", "信息形成、变更", "信息形成（变更）", "信息形成", "形成或者变更", "形成或变更", "形成",
    "信息获取（形成、变更）", "制作或获取该信息", "制作或获取信息", "制定或获取信息", "信息制定或获取",
    "制定或获取文件", "制定或获取指南", "制定或获取补贴政策", "制定或获取扶持补贴政策",
    "制定或获取扶持政策措施", "制定或获取备案政策",
    "作出行政决定", "行政决定作出", "决定作出", "行政处罚决定形成", "行政处罚决定作出", "采购合同签订",
})  # fmt: skip
"""Starts of a period that a document's own date tells (条例 art. 26 and the guidelines' words for it).

A closed list: any other event may be later than the document, as arrivals, approvals by others and
ends of procedures are, and then nobody is called late.
"""
_SPACE: Final = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What the model strips from a text: White_Space, without the separators that Python adds to it."""
_NOTE: Final = re.compile(r"(.+)（([^（）]+)）")
_UNIT: Final = r"(?P<unit>个工作日|日)"
_WITHIN: Final = re.compile(rf"自(?P<start>[^；：]+?)之日起(?P<days>[1-9]\d*){_UNIT}内")
_EXCEPTION: Final = re.compile(rf"(?P<applies_to>[^；：]+)：{_WITHIN.pattern}")
_POSTING: Final = re.compile(rf"公示(?P<least>不少于)?(?P<days>[1-9]\d*){_UNIT}")
_PRE_NOTICE: Final = re.compile(rf"事前(?P<what>[^；]+?)不少于(?P<days>[1-9]\d*){_UNIT}")
_PERIODIC: Final = re.compile(rf"每(?P<every>[1-9]\d*){_UNIT}更新")
_ANNUAL: Final = re.compile(r"每年(?P<by>[^；]+)前公开")
_UNIT_OF: Final[dict[str, Unit]] = {label: unit for unit, label in UNITS.items()}
_DEFAULTS: Final[dict[str, Any]] = {
    "days": None, "unit": "workday", "start": None, "every": None, "by": None, "min_days": None,
    "text": None, "exceptions": (), "posting": None, "pre_notice": None,
}  # fmt: skip


def _unit(match: re.Match[str]) -> dict[str, Any]:
    unit = _UNIT_OF[match["unit"]]
    return {} if unit == "workday" else {"unit": unit}


def _main(words: str) -> dict[str, Any] | None:
    if words in _FIXED:
        return {"rule": _FIXED[words]}
    if match := _WITHIN.fullmatch(words):
        return {"rule": "within", "days": int(match["days"]), "start": match["start"]} | _unit(
            match
        )
    if (match := _POSTING.fullmatch(words)) and match["least"]:
        return {"rule": "posting", "min_days": int(match["days"])} | _unit(match)
    if match := _PERIODIC.fullmatch(words):
        return {"rule": "periodic", "every": int(match["every"])} | _unit(match)
    if match := _ANNUAL.fullmatch(words):
        return {"rule": "annual", "by": match["by"]}
    return None


def _further(words: str, facts: dict[str, Any]) -> bool:
    """Add what follows the first part, in its fixed order; False for words of another form."""
    if match := _EXCEPTION.fullmatch(words):
        if "posting" in facts or "pre_notice" in facts:
            return False
        one = Variation(
            match["applies_to"], int(match["days"]), match["start"], _UNIT_OF[match["unit"]]
        )
        facts["exceptions"] = (*facts.get("exceptions", ()), one)
    elif (match := _POSTING.fullmatch(words)) and not facts.keys() & {"posting", "pre_notice"}:
        days = int(match["days"])
        unit = _UNIT_OF[match["unit"]]
        facts["posting"] = (
            Posting(min_days=days, unit=unit) if match["least"] else Posting(days=days, unit=unit)
        )
    elif (match := _PRE_NOTICE.fullmatch(words)) and "pre_notice" not in facts:
        facts["pre_notice"] = PreNotice(match["what"], int(match["days"]), _UNIT_OF[match["unit"]])
    else:
        return False
    return True
