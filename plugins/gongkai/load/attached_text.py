"""Articles of a gazette issue that the office gave as a ``.txt`` file beside it: which, and their text.

Such a file is no source of ours: it comes from whatever program the office has, so the encodings of
Chinese computers are all read. What is no text is left to whoever opens the file.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from gongkai.load.library import Loaded
from gongkai.load.text import read_bytes
from gongkai.model import GazetteIssue
from gongkai.model.records import GazetteArticle
from gongkai.text.direction import neutral

_SUFFIX: Final = ".txt"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LINE_ENDS: Final = re.compile("\r\n?|[\f\v]")
_CONTROLS: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]")


class AttachedText(NamedTuple):
    """A text file."""

    text: str
    sha256: str
    """Of its bytes."""


def text_file_of(loaded: Loaded, issue: GazetteIssue, article: GazetteArticle) -> str | None:
    """Path, from the content folder, of the text file that an article is; None where it is none.

    A record that is known comes before a file beside the issue, and may be withheld.
    """
    named = article.record and loaded.library.find(article.record)
    if named or not article.file or not article.file.lower().endswith(_SUFFIX):
        return None
    path = posixpath.normpath(posixpath.join(issue.id, article.file))
    return path if path.startswith(f"{issue.id}/") and path in loaded.tree.files else None


def text_files(loaded: Loaded, issue: GazetteIssue) -> Iterator[str]:
    """The text files of an issue that may be shown, in the order of its contents, each once."""
    found = (text_file_of(loaded, issue, one) for one in issue.in_print if issue.open)
    yield from dict.fromkeys(path for path in found if path)


def text_files_stamp(loaded: Loaded, issue: GazetteIssue) -> str:
    """Changes when what they say does."""
    found = (attached_text(loaded.content, path) for path in text_files(loaded, issue))
    return "".join(one.sha256 for one in found if one)


def attached_text(content: Path, path: str) -> AttachedText | None:
    """A file's text, with line ends as ``\\n``; None for what is too large, gone, or no text."""
    raw = read_bytes(content, path)
    text = _decoded(raw) if isinstance(raw, bytes) else None
    if not isinstance(raw, bytes) or text is None or _CONTROLS.search(text):
        return None
    return AttachedText(neutral(_LINE_ENDS.sub("\n", text)), hashlib.sha256(raw).hexdigest())


def _decoded(raw: bytes) -> str | None:
    """UTF-16 has a mark; what is no UTF-8 on a Chinese computer is GB 18030."""
    for encoding in ("utf-16",) if raw.startswith(_UTF16) else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
