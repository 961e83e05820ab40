"""Codes of what can be wrong with the files of a record (GK80x). None of them stops a build."""

from __future__ import annotations

from typing import Final

from gongkai.model import Level, Rule

_PDF_A: Final = "GB/T 23286.1 / ISO 19005-2（PDF/A-2a）"
_PDF_UA: Final = "ISO 14289-1（PDF/UA-1）"

NO_FONTS: Final = Rule("GK801", "没有生成PDF用的字体", Level.WARNING)
NO_GLYPH: Final = Rule("GK802", "字体里没有的字", Level.WARNING, _PDF_A)
PRIVATE_USE: Final = Rule("GK803", "自造字", Level.WARNING, _PDF_A)
CONTROLS: Final = Rule("GK804", "控制字符", Level.WARNING, _PDF_A)
NO_ALTERNATIVE: Final = Rule("GK806", "图片没有说明", Level.WARNING, _PDF_UA)
BELOW_STANDARD: Final = Rule("GK808", "文件没有达到长期保存和无障碍标准", Level.WARNING, _PDF_A)
NO_PDF: Final = Rule("GK809", "没有生成PDF", Level.WARNING)
NO_MONGOLIAN_FONT: Final = Rule("GK810", "没有蒙古文字体", Level.WARNING)
