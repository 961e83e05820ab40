"""Emblem and badges: issued by others, never drawn; a picture that is named must be there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from building import build_site
from gongkai.check import findings
from gongkai.load import Loaded
from gongkai.model import Diagnostic
from sources import source, write, write_catalogue

DAY = date(2026, 6, 30)
RECORD: dict[str, str | bytes] = {"policy/2020/a.md": source()}


def test_marks_that_are_still_to_come_are_said(loaded: Callable[..., Loaded]) -> None:
    found = findings(loaded(RECORD), DAY)
    said = [f.message.split("（")[0] for f in found if f.code == "GK515"]
    assert said == ["badge", "emblem", "error_report"]


def test_a_picture_that_is_not_there_stops_the_build(
    faults: Callable[..., list[Diagnostic]],
) -> None:
    site = {
        "name": "示例市政府信息公开平台",
        "host": "www.example.gov.cn",
        "emblem": "biaozhi/hui.svg",
    }
    found = [f for f in faults(RECORD, site=site) if f.code == "GK516"]
    assert [(f.file, f.level) for f in found] == [("catalogue/site.yaml", "error")]


def test_given_marks_stand_on_every_page(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {**RECORD, "biaozhi/hui.svg": b"<svg/>"})
    catalogue = write_catalogue(
        tmp_path / "catalogue",
        site={
            "name": "示例市政府信息公开平台",
            "host": "www.example.gov.cn",
            "emblem": "biaozhi/hui.svg",
            "badge": "https://badge.example.cn/1",
            "portal_name": "示例市人民政府",
            "portal_url": "https://www.example.gov.cn/",
        },
    )
    build_site(tmp_path / "site", content, catalogue)
    assert (tmp_path / "site/biaozhi/hui.svg").read_bytes() == b"<svg/>"
    for page, root in (("index.html", ""), ("404.html", ""), ("policy/2020/a.html", "../../")):
        html = (tmp_path / "site" / page).read_text()
        assert f'src="{root}biaozhi/hui.svg"' in html, page
        assert 'href="https://badge.example.cn/1"' in html, page
        assert 'href="https://www.example.gov.cn/">示例市人民政府门户网站' in html, page
