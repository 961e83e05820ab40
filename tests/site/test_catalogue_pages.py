"""Pages of the standard catalogues: figures, what organs made of them, projects, what an edit touches."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from building import build_from_command_line, build_site
from gongkai.load.catalogue import read_catalogue
from paths import REPOSITORY
from sources import source, write, write_catalogue

AREA = {
    "id": "yiwu-jiaoyu",
    "name": "义务教育",
    "number": 3,
    "topic": "综合政务",
    "ministry": "教育部",
    "source": "某号《指引》",
    "items": [
        {
            "id": id,
            "group": group,
            "title": title,
            "elements": ["内容一", "内容二"],
            "basis": ["《政府信息公开条例》"],
            "deadline": {"rule": "within", "days": 20, "unit": "workday", "from": "信息形成或变更"},
            "publisher": ["教育行政部门"],
            "channels": ["website"],
            "levels": ["county"],
            "verified": verified,
        }
        for id, group, title, verified in (
            ("1.1", "政策文件", "教育法律", True),
            ("1.2", "政策文件", "教育法规", False),
            ("2.1", "招生管理", "招生计划", True),
        )
    ],
}
OTHER = {**AREA, "id": "jiuye", "name": "就业", "number": 9, "items": AREA["items"][:1]}
LOCAL = {
    "organ": "czj",
    "source": "权责清单",
    "sample": True,
    "areas": [
        {
            "area": "yiwu-jiaoyu",
            "publisher": ["测试市财政局"],
            "select": ["1.1", "2.1"],
            "why": "不是本局的事项",
            "change": [{"item": "2.1", "title": "招生安排", "why": "本地叫法"}],
            "add": [{**AREA["items"][0], "id": "L1", "title": "学位预警", "why": "家长关心"}],
        }
    ],
}


def yaml_text(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content and catalogue with two areas and one organ's own catalogue."""
    write_catalogue(tmp_path / "catalogue")
    write(
        tmp_path / "catalogue",
        {
            "areas/yiwu-jiaoyu.yaml": yaml_text(AREA),
            "areas/jiuye.yaml": yaml_text(OTHER),
            "local/czj.yaml": yaml_text(LOCAL),
        },
    )
    kept = source(
        issuer="czj",
        catalogue=["yiwu-jiaoyu/2.1"],
        title="按期的",
        written_on="2020-09-25",
        published_at="2020-09-28 09:00",
    )
    late = source(
        issuer="czj",
        catalogue=["yiwu-jiaoyu/2.1", "yiwu-jiaoyu/L1"],
        title="超期的",
        written_on="2020-09-25",
        published_at="2020-11-06 09:00",
    )
    project = source(doc_no=..., title="某工程", stage="施工", disclosures={"施工": ["policy/2020/a"]})
    write(
        tmp_path / "content",
        {"policy/2020/a.md": kept, "policy/2020/b.md": late, "project/2020/p.md": project},
    )
    return tmp_path


def build(folder: Path) -> Path:
    build_site(folder / "site", folder / "content", folder / "catalogue", search=False)
    return folder / "site"


def tree(path: Path) -> Any:
    return html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()))


def with_class(root: Any, name: str) -> list[Any]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def amounts(page: Any) -> dict[str, int]:
    pairs = (words(div).strip() for div in with_class(page, "gk-amounts")[0].findall("div"))
    return {re.sub(r"\d+.$", "", pair).strip(): int(re.search(r"(\d+).$", pair)[1]) for pair in pairs}


def test_an_area_counts_its_items_and_says_what_is_not_verified(folder: Path) -> None:
    page = tree(build(folder) / "catalogue/yiwu-jiaoyu.html")
    counted = amounts(page)
    assert counted == {"公开事项": 3, "已有公开内容": 1, "暂无内容": 2, "本级增加": 1, "待对照原表核对": 1}
    rows = [words(row) for row in with_class(page, "gk-items")[0].iter("tr")]
    assert [("待核" in row) for row in rows if "教育法" in row] == [False, True]
    assert any("学位预警" in row and "测试市财政局增加" in row and "1件" in row for row in rows)
    assert any("招生计划" in row and "2件" in row for row in rows)


def test_an_item_lists_its_records_newest_first_with_their_time_limits(folder: Path) -> None:
    page = tree(build(folder) / "catalogue/yiwu-jiaoyu/2.1.html")
    titles = [words(e).strip() for e in with_class(page, "gk-row-title")]
    assert titles == ["超期的", "按期的"]
    rows = [words(e) for e in with_class(page, "gk-row")]
    # 2020-09-27 is a made-up working day, 10-01 to 10-08 are holidays, 10-10 is made up again
    assert "超过时限6个工作日（成文后26个工作日公开，时限20个工作日）" in rows[0]
    assert "成文后2个工作日公开，在20个工作日的时限内" in rows[1]
    text = words(page)
    assert "改称“招生安排”" in text
    assert "本地叫法" in text


def item_page(folder: Path, **changes: Any) -> Any:
    """The page of item 2.1 with one record under it, made and published a quarter apart."""
    values = {
        "title": "某件",
        "issuer": "czj",
        "catalogue": ["yiwu-jiaoyu/2.1"],
        "written_on": "2020-09-25",
        "published_at": "2020-12-25 09:00",
    }
    record = source(**{**values, **changes})
    shutil.rmtree(folder / "content")
    write(folder / "content", {"policy/2020/a.md": record})
    return tree(build(folder) / "catalogue/yiwu-jiaoyu/2.1.html")


def test_only_those_who_made_a_document_are_late_and_by_their_own_limit(folder: Path) -> None:
    assert "超过时限" in words(item_page(folder))
    assert "超过时限" in words(item_page(folder, issuer="另一机关", joint_issuers=["czj"]))
    for others in ({"issuer": "zfbgs"}, {"issuer": "国务院办公厅", "publisher": "czj"}):
        page = words(item_page(folder, **others))
        assert "某件" in page
        assert "时限内" not in page.split("已公开的信息")[1].split("各机关的目录")[0]
        assert "超过时限" not in page
    longer = yaml.safe_load(yaml_text(LOCAL))
    longer["areas"][0]["change"][0]["deadline"] = {**AREA["items"][0]["deadline"], "days": 100}
    write(folder / "catalogue", {"local/czj.yaml": yaml_text(longer)})
    assert "在100个工作日的时限内" in words(item_page(folder))


@pytest.mark.parametrize(
    "changes", [{"disclosure": "依申请公开"}, {"disclosure": "不予公开"}, {"published_at": "2027-01-02 09:00"}]
)
def test_what_is_withheld_or_lies_ahead_is_not_counted_as_published(
    folder: Path, changes: dict[str, str]
) -> None:
    page = item_page(folder, **changes)
    said = words(page)
    assert "这个事项下还没有公开的信息" in said
    assert ("没有主动公开的信息" in said) is ("disclosure" in changes)
    assert "超过时限" not in said
    site = folder / "site"
    assert amounts(tree(site / "catalogue/yiwu-jiaoyu.html"))["已有公开内容"] == 0
    assert amounts(tree(site / "catalogue/organ/czj.html"))["已有公开内容"] == 0
    assert "0 / 3" in words(tree(site / "organ/czj.html"))
    assert "义务教育0 / 3" in words(tree(site / "index.html"))


def test_what_is_given_out_on_request_is_there_for_an_item_of_that_manner(folder: Path) -> None:
    on_request = {**AREA, "items": [*AREA["items"][:2], {**AREA["items"][2], "method": "request"}]}
    write(folder / "catalogue", {"areas/yiwu-jiaoyu.yaml": yaml_text(on_request)})
    said = words(item_page(folder, disclosure="依申请公开"))
    assert "共1件" in said
    assert "没有主动公开" not in said
    assert "超过时限" not in said


def test_an_organs_own_manner_decides_what_counts(folder: Path) -> None:
    own = yaml.safe_load(yaml_text(LOCAL))
    own["areas"][0]["change"][0]["method"] = "request"
    write(folder / "catalogue", {"local/czj.yaml": yaml_text(own)})
    assert "共1件" in words(item_page(folder, disclosure="依申请公开"))
    assert amounts(tree(folder / "site/catalogue/organ/czj.html"))["已有公开内容"] == 1


def test_what_is_to_come_is_not_on_the_site_before_its_day(folder: Path) -> None:
    write(folder / "content", {"policy/2020/a.md": source(published_at="2027-01-02 09:00")})
    site = build(folder)
    assert not (site / "policy/2020/a.html").exists()
    assert "policy/2020/a" not in (site / "data/inventory.json").read_text("utf-8")
    assert (site / "policy/2020/b.html").exists()


def test_an_organ_lists_what_it_published_for_others(folder: Path) -> None:
    forwarded = source(title="转发的", issuer="国务院办公厅", publisher="czj")
    write(folder / "content", {"policy/2020/c.md": forwarded})
    page = words(tree(build(folder) / "organ/czj.html"))
    assert "转发的" in page
    assert "其中1件由其他机关主办" in page


def test_a_project_counts_open_documents_only(folder: Path) -> None:
    write(folder / "content", {"policy/2020/a.md": source(disclosure="依申请公开", title="批复")})
    site = build(folder)
    page = tree(site / "project/2020/p.html")
    assert with_class(page, "gk-done") == []
    assert "，依申请公开" in words(page)
    assert "八类信息已公开0类" in words(tree(site / "project/index.html"))


def test_an_annual_report_stands_with_the_organ_it_is_about(folder: Path) -> None:
    about = {"doc_no": ..., "organ": "czj", "year": 2019}
    shown = source(title="财政局年报", issuer="zfbgs", **about)
    withheld = source(title="未公开的年报", disclosure="不予公开", issuer="zfbgs", **about)
    write(folder / "content", {"report/2020/a.md": shown, "report/2020/b.md": withheld})
    build(folder)
    aside = words(with_class(tree(folder / "site/organ/czj.html"), "gk-side")[0])
    assert "财政局年报" in aside
    assert "未公开的年报" not in aside
    assert "年度报告" not in words(with_class(tree(folder / "site/organ/zfbgs.html"), "gk-side")[0])


def test_an_organ_has_its_own_catalogue_with_what_differs_and_why(folder: Path) -> None:
    site = build(folder)
    page = tree(site / "catalogue/organ/czj.html")
    counted = amounts(page)
    assert counted["公开事项"] == counted["已有公开内容"] + counted["暂无内容"] == 3
    assert (counted["调整的标准事项"], counted["本级增加"], counted["未选用的标准事项"]) == (1, 1, 1)
    text = words(page)
    for said in ("示例", "改名，原为“招生计划”", "家长关心", "1.2 教育法规", "不是本局的事项", "公开主体均为测试市财政局"):
        assert said in text, said
    left_out = words(tree(site / "catalogue/yiwu-jiaoyu/1.2.html"))
    assert "未选用" in left_out
    organ = words(tree(site / "organ/czj.html"))
    assert "2 / 3" in organ


def test_a_record_names_its_items_and_the_first_page_the_areas(folder: Path) -> None:
    site = build(folder)
    record = tree(site / "policy/2020/a.html")
    links = {a.get("href"): words(a) for a in record.iter("a")}
    assert links["../../catalogue/yiwu-jiaoyu/2.1.html"] == "义务教育：招生计划"
    assert "义务教育1 / 3" in words(tree(site / "index.html"))
    tree_page = words(tree(site / "catalogue/themes.html"))
    assert "综合政务" in tree_page


def test_projects_are_filtered_by_stage_and_organ(folder: Path) -> None:
    site = build(folder)
    page = tree(site / "project/index.html")
    groups = {words(g.find("summary")).split()[0]: g for g in with_class(page, "gk-facet")}
    assert list(groups) == ["年份", "当前阶段", "责任单位"]
    stage = next(a for a in groups["当前阶段"].iter("a"))
    listed = tree(site / "project" / stage.get("href").removeprefix("../project/"))
    assert "某工程" in words(listed)
    assert "当前阶段：施工；八类信息已公开1类" in words(page)
    done = [words(li.find("h3")) for li in with_class(tree(site / "project/2020/p.html"), "gk-done")]
    assert done == ["施工 已公开1件"]


def test_a_portal_without_areas_still_builds(folder: Path) -> None:
    for name in ("areas/yiwu-jiaoyu.yaml", "areas/jiuye.yaml", "local/czj.yaml"):
        (folder / "catalogue" / name).unlink()
    site = build(folder)
    assert "还没有录入" in words(tree(site / "catalogue/index.html"))


def test_an_edit_of_an_item_touches_its_area_its_organs_and_what_lists_it(folder: Path) -> None:
    site = build(folder)
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    changed = {**AREA, "items": [{**AREA["items"][0], "elements": ["另外的内容"]}, *AREA["items"][1:]]}
    write(folder / "catalogue", {"areas/yiwu-jiaoyu.yaml": yaml_text(changed)})
    build(folder)
    touched = {
        p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.read_bytes() != before.get(p)
    }
    pages = {name for name in touched if name.endswith(".html")}
    assert pages == {
        "catalogue/yiwu-jiaoyu.html",
        "catalogue/yiwu-jiaoyu/1.1.html",
        "catalogue/organ/czj.html",
    }
    stems = {"catalogue/yiwu-jiaoyu", "catalogue/organ/czj", "catalogue/index"}
    files = touched - pages
    assert {name.rsplit(".", 1)[0] for name in files} == stems
    assert len(files) == 9, files


def test_what_an_organs_catalogue_rests_on_touches_its_page_and_files(folder: Path) -> None:
    site = build(folder)
    stem = site / "catalogue/organ/czj"
    names = [stem.with_suffix(ending) for ending in (".html", ".xlsx", ".csv", ".json")]
    before = [name.read_bytes() for name in names]
    own = {**LOCAL, "source": "新的清单", "adopted_on": "2024-01-02"}
    write(folder / "catalogue", {"local/czj.yaml": yaml_text(own)})
    build(folder)
    assert all(name.read_bytes() != old for name, old in zip(names, before, strict=True))
    assert "新的清单" in stem.with_suffix(".csv").read_text(encoding="utf-8-sig")


def test_a_build_after_edits_has_the_bytes_of_a_new_one(folder: Path) -> None:
    """With the cache of the first build, through the command line."""
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    (folder / "overrides").symlink_to(REPOSITORY / "overrides")
    options = ("--no-search", "--config", str(folder / "mkdocs.yml"))
    build_from_command_line(folder, folder / "site", *options, cache=True)
    renamed = {**AREA, "name": "基础教育", "source": "另一号《指引》", "notes": "待核"}
    renamed["items"] = [{**AREA["items"][0], "title": "教育法典"}, *AREA["items"][1:]]
    own = {**LOCAL, "source": "新的清单", "adopted_on": "2024-01-02", "sample": False}
    write(
        folder / "catalogue",
        {"areas/yiwu-jiaoyu.yaml": yaml_text(renamed), "local/czj.yaml": yaml_text(own)},
    )
    project = source(doc_no=..., title="某工程", stage="竣工", catalogue=["yiwu-jiaoyu/1.2"])
    write(folder / "content", {"project/2020/p.md": project})
    build_from_command_line(folder, folder / "site", *options, cache=True)
    build_from_command_line(folder, folder / "new", *options)
    files = {p.relative_to(folder / "new") for p in (folder / "new").rglob("*") if p.is_file()}
    assert {p.relative_to(folder / "site") for p in (folder / "site").rglob("*") if p.is_file()} == files
    differ = [f for f in files if (folder / "new" / f).read_bytes() != (folder / "site" / f).read_bytes()]
    assert differ == []


def test_the_project_s_own_areas_are_whole() -> None:
    catalogue, faults = read_catalogue(REPOSITORY / "catalogue")
    assert [fault for fault in faults if "/areas/" in fault.file or "/local/" in fault.file] == []
    assert len(catalogue.areas) == 26
    assert all(area.items and area.topic for area in catalogue.areas.values())
