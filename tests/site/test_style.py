"""Contrast, computed from the style sheet's own tokens, and the weight of a first visit."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest
from paths import REPOSITORY

CSS = (REPOSITORY / "overrides/assets/gongkai.css").read_text("utf-8")
_TOKEN = re.compile(r"--gk-([a-z0-9]+): (#[0-9a-f]{6});")


def tokens(opening: str) -> dict[str, str]:
    block = CSS[CSS.index(opening) :]
    return dict(_TOKEN.findall(block[: block.index("}")]))


LIGHT = tokens(":root {")
DARK = LIGHT | tokens(':root[data-gk-theme="dark"] {')


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *((ink, ground) for ink in ("ink", "ink2") for ground in ("bg", "bg2", "tint")),
    *(("link", ground) for ground in ("bg", "tint", "redbg", "amberbg", "bg2")),
    *(("ink", ground) for ground in ("redbg", "amberbg", "mark")),
    *(("ink2", ground) for ground in ("redbg", "amberbg")),
    *(("blue", ground) for ground in ("bg", "tint")),
    ("visited", "bg"),
    ("red", "redbg"),
    ("red", "bg"),
    ("amber", "amberbg"),
    ("onband", "band"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_seven_to_one_on_its_ground(theme: dict[str, str]) -> None:
    low = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in TEXT}
    assert {pair: value for pair, value in low.items() if value < 7} == {}
    assert contrast(theme["link"], theme["mark"]) >= 4.5
    for line, ground in (("edge", "bg"), ("focus", "bg"), ("bandfocus", "band"), ("blue", "bg"), ("bandline", "band")):
        wanted = 2.5 if line == "bandline" else 3  # decor beside text that needs no border
        assert contrast(theme[line], theme[ground]) >= wanted, line


def test_the_chosen_and_the_followed_dark_are_one() -> None:
    assert tokens(':root:not([data-gk-theme="light"]) {') == tokens(':root[data-gk-theme="dark"] {')


def test_the_mongolian_pages_have_the_same_colours() -> None:
    other = (REPOSITORY / "overrides/assets/gongkai-mn.css").read_text("utf-8")
    for opening in (":root {", ':root:not([data-gk-theme="light"]) {', ':root[data-gk-theme="dark"] {'):
        block = other[other.index(opening) :]
        assert dict(_TOKEN.findall(block[: block.index("}")])) == tokens(opening), opening


def test_the_mongolian_font_is_first_and_takes_the_separators() -> None:
    assets = REPOSITORY / "overrides/assets"
    style, face = ((assets / name).read_text("utf-8") for name in ("gongkai-mn.css", "gongkai-mong.css"))
    assert re.search(r'--gk-mong: "GkMong",', style) and "font-family: var(--gk-mong)" in style
    assert "unicode-range: U+1800-18AF, U+11660-1167F, U+202F, U+200C-200D, U+2048-2049" in face
    assert 'url("fonts/gk-mong.woff2")' in face
    chinese = (assets / "gongkai.css").read_text("utf-8")
    assert '.gk-name-mn, .gk-mn-door [lang] { font-family: "GkMong", ' in chinese


def test_nothing_that_carries_meaning_needs_a_new_browser() -> None:
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    rules = rules.split("@media print {")[0]  # on paper a wide table's page may be upright
    assert not re.search(r":is\(|:has\(|:where\(|color-mix|@layer|@container", rules)


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def test_a_first_visit_is_light(project_site: Path) -> None:
    home = (project_site / "index.html").read_bytes()
    assert packed(home) <= 8 * 1024
    records = [
        packed(p.read_bytes())
        for p in project_site.glob("*/20*/*.html")
        if p.stem != "index" and not p.stem.startswith("page-")
    ]
    assert statistics.median(records) <= 10 * 1024
    assets = re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', home.decode())
    assert len(set(assets) - {"assets/gongkai-mong.css"}) == 4  # that one with a Mongolian site
    assert sum(packed((project_site / asset).read_bytes()) for asset in assets) <= 75 * 1024
