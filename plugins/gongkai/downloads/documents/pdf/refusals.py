"""What the typesetter says of a document that breaks a standard → findings, and what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from gongkai.downloads.documents.made import FileFault
from gongkai.downloads.documents.pdf.rules import (
    BELOW_STANDARD,
    NO_GLYPH,
    NO_PDF,
    PRIVATE_USE,
)

NAMES: Final = {"a-2a": "PDF/A-2a", "a-2b": "PDF/A-2b", "ua-1": "PDF/UA-1"}
_UNSHOWN: Final = re.compile(r'the text `"(.*?)"` could not be displayed')
_PRIVATE: Final = re.compile(r'the PDF contains the codepoint `"(.*?)"`')
_REFUSED: Final = re.compile(r"^error: (.*)$", re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ADDRESSES: Final = frozenset({"src", "url", "to", "id"})
"""Keys of the template's data whose values lead somewhere and are not shown."""
_NAMED: Final = 10
"""Letters that a finding names."""


def with_codes(data: Any, said: str) -> Any:
    """The template's data with 〔U+2EBF0〕 for each letter that was refused; addresses stay whole.

    A box would keep nothing of the letter, and neither PDF/A nor PDF/UA (ISO 19005-2, 6.2.11.8)
    allows it; its code tells a reader which it is.
    """
    refused = {*_texts(_UNSHOWN, said), *_texts(_PRIVATE, said)}
    texts = [text for text in refused if not text.isascii()]
    if not texts:
        return data
    longest = sorted(texts, key=lambda text: (-len(text), text))
    return _replaced(data, re.compile("|".join(map(re.escape, longest))))


def _replaced(data: Any, refused: re.Pattern[str]) -> Any:
    if isinstance(data, str):
        return refused.sub(lambda found: "".join(map(_coded, found[0])), data)
    if isinstance(data, dict):
        return {
            key: value if key in _ADDRESSES else _replaced(value, refused)
            for key, value in data.items()
        }
    return [_replaced(one, refused) for one in data] if isinstance(data, list) else data


def _coded(letter: str) -> str:
    return letter if letter.isascii() else f"〔U+{ord(letter):04X}〕"


def faults_of(said: Iterable[str], standards: Sequence[str], whole: bool) -> Iterator[FileFault]:
    """Findings of what was refused before the file was made.

    ``whole``: the file meets all that was wanted of it after all.
    """
    told = "\n".join(said)
    met = "、".join(NAMES[name] for name in standards)
    result = f"文件只达到{met}" if met else "文件不符合PDF/A和PDF/UA"
    shown = "文件里写成〔字的编码〕" if whole else f"文件里可能是方框，{result}"
    if unshown := _named(_texts(_UNSHOWN, told)):
        cure = "请运行 scripts/fonts --again 取备用字体；仍没有的，请改用通用的字或写明字形读音"
        yield FileFault(NO_GLYPH.code, f"字体里没有{unshown}，{shown}", cure)
    if private := _named(_texts(_PRIVATE, told)):
        message = f"{private}是自造字，别的电脑显示不出来，{shown}"
        yield FileFault(PRIVATE_USE.code, message, "请换成国家标准GB 18030中的字")
    if whole:
        return
    others = [line for line in _REFUSED.findall(told) if not _of_a_letter(line)]
    if any("CMYK profile" in line for line in others):
        cure = "请把图片另存为RGB颜色的JPEG或PNG"
        yield FileFault(BELOW_STANDARD.code, f"有印刷用的CMYK颜色的图片，{result}", cure)
    elif others:
        cure = "请检查正文里的标题、表格、图片写法；看不出问题的，请把这一行报给软件维护者"
        yield FileFault(BELOW_STANDARD.code, f"{result}：{others[0][:200]}", cure)


def not_made(said: Iterable[str]) -> FileFault:
    """The finding where even the plainest file was refused."""
    told = "\n".join(said)
    first = _REFUSED.search(told)
    reason = first[1][:200] if first else told[:200]
    return FileFault(NO_PDF.code, f"没有生成PDF：{reason}", "请把这一行报给软件维护者")


def _of_a_letter(line: str) -> bool:
    return bool(_UNSHOWN.search(line) or _PRIVATE.search(line))


def _texts(found: re.Pattern[str], said: str) -> list[str]:
    return [
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)) if code[1] else code[2], text)
        for text in dict.fromkeys(found.findall(said))
    ]


def _named(texts: Iterable[str]) -> str:
    """The letters, each with its code point."""
    letters = list(dict.fromkeys("".join(texts)))
    named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in letters[:_NAMED])
    return named + (f"等{len(letters)}个字" if len(letters) > _NAMED else "")
