"""``<head>`` of Mongolian pages: the Chinese pages' tags in Mongolian, and the other language's page.

Tags: 国办发〔2017〕47号 annex 网页设计规范, as on the Chinese pages (``pages/head.py``). ``hreflang`` stands
on both pages of a pair and names both, as search engines ask.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from gongkai.model import Library, Record, State
from gongkai.model.counterpart import LANGUAGE
from gongkai.pages.head import alternates, as_script, json_ld, source_of
from gongkai.pages.mongolian.words import CHINESE, Words

_HAN: Final = re.compile("[\u3400-\u9fff]")
_MONGOLIAN: Final = re.compile("[\u1820-\u18aa]")


def page_head(
    library: Library, address: str, title: str, description: str, chinese: str | None = None
) -> str:
    """Title, description, canonical address; ``chinese`` is the address of the page's other half."""
    site = library.catalogue.site
    parts = [
        _title(title, site.name_mn),
        _meta("description", description),
        Markup('<link rel="canonical" href="{}">').format(site.url + address),
        alternates(site.url, chinese, address) if chinese else Markup(),
    ]
    return Markup().join(parts)


def record_head(library: Library, record: Record, chinese: Record, state: State | None) -> str:
    """Everything that a record adds to its shell's ``<head>``."""
    site = library.catalogue.site
    url = site.url + record.address
    words = Words.of(library.catalogue)
    source = source_of(library, record)
    tags = {
        "ArticleTitle": record.title,
        "PubDate": record.published_at.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": words.organs.get(source, source),
        "Keywords": ",".join(record.keywords) if record.open else "",
        "Description": record.summary if record.open else "",
        "Url": url,
    }
    data = json_ld(library, record, state, url) | {"inLanguage": LANGUAGE}
    return Markup().join(
        [
            _title(record.title, site.name_mn),
            Markup('<link rel="canonical" href="{}">').format(url),
            alternates(site.url, chinese.address, record.address),
            *(_meta(name, value) for name, value in tags.items() if value),
            Markup('<script type="application/ld+json">{}</script>').format(
                Markup(as_script(data))
            ),
        ]
    )


def _title(title: str, site: str | None) -> Markup:
    whole = f"{title} - {site}" if site and site != title else title
    return Markup("<title{}>{}</title>").format(language_of(whole), whole)


def _meta(name: str, content: str) -> Markup:
    return Markup('<meta name="{}" content="{}"{}>').format(name, content, language_of(content))


def language_of(text: str) -> Markup:
    """The mark of an element whose whole text is Chinese."""
    chinese = _HAN.search(text) and not _MONGOLIAN.search(text)
    return Markup(f' lang="{escape(CHINESE)}"') if chinese else Markup()
