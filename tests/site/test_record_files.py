"""Files beside a record's page: which there are, when they are made anew, what is told of them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai.pages.record_files import LEVELS
from paths import GONGKAI, REPOSITORY
from sources import source, write, write_catalogue

SECRET = "不给人看的一句"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two documents, one of them with an attachment, and one that is withheld."""
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    write_catalogue(tmp_path / "catalogue")
    attached = source("正文甲。\n\n![图](a/tu.png)\n", attachments=[{"file": "fujian.txt"}])
    hidden = source(f"{SECRET}。\n", disclosure="依申请公开", summary=SECRET, keywords=[SECRET])
    files: dict[str, str | bytes] = {
        "policy/2020/a.md": attached,
        "policy/2020/a/fujian.txt": "附件的内容",
        "policy/2020/a/tu.png": b"no picture",
        "policy/2020/b.md": source("正文乙。\n", index_no="X/2020-1", doc_no="测〔2020〕99号"),
        "policy/2020/c.md": hidden,
    }
    write(tmp_path / "content", files)
    return tmp_path


@pytest.fixture
def build(project: Path) -> Run:
    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [str(GONGKAI), "build", "--no-search", "--date", "2026-06-30", *options]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done

    return run


def times(site: Path) -> dict[str, int]:
    return {p.relative_to(site).as_posix(): p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()}


def everything_in(path: Path) -> bytes:
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_each_form_is_there_and_nothing_of_what_is_withheld(project: Path, build: Run) -> None:
    build("--downloads", "docx")
    site = project / "site"
    beside = {p.name.partition(".")[2] for p in (site / "policy/2020").glob("b.*")}
    assert beside == {*LEVELS["docx"], "html", "json"}
    assert {p.name for p in (site / "policy/2020").glob("c.*")} == {"c.html", "c.json"}
    with zipfile.ZipFile(site / "policy/2020/a.zip") as archive:
        assert sorted(archive.namelist()) == ["a.docx", "a.txt", "a/fujian.txt"]
        assert archive.read("a.txt") == (site / "policy/2020/a.txt").read_bytes()
    found = [p for p in site.rglob("*") if p.is_file() and SECRET.encode() in everything_in(p)]
    assert found == []
    page = (site / "policy/2020/a.html").read_text("utf-8")
    for form in ("docx", "txt", "zip", "json", "bib", "ris"):
        assert f'href="../../policy/2020/a.{form}"' in page


def test_only_what_an_edit_touches_is_made_anew(project: Path, build: Run) -> None:
    build("--downloads", "docx")
    site = project / "site"
    before = times(site)
    build("--downloads", "docx")
    assert times(site) == before
    path = project / "content/policy/2020/a.md"
    path.write_text(path.read_text("utf-8").replace("正文甲", "改过的正文"), "utf-8")
    repeal = source("废止。\n", relations={"repeals": ["policy/2020/b"]}, title="废止的决定")
    write(project / "content", {"policy/2021/d.md": repeal})
    build("--downloads", "docx")
    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert {f"policy/2020/a.{form}" for form in ("docx", "txt", "zip", "wechat.html")} <= changed
    of_b = {name for name in changed if name.startswith("policy/2020/b.")}
    assert of_b == {"policy/2020/b.html", "policy/2020/b.json"}  # repealed: the text is as it was
    build("--downloads", "none")
    assert not list(site.rglob("*.docx"))


def test_what_a_file_could_not_show_is_told_with_every_build(project: Path, build: Run) -> None:
    for _ in range(2):
        said = build("--downloads", "docx").stderr
        assert "policy/2020/a.md:1: GK813" in said
        assert "a.docx" in said


def test_without_fonts_there_are_no_pdfs_and_the_cure_is_named(project: Path, build: Run) -> None:
    said = build("--downloads", "all").stderr
    assert "scripts/fonts" in said
    assert not list((project / "site").rglob("*.pdf"))
    assert ".pdf" not in (project / "site/policy/2020/b.html").read_text("utf-8")


def test_without_the_mongolian_font_the_site_is_built_and_told_once(
    project: Path, build: Run
) -> None:
    assert "GK810" not in build("--downloads", "none").stderr
    counterpart = project / "content" / "mn" / "policy" / "2020" / "a.md"
    counterpart.parent.mkdir(parents=True)
    counterpart.write_text("---\ntitle: ᠮᠡᠳᠡᠭᠳᠡᠯ\nsummary: ᠮᠡᠳᠡᠭᠳᠡᠯ\n---\nᠮᠡᠳᠡᠭᠳᠡᠯ\n", "utf-8")
    said = build("--downloads", "none").stderr
    assert said.count("GK810") == 1 and "没有蒙古文字体" in said and "scripts/fonts --again" in said
    assert (project / "site/policy/2020/a.html").is_file()


def test_with_fonts_there_are_pdfs_whatever_the_number_of_jobs(project: Path, build: Run) -> None:
    fonts = REPOSITORY / ".cache" / "fonts"
    if not fonts.is_dir():
        pytest.skip("scripts/fonts has not run")
    (project / ".cache").mkdir()
    (project / ".cache/fonts").symlink_to(fonts)
    build("--downloads", "all", "--no-cache", "--jobs", "1")
    one = (project / "site/policy/2020/b.pdf").read_bytes()
    build("--downloads", "all", "--no-cache", "--jobs", "2")
    assert (project / "site/policy/2020/b.pdf").read_bytes() == one
    assert one.startswith(b"%PDF-1.7")
