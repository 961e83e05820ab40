"""The inventory in its three forms, and the data that DCAT describes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.downloads.library.datasets import datasets
from gongkai.downloads.library.dcat import dcat_json
from gongkai.downloads.library.inventory import (
    FORMS,
    Inventory,
    inventories,
    inventory_file,
    inventory_schema,
)
from gongkai.downloads.library.table import HEADER
from gongkai.feeds.datasets import feed_datasets
from gongkai.load import Loaded
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from sources import source
from standard_sources import area, local, write_standards

Load = Callable[..., Loaded]
DAY = date(2026, 6, 30)
KEYS = (
    "id url title kind column issuer publisher index_no doc_no written_on published_at topic "
    "summary validity sha256 files"
).split()


def files(loaded: Loaded, one: Inventory) -> dict[str, bytes]:
    return {form: b"".join(inventory_file(loaded, one, form, DAY)) for form in FORMS}


def hostile(loaded: Load) -> Loaded:
    return loaded(
        {
            "policy/2020/a.md": source(
                title='=HYPERLINK("http://x")',
                summary='＋1,"二"',
                attachments=[{"file": "1.pdf"}, {"file": "2.xls"}],
            ),
            "policy/2020/a/1.pdf": b"1",
            "policy/2020/a/2.xls": b"2",
            "notice/2020/b.md": source(
                title="𠮷😀" * 200, doc_no=..., disclosure="不予公开", summary="秘密"
            ),
        }
    )


def test_every_form_tells_the_same(loaded: Load) -> None:
    library = hostile(loaded)
    made = files(library, inventories(library.library)[0])
    rows: list[dict[str, Any]] = json.loads(made["json"])
    assert list(Draft202012Validator(inventory_schema()).iter_errors(rows)) == []
    assert [list(row) for row in rows] == [KEYS, KEYS]
    text = made["csv"].decode("utf-8")
    assert text[0] == "\ufeff" and text.count("\r\n") == 3
    table = list(csv.reader(io.StringIO(text[1:], newline="")))
    sheet = load_workbook(io.BytesIO(made["xlsx"])).active
    cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert tuple(table[0]) == tuple(cells[0]) == HEADER
    assert [[cell.removeprefix("'") for cell in row] for row in table[1:]] == cells[1:]
    notice, policy = (dict(zip(HEADER, row, strict=True)) for row in cells[1:])
    assert policy["标题"] == rows[1]["title"] == '=HYPERLINK("http://x")'
    assert policy["附件"].split("\n")[1] == "https://www.example.gov.cn/policy/2020/a/2.xls"
    assert (policy["有效性"], notice["有效性"]) == ("有效", "不核算有效性")
    assert (policy["栏目"], notice["栏目"]) == ("政策文件库", "通知公告")


def test_no_cell_is_a_formula(loaded: Load) -> None:
    library = hostile(loaded)
    made = files(library, inventories(library.library)[0])
    (row,) = (r for r in csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"))) if "＋1" in r[10])
    assert (row[1][:2], row[10][:2]) == ("'=", "'＋")
    for line in load_workbook(io.BytesIO(made["xlsx"])).active.iter_rows():
        assert {cell.data_type for cell in line} <= {"s", "n"}  # an empty cell is n
    assert "秘密" not in made["json"].decode() + made["csv"].decode()


def test_a_column_has_its_own(loaded: Load) -> None:
    library = hostile(loaded)
    whole, *columns = inventories(library.library)
    assert [one.stem for one in (whole, *columns)] == [
        "data/inventory",
        "data/inventory/policy",
        "data/inventory/notice",
    ]
    assert [one.name for one in columns] == ["政策文件库底数清单", "通知公告底数清单"]
    for one in columns:
        assert {row["column"] for row in json.loads(files(library, one)["json"])} == {one.column}


def test_an_empty_library_has_an_inventory(loaded: Load) -> None:
    library = loaded({"index.md": "首页"})
    (one,) = inventories(library.library)
    made = files(library, one)
    assert json.loads(made["json"]) == []
    assert load_workbook(io.BytesIO(made["xlsx"])).active.max_row == 1


def test_the_same_library_gives_the_same_bytes(loaded: Load) -> None:
    library = hostile(loaded)
    one = inventories(library.library)[0]
    assert files(library, one) == files(library, one)


def test_dcat_names_every_file_once(loaded: Load) -> None:
    library = hostile(loaded)
    write_standards(library.catalogue, [area()], [local()])
    catalogue = loaded({"policy/2020/a.md": source()}).library.catalogue
    found = datasets(library.library, feed_datasets(library.library))
    made = json.loads(dcat_json(library.library.catalogue.site, found))
    parts = [part for one in made["dcat:dataset"] for part in one["dcat:distribution"]]
    urls = [part["dcat:downloadURL"]["@id"] for part in parts]
    assert len(urls) == len(set(urls))
    root = "https://www.example.gov.cn/"
    assert {
        f"{root}{path}" for path in ("data/inventory.csv", "feeds/policy.xml", "latest.json")
    } <= set(urls)
    ids = [one["@id"] for one in made["dcat:dataset"]]
    assert len(ids) == len(set(ids))
    for one in made["dcat:dataset"]:
        assert one["dcterms:title"]["@value"] and one["dcterms:description"]["@value"]
        assert one["dcterms:publisher"]["@id"] == made["dcterms:publisher"]["@id"]
    titles = {one.id for one in datasets(_with(library, catalogue))}
    assert {"catalogue", "catalogue-areas", "catalogue-organs"} <= titles


def _with(loaded: Loaded, catalogue: Any) -> Any:
    from gongkai.model import Library

    return Library(loaded.library.records.values(), catalogue)
