"""What the text of a cell says: lists, legal bases, channels, audience, method, levels.

Each reading is pure; what it could not make out comes back beside the value, for the report.
``exact`` reads what our own export writes: one value a line, nothing guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from gongkai.intake.names import (
    AUDIENCES,
    CHANNELS_CALLED,
    LEVELS_CALLED,
    METHODS,
    level_order,
    plain,
)
from gongkai.intake.ticks import boxes, is_blank, tick, without_mark

_NUMBERS: Final = "一二三四五六七八九十"
_NUMBERED: Final = re.compile(
    rf"\s*(?:\d{{1,2}}(?:[.．](?!\d)|[、)）])|[（(](?:\d{{1,2}}|[{_NUMBERS}]{{1,3}})[)）]|[①-⑳]|"
    rf"[{_NUMBERS}]{{1,3}}、)\s*"
)
_INLINE: Final = re.compile(r"(?<![\d.．])(?=(\d{1,2})(?:[.．](?!\d)|、)\s*\S)")
_BULLET: Final = re.compile(r"^[●○■□◆·•\-—]\s*")
_ORGAN_ENDS: Final = re.compile(
    r"(?:部门|单位|机构|机关|政府|学校|中心|委员会|办事处|街道|乡镇|公司|企业|法院|银行|"
    r"[局委办厅院所站队处会镇乡区县市校村社科组园])(?:（[^（）]*）|\([^()]*\))?$"
)


class Reading(NamedTuple):
    """A value, and what was not understood."""

    value: Any
    unread: tuple[str, ...] = ()


def lines(text: str, exact: bool) -> list[str]:
    """公开内容: one a line, or between semicolons; numbers before them go, the wording stays."""
    if exact:
        return [line for line in (part.strip() for part in text.split("\n")) if line]
    if is_blank(text):
        return []
    parts = (piece for line in _whole_lines(text) for piece in _pieces(line))
    return [part for part in (_unnumbered(part) for part in parts) if part]


def _whole_lines(text: str) -> list[str]:
    """Lines; one that only goes on from a numbered one is joined to it, as when a text was wrapped."""
    given = [line.strip() for line in text.split("\n") if line.strip()]
    numbered = [bool(_NUMBERED.match(line)) for line in given]
    if sum(numbered) < 2 or not numbered[0]:
        return given
    joined: list[str] = []
    for line, starts in zip(given, numbered, strict=True):
        if starts:
            joined.append(line)
        else:
            joined[-1] += line
    return joined


def _pieces(line: str) -> Iterator[str]:
    for part in _split_outside_brackets(line, "；;"):
        yield from _numbered_within(part)


def _numbered_within(text: str) -> Iterator[str]:
    """``1.甲 2.乙`` in one line → both; only where the numbers count up from the first."""
    marks = [(int(m[1]), m.start()) for m in _INLINE.finditer(text)]
    if len(marks) < 2 or marks[0][1] != len(text) - len(text.lstrip()):
        yield text
        return
    starts, wanted = [], marks[0][0]
    for number, at in marks:
        if number == wanted:
            starts.append(at)
            wanted += 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


def _unnumbered(text: str) -> str:
    bare = _BULLET.sub(
        "", _NUMBERED.sub("", text.strip(), count=1) if _NUMBERED.match(text) else text
    )
    return bare.strip().strip("；;").strip()


def _split_outside_brackets(text: str, marks: str) -> list[str]:
    """At the marks that stand in no brackets and in no title."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "（(《〈“":
            depth += 1
        elif letter in "）)》〉”":
            depth = max(0, depth - 1)
        elif letter in marks and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def basis(text: str, exact: bool) -> list[str]:
    """公开依据: each begins with the 《 of its title, or on a line of its own."""
    if exact:
        return lines(text, exact)
    if is_blank(text):
        return []
    whole = (piece for line in _closed_titles(text) for piece in _pieces(line))
    found = (_unnumbered(one) for piece in whole for one in _titles(piece))
    return [one for one in (part.strip("、，,；;。 \t\u3000") for part in found) if one]


def _closed_titles(text: str) -> list[str]:
    """Lines; one that begins within a title, or with what follows one, belongs to the line before."""
    joined: list[str] = []
    for line in _whole_lines(text):
        open_title = bool(joined) and joined[-1].count("《") > joined[-1].count("》")
        if joined and (open_title or line[0] in "》）)、，,第"):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _titles(text: str) -> list[str]:
    """Cut before a 《 that follows a comma, an “and”, a space, or another title."""
    parts, depth, start, brackets, closed = [], 0, 0, 0, False
    for at, letter in enumerate(text):
        if letter in "（(":
            brackets += 1
        elif letter in "）)":
            brackets = max(0, brackets - 1)
        elif letter == "《":
            if not depth and not brackets and closed and _ends_one(text[max(start, at - 4) : at]):
                parts.append(re.sub(r"[和与及]$|以及$", "", text[start:at].rstrip()))
                start, closed = at, False
            depth += 1
        elif letter == "》":
            depth, closed = max(0, depth - 1), True
    return [*parts, text[start:]]


def _ends_one(before: str) -> bool:
    return bool(re.search(r"(?:[、，,。\s]|[》）)](?:[和与及]|以及)?)$", before))


def publishers(text: str, exact: bool) -> list[str]:
    """公开主体: also between 、 where every part is an organ."""
    found = lines(text, exact)
    if exact:
        return found
    return [name for one in found for name in _organs(one)]


def _organs(text: str) -> list[str]:
    parts = [part.strip() for part in _split_outside_brackets(text, "、，,")]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(len(part) > 2 and _ORGAN_ENDS.search(part) for part in parts):
        return parts
    return [text]


class Channels(NamedTuple):
    """What a cell chooses, and the names of what the vocabulary has only 其他 for."""

    chosen: list[str]
    named_other: list[str]


def channels(text: str) -> Channels:
    """One cell with boxes, or with the chosen names only."""
    marked = boxes(text)
    if marked is None:
        if is_blank(text) or tick(text) is False:
            return Channels([], [])
        marked = [(True, name) for name in _listed(text, CHANNELS_CALLED)]
    chosen, others = [], []
    for yes, name in marked:
        if yes:
            channel, other = channel_called(name)
            chosen.append(channel)
            others += [other] if other else []
    return Channels(list(dict.fromkeys(chosen)), list(dict.fromkeys(others)))


def channel_called(name: str) -> tuple[str, str]:
    """The channel, and its own name where it is one of the 其他."""
    name = name.strip().strip("；;，,、。 ")
    known = CHANNELS_CALLED.get(plain(name))
    if known and known != "other":
        return known, ""
    own = re.sub(r"^其[他它](?:渠道)?[\s:：、（(_]*", "", name).strip("）)_ \t")
    return "other", own.replace("\n", " ").strip()


def _listed(text: str, known: Iterable[str]) -> list[str]:
    """Names in a cell without boxes. A name may itself hold a 、, so the whole line goes first."""
    names: list[str] = []
    for line in (line.strip() for line in re.split(r"[\n；;]", text)):
        if not line:
            continue
        line = _unnumbered(line)
        if plain(line) in known:
            names.append(line)
        else:
            names += _joined([part for part in re.split(r"[、，,\s]+", line) if part], known)
    return names


def _joined(parts: list[str], known: Iterable[str]) -> list[str]:
    """Parts side by side that only together are a known name."""
    names = []
    while parts:
        lengths = (n for n in (3, 2) if plain("、".join(parts[:n])) in known)
        length = 1 if plain(parts[0]) in known else next(lengths, 1)
        names.append("、".join(parts[:length]))
        parts = parts[length:]
    return names


def audience(text: str) -> Reading:
    """公开对象 in one cell."""
    marked = boxes(text)
    if marked is not None:
        text = "\n".join(name for yes, name in marked if yes)
    if is_blank(text):
        return Reading("all", ("没有写公开对象",))
    if AUDIENCES.get(plain(text)) == "all":
        return Reading("all")
    groups = _groups(text)
    if any(AUDIENCES.get(plain(group)) == "all" for group in groups):
        return Reading("all", ("全社会和特定群体都写了，按全社会读",))
    return specific(groups)


def specific(groups: list[str]) -> Reading:
    """特定群体 by name."""
    if groups:
        return Reading({"specific": groups})
    return Reading({"specific": ["特定群体"]}, ("没有写明是哪些特定群体",))


def groups_named(text: str, exact: bool) -> list[str] | None:
    """What stands under 特定群体: None for nothing, an empty list for a tick without names."""
    if is_blank(text):
        return None
    chosen = tick(text)
    if chosen is not None:
        return [] if chosen else None
    return lines(text, exact) if exact else _groups(without_mark(text))


def _groups(text: str) -> list[str]:
    """Groups by name, without 特定群体 before them and brackets around them."""
    text = re.sub(r"^特[定殊](?:群体|群众|对象|人群)[\s:：]*", "", text.strip())
    if enclosed := re.fullmatch(r"[（(]([^（()）]*)[）)]", text):
        text = enclosed[1]
    parts = (_split_outside_brackets(one, "、，,") for one in lines(text, exact=False))
    return [group.strip() for found in parts for group in found if group.strip()]


def method(text: str) -> Reading:
    """公开方式 in one cell."""
    marked = boxes(text)
    names = [name for yes, name in marked if yes] if marked else re.split(r"[\n、，,；;/]", text)
    found = {METHODS.get(plain(name), "") for name in names if name.strip()}
    if found == {"active"} or found == {"request"}:
        return Reading(found.pop())
    if found == {"active", "request"}:
        return Reading("active", ("主动和依申请都写了，按主动读",))
    return Reading("active", ("没有写公开方式" if is_blank(text) else "认不出公开方式",))


def levels(text: str) -> Reading:
    """公开层级 in one cell."""
    marked = boxes(text)
    names = [name for yes, name in marked if yes] if marked else _listed(text, LEVELS_CALLED)
    chosen: set[str] = set()
    unknown = []
    for name in names:
        called = LEVELS_CALLED.get(plain(name))
        chosen.update(called or ())
        unknown += [] if called or is_blank(name) else [f"认不出层级“{name[:20]}”"]
    return Reading(level_order(chosen), tuple(unknown))
