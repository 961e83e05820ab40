"""The Mongolian font: there with its licence, or a finding that names the cure."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import font_forms
import pytest
from fontTools.ttLib import TTFont
from gongkai.downloads.documents.mongolian.font import (
    UNICODE_RANGE,
    WEB_FONT,
    WEB_FONT_LICENCE,
    no_mongolian_font,
    web_font,
    web_font_licence,
)
from printed import FONTS

fetched = pytest.mark.skipif(
    no_mongolian_font(FONTS) is not None, reason="the fonts are not there: run scripts/fonts"
)


@fetched
def test_the_web_font_has_the_letters_and_how_they_join() -> None:
    data = web_font(FONTS)
    assert data and len(data) < 32_000
    font = TTFont(BytesIO(data))
    points = font.getBestCmap()
    assert {0x180B, 0x180E, 0x180F, 0x1820, 0x1842, 0x1887, 0x202F, 0x200D, 0x2049} <= set(points)
    assert 0x20 not in points and ord("《") not in points
    features = {one.FeatureTag for one in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"isol", "init", "medi", "fina", "rclt"} <= features
    assert "3.002" in font["name"].getDebugName(5)
    licence = web_font_licence(FONTS)
    assert licence and b"SIL Open Font License, Version 1.1" in licence


@fetched
def test_the_forms_of_a_font_are_the_same_bytes_each_time() -> None:
    ttf = (FONTS / "NotoSansMongolian-Regular.ttf").read_bytes()
    assert font_forms.as_ttf(ttf) == ttf
    small = font_forms.as_web_font(ttf, ((0x1820, 0x1822),))
    assert small == font_forms.as_web_font(ttf, ((0x1820, 0x1822),))


def test_every_letter_of_the_web_font_is_in_the_range_of_the_style_sheet() -> None:
    stated = [part[2:].split("-") for part in UNICODE_RANGE.split(",")]
    ranges = [(int(part[0], 16), int(part[-1], 16)) for part in stated]
    for first, last in font_forms.HUDUM:
        assert any(low <= first and last <= high for low, high in ranges)


def test_without_the_font_or_its_licence_there_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / WEB_FONT).write_bytes(b"font")
    assert web_font(tmp_path) is None and web_font(tmp_path / "nowhere") is None
    (tmp_path / WEB_FONT_LICENCE).write_bytes(b"free")
    assert web_font(tmp_path) == b"font"
    fault = no_mongolian_font(tmp_path)
    assert fault and fault.code == "GK810" and "scripts/fonts --again" in fault.cure
    shutil.copyfile(tmp_path / WEB_FONT, tmp_path / "NotoSansMongolian-Regular.ttf")
    assert no_mongolian_font(tmp_path) is None
