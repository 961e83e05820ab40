"""Validity on a day, from a record's dates and what others do to it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from gongkai.model import KINDS, Catalogue, Library, Record, Site, Validity
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sources import CATALOGUE, front_matter

POLICY = TypeAdapter(KINDS["policy"])


def policy(id: str, **changes: object) -> Record:
    return POLICY.validate_python({**front_matter(**changes), "id": f"policy/{id}"})


def library(*records: Record) -> Library:
    return Library(records, Catalogue(Site(**CATALOGUE["site.yaml"])))


def validity(shelf: Library, id: str, day: str) -> str:
    state = shelf.state(shelf.records[f"policy/{id}"], date.fromisoformat(day))
    assert state is not None
    return state.validity.value


OLD = {"written_on": "2019-01-01"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", "尚未生效"),
        ("2020-01-01", "有效"),
        ("2024-02-29", "有效"),
        ("2024-03-01", "失效"),
    ],
)
def test_own_dates_bound_the_time_in_force(day: str, expected: str) -> None:
    shelf = library(policy("a", **OLD, effective_on="2020-01-01", expires_on="2024-02-29"))
    assert validity(shelf, "a", day) == expected


@pytest.mark.parametrize(
    ("relation", "reference", "expected"),
    [
        ("repeals", "policy/a", "废止"),
        ("replaces", "policy/a", "废止"),
        ("amends", "policy/a", "已被修改"),
        ("repeals", {"record": "policy/a", "articles": ["第五条"]}, "部分废止"),
        ("replaces", {"record": "policy/a", "articles": ["第五条"]}, "部分废止"),
    ],
)
def test_another_record_changes_the_state_from_the_day_it_takes_effect(
    relation: str, reference: object, expected: str
) -> None:
    later = policy("b", effective_on="2021-07-01", relations={relation: [reference]})
    shelf = library(policy("a", **OLD), later)
    assert validity(shelf, "a", "2021-06-30") == "有效"
    assert validity(shelf, "a", "2021-07-01") == expected


def test_a_repeal_outweighs_an_amendment_and_names_its_cause() -> None:
    shelf = library(
        policy("a", **OLD),
        policy("b", written_on="2020-01-01", relations={"amends": ["policy/a"]}),
        policy("c", written_on="2021-01-01", relations={"repeals": ["policy/a"]}),
        policy("d", written_on="2022-01-01", relations={"amends": ["policy/a"]}),
    )
    state = shelf.state(shelf.records["policy/a"], date(2023, 1, 1))
    assert state and state.cause
    assert (state.validity, state.cause.by.id) == (Validity.REPEALED, "policy/c")


def test_what_had_lapsed_before_its_repeal_stays_lapsed() -> None:
    repeal = policy("b", written_on="2022-01-01", relations={"repeals": ["policy/a"]})
    shelf = library(policy("a", **OLD, expires_on="2020-12-31"), repeal)
    assert validity(shelf, "a", "2023-01-01") == "失效"


def test_what_was_repealed_before_its_last_day_is_repealed() -> None:
    repeal = policy("b", written_on="2020-01-01", relations={"repeals": ["policy/a"]})
    shelf = library(policy("a", **OLD, expires_on="2020-12-31"), repeal)
    assert validity(shelf, "a", "2023-01-01") == "废止"


def test_the_successor_is_the_end_of_a_chain() -> None:
    shelf = library(
        policy("a", **OLD),
        policy("b", written_on="2020-01-01", relations={"replaces": ["policy/a"]}),
        policy("c", written_on="2021-01-01", relations={"replaces": ["policy/b"]}),
    )
    successor = shelf.successor(shelf.records["policy/a"], date(2022, 1, 1))
    assert successor and successor.id == "policy/c"


def test_a_circle_of_repeals_ends_the_search_for_a_successor() -> None:
    shelf = library(
        policy("a", relations={"repeals": ["policy/b"]}),
        policy("b", relations={"repeals": ["policy/a"]}),
    )
    assert shelf.successor(shelf.records["policy/a"], date(2022, 1, 1)) is not None


def test_relations_are_known_on_both_sides_whichever_way_the_target_is_written() -> None:
    target = policy("a", **OLD, doc_no="测政发〔2019〕7号")
    for written in ("policy/a", "policy/a.md", "测政发[2019]7号", target.index_no):
        stating = policy("b", relations={"amends": [written]})
        shelf = library(target, stating)
        assert [r.source.id for r in shelf.incoming(target)] == ["policy/b"]
        assert [r.target.id for r in shelf.outgoing(stating)] == ["policy/a"]


DAYS = st.dates(date(2019, 1, 1), date(2023, 1, 1))


@st.composite
def libraries(draw: Callable) -> list[Record]:
    """Records that change earlier ones only, so there are no circles."""
    records = []
    for number in range(draw(st.integers(1, 6))):
        relations = {
            name: [f"policy/{draw(st.integers(0, number - 1))}"]
            for name in draw(st.sets(st.sampled_from(["amends", "repeals", "replaces"])))
            if number
        }
        start = draw(DAYS)
        records.append(
            policy(
                str(number),
                written_on=start.isoformat(),
                effective_on=draw(st.none() | DAYS.map(str)),
                expires_on=draw(st.none() | DAYS.map(str)),
                relations=relations,
            )
        )
    return records


@settings(deadline=None, max_examples=60)
@given(libraries(), DAYS)
def test_validity_is_a_function_of_library_and_day(records: list[Record], day: date) -> None:
    one, other = library(*records), library(*reversed(records))
    for asked in (day + timedelta(1), day, day + timedelta(400), day):
        for record in records:
            assert one.state(record, asked) == other.state(record, asked)


@settings(deadline=None, max_examples=60)
@given(libraries(), DAYS)
def test_nothing_brings_back_what_was_repealed(records: list[Record], day: date) -> None:
    shelf = library(*records)
    ended = (Validity.REPEALED, Validity.EXPIRED)
    for record in records:
        state = shelf.state(record, day)
        assert state
        if state.validity in ended:
            later = shelf.state(record, day + timedelta(3000))
            assert later and later.validity in ended
