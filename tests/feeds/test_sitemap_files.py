"""Site maps keep to the protocol's limits and name every address once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from defusedxml import ElementTree
from gongkai.feeds.sitemap import ADDRESSES, INDEX, Place, record_places, sitemap_files
from gongkai.load import Loaded
from sources import source

Load = Callable[..., Loaded]
ROOT = "https://www.example.gov.cn/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(data: bytes) -> list[str]:
    return [one.text for one in ElementTree.fromstring(data).iter(f"{NS}loc")]


def test_a_map_is_split_at_the_limit() -> None:
    assert ADDRESSES == 50_000
    places = [Place(f"policy/{n}.html", f"2020-01-{n % 28 + 1:02}") for n in range(2001)]
    made = dict(sitemap_files(ROOT, [("policy-2020", places), ("none", [])], 1000))
    parts = ["sitemap/policy-2020.xml", "sitemap/policy-2020-2.xml", "sitemap/policy-2020-3.xml"]
    assert list(made) == [*parts, INDEX]
    assert [len(addresses(made[part])) for part in parts] == [1000, 1000, 1]
    assert addresses(made[INDEX]) == [ROOT + part for part in parts]
    found = [one for part in parts for one in addresses(made[part])]
    assert found == [ROOT + place.address for place in places]
    days = [one.text for one in ElementTree.fromstring(made[INDEX]).iter(f"{NS}lastmod")]
    assert days == ["2020-01-28", "2020-01-28", f"2020-01-{2000 % 28 + 1:02}"]


def test_a_map_is_split_at_its_size_too() -> None:
    places = [Place("甲" * 100 + f"{n}.html") for n in range(20)]
    made = dict(sitemap_files(ROOT, [("pages", places)], size=2000))
    assert max(len(data) for name, data in made.items() if name != INDEX) <= 2000
    found = [one for name, data in made.items() if name != INDEX for one in addresses(data)]
    assert sorted(found) == sorted(ROOT + place.address for place in places)


def test_signs_of_xml_are_written_as_text() -> None:
    made = dict(sitemap_files(ROOT, [("pages", [Place("a&b<c.html")])]))
    assert addresses(made["sitemap/pages.xml"]) == [f"{ROOT}a&b<c.html"]
    assert b"lastmod" not in made[INDEX]


def test_what_another_record_did_to_a_page_counts_as_its_change(loaded: Load) -> None:
    library = loaded(
        {
            "policy/2020/a.md": source(),
            "policy/2020/b.md": source(expires_on="2022-12-31"),
            "policy/2020/c.md": source(corrections=[{"on": "2020-06-01", "what": "错字"}]),
            "policy/2021/d.md": source(
                published_at="2021-02-03 10:00",
                effective_on="2021-03-01",
                relations={"repeals": ["policy/2020/a"], "amends": ["policy/2020/c"]},
            ),
            "notice/2020/n.md": source(),
        }
    ).library

    def changed(day: date) -> dict[str, str | None]:
        held = library.until(day)
        places = record_places(held, held.records.values(), day)
        return {place.address.split("/")[-1]: place.changed for place in places}

    before = {"a.html": "2020-05-22", "b.html": "2020-05-22", "n.html": "2020-05-22"}
    assert changed(date(2021, 2, 2)) == {**before, "c.html": "2020-06-01"}
    told = {**before, "a.html": "2021-02-03", "c.html": "2021-02-03", "d.html": "2021-02-03"}
    assert changed(date(2021, 2, 28)) == told
    repealed = dict.fromkeys(("a.html", "c.html", "d.html"), "2021-03-01")
    assert changed(date(2022, 12, 31)) == {**before, **repealed}
    assert changed(date(2023, 1, 1)) == {**before, **repealed, "b.html": "2023-01-01"}
