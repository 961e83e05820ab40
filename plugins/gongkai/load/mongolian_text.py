"""Faults of Mongolian letters in a source, each at its line and with its cure (UTN 57; GB/T 25914-2023)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.load import rules
from gongkai.model import Diagnostic, Rule
from gongkai.text import shortened
from gongkai.text.mongolian import Fault, FaultKind, faults

_RULES: Final[dict[FaultKind, tuple[Rule, str, str]]] = {
    FaultKind.NARROW_SPACE: (
        rules.NARROW_SPACE,
        "“{word}”里用了窄空格U+202F，复制和检索时后缀会变形（网页上已按U+180E处理）",
        "请改成U+180E：{mended}",
    ),
    FaultKind.PLAIN_SPACE: (
        rules.SPACE_BEFORE_SUFFIX,
        "“{word}”里后缀前是普通空格，后缀会按词首的字形显示",
        "请把空格改成U+180E：{mended}",
    ),
    FaultKind.UNSHAPABLE: (
        rules.UNSHAPABLE,
        "“{word}”里有传统蒙古文没有的字母，显示不出正确的字形",
        "请用国家标准编码的输入法重新录入这个词",
    ),
    FaultKind.STRAY: (
        rules.STRAY_SELECTOR,
        "有不属于任何字母的变体选择符或分隔符（{codes}）",
        "请删去这个看不见的字符，或重新录入它旁边的词",
    ),
}
_NAMED: Final = 20
"""Faults of one kind that a source tells of: a text pasted from an old program has thousands."""


def letter_faults(text: str, path: str) -> Iterator[Diagnostic]:
    """What an editor has to mend in the letters of one source."""
    told: dict[FaultKind, int] = {}
    for fault in faults(text):
        told[fault.kind] = told.get(fault.kind, 0) + 1
        if told[fault.kind] <= _NAMED:
            yield _diagnostic(fault, path, text.count("\n", 0, fault.place) + 1)
    for kind, count in told.items():
        if count > _NAMED:
            rule, _, cure = _RULES[kind]
            message = f"还有{count - _NAMED}处同样的问题"
            yield rule.at(path, 1, message, cure.partition("：")[0])


def _diagnostic(fault: Fault, path: str, line: int) -> Diagnostic:
    rule, message, cure = _RULES[fault.kind]
    codes = "、".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(fault.word))
    said = {"word": shortened(fault.word), "codes": shortened(codes)}
    return rule.at(path, line, message.format(**said), cure.format(mended=fault.suggestion))
