"""Bytes of a source file → its text, or why it is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from gongkai.load import rules
from gongkai.model import Diagnostic
from gongkai.text.direction import TURNS, neutral

SIZE_LIMIT: Final = 5 * 1024 * 1024
"""Bytes. The longest real law is a tenth of it."""
_CONTROLS: Final = bytes(range(0x09)) + b"\x0b\x0c" + bytes(range(0x0E, 0x20)) + b"\x7f"
_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(root: Path, file: str) -> bytes | Diagnostic:
    """The raw content of ``root/file``, or a fault when it is too large or cannot be read."""
    try:
        # Twice as fast as pathlib, for every record of every build.
        with open(f"{root}/{file}", "rb", buffering=0) as source:  # noqa: PTH123
            size = os.fstat(source.fileno()).st_size
            if size <= SIZE_LIMIT:
                return source.readall()
        message = f"文件有{size / 1024 / 1024:.1f}MB，超过5MB"
        cure = "正文请只写文字，图片、表格文件请作为附件放进同名文件夹"
        return rules.TOO_LARGE.at(file, 1, message, cure)
    except OSError as error:
        return rules.UNREADABLE.at(
            file, 1, f"文件读不出来（{error.strerror}）", "请检查文件是否还在、是否有读取权限"
        )


def unread(file: str, suffix: str) -> Diagnostic:
    """That a file is passed over since its suffix is not the one that is read."""
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0] + suffix
    return rules.SUFFIX.at(file, 1, f"后缀应为{suffix}，这个文件没有读", f"请改名为{name}")


def decode(raw: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """UTF-8 text with line ends as ``\\n``, and the faults found; None when it is unreadable.

    Signs that would turn the direction of what follows them are left out.
    """
    faults: list[Diagnostic] = []
    if raw.startswith(_UTF16):
        cure = "请用“另存为”，编码选UTF-8"
        return None, [rules.NOT_UTF8.at(file, 1, "文件是UTF-16编码", cure)]
    if raw.startswith(_BOM):
        raw = raw[len(_BOM) :]
        message, cure = "文件开头有看不见的BOM标记", "请用“另存为”，编码选UTF-8（不带BOM）"
        faults.append(rules.BOM.at(file, 1, message, cure))
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        at = next(i for i, byte in enumerate(raw) if byte in _CONTROLS)
        faults.append(
            rules.CONTROL.at(
                file,
                raw.count(b"\n", 0, at) + 1,
                f"有看不见的控制字符（U+{raw[at]:04X}）",
                "请删除这个字符，或把正文重新以纯文字粘贴一次",
            )
        )
        return None, faults
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(
            rules.NOT_UTF8.at(
                file,
                raw.count(b"\n", 0, error.start) + 1,
                f"文件不是UTF-8编码{_guess(raw)}",
                "请用“另存为”，编码选UTF-8",
            )
        )
        return None, faults
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := TURNS.search(text):
        message = f"有看不见的改变文字方向的字符（U+{ord(found[0]):04X}），读取时已去掉"
        line = text.count("\n", 0, found.start()) + 1
        cure = "请删除这个字符，或把这一行重新以纯文字粘贴一次"
        faults.append(rules.DIRECTION.at(file, line, message, cure))
        text = neutral(text)
    return text, faults


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（看起来是GBK）"
