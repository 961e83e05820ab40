"""How an issue's EPUB looks, in lines and in Mongolian columns from left to right."""

from __future__ import annotations

from typing import Final

from gongkai.downloads.documents.mongolian.font import FAMILY, UNICODE_RANGE, WEB_FONT

STYLE: Final = """\
body { margin: 5%; line-height: 1.7; }
p { margin: 0 0 0.6em; text-indent: 2em; }
h1 { text-align: center; font-size: 1.4em; line-height: 1.4; margin: 1em 0; }
h2, h3, h4, h5, h6 { font-size: 1.1em; margin: 1.2em 0 0.6em; }
p.to, p.note, p.code, p.number, p.source, p.picture, td p, th p { text-indent: 0; }
p.number, p.center, p.hist, p.picture { text-align: center; text-indent: 0; }
p.doct { text-align: center; text-indent: 0; font-size: 1.2em; font-weight: bold; margin: 1.5em 0 0.8em; }
p.sign, p.right { text-align: right; text-indent: 0; padding-right: 2em; }
p.quote { border-left: 0.2em solid; padding-left: 0.8em; }
p.code { white-space: pre-wrap; font-family: monospace; }
p.term { font-weight: bold; }
p.entry0 { text-indent: 0; padding-left: 2em; }
p.entry1 { text-indent: 0; padding-left: 3.5em; }
p.entry2 { text-indent: 0; padding-left: 5em; }
p.entry3, p.entry4, p.entry5, p.entry6 { text-indent: 0; padding-left: 6.5em; }
p.note, p.source { font-size: 0.85em; }
p.notice { font-weight: bold; text-align: center; text-indent: 0; }
table { border-collapse: collapse; margin: 1em 0; font-size: 0.9em; }
caption { font-weight: bold; }
td, th { border: 1px solid; padding: 0.2em 0.4em; }
td.center, th.center { text-align: center; }
td.right, th.right { text-align: right; }
img { max-width: 100%; height: auto; }
.cover { text-align: center; }
.cover h1 { margin-top: 30%; font-size: 2em; }
.cover p { text-indent: 0; text-align: center; }
"""
_COLUMNS: Final = """\
html { writing-mode: vertical-lr; -epub-writing-mode: vertical-lr; }
body { font-family: "FAMILY", serif; }
p { margin: 0; margin-block-end: 0.6em; }
h1 { margin: 0; margin-block: 1em; }
h2, h3, h4, h5, h6 { margin: 0; margin-block: 1.2em 0.6em; }
p.doct { margin: 0; margin-block: 1.5em 0.8em; }
p.sign, p.right { padding-right: 0; padding-inline-end: 2em; text-align: end; }
p.quote { border-left: 0; padding-left: 0; border-inline-start: 0.2em solid; padding-inline-start: 0.8em; }
p.entry0 { padding-left: 0; padding-inline-start: 2em; }
p.entry1 { padding-left: 0; padding-inline-start: 3.5em; }
p.entry2 { padding-left: 0; padding-inline-start: 5em; }
p.entry3, p.entry4, p.entry5, p.entry6 { padding-left: 0; padding-inline-start: 6.5em; }
table { margin: 0; margin-block: 1em; }
td.right, th.right { text-align: end; }
img { max-height: 100%; width: auto; }
.cover h1 { margin: 0; margin-block-start: 20%; }
"""
"""CSS Writing Modes 4, 3.2: ``vertical-lr``. Sides go with the columns where they are not of paper."""
_FACE: Final = (
    f'@font-face {{ font-family: "{FAMILY}"; src: url("fonts/{WEB_FONT}") format("woff2"); '
    f"unicode-range: {UNICODE_RANGE}; }}\n"
)


def in_columns(embedded: bool) -> str:
    """The style of a Mongolian issue; ``embedded``: whether it brings its font."""
    return (_FACE if embedded else "") + STYLE + _COLUMNS.replace("FAMILY", FAMILY)
