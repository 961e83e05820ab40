"""Short names of organs, as people type them: 市府办 for 乌海市人民政府办公室."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

WORN: Final = (
    ("发展和改革", "发改"), ("发展改革", "发改"), ("工业和信息化", "工信"), ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"), ("住房和城乡建设", "住建"), ("住房城乡建设", "住建"),
    ("卫生健康", "卫健"), ("文化和旅游", "文旅"), ("文化旅游", "文旅"), ("市场监督管理局", "市监局"), ("市场监督管理", "市场监管"),
    ("应急管理", "应急"), ("科学技术", "科技"), ("交通运输", "交通"), ("医疗保障", "医保"),
    ("退役军人事务", "退役军人"), ("国有资产监督管理", "国资"), ("农业农村", "农业"),
    ("生态环境", "环保"), ("民族事务", "民"), ("新闻出版", "新闻"), ("城市管理", "城管"),
    ("行政审批和政务服务", "审批"), ("政务服务和数据管理", "政数"), ("金融监督管理", "金融监管"),
    ("安全生产监督管理", "安监"), ("质量技术监督", "质监"), ("食品药品监督管理", "食药监"),
    ("药品监督管理", "药监"), ("证券监督管理", "证监"), ("银行保险监督管理", "银保监"),
    ("中国人民银行", "央行"), ("自然资源局", "自规局"), ("最高人民法院", "最高法"), ("最高人民检察院", "最高检"),
    ("人民代表大会常务委员会", "人大常委会"), ("人民代表大会", "人大"), ("机关事务管理", "机关事务"), ("住房公积金管理中心", "公积金中心"),
)  # fmt: skip
"""What an organ is for, in full and as it is said."""
_KIND: Final = (
    ("委员会办公室", "委办"), ("委员会", "委"), ("管理局", "局"), ("办公厅", "办"), ("办公室", "办"),
)  # fmt: skip
_PLACE: Final = re.compile(
    "^(?:.{2,12}?(?:自治区|特别行政区|兵团|省|自治州|盟)|.{2,6}?(?=市|县|区|旗)|国家|中华人民共和国|中国)"
)


def short_names(name: str) -> list[str]:
    """Names by which an organ is asked for, with pairs of characters that its full one lacks."""
    if len(name) < 4:
        return []
    found: dict[str, None] = {}
    government = name.replace("人民政府", "政府")
    for form in (government, government.replace("政府办公", "府办公")):
        found |= dict.fromkeys(_shortened(form))
    if name.startswith("国务院办公厅"):
        found["国办"] = None
    return _that_add_something(name, sorted(found, key=lambda short: (-len(short), short)))


def _that_add_something(name: str, shorts: list[str]) -> list[str]:
    """The index knows pairs of characters: a name whose pairs are all known adds nothing."""
    known = set(pairwise(name))
    kept = []
    for short in shorts:
        if not known.issuperset(pairwise(short)):
            known.update(pairwise(short))
            kept.append(short)
    return kept


def _shortened(name: str) -> list[str]:
    said = name
    for full, short in WORN:
        said = said.replace(full, short)
    forms = [name, said]
    for full, short in _KIND:
        if said.endswith(full):
            forms.append(said.removesuffix(full) + short)
    forms += [form.removeprefix("政府") for form in forms]
    without = [_PLACE.sub("", form) for form in forms]
    whole = [form for form in forms + without if len(form) >= 3]
    return [
        *whole,
        *(form.removeprefix("市") for form in without if form[:1] == "市" and len(form) > 3),
    ]
