"""What ministries and districts call the columns, the channels, the levels of a catalogue's table."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from gongkai.model.standard_catalogue import Channel
from gongkai.model.terms import CHANNELS, LEVELS

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_BETWEEN: Final = re.compile(r"[\s/、,。.:;·\-—_*]+")


def plain(text: str) -> str:
    """A name without spaces, punctuation, and what stands in brackets, to compare by."""
    folded = unicodedata.normalize("NFKC", text[:200])
    return _BETWEEN.sub("", _BRACKETS.sub("", folded)) or _BETWEEN.sub("", folded)


def _variants(**names: str) -> dict[str, str]:
    return {plain(name): key for key, listed in names.items() for name in listed.split()}


SINGLE: Final = _variants(
    number="序号 序 编号 行号",
    code="编码 事项编码 事项代码 目录编码",
    group="一级事项 一级公开事项 一级目录 一级分类 一级标题 一级 事项类别 事项分类 公开类别 公开事项类别 公开事项分类 类别",
    title="二级事项 二级公开事项 二级目录 二级分类 二级标题 二级 公开事项名称 事项名称 公开项目 公开事项内容",
    matter="公开事项 事项 公开目录",
    elements="公开内容 公开内容要素 公开要素 内容要素 公开内容及要素 公开内容和要素 主要内容 要素 内容",
    basis="公开依据 依据 法律依据 政策依据 公开法律依据 法定依据 公开依据文件",
    deadline="公开时限 时限 公开期限 公开时间 公开时限要求 时限要求 时间要求",
    publisher="公开主体 责任主体 发布主体 公开责任主体 公开单位 责任单位 公开部门 责任部门 发布单位 公开机构 主体",
    channels="公开渠道和载体 公开渠道及载体 公开渠道与载体 公开渠道载体 公开渠道 公开载体 渠道和载体 渠道载体 渠道 载体 发布渠道",
    audience="公开对象 对象",
    method="公开方式 方式",
    levels="公开层级 层级 公开级别",
    note="备注 说明 备注说明 注",
)
"""A column's heading → what it holds; ``matter`` is a group or a title, as its neighbours tell."""

AUDIENCES: Final = _variants(
    all="全社会 社会公众 全社会公开 社会 公众 所有人",
    specific="特定群体 特定群众 特定对象 特定人群 特定范围 特殊群体",
)
METHODS: Final = _variants(
    active="主动 主动公开", request="依申请 依申请公开 申请公开 依申请公开方式"
)
_LEVEL_NAMES: Final = _variants(
    city="市级 地市级 盟市级 市本级 设区市级 市",
    county="县级 区级 旗县级 旗县 区县级 县区级 区县 县区 旗县区级 县市区级 市区级 县 区 旗 县级部门 旗区级",
    town="乡级 乡镇级 镇级 乡镇 镇街级 镇街 街道 街镇级 街镇 乡镇街道 乡镇街道级 苏木 苏木镇 苏木镇级 苏木乡镇 乡镇苏木 镇 乡",
    village="村级 村 村居 村社区 村居级 社区 社区级 嘎查村 嘎查村级",
)
_TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    "乡村级": ("town", "village"),
    "县乡级": ("county", "town"),
    "市县级": ("city", "county"),
    "县乡村级": ("county", "town", "village"),
    "市县乡级": ("city", "county", "town"),
}
LEVELS_CALLED: Final[dict[str, tuple[str, ...]]] = {
    **{name: (key,) for name, key in _LEVEL_NAMES.items()},
    **_TOGETHER,
}
"""A level's name → levels: some tables have one column for two."""

_ALSO_CALLED: Final[dict[Channel, str]] = {
    "website": "政府门户网站 门户网站 政府网 政府信息公开平台 网站",
    "gazette": "公报",
    "new-media": "一微一端 政务新媒体 新媒体 两微 微信公众号 两微一端一抖",
    "press-conference": "发布会 听证会 发布会听证会 新闻发布会 发布会和听证会",
    "broadcast": "广播 电视 广电 广播和电视 广播电视台",
    "print-media": "报纸 报刊 纸媒 纸制媒体",
    "reading-point": "查阅点 查询点 公开查询点 信息公开查阅点 政府信息公开查阅点 公开查阅场所",
    "service-centre": "行政服务中心 政务服务大厅 政务大厅 办事大厅 服务中心",
    "service-station": "便民服务中心 便民服务点",
    "on-site": "入户 现场 入户现场宣传 入户宣传",
    "notice-board": "社区企事业单位村公示栏 村公示栏 社区公示栏 公示栏 公开栏 村务公开栏 社区企事业单位公示栏 电子屏 社区企事业单位村公示栏电子屏 公示栏电子屏",
    "targeted": "精准推送服务",
    "ccgp": "中国政府采购网及地方分网",
    "credit-china": "信用中国",
    "finance-designated-media": "财政部门指定媒体",
    "investment-platform": "全国投资项目在线审批监管平台",
    "trading-platform": "公共资源交易网 全国公共资源交易平台",
    "bidding-platform": "中国招标投标公共服务平台",
    "other": "其它 其他渠道",
}
CHANNELS_CALLED: Final[dict[str, Channel]] = {
    plain(name): channel  # type: ignore[misc]  # the labels' keys are the literals
    for channel, label in CHANNELS.items()
    for name in (label, *_ALSO_CALLED.get(channel, "").split())  # type: ignore[call-overload]
}
"""A channel's name as tables write it → channel."""


def heading(text: str) -> str | None:
    """What a column with this heading holds, if its heading alone can say."""
    return SINGLE.get(plain(text)) if text else None


def tick_heading(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The column of the standard and the values that a tick under this heading chooses."""
    name = plain(text)
    if name in AUDIENCES:
        return "audience", (AUDIENCES[name],)
    if name in METHODS:
        return "method", (METHODS[name],)
    if name in LEVELS_CALLED:
        return "levels", LEVELS_CALLED[name]
    if name in CHANNELS_CALLED:
        return "channels", (CHANNELS_CALLED[name],)
    return None


def level_order(levels: set[str]) -> list[str]:
    """From the highest."""
    return [level for level in LEVELS if level in levels]
