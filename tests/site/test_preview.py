"""``mkdocs serve``: a page follows its source, faults are shown in place."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from paths import REPOSITORY
from sources import source, write, write_catalogue

MKDOCS = Path(sys.executable).with_name("mkdocs")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, Callable[[str], str]]]:
    """A running preview: its project folder, and a function that fetches an address."""
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    write_catalogue(tmp_path / "catalogue")
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  - gongkai\n", "  - gongkai: {downloads: docx}\n")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    attached = source("有附件。", title="丙", attachments=[{"file": "1.xls"}])
    write(tmp_path / "content", {"policy/2020/a.md": source("第一版。", title="甲")})
    write(tmp_path / "content", {"policy/2020/c.md": attached, "policy/2020/c/1.xls": b"123"})
    write(tmp_path / "content", {"guide.md": "# 指南\n\n旧话。\n"})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}", "--quiet"]
    server = subprocess.Popen(command, cwd=tmp_path)

    def fetch(address: str) -> str:
        with urlopen(f"http://127.0.0.1:{port}/{address}", timeout=70) as answer:
            return answer.read().decode()

    try:
        wait_until(lambda: "测试平台" in fetch("index.html"))
        yield tmp_path / "content", fetch
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():
                return
        except URLError:
            pass
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def test_an_edit_a_fault_and_a_new_record_are_shown(preview: tuple) -> None:
    content, fetch = preview
    page = fetch("policy/2020/a.html")
    assert "第一版" in page
    epoch = re.findall(r"livereload\((\d+), ", page)[-1]

    write(content, {"policy/2020/a.md": source("第二版。", title="甲")})
    assert int(fetch(f"livereload/{epoch}/1")) > int(epoch)
    assert "第二版" in fetch("policy/2020/a.html")

    write(content, {"policy/2020/a.md": source("第三版。", title="甲", written_on="昨天")})
    wait_until(lambda: "policy/2020/a.md:6: GK203" in fetch("policy/2020/a.html"))

    write(content, {"policy/2020/a.md": source("第四版。", title="甲")})
    write(content, {"policy/2020/b.md": source("新的。", title="乙")})
    wait_until(lambda: "乙" in fetch("policy/index.html"))
    assert "第四版" in fetch("policy/2020/a.html")
    assert "新的" in fetch("policy/2020/b.html")
    assert "第四版" in fetch("policy/2020/a.txt")
    assert "livereload" not in fetch("policy/2020/a.wechat.html")
    with pytest.raises(HTTPError, match="404") as told:
        fetch("policy/2020/a.pdf")
    assert "预览里没有这个文件" in told.value.read().decode()
    assert '"policy/2020/b"' in fetch("data/inventory.json")

    write(content, {"guide.md": "# 指南\n\n新话。\n"})
    wait_until(lambda: "新话" in fetch("guide.html"))
    assert "第四版" in fetch("policy/2020/a.html")
