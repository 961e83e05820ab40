"""Names that no file system takes, and days that no calendar reckons with, are findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gongkai.load import Loaded
from gongkai.load.standards import read_standards
from gongkai.model import Diagnostic
from sources import source
from standard_sources import area, item, local, write_standards

Finder = Callable[..., list[Diagnostic]]
DEVICES = ("con", "PRN", "aux", "Nul", "com1", "LPT9")


def standards(folder: Path, *areas: dict[str, Any], locals_: tuple[Any, ...] = ()) -> list[Any]:
    write_standards(folder / "catalogue", list(areas), list(locals_))
    faults: list[Diagnostic] = []
    read_standards(folder / "catalogue", faults)
    return [(fault.file.removeprefix("catalogue/"), fault.code) for fault in faults]


def organs(loaded: Callable[..., Loaded], *ids: str) -> list[Diagnostic]:
    result = loaded(
        {"guide.md": "# 指南"}, organs=[{"id": id, "name": f"机关{n}"} for n, id in enumerate(ids)]
    )
    return [fault for fault in result.faults if fault.file == "catalogue/organs.yaml"]


@pytest.mark.parametrize("id", [*DEVICES, "index", "Index"])
def test_an_organ_has_a_name_that_a_file_can_have(loaded: Callable[..., Loaded], id: str) -> None:
    (fault,) = organs(loaded, id)
    assert (fault.line, fault.code) == (1, "GK206")
    assert f"“{id}”" in fault.message
    assert "请换一个" in fault.cure


def test_organs_do_not_differ_by_case_alone(loaded: Callable[..., Loaded]) -> None:
    (fault,) = organs(loaded, "czj", "sft", "CZJ")
    assert (fault.line, fault.code) == (5, "GK503")
    assert "大小写" in fault.message


@pytest.mark.parametrize("id", ["con", "com1"])
def test_an_area_is_no_device(tmp_path: Path, id: str) -> None:
    assert standards(tmp_path, area(id)) == [(f"areas/{id}.yaml", "GK206")]


@pytest.mark.parametrize("id", ["Index", "ORGAN", "themes"])
def test_an_area_has_no_name_of_the_sites_pages(tmp_path: Path, id: str) -> None:
    assert standards(tmp_path, area(id)) == [(f"areas/{id}.yaml", "GK502")]


def test_areas_do_not_differ_by_case_alone(tmp_path: Path) -> None:
    areas = (area("jiaoyu", name="甲"), area("JiaoYu", name="乙"))
    assert standards(tmp_path, *areas) == [("areas/jiaoyu.yaml", "GK503")]


def test_an_organ_may_be_called_what_an_area_may_not(tmp_path: Path) -> None:
    assert standards(tmp_path, area(), locals_=(local("themes"),)) == []


@pytest.mark.parametrize("id", ["index", "INDEX", "nul", "aux.1", "Com9-a.b"])
def test_an_item_has_a_name_that_a_file_can_have(tmp_path: Path, id: str) -> None:
    expected = [] if id == "Com9-a.b" else [("areas/jiaoyu.yaml", "GK206")]
    assert standards(tmp_path, area("jiaoyu", item("1.1"), item(id))) == expected


@pytest.mark.parametrize("name", ["con.md", "aux/a.md", "Nul.b.md"])
def test_a_source_is_no_device(faults: Finder, name: str) -> None:
    found = faults({f"policy/2020/{name}": source()})
    assert [fault.code for fault in found] == ["GK107"]
    assert "Windows" in found[0].message


@pytest.mark.parametrize("day", ["9999-12-31", "3000-01-01", "1899-12-31", "0001-01-01"])
def test_a_day_lies_in_a_year_that_can_be_meant(faults: Finder, tmp_path: Path, day: str) -> None:
    for key, value in (("written_on", day), ("published_at", f"{day} 09:00"), ("expires_on", day)):
        (fault,) = faults({"policy/2020/a.md": source(**{key: value})})
        assert fault.code == "GK211"
        assert fault.cure == "应在1900年和2999年之间"
    formed = {"area": "jiaoyu", "formed": [{"item": "1.1", "on": day, "what": "甲"}]}
    awaited = local("czj", formed, adopted_on=day)
    found = standards(tmp_path, area(), locals_=(awaited,))
    assert found == [("local/czj.yaml", "GK211")] * 2


@pytest.mark.parametrize("value", [{"a": "1"}, ["true"], None])
def test_verified_of_a_wrong_shape_is_a_finding(tmp_path: Path, value: Any) -> None:
    found = standards(tmp_path, area("jiaoyu", item(verified=value)))
    assert [code for _, code in found] in (["GK205"], ["GK206"], ["GK208"])


def test_what_is_wrong_with_a_number_is_said_in_its_own_words(tmp_path: Path) -> None:
    write_standards(tmp_path / "catalogue", [area("jiaoyu", item("1/1"))], [])
    faults: list[Diagnostic] = []
    read_standards(tmp_path / "catalogue", faults)
    assert "如5.2" in faults[0].cure
    assert "主机名" not in faults[0].cure


def test_an_id_ends_with_its_last_letter(loaded: Callable[..., Loaded]) -> None:
    (fault,) = organs(loaded, "czj\n")
    assert fault.code == "GK206"
    assert "\n" not in str(fault)
    assert "“czj\\n”" in str(fault)


def test_a_host_is_asked_for_as_a_host(loaded: Callable[..., Loaded]) -> None:
    result = loaded({"guide.md": "# 指南"}, site={"name": "甲", "host": "https://a.gov.cn"})
    (fault,) = [f for f in result.faults if f.file == "catalogue/site.yaml"]
    assert "只写主机名" in fault.cure


def test_pages_do_not_differ_by_case_alone(faults: Finder) -> None:
    pages: dict[str, str | bytes] = {"Guide.md": "# 甲", "guide.md": "# 乙", "about/a.md": "# 丙"}
    found = faults({**pages, "policy/2020/a.md": source(), "Policy/2020/A.md": "# 丁"})
    assert [(fault.file, fault.code) for fault in found] == [
        ("Policy/2020/A.md", "GK303"),
        ("Policy/2020/A.md", "GK514"),
        ("guide.md", "GK303"),
    ]


def test_an_old_address_is_no_device(faults: Finder) -> None:
    old = ["/con.html", "/x/Aux.html", "/ok/index.html"]
    found = faults({"policy/2020/a.md": source(redirect_from=old)})
    assert [fault.code for fault in found] == ["GK303", "GK303"]
