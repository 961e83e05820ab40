"""Fonts are fetched by hash; what cannot be had is said and stops nothing."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import font_fetching as fonts
import pytest
from paths import REPOSITORY


def package(needed: bool = False, source: str = "own") -> fonts.Package:
    font = fonts.Font("in/a.ttf", "A.ttf", 4, hashlib.sha256(b"font").hexdigest())
    return fonts.Package(source, "name", "1", needed, "生僻字", ("LICENSE", "A.txt"), (font,))


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A client that unpacks what the list holds; each use takes one."""
    held: list[bytes] = []

    def unpack(package: fonts.Package, within: Path) -> Path:
        if not held:
            raise fonts.NotToBeHad("没有网络")
        (within / "in").mkdir()
        (within / "in" / "a.ttf").write_bytes(held.pop())
        (within / "LICENSE").write_text("free")
        return within

    monkeypatch.setitem(fonts.CLIENTS, "own", unpack)
    return held


def test_the_list_names_each_file_once_with_hash_and_size() -> None:
    listed = fonts.packages()
    files = [font for one in listed for font in one.fonts]
    assert len({font.file for font in files}) == len(files)
    assert all(len(font.sha256) == 64 and font.bytes > 1000 for font in files)
    assert all(one.source in fonts.CLIENTS and one.version and one.use for one in listed)
    assert "://" not in fonts.LIST.read_text("utf-8") + fonts.NODE_LOCK.read_text("utf-8")


def test_a_font_is_fetched_once_with_its_licence(tmp_path: Path, client: list[bytes]) -> None:
    folder = tmp_path / "fonts"
    client.append(b"font")
    assert fonts.fetch_missing([package()], folder, False) == []
    assert (folder / "A.ttf").read_bytes() == b"font"
    assert (folder / "A.txt").read_text() == "free"
    assert fonts.fetch_missing([package()], folder, False) == []  # the client has nothing left


def test_another_file_than_the_listed_one_is_not_used(tmp_path: Path, client: list[bytes]) -> None:
    client.append(b"evil")
    ((_, reason),) = fonts.fetch_missing([package()], tmp_path / "fonts", False)
    assert "校验码不符" in reason
    assert not (tmp_path / "fonts" / "A.ttf").exists()


def test_a_form_is_made_of_what_was_fetched(
    tmp_path: Path, client: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    import font_forms

    monkeypatch.setitem(font_forms.FORMS, "twice", lambda font: font * 2)
    sha256 = hashlib.sha256(b"font").hexdigest()
    for size, failed in (
        (9, True),
        (8, False),
    ):  # another size than the list's is another program's
        font = fonts.Font("in/a.ttf", "A.ttf", size, sha256, "twice")
        whole = fonts.Package("own", "name", "1", False, "字", ("LICENSE", "A.txt"), (font,))
        client.append(b"font")
        assert bool(fonts.fetch_missing([whole], tmp_path / "fonts", True)) is failed
    assert (tmp_path / "fonts" / "A.ttf").read_bytes() == b"fontfont"


def test_what_cannot_be_had_is_tried_again_when_asked(tmp_path: Path, client: list[bytes]) -> None:
    folder = tmp_path / "fonts"
    assert len(fonts.fetch_missing([package()], folder, False)) == 1
    assert fonts.fetch_missing([package()], folder, False) == []
    client.append(b"font")
    assert fonts.fetch_missing([package()], folder, True) == []
    assert (folder / "A.ttf").is_file() and not (folder / fonts.TRIED).exists()


def test_a_needed_font_is_tried_each_time(tmp_path: Path, client: list[bytes]) -> None:
    for _ in range(2):
        assert len(fonts.fetch_missing([package(needed=True)], tmp_path / "fonts", False)) == 1


def test_missing_clients_are_named(tmp_path: Path) -> None:
    with pytest.raises(fonts.NotToBeHad, match="没有no-such-client"):
        fonts.run("no-such-client", within=tmp_path)
    with pytest.raises(fonts.NotToBeHad, match="没有成功：why"):
        fonts.run("sh", "-c", "echo why >&2; exit 3", within=tmp_path)


def test_the_message_names_the_cure(
    tmp_path: Path,
    client: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fonts, "FONTS", tmp_path / "fonts")
    monkeypatch.setattr(fonts, "packages", lambda: (package(needed=True),))
    assert fonts.main([]) == 1
    said = capsys.readouterr().err
    assert "没有它不能生成PDF" in said and "请联网后运行 scripts/fonts --again" in said


def test_the_scripts_go_on_without_fonts() -> None:
    for script in ("build", "test"):
        assert "scripts/fonts || true" in (REPOSITORY / "scripts" / script).read_text()
    subprocess.run(["bash", "-n", REPOSITORY / "scripts" / "fonts"], check=True)
