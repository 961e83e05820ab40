"""What a record is found by: its names, its organs' short names, the words of its kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.load import Loaded
from gongkai.search.entries import entry, read_text
from gongkai.search.names import names_of
from gongkai.search.organs import short_names
from sources import source


@pytest.mark.parametrize(
    "name, short",
    [
        ("乌海市人民政府办公室", "市府办"),
        ("乌海市人民政府办公室", "市政府办"),
        ("国务院办公厅", "国办"),
        ("国家发展和改革委员会", "发改委"),
        ("乌海市发展和改革委员会", "市发改委"),
        ("乌海市人力资源和社会保障局", "人社局"),
        ("内蒙古自治区卫生健康委员会", "卫健委"),
        ("乌海市住房和城乡建设局", "住建局"),
        ("海勃湾区人民政府", "区政府"),
        ("最高人民法院", "最高法"),
    ],
)
def test_every_pair_of_a_short_name_is_known(name: str, short: str) -> None:
    known = {word[at : at + 2] for word in (name, *short_names(name)) for at in range(len(word))}
    assert all(short[at : at + 2] in known for at in range(len(short) - 1))


def test_a_short_name_adds_something() -> None:
    assert short_names("财政部") == []
    assert short_names("乌海市人民政府办公室") == ["乌海市政府办公室", "乌海市府办公室"]


def test_names(loaded: Callable[..., Loaded]) -> None:
    record = loaded(
        {
            "policy/2020/a.md": source(
                title="关于公布2019年8月目录和二〇二一年计划的通知",
                doc_no="测政办发〔2020〕11号",
                index_no="11150300/2020-00001",
            )
        }
    ).library.records["policy/2020/a"]
    names = names_of(record)
    assert names[0] == "index:11150300202000001"
    for name in (
        "no:测政办发2020-11", "no:2020-11", "code:测政办发", "numbered:2020", "serial:11",
        "day:2020-5-21", "month:2020-5", "day:2020-5-22", "month:2019-8", "year:2019", "year:2021",
    ):  # fmt: skip
        assert name in names
    assert len(names) == len(set(names))


def test_the_words_of_a_kind_are_searched(loaded: Callable[..., Loaded]) -> None:
    service = source(
        "正文。",
        materials=[{"name": "户口簿", "form": "原件"}],
        steps=["申请", "审核"],
        phone="0473-0000000",
    )
    made = loaded({"service/fu-li.md": service})
    one = entry(made, made.library.records["service/fu-li"])
    assert one.extra.split("\n") == ["户口簿", "原件", "申请", "审核", "0473-0000000"]
    assert read_text(made.content, one).endswith("\n正文。")


def test_nothing_withheld_is_searched(loaded: Callable[..., Loaded]) -> None:
    closed = source("密不外传", disclosure="依申请公开", summary="也不外传", keywords=["不外传"])
    made = loaded({"policy/2020/a.md": closed})
    one = entry(made, made.library.records["policy/2020/a"])
    assert (one.source, one.summary, one.keywords, one.extra) == (None, "", "", "")
    assert read_text(made.content, one) == ""


def test_markup_is_no_text(loaded: Callable[..., Loaded]) -> None:
    body = "# 标题\n\n**重**要的[链接](https://www.example.gov.cn/x)\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n"
    made = loaded({"policy/2020/a.md": source(body)})
    text = read_text(made.content, entry(made, made.library.records["policy/2020/a"]))
    assert text.split("\n") == ["标题", "重要的链接", "甲", "乙", "丙", "丁"]
