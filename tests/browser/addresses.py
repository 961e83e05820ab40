"""Which pages the browser tests open: one of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

_PAGES: Final = [
    "index.html",
    "search.html",
    "states.html",
    "inventory.html",
    "sitemap.html",
    "guide.html",
    "statutory/index.html",
    "statutory/art20-1.html",
    "policy/index.html",
    "policy/2018/index.html",
    "policy/2018/gongre-guanli-xiugai.html",
    "gazette/index.html",
    "gazette/2020/1.html",
    "validity/repealed.html",
    "topics/1.html",
    "organ/wuhai-zfbgs.html",
    "organ/index.html",
    "catalogue/index.html",
    "catalogue/themes.html",
    "catalogue/jiuye.html",
    "catalogue/yanglao-fuwu/2.3.html",
    "catalogue/organ/wuhai-jyj.html",
    "data/index.html",
    "service/handbook/index.html",
    "service/handbook/3.html",
    "404.html",
]
_KINDS: Final = "interpretation notice project response service topic report rules".split()


def addresses(site: Path) -> list[str]:
    """One page of every kind."""
    firsts = [
        next(p for p in sorted((site / kind).rglob("*.html")) if p.stem != "index")
        for kind in _KINDS
    ]
    return [*_PAGES, *(p.relative_to(site).as_posix() for p in firsts)]


def from_folder(site: Path, address: str) -> str:
    """The page's address on a stick."""
    return f"file://{quote(str(site / address))}"
