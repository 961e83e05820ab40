"""A file that is not read because of its suffix is named, not passed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai.load import Loaded
from gongkai.load.standards import read_standards
from gongkai.model import Diagnostic, Level
from sources import source, write


@pytest.mark.parametrize("folder", ["areas", "local"])
@pytest.mark.parametrize("suffix", [".yml", ".YAML", ".Yml"])
def test_a_standard_with_another_suffix(tmp_path: Path, folder: str, suffix: str) -> None:
    write(tmp_path / "catalogue", {f"{folder}/jiaoyu{suffix}": "id: jiaoyu\n"})
    faults: list[Diagnostic] = []
    assert read_standards(tmp_path / "catalogue", faults) == ([], [])
    (fault,) = faults
    assert (fault.file, fault.code) == (f"catalogue/{folder}/jiaoyu{suffix}", "GK109")
    assert fault.level is Level.WARNING
    assert fault.cure == "请改名为jiaoyu.yaml"


def test_other_files_beside_the_standards_are_no_matter(tmp_path: Path) -> None:
    write(tmp_path / "catalogue", {"areas/README.md": "# 说明", "areas/jiaoyu.xlsx": b"x"})
    faults: list[Diagnostic] = []
    assert read_standards(tmp_path / "catalogue", faults) == ([], [])
    assert faults == []


@pytest.mark.parametrize("name", ["a.MD", "a.markdown"])
def test_a_record_with_another_suffix(faults: Callable[..., list[Diagnostic]], name: str) -> None:
    (fault,) = faults({f"policy/2020/{name}": source()})
    assert (fault.file, fault.code) == (f"policy/2020/{name}", "GK109")
    assert fault.cure == "请改名为a.md"


def test_a_file_of_the_catalogue_with_another_suffix(
    loaded: Callable[..., Loaded], tmp_path: Path
) -> None:
    write(tmp_path / "catalogue", {"columns.yml": "[]\n"})
    found = loaded({"guide.md": "# 指南"}).faults
    (fault,) = [one for one in found if one.file == "catalogue/columns.yml"]
    assert (fault.code, fault.cure) == ("GK109", "请改名为columns.yaml")
