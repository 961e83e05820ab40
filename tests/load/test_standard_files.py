"""``areas/`` and ``local/``: faults at their lines, and what is faulty takes nothing else along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from gongkai.load.standards import places_in_standards, read_standards
from gongkai.model import Diagnostic
from gongkai.model.local_catalogue import LocalCatalogue
from gongkai.model.standard_catalogue import Area
from sources import write
from standard_sources import area, item, local, write_standards

HEAD = "id: jiaoyu\nname: 教育\nministry: 教育部\nsource: 指引\nitems:\n"
"""Five lines; the first item stands on the sixth."""
DEADLINE = "{rule: within, days: 20, from: 信息形成}"
LOCAL = "organ: czj\nareas:\n- area: jiaoyu\n"
"""Three lines."""


def an_item(id: str = "'1.1'", deadline: str = DEADLINE, more: str = "") -> str:
    """Five lines, and what a test adds from the sixth on."""
    return f"- id: {id}\n  group: 组\n  title: 题\n  elements: [甲]\n  deadline: {deadline}\n{more}"


def read(folder: Path, files: dict[str, str]) -> tuple[list[Area], list[LocalCatalogue], Any]:
    faults: list[Diagnostic] = []
    areas, locals_ = read_standards(write(folder / "catalogue", dict(files)), faults)
    return areas, locals_, [(fault.file, fault.line, fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (an_item(more="  channels: [website, fax]\n"), 11, "GK206"),
        (an_item(more="  levels: [county, state]\n"), 11, "GK206"),
        (an_item(more="  method: mail\n"), 11, "GK206"),
        (an_item(more="  audience: some\n"), 11, "GK206"),
        (an_item(more="  verified: maybe\n"), 11, "GK206"),
        (an_item(more="  verified_fields: [colour]\n"), 11, "GK206"),
        (an_item(more="  source_urls: [ftp://a.example/x]\n"), 11, "GK206"),
        (an_item(more="  colour: red\n"), 11, "GK202"),
        (an_item() + an_item("'1.1'"), 11, "GK503"),
        (an_item("a") + an_item("A"), 11, "GK503"),
        (an_item("a/b"), 6, "GK206"),
        (an_item(deadline="{rule: within, days: 20}"), 10, "GK206"),
        (an_item(deadline="{rule: sometimes}"), 10, "GK206"),
        (an_item(deadline="{rule: within, days: 二十, from: 信息形成}"), 10, "GK209"),
        (an_item(deadline="{rule: text, text: 及时公开}"), 10, "GK206"),
        (an_item().replace("  title: 题\n", ""), 6, "GK201"),
        (an_item().replace("[甲]", "甲"), 9, "GK205"),
    ],
)
def test_a_faulty_item_is_reported_at_its_line_and_the_others_stand(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    good = an_item("'9.9'")
    areas, _, faults = read(tmp_path, {"areas/jiaoyu.yaml": HEAD + text + good})
    assert faults == [("catalogue/areas/jiaoyu.yaml", line, code)]
    assert [one.id for one in areas[0].items][-1] == "9.9"


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("jiuye", HEAD + an_item(), 1, "GK502"),
        ("jiaoyu", HEAD.replace("name: 教育\n", "") + an_item(), 1, "GK201"),
        ("index", HEAD.replace("jiaoyu", "index") + an_item(), 1, "GK502"),
        ("jiaoyu", "- a\n", 1, "GK112"),
        ("jiaoyu", "id: jiaoyu\nname：教育\n", 2, "GK113"),
        ("jiaoyu", HEAD.replace("items:\n", "items: 甲\n"), 5, "GK205"),
    ],
)
def test_a_faulty_area_leaves_the_others(
    tmp_path: Path, name: str, text: str, line: int, code: str
) -> None:
    other = HEAD.replace("jiaoyu", "a-other") + an_item()
    files = {f"areas/{name}.yaml": text, "areas/a-other.yaml": other}
    areas, _, faults = read(tmp_path, files)
    assert faults == [(f"catalogue/areas/{name}.yaml", line, code)]
    assert "a-other" in [one.id for one in areas]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("  select: 1.1\n", 4, "GK205"),
        ("  change:\n  - {item: '1.1'}\n", 5, "GK201"),
        ("  change:\n  - {item: '1.1', why: 改, deadline: {rule: within}}\n", 5, "GK206"),
        ("  formed:\n  - {item: '1.1', on: 9月, what: 某}\n", 5, "GK203"),
        ("  add:\n  - {id: L1, why: 加}\n", 5, "GK201"),
        ("  publishers: [甲]\n", 4, "GK202"),
    ],
)
def test_a_faulty_part_of_a_local_catalogue_leaves_the_others(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    files = {"local/czj.yaml": LOCAL + text + "- area: jiuye\n"}
    _, locals_, faults = read(tmp_path, files)
    assert set(faults) == {("catalogue/local/czj.yaml", line, code)}
    assert [part.area for part in locals_[0].areas] == ["jiuye"]


def test_a_local_catalogue_has_its_organs_name(tmp_path: Path) -> None:
    _, locals_, faults = read(tmp_path, {"local/cz.yaml": LOCAL})
    assert faults == [("catalogue/local/cz.yaml", 1, "GK502")]
    assert locals_ == []


def test_what_is_good_is_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    areas = [area("b"), area("a", item("1.1", verified="是"), item("x-2", audience="all"))]
    write_standards(folder, areas, [local("czj"), local("zfbgs", {"area": "a", "select": []})])
    faults: list[Diagnostic] = []
    read_areas, locals_ = read_standards(folder, faults)
    assert faults == []
    assert [one.id for one in read_areas] == ["a", "b"]
    assert [one.id for one in read_areas[0].items] == ["1.1", "x-2"]
    assert [one.organ for one in locals_] == ["czj", "zfbgs"]
    assert locals_[1].areas[0].select == ()


def test_nothing_there_is_no_fault(tmp_path: Path) -> None:
    faults: list[Diagnostic] = []
    assert read_standards(tmp_path, faults) == ([], [])
    assert faults == []


def test_keys_are_found_at_their_lines(tmp_path: Path) -> None:
    folder = write(tmp_path / "catalogue", {"local/czj.yaml": LOCAL + "  select: ['1.1']\n"})
    assert yaml.safe_load((folder / "local/czj.yaml").read_text("utf-8"))["organ"] == "czj"
    name = "local/czj.yaml"
    assert places_in_standards(folder, name)(("organ",)) == 1
    assert places_in_standards(folder, name)(("areas", 0, "area")) == 3
    assert places_in_standards(folder, name)(("areas", 0, "select", 0)) == 4
    assert places_in_standards(folder, "local/none.yaml")(("organ",)) == 1
