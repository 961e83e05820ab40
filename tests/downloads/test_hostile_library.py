"""A library of everything that files stumble over, built from the command line with all downloads."""

from __future__ import annotations

import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import docx
import pytest
from gongkai.downloads.documents.pdf.press import no_fonts
from gongkai.text.direction import TURNS
from made_documents import png
from paths import GONGKAI, REPOSITORY
from printed import FONTS, squeezed, text_of
from sources import source, write, write_catalogue

pytestmark = pytest.mark.skipif(no_fonts(FONTS) is not None, reason="no fonts: run scripts/fonts")

TYPST = '#let a = 1\n#import "x.typ"\n#include "/etc/passwd"\n\n$x^2$ #read("a") @ref \\#[x]\n'
OOXML = "甲 `</w:t></w:r></w:p><w:p>` ]]&gt; &lt;w:instrText&gt;DDE&lt;/w:instrText&gt; {{ x }}\n"
SCRIPT = "<script>alert(1)</script><b onclick='x'>"
RARE = "\U00020bb7 \U0002a6d6 \U0002b820 \U00030edd \U0002ebf0 😀👨\u200d👩\u200d👧 内蒙古ᠮᠣᠩᠭᠣᠯ自治区\n"
TABLE = "| 序号 | 事项 |\n| --- | --- |\n" + "".join(f"| {n} | 事项 |\n" for n in range(500))
PICTURES = "![坏](i/broken.png)\n\n![大](i/huge.png)\n\n![](i/small.png)\n\n![假](i/fake.jpg)\n"
BODIES = {
    "typst": TYPST,
    "ooxml": OOXML,
    "rare": RARE,
    "table": TABLE,
    "i": PICTURES,
    "line": "长" * 10_000 + "\n",
    "long": ("第一条　" + "文" * 200 + "\n") * 100,
    "controls": "甲\u202e乙\ufeff丙&#7;丁\ufffe戊\n",
}
TOLD = {
    ("controls", "GK804"),
    ("i", "GK806"),
    ("i", "GK813"),
    ("i", "GK814"),
    ("rare", "GK802"),
    ("a", "GK802"),
    ("b", "GK806"),
    ("b", "GK813"),
    ("b", "GK814"),
}


def test_a_hostile_library_is_built_and_its_findings_name_the_sources(tmp_path: Path) -> None:
    title = '#panic("题") <w:p/> $x$'
    folder = "policy/2020"
    files: dict[str, str | bytes] = {
        f"{folder}/{name}.md": source(body, title=f"{title}{name}") for name, body in BODIES.items()
    }
    files[f"{folder}/i/broken.png"] = png(9, 9)[:40]
    files[f"{folder}/i/huge.png"] = png(4500, 4500)
    files[f"{folder}/i/small.png"] = png(9, 9)
    files[f"{folder}/i/fake.jpg"] = b"GIF89a\1"
    said = " ".join(f"{SCRIPT} {TYPST} {OOXML}".split())
    seen = PICTURES.replace("(i/", "(../../policy/2020/i/")
    for name, body in (("a", f"{TABLE}\n{RARE}"), ("b", seen + TYPST)):
        own = {"conditions": [said], "steps": [said], "materials": [{"name": said}]}
        facts = {"object": SCRIPT, "fee": said, "window": said, "doc_no": ...}
        files[f"service/2024/{name}.md"] = source(body, title=f"{SCRIPT}{name}", **own, **facts)
    files["guide.md"] = "---\ntitle: 指\u202e南\n---\n正\u202e文&rlm;\n\n## 一\u2067节&#x202e;\n"
    write(tmp_path / "content", files)
    write_catalogue(tmp_path / "catalogue")
    site = tmp_path / "site"
    command = [GONGKAI, "build", "--no-cache", "--no-search", "--downloads", "all"]
    command += ["--content", tmp_path / "content", "--catalogue", tmp_path / "catalogue"]
    done = subprocess.run(
        [*command, "--site-dir", site], cwd=REPOSITORY, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    told = re.findall(r"(?m)^(?:policy|service)/20\d\d/(\w+)\.md:1: (GK8\d\d) .+；.+$", done.stderr)
    assert set(told) == TOLD, done.stderr
    assert "U+2EBF0" in done.stderr
    assert "i.md:1: GK814 i.docx、i.pdf：图片i/huge.png太大" in done.stderr
    for name in BODIES:
        file = site / folder / name
        assert squeezed(title) in text_of(file.with_suffix(".pdf").read_bytes()), name
        assert docx.Document(str(file.with_suffix(".docx"))).paragraphs[0].text == title + name
        assert title in file.with_suffix(".txt").read_text("utf-8-sig")
    for file in site.rglob("*"):
        if file.suffix in (".html", ".xml", ".json", ".txt", ".csv", ".bib", ".ris"):
            assert not TURNS.search(file.read_text("utf-8")), file
    handbook = site / "service" / "handbook" / "1"
    page = handbook.with_suffix(".html").read_text("utf-8")
    assert SCRIPT in unescape(page) and "<script>alert" not in page and "<b onclick" not in page
    assert page.count('<h3 id="guide-') == 2 and page.count("<tr>") > 500
    assert "499" in text_of(handbook.with_suffix(".pdf").read_bytes())
    lines = [one.text for one in docx.Document(str(handbook.with_suffix(".docx"))).paragraphs]
    assert f"1. {SCRIPT}a" in lines
    printed = text_of((site / folder / "typst.pdf").read_bytes())
    assert '#import"x.typ"' in printed and "root:" not in printed
    with zipfile.ZipFile(site / folder / "ooxml.docx") as opened:
        assert b"<w:instrText>DDE" not in opened.read("word/document.xml")
