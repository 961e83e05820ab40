"""An issue that the office brings as PDF: its own stands first, the one that is set beside it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import html5lib
import pytest
from building import build_site
from gongkai.downloads.documents.pdf.press import no_fonts
from printed import FONTS, pages_of, squeezed
from sources import source, write, write_catalogue

FACTS: dict[str, Any] = {
    "year": 2020,
    "issue": 1,
    "published_on": "2020-06-01",
    "doc_no": ...,
    "written_on": ...,
    "published_at": ...,
}


@pytest.mark.skipif(no_fonts(FONTS) is not None, reason="scripts/fonts has not run")
def test_an_issue_is_set_beside_the_pdf_that_the_office_brings(tmp_path: Path) -> None:
    original = b"%PDF-1.4 original"
    listed = {"articles": [{"section": "文件", "record": "policy/2020/a"}]}
    brought = {"title": "某公报2020年第1期", "index_no": "X/2020-1", "pdf": "1.pdf", **listed}
    files = {
        "gazette/2020/1.md": source("编者按。\n", **FACTS, **brought),
        "gazette/2020/1/1.pdf": original,
        "gazette/2020/2.md": source(**FACTS | {"issue": 2}, **listed),
        "policy/2020/a.md": source(title="关于河道清淤的通知"),
    }
    write(tmp_path / "content", files)
    write_catalogue(tmp_path / "catalogue")
    site = tmp_path / "site"
    build_site(site, tmp_path / "content", tmp_path / "catalogue", downloads="all")
    page = html5lib.parse((site / "gazette/2020/1.html").read_bytes(), namespaceHTMLElements=False)
    links = {a.get("href"): "".join(a.itertext()) for a in page.iter("a") if a.get("class")}
    assert links["../../gazette/2020/1/1.pdf"] == "原版PDF"
    assert links["../../gazette/2020/1.pdf"] == "本站重排PDF"
    assert "整期公报（原版）" in "".join(page.itertext())
    assert (site / "gazette/2020/1/1.pdf").read_bytes() == original
    whole = squeezed("".join(pages_of((site / "gazette/2020/1.pdf").read_bytes())))
    order = ("目录", "卷首·", "文件关于河道清淤的通知·", "编者按。", "正文。")
    assert sorted(map(whole.index, order)) == list(map(whole.index, order))
    with zipfile.ZipFile(site / "gazette/2020/1.zip") as archive:
        assert archive.namelist() == ["1.pdf", "1.epub", "1/1.pdf"]
        assert archive.read("1/1.pdf") == original
    facts = json.loads((site / "gazette/2020/1.json").read_text("utf-8"))
    assert [one["address"] for one in facts["files"]] == ["gazette/2020/1/1.pdf"]
    assert "gazette/2020/1.pdf" in [one["address"] for one in facts["formats"]]
    alone = (site / "gazette/2020/2.html").read_text("utf-8")
    assert ">PDF</a>" in alone and "原版" not in alone and "重排" not in alone
