"""An index that was brought up to date holds what a new one would, and few of its files changed."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from gongkai.search import layout, site_index
from gongkai.search.in_gazette import ISSUE, PRINTED
from reading import Read, bring_up_to_date, read_index
from sources import source, write, write_catalogue

WORDS = "城市 绿地 养护 管理 办法 供水 排水 条例 住房 保障 补贴 申请 审批 公开 目录 安全 生产 检查".split()


def document(number: int, words: int, title: str = "") -> str:
    """A generated policy."""
    chance = Random(number)
    text = "。\n".join("".join(chance.choices(WORDS, k=9)) for _ in range(words // 9 + 1))
    return source(
        title=title or f"关于{''.join(chance.choices(WORDS, k=4))}的第{number}号通知", body=text
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_catalogue(tmp_path / "catalogue")
    files = {f"policy/2020/p-{n}.md": document(n, 20 + 7 * n % 200) for n in range(120)}
    write(tmp_path / "content", files)
    return tmp_path


@pytest.fixture(autouse=True)
def long_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiers as a large library has them, and room for changes."""
    monkeypatch.setattr(
        layout.Cut,
        "of",
        classmethod(lambda cls, n, stick: cls(6, 40, (10, 25, 60), 8 if stick else 1)),
    )
    monkeypatch.setattr(site_index, "DRIFT", 0.5)


def same(one: Read, other: Read) -> None:
    """Equal in what they hold, whatever the numbers of documents."""
    assert one.postings == other.postings
    assert one.lengths == other.lengths
    assert one.averages == pytest.approx(other.averages, abs=1e-12)
    assert one.facets == other.facets


def both(folder: Path, stick: bool = False) -> tuple[Read, Read]:
    """The index brought up to date, and a new one."""
    bring_up_to_date(folder, folder / "site", folder / "memory", stick)
    bring_up_to_date(folder, folder / "new", None, stick)
    return read_index(folder / "site"), read_index(folder / "new")


def test_the_same_sources_give_the_same_bytes(folder: Path) -> None:
    for name in ("one", "two"):
        bring_up_to_date(folder, folder / name, None)
    assert read_index(folder / "one").files == read_index(folder / "two").files


def test_nothing_changed_writes_nothing(folder: Path) -> None:
    assert bring_up_to_date(folder, folder / "site", folder / "memory")
    assert bring_up_to_date(folder, folder / "site", folder / "memory") == []


@pytest.mark.parametrize("words", [5, 60, 900])
def test_an_edit(folder: Path, words: int) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    before = read_index(folder / "site").files
    write(folder / "content", {"policy/2020/p-50.md": document(1050, words)})
    same(*both(folder))
    after = read_index(folder / "site").files
    assert before.keys() == after.keys()
    texts = [name for name in before if name[:2] in ("x/", "d/") and before[name] != after[name]]
    assert len(texts) == 2


def test_added_and_gone(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    (folder / "content/policy/2020/p-7.md").unlink()
    write(folder / "content", {"policy/2020/new.md": document(500, 80, "新来的文件")})
    same(*both(folder))
    write(folder / "content", {"policy/2020/p-7.md": document(7, 40)})
    same(*both(folder))


def test_gone_alone(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    (folder / "content/policy/2020/p-7.md").unlink()
    same(*both(folder))


def test_a_lost_file_is_made_again(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    (folder / "site/search/t/3.js").unlink()
    assert "search/t/3.js" in bring_up_to_date(folder, folder / "site", folder / "memory")


def test_many_changes_cut_everything_anew(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    changed = {f"policy/2020/p-{n}.md": document(n + 900, 90) for n in range(60)}
    write(folder / "content", changed)
    updated, new = both(folder)
    assert updated.files == new.files


def test_a_stick_has_fewer_files_and_the_same_postings(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory", stick=True)
    write(folder / "content", {"policy/2020/p-50.md": document(1050, 60)})
    (folder / "content/policy/2020/p-7.md").unlink()
    updated, new = both(folder, stick=True)
    same(updated, new)
    cards = [name for name in new.files if name[:2] == "d/"]
    assert len(cards) == 15
    bring_up_to_date(folder, folder / "web", None)
    same(new, read_index(folder / "web"))


def test_an_issue_moves_what_it_prints_into_the_gazette(folder: Path) -> None:
    bring_up_to_date(folder, folder / "site", folder / "memory")
    assert set(read_index(folder / "site").facets["gazette"].values()) == {""}
    texts = {path.name: path.read_bytes() for path in (folder / "site/search/x").rglob("p-*.js")}
    assert texts
    listed = [{"section": "文件", "record": f"policy/2020/p-{n}"} for n in (3, 4)]
    facts = {"year": 2020, "issue": 1, "published_on": "2020-06-01", "doc_no": ...}
    issue = source(articles=listed, **facts)
    stated = source(gazette={"year": 2020, "issue": 9})
    write(folder / "content", {"gazette/2020/1.md": issue, "policy/2020/stated.md": stated})
    updated, new = both(folder)
    same(updated, new)
    found = {id: value for id, value in updated.facets["gazette"].items() if value}
    printed = dict.fromkeys(("policy/2020/p-3", "policy/2020/p-4", "policy/2020/stated"), PRINTED)
    assert found == {**printed, "gazette/2020/1": ISSUE}
    after = (folder / "site/search/x").rglob("p-*.js")
    assert {path.name: path.read_bytes() for path in after} == texts
