"""Rules on the portal as a whole: identity, fixed entries, organs (GK51x)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai.check.case import Case, Key
from gongkai.load import locate_in_catalogue
from gongkai.model import Diagnostic, Level, Organ, Rule
from gongkai.model.records import KINDS
from gongkai.text import nearest

IDENTITY: Final = Rule(
    "GK510", "站点信息待补", Level.WARNING, "国办发〔2017〕47号附件：页脚和网页标签"
)
NOT_ISSUED: Final = Rule("GK515", "标志待补", Level.ADVICE, "国徽法第七条；国办发〔2017〕47号附件")
NO_PICTURE: Final = Rule("GK516", "标志图片不存在", Level.ERROR)
NO_CONTACT: Final = Rule("GK511", "机关没有公开工作联系人", Level.ADVICE, "公开工作要点一(一)")
ONE_NAME: Final = Rule("GK517", "机关登记了两次")
CIRCLE: Final = Rule("GK518", "机关成了自己的上级")
NO_COLUMN: Final = Rule("GK514", "文件夹不是栏目", Level.WARNING)
NO_ENTRY_PAGE: Final = Rule("GK512", "固定栏目没有页面", Level.WARNING, "国办公开办函〔2019〕61号")

_SITE: Final = "catalogue/site.yaml"
_IDENTITY: Final = {
    "site_id_code": "网站标识码",
    "icp": "ICP备案号",
    "police_record": "公安机关备案号",
    "sponsor": "主办单位",
    "contact": "联系方式",
}
_ISSUED: Final = {
    "emblem": ("国徽图样", "请从国家公布的标准版本取得图片，放进content文件夹，并写上它的路径"),
    "badge": ("党政机关网站标识", "请填写机构编制部门核发的标识链接，不得自制"),
    "error_report": ("“我为政府网站找错”入口", "请填写全国统一平台为本站生成的链接"),
}


def identity_is_complete(case: Case) -> Iterator[Diagnostic]:
    """What only the office knows has been filled in."""
    if case.is_faulty(_SITE):
        return
    for key, name in _IDENTITY.items():
        if getattr(case.catalogue.site, key) is None:
            line = locate_in_catalogue(case.loaded.catalogue, "site.yaml", (key,))
            message, cure = f"{key}（{name}）还没有填", "请向网站主管单位核实后填写"
            yield IDENTITY.at(_SITE, line, message, cure)


def marks_are_issued(case: Case) -> Iterator[Diagnostic]:
    """Emblem and badges, which others issue and we never draw, have been given."""
    for key, (name, cure) in _ISSUED.items():
        if not case.is_faulty(_SITE) and getattr(case.catalogue.site, key) is None:
            line = locate_in_catalogue(case.loaded.catalogue, "site.yaml", (key,))
            yield NOT_ISSUED.at(_SITE, line, f"{key}（{name}）还没有", cure)


def pictures_are_there(case: Case) -> Iterator[Diagnostic]:
    """A picture that header or footer shows is a file in the content folder."""
    for key, path in case.catalogue.site.pictures.items():
        if path not in case.loaded.tree.files:
            line = locate_in_catalogue(case.loaded.catalogue, "site.yaml", (key,))
            cure = "请把图片放进content文件夹，写相对于它的路径，如biaozhi/guohui.svg"
            yield NO_PICTURE.at(_SITE, line, f"{key}写的“{path}”不在content文件夹里", cure)


def organs_have_a_contact(case: Case) -> Iterator[Diagnostic]:
    """Every organ names who does openness work."""
    own = (o for o in case.catalogue.organs.values() if not case.catalogue.is_above(o))
    missing = [organ.name for organ in own if not organ.openness_contact]
    if missing:
        shown = "、".join(missing[:3]) + ("等" if len(missing) > 3 else "")
        yield NO_CONTACT.at(
            "catalogue/organs.yaml",
            1,
            f"{len(missing)}个机关没有公开工作联系人：{shown}",
            "请补上openness_contact",
        )


def organs_are_registered_once(case: Case) -> Iterator[Diagnostic]:
    """A full name means one organ, and no organ is above itself."""
    if case.is_faulty("catalogue/organs.yaml"):
        return
    organs = case.catalogue.organs
    seen: dict[str, str] = {}
    for number, organ in enumerate(organs.values()):
        first = seen.setdefault(organ.name, organ.id)
        if first != organ.id:
            message = f"机关“{organ.name}”登记了两次（{first}和{organ.id}）"
            yield _organ_fault(case, ONE_NAME, (number, "name"), message, "请合成一条")
        if organ.id in _above(case, organ):
            message = f"机关“{organ.name}”绕一圈成了自己的上级"
            yield _organ_fault(case, CIRCLE, (number, "parent"), message, "请核对parent")


def _above(case: Case, organ: Organ) -> set[str]:
    found: set[str] = set()
    at = organ.parent
    while at and at not in found:
        found.add(at)
        higher = case.catalogue.organs.get(at)
        at = higher.parent if higher else None
    return found


def _organ_fault(case: Case, rule: Rule, key: Key, message: str, cure: str) -> Diagnostic:
    line = locate_in_catalogue(case.loaded.catalogue, "organs.yaml", key)
    return rule.at("catalogue/organs.yaml", line, message, cure)


def folders_are_columns(case: Case) -> Iterator[Diagnostic]:
    """A folder whose name is nearly a column's is probably meant to be it."""
    for path in sorted(case.loaded.tree.pages):
        folder, slash, _ = path.partition("/")
        guess = nearest(folder, KINDS, 0.7) if slash else None
        if guess and not case.is_faulty(path):
            message = f"文件夹{folder}/不是栏目，这个文件按普通网页处理"
            yield NO_COLUMN.at(path, 1, message, f"是不是要放进{guess}/？")


def fixed_entries_have_pages(case: Case) -> Iterator[Diagnostic]:
    """The platform's fixed entries that are hand-made exist."""
    for column in case.catalogue.columns:
        if column.hand_made and f"{column.id}.md" not in case.loaded.tree.pages:
            yield NO_ENTRY_PAGE.at(
                f"{column.id}.md", 1, f"固定栏目“{column.name}”还没有内容", f"请编写{column.id}.md"
            )
