"""Media types of the files a site publishes, by ending.

Our own list: what Python guesses depends on the machine, and it knows neither OFD nor WPS.
"""

from __future__ import annotations

from typing import Final

_TYPES: Final[dict[str, str]] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "ofd": "application/ofd",  # GB/T 33190-2016; IANA has none
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "wps": "application/wps-office.wps",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "et": "application/wps-office.et",
    "csv": "text/csv",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "dps": "application/wps-office.dps",
    "txt": "text/plain",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "xml": "application/xml",
    "epub": "application/epub+zip",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
ATOM: Final = "application/atom+xml"
JSON_FEED: Final = "application/feed+json"


def media_type(path: str) -> str:
    """The media type of a file, by its ending; bytes where that says nothing."""
    return _TYPES.get(path.rsplit(".", 1)[-1].lower(), "application/octet-stream")
