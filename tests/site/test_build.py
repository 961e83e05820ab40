"""Whole builds: what is written, what is kept, and that the same input gives the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from paths import GONGKAI, REPOSITORY
from proof import prove
from sources import source, write, write_catalogue

from gongkai.model import KINDS

DAY = "2026-06-30"


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``gongkai build`` in a project folder of its own."""
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(REPOSITORY / "mkdocs.yml", project)
    (project / "overrides").symlink_to(REPOSITORY / "overrides")
    write_catalogue(project / "catalogue")
    (project / "content").mkdir()

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        given = () if "--downloads" in arguments else ("--downloads", "none")
        command = [str(GONGKAI), "build", "--date", DAY, *given, *arguments]
        return subprocess.run(
            command,
            cwd=project,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    run.project = project  # type: ignore[attr-defined]
    return run


def library(number: int = 45) -> dict[str, str | bytes]:
    """Enough records for a second list page, with relations, files, a page, an old address."""
    files: dict[str, str | bytes] = {
        f"policy/2020/d{n}.md": source(f"第{n}条　内容。\n", index_no=f"CESHI0000/2020-{n:05d}",
                                       doc_no=f"测政发〔2020〕{n}号", title=f"文件{n}")
        for n in range(1, number + 1)
    }
    files["policy/2021/later.md"] = source(
        "废止。\n",
        title="废止决定",
        doc_no="测政发〔2021〕1号",
        index_no="CESHI0000/2021-00001",
        written_on="2021-01-01",
        published_at="2021-01-02 08:00",
        relations={"repeals": ["policy/2020/d1"]},
        attachments=[{"file": "a.txt", "title": "附件"}],
        redirect_from=["/old/page.html"],
    )
    files["policy/2021/later/a.txt"] = b"attached"
    files["guide.md"] = "# 指南\n\n见[文件](policy/2020/d1.md)。\n"
    return files


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_build_holds_what_its_sources_say(build: Callable) -> None:
    write(build.project / "content", library())
    result = build()
    assert result.returncode == 0, result.stderr
    site = build.project / "site"
    assert prove(site, build.project / "content") == (46, [])
    page = (site / "policy/2020/d1.html").read_text()
    assert "本文件已废止，自2021年01月01日起不再有效" in page
    assert "../../policy/2021/later.html" in page
    assert (site / "policy/2021/later/a.txt").read_bytes() == b"attached"
    assert (site / "policy/2020/page-2.html").is_file()
    assert 'url=../policy/2021/later.html' in (site / "old/page.html").read_text()
    assert 'href="policy/2020/d1.html"' in (site / "guide.html").read_text()


def test_the_inventory_names_every_record_and_its_counts_add_up(build: Callable) -> None:
    write(build.project / "content", library())
    build()
    site = build.project / "site"
    entries = json.loads((site / "data/inventory.json").read_text())
    assert {entry["id"] for entry in entries} == {
        p.relative_to(build.project / "content").with_suffix("").as_posix()
        for p in (build.project / "content/policy").rglob("*.md")
    }
    assert all((site / entry["url"]).is_file() for entry in entries)
    states = [entry["validity"] for entry in entries]
    assert (states.count("有效"), states.count("废止")) == (45, 1)
    page = (site / "inventory.html").read_text()
    assert page.count('<th scope="row">合计</th><td>46</td>') == 4
    assert page.count('<th scope="row">合计</th><td></td><td>46</td>') == 1


def test_a_second_build_writes_nothing_and_an_edit_only_what_shows_it(build: Callable) -> None:
    content = build.project / "content"
    write(content, library())
    build()
    site = build.project / "site"
    before = {p: p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()}
    build()
    assert {p: p.stat().st_mtime_ns for p in site.rglob("*") if p.is_file()} == before
    path = content / "policy/2020/d7.md"
    path.write_text(path.read_text().replace("第7条　内容。", "第7条　改过的内容。"))
    build()
    changed = {
        p.relative_to(site).as_posix()
        for p in site.rglob("*")
        if p.is_file() and p.stat().st_mtime_ns != before[p]
    }
    assert "改过的内容" in (site / "policy/2020/d7.html").read_text()
    index = {address for address in changed if address.startswith("search/")}
    whole = {"data/inventory.json", "data/dcat.jsonld"}  # DCAT has the other's checksum
    assert changed - index == {"policy/2020/d7.html", *whole}
    assert {"search/dir.js", "search/x/policy/2020/d7.js"} < index


def test_a_repeal_shows_on_both_pages_in_the_next_build(build: Callable) -> None:
    content = build.project / "content"
    write(content, library())
    build()
    site = build.project / "site"
    write(
        content,
        {
            "policy/2022/new.md": source(
                written_on="2022-01-01",
                published_at="2022-01-01 09:00",
                doc_no=None,
                relations={"repeals": ["policy/2020/d9"]},
            )
        },
    )
    build()
    assert "本文件已废止" in (site / "policy/2020/d9.html").read_text()
    (content / "policy/2022/new.md").unlink()
    build()
    assert "本文件已废止" not in (site / "policy/2020/d9.html").read_text()
    assert not (site / "policy/2022").exists()


def test_a_damaged_or_stray_file_in_the_site_is_put_right(build: Callable) -> None:
    write(build.project / "content", library(3))
    build()
    site = build.project / "site"
    good = tree(site)
    (site / "policy/2020/d1.html").write_text("half")
    (site / "policy/2020/d2.html").unlink()
    (site / "stray.html").write_text("x")
    build()
    assert tree(site) == good


def test_a_folder_of_somebody_else_is_not_touched(build: Callable) -> None:
    write(build.project / "content", library(1))
    other = build.project / "other"
    write(other, {"letter.txt": "mine"})
    result = build("--site-dir", str(other))
    assert result.returncode == 1
    assert "不是Gongkai生成的文件" in result.stdout + result.stderr
    assert tree(other) == {"letter.txt": b"mine"}


def withheld(kind: str, disclosure: str) -> str:
    """A record of a kind with a secret in every text that only a body or a block would show."""
    secret = "只在正文里的话"
    own: dict[str, dict[str, object]] = {
        "interpretation": {
            "interpreter": secret,
            "relations": {"interprets": ["policy/2020/open"]},
        },
        "gazette": {
            "year": 2020,
            "issue": 1,
            "published_on": "2020-06-01",
            "articles": [{"section": secret, "title": secret}],
        },
        "project": {"stage": secret, "timeline": [{"date": "2020-06-01", "stage": secret}]},
        "response": {"question": secret},
        "service": {"conditions": secret, "steps": [secret], "materials": [{"name": secret}]},
        "topic": {"hotlines": [{"name": secret, "phone": "1"}]},
        "report": {"year": 2020, "organ": "zfbgs"},
    }
    changes: dict[str, object] = {"doc_no": ...} if kind != "policy" else {}
    changes |= own.get(kind, {})
    return source(
        secret,
        disclosure=disclosure,
        summary=secret,
        keywords=[secret],
        attachments=[{"file": "a.txt", "title": secret}],
        **changes,
    )


@pytest.mark.parametrize("disclosure", ["依申请公开", "不予公开"])
def test_what_may_not_be_shown_is_nowhere_in_the_site(build: Callable, disclosure: str) -> None:
    secret = "只在正文里的话".encode()
    files: dict[str, str | bytes] = {"policy/2020/open.md": source()}
    files |= {f"{kind}/2020/x.md": withheld(kind, disclosure) for kind in KINDS}
    files |= {f"{kind}/2020/x/a.txt": secret for kind in KINDS}
    write(build.project / "content", files)
    result = build()
    assert result.returncode == 0, result.stderr
    for name, data in tree(build.project / "site").items():
        assert secret not in data, name
    for kind in KINDS:
        page = (build.project / f"site/{kind}/2020/x.html").read_text()
        assert f"本文件{disclosure}" in page
        assert 'data-part="body"' not in page


def test_a_gazette_is_printed_in_its_order_and_known_by_its_articles(build: Callable) -> None:
    articles = [
        {"section": "市政府文件", "record": "测政发〔2020〕77号"},
        {"section": "人事任免", "title": "任免一"},
        {"section": "大事记", "file": "d.pdf", "title": "大事"},
    ]
    issue = source(
        doc_no=..., year=2020, issue=1, published_on="2020-06-01", articles=articles, pdf="w.pdf"
    )
    write(
        build.project / "content",
        {
            "policy/2020/a.md": source(doc_no="测政发〔2020〕77号"),
            "gazette/2020/1.md": issue,
            "gazette/2020/1/w.pdf": "pdf",
            "gazette/2020/1/d.pdf": "pdf",
        },
    )
    result = build()
    assert result.returncode == 0, result.stderr
    site = build.project / "site"
    headings = re.findall(r"<h3>(.*?)</h3>", (site / "gazette/2020/1.html").read_text())
    assert headings == ["市政府文件", "人事任免", "大事记"]
    assert "2020年第1期政府公报" in (site / "policy/2020/a.html").read_text()
    entries = {e["id"]: e for e in json.loads((site / "data/inventory.json").read_text())}
    assert entries["gazette/2020/1"]["files"] == ["gazette/2020/1/w.pdf", "gazette/2020/1/d.pdf"]
    assert (site / "gazette/2020/1/w.pdf").is_file()


def test_a_hand_made_page_brings_its_files(build: Callable) -> None:
    page = "# 指南\n\n[表](guide/form.pdf) ![图](guide/p.png)\n"
    files = {"guide.md": page, "guide/form.pdf": "pdf", "guide/p.png": "png"}
    write(build.project / "content", files)
    assert build().returncode == 0
    assert (build.project / "site/guide/form.pdf").is_file()
    assert (build.project / "site/guide/p.png").is_file()


@pytest.mark.parametrize("how", ["gongkai", "mkdocs"])
def test_two_builds_in_different_places_give_the_same_bytes(
    build: Callable, tmp_path: Path, how: str
) -> None:
    write(build.project / "content", library(400))
    build("--jobs", "2", "--downloads", "docx", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8")
    other = tmp_path / "另一个 地方"
    other.mkdir()
    for name in ("mkdocs.yml", "content", "catalogue"):
        path = build.project / name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, other / name)
    (other / "overrides").symlink_to(REPOSITORY / "overrides")
    environment = {**os.environ, "TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    if how == "gongkai":
        command = [str(GONGKAI), "build", "--date", DAY, "--jobs", "1", "--no-cache"]
        command += ["--downloads", "docx"]
    else:
        config = (other / "mkdocs.yml").read_text()
        (other / "mkdocs.yml").write_text(
            config.replace("  - gongkai", f"  - gongkai: {{day: '{DAY}', jobs: 1, downloads: docx}}")
        )
        command = [str(GONGKAI.with_name("mkdocs")), "build", "--quiet"]
    subprocess.run(command, cwd=other, env=environment, check=True, capture_output=True)
    assert tree(other / "site") == tree(build.project / "site")


def test_the_site_map_names_every_page_but_not_found(build: Callable) -> None:
    write(build.project / "content", library(3))
    build()
    site = build.project / "site"
    named = set()
    for path in (site / "sitemap").glob("*.xml"):
        assert f"/sitemap/{path.name}</loc>" in (site / "sitemap.xml").read_text()
        named |= set(re.findall(r"<loc>https://www.example.gov.cn/(.*?)</loc>", path.read_text()))
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    assert pages - named == {"404.html", "old/page.html"}
    assert named <= pages


def test_the_build_date_alone_changes_what_is_in_force(build: Callable) -> None:
    files = {"policy/2020/a.md": source(expires_on="2025-12-31")}
    write(build.project / "content", files)
    page = build.project / "site/policy/2020/a.html"
    build("--date", "2025-12-31")
    assert "gk-chip--in-force" in page.read_text()
    build("--date", "2026-01-01")
    assert "本文件已失效，自2026年01月01日起不再有效" in page.read_text()


def test_wrong_usage_exits_with_two(build: Callable) -> None:
    assert build("--content", "nowhere").returncode == 2
    assert build("--date", "tomorrow").returncode == 2
    inside = build("--site-dir", "content/site")
    assert inside.returncode == 2
    assert "不能一个在另一个里面" in inside.stderr


def test_a_wrong_folder_does_not_empty_the_site(build: Callable) -> None:
    write(build.project / "content", library(2))
    build()
    good = tree(build.project / "site")
    result = build("--content", "content/policy")
    assert result.returncode == 1
    assert "一条记录也没有" in result.stdout + result.stderr
    assert tree(build.project / "site") == good
