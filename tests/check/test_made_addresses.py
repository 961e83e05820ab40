"""Files of an editor never take the address of one that the site makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import build_site
from gongkai.downloads.documents.making import FORMS
from gongkai.model import Diagnostic
from gongkai.model.made_files import MADE_ENDINGS, OF_TEXTS
from gongkai.pages.record_files import LEVELS
from mkdocs.exceptions import Abort
from sources import source, write, write_catalogue

Find = Callable[..., list[Diagnostic]]


def test_a_file_beside_a_page_may_not_be_one_that_the_site_makes(faults: Find) -> None:
    found = faults(
        {
            "policy/2020/a.md": source("好\n\n[甲](A.pdf)\n\n[乙](b.pdf)\n"),
            "policy/2020/A.pdf": b"%PDF",
            "policy/2020/b.pdf": b"%PDF",
        }
    )
    assert [(one.code, one.level.value) for one in found] == [("GK605", "error")]
    assert "policy/2020/A.pdf" in found[0].message


def test_nor_may_an_attachment_be_one_of_a_record_in_its_folder(faults: Find) -> None:
    found = faults(
        {
            "policy/2020/a.md": source(attachments=[{"file": "b.docx"}, {"file": "a.docx"}]),
            "policy/2020/a/a.docx": b"PK",
            "policy/2020/a/b.docx": b"PK",
            "policy/2020/a/b.md": source(),
        }
    )
    assert [one.code for one in found] == ["GK605"]


def addresses(faults: Find, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.file, one.code) for one in faults(files)]


def test_a_record_may_not_take_the_address_of_anothers_file(faults: Find) -> None:
    files = {"policy/2020/g.md": source(), "policy/2020/G.wechat.md": source()}
    assert addresses(faults, files) == [("policy/2020/G.wechat.md", "GK303")]


def test_nor_that_of_a_handbook(faults: Find) -> None:
    facts = {"doc_no": ..., "object": "市民"}
    found = faults({"service/handbook/2.md": source(**facts)})
    assert [(one.code, one.level.value) for one in found if one.code == "GK303"] == [
        ("GK303", "error")
    ]
    assert "service/handbook/2.html" in found[0].message


def test_a_link_to_a_handbook_leads_somewhere(faults: Find) -> None:
    body = "好\n\n[册](../handbook/index.html) [二](../handbook/1.html) [无](../handbook/2.html)\n"
    found = faults({"service/2020/a.md": source(body, doc_no=..., object="市民")})
    assert [(one.code, "handbook/2.html" in one.message) for one in found] == [("GK410", True)]


def test_nor_may_an_old_address(faults: Find) -> None:
    old = ["/service/handbook/index.html", "/policy/2020/D.wechat.html", "/old/one.html"]
    found = faults({"policy/2020/d.md": source(), "policy/2020/e.md": source(redirect_from=old)})
    assert [one.code for one in found] == ["GK303", "GK303"]
    assert {old[n] in one.message for n, one in enumerate(found)} == {True}


def test_every_file_that_a_build_makes_has_a_known_ending() -> None:
    made = {ending for level in LEVELS.values() for ending in level}
    assert made == set(FORMS) == set(OF_TEXTS) and made < set(MADE_ENDINGS)


def test_what_still_collides_is_said_in_chinese(tmp_path: Path) -> None:
    content = write(
        tmp_path / "content",
        {"policy/2020/g.md": source(), "policy/2020/g.wechat.md": source(doc_no="甲〔2020〕1号")},
    )
    catalogue = write_catalogue(tmp_path / "catalogue")
    with pytest.raises(Abort, match=r"网址policy/2020/g\.wechat\.html有两份"):
        build_site(
            tmp_path / "site", content, catalogue, stop=False, search=False, downloads="docx"
        )
