"""The front matter of hand-made pages: what MkDocs would stumble over is a finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.model import Diagnostic, Level


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("template: gongkai/record.html", "GK202"),
        ("template: 404.html", "GK202"),
        ("title:", "GK208"),
        ("title: [甲, 乙]", "GK205"),
        ("description: {甲: 乙}", "GK205"),
    ],
)
def test_what_a_page_cannot_say_is_refused(
    faults: Callable[..., list[Diagnostic]], line: str, code: str
) -> None:
    (fault,) = faults({"guide.md": f"---\n{line}\n---\n# 甲\n"})
    assert (fault.file, fault.line, fault.code, fault.level) == ("guide.md", 2, code, Level.ERROR)


@pytest.mark.parametrize("line", ["title: 2026-01-01", "description: 甲", "hide: [toc]", ""])
def test_what_it_can_say_is_not(faults: Callable[..., list[Diagnostic]], line: str) -> None:
    assert faults({"guide.md": f"---\n{line}\n---\n# 甲\n"}) == []
