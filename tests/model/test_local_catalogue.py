"""What an organ makes of an area: selected, narrowed, renamed, added; with an account of it."""

from __future__ import annotations

from typing import Any

from gongkai.model.local_catalogue import LocalArea, OrganArea, merge
from gongkai.model.standard_catalogue import COLUMNS, Area, CatalogueItem, Verified
from pydantic import TypeAdapter
from standard_sources import WITHIN_20, area, item


def merged(*items: dict[str, Any], **local: Any) -> OrganArea:
    part = TypeAdapter(LocalArea).validate_python({"area": "jiaoyu", **local})
    return merge(part, TypeAdapter(Area).validate_python(area("jiaoyu", *items)))


def ids(one: OrganArea) -> list[str]:
    return [held.item.id for held in one.items]


def test_without_select_every_item_holds_as_it_is() -> None:
    one = merged()
    assert ids(one) == ["1.1", "1.2", "1.3"]
    assert one.left_out == ()
    for held in one.items:
        assert held.item is held.standard
        assert (held.changed, held.why) == ((), None)
        assert held.key == f"jiaoyu/{held.item.id}"


def test_select_keeps_the_order_of_the_standard_and_the_account_of_the_rest() -> None:
    one = merged(select=["1.3", "1.1", "9.9"], why="权责清单只有这些")
    assert ids(one) == ["1.1", "1.3"]
    assert [left.id for left in one.left_out] == ["1.2"]
    assert ids(merged(select=[])) == []


def test_a_change_renames_and_narrows_and_says_why() -> None:
    change = {"item": "1.2", "why": "本局只管小学", "title": "小学招生", "elements": ["范围"]}
    held = merged(change=[change]).items[1]
    assert held.standard is not None
    assert (held.item.title, held.item.elements) == ("小学招生", ("范围",))
    assert (held.standard.title, held.standard.elements) == ("事项1.2", ("名称",))
    assert held.changed == ("title", "elements")
    assert held.why == "本局只管小学"
    assert held.item.deadline == held.standard.deadline


def test_what_a_change_repeats_is_not_changed() -> None:
    held = merged(change=[{"item": "1.1", "why": "核对", "title": "事项1.1"}]).items[0]
    assert held.changed == ()
    assert held.item is held.standard


def test_publisher_and_levels_hold_for_all_and_an_items_own_go_first() -> None:
    change = {"item": "1.2", "why": "招生办承办", "publisher": ["市招生办"]}
    one = merged(publisher=["市教育局"], levels=["city"], why="本级", change=[change])
    assert [held.item.publisher for held in one.items] == [
        ("市教育局",),
        ("市招生办",),
        ("市教育局",),
    ]
    assert {held.item.levels for held in one.items} == {("city",)}
    assert {held.changed for held in one.items} == {("publisher", "levels")}
    assert [held.why for held in one.items] == ["本级", "招生办承办", "本级"]


def test_added_items_follow_with_their_reason() -> None:
    added = {**item("L1", title="学位预警"), "why": "家长关心"}
    held = merged(add=[added]).items[-1]
    assert (held.item.id, held.standard, held.changed, held.why) == ("L1", None, (), "家长关心")


def changed(column: str = "title", **values: Any) -> CatalogueItem:
    """What an item becomes where the organ changes one column of it."""
    change = {"item": "1.1", "why": "本级", column: {"method": "request"}.get(column, "新")}
    return merged(item("1.1", **values), change=[change]).items[0].item


def compared(one: CatalogueItem) -> list[str]:
    return [column for column in COLUMNS if one.is_verified(column)]


def test_the_organs_own_words_were_not_compared_with_the_standard() -> None:
    made = changed(verified=True)
    assert compared(made) == [column for column in COLUMNS if column != "title"]
    assert (made.verified, made.compared) == (Verified.PARTLY, Verified.PARTLY)
    made = changed(verified="partial", verified_fields=["title", "basis"])
    assert (compared(made), made.compared) == (["basis"], Verified.PARTLY)
    made = changed(verified=False, verified_fields=["title", "basis"])
    assert (compared(made), made.compared) == (["basis"], Verified.PARTLY)
    for mark in (True, "partial", False):
        made = changed(verified=mark, verified_fields=["title"])
        assert (compared(made), made.verified, made.compared) == ([], Verified.NO, Verified.NO)


def test_what_was_not_compared_before_stays_so() -> None:
    made = changed(verified=False)
    assert (made.verified, made.verified_fields, made.compared) == (Verified.NO, None, Verified.NO)
    made = changed(verified="partial")
    assert (made.verified_fields, made.compared) == (None, Verified.PARTLY)
    made = changed(verified="partial", verified_fields=[])
    assert (made.verified_fields, made.compared) == ((), Verified.PARTLY)
    made = changed("method", verified=True, verified_fields=["title"])
    assert (made.verified_fields, made.compared) == (("title",), Verified.PARTLY)


def test_a_changed_column_is_no_part_of_what_the_standard_prints() -> None:
    made = changed(verified=True, incomplete=["title", "basis"])
    assert made.incomplete == ("basis",)
    assert not made.is_verified("title")
    made = changed(verified=True, incomplete=COLUMNS)
    assert (compared(made), made.compared) == ([], Verified.PARTLY)
    made = changed(verified="partial", verified_fields=["title"], incomplete=["title"])
    assert compared(made) == []


def test_what_holds_for_the_whole_area_was_not_compared_either() -> None:
    one = merged(item("1.1", verified=True), publisher=["市教育局"])
    assert not one.items[0].item.is_verified("publisher")
    assert one.area.items[0].is_verified("publisher")


def grouped(*groups: str) -> list[dict[str, Any]]:
    return [item(f"1.{number}", group=group) for number, group in enumerate(groups, 1)]


def added(*groups: str) -> list[dict[str, Any]]:
    return [
        {**item(f"L{number}", group=group), "why": "本级"} for number, group in enumerate(groups, 1)
    ]


def test_a_row_is_compared_where_what_it_kept_of_the_standard_was() -> None:
    part_read = item("1.2", verified=False, verified_fields=["group", "title"])
    one = merged(item("1.1"), part_read, publisher=["本局"], add=[item("L1", why="需要")])
    assert [held.compared for held in one.items] == [Verified.YES, Verified.PARTLY, None]
    assert Verified.YES not in {held.item.compared for held in one.items[:2]}


def test_a_row_of_the_organs_own_words_alone_is_compared_with_nothing() -> None:
    words = {
        "group": "组", "title": "名", "elements": ["要素"], "basis": ["依据"], "publisher": ["局"],
        "deadline": {"rule": "promptly"}, "channels": ["gazette"], "method": "request",
        "audience": {"specific": ["村民"]}, "levels": ["city"],
    }  # fmt: skip
    one = merged(item("1.1", verified=False), change=[{"item": "1.1", "why": "本地", **words}])
    assert one.items[0].changed == COLUMNS
    assert one.items[0].compared is None


def test_an_added_item_follows_the_last_row_of_its_group() -> None:
    one = merged(*grouped("甲", "甲", "乙", "丙"), add=added("乙", "甲", "甲", "丙"))
    assert ids(one) == ["1.1", "1.2", "L2", "L3", "1.3", "L1", "1.4", "L4"]
    again = merged(*grouped("甲", "乙", "甲", "丙"), add=added("甲"))
    assert ids(again) == ["1.1", "1.2", "1.3", "L1", "1.4"]


def test_added_items_of_new_groups_end_the_area_each_group_together() -> None:
    one = merged(*grouped("甲", "乙"), add=added("新一", "甲", "新二", "新一"))
    assert ids(one) == ["1.1", "L2", "1.2", "L1", "L4", "L3"]


def test_an_added_item_follows_the_group_as_the_organ_calls_it() -> None:
    renamed = [{"item": f"1.{number}", "why": "本地叫法", "group": "新名"} for number in (1, 2)]
    standard = grouped("甲", "甲", "乙")
    assert ids(merged(*standard, change=renamed, add=added("新名"))) == ["1.1", "1.2", "L1", "1.3"]
    assert ids(merged(*standard, change=renamed, add=added("甲"))) == ["1.1", "1.2", "1.3", "L1"]
    left = merged(*standard, select=["1.3"], add=added("甲", "乙"))
    assert ids(left) == ["1.3", "L2", "L1"]


def test_the_standard_itself_stays() -> None:
    own = TypeAdapter(Area).validate_python(area("jiaoyu", item("1.1", deadline=WITHIN_20)))
    before = own.items[0]
    part = {"area": "jiaoyu", "change": [{"item": "1.1", "why": "改名", "title": "新"}]}
    merge(TypeAdapter(LocalArea).validate_python(part), own)
    assert own.items[0] is before
    assert before.title == "事项1.1"
