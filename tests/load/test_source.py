"""Reading one source: it never raises, and text stays as written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gongkai.load.nodes import read_yaml
from gongkai.load.plain import read_plain
from gongkai.load.source import read_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources import source, write

YAML_LIKE = st.text("ab:-[]{}&*!|>'\"#%@`~?, \n\t\r\0：，一〔〕", max_size=200)


def read(folder: Path, content: bytes) -> object:
    write(folder, {"policy/2020/x.md": content})
    return read_source(folder, "policy/2020/x.md")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_raise(tmp_path: Path, raw: bytes) -> None:
    read(tmp_path, raw)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(YAML_LIKE, YAML_LIKE)
def test_arbitrary_front_matter_never_raises(tmp_path: Path, meta: str, body: str) -> None:
    read(tmp_path, f"---\n{meta}\n---\n{body}".encode())


@settings(deadline=None)
@given(YAML_LIKE)
def test_arbitrary_yaml_has_a_value_or_a_fault(text: str) -> None:
    document = read_yaml(text, "x.yaml")
    assert all(fault.line >= 1 for fault in document.faults)


@pytest.mark.parametrize("written", ["001", "1_000", "09:30", "yes", "2020-05-21", "1e3", "0x1F"])
def test_a_plain_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read_yaml(f"a: {written}", "x.yaml").value == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_only_null_is_told_apart(written: str) -> None:
    assert read_yaml(f"a: {written}", "x.yaml").value == {"a": None}
    assert read_yaml('a: "null"', "x.yaml").value == {"a": "null"}


def test_lines_of_keys_and_items_are_known(tmp_path: Path) -> None:
    document = read_yaml("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", "x.yaml", offset=1)
    assert document.line_of(("b",)) == 3
    assert document.line_of(("b", 1, "d")) == 6
    assert document.line_of(("b", 9)) == 3


def test_windows_line_ends_and_a_missing_last_line_end_are_read(tmp_path: Path) -> None:
    text = source("甲\n乙").replace("\n", "\r\n").encode()
    made = read_source(write(tmp_path, {"policy/2020/x.md": text}), "policy/2020/x.md")
    assert made.record is not None
    assert not made.faults


def test_a_gazette_issue_takes_its_dates_from_its_publication(tmp_path: Path) -> None:
    text = source(
        doc_no=..., written_on=..., published_at=..., year=2020, issue=3, published_on="2020-06-01"
    )
    made = read_source(write(tmp_path, {"gazette/2020/3.md": text}), "gazette/2020/3.md")
    assert made.record, made.faults
    values = json.loads(made.record)
    assert (values["written_on"], values["issue_year"]) == ("2020-06-01", 2020)


KEYS = st.sampled_from(["title", "genre", "a_b", "null", "Title", "题", "a b", "- a", "<<", "a.b"])
VALUES = st.text(
    "ab中 ,:#-[]{}'\"\\&*!|>%@`?~.0\t\u3000\u2028\u0085", max_size=12
) | st.sampled_from(
    [
        "null",
        "~",
        "Null",
        "true",
        "[]",
        "[a, b]",
        "[a,b ]",
        "[a, null]",
        "[ ]",
        "a: b",
        "a #b",
        "a#b",
    ]
)
LINES = st.builds("{}{}{}".format, KEYS, st.sampled_from([": ", ":", ":  ", " : "]), VALUES)


@settings(deadline=None, max_examples=1500)
@given(st.lists(LINES | VALUES, max_size=4).map("\n".join))
def test_what_is_read_without_yaml_is_what_yaml_reads(text: str) -> None:
    plain = read_plain(text)
    if plain is not None:
        document = read_yaml(text, "x.yaml")
        assert not document.faults
        assert document.value == plain


def test_flat_front_matter_is_read_without_yaml() -> None:
    assert read_plain("title: 关于《甲》的通知（试行）\nkeywords: [甲, 乙]\ndoc_no: null\n") == {
        "title": "关于《甲》的通知（试行）",
        "keywords": ["甲", "乙"],
        "doc_no": None,
    }
