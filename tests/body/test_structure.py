"""Official text gets its shape from its printed numbers, and keeps every character."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from gongkai.body import ENGINES, Body, Heading, render_body
from gongkai.body.engines import comrak_engine
from gongkai.body.numbers import arabic
from gongkai.body.official import commonmark
from gongkai.body.structure import structured
from hypothesis import given, settings
from hypothesis import strategies as st

ADDRESS = "policy/2020/x.html"
BODY_TEXT = "这一段是正文。"


def made(*lines: str) -> list[str]:
    """Each line as it is rendered."""
    return render_body("\n".join(lines), ADDRESS).html.splitlines()


def shape(*lines: str) -> list[str]:
    """The tag and class of each line."""
    found = re.findall(r'<(p|h\d)(?: class="(\w+)")?[^>]*>', "\n".join(made(*lines)))
    return [f"{tag}.{kind}" if kind else tag for tag, kind in found]


def entries(*lines: str) -> list[tuple[int, str, str]]:
    body = render_body("\n".join(lines), ADDRESS)
    return [(heading.level, heading.id, heading.text) for heading in body.headings]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第三章 监督检查", '<h2 class="b0" id="di-3-zhang">第三章 监督检查</h2>'),
        ("第十二章附则", '<h2 class="b0" id="di-12-zhang">第十二章附则</h2>'),
        ("第一编　总则", '<h2 class="b0" id="di-1-bian">第一编　总则</h2>'),
        ("第二分编 合同", '<h2 class="b0" id="di-2-fenbian">第二分编 合同</h2>'),
        ("第三章规定的事项由市局办理。", "<p>第三章规定的事项由市局办理。</p>"),
        ("一、总体安排", '<h2 class="b1" id="s-1">一、总体安排</h2>'),
        (
            "一、总体安排。各部门要早部署。",
            '<p class="b1" id="s-1"><strong>一、总体安排。</strong>各部门要早部署。</p>',
        ),
        ("一、各部门要早部署、早落实。", '<p class="b1">一、各部门要早部署、早落实。</p>'),
        ("一、办理时要带的材料：", '<p class="b1">一、办理时要带的材料：</p>'),
        ("一、时间：春季", '<p class="b1">一、时间：春季</p>'),
        ("一、", '<p class="b1">一、</p>'),
        (
            "二、本通知自印发之日起施行。旧的通知同时废止。",
            '<p class="b1">二、本通知自印发之日起施行。旧的通知同时废止。</p>',
        ),
        ("（二）用水安全", '<h2 class="b2h" id="s-1">（二）用水安全</h2>'),
        ("(二)用水安全", '<h2 class="b2h" id="s-1">(二)用水安全</h2>'),
        (
            "（一）加强巡查。每周至少两次。",
            '<p class="b2" id="s-1"><strong>（一）加强巡查。</strong>每周至少两次。</p>',
        ),
        ("（一）没有按时报送的；", '<p class="b2">（一）没有按时报送的；</p>'),
        ("（四）其他情形。", '<p class="b2">（四）其他情形。</p>'),
        ("（四）其他情形。”", '<p class="b2">（四）其他情形。”</p>'),
        ("1.登记", '<p class="b3">1.登记</p>'),
        ("2．登记", '<p class="b3">2．登记</p>'),
        ("3、登记", '<p class="b3">3、登记</p>'),
        ("10. 登记", '<p class="b3">10. 登记</p>'),
        ("（1）登记", '<p class="b3">（1）登记</p>'),
        ("(1)登记", '<p class="b3">(1)登记</p>'),
        ("1.5亿元用于修渠", "<p>1.5亿元用于修渠</p>"),
        ("2020年修渠", "<p>2020年修渠</p>"),
        ("一是早部署。", "<p>一是早部署。</p>"),
        (
            "第五条 各区应当公开。",
            '<p class="tiao" id="di-5-tiao"><strong>第五条</strong> 各区应当公开。</p>',
        ),
        (
            "第六条　各区应当公开。",
            '<p class="tiao" id="di-6-tiao"><strong>第六条</strong>　各区应当公开。</p>',
        ),
        ("第7条", '<p class="tiao" id="di-7-tiao"><strong>第7条</strong></p>'),
        (
            "第十条之一 公开的期限。",
            '<p class="tiao" id="di-10-tiao-zhi-1"><strong>第十条之一</strong> 公开的期限。</p>',
        ),
        ("第五条规定的期限为十日。", "<p>第五条规定的期限为十日。</p>"),
        ("第五条第二款所说的期限", "<p>第五条第二款所说的期限</p>"),
    ],
)
def test_a_printed_number_gives_a_line_its_class(line: str, expected: str) -> None:
    assert made(line) == [expected]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("五", 5), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("两百", 200),
        ("一千二百六十", 1260), ("二〇", 20), ("一○", 10), ("15", 15), ("１２", 12),
    ],
)  # fmt: skip
def test_numerals_become_figures(numeral: str, value: int) -> None:
    assert arabic(numeral) == value


def test_sections_have_the_chapter_in_their_ids() -> None:
    lines = ("第一章 甲", "第一节 乙", "第二章 丙", "第一节 丁")
    assert [id for _, id, _ in entries(*lines)] == [
        "di-1-zhang",
        "di-1-zhang-di-1-jie",
        "di-2-zhang",
        "di-2-zhang-di-1-jie",
    ]
    assert shape(*lines) == ["h2.b0", "h3.b0", "h2.b0", "h3.b0"]


def test_articles_without_a_blank_are_articles_where_they_run_on_in_order() -> None:
    lines = ("第一条为了节水。", "第二条各级要节水。", "第二条规定的水。", "第三条市局管水。")
    assert shape(*lines) == ["p.tiao", "p.tiao", "p", "p.tiao"]
    assert made(*lines)[1].startswith('<p class="tiao" id="di-2-tiao"><strong>第二条</strong>各级')
    assert shape("第五条市局管水。", BODY_TEXT) == ["p", "p"]


def test_a_citation_among_articles_with_blanks_is_no_article() -> None:
    assert shape("第一条 甲。", "第二条 乙。", "第三条经市局同意。", "第三条 丙。") == [
        "p.tiao",
        "p.tiao",
        "p",
        "p.tiao",
    ]


def test_an_annex_has_articles_of_its_own() -> None:
    text = "\n".join(made("第一条 甲。", "第一条之一 乙。", "第一条 丙。", "第一条 丁。"))
    assert re.findall(r'id="([^"]*)"', text) == [
        "di-1-tiao",
        "di-1-tiao-zhi-1",
        "di-1-tiao-2",
        "di-1-tiao-3",
    ]


def test_what_is_counted_under_an_article_is_no_head() -> None:
    assert shape("第二条 要带：", "（一）申请", "（二）证明。用原件。", "第三章 附则") == [
        "p.tiao",
        "p.b2",
        "p.b2",
        "h2.b0",
    ]


def test_one_short_sentence_among_items_is_no_head() -> None:
    lines = ("（一）缴费满半年的可以申请。", "（二）家庭没有住房。以登记为准。", "（三）人在本市。")
    assert shape("一、条件", *lines) == ["h2.b1", "p.b2", "p.b2", "p.b2"]
    assert entries("一、条件", *lines) == [(2, "s-1", "一、条件")]


def test_run_in_heads_stand_one_level_below_the_open_heading() -> None:
    assert entries(
        "一、保障",
        "（一）责任。要落实。",
        "（二）经费。要保证。",
        "二、检查",
        "三、其他。另行通知。",
    ) == [
        (2, "s-1", "一、保障"),
        (3, "s-2", "（一）责任。"),
        (3, "s-3", "（二）经费。"),
        (2, "s-4", "二、检查"),
        (2, "s-5", "三、其他。"),
    ]


@pytest.mark.parametrize(
    "line",
    ["各区人民政府，市政府各部门：", "各有关单位:", "市水务局：", "各旗县（区）：", "各缴存职工："],
)
def test_the_addressee_stands_before_the_text(line: str) -> None:
    assert shape(line, BODY_TEXT) == ["p.to", "p"]
    assert shape("关于节水的通知", "（2020年5月1日市政府发布）", line) == ["p", "p.hist", "p.to"]
    assert shape("一、节水", line) == ["h2.b1", "p"]


@pytest.mark.parametrize(
    "line",
    ["现通知如下：", "发文机关：", "下列单位：", "经研究决定。请各区：", "一、各区："],
)
def test_what_only_ends_like_an_addressee_is_none(line: str) -> None:
    assert "p.to" not in shape(line, BODY_TEXT)


@pytest.mark.parametrize(
    "date",
    ["2020年5月21日", "二〇二〇年五月二十一日", "二○二○年五月二十一日", "2020 年 5 月 21 日"],
)
def test_a_signature_is_a_date_and_the_organs_before_it(date: str) -> None:
    assert shape(BODY_TEXT, "乌海市人民政府", "市财政局 市审计局", date) == ["p"] + 3 * ["p.sign"]
    assert shape(BODY_TEXT, "乌海市水务局（代章）", date) == ["p", "p.sign", "p.sign"]
    assert shape(BODY_TEXT, date) == ["p", "p.sign"]
    assert shape("关于节水的通知", date, BODY_TEXT) == ["p", "p", "p"]
    assert shape(BODY_TEXT, "发布日期：", date) == ["p", "p", "p"]


@pytest.mark.parametrize("title", ["乌海市节水办法", "乌海市节水规划（试行）", "节水设备清单"])
def test_an_annex_begins_with_its_title(title: str) -> None:
    end = (BODY_TEXT, "市水务局", "2020年5月21日")
    assert shape(*end, title, BODY_TEXT)[2:] == ["p.sign", "p.doct", "p"]
    assert shape(*end, "（此件公开发布）", title)[2:] == ["p.sign", "p", "p.doct"]
    assert shape(BODY_TEXT, "附件1", title) == ["p", "p", "p.doct"]
    assert shape(BODY_TEXT, "附：", "乌海市", title, "（试行）")[2:] == 3 * ["p.doct"]
    assert shape(BODY_TEXT, title) == ["p", "p"]


def test_headings_of_an_annex_stand_under_none_before_it() -> None:
    lines = ("第一章 甲", BODY_TEXT, "2020年5月21日", "节水办法", "一、乙", "第一节 丙")
    assert [(level, id) for level, id, _ in entries(*lines)] == [
        (2, "di-1-zhang"),
        (2, "s-1"),
        (2, "di-1-jie"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "（2020年5月1日市人民代表大会通过）",
        "2020年5月1日 市人民政府令第5号公布",
        "(根据2021年5月1日《关于修改节水办法的决定》修正)",
    ],
)
def test_notes_of_adoption_stand_at_the_beginning(line: str) -> None:
    assert shape("节水办法", line, BODY_TEXT) == ["p", "p.hist", "p"]
    assert shape(*6 * [BODY_TEXT], line)[-1] == "p"


def test_notes_of_adoption_run_on_and_take_several_lines() -> None:
    assert shape(*8 * ["2020年5月1日修订"]) == 8 * ["p.hist"]
    assert shape("（2019年5月1日通过", "第一次修正）", BODY_TEXT) == ["p.hist", "p.hist", "p"]
    assert shape("2020年5月1日起施行的办法要改。") == ["p"]


def test_headings_nest_whoever_wrote_them() -> None:
    lines = ("#### 说明", "第一章 甲", "一、乙", "（一）丙", "## 附件", "第一章 丁", "<h1>戊</h1>")
    assert [(level, id) for level, id, _ in entries(*lines)] == [
        (2, "s-1"),
        (3, "di-1-zhang"),
        (4, "s-2"),
        (5, "s-3"),
        (2, "s-4"),
        (3, "di-1-zhang-2"),
        (2, "s-5"),
    ]


def test_an_author_heading_with_a_number_ranks_by_its_number() -> None:
    lines = ("## 第一章 甲", "## 第一节 乙", "## 一、丙", "## （一）丁。", "## 第二章 戊")
    assert shape(*lines) == ["h2.b0", "h3.b0", "h4.b1", "h5.b2h", "h2.b0"]


def test_author_headings_without_a_number_nest_by_their_level() -> None:
    lines = (
        "## 一、甲",
        "### 范围",
        "#### 1. 乙",
        "## 二、丙",
        "### （一）丁",
        "#### 1. 戊",
        "## 己",
    )
    assert shape(*lines) == ["h2.b1", "h3", "h4", "h2.b1", "h3.b2h", "h4", "h2"]


def test_ids_of_the_content_are_not_doubled() -> None:
    text = '<b id="s-1">甲</b>\n<b id="di-1-tiao">乙</b>\n一、丙\n第一条 丁。\n<h3 id="x">戊</h3>'
    body = render_body(text, ADDRESS)
    assert re.findall(r'id="([^"]*)"', body.html) == ["s-1", "di-1-tiao", "s-2", "di-1-tiao-2", "x"]
    assert body.headings == (Heading(2, "s-2", "一、丙"), Heading(2, "x", "戊"))


def test_a_class_of_the_content_stays() -> None:
    html = render_body('<h2 class="my">一、甲</h2>', ADDRESS).html
    assert html.strip() == '<h2 id="s-1" class="b1 my">一、甲</h2>'


def test_markup_in_a_head_is_neither_wrapped_nor_lost() -> None:
    assert made("**一、甲。**乙。") == ['<p class="b1" id="s-1"><strong>一、甲。</strong>乙。</p>']
    assert made("（一）**甲**乙。丙。") == [
        '<p class="b2" id="s-1">（一）<strong>甲</strong>乙。丙。</p>'
    ]
    assert made("第<u>五</u>条 丙。") == ['<p class="tiao" id="di-5-tiao">第<u>五</u>条 丙。</p>']


def test_a_footnote_is_no_part_of_an_entry() -> None:
    assert entries("一、甲[^1]", "[^1]: 乙")[0] == (2, "s-1", "一、甲")


@pytest.mark.parametrize(
    "source",
    ["- 一、甲", "> 一、甲", "<details><p>一、甲</p></details>", "|一、甲|\n|---|\n|第一条 乙|",
     "甲[^1]\n[^1]: 一、乙\n\n    第一条 丙", "```\n一、甲\n```"],
)  # fmt: skip
@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_in_something_else_is_left_alone(source: str, engine: str) -> None:
    html = render_body(source, ADDRESS, ENGINES[engine]).html
    assert not re.search(r'class="(?:b\d|tiao)', html)


def test_a_printed_list_of_contents_heads_nothing() -> None:
    lines = ("目　录", "第一章 甲", "第二章 乙", "第一章 甲", BODY_TEXT, "第二章 乙", BODY_TEXT)
    assert shape(*lines) == ["p", "p", "p", "h2.b0", "p", "h2.b0", "p"]
    lines = ("目录", "第一章 甲……1", "第二章 乙……15", *lines[3:])
    assert shape(*lines) == ["p", "p", "p", "h2.b0", "p", "h2.b0", "p"]


def test_a_text_without_numbers_is_left_as_it_is() -> None:
    html = "<p>甲。</p>\n<p>乙。</p>\n"
    assert structured(html) == (html, (), ())


LINES = [
    "第一编 总则", "第一章 甲", "第二章乙", "第一节 丙", "第一条 丁。", "第二条戊。", "第十条之一 己",
    "一、庚", "二、辛。壬。", "三、癸；", "（一）甲", "（二）乙。丙。", "(三)丁；", "1.戊", "（1）己",
    "各区人民政府：", "市水务局", "2020年5月21日", "附件1", "节水办法", "（试行）", "目录",
    "（2020年5月1日通过）", "（2020年5月1日通过", "这是正文。", "## 自己的", "###### 六级", "### 第一条 甲", "**一、粗。**后",
    "<h1>一</h1>", '<h4 id="s-2" class="k">四</h4>', '<b id="di-1-tiao">标</b>', "<div>", "</div>",
    "<h2><div><h5>内</h5></div></h2>", "- 一、甲", "> 第一条 乙", "甲[^1]", "[^1]: （一）注", "---",
    "一、*甲", "第一条 &lt;甲&gt;", "一、A&amp;B", "（一）“甲。乙”丙。", "<p>一、甲</p>", "&emsp;第三条 甲",
]  # fmt: skip
ANY_LINE = st.sampled_from(LINES) | st.text(
    "第一二三条章节、（）()。；：1.2 　年月日<b>/*#&;甲", max_size=20
)


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def rendered(lines: list[str], engine: str) -> tuple[Body, _Page]:
    body = render_body("\n".join(lines), ADDRESS, ENGINES[engine])
    return body, _Page(body.html)


@settings(deadline=None, max_examples=400)
@given(st.lists(ANY_LINE, max_size=14))
def test_no_character_changes(lines: list[str]) -> None:
    html = comrak_engine(commonmark("\n".join(lines)))
    shaped = structured(html).html
    assert re.sub(r"<[^<>]*>", "", shaped) == re.sub(r"<[^<>]*>", "", html)
    assert "".join(_Page(shaped).text) == "".join(_Page(html).text)


@settings(deadline=None, max_examples=400)
@given(st.lists(ANY_LINE, max_size=14), st.sampled_from(sorted(ENGINES)))
def test_headings_nest_and_every_id_is_unique(lines: list[str], engine: str) -> None:
    body, page = rendered(lines, engine)
    written = re.findall(r'<b id="[^"]*"|<h4 id="[^"]*"', "\n".join(lines))
    if len(set(written)) == len(written):
        assert len(set(page.ids)) == len(page.ids)
    assert {heading.id for heading in body.headings} <= set(page.ids)
    assert not any(id.startswith("gk-") for id in page.ids)
    last = 1
    for level in page.levels:
        assert 2 <= level <= last + 1
        last = level


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(LINES[:27]), max_size=14))
def test_every_engine_gives_the_same_shape(lines: list[str]) -> None:
    bodies = [rendered(lines, engine)[0] for engine in sorted(ENGINES)]
    tags = [re.findall(r"<(?:p|h\d)[^>]*>", body.html) for body in bodies]
    assert tags[0] == tags[1]
    assert bodies[0].headings == bodies[1].headings
