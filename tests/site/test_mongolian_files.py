"""Files beside Mongolian records: which there are, what they depend on, none where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gongkai.downloads.documents.making import Workshop
from gongkai.downloads.documents.mongolian.font import WEB_FONT, WEB_FONT_LICENCE
from gongkai.downloads.documents.record_schema import record_schema
from gongkai.load import Loaded
from gongkai.pages import Page, Pages
from gongkai.pages.record_files import Order
from jsonschema import Draft202012Validator
from paths import GONGKAI, REPOSITORY
from sources import CATALOGUE, source, write, write_catalogue

NOTICE = "ᠮᠡᠳᠡᠭᠳᠡᠯ"
TEXT = "ᠲᠤᠰ ᠪᠢᠴᠢᠭ ᠃"
NUMBER = "ᠪᠢᠴᠢᠭ᠎ᠦᠨ ᠳ᠋ᠤᠭᠠᠷ"
OFFICE = "ᠠᠯᠪᠠᠨ ᠲᠢᠩᠬᠢᠮ"
MISSING = "ᠪᠠᠶᠢᠬᠤ ᠦᠭᠡᠢ"
NOT_TRANSLATED = "本文没有蒙古文版，请看中文网页："
TERMS = f"- {{zh: 索引号, mn: {NUMBER}, review: 是}}\n- {{zh: '{NOT_TRANSLATED}', mn: {MISSING}, review: 是}}\n"
ORGANS = [{**CATALOGUE["organs.yaml"][0], "name_mn": OFFICE}, CATALOGUE["organs.yaml"][1]]  # type: ignore[index]
OF_RECORDS = {"docx", "txt", "bib", "ris", "json"}
OF_ISSUES = {"epub", "bib", "ris", "json"}
Load = Callable[..., Loaded]
Run = Callable[..., subprocess.CompletedProcess[str]]


def mongolian(title: str = NOTICE, text: str = TEXT) -> str:
    return f"---\ntitle: {title}\nsummary: {NOTICE}\n---\n{text}\n"


def issue() -> str:
    articles = [
        {"section": "市政府文件", "record": "policy/2020/a"},
        {"section": "市政府文件", "record": "policy/2020/b"},
        {"section": "大事记", "title": "一月大事记"},
    ]
    undated = {"written_on": ..., "published_at": ..., "doc_no": ..., "published_on": "2020-06-01"}
    facts = {"year": 2020, "issue": 1, "total": 1, "articles": articles, **undated}
    return source("卷首的话。\n", title="测试市人民政府公报2020年第1期", index_no="X/2020-9", **facts)


def sources() -> dict[str, str | bytes]:
    """Three documents and an issue that prints two of them; the issue and two have counterparts."""
    hidden = {"disclosure": "依申请公开", "index_no": "X/2020-3", "doc_no": "测〔2020〕3号"}
    amends = {"relations": {"amends": ["policy/2020/b"]}}
    a = source("甲。\n", title="甲文", index_no="X/2020-1", doc_no="测〔2020〕1号", **amends)
    return {
        "policy/2020/a.md": a,
        "policy/2020/b.md": source("乙。\n", title="乙文", index_no="X/2020-2", doc_no="测〔2020〕2号"),
        "policy/2020/c.md": source("丙。\n", title="丙文", **hidden),
        "gazette/2020/1.md": issue(),
        "mn/policy/2020/a.md": mongolian(),
        "mn/policy/2020/c.md": mongolian(f"{NOTICE} {NOTICE}"),
        "mn/gazette/2020/1.md": mongolian(f"{NOTICE} 2020 1"),
    }


@pytest.fixture
def plan(loaded: Load, tmp_path: Path) -> Callable[..., dict[str, Page]]:
    """Every file of the sources by address, with fonts that nobody opens."""
    fonts = tmp_path / "fonts"
    names = (WEB_FONT, WEB_FONT_LICENCE, "NotoSansMongolian-Regular.ttf")
    template = REPOSITORY / "overrides/gongkai/downloads/record.docx"

    def planned(
        files: dict[str, str | bytes], level: str = "all", terms: str = TERMS, font: bool = True
    ) -> dict[str, Page]:
        for folder in (fonts, tmp_path / "content"):
            shutil.rmtree(folder, ignore_errors=True)
        write(fonts, {name: b"font" for name in names if font})
        write(tmp_path / "catalogue", {"terms/mn.yaml": terms})
        held = loaded(files, organs=ORGANS)
        shop = Workshop(held.content, template, fonts, "comrak")
        order = Order(level, shop, "")
        pages = Pages(held, date(2026, 6, 30), "", lambda row, root: "", order=order)
        return {page.address: page for page in pages.everything() if page.template is None}

    return planned


def endings(pages: dict[str, Page], stem: str) -> set[str]:
    return {a.removeprefix(f"{stem}.") for a in pages if a.startswith(f"{stem}.")} - {"html"}


def test_a_counterpart_has_the_files_of_its_record(plan: Callable[..., dict[str, Page]]) -> None:
    pages = plan(sources())
    assert endings(pages, "mn/policy/2020/a") == {*OF_RECORDS, "pdf"}
    assert endings(pages, "mn/gazette/2020/1") == {*OF_ISSUES, "pdf"}
    assert endings(pages, "mn/policy/2020/c") == {"json"}  # withheld
    assert endings(pages, "mn/policy/2020/b") == set()
    docx = plan(sources(), level="docx")
    assert endings(docx, "mn/policy/2020/a") == OF_RECORDS
    assert endings(docx, "mn/gazette/2020/1") == OF_ISSUES
    fontless = plan(sources(), font=False)
    assert endings(fontless, "mn/policy/2020/a") == OF_RECORDS
    assert "policy/2020/a.pdf" in fontless
    assert not [a for a in plan(sources(), level="none") if a.startswith("mn/")]


def test_keys_follow_the_counterpart_its_record_and_the_terms(
    plan: Callable[..., dict[str, Page]],
) -> None:
    files = sources()
    before = plan(files)

    def changed(after: dict[str, Page]) -> set[str]:
        return {a for a, page in after.items() if a not in before or page.key != before[a].key}

    assert changed(plan(files)) == set()
    own = {f"mn/policy/2020/a.{form}" for form in (*OF_RECORDS, "pdf")}
    edition = {"mn/gazette/2020/1.pdf", "mn/gazette/2020/1.epub"}
    edited = changed(plan(files | {"mn/policy/2020/a.md": mongolian(text=f"{TEXT} {TEXT}")}))
    assert edited == own | edition
    record = str(files["policy/2020/a.md"]).replace("甲。", "改过。")
    assert changed(plan(files | {"policy/2020/a.md": record})) >= own | edition
    of_mongolian = {address for address in before if address.startswith("mn/")}
    assert changed(plan(files, terms=TERMS.replace(NUMBER, OFFICE))) == of_mongolian
    renamed = changed(plan(files | {"mn/policy/2020/a.md": mongolian(NOTICE * 2)}))
    assert renamed == own | edition | {"policy/2020/a.json"}
    alone = plan({name: text for name, text in files.items() if not name.startswith("mn/")})
    kept = {a: page.key for a, page in alone.items()}
    others = {a: page.key for a, page in before.items() if a in kept}
    named = {"policy/2020/a.json", "policy/2020/c.json", "gazette/2020/1.json"}
    assert {a for a, key in kept.items() if others[a] != key} == named


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    write_catalogue(tmp_path / "catalogue", organs=ORGANS)
    write(tmp_path / "catalogue", {"terms/mn.yaml": TERMS})
    write(tmp_path / "content", sources())
    fonts = {WEB_FONT: b"woff2", WEB_FONT_LICENCE: b"OFL"}
    write(tmp_path / ".cache/fonts", dict(fonts))
    return tmp_path


@pytest.fixture
def build(project: Path) -> Run:
    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [str(GONGKAI), "build", "--date", "2026-06-30", "--downloads", "docx", *options]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done

    return run


def times(site: Path) -> dict[str, int]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}


def test_a_portal_with_counterparts(project: Path, build: Run) -> None:
    assert build().stderr.count("GK810") == 1  # the font for PDF is not there
    site = project / "site"
    text = (site / "mn/policy/2020/a.txt").read_text("utf-8-sig")
    assert TEXT in text and f"{NUMBER}：X/2020-1" in text and OFFICE in text
    assert "https://www.example.gov.cn/mn/policy/2020/a.html" in text
    _the_edition(site / "mn/gazette/2020/1.epub")
    _the_json(site)
    assert (site / "assets/fonts/gk-mong.woff2").read_bytes() == b"woff2"
    assert (site / "assets/fonts/gk-mong.LICENSE.txt").read_bytes() == b"OFL"
    scripts = {"assets/mongolian.js", "assets/mongolian-search.js", "mn/search/dir.js"}
    before = times(site)
    assert scripts <= before.keys()
    assert not list(site.rglob("mn/**/*.pdf"))
    build()
    assert times(site) == before
    path = project / "content/mn/policy/2020/a.md"
    path.write_text(mongolian(text=f"{TEXT} {OFFICE}"), "utf-8")
    build()
    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert "mn/policy/2020/a.docx" in changed and "mn/search/dir.js" in changed
    assert not [name for name in changed if name.startswith(("policy/", "gazette/", "index"))]
    build("--no-search")
    assert not scripts & times(site).keys()
    shutil.rmtree(project / "content/mn")
    build()
    left = [name for name in times(site) if "mong" in name or name.startswith("mn/")]
    assert left == []


def _the_edition(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        chapters = [book.read(f"EPUB/article-{n}.xhtml").decode() for n in (1, 2, 3)]
        foreword = book.read("EPUB/foreword.xhtml").decode()
        assert book.read("EPUB/fonts/NotoSansMongolian.woff2") == b"woff2"
        assert f"<dc:title>{NOTICE}2020" in book.read("EPUB/package.opf").decode()
    assert TEXT in foreword and 'lang="mn-Mong-CN"' in foreword
    assert TEXT in chapters[0] and "甲。" not in chapters[0]
    assert '<h1 lang="zh-CN" xml:lang="zh-CN">乙文</h1>' in chapters[1] and MISSING in chapters[1]
    assert "https://www.example.gov.cn/policy/2020/b.html" in chapters[1]
    assert ">一月大事记</h1>" in chapters[2] and "只登载了本文的题目" in chapters[2]


def _the_json(site: Path) -> None:
    schema = Draft202012Validator(record_schema())
    found = {}
    for path in site.rglob("*.json"):
        if path.relative_to(site).parts[0] in ("mn", "policy", "gazette"):
            made = json.loads(path.read_text("utf-8"))
            if "work" in made:
                schema.validate(made)
                found[made["id"]] = made
    chinese, other, alone = (found[id] for id in ("policy/2020/a", "mn/policy/2020/a", "policy/2020/b"))
    assert "counterpart" not in alone
    assert chinese["counterpart"]["id"] == other["id"] and other["language"] == "mn-Mong-CN"
    address = {"id": "policy/2020/a", "address": "policy/2020/a.html", "language": "zh-CN"}
    assert other["counterpart"] == {**address, "title": "甲文"}
    assert other["work"] == chinese["work"] and other["text"] == TEXT
    assert other["relations"] == chinese["relations"] != []
    assert other["validity"] == chinese["validity"] and other["gazette"] == chinese["gazette"]
    assert found["mn/policy/2020/c"]["text"] is None
