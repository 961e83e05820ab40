"""Signs that turn a text's direction are taken out of cells: read back, they would be findings."""

from __future__ import annotations

import pytest
from gongkai.intake.sheet_text import clean

SIGNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_cell_is_read_without_them(sign: int) -> None:
    assert clean(f"甲{chr(sign)}乙") == ("甲乙", sign)
