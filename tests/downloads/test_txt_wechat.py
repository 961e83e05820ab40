"""TXT, and what is pasted into WeChat."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.documents.wechat import record_wechat, wechat_section
from made_documents import BODY, DOCUMENT, HOSTILE, blocks, letters, library, nested, squeezed
from paths import REPOSITORY


def text_of(html: str) -> str:
    return squeezed("".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()))


def test_a_text_file_opens_in_old_notepads() -> None:
    data = record_txt(DOCUMENT, blocks(BODY))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_text_file_says_everything_in_order() -> None:
    text = record_txt(DOCUMENT, blocks(BODY)).decode("utf-8-sig")
    wanted = (
        "示例", DOCUMENT.title, "乌政办发〔2020〕11号", "索引号：111503/2020-1", "各区人民政府：",
        "如下[1]", "国务院文件〔https://www.gov.cn/a.htm〕", "• 第一项", "表1　分解表",
        "序号\t责任\t", "\t牵头\t配合", "1\t甲局\t乙局", "2\t\t丙局", "〔图片：流程图〕",
        "2020年5月21日", "1. 注释的文字。", "附件：任务分解表", f"网页地址：{DOCUMENT.url}",
    )  # fmt: skip
    places = [text.find(one) for one in wanted]
    assert -1 not in places and places == sorted(places)
    assert "↩" not in text


def test_both_tell_what_was_corrected() -> None:
    told = (("更正", "2021-03-04　第二条“三百元”更正为<五百元>"), ("撤回", "2022-01-01"))
    document = replace(DOCUMENT, facts=(*DOCUMENT.facts, *told), corrections=told)
    text = record_txt(document, ()).decode("utf-8-sig")
    shown = text_of(record_wechat(document, ()).decode())
    for label, said in told:
        assert f"\r\n{label}：{said}\r\n" in text
        assert squeezed(f"{label}：{said}") in shown
    assert text.count("更正：") == shown.count("更正：") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text_in_both(name: str) -> None:
    found = HOSTILE[name]
    assert letters(found) in squeezed(record_txt(DOCUMENT, found).decode("utf-8-sig"))
    assert letters(found) in text_of(record_wechat(DOCUMENT, found).decode())


def test_wechat_has_one_section_with_inline_styles_and_nothing_that_runs() -> None:
    section = wechat_section(DOCUMENT, (*blocks(BODY), *HOSTILE["markup"], *nested(9)))
    root = html5lib.parse(section, namespaceHTMLElements=False).find("body")
    assert [child.tag for child in root] == ["section"]
    for element in root.iter():
        assert element.tag not in ("script", "style", "link", "iframe")
        assert set(element.attrib) <= {
            "style", "href", "src", "alt", "colspan", "rowspan", "scope",
        }  # fmt: skip
    targets = [one.get("href") for one in root.iter("a")] + [
        one.get("src") for one in root.iter("img")
    ]
    assert all(re.match("https?://", target or "") for target in targets)
    assert "https://www.example.gov.cn/policy/2020/a/t.png" in targets


def test_a_cell_from_the_head_into_the_body_leaves_no_hole() -> None:
    source = (
        "<table><thead><tr><th rowspan=3>甲<th>乙</thead>"
        "<tbody><tr><td>丙<tr><td>丁<tr><td>戊<td>己</table>"
    )
    root = html5lib.parse(wechat_section(DOCUMENT, blocks(source)), namespaceHTMLElements=False)
    rows = [[(cell.text or "", cell.get("rowspan")) for cell in row] for row in root.iter("tr")]
    assert rows == [
        [("甲", None), ("乙", None)],
        [("", "2"), ("丙", None)],
        [("丁", None)],
        [("戊", None), ("己", None)],
    ]


def test_no_letter_of_the_project_s_documents_is_lost_in_wechat() -> None:
    for document, found in library(REPOSITORY):
        html = record_wechat(document, found).decode()
        assert letters(found) in _without_markers(html), document.id


@pytest.mark.corpus
def test_real_documents_keep_their_letters_in_both(corpus: Path) -> None:
    for document, found in list(library(corpus))[::12]:
        assert letters(found) in text_of(record_wechat(document, found).decode()), document.id
        assert letters(found) in squeezed(record_txt(document, found).decode("utf-8-sig"))


def _without_markers(html: str) -> str:
    return text_of(re.sub(r"(<p style=[^>]*>)(?:•|\d+\.) ", r"\1", html))
