"""Filters without script: each value leads to a list of its own, and the figures agree with it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest


def tree(path: Path) -> Any:
    return html5lib.parse(path.read_bytes(), namespaceHTMLElements=False, override_encoding="utf-8")


def with_class(root: Any, name: str) -> list[Any]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def text(element: Any) -> str:
    return "".join(element.itertext())


def number(words: str) -> int:
    return int(re.search(r"(\d+)\D*$", words)[1])


FRONTS = ["policy/index.html", "topics/1.html", "validity/repealed.html",
          "validity/not-applicable.html", "organ/_other.html", "notice/index.html"]  # fmt: skip


@pytest.mark.parametrize("front", FRONTS)
def test_counts_of_a_group_add_up_and_agree_with_the_lists(project_site: Path, front: str) -> None:
    groups = with_class(tree(project_site / front), "gk-facet")
    names = [text(g.find("summary")).split()[0] for g in groups]
    assert names[-3:] == ["有效性", "主题分类", "发文机关"]
    for group in groups:
        total = int(re.search(r"共(\d+)件", text(group.find("summary")))[1])
        values = [item for item in group.iter("li")]
        assert sum(number(text(item)) for item in values) == total
        for item in values:
            held, link = number(text(item)), item.find("a")
            assert (link is not None) == (held > 0), text(item)
            if link is not None:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(front), link.get("href")))
                shown = text(with_class(tree(project_site / target), "gk-total")[0])
                joint = re.search(r"其中(\d+)件", shown)
                listed = int(re.search(r"共(\d+)件", shown)[1]) - (int(joint[1]) if joint else 0)
                assert listed == held, target


def test_a_year_is_chosen_and_taken_back(project_site: Path) -> None:
    page = tree(project_site / "policy/2018/index.html")
    chosen = with_class(page, "gk-chosen-value")
    assert [text(c).split(" ")[0] for c in chosen] == ["年份：2018年"]
    assert chosen[0].get("href") == "../../policy/index.html"
    assert [text(g.find("summary")).split()[0] for g in with_class(page, "gk-facet")] == ["年份"]


def test_no_page_stands_for_a_pair_of_values(project_site: Path) -> None:
    lists = {p.parent.name for p in project_site.rglob("*.html") if p.parent.parent.name in ("topics", "organ", "validity")}
    assert lists == set()
