"""A record in a folder that is no column is never published as a page: it is an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.model import Diagnostic, Level
from sources import source

Finder = Callable[..., list[Diagnostic]]
WITHHELD = "title: 甲\ndisclosure: 不予公开\nindex_no: A/2026-00001\n"


def only(found: list[Diagnostic], file: str) -> Diagnostic:
    assert [(fault.file, fault.code) for fault in found] == [(file, "GK108")]
    return found[0]


@pytest.mark.parametrize(
    ("file", "cure"),
    [
        ("annual-report/2026/x.md", "请移到report/2026/x.md"),
        ("Policy/2026/x.md", "请移到policy/2026/x.md"),
        ("mn/polcy/2026/x.md", "请移到mn/policy/2026/x.md"),
        ("zhengce/x.md", "请移到栏目的文件夹里：policy、"),
        ("x.md", "请移到栏目的文件夹里：policy、"),
    ],
)
def test_it_is_an_error_with_the_folder_that_was_meant(
    faults: Finder, file: str, cure: str
) -> None:
    fault = only(faults({file: f"---\n{WITHHELD}---\n正文。\n"}), file)
    assert (fault.line, fault.level) == (3, Level.ERROR)
    assert "有disclosure、index_no" in fault.message
    assert fault.cure.startswith(cure)


def test_a_whole_record_names_a_few_of_its_keys(faults: Finder) -> None:
    fault = only(faults({"reports/x.md": source()}), "reports/x.md")
    assert "有index_no、issuer、doc_no" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{WITHHELD}\n正文。\n",
        f"---\n{WITHHELD}...\n正文。\n",
        f"{WITHHELD}\n正文。\n",
        f"\n---\n{WITHHELD}---\n正文。\n",
        f"---\n# 说明\n{WITHHELD}正文。\n",
        '---\n{title: 甲, "disclosure": 不予公开}\n---\n正文。\n',
        "---\nTitle: 甲\nDisclosure: 不予公开\n---\n正文。\n",
        "---\ntitle: 甲\ndisclosure：不予公开\n\n正文。\n",
    ],
)
def test_spoilt_front_matter_hides_nothing(faults: Finder, text: str) -> None:
    """Without marks MkDocs would print it, or take it for its own."""
    only(faults({"annual-report/x.md": text}), "annual-report/x.md")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 甲\ndescription: 乙\nkeywords: [丙]\n---\n正文。\n",
        "# 甲\n\ndisclosure: 不予公开\n",
        "甲是这样说的：\n\nissuer: 乙\n",
        "",
    ],
)
def test_a_page_is_no_record(faults: Finder, text: str) -> None:
    assert faults({"about/x.md": text}) == []
