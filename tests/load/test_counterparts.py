"""Counterparts in ``content/mn/``: what they say themselves, inherit, and must not contradict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.cache import Cache
from gongkai.load import Loaded, load
from gongkai.model import Diagnostic, Level
from gongkai.workers import Workers
from sources import source, write, write_catalogue

TITLE = "ᠮᠡᠳᠡᠭᠳᠡᠯ"


def loaded(folder: Path, files: dict[str, str]) -> Loaded:
    write(folder / "content", dict(files))
    write_catalogue(folder / "catalogue")
    with Cache(None, "") as cache, Workers(1) as workers:
        return load(folder / "content", folder / "catalogue", cache, workers)


def faults(held: Loaded) -> list[Diagnostic]:
    return [fault for fault in held.faults if not fault.file.startswith("catalogue/")]


def mongolian(extra: str = "", title: str = TITLE) -> str:
    return f"---\ntitle: {title}\nsummary: ᠠᠭᠤᠯᠭ᠎ᠠ\n{extra}---\nᠮᠡᠳᠡᠭᠳᠡᠯ ᠃\n"


def test_it_is_a_record_with_its_own_words(tmp_path: Path) -> None:
    zh = source(doc_no="测政发〔2020〕8号", keywords=["政务公开"])
    held = loaded(
        tmp_path, {"policy/2020/a.md": zh, "mn/policy/2020/a.md": mongolian("keywords: [ᠢᠯᠡ]\n")}
    )
    assert faults(held) == []
    assert list(held.library.records) == ["policy/2020/a"]
    record = held.library.counterpart(held.library.records["policy/2020/a"])
    assert record is not None
    assert (record.id, record.address) == ("mn/policy/2020/a", "mn/policy/2020/a.html")
    assert (record.title, record.keywords) == (TITLE, ("ᠢᠯᠡ",))
    assert record.doc_no == "测政发〔2020〕8号"


def test_a_long_summary_of_letters_is_no_fault(tmp_path: Path) -> None:
    text = mongolian().replace("ᠠᠭᠤᠯᠭ᠎ᠠ", "ᠠᠭᠤᠯᠭ᠎ᠠ " * 60)
    held = loaded(tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": text})
    assert faults(held) == []
    assert len(held.library.mongolian["mn/policy/2020/a"].summary) > 300


@pytest.mark.parametrize(
    ("extra", "code", "line"),
    [
        ("issuer: czj\n", "GK621", 4),
        ("written_on: 2020-05-22\n", "GK621", 4),
        ("written_on: soon\n", "GK621", 4),
        ("attachments: [{file: a.docx}]\n", "GK621", 4),
        ("isuer: zfbgs\n", "GK202", 4),
    ],
)
def test_what_contradicts_is_a_finding_at_its_line(
    tmp_path: Path, extra: str, code: str, line: int
) -> None:
    files = {"policy/2020/a.md": source(), "mn/policy/2020/a.md": mongolian(extra)}
    held = loaded(tmp_path, files)
    assert [(f.file, f.line, f.code) for f in faults(held)] == [("mn/policy/2020/a.md", line, code)]
    assert held.library.mongolian == {}


def test_what_agrees_may_be_stated(tmp_path: Path) -> None:
    extra = "issuer: zfbgs\nwritten_on: 2020-05-21\nsample: 否\n"
    held = loaded(tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": mongolian(extra)})
    assert faults(held) == []


def test_without_its_chinese_record_it_is_a_finding(tmp_path: Path) -> None:
    held = loaded(tmp_path, {"mn/policy/2020/a.md": mongolian()})
    assert [f.code for f in faults(held)] == ["GK620"]


def test_a_narrow_space_is_kept_as_the_vowel_separator_and_told(tmp_path: Path) -> None:
    text = mongolian(title="ᠵᠢᠯ\u202fᠦᠨ ᠢᠯᠡᠳᠭᠡᠯ")
    held = loaded(tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": text})
    assert held.library.mongolian["mn/policy/2020/a"].title == "ᠵᠢᠯ\u180eᠦᠨ ᠢᠯᠡᠳᠭᠡᠯ"
    assert [(f.line, f.code) for f in faults(held)] == [(2, "GK622")]
    assert "ᠵᠢᠯ\u180eᠦᠨ" in faults(held)[0].cure


def test_letters_to_mend_are_told_at_their_line(tmp_path: Path) -> None:
    text = mongolian() + "\nᠵᠢᠯ ᠦᠨ ᠢᠯᠡᠳᠭᠡᠯ\n\nᡐᡐᡐ ᠮᠡᠳᠡᠭᠳᠡᠯ\n\n\u180b ᠮᠡᠳᠡᠭᠳᠡᠯ\n"
    held = loaded(tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": text})
    assert [(f.line, f.code) for f in faults(held)] == [(7, "GK623"), (9, "GK624"), (11, "GK625")]
    assert not any(f.level is Level.ERROR for f in faults(held))


def test_many_faults_of_a_kind_are_counted(tmp_path: Path) -> None:
    text = mongolian() + "ᠵᠢᠯ\u202fᠦᠨ\n" * 100
    held = loaded(tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": text})
    assert len(faults(held)) == 21
    assert sum("还有80处" in fault.message for fault in faults(held)) == 1


def test_title_and_summary_are_its_own(tmp_path: Path) -> None:
    held = loaded(
        tmp_path, {"policy/2020/a.md": source(), "mn/policy/2020/a.md": "---\nsample: 否\n---\n"}
    )
    assert [f.code for f in faults(held)] == ["GK201", "GK201"]


def test_it_appears_with_its_chinese_record(tmp_path: Path) -> None:
    zh = source(
        published_at="2020-05-22 09:30", corrections=[{"on": "2020-06-01", "what": "改正一字"}]
    )
    long = mongolian().replace("ᠠᠭᠤᠯᠭ᠎ᠠ", "ᠠᠭᠤᠯᠭ᠎ᠠ " * 60)
    library = loaded(tmp_path, {"policy/2020/a.md": zh, "mn/policy/2020/a.md": long}).library
    assert library.until(date(2020, 5, 21)).mongolian == {}
    (record,) = library.until(date(2020, 5, 22)).mongolian.values()
    assert record.corrections == ()
    assert len(library.until(date(2020, 6, 1)).mongolian["mn/policy/2020/a"].corrections) == 1
