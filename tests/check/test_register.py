"""The register of organs: a name means one organ, and none is above itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gongkai.model import Diagnostic
from sources import CATALOGUE

ORGANS = CATALOGUE["organs.yaml"]


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ({"id": "czj2", "name": "测试市财政局"}, "GK517", "czj和czj2"),
        ({"id": "x", "name": "某局", "parent": "x"}, "GK518", "自己的上级"),
    ],
)
def test_slips_in_the_register_are_told(
    faults: Callable[..., list[Diagnostic]], more: dict[str, str], code: str, said: str
) -> None:
    found = [
        f
        for f in faults({"index.md": "# 首页\n"}, organs=[*ORGANS, more])
        if f.code in ("GK517", "GK518")
    ]
    (fault,) = found
    assert fault.code == code
    assert said in fault.message + fault.cure
    assert fault.line > 1
