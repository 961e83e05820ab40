"""The report on Mongolian: documents counted by column, and every fixed phrase of the site."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from gongkai.check.interface_words import interface_words, phrases
from gongkai.cli import main
from gongkai.model import Catalogue, Site
from paths import REPOSITORY
from sources import source, write, write_catalogue

MONGOLIAN = "---\ntitle: ᠮᠡᠳᠡᠭᠳᠡᠯ\nsummary: ᠠᠭᠤᠯᠭ᠎ᠠ\n---\nᠮᠡᠳᠡᠭᠳᠡᠯ\n"


def test_phrases_of_a_template_are_its_texts_strings_and_spoken_attributes() -> None:
    template = (
        '<p class="x" title="说明">共<strong>{{ n }}</strong>件{% if a == "有效" %}，今天{% endif %}</p>'
        "{# 注释 #}<!-- 也是注释 --><a href='{{ url }}' aria-label=\"下一页\">→ 下一页</a>"
    )
    assert sorted(set(phrases(template))) == ["下一页", "今天", "件", "共", "有效", "说明"]


def test_the_words_of_templates_scripts_views_and_glossary_are_all_there() -> None:
    words = interface_words(REPOSITORY / "overrides", Catalogue(Site(name="甲", host="a.cn")))
    assert "元数据" in words["发文字号"]
    assert words["跳到正文"] == ("partials/header.html",)
    assert any(place.startswith("assets/") for places in words.values() for place in places)
    assert any("本文件已失效" in word for word in words)
    assert not any("<" in word or "{" in word or "\n" in word for word in words)


def test_counts_add_up_and_the_untranslated_are_named(tmp_path: Path) -> None:
    write(
        tmp_path / "content",
        {
            "policy/2020/a.md": source(),
            "policy/2020/b.md": source(title="没有译的", published_at="2020-06-01 09:00"),
            "policy/2020/c.md": source(disclosure="不予公开"),
            "mn/policy/2020/a.md": MONGOLIAN,
        },
    )
    write_catalogue(tmp_path / "catalogue")
    write(
        tmp_path / "catalogue",
        {
            "terms/mn.yaml": "- {zh: 发布日期, mn: ᠨᠡᠶᠢᠲᠡᠯᠡᠭᠰᠡᠨ ᠴᠠᠭ}\n- {zh: 附件, mn: ᠳᠠᠭᠠᠯᠳᠤᠭᠤᠯᠤᠯ, review: 是}\n"
        },
    )
    report = written(tmp_path, "report.json")
    assert [(c["name"], c["records"], c["mongolian"]) for c in report["columns"]] == [
        ("政策文件库", 2, 1)
    ]
    assert [one["file"] for one in report["missing"]] == ["mn/policy/2020/b.md"]
    words = {word["zh"]: word for word in report["words"]}
    assert words["发布日期"]["mn"] == "ᠨᠡᠶᠢᠲᠡᠯᠡᠭᠰᠡᠨ ᠴᠠᠭ"
    assert words["附件"]["review"]
    assert words["成文日期"]["mn"] is None
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "有蒙古文版的1件" in page
    assert "没有译的" in page


def written(folder: Path, name: str) -> dict[str, list[dict[str, object]]]:
    for file in (name, "report.html"):
        options = ["--content", str(folder / "content"), "--catalogue", str(folder / "catalogue")]
        options += ["--theme", str(REPOSITORY / "overrides"), "--mongolian", str(folder / file)]
        result = CliRunner().invoke(main, ["check", "--fail-on", "error", *options])
        assert result.exception is None, result.output
    found: dict[str, list[dict[str, object]]] = json.loads((folder / name).read_text("utf-8"))
    return found
