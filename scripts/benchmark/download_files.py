"""What one file costs, warm, in one process: PDF beside WeasyPrint's, DOCX, TXT, gazette, inventory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Final, NamedTuple

import pikepdf
from gongkai.body import render_body
from gongkai.cache import Cache
from gongkai.downloads.documents.blocks import Block
from gongkai.downloads.documents.document import Document, document_of
from gongkai.downloads.documents.docx.press import DocxPress
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.mongolian.font import no_mongolian_font
from gongkai.downloads.documents.mongolian.press import MongolianPress
from gongkai.downloads.documents.pdf.press import PdfPress
from gongkai.downloads.documents.txt import record_txt
from gongkai.downloads.gazette.issue import Article, Issue
from gongkai.downloads.gazette.pdf import issue_pdf
from gongkai.downloads.library.entries import Entry, entry
from gongkai.downloads.library.inventory import inventory_xlsx
from gongkai.load import Loaded, load
from gongkai.load.bodies import body_source
from gongkai.mkdocs.site import TEMPLATE
from gongkai.model import Catalogue
from gongkai.workers import Workers

from benchmark.mongolian_files import LETTERS, mongolian_texts
from benchmark.project import ROOT
from benchmark.table import rows

NEAR_MEDIAN: Final = 27
"""Documents whose length is nearest the median."""
PAGES: Final = 80
"""Of the gazette."""
ISSUES: Final = 3
_LETTERS_A_PAGE: Final = 480
"""Of a document near the median, signature and half-empty last page counted in."""
SHEET: Final = 10_000
"""Rows of the inventory."""
_FONTS: Final = ROOT / ".cache" / "fonts"
_STYLE: Final = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: "— " counter(page) " —" } }
body { font: 15.79pt/29pt "Noto Serif SC"; margin: 0; text-align: justify }
p { margin: 0; text-indent: 2em } h1 { font-size: 22pt; text-align: center }
table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid }
"""
"""The page of GB/T 9704 for the peer: the same margins, 22 lines of 28 characters."""


class Text(NamedTuple):
    """A document with its body, read and rendered before anything is timed."""

    document: Document
    blocks: tuple[Block, ...]
    html: str
    length: int


class Cost(NamedTuple):
    """Milliseconds and KB of each file of a kind."""

    name: str
    times: list[float]
    sizes: list[float]

    def cells(self) -> list[str]:
        p95 = quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.times[0]
        most = max(self.times)
        return [
            self.name,
            f"{len(self.times)}",
            *(f"{value:.2f}" for value in (median(self.times), p95, most)),
            f"{median(self.sizes):.1f}",
        ]


def measure_files(content: Path, catalogue: Path, sample: int, seed: int) -> None:
    """Print the tables."""
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(content, catalogue, cache, workers)
    texts = _texts(loaded)
    middle = median(text.length for text in texts)
    near = sorted(texts, key=lambda text: abs(text.length - middle))
    typical, rest = near[:NEAR_MEDIAN], near[NEAR_MEDIAN:]
    Random(seed).shuffle(rest)
    mixed = rest[:sample]
    press = PdfPress(_FONTS, content)
    makers = _makers(press, content)
    print(f"{len(texts):,} documents, median {middle:.0f} characters\n")
    for make in makers.values():
        make(rest[-1])  # fonts and templates are read with the first
    heading = ("file", "documents", "median ms", "p95 ms", "most ms", "median KB")
    for name, chosen in (("near the median", typical), ("of any length", mixed)):
        print(f"\n{name}:\n")
        print(rows(heading, (one.cells() for one in _timed(makers, chosen))), flush=True)
    if no_mongolian_font(_FONTS) is None:
        print("\nMongolian, in columns:\n")
        print(rows(heading, [_mongolian(content, seed).cells()]), flush=True)
    print("\n" + "\n".join(_gazette_lines(press, rest[sample:])), flush=True)
    print(_sheet_line(loaded), flush=True)


def _texts(loaded: Loaded) -> list[Text]:
    found = []
    for record in loaded.library.records.values():
        if record.open:
            source = body_source(loaded.content, f"{record.id}.md")
            html = render_body(source, f"{record.id}.html").html
            found.append(Text(document_of(loaded, record), blocks_of(html), html, len(source)))
    return found


def _makers(press: PdfPress, content: Path) -> dict[str, Callable[[Text], bytes]]:
    docx = DocxPress(ROOT / "overrides" / TEMPLATE, content)
    makers: dict[str, Callable[[Text], bytes]] = {
        "PDF": lambda text: press.record(text.document, text.blocks).data
    }
    if peer := _weasyprint():
        makers["PDF by WeasyPrint"] = peer
    makers["DOCX"] = lambda text: docx.record(text.document, text.blocks).data
    makers["TXT"] = lambda text: record_txt(text.document, text.blocks)
    return makers


def _timed(makers: dict[str, Callable[[Text], bytes]], texts: Sequence[Text]) -> list[Cost]:
    """Each document by each maker in turn: a busy minute falls on all of them alike."""
    costs = {name: Cost(name, [], []) for name in makers}
    for text in texts:
        for name, make in makers.items():
            before = time.perf_counter()
            data = make(text)
            costs[name].times.append((time.perf_counter() - before) * 1000)
            costs[name].sizes.append(len(data) / 1000)
    return list(costs.values())


def _mongolian(content: Path, seed: int) -> Cost:
    press = MongolianPress(_FONTS, content)
    cost = Cost(f"PDF, {LETTERS:,} letters", [], [])
    for number, (document, blocks) in enumerate(mongolian_texts(seed)):
        before = time.perf_counter()
        data = press.record(document, blocks).data
        if number:  # the font is read with the first
            cost.times.append((time.perf_counter() - before) * 1000)
            cost.sizes.append(len(data) / 1000)
    return cost


def _weasyprint() -> Callable[[Text], bytes] | None:
    """The peer: the same text as simple HTML on the same page, with the same font."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except ImportError:
        print("WeasyPrint left out: not installed (pip install -e '.[bench]')\n")
        return None
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "Noto Serif SC"; font-weight: {weight};'
        f" src: url({(_FONTS / file).as_uri()}) }}\n"
        for weight, file in ((400, "NotoSerifSC-Regular.ttf"), (700, "NotoSerifSC-Bold.ttf"))
    )
    style = CSS(string=faces + _STYLE, font_config=fonts)

    def make(text: Text) -> bytes:
        whole = f'<html lang="zh-CN"><h1>{escape(text.document.title)}</h1>{text.html}'
        made: bytes = HTML(string=whole).write_pdf(stylesheets=[style], font_config=fonts)
        return made

    return make


def _gazette(texts: Iterator[Text]) -> tuple[Issue, dict[str, tuple[Block, ...]]]:
    """An issue of some ``PAGES`` pages; takes its documents from ``texts``."""
    chosen, letters = [], 0
    for text in texts:
        chosen.append(text)
        letters += text.length
        if letters > PAGES * _LETTERS_A_PAGE:
            break
    articles = tuple(Article("市政府文件", t.document.title, t.document) for t in chosen)
    url = "https://www.example.gov.cn/gazette/2026/1.html"
    issue = Issue("测试公报", 2026, 1, 1, date(2026, 1, 31), articles, True, url)
    return issue, {text.document.id: text.blocks for text in chosen}


def _gazette_lines(press: PdfPress, texts: Sequence[Text]) -> Iterator[str]:
    """Issues of different documents: the typesetter remembers what it has set before."""
    left = iter(texts)
    for number in range(1, ISSUES + 1):
        issue, blocks = _gazette(left)
        before = time.perf_counter()
        made = issue_pdf(press, issue, lambda document, held=blocks: held[document.id])
        took = (time.perf_counter() - before) * 1000
        pages = len(pikepdf.open(BytesIO(made.data)).pages)
        yield (
            f"gazette {number}: {len(issue.articles)} articles, {pages} pages, {took:.0f} ms, "
            f"{len(made.data) / 1000:.0f} KB"
        )


def _sheet_line(loaded: Loaded) -> str:
    held = [entry(loaded, one, date(2026, 6, 30)) for one in loaded.library.records.values()]
    found: list[Entry] = [held[number % len(held)] for number in range(SHEET)]
    before = time.perf_counter()
    data = _sheet(loaded.library.catalogue, found)
    took = time.perf_counter() - before
    return f"inventory: {SHEET:,} rows as XLSX, {took:.2f} s, {len(data) / 1e6:.2f} MB"


def _sheet(catalogue: Catalogue, found: list[Entry]) -> bytes:
    return inventory_xlsx(catalogue, found, "底数清单")
