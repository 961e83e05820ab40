"""The endings of the files that the site makes of a record, beside its page (FORMAT, Addresses)."""

from __future__ import annotations

from typing import Final

OF_TEXTS: Final = ("pdf", "docx", "txt", "wechat.html", "bib", "ris")
"""Made of a record's text and facts, in the order in which a page offers them."""
OF_ISSUES: Final = ("pdf", "epub")
"""Made of a whole issue of the gazette."""
MADE_ENDINGS: Final = tuple(dict.fromkeys((*OF_TEXTS, *OF_ISSUES, "zip", "json")))
"""All of them: an address ``<id>.<ending>`` is the site's, whatever a build was asked to make."""
