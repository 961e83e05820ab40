"""Codes of what can be wrong with a workbook that is to be imported (GK70x)."""

from __future__ import annotations

from typing import Final

from gongkai.model import Level, Rule

NOT_A_WORKBOOK: Final = Rule("GK701", "不是xlsx工作簿")
TOO_LARGE: Final = Rule("GK702", "工作簿超过限度")
DAMAGED: Final = Rule("GK703", "工作簿损坏或有不该有的内容")
LEFT_ALONE: Final = Rule("GK704", "工作簿里没有理会的内容", Level.WARNING)
HIDDEN: Final = Rule("GK705", "隐藏的工作表、行或列", Level.WARNING)
NO_TABLE: Final = Rule("GK706", "认不出目录表")
CELL: Final = Rule("GK707", "单元格没有读出来", Level.WARNING)
ROW: Final = Rule("GK708", "一行没有读成事项", Level.WARNING)
TARGET: Final = Rule("GK709", "不能写进目录")
