"""The site's data as a catalogue for data portals: DCAT 3 (W3C, 2024) as JSON-LD.

Classes and properties are those that DCAT-AP 3 makes mandatory or recommends and that a portal can
know without guessing: there is no licence, since 政府信息 that the law makes public has none, and
no day of change, since it would be a clock's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from gongkai.downloads.json_text import json_bytes
from gongkai.downloads.library.datasets import PAGE, Dataset, Distribution
from gongkai.downloads.media_types import JSON_FEED
from gongkai.downloads.weight import Weight
from gongkai.model import Site

ADDRESS: Final = "data/dcat.jsonld"
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_LANGUAGE: Final = {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"}
_PUBLIC: Final = {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}


def dcat_json(
    site: Site, found: Iterable[Dataset], weights: Mapping[str, Weight] | None = None
) -> bytes:
    """``data/dcat.jsonld``: the catalogue, its datasets, their distributions.

    ``weights`` by address: of the files that are as they will be when this is written.
    """
    page = site.url + PAGE
    publisher = {
        "@id": f"{page}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _words(site.sponsor or site.name),
    }
    return json_bytes(
        {
            "@context": _CONTEXT,
            "@id": f"{page}#catalogue",
            "@type": "dcat:Catalog",
            "dcterms:title": _words(f"{site.name}数据目录"),
            "dcterms:description": _words("本平台提供的底数清单、订阅和标准目录数据。"),
            "dcterms:publisher": publisher,
            "dcterms:language": _LANGUAGE,
            "foaf:homepage": {"@id": site.url},
            "dcat:dataset": [
                _dataset(site, page, publisher["@id"], one, weights or {}) for one in found
            ],
        }
    )


def _dataset(
    site: Site, page: str, publisher: Any, one: Dataset, weights: Mapping[str, Weight]
) -> dict[str, Any]:
    return {
        "@id": f"{page}#{one.id}",
        "@type": "dcat:Dataset",
        "dcterms:identifier": one.id,
        "dcterms:title": _words(one.title),
        "dcterms:description": _words(one.description),
        "dcterms:publisher": {"@id": publisher},
        "dcterms:language": _LANGUAGE,
        "dcterms:accessRights": _PUBLIC,
        "dcat:keyword": [_words(word) for word in one.keywords],
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [
            _distribution(site, part, weights.get(part.address)) for part in one.distributions
        ],
    }


def _distribution(site: Site, part: Distribution, weight: Weight | None) -> dict[str, Any]:
    url = site.url + part.address
    described = {"dcterms:conformsTo": {"@id": site.url + part.schema}} if part.schema else {}
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dcterms:title": _words(f"{part.title}（{part.form}）"),
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": _IANA + _registered(part.media_type)},
        **described,
        **(_weight(weight) if weight else {}),
    }


def _weight(weight: Weight) -> dict[str, Any]:
    """DCAT 3, class Distribution: byte size and checksum."""
    return {
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": f"{weight.size}"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": weight.sha256},
        },
    }


def _registered(media_type: str) -> str:
    """The type that IANA has: a JSON Feed is JSON."""
    return "application/json" if media_type == JSON_FEED else media_type


def _words(text: str) -> dict[str, str]:
    return {"@language": "zh-CN", "@value": text}
