"""What an import changes in an area's file, in the words of the table."""

from __future__ import annotations

from dataclasses import fields
from typing import Final, NamedTuple

from gongkai.model.standard_catalogue import Area, CatalogueItem
from gongkai.model.terms import TABLE

_FACTS: Final = {
    "name": "领域名称", "number": "序号", "topic": "主题分类", "ministry": "主管部门",
    "source": "依据", "source_urls": "来源网址", "complete": "是否完整", "notes": "备注",
}  # fmt: skip


class Changes(NamedTuple):
    """Items by what became of them; all are new where there was no file."""

    new: tuple[CatalogueItem, ...]
    changed: tuple[tuple[CatalogueItem, tuple[str, ...]], ...]
    """With the labels of the columns that changed."""
    vanished: tuple[CatalogueItem, ...]
    facts: tuple[str, ...]
    """Labels of what changed for the whole area."""
    moved: bool
    """Whether the items stand in another order."""

    @property
    def any(self) -> bool:
        """Whether the file would be another one."""
        return bool(self.new or self.changed or self.vanished or self.facts or self.moved)


def changes(before: Area | None, after: Area) -> Changes:
    """By the items' ids."""
    if before is None:
        return Changes(after.items, (), (), (), False)
    old = {item.id: item for item in before.items}
    ids = {item.id for item in after.items}
    order = [item.id for item in after.items if item.id in old]
    return Changes(
        tuple(item for item in after.items if item.id not in old),
        tuple(
            (item, _labels(old[item.id], item))
            for item in after.items
            if item.id in old and item != old[item.id]
        ),
        tuple(item for item in before.items if item.id not in ids),
        tuple(
            label for key, label in _FACTS.items() if getattr(before, key) != getattr(after, key)
        ),
        order != [item.id for item in before.items if item.id in ids],
    )


def _labels(old: CatalogueItem, new: CatalogueItem) -> tuple[str, ...]:
    differing = [f.name for f in fields(new) if getattr(old, f.name) != getattr(new, f.name)]
    labels = [label for column, label in TABLE.items() if column in differing]
    return (*labels, *(["核对信息"] if len(labels) < len(differing) else []))
