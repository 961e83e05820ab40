"""公开时限 as tables word it → the deadline they mean."""

from __future__ import annotations

import re
from typing import Final

from pydantic import ValidationError

from gongkai.model.deadline import Deadline

_DIGITS: Final = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {
    "两": 2, "〇": 0,
}  # fmt: skip
_CHINESE: Final = r"[零〇一二两三四五六七八九十百]{1,5}"
_COUNTED: Final = re.compile(rf"({_CHINESE})(?=(?:个)?(?:工作日|自然日|日历日|日|天|月))")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_AFTER_WITHIN: Final = re.compile(
    r"(?<=内)(?:应当|应|须|进行|及时|主动|向社会|对外|依法)*(?:予以|予|给予)?"
    r"(?:主动|向社会)?(?:公开|公布|发布|公示|更新|公告)(?=$|[；。，（])"
)
_RESERVE: Final = re.compile(
    r"(.+?内)(?:公开)?[，。；]?((?:(?:国家|现行)?法律|法规|国家|上级|另有|有关规定)[^（）]{2,60}(?:从其规定|除外))"
)
_FIXED: Final = {
    "实时": "实时公开", "实时公开": "实时公开", "即时公开": "实时公开", "实时更新": "实时公开",
    "及时": "及时公开", "及时公开": "及时公开", "及时公布": "及时公开", "及时发布": "及时公开",
    "及时更新": "及时公开", "及时予以公开": "及时公开",
    "每年": "每年公开", "每年公开": "每年公开", "按年度公开": "每年公开", "年度公开": "每年公开",
    "每年公开一次": "每年公开", "每年一次": "每年公开", "按年公开": "每年公开", "每年度公开": "每年公开",
}  # fmt: skip


def read_deadline(text: str, exact: bool) -> Deadline | None:
    """The deadline; its wording as ``text`` where it has no other form, None for an empty one."""
    joined = "".join(part.strip() for part in text.split("\n"))
    written = _read(joined)
    if exact or written is None or written.rule != "text":
        return written
    meant = _read(normal_words(joined))
    return meant if meant and meant.rule != "text" else written


def _read(words: str) -> Deadline | None:
    try:
        return Deadline.read(words)
    except ValidationError:
        return None


def normal_words(text: str) -> str:
    """The words of the standard tables for the usual variants; any other text as it is."""
    words = re.sub(r"\s", "", text).translate(_FULL_WIDTH).rstrip("。；;.")
    words = words.replace(";", "；").replace("(", "（").replace(")", "）").replace(",", "，")
    if words in _FIXED:
        return _FIXED[words]
    words = _COUNTED.sub(lambda match: str(_number(match[1])), words)
    words = re.sub(r"(?:个)?(?:自然日|日历日)|(?<=\d)个?天", "日", words)
    words = re.sub(r"(?<=\d)工作日", "个工作日", words)
    words = re.sub(r"(?<=日)(?:之内|以内)", "内", words)
    return _posting(words) or _periodic(words) or _annual(words) or _within(words) or text


def _within(words: str) -> str:
    words = _AFTER_WITHIN.sub("", words)
    note = ""
    if match := _RESERVE.fullmatch(words):
        words, note = match[1], f"（{match[2]}）"
    words = re.sub(r"^(?:应当|应|须)?(?:在|于|从)?", "", words)
    parts = re.fullmatch(
        r"自?(?P<start>[^；：，]{1,40}?)(?:之日|当日|之时|后|之后)?起?(?:，|的)?(?P<period>\d{1,5}(?:个工作日|日)内)"
        r"(?P<rest>(?:；.+)?(?:（[^（）]+）)?)",
        words,
    )
    if not parts or not re.search(r"[^\d个日内]", parts["start"]):
        return ""
    start = re.sub(r"^自|之日$", "", parts["start"])
    return f"自{start}之日起{parts['period']}{parts['rest']}{note}"


def _posting(words: str) -> str:
    pattern = r"(?:公示|公告|公开)(?:期|时间|期限|期间)?(?:为|应)?(?:不少于|不得少于|至少|不低于)(\d{1,5})(个工作日|日)"
    match = re.fullmatch(pattern, words)
    return f"公示不少于{match[1]}{match[2]}" if match else ""


def _periodic(words: str) -> str:
    match = re.fullmatch(r"每(?:隔)?(\d{1,5})(个工作日|日)(?:更新|公开|公布)(?:一|1)?次?", words)
    return f"每{match[1]}{match[2]}更新" if match else ""


def _annual(words: str) -> str:
    pattern = (
        r"(?:每年|次年)([^；，（）]{1,20}?)(?:之前|以前|前)(?:予以|主动|向社会)*(?:公开|公布|发布)?"
    )
    match = re.fullmatch(pattern, words)
    return f"每年{match[1]}前公开" if match and words.startswith("每年") else ""


def _number(chinese: str) -> int | str:
    """二十 → 20; a numeral that is none stays."""
    total, digit = 0, 0
    for letter in chinese:
        if letter in _DIGITS:
            digit = digit * 10 + _DIGITS[letter] if letter in "零〇" else _DIGITS[letter]
        elif letter == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            total, digit = total + (digit or 1) * 100, 0
    return total + digit or chinese
