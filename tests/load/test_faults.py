"""A folder of faulty sources: each fault reported once, at its line, all in one run."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from gongkai.cli import main
from gongkai.load import Loaded
from gongkai.model import Diagnostic
from sources import source, write, write_catalogue

HEAD = """---
title: 标题
index_no: CESHI0001/2020-{0:05d}
issuer: zfbgs
doc_no: null
written_on: 2020-05-21
published_at: 2020-05-22 09:30
topic: 综合政务/政务公开
summary: 概述
"""
"""Eight good lines; what a test adds stands on line 10."""

BOMB = "".join(f", &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
"""Nine to the eleventh values, if anybody resolved them."""

Case = tuple[str | bytes, int, str]


def meta(extra: str, number: int = 0, *, without: str = "", body: str = "正文\n") -> str:
    lines = HEAD.format(number).splitlines(keepends=True)
    kept = "".join(line for line in lines if not (without and line.startswith(f"{without}:")))
    return f"{kept}{extra}---\n{body}"


def replaced(key: str, value: str, number: int) -> str:
    """The head with one value changed; its line stays."""
    lines = HEAD.format(number).splitlines(keepends=True)
    changed = [f"{key}: {value}\n" if line.startswith(f"{key}:") else line for line in lines]
    return "".join(changed) + "---\n正文\n"


def cases() -> dict[str, Case]:
    """File → content, line, code. One fault a file."""
    found: dict[str, Case] = {
        # the file
        "too-large": (meta("", 1) + "字" * 2_000_000, 1, "GK101"),
        "gbk": (meta("", 2).encode("gb18030"), 2, "GK102"),
        "utf-16": (meta("", 3).encode("utf-16"), 1, "GK102"),
        "latin": (meta("", 4).encode() + b"caf\xe9\n", 12, "GK102"),
        "zero": (meta("", 5).encode() + b"\n\0\n", 13, "GK103"),
        "escape": (meta("", 6) + "\x1b[31m", 12, "GK103"),
        "bom": (b"\xef\xbb\xbf" + meta("", 7).encode(), 1, "GK104"),
        "a b": (meta("", 8), 1, "GK107"),
        "a#b": (meta("", 9), 1, "GK107"),
        # the front matter
        "empty": ("", 1, "GK110"),
        "no-front-matter": ("只有正文\n", 1, "GK110"),
        "not-closed": (HEAD.format(10), 1, "GK111"),
        "a-list": ("---\n- a\n- b\n---\n", 2, "GK112"),
        "a-word": ("---\nabc\n---\n", 2, "GK112"),
        "nothing": ("---\n---\n", 2, "GK112"),
        "full-width-colon": (meta("genre：通知\n", 11), 10, "GK113"),
        "quotes": (meta('genre: "通知\n', 12), 11, "GK113"),
        "brackets": (meta("keywords: [a, b\n", 13), 11, "GK113"),
        "indent": (meta("  genre: 通知\n", 14), 10, "GK113"),
        "colon-inside": (meta("source: 某部: 某司\n", 15), 10, "GK113"),
        "two-documents": (meta("--- \n", 16).replace("--- \n", "...\nx: 1\n"), 11, "GK113"),
        "tab": (meta("gazette:\n\tyear: 2020\n", 17), 11, "GK114"),
        "twice": (meta("genre: 通知\ngenre: 公告\n", 18), 11, "GK115"),
        "twice-inside": (meta("gazette:\n  year: 2020\n  issue: 1\n  issue: 2\n", 19), 13, "GK115"),
        "key-is-a-list": (meta("? [a, b]\n: c\n", 20), 10, "GK116"),
        "alias": (meta("genre: &a 通知\nsource: *a\n", 21), 10, "GK117"),
        "dangling-alias": (meta("genre: *a\n", 22), 10, "GK117"),
        "bomb": (meta(f"keywords: [&a0 [x, x]{BOMB}]\n", 23), 10, "GK117"),
        "tag": (meta("genre: !!python/object/apply:os.system ['touch owned']\n", 24), 10, "GK118"),
        "own-tag": (meta("genre: !secret 通知\n", 25), 10, "GK118"),
        "deep-brackets": (meta(f"genre: {'[' * 5000}{']' * 5000}\n", 26), 10, "GK119"),
        "deep-indent": (
            meta("".join(f"{' ' * i}a:\n" for i in range(0, 4000, 2)), 27),
            10 + 81,
            "GK119",
        ),
        # fields
        "no-title": (meta("", 28, without="title"), 1, "GK201"),
        "no-index-number": (meta("", 29, without="index_no"), 1, "GK201"),
        "no-issuer": (meta("", 30, without="issuer"), 1, "GK201"),
        "no-document-number": (meta("", 31, without="doc_no"), 1, "GK201"),
        "no-date": (meta("", 32, without="written_on"), 1, "GK201"),
        "no-summary": (meta("", 33, without="summary"), 1, "GK201"),
        "unknown-key": (meta("colour: 红\n", 34), 10, "GK202"),
        "misspelt-key": (meta("keyword: [a]\n", 35), 10, "GK202"),
        "misspelt-required": (meta("titel: 标题\n", 36, without="title"), 9, "GK202"),
        "its-own-id": (meta("id: policy/2020/other\n", 37), 10, "GK202"),
        "date-with-slashes": (replaced("written_on", "2020/05/21", 38), 6, "GK203"),
        "date-without-dashes": (replaced("written_on", "20200521", 39), 6, "GK203"),
        "no-time": (replaced("published_at", "2020-05-22", 40), 7, "GK203"),
        "no-such-day": (replaced("written_on", "2020-02-30", 41), 6, "GK204"),
        "no-such-time": (replaced("published_at", "2020-05-22 25:00", 42), 7, "GK204"),
        "title-is-a-list": (replaced("title", "[a, b]", 43), 2, "GK205"),
        "relations-are-text": (meta("relations: policy/2020/x\n", 44), 10, "GK205"),
        "keywords-are-text": (meta("keywords: 公开\n", 45), 10, "GK205"),
        "not-listed": (meta("disclosure: 公开\n", 46), 10, "GK206"),
        "no-such-class": (meta("statutory: art20-16\n", 47), 10, "GK206"),
        "long-summary": (replaced("summary", "长" * 301, 48), 9, "GK207"),
        "long-title": (replaced("title", "长" * 501, 49), 2, "GK207"),
        "empty-title": (replaced("title", "", 50), 2, "GK208"),
        "blank-title": (replaced("title", '"  "', 51), 2, "GK208"),
        "not-a-number": (meta("gazette:\n  year: 2020\n  issue: 三\n", 52), 12, "GK209"),
        "not-a-flag": (meta("archived: 也许\n", 53), 10, "GK210"),
        "no-such-year": (meta("gazette:\n  year: 20\n  issue: 3\n", 54), 11, "GK211"),
        "two-lines": (meta("source: |\n  某部\n  某司\n", 55), 10, "GK212"),
        # the library
        "same-index-number": (replaced("index_no", "CESHI0001/2020-00999", 56), 3, "GK301"),
        "same-document-number": (replaced("doc_no", "测政发〔2020〕99号", 57), 5, "GK302"),
        "page-2": (meta("", 58), 1, "GK303"),
        "old-address-taken": (
            meta("redirect_from: [/policy/2020/good.html]\n", 60),
            10,
            "GK303",
        ),
        "old-address-outside": (meta("redirect_from:\n- ../../x.html\n", 61), 11, "GK303"),
        "dangling": (meta("relations:\n  amends:\n  - policy/2020/goood\n", 62), 12, "GK310"),
        "of-itself": (meta("relations:\n  related: [policy/2020/of-itself]\n", 63), 11, "GK311"),
        "newer": (meta("relations:\n  repeals: [policy/2020/newest]\n", 66), 11, "GK313"),
        "index-number-form": (replaced("index_no", "2020001", 67), 3, "GK320"),
        "document-number-form": (replaced("doc_no", "测政发（2020）68号", 68), 5, "GK321"),
        "no-document-number-at-all": (replaced("doc_no", "无", 69), 5, "GK321"),
        "no-such-organ": (replaced("issuer", "zfbg", 70), 4, "GK330"),
        "no-such-topic": (replaced("topic", "综合政务/公开", 71), 8, "GK332"),
        "ends-early": (meta("expires_on: 2019-01-01\n", 72), 10, "GK333"),
        "published-early": (replaced("published_at", "2020-05-01 09:00", 73), 7, "GK334"),
        "published-later": (replaced("published_at", "2099-05-01 09:00", 74), 7, "GK335"),
        # the body
        "script": (meta("", 75, body="好\n<script>alert(1)</script>\n"), 12, "GK404"),
        "javascript-link": (meta("", 76, body="好\n\n[a](javascript:alert(1))\n"), 13, "GK401"),
        "remote-image": (meta("", 77, body="![a](https://a.example/x.png)\n"), 11, "GK402"),
        "link-outside": (meta("", 78, body="[a](../../../etc/passwd)\n"), 11, "GK403"),
        "broken-link": (meta("", 79, body="好\n[a](nowhere.md)\n"), 12, "GK410"),
        # files
        "no-such-file": (meta("attachments:\n- file: a.pdf\n", 80), 11, "GK601"),
        "file-outside": (meta("attachments:\n- {file: ../../secret.pdf}\n", 81), 11, "GK602"),
        "file-that-runs": (meta("attachments:\n- file: a.html\n", 82), 11, "GK604"),
    }
    return found


def others() -> dict[str, tuple[str | bytes, list[tuple[int, str]]]]:
    """Sources that others refer to, and faults of other kinds and of pairs."""
    circle = "relations:\n  amends: [policy/2020/{}]\n"
    kinds = HEAD.replace("doc_no: null\n", "")
    return {
        "policy/2020/Good.md": (meta("", 59), []),
        "policy/2020/good.md": (
            replaced("index_no", "CESHI0001/2020-00999", 900),
            [(1, "GK303")],
        ),
        "policy/2020/good-2.md": (replaced("doc_no", "测政发〔2020〕99号", 901), []),
        "policy/2020/newest.md": (replaced("written_on", "2020-05-22", 902), []),
        "policy/2020/circle-a.md": (meta(circle.format("circle-b"), 64), [(10, "GK312")]),
        "policy/2020/circle-b.md": (meta(circle.format("circle-a"), 65), []),
        "interpretation/2020/of-nothing.md": (kinds.format(903) + "---\n", [(1, "GK314")]),
        "gazette/2020/1.md": (
            kinds.format(904)
            + "year: 2020\nissue: 1\npublished_on: 2020-05-30\narticles:\n"
            + "- {section: 文件, record: policy/2020/lost}\n- {section: 文件}\n---\n",
            [(13, "GK310"), (14, "GK316")],
        ),
        "gazette/2020/2.md": (
            kinds.format(905) + "year: 2020\nissue: 2\n---\n",
            [(1, "GK201")],
        ),
        "policy/2020/not-printed.md": (
            meta("gazette: {year: 2020, issue: 9}\n", 906),
            [(10, "GK315")],
        ),
        "topic/2020/t.md": (
            kinds.format(907) + "pinned:\n- policy/2020/lost\n---\n",
            [(10, "GK310")],
        ),
        "project/2020/p.md": (
            kinds.format(908) + "disclosures:\n  批准: [policy/2020/good]\n---\n",
            [(10, "GK206")],
        ),
        "service/2020/s.md": (
            kinds.format(909) + "time_limit:\n  promised: 三天\n---\n",
            [(10, "GK209")],
        ),
        "policy/2020/file-that-runs/a.html": ("<script>alert(1)</script>", []),
        "policy/2020/good/unnamed.txt": ("x", [(1, "GK603")]),
        "search.md": ("# 检索\n", [(1, "GK303")]),
    }


def test_every_fault_is_reported_once_at_its_line_and_the_old_site_stays(tmp_path: Path) -> None:
    table = {f"policy/2020/{name}.md": case for name, case in cases().items()}
    assert len(table) >= 60
    content = write(tmp_path / "content", {name: case[0] for name, case in table.items()})
    write(content, {name: text for name, (text, _) in others().items()})
    (content / "policy" / "2020" / "link.md").symlink_to("/etc/passwd")
    (content / "notice").symlink_to("/etc")
    catalogue = write_catalogue(tmp_path / "catalogue")
    expected = [(name, line, code) for name, (_, line, code) in table.items()]
    expected += [
        (name, line, code) for name, (_, marks) in others().items() for line, code in marks
    ]
    expected += [("policy/2020/link.md", 1, "GK106"), ("notice", 1, "GK106")]

    arguments = ["--content", str(content), "--catalogue", str(catalogue), "--date", "2026-06-30"]
    result = CliRunner().invoke(main, ["check", *arguments, "--format", "json"])
    assert result.exit_code == 1
    found = [
        (fault["file"], fault["line"], fault["code"])
        for fault in json.loads(result.stdout)
        if fault["code"] not in ("GK501", "GK512", "GK515")
    ]
    assert Counter(found) == Counter(expected)
    assert "Traceback" not in result.output


def test_a_faulty_build_leaves_the_last_good_site_byte_for_byte(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policy/2020/good.md": meta("", 1)})
    catalogue = write_catalogue(tmp_path / "catalogue")
    site = tmp_path / "site"
    command = ["build", "--content", str(content), "--catalogue", str(catalogue)]
    command += ["--site-dir", str(site), "--no-cache"]
    assert CliRunner().invoke(main, command).exit_code == 0
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*") if p.is_file()}
    assert before

    write(content, {f"policy/2020/{name}.md": case[0] for name, case in cases().items()})
    result = CliRunner().invoke(main, command)
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*") if p.is_file()}
    assert result.exit_code == 1
    assert after == before
    shutil.rmtree(site)


def test_no_address_of_the_site_can_be_taken(faults: Callable[..., list[Diagnostic]]) -> None:
    taken = ["/index.html", "/policy/index.html", "/organ/zfbgs.html", "/guide.html", "/A/404.html"]
    found = faults(
        {
            "policy/2020/a.md": source(redirect_from=taken),
            "policy/2020/Index.md": source(),
            "organ/zfbgs.md": "# 甲",
            "validity/repealed.md": "# 乙",
            "guide.md": "# 指南",
        }
    )
    where = [(f.file, f.code) for f in found]
    assert where.count(("policy/2020/a.md", "GK303")) == 4
    for file in ("policy/2020/Index.md", "organ/zfbgs.md", "validity/repealed.md"):
        assert (file, "GK303") in where


def test_an_organ_cannot_lead_out_of_the_site(loaded: Callable[..., Loaded]) -> None:
    result = loaded({"guide.md": "# 指南"}, organs=[{"id": "../../evil", "name": "恶"}])
    assert [f.code for f in result.faults if f.file == "catalogue/organs.yaml"] == ["GK206"]
    assert result.library.catalogue.organs == {}


def test_a_faulty_source_is_not_called_missing(faults: Callable[..., list[Diagnostic]]) -> None:
    found = faults(
        {
            "policy/2020/bad.md": source(written_on="昨天"),
            "policy/2020/b.md": source(relations={"repeals": ["policy/2020/bad"]}),
        }
    )
    assert [(f.file, f.code) for f in found] == [("policy/2020/bad.md", "GK203")]


def test_two_records_cannot_be_each_others_basis(faults: Callable[..., list[Diagnostic]]) -> None:
    found = faults(
        {
            "policy/2020/a.md": source(relations={"based_on": ["policy/2020/b"]}),
            "policy/2020/b.md": source(relations={"based_on": ["policy/2020/a"]}),
        }
    )
    assert [f.code for f in found] == ["GK312"]


def test_links_to_the_sites_own_pages_are_good(faults: Callable[..., list[Diagnostic]]) -> None:
    own = [
        "/organ/zfbgs.html",
        "/inventory.html",
        "/policy/2020/index.html",
        "/validity/repealed.html",
    ]
    body = "\n".join(f"[甲]({address})" for address in [*own, "/guide/index.html"])
    found = faults({"policy/2020/a.md": source(body)})
    assert [f.message for f in found] == ["链接的目标“guide/index.html”不存在"]
