"""A record's JSON: what it says, what it keeps back, that its schema says the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.cache import Cache
from gongkai.downloads.documents.record_json import record_facts, record_json
from gongkai.downloads.documents.record_schema import record_schema
from gongkai.load import Loaded, load
from gongkai.workers import Workers
from jsonschema import Draft202012Validator
from paths import REPOSITORY
from sources import source

DAY = date(2026, 6, 30)
SCHEMA = Draft202012Validator(record_schema())


def made(loaded: Loaded, id: str, *files: str) -> dict[str, Any]:
    record = loaded.library.records[id]
    data = record_json(record_facts(loaded, record, DAY, files), loaded.content)
    found: dict[str, Any] = json.loads(data)
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    return found


def test_relations_are_told_from_both_sides(loaded: Callable[..., Loaded]) -> None:
    library = loaded(
        {
            "policy/2020/old.md": source(title="旧文", doc_no="测政发〔2020〕900号"),
            "policy/2021/new.md": source(
                written_on="2021-01-05",
                published_at="2021-01-06 09:00",
                relations={
                    "repeals": [{"record": "policy/2020/old", "clause": "第九条"}],
                    "based_on": ["《某条例》"],
                },
            ),
        }
    )
    old, new = made(library, "policy/2020/old"), made(library, "policy/2021/new")
    assert [r["label"] for r in new["relations"]] == ["废止", "依据"]
    assert new["relations"][0] | {"title": "旧文", "direction": "out"} == new["relations"][0]
    assert (new["relations"][1]["title"], new["relations"][1]["id"]) == ("《某条例》", None)
    (back,) = old["relations"]
    assert (back["label"], back["direction"], back["id"]) == ("被废止于", "in", "policy/2021/new")
    assert old["validity"] == {"state": "废止", "since": "2021-01-05", "cause": back}
    assert back["clause"] == "第九条"


def test_files_have_their_size_and_checksum(loaded: Callable[..., Loaded]) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(attachments=[{"file": "表.XLSX", "title": "附件1"}]),
            "policy/2020/a/表.XLSX": b"123",
        }
    )
    found = made(library, "policy/2020/a", "policy/2020/a.pdf")
    (file,) = found["files"]
    assert file == {
        "title": "附件1",
        "address": "policy/2020/a/表.XLSX",
        "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "size": 3,
        "sha256": hashlib.sha256(b"123").hexdigest(),
    }
    assert found["formats"] == [
        {"address": "policy/2020/a.pdf", "media_type": "application/pdf"},
    ]
    (library.content / file["address"]).unlink()
    assert made(library, "policy/2020/a")["files"][0]["sha256"] is None


@pytest.mark.parametrize("how", ["依申请公开", "不予公开"])
def test_a_withheld_record_gives_its_metadata_alone(
    loaded: Callable[..., Loaded], how: str
) -> None:
    secret = {
        "summary": "秘密概述",
        "keywords": ["秘密词"],
        "code": "秘密代码",
        "stage": "秘密阶段",
    }
    library = loaded(
        {
            "project/2020/a.md": source(
                "秘密正文",
                disclosure=how,
                attachments=[{"file": "secret.pdf", "title": "秘密附件"}],
                corrections=[{"on": "2020-06-01", "what": "秘密更正"}],
                **secret,
            ),
            "project/2020/a/secret.pdf": b"x",
        }
    )
    found = made(library, "project/2020/a", "project/2020/a.pdf")
    assert "秘密" not in json.dumps(found, ensure_ascii=False)
    assert (found["files"], found["formats"], found["details"]) == ([], [], {})
    assert found["index_no"] and found["disclosure"] == how


def test_hostile_text_stays_text(loaded: Callable[..., Loaded]) -> None:
    title = 'x</script>"\\u0007𠮷😀' + "长" * 400
    library = loaded({"policy/2020/a.md": source(title=title)})
    assert made(library, "policy/2020/a")["title"] == title


def test_the_records_of_the_repository() -> None:
    folder = REPOSITORY / "content"
    with Cache(None, "") as cache, Workers(1) as workers:
        library = load(folder, REPOSITORY / "catalogue", cache, workers)
    for id in library.library.records:
        made(library, id)


def test_the_same_record_gives_the_same_bytes(
    loaded: Callable[..., Loaded], tmp_path: Path
) -> None:
    library = loaded({"policy/2020/a.md": source()})
    record = library.library.records["policy/2020/a"]
    files = {record_json(record_facts(library, record, DAY), tmp_path) for _ in range(2)}
    assert len(files) == 1


def test_the_schema_is_one_and_refuses_what_is_wrong(loaded: Callable[..., Loaded]) -> None:
    Draft202012Validator.check_schema(record_schema())
    found = made(loaded({"policy/2020/a.md": source()}), "policy/2020/a")
    wrong = {**found, "kind": "service", "details": {"colour": "red"}, "written_on": "昨天"}
    assert len(list(SCHEMA.iter_errors(wrong))) == 2
