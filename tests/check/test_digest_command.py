"""``gongkai digest``: what an outlet shows has the digest that the check compares with."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gongkai.body import render_body, text_digest
from gongkai.cli import main

BODY = "市直各部门：\n\n一、**要点**。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | A & B |\n\n正文　内容。\n"
DIGEST = text_digest(BODY)
SHOWN = "市直各部门：\r\n一、要点。\r\n甲\t乙\r\n1\tA & B\r\n\r\n正文 内容。\u200b\r\n"
HTML = render_body(BODY, "policy/2020/a.html").html


def digest(folder: Path, name: str, data: str | bytes, *options: str) -> Result:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return CliRunner().invoke(main, ["digest", str(file), *options])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_pasted_text_counts_without_white_space(tmp_path: Path, encoding: str) -> None:
    result = digest(tmp_path, "甲.txt", SHOWN.encode(encoding))
    assert (result.exit_code, result.stdout) == (0, f"sha256: {DIGEST}\n")
    assert "市直各部门：" in result.stderr and "正文内容。" in result.stderr


@pytest.mark.parametrize(
    "page",
    [
        f"<title>标题</title><nav>首页</nav><article>{HTML}</article><footer>某网站</footer>",
        f'<div>头<div id="js_content"><div><style>p{{}}</style></div>{HTML}</div>尾</div>',
        f"<!DOCTYPE html><html><head><title>题</title></head><body>{HTML}</body></html>",
        HTML.replace("正文", "<span>正\u200b</span><br/>\u200b文").replace("\u200b", "&nbsp;"),
    ],
)
def test_of_a_saved_page_the_article_counts(tmp_path: Path, page: str) -> None:
    assert digest(tmp_path, "a.htm", page).stdout == f"sha256: {DIGEST}\n"


def test_what_stands_around_the_text_can_be_cut_off(tmp_path: Path) -> None:
    text = f"市政发〔2020〕1号\n{SHOWN}来源：某网站\n"
    ends = ("--from", "市直 各部门", "--to", "内容。")
    assert digest(tmp_path, "a.txt", text, *ends).stdout == f"sha256: {DIGEST}\n"
    result = digest(tmp_path, "a.txt", text, "--to", "没有的")
    assert result.exit_code == 1 and "“没有的”" in result.output


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xff", b"\x89PNG\xff\xff", b"<p></p>"])
def test_a_file_without_words_is_said(tmp_path: Path, data: bytes) -> None:
    result = digest(tmp_path, "a.html", data)
    assert result.exit_code == 1 and result.output.startswith("Error: ")
