"""What the catalogue and hand-made pages say stands on pages as text, whatever it looks like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from building import build_site
from gongkai.model import Site
from pydantic import TypeAdapter, ValidationError
from sources import CATALOGUE, source, write, write_catalogue

HOSTILE = "甲<script>window.owned=1</script>\"'><img src=x onerror=owned=1>&amp;乙"
SITE_TEXTS = (
    "name",
    "name_mn",
    "portal_name",
    "site_id_code",
    "icp",
    "police_record",
    "sponsor",
    "contact",
)
META = "---\ntitle: |-\n  {0}\ndescription: |-\n  {0}\n---\n正文。\n"
SCRIPTS = ("assets/boot.js", "assets/gongkai.js", "assets/search.js", "assets/search-page.js")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    content = write(
        folder / "content",
        {
            "policy/2020/a.md": source(),
            "guide.md": META.format(HOSTILE),
            "request.md": f"# {HOSTILE}\n\n## 一{HOSTILE}\n\n## 二\n\n## 三`<script>`&lt;\n",
        },
    )
    named = {
        "name": HOSTILE,
        "type": HOSTILE,
        "description": HOSTILE,
        "keywords": [HOSTILE, "丙"],
    }
    catalogue = write_catalogue(
        folder / "catalogue",
        site={**CATALOGUE["site.yaml"], **dict.fromkeys(SITE_TEXTS, HOSTILE)},  # type: ignore[dict-item]
    )
    columns = [{"id": id, **named} for id in ("guide", "request", "policy")]
    write(catalogue, {"columns.yaml": json.dumps(columns)})
    build_site(folder / "site", content, catalogue, stop=False)
    return folder / "site"


def _elements(path: Path) -> Any:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parse(path.read_bytes(), override_encoding="utf-8")


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_no_text_becomes_an_element(site: Path) -> None:
    for path in _pages(site):
        for element in _elements(path).iter():
            where = f"{path.name}: {element.tag} {element.attrib}"
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert str(element.get("src")).endswith(SCRIPTS), where
            assert element.tag != "img", where
            assert not any(str(name).startswith("on") for name in element.attrib), where


def test_every_text_is_escaped_once(site: Path) -> None:
    for path in _pages(site):
        if path.name in ("organ.html", "404.html") or b"gk-main" not in path.read_bytes():
            continue
        root = _elements(path)
        text = "\n".join(root.itertext())
        for label in ("主办单位", "ICP备案号", "联系方式"):
            mark = next(e for e in root.iter("div") if (e.findtext("dt") or "") == label)
            assert mark.findtext("dd") == HOSTILE, path.name
        assert HOSTILE in text
        metas = {e.get("name"): e.get("content") for e in root.iter("meta")}
        assert metas["SiteName"] == HOSTILE
        assert "&amp;amp;amp;" not in path.read_text("utf-8"), path.name


def test_the_column_tags_hold_what_was_written(site: Path) -> None:
    for name in ("guide.html", "policy/index.html"):
        metas = {e.get("name"): e.get("content") for e in _elements(site / name).iter("meta")}
        assert metas["ColumnName"] == metas["ColumnDescription"] == metas["ColumnType"] == HOSTILE
        assert metas["ColumnKeywords"] == f"{HOSTILE},丙"


def test_a_hand_made_page_shows_its_title_and_description_as_text(site: Path) -> None:
    root = _elements(site / "guide.html")
    assert root.findtext("head/title") == f"{HOSTILE} - {HOSTILE}"
    here = next(e for e in root.iter("li") if e.get("aria-current") == "page")
    assert here.text == HOSTILE
    metas = {e.get("name"): e.get("content") for e in root.iter("meta")}
    assert metas["description"] == HOSTILE


def test_a_heading_with_markup_names_its_page_and_its_contents_in_words(site: Path) -> None:
    root = _elements(site / "request.html")
    title = root.findtext("head/title")
    assert title.startswith("甲") and "&乙 - " in title
    contents = next(e for e in root.iter("details") if e.get("class") == "gk-toc")
    entries = ["".join(e.itertext()) for e in contents.iter("a")]
    assert entries[0].startswith("一甲")
    assert entries[1:] == ["二", "三<script><"]


@pytest.mark.parametrize("key", ["portal_url", "badge", "error_report"])
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.cn", "https:x", "x"],
)
def test_links_of_the_site_lead_to_the_web(key: str, address: str) -> None:
    site = {"name": "甲", "host": "a.gov.cn", key: address}
    with pytest.raises(ValidationError):
        TypeAdapter(Site).validate_python(site)


@pytest.mark.parametrize("text", ["template: 404.html\n\n正文。\n", "---\ntemplate: x\n---\n正文。\n"])
def test_no_page_chooses_its_template(tmp_path: Path, text: str) -> None:
    content = write(tmp_path / "content", {"guide.md": text, "policy/2020/a.md": source()})
    build_site(tmp_path / "site", content, write_catalogue(tmp_path / "catalogue"), stop=False)
    assert "正文。" in (tmp_path / "site" / "guide.html").read_text("utf-8")
