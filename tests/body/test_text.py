"""The text as written: every line a paragraph, nothing renumbered, nothing lost."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from gongkai.body import ENGINES, comrak_engine, render_body
from gongkai.body.official import BLANKS, commonmark
from gongkai.body.plain import plain_html
from hypothesis import given, settings
from hypothesis import strategies as st

ADDRESS = "policy/2020/x.html"


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.text)


def html(source: str) -> str:
    return render_body(source, ADDRESS).html


def paragraphs(html: str) -> int:
    """Lines that stand as one: a number may make a head of one."""
    return len(re.findall(r"<(?:p|h\d)[ >]", html))


def plain(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in BLANKS)


AS_WRITTEN = [
    "2. 乙", "3) 甲", "2020. 5", "1.", "10. 十", "第三条 内容", "（四）内容", "- 5 -", "- 5℃", "+ 加",
    "A=B*C*D", "5*3*2", "净资产*系数*参数", "（*注）", "*", "**", "138****1234", "张**，李**",
    "（____年____）", "a_b", "__init__", "国发[2020](11)号", "[1]: 说明", "[^9]: 注", "[链接]（http…）",
    "<SS>", "x<y", "印发<规划>的通知", "<!说明>", "<?xml", "<", "<<甲>>", ">95%", ">", "#", "#无空格",
    "##", "~~~~~~", "甲~乙~丙", "~~甲~~", "- [ ] 未选"[2:], "1、", "1．", "①", "$5*3$", "====", "***",
    "```", "```未完", "甲 ` 乙", "A|B", "| 甲", ":---", "'引' \"号\"", "--", "...", "(c)", "A&sp;B", "&",
    "=", "+", "-", "|---|", "2*3和4*5", "*开头没有结尾", "结尾*", "】*【", "-无空格", "*无空格", "^上标^",
    "=重点=", "==重点==", "||遮||", ":笑:", "H~2~O", "[[维基]]", "{#标识}", "{: .类}", "> "[:1] + "引",
]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("line", AS_WRITTEN)
def test_text_that_looks_like_markup_is_shown_as_written(line: str, engine: str) -> None:
    body = render_body(f"前文\n{line}\n后文", ADDRESS, ENGINES[engine])
    assert plain(shown(body.html)) == plain(f"前文{line}后文")
    assert paragraphs(body.html) == 3


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*强调*和**粗**", "<em>强调</em>和<strong>粗</strong>"),
        ("**“重点”**内容", "<strong>“重点”</strong>内容"),
        ("中文**加粗。**后", "中文<strong>加粗。</strong>后"),
        ("# 一级", '<h2 id="s-1">一级</h2>'),
        ("# 一级\n## 二级", '<h3 id="s-2">二级</h3>'),
        ("---", "<hr>"),
        ("`a*b*c`", "<code>a*b*c</code>"),
        ("<u>下划线</u>", "<u>下划线</u>"),
        ("> 引文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("&hellip;", "…"),
    ],
)
def test_markup_is_markup(source: str, expected: str) -> None:
    assert expected in html(source).replace("<hr />", "<hr>")


@pytest.mark.parametrize("blank", ["    ", "\t", "\u3000\u3000", "\u00a0", "\ufeff", "\u200b"])
def test_leading_blanks_are_no_code(blank: str) -> None:
    assert html(f"甲\n{blank}乙") == "<p>甲</p>\n<p>乙</p>\n"


def test_a_line_above_dashes_is_no_heading() -> None:
    assert html("甲\n---\n乙\n===").replace("<hr />", "<hr>") == (
        "<p>甲</p>\n<hr>\n<p>乙</p>\n<p>===</p>\n"
    )


def test_lists_nest_and_hold_several_paragraphs() -> None:
    made = html("- 甲\n  续甲\n\n  1. 再续\n  - 乙\n    - 丙\n- 丁\n戊").replace("\n", "")
    assert made == (
        "<ul><li><p>甲</p><p>续甲</p><p>1. 再续</p><ul><li>乙<ul><li>丙</li></ul></li></ul></li>"
        "<li><p>丁</p></li></ul><p>戊</p>"
    )


def test_a_footnote_holds_several_paragraphs() -> None:
    made = html("见[^1]。\n[^1]: 注文\n    2. 续注\n\n    再续\n后文").replace("\n", "")
    note = made[made.index('<li id="fn-1">') :]
    assert note.startswith('<li id="fn-1"><p>注文</p><p>2. 续注</p><p>再续')
    assert 'aria-label="返回正文"' in note
    assert made.startswith("<p>见<sup")
    assert "<p>后文</p>" in made


def test_a_full_width_blank_continues_no_list() -> None:
    assert html("- 甲\n\u3000\u3000乙").replace("\n", "") == "<ul><li>甲</li></ul><p>乙</p>"


def test_tables_are_kept_whole() -> None:
    made = html("甲 | 乙\n---|---\n1*2*3 | a_b\n后文")
    assert "<td>1*2*3</td>" in made
    assert "<td>a_b</td>" in made
    assert "<p>后文</p>" in made


def test_a_merged_table_with_blank_lines_is_kept_whole() -> None:
    made = html('<table>\n<tr><td rowspan="2">甲</td>\n\n    <td>乙</td></tr>\n</table>\n后文')
    assert '<td rowspan="2">甲</td>' in made
    assert "<td>乙</td>" in made
    assert "<pre>" not in made
    assert made.endswith("<p>后文</p>\n")


def test_a_bare_address_ends_where_chinese_begins() -> None:
    made = html("见http://a.cn/b_c，后文。（https://b.cn/d）")
    assert 'href="http://a.cn/b_c"' in made
    assert 'href="https://b.cn/d"' in made
    assert shown(made).strip() == "见http://a.cn/b_c，后文。（https://b.cn/d）"


LINE = st.text("甲乙丙1.2)- +*_#>[]()|<>/~`!\\&;:=\"'　\t^$ab", max_size=30)


@settings(deadline=None, max_examples=400)
@given(st.lists(LINE, max_size=8))
def test_letters_and_figures_are_neither_lost_nor_moved(lines: list[str]) -> None:
    source = "\n".join(lines)
    wanted = [c for c in source if c in "甲乙丙"]
    seen = [c for c in shown(html(source)) if c in "甲乙丙"]
    # A link's address and a comment are markup; nothing of these lines is either but by accident.
    if "](" not in source and "]:" not in source and "<!--" not in source:
        assert seen == wanted


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text("甲乙丙，。12345.)、（）〔〕《》“” \u3000-", max_size=20), max_size=8))
def test_ordinary_lines_are_shown_character_for_character(lines: list[str]) -> None:
    source = "\n".join(lines)
    visible = [line for line in lines if plain(line) and not set(plain(line)) <= {"-"}]
    if any(line.strip(BLANKS).startswith("- ") for line in lines):
        return
    made = html("\n".join(visible))
    assert plain(shown(made)) == plain("".join(visible))
    assert paragraphs(made) == len(visible), source


@settings(deadline=None, max_examples=1500)
@given(
    st.text("甲1.)- +=~>#\"'　 \t\n/:，$^@!?{}()\u2028\x1c\ud800", max_size=60)
    | st.lists(st.sampled_from(AS_WRITTEN)).map("\n".join)
)
def test_a_text_without_markup_is_what_the_engine_makes_of_it(source: str) -> None:
    plain = plain_html(source)
    if plain is not None and "\ud800" not in source:
        assert plain == comrak_engine(commonmark(source))


@settings(deadline=None)
@given(st.text(max_size=300) | st.text("-*+>#`~|[]()<&\n \t0.", max_size=300))
def test_arbitrary_text_never_raises(source: str) -> None:
    for engine in ENGINES.values():
        render_body(source, ADDRESS, engine).html.encode()


def test_lone_surrogates_and_nul_become_replacement_characters() -> None:
    assert html("甲\ud800\0乙") == "<p>甲\ufffd\ufffd乙</p>\n"


@pytest.mark.parametrize(
    "piece",
    ["甲", "*", "_", "[", "](", "<", "<b", "`", "`a``", "> ", "**a", "&", "|", "![", "http://"],
)
def test_a_megabyte_in_one_line_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    render_body(piece * (200_000 // len(piece)), ADDRESS)
    small = time.process_time() - start
    start = time.process_time()
    render_body(piece * (800_000 // len(piece)), ADDRESS)
    assert time.process_time() - start < 12 * small + 1


@pytest.mark.parametrize("piece", ["> ", "- ", "  " * 3 + "- 甲\n", "[", "**", "<div>"])
def test_ten_thousand_levels_do_not_crash(piece: str) -> None:
    render_body(piece * 10_000 + "甲", ADDRESS)


def test_what_dresses_a_pasted_table_goes_without_a_word() -> None:
    source = (
        '<table border="1" style="width:9cm"><tr><td width=9 onclick="x()">甲</td></tr></table>'
    )
    body = render_body(source, ADDRESS)
    assert "style" not in body.html
    assert [(fault.code, fault.message) for fault in body.faults] == [
        ("GK404", "正文里的onclick不能用，不会显示")
    ]
