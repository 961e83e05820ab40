"""Files of an editor never take the address of one that the site makes."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.model import Diagnostic
from sources import source

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
