"""The real documents, built and proved."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from building import build_from_command_line
from proof import prove

pytestmark = pytest.mark.corpus


def test_every_real_document_is_shown_as_it_is_written(corpus: Path, corpus_site: Path) -> None:
    count, faults = prove(corpus_site, corpus / "content")
    assert count >= 600
    assert faults == []


def test_every_fourth_of_the_larger_set_too(corpus: Path, tmp_path: Path) -> None:
    """All of them take two minutes: ``python tests/proof.py SITE CONTENT`` proves any site."""
    with tarfile.open(corpus / "corpus-3000.tar.xz") as archive:
        members = archive.getmembers()
        sources = [member for member in members if member.name.endswith(".md")]
        left = {member.name for number, member in enumerate(sources) if number % 4}
        archive.extractall(tmp_path, [m for m in members if m.name not in left], filter="data")
    folder = tmp_path / "corpus-3000"
    build_from_command_line(folder, tmp_path / "site", "--no-search")
    count, faults = prove(tmp_path / "site", folder / "content")
    assert count == 812
    assert faults == []
