"""Faults of values: pydantic's errors → what an editor can read, at the line of the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gongkai.load import rules
from gongkai.load.nodes import Document, Path
from gongkai.model import Diagnostic
from gongkai.model.fields import ID_PATTERN
from gongkai.model.standard_catalogue import ITEM_ID_PATTERN
from gongkai.model.terms import FIELDS, TABLE
from gongkai.text import nearest, shortened

_UNKNOWN: Final = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
_TYPES: Final = {
    "string_type": "一段文字",
    "tuple_type": "一个列表（每项以“- ”开头）",
    "list_type": "一个列表（每项以“- ”开头）",
    "dict_type": "若干“键: 值”",
    "dataclass_type": "若干“键: 值”",
    "dataclass_exact_type": "若干“键: 值”",
    "mapping_type": "若干“键: 值”",
}

_FORMS: Final = {
    ID_PATTERN: "只能用字母、数字、连字符和下划线，以字母或数字开头，如wuhai-czj",
    ITEM_ID_PATTERN: "只能用字母和数字，中间用一个点或连字符隔开，如5.2",
}
"""Pattern → how what has it is written."""


def value_faults(
    error: ValidationError,
    document: Document,
    file: str,
    known: Iterable[str],
    written_as: Mapping[str, str] | None = None,
    under: Path = (),
) -> list[Diagnostic]:
    """Every fault of one mapping, in the order of their lines.

    ``written_as`` maps names in the model to names in the file; ``under`` is the mapping's place in
    the document. An alternative of a union reports once.
    """
    names = dict(written_as or {})
    errors = error.errors(include_url=False)
    paths = [
        tuple(names.get(str(s), s) if i == 0 else s for i, s in enumerate(e["loc"])) for e in errors
    ]
    unknown = {str(p[-1]) for e, p in zip(errors, paths, strict=True) if e["type"] in _UNKNOWN}
    meant = {nearest(key, known) for key in unknown}
    faults: dict[tuple[int, str], Diagnostic] = {}
    # The alternative of a union that was read furthest is the one that was meant.
    for detail, path in sorted(zip(errors, paths, strict=True), key=lambda one: -len(one[1])):
        if detail["type"] == "missing" and len(path) == 1 and path[0] in meant:
            continue  # misspelt, and said so at the misspelt key
        line = document.line_of((*under, *path))
        fault = _fault(detail, path, file, line, known)
        faults.setdefault((line, str(path[0]) if path else ""), fault)
    return sorted(faults.values())


def label(key: str) -> str:
    """``title（标题）``: the key as written with its Chinese name."""
    name = FIELDS.get(key) or TABLE.get(key)
    return f"{key}（{name}）" if name else key


def _label(path: Path) -> str:
    words = [str(step) for step in path if isinstance(step, str) and not _internal(step)]
    return "的".join(label(word) for word in words) if words else "这一项"


def _internal(step: str) -> bool:
    """Steps that pydantic adds for the alternatives of a union."""
    return "[" in step or step in ("constrained-str", "str", "Reference")


def _fault(
    detail: ErrorDetails, path: Path, file: str, line: int, known: Iterable[str]
) -> Diagnostic:
    kind, value, name = detail["type"], detail.get("input"), _label(path)
    context: dict[str, Any] = detail.get("ctx") or {}
    shown = f"“{shortened(str(value))}”"
    match kind:
        case "missing" | "missing_argument":
            return rules.MISSING.at(file, line, f"缺少必填项{name}", f"请补上“{path[-1]}: …”")
        case _ if kind in _UNKNOWN:
            return _unknown(path, file, line, known)
        case "date_form":
            message = f"{name}{shown}不是日期" if value is not None else f"{name}没有写"
            return rules.NOT_A_DATE.at(file, line, message, "请写成2020-05-21这样的形式")
        case "minute_form":
            message = f"{name}{shown}不是日期加时间" if value is not None else f"{name}没有写"
            return rules.NOT_A_DATE.at(file, line, message, "请写成2020-05-22 09:30这样的形式")
        case "no_such_day":
            return rules.NO_SUCH_DAY.at(
                file, line, f"{name}{shown}没有这个日子", "请核对年、月、日（和时间）"
            )
        case "whole_form":
            return rules.NOT_A_NUMBER.at(
                file,
                line,
                f"{name}{shown}不是整数" if value is not None else f"{name}没有写",
                "请只写数字",
            )
        case "flag_form":
            return rules.NOT_A_FLAG.at(file, line, f"{name}{shown}不是“是”或“否”", "请写“是”或“否”")
        case "out_of_range":
            return rules.OUT_OF_RANGE.at(
                file, line, f"{name}{shown}超出范围", f"应在{context['low']}和{context['high']}之间"
            )
        case "web_form":
            message = f"{name}{shown}不是网址"
            return rules.NOT_LISTED.at(file, line, message, "请写以https://或http://开头的网址")
        case "digest_form":
            cure = "应是64位的十六进制数，可以从本文的JSON下载里复制sha256"
            return rules.NOT_LISTED.at(file, line, f"{name}{shown}不是SHA-256", cure)
        case "deadline_form":
            message = f"{name}的写法不完整，或有这种时限用不到的键"
            cure = "请对照格式说明，如{rule: within, days: 20, unit: workday, from: 信息形成}"
            return rules.NOT_LISTED.at(file, line, message, cure)
        case "deadline_words":
            message = f"{name}的文字会被读成另一种时限"
            cure = "“实时公开”“及时公开”等请写成rule: realtime、rule: promptly；文字里不要用分号"
            return rules.NOT_LISTED.at(file, line, message, cure)
        case "one_line":
            return rules.SEVERAL_LINES.at(file, line, f"{name}写成了几行", "请写在一行里")
        case "literal_error" | "enum":
            allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", "、")
            return rules.NOT_LISTED.at(
                file,
                line,
                f"{name}{shown}不在允许的范围内",
                f"只能是：{allowed.replace(', ', '、')}",
            )
        case "string_too_long":
            return rules.TOO_LONG.at(
                file,
                line,
                f"{name}有{len(str(value).strip())}字，超过{context['max_length']}字",
                "请改短",
            )
        case "string_pattern_mismatch":
            cure = _FORMS.get(context["pattern"], "请只写主机名，如www.example.gov.cn")
            return rules.NOT_LISTED.at(file, line, f"{name}{shown}写法不对", cure)
        case "device_name":
            message = f"{name}{shown}是Windows的设备名，不能作文件名"
            return rules.NOT_LISTED.at(file, line, message, "请换一个编号")
        case "page_name":
            message = f"{name}{shown}是网站自己的页面名"
            return rules.NOT_LISTED.at(file, line, message, "请换一个编号")
        case "too_short":
            message = f"{name}里一项也没有"
            return rules.EMPTY.at(file, line, message, "请逐项写明，如{specific: [特定群体的名称]}")
        case "string_too_short":
            return rules.EMPTY.at(file, line, f"{name}是空的", "请填写；不是必填的也可以删去这一行")
    if value is None:
        return rules.EMPTY.at(file, line, f"{name}是空的", "请填写；不是必填的也可以删去这一行")
    expected = _TYPES.get(kind, "别的形式")
    return rules.WRONG_TYPE.at(file, line, f"{name}的值类型不对", f"这里应为{expected}")


def _unknown(path: Path, file: str, line: int, known: Iterable[str]) -> Diagnostic:
    key = str(path[-1])
    guess = nearest(key, known) if len(path) == 1 else None
    cure = f"是不是要写{label(guess)}？" if guess else "请删除，或对照格式说明改成认识的键"
    return rules.UNKNOWN_KEY.at(file, line, f"不认识的键“{key}”", cure)
