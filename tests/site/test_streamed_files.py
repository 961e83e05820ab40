"""Large files go into the site a piece at a time: the same bytes, in little memory."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from gongkai.downloads.documents.archive import archive, stored
from gongkai.output import write, write_pieces
from gongkai.pages.record_files import BUNDLE_LIMIT, bundle_pieces

MEGABYTE = 1 << 20


def test_a_bundle_is_what_it_was_when_it_was_made_whole(tmp_path: Path) -> None:
    files = {"a.pdf": b"%PDF" * 400_000, "a/表 1.xls": b"\1" * 5, "a/空.txt": b""}
    parts = [(f"policy/2020/{name}", tmp_path / name) for name in (*files, "a/none.txt")]
    for name, data in files.items():
        write(f"{tmp_path}/{name}", data)
    made = b"".join(bundle_pieces("policy/2020", parts))
    assert made == archive(stored(name, data) for name, data in files.items())
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_a_large_bundle_takes_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(64 * MEGABYTE)
    tracemalloc.start()
    write_pieces(f"{tmp_path}/a.zip", bundle_pieces("p", [("p/film.mp4", tmp_path / "film.mp4")]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.getinfo("film.mp4").file_size == 64 * MEGABYTE
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tq", tmp_path / "a.zip"], check=True, capture_output=True)
    assert BUNDLE_LIMIT < 1 << 31


def test_an_unreadable_part_spoils_no_bundle(tmp_path: Path) -> None:
    old, part = tmp_path / "a.zip", tmp_path / "f"
    old.write_bytes(b"old")
    part.mkdir()  # no file: left out
    assert b"".join(bundle_pieces("p", [("p/f", part)])).startswith(b"PK\5\6")
    unreadable = Path("/proc/self/mem")  # a file to all appearance
    if not unreadable.is_file():
        pytest.skip("this system has no such file")
    with pytest.raises(OSError, match="error"):
        write_pieces(f"{old}", bundle_pieces("p", [("p/f", unreadable)]))
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize("before", [None, b"", b"abcdef", b"abcdefghi", b"xbcdef", b"abc"])
def test_pieces_leave_what_a_whole_write_leaves(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "f"
    if before is not None:
        path.write_bytes(before)
        os.utime(path, ns=(1, 1))
    stat = write_pieces(f"{path}", [b"abc", b"", b"def"])
    assert path.read_bytes() == b"abcdef"
    assert stat.st_size == 6
    assert (stat.st_mtime_ns == 1) == (before == b"abcdef")
