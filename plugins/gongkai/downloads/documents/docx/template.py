"""The template that an office restyles in Word, taken apart once per process.

All parts but four are the same in every document and are packed once. A program that saves the
template may rename style ids (Word writes "1" for heading 1), so styles are known by their names.
Format: ECMA-376-1 (WordprocessingML) and ECMA-376-2 (packages).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from gongkai.downloads.documents.archive import Entry, packed
from gongkai.downloads.documents.made import FileFault
from gongkai.model import Diagnostic, Level, Rule

NO_STYLE: Final = Rule("GK811", "DOCX模板缺少样式", Level.WARNING)
UNFIT: Final = Rule("GK816", "DOCX模板不能用")
_CURE: Final = "请在Word里把模板另存为.docx，放在这里；没有好的一份时，运行scripts/record-template写出自带的模板"

DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
TYPES: Final = "[Content_Types].xml"
CORE: Final = "docProps/core.xml"
_PER_RECORD: Final = frozenset((DOCUMENT, RELATIONS, TYPES, CORE))
_STYLES: Final = "word/styles.xml"

PARAGRAPH_STYLES: Final = {
    "标题": "Title",
    "公文正文": "",
    "发文字号": "",
    "主送机关": "",
    "章标题": "",
    "一级标题": "heading 1",
    "二级标题": "heading 2",
    "三级标题": "heading 3",
    "四级标题": "heading 4",
    "题解": "",
    "附件标题": "",
    "列表": "",
    "引文": "",
    "代码": "",
    "图片": "",
    "落款": "",
    "表格": "",
    "表头": "",
    "密排表格": "",
    "题注": "caption",
    "注释": "",
    "分隔线": "",
    "间隔": "",
    "版记": "",
    "示例说明": "",
}
"""Name in Chinese, and the name that Word stores for a style of its own (it shows the Chinese one)."""
LINK_STYLE: Final = "Hyperlink"
NOTE_NUMBER_STYLE: Final = "注释引用"
TABLE_STYLE: Final = "公文表格"
IMPRINT_TABLE_STYLE: Final = "版记表格"
_NO_DEFAULT: Final = (LINK_STYLE, NOTE_NUMBER_STYLE, TABLE_STYLE, IMPRINT_TABLE_STYLE)
"""Styles of letters and tables: without one, nothing is named."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROOT: Final = re.compile(r"<w:document\b[^>]*>")
_BODY: Final = re.compile(r"<w:body\b[^>]*>")
_SECTION: Final = re.compile(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_SIZES: Final = re.compile(r'\bw:(w|h|left|right|top|bottom)="(\d+)"')
_LEAST: Final = 1440
"""Twips: a page with less room than an inch is a mistake."""
_NAMESPACES: Final = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_PICTURES: Final = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)


class TemplateError(ValueError):
    """The file is no template that documents can be made from; says why in Chinese."""


@dataclass(frozen=True, slots=True)
class Template:
    """What every document has in common."""

    parts: tuple[Entry, ...]
    """Constant parts, packed, in the template's order."""
    before: str
    """Of the document part: all before the first paragraph."""
    after: str
    """All behind the last one: page size, margins, headers and footers."""
    relations: str
    """Of the document part, without the closing tag; ids that begin with ``gk`` are free."""
    types: str
    """Content types, with those of pictures."""
    width: int
    """Of a line, in twips (1/1440 inch)."""
    height: int
    """Of a page's text, in twips."""
    styles: dict[str, str]
    """Style's name → id; the default paragraph style's id where the template has none so named."""
    faults: tuple[FileFault, ...]


def template_faults(path: Path, named: str) -> list[Diagnostic]:
    """What is wrong with the template; ``named``: the file as its editor knows it.

    An error where no document can be made in it: a build stops at it before it writes anything.
    """
    try:
        faults = read_template(path).faults
    except TemplateError as error:
        return [UNFIT.at(named, 1, str(error), _CURE)]
    return [NO_STYLE.at(named, 1, fault.message, fault.cure) for fault in faults]


def read_template(path: Path) -> Template:
    """Take the template apart.

    Raises:
        TemplateError: it is no DOCX file, or lacks a part or the page's section.
    """
    parts = _parts(path)
    try:
        before, after = _frame(parts[DOCUMENT].decode())
        for xml in (before + after, parts[RELATIONS], parts[TYPES]):
            fromstring(xml)
        styles, faults = _styles(fromstring(parts[_STYLES]))
        relations = parts[RELATIONS].decode().rpartition("</Relationships>")[0]
        types = _types(parts[TYPES].decode())
        root = _with_core(parts["_rels/.rels"].decode())
    except KeyError as error:
        raise TemplateError(f"模板里没有{error.args[0]}，不是完整的DOCX文件") from error
    except TemplateError:
        raise
    except (ValueError, ParseError) as error:  # of the XML; entities are refused
        raise TemplateError("模板里的XML读不懂，不是完整的DOCX文件") from error
    parts["_rels/.rels"] = root.encode()
    constant = (packed(name, data) for name, data in parts.items() if name not in _PER_RECORD)
    width, height = _room(after)
    return Template(tuple(constant), before, after, relations, types, width, height, styles, faults)


def _parts(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as file:
            return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
    except FileNotFoundError as error:
        raise TemplateError("模板不存在") from error
    except OSError as error:
        raise TemplateError(f"模板读不出来（{error.strerror}）") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        # A password or an unknown way of packing is a RuntimeError.
        raise TemplateError("模板不是完整的DOCX文件") from error


def _frame(xml: str) -> tuple[str, str]:
    root, body = _ROOT.search(xml), _BODY.search(xml)
    sections = _SECTION.findall(xml)
    if not root or not body or not sections:
        raise TemplateError("模板的正文部分没有页面设置（w:sectPr）")
    missing = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in _NAMESPACES.items()
        if f"xmlns:{prefix}=" not in root[0]
    )
    before = xml[: root.end() - 1] + missing + xml[root.end() - 1 : body.end()]
    return before, sections[-1] + "</w:body></w:document>"


def _room(section: str) -> tuple[int, int]:
    """A page's text: GB/T 9704-2012, 5.2.2 where the template does not say."""
    numbers = {key: int(value) for key, value in _SIZES.findall(section)}
    width = numbers.get("w", 0) - numbers.get("left", 0) - numbers.get("right", 0)
    height = numbers.get("h", 0) - numbers.get("top", 0) - numbers.get("bottom", 0)
    return (width if width > _LEAST else 8844), (height if height > _LEAST else 12756)


def _styles(root: Element) -> tuple[dict[str, str], tuple[FileFault, ...]]:
    ids: dict[str, str] = {}
    default = ""
    for style in root.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        if style.get(f"{_W}default") in ("1", "true") and style.get(f"{_W}type") == "paragraph":
            default = key
        for tag in ("aliases", "name"):
            named = style.find(_W + tag)
            value = named.get(f"{_W}val", "") if named is not None else ""
            ids |= dict.fromkeys(filter(None, value.lower().split(",")), key)
    found: dict[str, str] = {}
    faults = []
    wanted = PARAGRAPH_STYLES | dict.fromkeys(_NO_DEFAULT, "")
    for name, stored in wanted.items():
        key = ids.get(stored.lower()) or ids.get(name.lower()) or ""
        if not key:
            message = f"DOCX模板里没有样式“{name}”，用了默认样式"
            cure = f"在Word里打开模板，新建名为“{name}”的样式"
            faults.append(FileFault(NO_STYLE.code, message, cure))
            key = default if name in PARAGRAPH_STYLES else ""
        found[name] = key
    return found, tuple(faults)


def _types(xml: str) -> str:
    wanted = [
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in _PICTURES.items()
        if f'Extension="{ending}"' not in xml
    ]
    if f"/{CORE}" not in xml:
        wanted.append(f'<Override PartName="/{CORE}" ContentType="{_CORE_TYPE}"/>')
    return xml.replace("</Types>", "".join(wanted) + "</Types>")


def _with_core(xml: str) -> str:
    if _CORE_RELATION in xml:
        return xml
    added = f'<Relationship Id="gkCore" Type="{_CORE_RELATION}" Target="{CORE}"/>'
    return xml.replace("</Relationships>", added + "</Relationships>")
