"""The index that OpenSearch makes of our records, and a query that ranks as our own search does.

Only what every OpenSearch has without plugins. Chinese is cut into overlapping pairs of characters,
as ours is: the ``standard`` tokenizer gives single characters, ``cjk_bigram`` joins neighbours and
leaves a character without neighbours alone. Short fields hold the single characters as well, so one
character finds a title; a query never makes them out of a longer run.

Pinyin typed without spaces needs no splitting: every run of 2 to 8 syllables stands in the index as
one word (shingles without a separator), and a query is one word.

A document number is brought to ``agency`` + ``year-serial`` on both sides by one normaliser.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import gongkai

SYLLABLES: Final = (2, 8)
"""Syllables of a run that pinyin finds."""
INITIALS: Final = (3, 8)
"""Letters of a run of initials; a longer query is cut to the greater."""
NUMBER_FIRST: Final = 131072
"""Score of a document whose number is the query: above ``ALL_WORDS_FIRST`` and any text's."""
ALL_WORDS_FIRST: Final = 65536
"""Score of holding every term of a query. Text alone stayed below 2,500 with whole titles as queries
over 3,246 real documents; scores are 32-bit floats, which tell hundredths apart at this height."""
BOOSTS: Final = {"title": 8, "keywords": 4, "issuer": 2, "doc_no": 2, "summary": 2, "body": 1}
"""Field → weight; ``doc_no`` lets a query name a number and words at once."""
PINYIN_BOOST: Final = 8

_DIGIT: Final = "[0-9０-９]"
_YEAR: Final = f"((?:[1１][9９]|[2２][0０]){_DIGIT}{{2}})"
_SIGNS: Final = "[^0-9０-９A-Za-z㐀-鿿]*"
_SERIAL: Final = f"第?[0０]*({_DIGIT}{{1,6}})"
NUMBER_FORM: Final = (
    f"^([^0-9０-９第]*?){_SIGNS}{_YEAR}{_SIGNS}年?{_SIGNS}{_SERIAL}(-{_DIGIT}{{1,4}})?号?$"
)
"""``乌政发〔2020〕11号``, ``乌政发[2020]第011号``, ``乌政发2020-11`` → ``$1$2-$3$4``. Full-width digits
become ASCII afterwards (``cjk_width``)."""
ORDER_FORM: Final = f"^([^0-9０-９第]*令){_SIGNS}{_SERIAL}号?{_SIGNS}$"
"""``国务院令第711号``, ``国务院令（第711号）`` → ``$1-$2``."""
SPACES: Final = "[\\s\\u3000'’]+"

_KEYWORD: Final = {"type": "keyword", "ignore_above": 1000}
_DATE: Final = {"type": "date", "format": "strict_date"}
_SHORT: Final = {"type": "text", "analyzer": "short_text", "search_analyzer": "text"}
_LONG: Final = {"type": "text", "analyzer": "text"}
_NAMED: Final = {**_SHORT, "fields": {"raw": _KEYWORD}}
_NUMBER: Final = {**_KEYWORD, "normalizer": "document_number"}

PROPERTIES: Final[dict[str, dict[str, Any]]] = {
    "url": {**_KEYWORD, "index": False, "doc_values": False},
    "title": _SHORT,
    "title_pinyin": {
        "type": "text",
        "analyzer": "pinyin",
        "search_analyzer": "typed_pinyin",
        "index_options": "freqs",
    },
    "title_initials": {
        "type": "text",
        "analyzer": "initials",
        "search_analyzer": "typed_initials",
        "index_options": "freqs",
    },
    "doc_no": _SHORT,
    "doc_no_canonical": _NUMBER,
    "doc_no_bare": _NUMBER,
    "doc_no_agency": _KEYWORD,
    "doc_no_year": {"type": "short"},
    "doc_no_serial": {"type": "integer"},
    "issuer": _NAMED,
    "organ": _KEYWORD,
    "keywords": _NAMED,
    "column": _KEYWORD,
    "topic": _KEYWORD,
    "main_topic": _KEYWORD,
    "year": {"type": "short"},
    "written_on": _DATE,
    "published_at": {"type": "date", "format": "strict_date_time_no_millis"},
    "validity": _KEYWORD,
    "state": _KEYWORD,
    "sample": {"type": "boolean"},
    "summary": _LONG,
    "body": _LONG,
}
"""Every field of a document. ``organ`` and ``raw`` are for filters and counts."""


def index(day: date, records: int) -> dict[str, Any]:
    """The request that creates the index: settings and mappings."""
    return {
        "settings": {
            "index": {
                "number_of_shards": 1,  # BM25 then weighs words by the whole library
                "max_shingle_diff": SYLLABLES[1] - SYLLABLES[0],
                "max_ngram_diff": INITIALS[1] - INITIALS[0],
                "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
                "analysis": _analysis(),
            }
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {
                "generator": f"gongkai {gongkai.__version__}",
                "validity_on": day.isoformat(),
                "records": records,
            },
            "properties": PROPERTIES,
        },
    }


def _analysis() -> dict[str, Any]:
    folded = ["cjk_width", "lowercase"]
    return {
        "char_filter": {
            "without_spaces": _replacing(SPACES, ""),
            "number_form": _replacing(NUMBER_FORM, "$1$2-$3$4"),
            "order_form": _replacing(ORDER_FORM, "$1-$2"),
        },
        "tokenizer": {
            "runs_of_initials": {
                "type": "ngram",
                "min_gram": INITIALS[0],
                "max_gram": INITIALS[1],
                "token_chars": ["letter"],
            }
        },
        "filter": {
            "pairs_and_characters": {"type": "cjk_bigram", "output_unigrams": True},
            "runs_of_syllables": {
                "type": "shingle",
                "min_shingle_size": SYLLABLES[0],
                "max_shingle_size": SYLLABLES[1],
                "output_unigrams": False,
                "output_unigrams_if_no_shingles": True,
                "token_separator": "",
            },
            "first_initials": {"type": "truncate", "length": INITIALS[1]},
        },
        "analyzer": {
            "text": _analyzer("standard", [*folded, "cjk_bigram"]),
            "short_text": _analyzer("standard", [*folded, "pairs_and_characters"]),
            "pinyin": _analyzer("whitespace", ["runs_of_syllables"]),
            "typed_pinyin": _analyzer("keyword", folded, ["without_spaces"]),
            "initials": _analyzer("runs_of_initials", []),
            "typed_initials": _analyzer("keyword", [*folded, "first_initials"], ["without_spaces"]),
        },
        "normalizer": {
            "document_number": {
                "type": "custom",
                "char_filter": ["without_spaces", "number_form", "order_form"],
                "filter": folded,
            }
        },
    }


def _replacing(pattern: str, replacement: str) -> dict[str, str]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}


def _analyzer(
    tokenizer: str, filters: list[str], char_filters: list[str] | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "custom", "tokenizer": tokenizer, "filter": filters}
    return made | ({"char_filter": char_filters} if char_filters else {})


def query() -> dict[str, Any]:
    """A search template: what a reader typed is ``words``.

    First documents whose number it is, then those that hold all its terms, wherever they stand,
    then those that hold some; within each by BM25 with ``BOOSTS``.
    """
    typed = "{{words}}"
    fields = [f"{name}^{boost}" for name, boost in BOOSTS.items()]
    text = {"query": typed, "fields": fields, "analyzer": "text"}
    # Looks for each term in any field. As a condition alone: scored, it would take the rarity of a
    # word in one field for that in another, which goes below zero for fields that few documents have.
    all_words = {"multi_match": {**text, "type": "cross_fields", "operator": "and"}}
    ways = [
        _worth({"term": {"doc_no_canonical": typed}}, NUMBER_FIRST),
        _worth({"term": {"doc_no_bare": typed}}, NUMBER_FIRST),
        _worth(all_words, ALL_WORDS_FIRST),
        {"multi_match": {**text, "type": "most_fields", "operator": "or"}},
        {"match": {"title_pinyin": {"query": typed, "boost": PINYIN_BOOST}}},
        {"match": {"title_initials": {"query": typed, "boost": PINYIN_BOOST}}},
    ]
    shown = ["title", "url", "doc_no", "issuer", "published_at", "validity", "sample", "summary"]
    return {
        "source": {
            "size": 10,
            "_source": shown,
            "query": {"bool": {"should": ways, "minimum_should_match": 1}},
        },
        "params": {"words": "政务公开工作要点"},
    }


def _worth(condition: dict[str, Any], score: int) -> dict[str, Any]:
    return {"constant_score": {"filter": condition, "boost": score}}
