"""Tables as CSV that Excel and WPS read by double click and take no formula from.

UTF-8 with a byte order mark and CRLF. A cell that a spreadsheet would take for a formula has an
apostrophe before it (OWASP, CSV Injection); no other cell is touched.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gongkai.downloads.cells import FORMULA_SIGNS


def csv_bytes(header: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The file: a header and its rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def inert(cell: str) -> str:
    """A cell's text, so written that it stays text."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
