"""A correction that is dated ahead is in no file of the site before its day."""

from __future__ import annotations

import zipfile
from pathlib import Path

from building import build_site
from sources import source, write, write_catalogue

WORDS = "第二条改为五百元"


def test_a_correction_dated_ahead_is_in_no_file(tmp_path: Path) -> None:
    ahead = [{"on": "2026-11-25", "what": WORDS}]  # builds of tests are of the day before
    due = [{"on": "2026-11-24", "what": "第三条改为六百元"}]
    files: dict[str, str | bytes] = {
        "policy/2020/a.md": source(corrections=[*due, *ahead]),
        "gazette/2020/1.md": source(
            doc_no=..., year=2020, issue=1, published_on="2020-06-01", corrections=ahead
        ),
    }
    write(tmp_path / "content", files)
    write_catalogue(tmp_path / "catalogue")
    site = tmp_path / "site"
    build_site(site, tmp_path / "content", tmp_path / "catalogue", downloads="docx")
    made = [path for path in site.rglob("*") if path.is_file()]
    assert [path for path in made if any(_says(path, word) for word in (WORDS, "2026-11-25"))] == []
    told = {path.name for path in made if _says(path, "第三条改为六百元")}
    assert {"a.html", "a.json", "log.json", "log.xml"} <= told


def _says(path: Path, word: str) -> bool:
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data = b"".join(map(archive.read, archive.namelist()))
    return word.encode() in data or word.encode("unicode_escape") in data
