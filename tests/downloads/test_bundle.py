"""``gongkai bundle``: a year of a built site as ZIP."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from gongkai.cli import main
from gongkai.downloads.documents.archive import archive, archive_pieces, measured, packed, stored
from gongkai.downloads.library.bundle import (
    TooLarge,
    Volume,
    volume_pieces,
    volumes,
    year_of_site,
)


def entry(id: str, files: tuple[str, ...] = (), **changes: Any) -> dict[str, Any]:
    keys = ("index_no", "title", "issuer", "doc_no", "written_on", "published_at", "topic")
    return {**dict.fromkeys(keys, "文"), "validity": None, "sha256": "0", "id": id} | {
        "files": list(files),
        **changes,
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two records of 2020, one with an attachment in a Chinese name, and one of 2021."""
    folder = tmp_path / "site"
    attached = "policy/2020/a/表 1.xls"
    files = {
        attached: b"\0" * 5000,
        **{f"{id}.{form}": f"{id} {form}".encode() * 50 for id in IDS for form in FORMS},
    }
    listed = [entry(id, (attached,) if id == IDS[0] else (), title="=1+1") for id in IDS]
    files["data/inventory.json"] = json.dumps(listed).encode()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


IDS = ("policy/2020/a", "notice/2020/b", "policy/2021/c")
FORMS = ("html", "pdf", "docx", "txt", "json", "bib")


def bundle(site: Path, *arguments: object) -> Result:
    command = ["bundle", "--site-dir", site, *arguments]
    return CliRunner().invoke(main, [str(part) for part in command])


def test_a_year_is_packed_whole_and_the_same_each_time(site: Path, tmp_path: Path) -> None:
    for to in ("一", "二"):
        result = bundle(site, "2020", "--to", tmp_path / to)
        assert result.exit_code == 0, result.output
        assert "2条记录" in result.output
    file = tmp_path / "一" / "gongkai-2020.zip"
    assert file.read_bytes() == (tmp_path / "二" / "gongkai-2020.zip").read_bytes()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    with zipfile.ZipFile(file) as opened:
        assert opened.testzip() is None
        taken = [f"{id}.{form}" for id in ("notice/2020/b", IDS[0]) for form in FORMS[1:-1]]
        assert opened.namelist() == ["index.csv", *taken, "policy/2020/a/表 1.xls"]
        for name in opened.namelist()[1:]:
            assert opened.read(name) == (site / name).read_bytes()
        rows = list(csv.reader(io.StringIO(opened.read("index.csv").decode("utf-8-sig"))))
    assert [len(row) for row in rows] == [11, 11, 11]
    assert rows[1][1] == "'=1+1"
    assert rows[2][10].split("\n")[-1] == "policy/2020/a/表 1.xls"


def test_one_column(site: Path, tmp_path: Path) -> None:
    assert bundle(site, "2020", "--to", tmp_path, "--column", "notice").exit_code == 0
    with zipfile.ZipFile(tmp_path / "gongkai-2020-notice.zip") as opened:
        assert {name.partition("/")[0] for name in opened.namelist()} == {"index.csv", "notice"}


def test_what_is_too_much_for_one_file_goes_into_several(site: Path) -> None:
    records = year_of_site(site, 2020)
    shared = volumes(site, "y", records, 12_000)
    assert [(one.name, len(one.records)) for one in shared] == [("y-1.zip", 1), ("y-2.zip", 1)]
    for volume in shared:
        data = b"".join(volume_pieces(site, volume, shared))
        assert len(data) <= 12_000
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            table = opened.read("index.csv").decode("utf-8-sig")
            assert "y-1.zip" in table and "y-2.zip" in table
    with pytest.raises(TooLarge, match="2020"):
        volumes(site, "y", records, 5000)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("2019", "--to", "x"), 1, "网站里没有2019年的记录"),
        (("2020", "--to", "x", "--column", "law"), 1, "law栏目里没有2020年的记录"),
        (("20", "--to", "x"), 2, "YEAR"),
        (("2020",), 2, "--to"),
    ],
)
def test_what_cannot_be_packed_is_said(
    site: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    result = bundle(site, *arguments)
    assert (result.exit_code, words in result.output) == (status, True), result.output
    assert not Path("x").exists()


def test_faulty_sites_are_said(site: Path, tmp_path: Path) -> None:
    assert bundle(site, "2020", "--to", site / "zip").exit_code == 2
    (site / "policy/2020/a/表 1.xls").unlink()
    result = bundle(site, "2020", "--to", tmp_path / "zip")
    assert (result.exit_code, "没有附件policy/2020/a/表 1.xls" in result.output) == (1, True)
    assert (tmp_path / "zip" / "gongkai-2020.zip").is_file()
    for broken in (b"{", b"[1]", b'[{"id": "a"}]', b'[{"id": null}]'):
        (site / "data/inventory.json").write_bytes(broken)
        result = bundle(site, "2020", "--to", tmp_path / "zip")
        assert (result.exit_code, "不是生成好的网站" in result.output) == (1, True), result.output


def test_a_site_without_pdf_is_said_with_the_count(site: Path, tmp_path: Path) -> None:
    assert "没有PDF" not in bundle(site, "2020", "--to", tmp_path / "zip").output
    (site / f"{IDS[0]}.pdf").unlink()
    result = bundle(site, "2020", "--to", tmp_path / "zip")
    assert (result.exit_code, "1条记录在网站里没有PDF" in result.output) == (0, True)
    for form in FORMS[1:4]:  # withheld: facts alone
        (site / f"{IDS[1]}.{form}").unlink()
    assert "1条记录在网站里没有PDF" in bundle(site, "2020", "--to", tmp_path / "zip").output


def test_a_file_that_a_record_says_it_has_is_missed(site: Path, tmp_path: Path) -> None:
    named = [{"address": f"{IDS[0]}.{form}"} for form in ("pdf", "zip", "json")]
    (site / f"{IDS[0]}.json").write_text(json.dumps({"formats": named}))
    assert bundle(site, "2020", "--to", tmp_path / "zip").exit_code == 0
    (site / f"{IDS[0]}.pdf").unlink()
    result = bundle(site, "2020", "--to", tmp_path / "zip")
    assert (result.exit_code, f"没有{IDS[0]}.pdf" in result.output) == (1, True)


def test_nothing_outside_the_site_is_packed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    listed = [entry(IDS[0], ("policy/2020/a/../../../../secret", f"{tmp_path}/secret"))]
    (site / "data/inventory.json").write_text(json.dumps(listed), "utf-8")
    data = b"".join(volume_pieces(site, one := Volume("v", tuple(year_of_site(site, 2020))), [one]))
    assert b"secret" not in data.partition(b"policy/")[2]


def test_pieces_are_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"\1" * 3_000_000)
    first = packed("甲.txt", b"text" * 100)
    streamed = list(archive_pieces([first, measured("f", path)]))
    assert b"".join(streamed) == archive([first, stored("f", path.read_bytes())])
    assert max(map(len, streamed)) <= 1 << 20
    late = measured("f", path)
    path.write_bytes(b"\2" * 3_000_000)
    with pytest.raises(OSError, match="changed"):
        list(archive_pieces([late]))
