"""The export for OpenSearch: what is in the files, and that the index understands it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongkai.body import words_of
from gongkai.cli import main
from gongkai.load import Loaded
from gongkai.search import opensearch_index
from gongkai.search.opensearch import (
    ID_LIMIT,
    document_id,
    export,
    write_documents,
)
from gongkai.workers import Workers
from paths import REPOSITORY
from sources import source, write, write_catalogue

DAY = date(2026, 6, 30)
SECRET = "不宜示人"
STOCK = {
    "tokenizer": {"standard", "whitespace", "keyword", "ngram"},
    "filter": {"cjk_width", "lowercase", "cjk_bigram", "shingle", "truncate"},
    "char_filter": {"pattern_replace"},
}
"""Names from OpenSearch's reference of analysis that need no plugin."""
NORMALISING = {"cjk_width", "lowercase", "pattern_replace"}
"""Those that a normaliser may use: they look at characters, not at words."""


@pytest.fixture
def files() -> dict[str, str | bytes]:
    """Records of several sorts, one of them withheld."""
    return {
        "policy/2020/a.md": source(
            "**第一条**　正文&amp;标点。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
            title="关于印发《重庆路绿化办法》的通知",
            doc_no="测政发［2020］第 011号",
            keywords=["绿化", "道路"],
            sample=True,
        ),
        "policy/2020/b.md": source(doc_no=None, issuer="某市某局", expires_on="2021-01-01"),
        "policy/2020/c.md": source(
            SECRET,
            summary=SECRET,
            keywords=[SECRET],
            disclosure="依申请公开",
            attachments=[{"file": "fujian.docx", "title": SECRET}],
        ),
        "policy/2020/c/fujian.docx": b"PK",
        "notice/2020/d.md": source(SECRET, summary=SECRET, disclosure="不予公开"),
    }


def exported(loaded: Loaded, folder: Path, jobs: int = 1, limit: int = 50_000_000) -> Path:
    with Workers(jobs) as workers:
        export(loaded, DAY, folder, workers, limit)
    return folder


def pairs(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id and document of every two lines, file by file."""
    for path in sorted(folder.glob("documents-*.ndjson")):
        text = path.read_text("utf-8")
        assert text.endswith("\n")
        lines = text.split("\n")[:-1]
        assert len(lines) % 2 == 0
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            (name, meta), *rest = json.loads(action).items()
            assert (name, list(meta), rest) == ("index", ["_id"], [])
            yield meta["_id"], json.loads(document)


def test_a_document_says_what_its_page_says(
    loaded: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    documents = dict(pairs(exported(loaded(files), tmp_path / "out")))
    first = documents["policy/2020/a"]
    assert first["url"] == "https://www.example.gov.cn/policy/2020/a.html"
    assert first["doc_no"] == "测政发［2020］第 011号"
    assert first["doc_no_canonical"] == "测政发〔2020〕11号"
    assert first["doc_no_bare"] == "2020-11"
    assert (first["doc_no_agency"], first["doc_no_year"], first["doc_no_serial"]) == (
        "测政发",
        2020,
        11,
    )
    assert (first["issuer"], first["organ"]) == ("测试市人民政府办公室", "zfbgs")
    assert (first["topic"], first["main_topic"]) == ("综合政务/政务公开", "综合政务")
    assert (first["validity"], first["state"], first["sample"]) == ("有效", "in-force", True)
    assert first["published_at"] == "2020-05-22T09:30:00+08:00"
    assert first["title_pinyin"] == "guan yu yin fa chong qing lu lv hua ban fa de tong zhi"
    assert first["title_initials"] == "gyyfcqllhbfdtz"
    assert first["body"] == "第一条　正文&标点。\n甲\n乙\n1\n2"
    second = documents["policy/2020/b"]
    assert second["validity"] == "失效"
    assert second["issuer"] == "某市某局"
    assert not {key for key in second if key.startswith("doc_no")} | {"organ"} & set(second)
    assert "validity" not in documents["notice/2020/d"]


def test_every_record_is_there_once_in_order(
    loaded: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    found = [id for id, _ in pairs(exported(loaded(files), tmp_path / "out", limit=700))]
    assert found == ["notice/2020/d", "policy/2020/a", "policy/2020/b", "policy/2020/c"]
    assert len(list((tmp_path / "out").glob("documents-*.ndjson"))) > 1


def test_what_is_withheld_is_in_no_file(
    loaded: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    folder = exported(loaded(files), tmp_path / "out")
    assert all(SECRET not in path.read_text("utf-8") for path in folder.iterdir())
    documents = dict(pairs(folder))
    for id in ("policy/2020/c", "notice/2020/d"):
        assert not {"body", "summary", "keywords"} & documents[id].keys()
        assert documents[id]["title"]


def test_an_earlier_export_leaves_nothing_behind(
    loaded: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    exported(loaded(files), folder, limit=1)
    assert len(list(folder.glob("documents-*.ndjson"))) == 4
    exported(loaded(files), folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "documents-0001.ndjson",
        "mapping.json",
        "query.json",
    ]


def test_the_same_sources_give_the_same_bytes_however_many_work(
    loaded: Callable[..., Loaded],
    files: dict[str, str | bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = loaded(files)
    alone = exported(library, tmp_path / "alone")
    monkeypatch.setattr("gongkai.workers.POOL_FROM", 1)
    monkeypatch.setattr("gongkai.workers.CHUNK", 1)
    together = exported(library, tmp_path / "together", jobs=2)
    for path in alone.iterdir():
        assert path.read_bytes() == (together / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("sizes", "limit", "expected"),
    [
        ([], 10, []),
        ([4, 4, 4], 8, [8, 4]),
        ([4, 4, 4], 12, [12]),
        ([9, 20, 3, 3], 10, [9, 20, 6]),
    ],
)
def test_a_file_holds_what_its_limit_allows(
    sizes: list[int], limit: int, expected: list[int], tmp_path: Path
) -> None:
    paths = write_documents(tmp_path, (b"x" * size for size in sizes), limit)
    assert [path.stat().st_size for path in paths] == expected
    assert [path.name for path in paths] == [
        f"documents-{n + 1:04}.ndjson" for n in range(len(expected))
    ]


def test_an_id_is_never_longer_than_the_server_takes(loaded: Callable[..., Loaded]) -> None:
    long = "policy/2020/" + "/".join(["长" * 60] * 3)
    library = loaded({f"{long}.md": source(), "policy/2020/short.md": source()}).library
    ids = {record.id: document_id(record) for record in library.records.values()}
    assert ids["policy/2020/short"] == "policy/2020/short"
    assert len(ids[long].encode()) <= ID_LIMIT < len(long.encode())


def test_text_keeps_words_whole_and_blocks_apart() -> None:
    text = words_of("一、**总**则\n第一条　甲<br>乙\n\n- 丙\n- 丁 &lt;b&gt;\n")
    assert text == "一、总则\n第一条　甲\n乙\n丙\n丁 <b>"


def test_every_field_of_every_document_is_in_the_mapping(
    loaded: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path
) -> None:
    folder = exported(loaded(files), tmp_path / "out")
    mappings = json.loads((folder / "mapping.json").read_text("utf-8"))["mappings"]
    assert mappings["dynamic"] == "strict"
    assert mappings["_meta"]["records"] == 4
    assert mappings["_meta"]["validity_on"] == "2026-06-30"
    takes: dict[str, Callable[[Any], bool]] = {
        "text": lambda v: isinstance(v, str) or all(isinstance(w, str) for w in v),
        "keyword": lambda v: isinstance(v, str),
        "short": lambda v: isinstance(v, int) and abs(v) < 1 << 15,
        "integer": lambda v: isinstance(v, int) and abs(v) < 1 << 31,
        "boolean": lambda v: isinstance(v, bool),
        "date": lambda v: bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+08:00)?", v)),
    }
    used = set()
    for _, document in pairs(folder):
        for key, value in document.items():
            assert takes[mappings["properties"][key]["type"]](value), (key, value)
            used.add(key)
    assert used == set(mappings["properties"])


def test_the_index_names_only_what_it_defines_or_the_server_has() -> None:
    made = opensearch_index.index(DAY, 0)
    settings = made["settings"]["index"]
    analysis = settings["analysis"]
    for kind, stock in STOCK.items():
        defined = analysis[kind]
        assert {part["type"] for part in defined.values()} <= stock
        for user in (*analysis["analyzer"].values(), *analysis["normalizer"].values()):
            named = user.get(kind, [])
            assert set([named] if isinstance(named, str) else named) <= stock | defined.keys()
    for normaliser in analysis["normalizer"].values():
        kinds = {analysis["char_filter"][name]["type"] for name in normaliser["char_filter"]}
        assert kinds | set(normaliser["filter"]) <= NORMALISING
    shingle, ngram = analysis["filter"]["runs_of_syllables"], analysis["tokenizer"]
    assert shingle["max_shingle_size"] - shingle["min_shingle_size"] <= settings["max_shingle_diff"]
    initials = ngram["runs_of_initials"]
    assert initials["max_gram"] - initials["min_gram"] <= settings["max_ngram_diff"]
    assert analysis["filter"]["first_initials"]["length"] == initials["max_gram"]
    for field in made["mappings"]["properties"].values():
        for key in ("analyzer", "search_analyzer"):
            assert field.get(key, "text") in analysis["analyzer"]
        assert field.get("normalizer", "document_number") in analysis["normalizer"]


def test_the_query_weighs_fields_that_read_a_query_alike() -> None:
    properties = opensearch_index.PROPERTIES
    for name in opensearch_index.BOOSTS:
        field = properties[name]
        assert field.get("search_analyzer", field["analyzer"]) == "text"
    template = opensearch_index.query()
    text = json.dumps(template["source"])
    fields = {f for f in re.findall(r'"([a-z_]+)(?:\^\d+)?"', text) if f in properties}
    assert {*opensearch_index.BOOSTS, "title_pinyin", "title_initials"} <= fields
    assert set(template["source"]["_source"]) <= set(properties)
    assert text.count("{{words}}") == 6
    assert list(template["params"]) == ["words"]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("乌政公办字〔2020〕11号", "乌政公办字2020-11"),
        ("乌政公办字［2020］第011号", "乌政公办字2020-11"),
        ("乌政公办字 (2020) 11", "乌政公办字2020-11"),
        ("乌政公办字2020-11", "乌政公办字2020-11"),
        ("乌政公办字2020年11号", "乌政公办字2020-11"),
        ("〔2020〕11号", "2020-11"),
        ("建标〔2019〕1-1号", "建标2019-1-1"),
        ("国务院令第711号", "国务院令-711"),
        ("国务院令（第 711 号）", "国务院令-711"),
        ("财政部令〔2019〕第101号", "财政部令2019-101"),
        ("2020年5月", "2020年5月"),
        ("2020年", "2020年"),
        ("关于2020年11号文件的通知", "关于2020年11号文件的通知"),
    ],
)
def test_a_number_reads_alike_however_it_is_written(written: str, normal: str) -> None:
    analysis = opensearch_index.index(DAY, 0)["settings"]["index"]["analysis"]
    for name in analysis["normalizer"]["document_number"]["char_filter"]:
        rule = analysis["char_filter"][name]
        replacement = re.sub(r"\$(\d)", r"\\\1", rule["replacement"])
        written = re.sub(rule["pattern"], replacement, written)
    assert written == normal


def test_the_command_exports_the_project(tmp_path: Path) -> None:
    arguments = ["export", "opensearch", "--to", str(tmp_path / "out"), "--date", "2026-11-24"]
    arguments += ["--content", str(REPOSITORY / "content")]
    arguments += ["--catalogue", str(REPOSITORY / "catalogue")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    found = dict(pairs(tmp_path / "out"))
    assert f"已导出{len(found)}条记录" in result.output
    assert len(found) > 50


def test_faulty_sources_are_not_exported(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policy/2020/a.md": source(title=...)})
    catalogue = write_catalogue(tmp_path / "catalogue")
    arguments = ["export", "opensearch", "--to", str(tmp_path / "out")]
    arguments += ["--content", str(content), "--catalogue", str(catalogue)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "policy/2020/a.md" in result.output
    assert not (tmp_path / "out").exists()


def test_what_is_dated_ahead_is_not_exported(tmp_path: Path) -> None:
    later = source(written_on="2026-06-30", published_at="2026-07-01 09:00")
    folder = write(tmp_path / "content", {"policy/2020/a.md": source(), "policy/2026/b.md": later})
    nouns = write_catalogue(tmp_path / "catalogue")
    command = ["export", "opensearch", "--content", folder, "--catalogue", nouns, "--date", DAY]
    command += ["--to", tmp_path / "out", "--jobs", "1"]
    result = CliRunner().invoke(main, [str(part) for part in command])
    assert result.exit_code == 0, result.output
    assert [id for id, _ in pairs(tmp_path / "out")] == ["policy/2020/a"]
