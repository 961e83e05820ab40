"""How a document is cited: in words after GB/T 7714-2015, as BibTeX, as RIS.

Only what its page says of a withheld document too: neither summary nor keywords. The day of citing
is the reader's to add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from gongkai.downloads.documents.document import Document
from gongkai.text.direction import neutral

_WHITE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_TEX: Final[dict[str, str]] = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_SIGN_OF_TEX: Final = re.compile(r"[\\{}~^$&#_%]")
_NOT_IN_KEY: Final = re.compile(r"[^A-Za-z0-9:.-]")
_NOT_IN_ADDRESS: Final = re.compile(r"[\\{}^~\"<>|` ]")


def cite(
    issuers: Iterable[str], title: str, doc_no: str | None, published: date, address: str
) -> str:
    """The line of a reference list: author, title with its number, kind and carrier, date, address.

    GB/T 7714-2015, 4.7 and 8: ``[A/OL]`` is an archival document read online, and the day in
    brackets that of publication.
    """
    number = f": {doc_no}" if doc_no else ""
    return f"{', '.join(issuers)}. {title}{number}[A/OL]. ({published.isoformat()}). {address}."


def citation_key(id: str) -> str:
    """What a record is called in a bibliography: from its id alone, so it never changes.

    ``policy/2020/a`` is ``policy:2020:a``; a letter that BibTeX takes no key with is its code, so
    two ids never have one key.
    """
    return _NOT_IN_KEY.sub(lambda sign: f"_{ord(sign[0]):X}_", id.replace("/", ":"))


def bibtex(document: Document) -> bytes:
    """An entry for BibTeX and biblatex, UTF-8. ``mark`` and ``medium`` are gbt7714's for ``[A/OL]``.

    Organs stand in braces of their own: no style takes a name apart or shortens it.
    """
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in document.issuers),
        "title": f"{{{_tex(document.title)}}}",
        "number": _tex(document.doc_no or ""),
        "date": document.published_at.date().isoformat(),
        "year": f"{document.published_at.year}",
        "month": f"{document.published_at.month}",
        "howpublished": _tex(document.site),
        "url": _NOT_IN_ADDRESS.sub(_percent, document.url),
        "note": _tex(f"索引号 {document.index_no}"),
        "mark": "A",
        "medium": "OL",
        "langid": "chinese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{citation_key(document.id)},\n{lines}}}\n".encode()


def ris(document: Document) -> bytes:
    """An entry for EndNote, Zotero and their like: UTF-8, CRLF, one tag a line.

    ``GOVDOC`` is a government document, its number ``M1``, its mark on the shelf ``CN``.
    """
    published = document.published_at.date()
    lines = "".join(f"{tag}  - {value}\r\n" for tag, value in _ris(document, published) if value)
    return f"TY  - GOVDOC\r\n{lines}ER  - \r\n".encode()


def _ris(document: Document, published: date) -> Iterator[tuple[str, str]]:
    yield "ID", citation_key(document.id)
    for name in document.issuers:
        yield "AU", _line(name)
    yield "TI", _line(document.title)
    yield "M1", _line(document.doc_no or "")
    yield "CN", _line(document.index_no)
    yield "PY", f"{published.year}"
    yield "DA", f"{published:%Y/%m/%d}/"
    yield "PB", _line(document.issuers[0])
    yield "DB", _line(document.site)
    yield "LA", document.language
    yield "UR", _line(document.url)


def _line(text: str) -> str:
    """One line without what no reference program reads."""
    return _WHITE.sub(" ", neutral(text)).strip()


def _tex(text: str) -> str:
    return _SIGN_OF_TEX.sub(lambda sign: _TEX[sign[0]], _line(text))


def _percent(sign: re.Match[str]) -> str:
    return f"%{ord(sign[0]):02X}"
