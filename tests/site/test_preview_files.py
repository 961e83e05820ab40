"""What a preview answers is what a build writes, planned once for each state of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from building import build_site
from gongkai.mkdocs.serve import Preview
from gongkai.mkdocs.site import Downloads
from gongkai.pages.data_files import DataFiles
from gongkai.pages.folder import Extra
from sources import source, write, write_catalogue

DAY = date(2026, 11, 24)
BUILDS_ONLY = {".gongkai", "data/dcat.jsonld"}
"""Nothing to preview: a mark for builds; a preview weighs no tables."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Preview]:
    """A built site, and a preview of the same sources."""
    folder = tmp_path_factory.mktemp("preview")
    write_catalogue(folder / "catalogue")
    articles = [{"section": "文件", "record": "policy/2020/a"}]
    number = {"doc_no": ..., "year": 2020, "issue": 1, "total": 1, "published_on": "2020-06-30"}
    files: dict[str, str | bytes] = {
        "policy/2020/a.md": source("一、**总**则\n", attachments=[{"file": "表.xls"}]),
        "policy/2020/a/表.xls": b"\0" * 10,
        "policy/2020/b.md": source(),
        "policy/2020/c.md": source("秘密。\n", disclosure="依申请公开"),
        "gazette/2020/1.md": source("", articles=articles, **number),
        "service/2020/s.md": source("怎样办。\n", doc_no=...),
    }
    write(folder / "content", files)
    plugin = build_site(
        folder / "site", folder / "content", folder / "catalogue", False, False, "docx"
    )
    downloads = Downloads("docx", folder / "no fonts")
    return folder / "site", Preview(plugin.loaded, DAY, plugin.theme, "comrak", downloads)


def test_every_file_is_the_one_that_a_build_writes(both: tuple[Path, Preview]) -> None:
    site, preview = both
    addresses = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert {"policy/2020/a.zip", "gazette/2020/1.epub", "feeds/all.xml"} <= addresses
    ours = {a for a in addresses - BUILDS_ONLY if not a.startswith("assets/")}
    differ = [a for a in sorted(ours) if preview.content(a) != (site / a).read_bytes()]
    assert differ == []


def test_what_is_not_there_is_said(both: tuple[Path, Preview]) -> None:
    _, preview = both
    for address in ("policy/2020/b.pdf", "policy/2020/c.docx", "policy/2020/b.zip"):
        assert preview.content(address) is None
        said = (preview.absent(address) or b"").decode()
        assert "预览里没有这个文件" in said and address in said and "scripts/fonts" in said
    assert preview.absent("policy/2020/none.pdf") is None
    assert preview.absent("assets/x.css") is None


def test_a_state_is_planned_once(
    both: tuple[Path, Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, preview = both
    planned: list[str] = []
    extras = DataFiles.extras

    def counted(self: DataFiles, site: Path | None = None) -> Iterator[Extra]:
        planned.append("extras")
        return extras(self, site)

    monkeypatch.setattr(DataFiles, "extras", counted)
    preview.show(preview.loaded)
    for address in ("assets/gongkai.css", "policy/2020/b.html", "policy/2020/b.docx"):
        preview.content(address)
    assert planned == []
    for address in ("none.html", "data/inventory.csv", "none.png", "latest.json"):
        preview.content(address)
    assert planned == ["extras"]
    preview.show(preview.loaded)
    preview.content("data/inventory.csv")
    assert planned == ["extras", "extras"]
