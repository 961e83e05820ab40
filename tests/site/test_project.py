"""The project's own content."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from paths import GONGKAI, REPOSITORY
from proof import prove, source_of

from gongkai.model import KINDS

RECORDS = [p for kind in KINDS for p in sorted((REPOSITORY / "content" / kind).rglob("*.md"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [GONGKAI, "build", "--no-cache", "--date", "2026-11-24", "--site-dir", folder]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def test_the_demonstration_has_every_kind_and_says_it_is_one(site: Path) -> None:
    kinds = Counter(p.relative_to(REPOSITORY / "content").parts[0] for p in RECORDS)
    assert set(kinds) == set(KINDS)
    assert sum(kinds.values()) >= 40
    for path in RECORDS:
        assert source_of(path)[0]["sample"] == "true", path
        page = site / path.relative_to(REPOSITORY / "content").with_suffix(".html")
        assert "本页为演示用的示例文件" in page.read_text(), path


def test_the_built_project_is_proved(site: Path) -> None:
    count, faults = prove(site, REPOSITORY / "content", id_code=False)
    assert count == len(RECORDS)
    assert faults == []


def test_every_state_of_validity_occurs(site: Path) -> None:
    for slug in ("in-force", "not-yet", "amended", "partly-repealed", "repealed", "expired"):
        assert '<ul class="gk-rows">' in (site / f"validity/{slug}.html").read_text(), slug


def test_check_flags_what_only_the_office_knows() -> None:
    command = [GONGKAI, "check", "--date", "2026-11-24"]
    result = subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert "GK510 site_id_code（网站标识码）还没有填" in result.stdout
    assert "Traceback" not in result.stderr
