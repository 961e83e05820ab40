"""Lines that have no number but a place: notes of adoption, addressee, signature, annex titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gongkai.body.lines import Line
from gongkai.body.numbers import article, division

NOTE: Final = "hist"
ADDRESSEE: Final = "to"
SIGNATURE: Final = "sign"
TITLE: Final = "doct"

OPENING: Final = 6
"""Paragraphs at the start that may be notes of adoption, and after them the addressee."""
ADDRESSEE_LIMIT: Final = 200
NOTE_LIMIT: Final = 200
SIGNER_LIMIT: Final = 40
TITLE_LIMIT: Final = 60
SIGNERS: Final = 10
"""Organs that sign one document together, a line each."""

_YEAR: Final = r"(?:[0-9０-９]{4}|[〇○零ＯOo0一二三四五六七八九]{4})\s*年"
_DAY: Final = rf"{_YEAR}\s*[0-9０-９一二三四五六七八九十]{{1,2}}\s*月\s*[0-9０-９一二三四五六七八九十]{{1,3}}\s*日"
_DATE: Final = re.compile(_DAY)
_NOTE: Final = re.compile(rf"[（(]?\s*(?:根据|经)?\s*{_DAY}")
_ADOPTED: Final = re.compile("通过|修订|修正|公布|发布|批准|施行|实施|生效|关于修改|令第.{1,6}号")
_ORGAN_END: Final = (
    "府|局|委|会|院|厅|部|组|办|室|处|署|位|区|旗|县|市|盟|镇|乡|街道|村|企业|机构|机关|部门|公司|集团|中心|"
    "联席会议|银行|分行|支行|法院|检察院|学校|校|大学|支队|大队|总队|站|所|馆|园"
)
_ADDRESSEE: Final = re.compile(
    rf"[^。！？；]*(?:{_ORGAN_END}|职工|人员|业主|缴存人|市民|居民|代表|委员)(?:[）)])?[：:]"
)
_LABEL: Final = re.compile(
    "下列|以下|如下|(?:发文|发布|主办|承办|制定|责任|牵头|落实|公布|联系|签发|起草)(?:机关|单位|部门|机构)"
)
_ORGAN: Final = re.compile(
    rf"[^，。；：！？,;:!?《》“”（）()0-9]*(?:{_ORGAN_END})(?:\s*[（(](?:代章|盖章|印章|章)[）)])?"
)
_HOLDER: Final = re.compile(
    r"[^，。；：！？,;:!?《》“”（）()、]*(?:主席|总理|委员长|省长|市长|县长|区长|旗长|盟长|主任|部长|局长|院长|检察长)"
    r"\s+\S{1,4}(?:\s\S)?"
)
_ANNEX: Final = re.compile(r"附\s*(?:件|表|录)?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?")
_DOCUMENT: Final = re.compile(
    "[^。；：！？;:!?]*(?:办法|规定|细则|条例|方案|要点|意见|规划|计划|制度|规则|决定|目录|清单|标准|预案|措施|章程|纲要|规程|准则|"
    "公报|报告|名单|指南|表|名录|细目|范围|流程|指引|目标|任务|分工|导则|规范|大纲|职责|答复|通知|通告|公告)"
    r"(?:\s*[（(〔\[][^（）()]{1,20}[）)〕\]])*"
)
_VERSION: Final = re.compile("[（(](?:试行|暂行|修订稿?|修订版|征求意见稿|草案|修正案?)[）)]")
_REMARK: Final = re.compile(r"[（(].{1,40}[）)]")


def name_parts(lines: Sequence[Line]) -> None:
    """Give these lines their kinds."""
    after_notes = _name_notes(lines)
    _name_addressee(lines[after_notes : after_notes + OPENING])
    for place, line in enumerate(lines):
        if not line.level and not line.kind and line.text.endswith("日"):
            _name_signature(lines, place)
    for place in range(len(lines)):
        if _begins_annex(lines[place]):
            _name_title(lines, place + 1)


def _name_notes(lines: Sequence[Line]) -> int:
    """Name the notes of adoption; the place after the last of them."""
    after, unclosed = 0, False
    for place, line in enumerate(lines):
        if line.level or _is_numbered(line) or place >= OPENING + after:
            break
        if unclosed or _is_note(line.text):
            line.kind = NOTE
            after = place + 1
            opens = line.text.startswith(("（", "("))
            unclosed = (unclosed or opens) and not line.text.endswith(("）", ")"))
    return after


def _is_note(text: str) -> bool:
    if not _NOTE.match(text) or not _ADOPTED.search(text):
        return False
    return text[0] in "（(" or (len(text) <= NOTE_LIMIT and text[-1] not in "。；;：:，,")


def _name_addressee(lines: Sequence[Line]) -> None:
    for line in lines:
        if line.level or _is_numbered(line):
            return
        text = line.text
        if len(text) <= ADDRESSEE_LIMIT and text.endswith(("：", ":")):
            if _ADDRESSEE.fullmatch(text) and not _LABEL.search(text):
                line.kind = ADDRESSEE
            return


def _name_signature(lines: Sequence[Line], place: int) -> None:
    if not _DATE.fullmatch(lines[place].text):
        return
    first = place
    while first and place - first < SIGNERS and _is_signer(lines[first - 1], lines[first]):
        first -= 1
    before = lines[max(0, first - OPENING) : first]
    if not any(map(_is_running, before)) or _is_label(before[-1]):
        return
    for line in lines[first : place + 1]:
        line.kind = SIGNATURE


def _is_signer(line: Line, after: Line) -> bool:
    text = line.text
    if line.level or line.kind or len(text) > SIGNER_LIMIT or after.start - line.end > 2:
        return False
    if _is_numbered(line):
        return False
    return bool(_ORGAN.fullmatch(text) or _HOLDER.fullmatch(text))


def _is_running(line: Line) -> bool:
    """Whether a line is text, not a title: a date under a title alone is no signature."""
    return line.kind == ADDRESSEE or line.text[-1:] in "。：:；！" or _is_numbered(line)


def _is_label(line: Line) -> bool:
    """成文日期： with the date on the next line."""
    return line.text.endswith(("：", ":")) and line.kind != ADDRESSEE


def _begins_annex(line: Line) -> bool:
    if line.kind == SIGNATURE:
        return line.text.endswith("日")
    return line.text[:1] == "附" and _ANNEX.fullmatch(line.text) is not None


def _name_title(lines: Sequence[Line], place: int) -> None:
    if place < len(lines) and _REMARK.fullmatch(lines[place].text):
        place += 1  # （此件公开发布）
    named = lines[place : place + 1]
    if not named or not _may_be_title(named[0]):
        return
    if not _DOCUMENT.fullmatch(named[0].text):
        named = lines[place : place + 2]  # a long title takes two lines
    if all(map(_may_be_title, named)) and _DOCUMENT.fullmatch(named[-1].text):
        after = lines[place + len(named) : place + len(named) + 1]
        for part in [*named, *(line for line in after if _is_version(line))]:
            part.kind = TITLE


def _is_version(line: Line) -> bool:
    return _may_be_title(line) and _VERSION.fullmatch(line.text) is not None


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.level or line.kind or not text or len(text) > TITLE_LIMIT or _is_numbered(line):
        return False
    return text[-1] not in "。；;：:，,、！？!?" and not _ANNEX.fullmatch(text)


def _is_numbered(line: Line) -> bool:
    return bool(line.number or division(line.text) or article(line.text))
