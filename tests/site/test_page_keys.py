"""Keys of pages: whatever an editor changes, a page that says something else has another key."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from gongkai.cache import Cache
from gongkai.downloads.documents.making import Workshop
from gongkai.load import load
from gongkai.pages import Press, Shell, Templates
from gongkai.pages.record_files import Order
from gongkai.pages.site import Pages
from gongkai.workers import Workers
from paths import REPOSITORY
from sources import front_matter, write, write_catalogue
from standard_sources import area, item, local

DAY = date(2026, 11, 24)
Sources = dict[str, Any]
"""Name of a source without its ending → what it says."""


def _sources() -> Sources:
    """An area with everything it can have, one beside it, an organ's catalogue, and records."""
    added = item("L1", group="另外的事项", why="家长关心")
    del added["verified"]
    after = {"when": "批准后", "deadline": {"rule": "promptly"}, "channels": ["gazette"]}
    full = item(
        "1.2",
        basis=["某法"],
        note="备注",
        edition="版",
        code="0001",
        evidence=["www.moe.gov.cn"],
        source_urls=["https://www.moe.gov.cn/a"],
        after_approval=after,
    )
    part = {
        "area": "jiaoyu",
        "select": ["1.1", "1.2"],
        "why": "不是本局的事项",
        "publisher": ["测试市财政局"],
        "levels": ["city"],
        "change": [{"item": "1.2", "title": "另称", "why": "本地叫法"}],
        "add": [added],
    }
    facts = {"number": 3, "topic": "综合政务", "notes": "说明", "source_urls": ["https://a.gov.cn/"]}
    policy = {"written_on": "2020-09-01", "published_at": "2020-12-02 09:00", "issuer": "czj"}
    report = {"doc_no": ..., "issuer": ..., "organ": "czj", "year": 2019, "disclosure": "主动公开"}
    return {
        "catalogue/areas/jiaoyu": area("jiaoyu", item("1.1"), full, item("1.3"), **facts),
        "catalogue/areas/jiuye": area("jiuye", item("1.1")),
        "catalogue/local/czj": local("czj", part, {"area": "jiuye"}, source="清单", sample=True),
        "content/policy/2020/a": front_matter(
            **policy, disclosure="主动公开", catalogue=["jiaoyu/1.1", "jiaoyu/L1"]
        ),
        "content/policy/2020/b": front_matter(**policy, catalogue=["jiaoyu/1.1", "jiuye/1.1"]),
        "content/project/2020/p": front_matter(
            doc_no=..., stage="施工", sample="true", disclosures={"施工": ["policy/2020/a", "policy/2020/b"]}
        ),
        "content/report/2020/r": front_matter(**report),
        "content/about": {"title": "关于本站"},
        "content/mn/policy/2020/a": {"title": "ᠮᠡᠳᠡᠭᠳᠡᠯ", "summary": "ᠠᠭᠤᠯᠭ᠎ᠠ", "keywords": ["ᠢᠯᠡ"]},
        "catalogue/terms/mn": [
            {"zh": "首页", "mn": "ᠲᠡᠷᠢᠭᠦᠨ"},
            {"zh": "蒙古文", "mn": "ᠪᠢᠴᠢᠭ", "also": ["共{n}件"]},
        ],
    }




class _Plain(yaml.SafeDumper):
    """Without aliases, which no source may have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _edits(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of every single value."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _edits(one, (*path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _edits(one, (*path, place))
    else:
        yield path


_OTHER = {
    "disclosure": "依申请公开",
    "written_on": "2020-11-20",
    "published_at": "2020-12-03 09:00",
    "adopted_on": "2021-06-01",
    "issuer": "zfbgs",
    "organ": "zfbgs",
    "rule": "realtime",
    "levels": "town",
    "channels": "gazette",
    "catalogue": "jiaoyu/1.3",
    "disclosures": "policy/2020/none",
    "topic": "财政",
    "method": "request",
    "verified": False,
    "sample": "false",
    "number": 5,
    "year": 2018,
}
"""Another value that the key may have; texts get a letter more."""


def _edited(sources: Sources, path: tuple[Any, ...]) -> Sources:
    """With another value at a path; a path of one step is a file that goes."""
    made = copy.deepcopy(sources)
    if len(path) == 1:
        del made[path[0]]
        return made
    held: Any = made
    for step in path[:-1]:
        held = held[step]
    named = next(step for step in reversed(path) if isinstance(step, str))
    former = held[path[-1]]
    held[path[-1]] = _OTHER.get(named, f"{former}9")
    return made


TEMPLATES = Templates(REPOSITORY / "overrides")


class _NoShell(dict[Any, Any]):
    """Every page alone, without the site around it."""

    def __missing__(self, key: Any) -> Shell:
        return Shell("", "", "")


def _printed(
    folder: Path, sources: Sources, day: date = DAY
) -> dict[str, tuple[bytes, bytes]]:
    """Address → key, and the bytes that are printed on a day."""
    write_catalogue(folder / "catalogue")
    for name, value in sources.items():
        text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        in_yaml = name.startswith("catalogue/")
        file = {f"{name}.yaml": text} if in_yaml else {f"{name}.md": f"---\n{text}---\n文。\n"}
        write(folder, file)
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(folder / "content", folder / "catalogue", cache, workers)
    loaded.library = loaded.library.until(day)
    pages = Pages(loaded, day, loaded.library.catalogue.digest, TEMPLATES.row)
    press = Press(TEMPLATES, _NoShell(), folder / "content", folder)
    return {page.address: (page.key, press.page(page.job())) for page in pages.everything()}


def test_a_page_that_says_something_else_has_another_key(tmp_path: Path) -> None:
    sources = _sources()
    before = _printed(tmp_path / "before", sources)
    paths = [*_edits(sources), *((name,) for name in sources)]
    stale = []
    changed = 0
    for number, path in enumerate(paths):
        after = _printed(tmp_path / f"{number}", _edited(sources, path))
        differ = [a for a, (_, said) in after.items() if a in before and before[a][1] != said]
        stale += [(path, a) for a in differ if before[a][0] == after[a][0]]
        changed += bool(differ)
    assert changed > 100
    assert stale == []


def test_a_correction_that_is_dated_ahead_comes_on_its_day_under_another_key(tmp_path: Path) -> None:
    words = "第二条“三百元”更正为“五百元”"
    corrections = [{"on": "2026-06-30", "what": "已经更正"}, {"on": "2026-07-01", "what": words}]
    sources = {"content/policy/2020/a": front_matter(corrections=corrections)}
    before = _printed(tmp_path, sources, date(2026, 6, 30))
    after = _printed(tmp_path, sources, date(2026, 7, 1))
    assert [a for a, (_, said) in before.items() if words.encode() in said] == []
    assert "已经更正".encode() in before["policy/2020/a.html"][1]
    assert words.encode() in after["policy/2020/a.html"][1]
    stale = [a for a, (key, said) in after.items() if a in before and before[a] != (key, said)]
    assert "policy/2020/a.html" in stale
    assert [a for a in stale if before[a][0] == after[a][0]] == []


def _with_files(
    folder: Path, sources: Sources, files: dict[str, str | bytes] | None = None
) -> dict[str, tuple[bytes, bytes]]:
    """Files beside the records and feeds: address → key, and their bytes."""
    write_catalogue(folder / "catalogue")
    for name, value in sources.items():
        text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        write(folder / "content", {f"{name}.md": f"---\n{text}---\n文。\n"})
    write(folder / "content", files or {})
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(folder / "content", folder / "catalogue", cache, workers)
    shop = Workshop(
        folder / "content",
        REPOSITORY / "overrides" / "gongkai" / "downloads" / "record.docx",
        folder / "fonts",
        "comrak",
    )
    digest = loaded.library.catalogue.digest
    pages = Pages(loaded, DAY, digest, TEMPLATES.row, order=Order("docx", shop, ""))
    press = Press(TEMPLATES, _NoShell(), folder / "content", folder)
    files = (page for page in pages.everything() if page.template is None)
    return {page.address: (page.key, press.page(page.job())) for page in files}


def test_a_file_that_names_records_has_another_key_when_they_are_called_otherwise(
    tmp_path: Path,
) -> None:
    policy = front_matter(title="甲", keywords=["专题词"], corrections=[{"on": "2020-06-01", "what": "错"}])
    issue = {"issue": 1, "year": 2020, "published_on": "2020-06-01", "doc_no": ...}
    named = ["policy/2020/a"]
    sources: Sources = {
        "policy/2020/a": policy,
        "project/2020/p": front_matter(doc_no=..., disclosures={"施工": named}),
        "topic/2020/t": front_matter(doc_no=..., pinned=named),
        "gazette/2020/1": front_matter(
            **issue, articles=[{"section": "政府文件", "record": named[0]}]
        ),
    }
    before = _with_files(tmp_path / "before", sources)
    others = {"title": "乙", "doc_no": "测政发〔2021〕9号", "sample": True, "disclosure": "依申请公开"}
    corrected = {"corrections": [{"on": "2020-07-01", "what": "错"}], "issuer": "czj"}
    stale = []
    changed: set[str] = set()
    for number, (key, value) in enumerate((others | corrected).items()):
        edited = {**sources, "policy/2020/a": {**policy, key: value}}
        after = _with_files(tmp_path / f"{number}", edited)
        differ = [a for a, (_, said) in after.items() if a in before and before[a][1] != said]
        stale += [(key, a) for a in differ if before[a][0] == after[a][0]]
        changed.update(differ)
    assert stale == []
    stems = ("project/2020/p", "topic/2020/t")
    assert changed >= {f"{stem}.{form}" for stem in stems for form in ("docx", "txt", "wechat.html")}
    assert changed >= {"gazette/2020/1.epub", "feeds/project.xml", "feeds/gazette.json"}


def test_an_issues_key_follows_the_bytes_of_its_text_files_and_their_pictures(
    tmp_path: Path,
) -> None:
    listed = [{"section": "大事记", "title": "大事记", "file": "a.txt"}]
    issue = {"issue": 1, "year": 2020, "published_on": "2020-06-01", "doc_no": ...}
    sources: Sources = {"gazette/2020/1": front_matter(**issue, articles=listed)}
    file, picture = "gazette/2020/1/a.txt", "gazette/2020/1/p.png"
    states: list[dict[str, str | bytes]] = [
        {file: "一月"},
        {file: "二月"},
        {file: "二月\n![图](p.png)"},
        {file: "二月\n![图](p.png)", picture: b"1"},
    ]
    keys = []
    for number, files in enumerate(states):
        made = _with_files(tmp_path / f"{number}", sources, files)
        keys.append(made["gazette/2020/1.epub"][0])
    assert len(set(keys)) == len(keys)
    again = _with_files(tmp_path / "again", sources, states[0])
    assert again["gazette/2020/1.epub"][0] == keys[0]
