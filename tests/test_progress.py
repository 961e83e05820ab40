"""Long work is told of on a terminal, each step by name, and nowhere else."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from gongkai.progress import silently, with_bar
from paths import GONGKAI, REPOSITORY
from sources import source, write, write_catalogue

STEPS = (
    "读取源文件",
    "生成页面和下载文件",
    "写附件、数据和压缩包",
    "检索：读取正文",
    "检索：写词表",
    "检索：写摘要",
)


def on_a_terminal(command: list[object], folder: Path) -> str:
    """What a command says to standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    said: list[bytes] = []

    def listen() -> None:
        try:
            while data := os.read(ours, 65536):
                said.append(data)
        except OSError:  # the other end is closed
            return

    listener = threading.Thread(target=listen)
    listener.start()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    os.close(theirs)
    listener.join()
    os.close(ours)
    text = b"".join(said).decode("utf-8", "replace")
    assert done.returncode == 0, text
    return text


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("progress")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    (folder / "overrides").symlink_to(REPOSITORY / "overrides")
    write_catalogue(folder / "catalogue")
    attached = source(attachments=[{"file": "1.xls"}])
    write(folder / "content", {"policy/2020/a.md": attached, "policy/2020/a/1.xls": b"1"})
    return folder


def test_every_long_step_has_a_bar(project: Path) -> None:
    build = [GONGKAI, "build", "--downloads", "docx", "--date", "2026-06-30"]
    said = on_a_terminal([*build], project)
    places = [said.find(step) for step in STEPS]
    assert -1 not in places and places == sorted(places), said
    assert "100%" in said
    again = on_a_terminal([*build], project)
    assert [step for step in STEPS if step in again] == []
    bundle = [GONGKAI, "bundle", "2020", "--to", project / "zip"]
    assert "打包gongkai-2020.zip" in on_a_terminal(bundle, project)


def test_no_terminal_no_bar(project: Path) -> None:
    build = [str(GONGKAI), "build", "--downloads", "none", "--no-cache", "--date", "2026-06-30"]
    done = subprocess.run(build, cwd=project, capture_output=True, text=True, check=True)
    assert "%" not in done.stdout + done.stderr
    assert [step for step in STEPS if step in done.stderr] == []


def test_what_is_told_of_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(silently([1, 2], 2, "做")) == list(with_bar([1, 2], 2, "做")) == [1, 2]
    assert "做" in capsys.readouterr().err
    assert list(with_bar([], 0, "无")) == []
    assert "无" not in capsys.readouterr().err
