"""Codes of what can be wrong with a source file (GK1xx: file and YAML, GK2xx: fields)."""

from __future__ import annotations

from typing import Final

from gongkai.model import Level, Rule

TOO_LARGE: Final = Rule("GK101", "文件过大")
NOT_UTF8: Final = Rule("GK102", "不是UTF-8编码")
CONTROL: Final = Rule("GK103", "含有控制字符")
BOM: Final = Rule("GK104", "文件开头有BOM标记", Level.WARNING)
UNREADABLE: Final = Rule("GK105", "文件读不出来")
SYMLINK: Final = Rule("GK106", "符号链接")
FILE_NAME: Final = Rule("GK107", "文件名不合规")
MISPLACED: Final = Rule("GK108", "记录不在栏目的文件夹里")
SUFFIX: Final = Rule("GK109", "后缀写法不对，文件没有读", Level.WARNING)
NO_FRONT_MATTER: Final = Rule("GK110", "没有元数据区")
NOT_CLOSED: Final = Rule("GK111", "元数据区没有结束标记")
NOT_MAPPING: Final = Rule("GK112", "元数据区不是“键: 值”")
SYNTAX: Final = Rule("GK113", "YAML语法错误")
TAB: Final = Rule("GK114", "用了制表符")
DUPLICATE_KEY: Final = Rule("GK115", "同一个键写了两次")
BAD_KEY: Final = Rule("GK116", "键不是文字")
ALIAS: Final = Rule("GK117", "用了锚点或别名")
TAG: Final = Rule("GK118", "用了YAML标签")
TOO_DEEP: Final = Rule("GK119", "嵌套过深")
DIRECTION: Final = Rule("GK120", "含有改变文字方向的控制字符", Level.WARNING, "Unicode UAX #9")

MISSING: Final = Rule("GK201", "缺少必填项", clause="政府公开信息核心元数据；公开工作要点四(二)")
UNKNOWN_KEY: Final = Rule("GK202", "不认识的键")
NOT_A_DATE: Final = Rule("GK203", "日期写法不对", clause="ISO 8601")
NO_SUCH_DAY: Final = Rule("GK204", "没有这一天")
WRONG_TYPE: Final = Rule("GK205", "值的类型不对")
NOT_LISTED: Final = Rule("GK206", "值不在允许的范围内")
TOO_LONG: Final = Rule("GK207", "文字过长")
EMPTY: Final = Rule("GK208", "值是空的")
NOT_A_NUMBER: Final = Rule("GK209", "应为整数")
NOT_A_FLAG: Final = Rule("GK210", "应为是或否")
OUT_OF_RANGE: Final = Rule("GK211", "数字超出范围")
SEVERAL_LINES: Final = Rule("GK212", "应写在一行内")

NO_ORIGINAL: Final = Rule("GK620", "蒙古文版没有对应的中文版")
CONTRADICTS: Final = Rule("GK621", "蒙古文版和中文版不一致")
NARROW_SPACE: Final = Rule("GK622", "蒙古文里用了U+202F", Level.WARNING, "GB/T 25914-2023")
SPACE_BEFORE_SUFFIX: Final = Rule("GK623", "蒙古文后缀前是普通空格", Level.WARNING)
UNSHAPABLE: Final = Rule("GK624", "蒙古文词里有显示不出的字母", Level.WARNING, "GB/T 25914-2023")
STRAY_SELECTOR: Final = Rule("GK625", "多余的变体选择符", Level.WARNING, "GB/T 25914-2023")

FILE_ABSENT: Final = Rule("GK501", "目录文件缺失", Level.WARNING)
CATALOGUE_ENTRY: Final = Rule("GK502", "目录条目有误")
DUPLICATE_ID: Final = Rule("GK503", "编号重复")
