"""The coverage report: figures that add up, everything escaped, one file that needs nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner, Result
from gongkai.check.coverage_page import as_html, as_json, heat_map
from gongkai.check.coverage_report import Figures, Report, coverage_report
from gongkai.cli import main
from gongkai.model import Library
from sources import source, write, write_catalogue
from standard_sources import area, item, library, local, record, write_standards

DAY = date(2026, 6, 30)
HOSTILE = "<script>alert(1)</script>&\"'"
EVENT = {"item": "1.2", "on": "2026-01-05", "what": "名单"}


def a_library(**changes: Any) -> Library:
    """Two areas, an organ with an overdue item, an empty one and a late record; one without."""
    mine = local("czj", {"area": "jiaoyu", "formed": [EVENT], **changes.pop("part", {})})
    records = [
        record("a", "jiaoyu/1.1", published_at="2020-12-01 09:00"),
        record("b", "jiuye/1.1"),
        record("c", "jiaoyu/1.3", "jiuye/1.1", issuer="zfbgs"),
    ]
    return library([area("jiaoyu", **changes), area("jiuye")], [mine], *records)


def report(**changes: Any) -> Report:
    return coverage_report(a_library(**changes), DAY)


def tree(html: str) -> tuple[Any, list[str]]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(html)
    return root, [f"{code} at {place}" for place, code, _ in parser.errors]


def test_figures_add_up() -> None:
    found = report()
    assert found.figures == Figures(items=3, published=1, empty=1, overdue=1, late=1)
    for one in [found.figures, *(a.figures for a in found.areas), found.organs[0].figures]:
        assert one.published + one.empty + one.overdue == one.items
    for column in ("items", "published", "empty", "overdue", "late"):
        total = getattr(found.figures, column)
        assert sum(getattr(organ.figures, column) for organ in found.organs) == total
        assert sum(getattr(one.figures, column) for one in found.areas) == total


def test_what_is_to_be_done_is_named() -> None:
    found = report()
    (organ,) = found.organs
    (overdue,) = organ.overdue
    assert (overdue.key, overdue.due, overdue.newest) == ("jiaoyu/1.2", date(2026, 2, 2), None)
    assert [one.id for one in organ.areas[0].empty] == ["1.3"]
    assert [(s.key, s.records) for s in organ.strays] == [("jiuye/1.1", 1)]
    assert [(m.id, m.records) for m in found.missing] == [("zfbgs", 2)]
    assert [(a.id, a.organs) for a in found.areas] == [("jiaoyu", 1), ("jiuye", 0)]


@pytest.mark.parametrize(
    ("published", "items", "percent"),
    [(0, 0, 0), (0, 9, 0), (1, 300, 1), (299, 300, 99), (300, 300, 100)],
)
def test_percent_is_all_or_nothing_only_when_it_is(
    published: int, items: int, percent: int
) -> None:
    assert Figures(items, published, items - published, 0, 0).percent == percent


def test_organs_above_are_not_asked_for_a_catalogue(tmp_path: Path) -> None:
    organs = [
        {"id": "gwy", "name": "国务院", "level": "国家级"},
        {"id": "zf", "name": "市政府", "level": "市级"},
    ]
    write_catalogue(tmp_path / "catalogue", organs=organs)
    run(tmp_path, "r.json")
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert ([m["id"] for m in found["missing"]], found["above"]) == (["zf"], 1)


def test_the_page_is_valid_and_stands_alone() -> None:
    root, errors = tree(as_html(report()))
    assert errors == []
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "base"}
    assert len(list(root.iter("style"))) == 1
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        href = element.get("href")
        assert href is None or href[1:] in ids
        for named in (element.get("aria-labelledby") or "").split():
            assert named in ids
    assert all(th.get("scope") for th in root.iter("th"))
    assert all(table.find("caption") is not None for table in root.iter("table"))
    for svg in root.iter("svg"):
        assert svg.get("aria-hidden") or (
            svg.find("title") is not None and svg.find("desc") is not None
        )


def test_everything_is_escaped() -> None:
    part = {
        "formed": [{**EVENT, "what": HOSTILE}],
        "change": [{"item": "1.3", "why": "改", "title": HOSTILE}],
    }
    html = as_html(report(part=part, name=HOSTILE))
    assert "<script" not in html
    root, errors = tree(html)
    assert errors == []
    text = "".join(root.itertext())
    assert text.count(HOSTILE) >= 4


def test_an_empty_portal_says_what_to_do() -> None:
    html = as_html(coverage_report(library([], []), DAY, errors=2))
    assert tree(html)[1] == []
    assert "还没有任何机关的公开目录" in html
    assert "检查发现2个错误" in html
    assert "<svg" not in html


def test_unknown_years_are_named() -> None:
    formed = [{"item": "1.2", "on": "2026-12-24", "what": "名单"}]
    late = coverage_report(a_library(part={"formed": formed}), date(2027, 3, 1))
    assert late.unknown_years == (2027,)
    assert "2027年的放假安排没有资料" in as_html(late)
    assert "放假安排没有资料" not in as_html(report())


def test_the_map_grows_with_organs_and_repeats_its_head() -> None:
    areas = [area(f"a{n}", item("1.1")) for n in range(26)]
    names = [{"area": one["id"]} for one in areas]
    many = library(areas, [local(f"o{n}", *names) for n in range(100)])
    found = heat_map(coverage_report(many, DAY))
    assert [len(band.rows) for band in found.bands] == [25, 25, 25, 25]
    cells = [cell for band in found.bands for row in band.rows for cell in row.cells]
    assert len({(cell.x, cell.y) for cell in cells}) == 2600
    assert max(cell.x for cell in cells) < found.width
    assert max(cell.y for cell in cells) < found.height
    assert min(cell.x for cell in cells) == found.left


def test_the_same_sources_give_the_same_bytes() -> None:
    assert as_html(report()) == as_html(report())
    found = json.loads(as_json(report()))
    assert found["day"] == "2026-06-30"
    assert found["figures"]["overdue"] == 1
    assert found["organs"][0]["overdue"][0]["due"] == "2026-02-02"


# ------------------------------------------------------------------ the command


def run(folder: Path, name: str, *options: str) -> Result:
    content = write(folder / "content", {"policy/2020/a.md": source(catalogue=["jiaoyu/1.1"])})
    if not (folder / "catalogue").is_dir():
        write_standards(write_catalogue(folder / "catalogue"), [area()], [local("zfbgs")])
    command = ["check", "--content", str(content), "--catalogue", str(folder / "catalogue")]
    command += ["--date", "2026-06-30", "--coverage", str(folder / name), *options]
    return CliRunner().invoke(main, command)


def test_the_command_writes_what_the_name_says(tmp_path: Path) -> None:
    assert run(tmp_path, "out/r.html").exit_code == run(tmp_path, "r.json").exit_code
    html = (tmp_path / "out/r.html").read_bytes()
    assert html.startswith(b"<!DOCTYPE html>")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["figures"]["published"] == 1
    run(tmp_path, "out/r.html")
    assert (tmp_path / "out/r.html").read_bytes() == html


def test_other_names_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    result = run(tmp_path, "r.pdf")
    assert result.exit_code == 2
    assert "以.html或.json结尾" in result.output
    assert not (tmp_path / "r.pdf").exists()


def test_findings_are_printed_as_without_a_report(tmp_path: Path) -> None:
    with_report = run(tmp_path, "r.html", "--format", "json")
    assert isinstance(json.loads(with_report.stdout), list)
