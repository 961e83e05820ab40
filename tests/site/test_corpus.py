"""The real documents, built and proved."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from paths import REPOSITORY
from proof import prove

pytestmark = pytest.mark.corpus

GONGKAI = Path(sys.executable).with_name("gongkai")


def built(folder: Path, site: Path) -> subprocess.CompletedProcess[bytes]:
    command = [GONGKAI, "build", "--no-cache", "--site-dir", site]
    command += ["--content", folder / "content", "--catalogue", folder / "catalogue"]
    return subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True)


def test_every_real_document_is_shown_as_it_is_written(corpus: Path, tmp_path: Path) -> None:
    result = built(corpus, tmp_path / "site")
    assert result.returncode == 0, result.stderr.decode()
    count, faults = prove(tmp_path / "site", corpus / "content")
    assert count >= 600
    assert faults == []


def test_the_larger_set_too(corpus: Path, tmp_path: Path) -> None:
    with tarfile.open(corpus / "corpus-3000.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "corpus-3000"
    result = built(folder, tmp_path / "site")
    assert result.returncode == 0, result.stderr.decode()
    count, faults = prove(tmp_path / "site", folder / "content")
    assert count == 3246
    assert faults == []
