"""Checksums: a reader recomputes each from published files alone."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from building import build_site
from gongkai.downloads.library.inventory import FORMS, STEM
from lxml import html
from sources import source, write, write_catalogue

BODY = """# 一、**总**则

第一条　甲<br>乙 &amp; 丙，“引”"直"--。[链接](b.html)[^1]

1. 第一
2. 第二

| 项目 | 金额 |
|---|---|
| 甲\\|乙 | `1 2` |

> 引文𠮷😀 \u00a0 \u3000末

[^1]: 注释。
"""
PLAIN = '　　没有标记的正文，"引号"和>号。\n\n第二段。\n'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checksums")
    write_catalogue(folder / "catalogue")
    issue = {"issue_year": ..., "doc_no": ..., "year": 2020, "issue": 1, "total": 1}
    articles = [{"section": "文件", "record": "policy/2020/a"}]
    files: dict[str, str | bytes] = {
        "policy/2020/a.md": source(BODY, attachments=[{"file": "1.xls"}]),
        "policy/2020/a/1.xls": b"\0" * 10,
        "policy/2020/b.md": source(PLAIN),
        "policy/2020/c.md": source("秘密。\n", disclosure="依申请公开"),
        "gazette/2020/1.md": source(
            "", published_on="2020-06-30", articles=articles, **issue
        ),
    }
    write(folder / "content", files)
    build_site(folder / "site", folder / "content", folder / "catalogue", False, False, "docx")
    return folder / "site"


def inventory(site: Path) -> dict[str, Any]:
    return {one["id"]: one for one in json.loads((site / f"{STEM}.json").read_bytes())}


def digest(words: str) -> str:
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()


def test_the_text_of_a_record_gives_the_checksum_of_the_inventory(site: Path) -> None:
    listed = inventory(site)
    assert len(listed) == 4
    for id in ("policy/2020/a", "policy/2020/b", "gazette/2020/1"):
        record = json.loads((site / f"{id}.json").read_bytes())
        assert listed[id]["sha256"] == record["sha256"] == digest(record["text"])
    assert listed["policy/2020/a"]["sha256"] != listed["policy/2020/b"]["sha256"]
    hidden = json.loads((site / "policy/2020/c.json").read_bytes())
    assert (hidden["text"], hidden["sha256"]) == (None, None)
    assert listed["policy/2020/c"]["sha256"] is None
    rows = list(csv.DictReader((site / f"{STEM}.csv").read_text("utf-8-sig").splitlines()))
    assert {row["正文校验值（SHA-256，不计空白）"] for row in rows} == {
        one["sha256"] or "" for one in listed.values()
    }


@pytest.mark.parametrize("id", ["policy/2020/a", "policy/2020/b"])
def test_the_page_gives_it_too(site: Path, id: str) -> None:
    page = html.fromstring((site / f"{id}.html").read_text("utf-8"))
    (body,) = page.xpath('//*[@data-part="body"]')
    assert digest(body.text_content()) == inventory(site)[id]["sha256"]


def test_the_data_page_says_how(site: Path) -> None:
    page = html.fromstring((site / "data/index.html").read_text("utf-8"))
    (code,) = page.xpath('//*[@id="checksum"]/..//code')
    told: list[bool] = []
    text = code.text_content().replace('"文件.json"', repr(str(site / "policy/2020/a.json")))
    exec(text, {"print": told.append})
    assert told == [True]


def test_dcat_weighs_the_tables_of_the_whole(site: Path) -> None:
    made = json.loads((site / "data/dcat.jsonld").read_bytes())
    parts = [part for one in made["dcat:dataset"] for part in one["dcat:distribution"]]
    root = "https://www.example.gov.cn/"
    weighed = {
        part["@id"].removeprefix(root): part for part in parts if "spdx:checksum" in part
    }
    whole = {f"{stem}.{form}" for stem in (STEM, "data/gazette") for form in FORMS}
    assert whole | {"data/log.json", "latest.json"} <= weighed.keys()
    for address, part in weighed.items():
        data = (site / address).read_bytes()
        assert part["dcat:byteSize"]["@value"] == f"{len(data)}"
        value = part["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert value == hashlib.sha256(data).hexdigest(), address
