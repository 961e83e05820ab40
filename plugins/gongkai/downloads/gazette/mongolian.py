"""An issue's Mongolian edition: the counterparts of what it printed; others by title, and why."""

from __future__ import annotations

import re
from typing import Final

from gongkai.downloads.documents.mongolian.document import Tongue, counterpart_of
from gongkai.downloads.documents.named_records import article_name
from gongkai.downloads.documents.words import MONGOLIAN, Words
from gongkai.downloads.gazette.contents import absent
from gongkai.downloads.gazette.issue import Absent, Article, Issue
from gongkai.load import Loaded
from gongkai.model import GazetteIssue
from gongkai.model.records import GazetteArticle

_NUMBERED: Final = re.compile(r"\s*[0-9]{4}.*", re.DOTALL)
"""Year and number, which follow a gazette's name in the title of an issue."""


def mongolian_issue(
    loaded: Loaded, chinese: GazetteIssue, mongolian: GazetteIssue, tongue: Tongue
) -> Issue:
    """The edition, with the articles in the order of the Chinese one."""
    words = tongue.words
    return Issue(
        title=_NUMBERED.sub("", mongolian.title) or mongolian.title,
        year=chinese.issue_year,
        number=chinese.issue,
        total=chinese.total,
        published_on=chinese.published_on,
        articles=tuple(_article(loaded, chinese, one, tongue, words) for one in chinese.in_print),
        sample=chinese.sample,
        url=loaded.library.catalogue.site.url + mongolian.address,
        own=counterpart_of(loaded, chinese, mongolian, tongue),
        language=MONGOLIAN,
        words=words,
    )


def _article(
    loaded: Loaded, issue: GazetteIssue, article: GazetteArticle, tongue: Tongue, words: Words
) -> Article:
    library = loaded.library
    section = tongue.terms.get(article.section, article.section)
    target = library.find(article.record) if article.record else None
    other = library.counterpart(target) if target else None
    if target and other:
        if target.open:
            return Article(section, other.title, counterpart_of(loaded, target, other, tongue))
        return Article(section, other.title, None, absent(loaded, issue, article, target, words))
    title = article_name(article, target)
    if target and target.open:
        where = Absent(words.not_translated, library.catalogue.site.url + target.address)
        return Article(section, title, None, where)
    return Article(section, title, None, absent(loaded, issue, article, target, words))
