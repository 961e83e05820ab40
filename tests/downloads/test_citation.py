"""How a document is cited, read back by the libraries that reference programs are built on."""

from __future__ import annotations

from datetime import date, datetime

import bibtexparser
import pytest
import rispy
from gongkai.downloads.documents.citation import bibtex, citation_key, cite, ris
from gongkai.downloads.documents.document import Document

HOSTILE = "100% {不平衡 \\end{x} $a_1^2$ #~& \x07\r\nER  - \nTY  - JOUR <b>𠮷😀"


def document(**changes: object) -> Document:
    values: dict[str, object] = {
        "id": "policy/2020/a",
        "kind": "policy",
        "title": "关于测试的通知",
        "issuers": ("测试市人民政府办公室", "测试市财政局"),
        "doc_no": "测政发〔2020〕1号",
        "index_no": "CESHI0000/2020-00001",
        "written_on": date(2020, 5, 21),
        "published_at": datetime(2020, 5, 22, 9, 30),
        "summary": "不可引用的概述",
        "keywords": ("不可引用的词",),
        "facts": (),
        "own": (),
        "attached": (),
        "sample": False,
        "archived": False,
        "url": "https://www.example.gov.cn/policy/2020/a.html",
        "site": "测试平台",
        **changes,
    }
    return Document(**values)  # type: ignore[arg-type]


def test_the_line_of_a_reference_list() -> None:
    given = (["甲", "乙"], "标题", "测〔2020〕1号", date(2020, 5, 22), "https://x/a.html")
    assert cite(*given) == "甲, 乙. 标题: 测〔2020〕1号[A/OL]. (2020-05-22). https://x/a.html."
    assert cite(["甲"], "标题", None, date(2020, 5, 22), "u").startswith("甲. 标题[A/OL].")


def test_a_key_is_the_id_and_no_two_ids_share_one() -> None:
    assert citation_key("policy/2020/a-b") == "policy:2020:a-b"
    ids = ["policy/2020/a_b", "policy/2020/a_5F_b", "policy/2020/甲", "policy/2020/_7532_"]
    keys = [citation_key(id) for id in ids]
    assert len(set(keys)) == len(keys)
    assert all(key.isascii() for key in keys)


def test_bibtex_keeps_organs_whole() -> None:
    (entry,) = bibtexparser.parse_string(bibtex(document()).decode()).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.key, entry.entry_type) == ("policy:2020:a", "misc")
    assert fields["author"] == "{测试市人民政府办公室} and {测试市财政局}"
    assert fields["title"] == "{关于测试的通知}"
    assert (fields["number"], fields["date"]) == ("测政发〔2020〕1号", "2020-05-22")
    assert (fields["mark"], fields["medium"]) == ("A", "OL")


def test_ris_has_a_tag_a_line() -> None:
    (entry,) = rispy.loads(ris(document()).decode())
    assert entry["authors"] == ["测试市人民政府办公室", "测试市财政局"]
    assert (entry["type_of_reference"], entry["title"]) == ("GOVDOC", "关于测试的通知")
    assert entry["urls"] == ["https://www.example.gov.cn/policy/2020/a.html"]


@pytest.mark.parametrize("make", [bibtex, ris])
def test_neither_tells_what_a_page_may_withhold(make: object) -> None:
    assert "不可引用" not in make(document()).decode()  # type: ignore[operator]


def test_no_text_breaks_out_of_its_field() -> None:
    hostile = document(title=HOSTILE, issuers=(HOSTILE, "a and b"), doc_no=HOSTILE, site=HOSTILE)
    library = bibtexparser.parse_string(bibtex(hostile).decode())
    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert len(library.entries[0].fields) == len(
        bibtexparser.parse_string(bibtex(document()).decode()).entries[0].fields
    )
    (entry,) = rispy.loads(ris(hostile).decode())
    assert len(entry["authors"]) == 2
    assert "\x07" not in ris(hostile).decode()
    assert ris(document(title="a\ud800b")) == ris(document(title="a b"))


def test_braces_balance_whatever_the_title() -> None:
    text = bibtex(document(title="}}{ \\ {", doc_no=None)).decode()
    assert text.count("{") == text.count("}")
    assert "number" not in text
