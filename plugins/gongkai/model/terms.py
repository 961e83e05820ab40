"""The glossary: every term of the field, English in code, Chinese for people, mapped once.

Labels follow the national policy library's table (gov.cn 政策文件库; metadata.md §5) so that a
program that reads that one reads ours.
"""

from __future__ import annotations

from typing import Final

FIELDS: Final[dict[str, str]] = {
    "title": "标题",
    "index_no": "索引号",
    "issuer": "发文机关",
    "joint_issuers": "联合发文单位",
    "publisher": "发布机构",
    "doc_no": "发文字号",
    "written_on": "成文日期",
    "published_at": "发布日期",
    "topic": "主题分类",
    "genre": "公文种类",
    "summary": "内容概述",
    "keywords": "主题词",
    "source": "来源",
    "normative": "行政规范性文件",
    "reg_no": "登记编号",
    "effective_on": "实施日期",
    "expires_on": "有效期届满日",
    "disclosure": "公开方式",
    "statutory": "法定主动公开类别",
    "catalogue": "标准目录事项",
    "relations": "文件关系",
    "gazette": "刊登于",
    "attachments": "附件",
    "outlets": "同步发布",
    "corrections": "更正和撤回",
    "archived": "已归档",
    "sample": "示例",
    "redirect_from": "旧地址",
    "validity": "有效性",
    "form": "解读形式",
    "interpreter": "解读人",
    "role": "解读人身份",
    "year": "年份",
    "issue": "期号",
    "total": "总期号",
    "published_on": "出版日期",
    "articles": "篇目",
    "pdf": "整期文件",
    "code": "项目代码",
    "stage": "当前阶段",
    "timeline": "进展",
    "disclosures": "公开内容",
    "question": "群众关切",
    "asked_on": "提出日期",
    "replied_on": "回复日期",
    "organ": "承办机关",
    "object": "办理对象",
    "conditions": "办理条件",
    "materials": "申请材料",
    "steps": "办理流程",
    "time_limit": "办理时限",
    "fee": "收费",
    "window": "办理窗口",
    "phone": "咨询电话",
    "online": "网上办理",
    "gather": "汇集规则",
    "pinned": "置顶文件",
    "hotlines": "热线电话",
}
"""Front matter keys (FORMAT) and computed fields."""

ORGAN_FACTS: Final[dict[str, str]] = {
    "duties": "主要职能",
    "address": "办公地址",
    "hours": "办公时间",
    "phone": "联系电话",
    "head": "负责人",
    "openness_office": "公开工作机构",
    "openness_contact": "公开工作联系方式",
}
"""Facts of an organ (条例 art. 20(2)): key of ``organs.yaml`` → label, in the order shown."""

RELATIONS: Final[dict[str, tuple[str, str]]] = {
    "repeals": ("废止", "被废止于"),
    "replaces": ("代替", "被代替于"),
    "amends": ("修改", "被修改于"),
    "based_on": ("依据", "作为依据用于"),
    "interprets": ("解读对象", "解读"),
    "related": ("相关文件", "相关文件"),
}
"""Relation: how it reads from the document that states it, and from the other side."""

STATUTORY: Final[dict[str, str]] = {
    "art20-1": "行政法规、规章和规范性文件",
    "art20-2": "机关职能、机构设置、联系方式和负责人",
    "art20-3": "规划及相关政策",
    "art20-4": "国民经济和社会发展统计信息",
    "art20-5": "行政许可和其他对外管理服务事项",
    "art20-6": "行政处罚、行政强制",
    "art20-7": "财政预算、决算",
    "art20-8": "行政事业性收费",
    "art20-9": "政府集中采购",
    "art20-10": "重大建设项目",
    "art20-11": "扶贫、教育、医疗、社会保障、促进就业",
    "art20-12": "突发公共事件",
    "art20-13": "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查",
    "art20-14": "公务员招考",
    "art20-15": "其他法定主动公开信息",
    "art21": "市政建设、公共服务、征收、治安、社会救助（第二十一条）",
}
"""法定主动公开类别: 政府信息公开条例 (2019) art. 20 items 1–15 and art. 21, in short form."""

TABLE: Final[dict[str, str]] = {
    "group": "一级事项",
    "title": "二级事项",
    "elements": "公开内容（要素）",
    "basis": "公开依据",
    "deadline": "公开时限",
    "publisher": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "method": "公开方式",
    "levels": "公开层级",
}
"""Columns of a standard catalogue's table (26个试点领域基层政务公开标准指引)."""

CHANNELS: Final[dict[str, str]] = {
    "website": "政府网站",
    "gazette": "政府公报",
    "new-media": "两微一端",
    "press-conference": "发布会/听证会",
    "broadcast": "广播电视",
    "print-media": "纸质媒体",
    "reading-point": "公开查阅点",
    "service-centre": "政务服务中心",
    "service-station": "便民服务站",
    "on-site": "入户/现场",
    "notice-board": "社区/企事业单位/村公示栏（电子屏）",
    "targeted": "精准推送",
    "investment-platform": "投资项目在线审批监管平台",
    "trading-platform": "公共资源交易平台",
    "bidding-platform": "招标投标公共服务平台",
    "e-bidding-platform": "电子招标投标交易平台",
    "credit-china": "信用中国网站",
    "dept-website": "部门网站",
    "ccgp": "中国政府采购网",
    "finance-designated-media": "省级财政部门指定媒体",
    "land-market": "中国土地市场网",
    "legal-service-net": "法律服务网",
    "grassroots-platform": "基层公共服务平台",
    "land-platform": "征地信息公开平台",
    "other": "其他",
}
"""公开渠道和载体, in the order of the standard tables' tick boxes."""

METHODS: Final[dict[str, str]] = {"active": "主动", "request": "依申请"}
"""公开方式 of an item."""

LEVELS: Final[dict[str, str]] = {
    "city": "市级",
    "county": "县级",
    "town": "乡级",
    "village": "村级",
}
"""公开层级."""
