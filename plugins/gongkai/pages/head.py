"""``<head>`` of a record's page: title, canonical address, content tags, JSON-LD.

Tags: 国办发〔2017〕47号 annex 网页设计规范 (meta_tags.yaml). Names are spelt as there; the ordinary
lower-case ``description`` and ``keywords`` are left out beside them, since HTML compares names
without case.
"""

from __future__ import annotations

import json
from typing import Any, Final

from markupsafe import Markup, escape

from gongkai.downloads.documents.citation import cite
from gongkai.model import Library, Record, Site, State, Validity
from gongkai.model.counterpart import LANGUAGE

_FORCE: Final = {
    Validity.IN_FORCE: "InForce",
    Validity.AMENDED: "InForce",
    Validity.PARTLY_REPEALED: "PartiallyInForce",
    Validity.NOT_YET: "NotInForce",
    Validity.REPEALED: "NotInForce",
    Validity.EXPIRED: "NotInForce",
}
_TYPES: Final = {"policy": "Legislation", "rules": "Legislation", "report": "Report"}


def source_of(library: Library, record: Record) -> str:
    """来源: as stated, else the publisher's name (FORMAT)."""
    return record.source or library.catalogue.organ_name(record.publisher or record.issuer)


def page_head(site: Site, address: str, title: str, description: str) -> str:
    """Title, description and canonical address of a page that is no record."""
    full = site.name if title == site.name else f"{title} - {site.name}"
    return (
        f"<title>{escape(full)}</title>"
        f'<meta name="description" content="{escape(description)}">'
        f'<link rel="canonical" href="{escape(site.url + address)}">'
    )


CHINESE_PAGE: Final = "zh-Hans-CN"


def alternates(root: str, chinese: str, mongolian: str) -> Markup:
    """The links of a pair of pages, the same on both; ``root`` is the site's public address."""
    pair = ((CHINESE_PAGE, chinese), (LANGUAGE, mongolian))
    return Markup().join(
        Markup('<link rel="alternate" hreflang="{}" href="{}">').format(language, root + address)
        for language, address in pair
    )


def record_head(
    library: Library, record: Record, state: State | None, mongolian: str | None = None
) -> str:
    """Everything that a record adds to its shell's ``<head>``; ``mongolian``: its other half."""
    site = library.catalogue.site
    url = site.url + record.address
    tags = {
        "ArticleTitle": record.title,
        "PubDate": record.published_at.strftime("%Y-%m-%d %H:%M"),
        "ContentSource": source_of(library, record),
        "Keywords": ",".join(record.keywords) if record.open else "",
        "Description": record.summary if record.open else "",
        "Url": url,
    }
    metas = "".join(
        f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items() if value
    )
    return (
        f"<title>{escape(record.title)} - {escape(site.name)}</title>"
        f'<link rel="canonical" href="{escape(url)}">'
        f"{alternates(site.url, record.address, mongolian) if mongolian else ''}{metas}"
        f'<script type="application/ld+json">{as_script(json_ld(library, record, state, url))}'
        "</script>"
    )


def citation(library: Library, record: Record) -> str:
    """How the document is cited, after GB/T 7714-2015."""
    names = map(library.catalogue.organ_name, (record.issuer, *record.joint_issuers))
    url = library.catalogue.site.url + record.address
    return cite(names, record.title, record.doc_no, record.published_at.date(), url)


def as_script(data: Any) -> str:
    """JSON that cannot end the script element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def json_ld(library: Library, record: Record, state: State | None, url: str) -> dict[str, Any]:
    """What a record's page tells programs about it (schema.org)."""
    organ = library.catalogue.organ_name
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(record.column, "Article"),
        "name": record.title,
        "headline": record.title,
        "url": url,
        "inLanguage": "zh-CN",
        "datePublished": record.published_at.strftime("%Y-%m-%dT%H:%M+08:00"),
        "publisher": _organization(organ(record.publisher or record.issuer)),
        "about": record.topic.replace("/", "\\"),
        "isAccessibleForFree": True,
    }
    if record.open:
        data["abstract"] = record.summary
    if state is None:
        data["author"] = _organization(organ(record.issuer))
        return data
    data |= {
        "legislationIdentifier": record.doc_no or record.index_no,
        "legislationType": record.genre,
        "legislationDate": record.written_on.isoformat(),
        "legislationDateVersion": record.in_force_from.isoformat(),
        "legislationPassedBy": [
            _organization(organ(o)) for o in (record.issuer, *record.joint_issuers)
        ],
        "legislationLegalForce": f"https://schema.org/{_FORCE[state.validity]}",
    }
    changed = [
        library.catalogue.site.url + relation.target.address
        for relation in library.outgoing(record)
        if relation.name in ("amends", "repeals", "replaces")
    ]
    if changed:
        data["legislationChanges"] = changed
    return {key: value for key, value in data.items() if value is not None}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": name}
