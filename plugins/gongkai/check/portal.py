"""Rules on the portal as a whole: identity, fixed entries, organs (GK51x)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.check.case import Case
from gongkai.load import locate_in_catalogue
from gongkai.model import Diagnostic, Level, Rule
from gongkai.model.records import KINDS
from gongkai.text import nearest

IDENTITY: Final = Rule(
    "GK510", "站点信息待补", Level.WARNING, "国办发〔2017〕47号附件：页脚和网页标签"
)
NO_CONTACT: Final = Rule("GK511", "机关没有公开工作联系人", Level.ADVICE, "公开工作要点一(一)")
NO_COLUMN: Final = Rule("GK514", "文件夹不是栏目", Level.WARNING)
MONGOLIAN: Final = Rule("GK513", "蒙古文记录还不生成页面", Level.WARNING)
NO_ENTRY_PAGE: Final = Rule("GK512", "固定栏目没有页面", Level.WARNING, "国办公开办函〔2019〕61号")

_IDENTITY: Final = {
    "site_id_code": "网站标识码",
    "icp": "ICP备案号",
    "police_record": "公安机关备案号",
    "sponsor": "主办单位",
    "contact": "联系方式",
}


def identity_is_complete(case: Case) -> Iterator[Diagnostic]:
    """What only the office knows has been filled in."""
    file = "catalogue/site.yaml"
    if case.is_faulty(file):
        return
    for key, name in _IDENTITY.items():
        if getattr(case.catalogue.site, key) is None:
            line = locate_in_catalogue(case.loaded.catalogue, "site.yaml", (key,))
            message, cure = f"{key}（{name}）还没有填", "请向网站主管单位核实后填写"
            yield IDENTITY.at(file, line, message, cure)


def organs_have_a_contact(case: Case) -> Iterator[Diagnostic]:
    """Every organ names who does openness work."""
    missing = [organ.name for organ in case.catalogue.organs.values() if not organ.openness_contact]
    if missing:
        shown = "、".join(missing[:3]) + ("等" if len(missing) > 3 else "")
        yield NO_CONTACT.at(
            "catalogue/organs.yaml",
            1,
            f"{len(missing)}个机关没有公开工作联系人：{shown}",
            "请补上openness_contact",
        )


def folders_are_columns(case: Case) -> Iterator[Diagnostic]:
    """A folder whose name is nearly a column's is probably meant to be it."""
    for path in sorted(case.loaded.tree.pages):
        folder, slash, _ = path.partition("/")
        guess = nearest(folder, KINDS, 0.7) if slash else None
        if guess:
            message = f"文件夹{folder}/不是栏目，这个文件按普通网页处理"
            yield NO_COLUMN.at(path, 1, message, f"是不是要放进{guess}/？")


def mongolian_waits(case: Case) -> Iterator[Diagnostic]:
    """Counterparts in ``mn/`` are kept, and say that nothing is made of them yet."""
    for path in sorted(case.loaded.tree.mongolian):
        yield MONGOLIAN.at(
            path, 1, "蒙古文版还不能生成，这个文件没有页面", "文件可以留着，等程序支持"
        )


def fixed_entries_have_pages(case: Case) -> Iterator[Diagnostic]:
    """The platform's fixed entries that are hand-made exist."""
    for column in case.catalogue.columns:
        hand_made = column.id not in KINDS and column.id != "statutory"
        if hand_made and f"{column.id}.md" not in case.loaded.tree.pages:
            yield NO_ENTRY_PAGE.at(
                f"{column.id}.md", 1, f"固定栏目“{column.name}”还没有内容", f"请编写{column.id}.md"
            )
