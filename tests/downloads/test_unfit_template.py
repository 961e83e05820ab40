"""A template that no document can be made in stops the build with one finding, and nothing is written."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from gongkai.downloads.documents.docx.template import template_faults
from gongkai.model import Level
from paths import GONGKAI, REPOSITORY
from sources import source, write, write_catalogue

NAMED = "overrides/gongkai/downloads/record.docx"
GOOD = REPOSITORY / NAMED


def packed_without(path: Path, part: str, instead: bytes | None = None) -> Path:
    with zipfile.ZipFile(GOOD) as good, zipfile.ZipFile(path, "w") as file:
        for name in good.namelist():
            if name != part:
                file.writestr(name, good.read(name))
        if instead is not None:
            file.writestr(part, instead)
    return path


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("word/styles.xml", None),
        ("word/document.xml", b"<w:document><w:body></w:body></w:document>"),
        ("word/document.xml", b"<w:document><w:body><w:p><w:sectPr></w:sectPr>"),
        ("word/styles.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        ("[Content_Types].xml", b"<Types>"),
        ("word/_rels/document.xml.rels", b"\xff"),
    ],
)
def test_each_is_said(tmp_path: Path, part: str, instead: bytes | None) -> None:
    (fault,) = template_faults(packed_without(tmp_path / "a.docx", part, instead), NAMED)
    assert (fault.code, fault.file, fault.level) == ("GK816", NAMED, Level.ERROR)
    assert "模板" in fault.message and "scripts/record-template" in fault.cure


@pytest.mark.parametrize("length", [0, 1, 1000, -1000])
def test_a_piece_of_a_file_is_said(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(GOOD.read_bytes()[:length])
    assert [fault.code for fault in template_faults(path, NAMED)] == ["GK816"]


def test_any_damaged_byte_raises_nothing(tmp_path: Path) -> None:
    path, good = tmp_path / "a.docx", GOOD.read_bytes()
    for at in range(0, len(good), len(good) // 60):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        template_faults(path, NAMED)


def test_the_project_s_own_is_fit() -> None:
    assert template_faults(GOOD, NAMED) == []


def test_a_style_that_is_gone_is_told_and_stops_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(GOOD) as good:
        styles = good.read("word/styles.xml").replace("落款".encode(), "别的".encode())
    (fault,) = template_faults(
        packed_without(tmp_path / "a.docx", "word/styles.xml", styles), NAMED
    )
    assert (fault.code, fault.level) == ("GK811", Level.WARNING) and "落款" in fault.message


@pytest.mark.parametrize("damage", ["x", None])
def test_the_build_stops_before_it_writes(tmp_path: Path, damage: str | None) -> None:
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    write(tmp_path / "content", {"policy/2020/a.md": source()})
    write_catalogue(tmp_path / "catalogue")
    (tmp_path / NAMED).unlink()
    if damage is not None:
        (tmp_path / NAMED).write_text(damage)
    command = [GONGKAI, "build", "--downloads", "docx", "--no-search", "--site-dir", "site"]
    result = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert [line for line in result.stderr.splitlines() if "GK816" in line] == [
        line for line in result.stderr.splitlines() if line.startswith(f"{NAMED}:1: GK816 模板")
    ]
    assert "GK816" in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
