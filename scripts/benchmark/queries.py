"""What readers type, made from the documents: a seeded set of known-item queries.

Each query is made from one document, its target. **Accepted** answers are the target and every
document with the same folded title, so that a text published twice is no miss; for numbers also
every document with the same number, for phrases every document that holds the phrase in title or
body.

**Selective** queries alone are kept: where documents of several titles fit what was typed, no order
of them can be called right. Fitting means: for words and cuts of a title, that a title holds them;
for pinyin and initials, that a title's reading holds them; with a date, issuer or short name, that
the date or issuer fits too; for texts, that title or body holds the phrase, or every word. A phrase
may stand in ten documents, each of them a right answer. A full title and a number are always
selective enough.

Chunks and pinyin are cut from runs of Chinese characters, cuts of a title from anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final, NamedTuple

from gongkai.model.document_number import DocumentNumber
from pypinyin import lazy_pinyin

from benchmark.library import Item, fold, fold_letters

MOST: Final = 1
"""Titles that a selective query may fit."""
HOLDERS: Final = 10
"""Documents that may hold a phrase."""
SPARE: Final = 4
"""Candidates drawn for each query that needs the bodies: some turn out not to be selective."""
PATIENCE: Final = 400
"""Targets tried for each query before a class is left short."""
_HAN: Final = re.compile(r"[㐀-鿿]+")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_PLAIN_RUN: Final = re.compile(r"[㐀-鿿0-9A-Za-z]{8,}")


class Query(NamedTuple):
    """One thing to type."""

    kind: str
    text: str
    target: str
    accepted: frozenset[str]


class _Draft(NamedTuple):
    """What was made from a target before the bodies were looked at."""

    text: str
    pieces: tuple[str, ...]
    """Folded texts that a document must hold to fit."""


def make_queries(
    items: Sequence[Item], targets: set[str] | None, count: int = 30, seed: int = 1
) -> list[Query]:
    """``count`` of each class, class after class; ``targets`` limits what is asked for."""
    return _Maker(items, targets, count, seed).queries()


class _Maker:
    def __init__(
        self, items: Sequence[Item], targets: set[str] | None, count: int, seed: int
    ) -> None:
        self._items = sorted(items)
        self._count = count
        self._seed = seed
        self._titles = [fold(item.title) for item in self._items]
        self._wanted = [
            item for item in self._items if (targets is None or item.id in targets) and item.title
        ]
        self._same: dict[str, set[str]] = {}
        for item, title in zip(self._items, self._titles, strict=True):
            self._same.setdefault(title, set()).add(item.id)
        self._readings: list[str] = []
        self._initials: list[str] = []

    def queries(self) -> list[Query]:
        """All classes."""
        return [
            *self._of_titles("full title", lambda item, _: _Draft(item.title, ()), lambda _: True),
            *self._of_titles("words of the title", _words, self._few_titles),
            *self._of_titles("any cut of the title", _cut, self._few_titles),
            *self._numbers(),
            *self._of_bodies(),
            *self._of_titles("pinyin, full", _pinyin, self._few_readings),
            *self._of_titles("pinyin, initials", _initials, self._few_initials),
            *self._of_titles("one wrong homophone", _homophone, self._few_titles_meant),
            *self._with_facts("date + words", _dated),
            *self._with_facts("issuer + topic", _issued),
            *self._with_facts("short names", _shortly_issued),
        ]

    def _accepted(self, item: Item) -> frozenset[str]:
        return frozenset(self._same[fold(item.title)])

    def _tries(self, kind: str) -> Iterator[tuple[Item, Random]]:
        """Targets in random order, again and again; the same for a class whatever others do."""
        chance = Random(f"{self._seed} {kind}")
        order = chance.sample(self._wanted, len(self._wanted))
        for number in range(PATIENCE * self._count):
            yield order[number % len(order)], chance

    def _of_titles(
        self,
        kind: str,
        make: Callable[[Item, Random], _Draft | None],
        selective: Callable[[_Draft], bool],
    ) -> Iterator[Query]:
        found: dict[str, Query] = {}
        for item, chance in self._tries(kind):
            if len(found) == self._count:
                break
            draft = make(item, chance)
            if draft and draft.text not in found and selective(draft):
                found[draft.text] = Query(kind, draft.text, item.id, self._accepted(item))
        yield from found.values()

    def _few_titles(self, draft: _Draft) -> bool:
        return _few(title for title in self._titles if all(p in title for p in draft.pieces))

    def _few_titles_meant(self, draft: _Draft) -> bool:
        """The cut as it was fits few titles, and as it is typed none."""
        wrong = fold(draft.text)
        return self._few_titles(draft) and not any(wrong in title for title in self._titles)

    def _few_readings(self, draft: _Draft) -> bool:
        self._read()
        return _few(r for r in self._readings if draft.pieces[0] in r)

    def _few_initials(self, draft: _Draft) -> bool:
        self._read()
        return _few(r for r in self._initials if draft.pieces[0] in r)

    def _read(self) -> None:
        """Readings of all titles, once; a library without pinyin classes needs none."""
        if not self._readings:
            syllables = [_syllables(title) for title in self._titles]
            self._readings = [" " + " ".join(s) + " " for s in syllables]
            self._initials = ["".join(one[:1] for one in s) for s in syllables]

    def _numbers(self) -> Iterator[Query]:
        """As many of each form as there are queries for."""
        same: dict[str, set[str]] = {}
        for item in self._items:
            if item.doc_no:
                same.setdefault(_number(item.doc_no), set()).add(item.id)
        kind = "document number"
        numbered = [item for item in self._wanted if _parsed(item.doc_no)]
        Random(f"{self._seed} {kind}").shuffle(numbered)
        for place, item in enumerate(numbered[: self._count]):
            text = NUMBER_FORMS[place % len(NUMBER_FORMS)](item.doc_no)
            accepted = self._accepted(item) | same[_number(item.doc_no)]
            yield Query(kind, text, item.id, accepted)

    def _of_bodies(self) -> Iterator[Query]:
        """Drafts of both classes, then one walk through all bodies for those that fit.

        Documents that hold a phrase are accepted; those that hold some words by chance are not.
        """
        phrases = self._drafts("phrase of the body", _phrase)
        scattered = self._drafts("scattered words of the body", _scattered)
        fitting = self._fitting([draft for _, _, draft in (*phrases, *scattered)])
        for drafts, held in ((phrases, True), (scattered, False)):
            left = self._count
            for kind, item, draft in drafts:
                fits = fitting[draft.text]
                accepted = self._accepted(item) | (fits if held else set())
                if left and len(fits) <= HOLDERS and fits <= accepted:
                    left -= 1
                    yield Query(kind, draft.text, item.id, accepted)

    def _drafts(
        self, kind: str, make: Callable[[Item, Random], _Draft | None]
    ) -> list[tuple[str, Item, _Draft]]:
        found: dict[str, tuple[str, Item, _Draft]] = {}
        for item, chance in self._tries(kind):
            if len(found) == SPARE * self._count:
                break
            if draft := make(item, chance):
                found.setdefault(draft.text, (kind, item, draft))
        return list(found.values())

    def _fitting(self, drafts: Sequence[_Draft]) -> dict[str, set[str]]:
        """For each text the documents that hold all its pieces; bodies are read one by one."""
        found: dict[str, set[str]] = {draft.text: set() for draft in drafts}
        for item, title in zip(self._items, self._titles, strict=True):
            text = f"{title}\n{fold_letters(item.body())}"
            for draft in drafts:
                ids = found[draft.text]
                if len(ids) <= HOLDERS and all(piece in text for piece in draft.pieces):
                    ids.add(item.id)
        return found

    def _with_facts(
        self, kind: str, make: Callable[[Item, Random], tuple[_Draft, _Fact] | None]
    ) -> Iterator[Query]:
        found: dict[str, Query] = {}
        for item, chance in self._tries(kind):
            if len(found) == self._count:
                break
            made = make(item, chance)
            if made and made[0].text not in found and self._few_with(*made):
                found[made[0].text] = Query(kind, made[0].text, item.id, self._accepted(item))
        yield from found.values()

    def _few_with(self, draft: _Draft, fact: _Fact) -> bool:
        pairs = zip(self._items, self._titles, strict=True)
        return _few(t for i, t in pairs if draft.pieces[0] in t and fact(i))


_Fact = Callable[[Item], bool]


def _few(found: Iterable[object]) -> bool:
    return len(set(found)) <= MOST


# Titles


def _piece(text: str, chance: Random, least: int, most: int) -> str | None:
    """Some consecutive characters of a text."""
    if len(text) < least:
        return None
    length = chance.randint(least, min(most, len(text)))
    start = chance.randint(0, len(text) - length)
    return text[start : start + length]


def _run_piece(text: str, chance: Random, least: int, most: int) -> str | None:
    """The same of a run of Chinese characters."""
    runs = [run for run in _HAN.findall(text) if len(run) >= least]
    return _piece(chance.choice(runs), chance, least, most) if runs else None


def _words(item: Item, chance: Random) -> _Draft | None:
    """Two to four chunks of two to four characters, in the title's order, not touching."""
    chunks, at = [], 0
    for _ in range(chance.randint(2, 4)):
        at += chance.randint(0, 3)
        chunk = item.title[at : (end := at + chance.randint(2, 4))]
        if len(chunk) > 1 and _HAN.fullmatch(chunk):
            chunks.append(chunk)
        at = end + 1
    return _together(chunks) if len(chunks) > 1 else None


def _together(chunks: Sequence[str]) -> _Draft:
    return _Draft(" ".join(chunks), tuple(map(fold, chunks)))


def _cut(item: Item, chance: Random) -> _Draft | None:
    """8 to 14 consecutive characters."""
    cut = _piece(item.title, chance, 8, 14)
    return _Draft(cut, (fold(cut),)) if cut and cut == cut.strip() else None


# Document numbers

NUMBER_FORMS: Final[tuple[Callable[[str], str], ...]] = (
    lambda printed: printed,
    lambda printed: _with_year(printed, "[{}]"),
    lambda printed: _with_year(printed, " {} "),
    lambda printed: _with_year(printed, "{}").removesuffix("号"),
    lambda printed: _with_year(printed, "（{}）"),
)
"""Printed; square brackets; spaces round the year; neither brackets nor 号; round brackets."""


def _with_year(printed: str, pattern: str) -> str:
    number = DocumentNumber.parse(printed)
    return f"{number.agency}{pattern.format(number.year)}{number.serial}{number.suffix}号"


def _parsed(printed: str) -> bool:
    """Whether it has the three parts that the forms vary."""
    try:
        number = DocumentNumber.parse(printed)
    except ValueError:
        return False
    return not number.order


def _number(printed: str) -> str:
    try:
        return str(DocumentNumber.parse(printed))
    except ValueError:
        return fold(printed)


# Bodies


def _phrase(item: Item, chance: Random) -> _Draft | None:
    """8 to 14 consecutive characters without punctuation."""
    runs = _PLAIN_RUN.findall(item.body())
    cut = _piece(chance.choice(runs), chance, 8, 14) if runs else None
    return _Draft(cut, (fold(cut),)) if cut else None


def _scattered(item: Item, chance: Random) -> _Draft | None:
    """Three or four chunks of two to four characters, each of another sentence."""
    sentences = [one for one in _SENTENCE.findall(item.body()) if len(one) > 8]
    wanted = chance.randint(3, 4)
    if len(sentences) < wanted:
        return None
    chosen = chance.sample(sentences, wanted)
    chunks = [chunk for one in chosen if (chunk := _run_piece(one, chance, 2, 4))]
    return _together(chunks) if len(chunks) == wanted else None


# Pinyin


def _syllables(title: str) -> list[str]:
    """The reading of a title, character by character; what has none stands as it is."""
    return lazy_pinyin(title, errors=list)  # type: ignore[arg-type]  # a list is kept as it is


def _read_piece(item: Item, chance: Random, least: int, most: int) -> list[str] | None:
    """The syllables of a cut of the title, read in the whole title: 长 depends on its word."""
    title = fold(item.title)
    syllables = _syllables(title)
    cut = _run_piece(title, chance, least, most)
    if cut is None or len(syllables) != len(title):
        return None
    start = title.index(cut)
    return syllables[start : start + len(cut)]


def _pinyin(item: Item, chance: Random) -> _Draft | None:
    """Syllables of 4 to 8 characters, every other time with spaces."""
    spaced = chance.random() < 0.5
    if not (syllables := _read_piece(item, chance, 4, 8)):
        return None
    return _Draft((" " if spaced else "").join(syllables), (f" {' '.join(syllables)} ",))


def _initials(item: Item, chance: Random) -> _Draft | None:
    """First letters of 5 to 8 characters."""
    syllables = _read_piece(item, chance, 5, 8)
    text = "".join(one[0] for one in syllables or ())
    return _Draft(text, (text,)) if text else None


@cache
def _homophones() -> dict[str, list[str]]:
    """The 3,755 characters of GB 2312's first level, which are the common ones, by syllable."""
    found: dict[str, list[str]] = {}
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA):
            character = bytes((row, cell)).decode("gb2312")
            found.setdefault(lazy_pinyin(character)[0], []).append(character)
    return found


def _homophone(item: Item, chance: Random) -> _Draft | None:
    """6 to 12 characters, one of them replaced by another of the same syllable."""
    title = fold(item.title)
    syllables = _syllables(title)
    cut = _run_piece(title, chance, 6, 12)
    if cut is None or len(syllables) != len(title):
        return None
    place = chance.randrange(len(cut))
    syllable = syllables[title.index(cut) + place]
    others = [c for c in _homophones().get(syllable, ()) if c != cut[place]]
    if not others:
        return None
    return _Draft(cut[:place] + chance.choice(others) + cut[place + 1 :], (cut,))


# Words beside a date or an issuer


def _dated(item: Item, chance: Random) -> tuple[_Draft, _Fact] | None:
    """A year, month or day of writing and 4 to 6 characters of the title."""
    chunk = _run_piece(item.title, chance, 4, 6)
    year, month, _ = item.written_on.split("-")
    text, length = chance.choice(
        ((f"{year}年", 4), (f"{year}年{int(month)}月", 7), (item.written_on, 10))
    )
    if chunk is None:
        return None
    prefix = item.written_on[:length]
    return _Draft(f"{text} {chunk}", (fold(chunk),)), lambda i: i.written_on.startswith(prefix)


def _topic(item: Item, chance: Random) -> str | None:
    """4 to 6 characters of the title that share no two characters with the issuer's name."""
    for _ in range(8):
        chunk = _run_piece(item.title, chance, 4, 6)
        if chunk and not any(a + b in item.issuer for a, b in pairwise(chunk)):
            return chunk
    return None


def _issued(item: Item, chance: Random) -> tuple[_Draft, _Fact] | None:
    chunk = _topic(item, chance)
    if not chunk or not item.issuer:
        return None
    return _Draft(f"{item.issuer} {chunk}", (fold(chunk),)), lambda i: i.issuer == item.issuer


def _shortly_issued(item: Item, chance: Random) -> tuple[_Draft, _Fact] | None:
    chunk = _topic(item, chance)
    shorts = short_names(item.issuer)
    if not chunk or not shorts:
        return None
    text = f"{chance.choice(shorts)} {chunk}"
    return _Draft(text, (fold(chunk),)), lambda i: i.issuer == item.issuer


_WHOLE_NAMES: Final = {
    "国务院办公厅": "国办",
    "中国共产党中央委员会办公厅": "中办",
    "全国人民代表大会": "全国人大",
    "最高人民法院": "最高法",
    "最高人民检察院": "最高检",
    "中国人民银行": "央行",
    "国家市场监督管理总局": "市监总局",
}
_NAME_PARTS: Final = (
    ("中华人民共和国", ""),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("发展和改革委员会", "发改委"),
    ("住房和城乡建设", "住建"),
    ("住房和城乡", "住建"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("自然资源和规划局", "自规局"),
    ("市场监督管理局", "市监局"),
    ("卫生健康委员会", "卫健委"),
    ("工业和信息化", "工信"),
    ("国有资产监督管理委员会", "国资委"),
    ("住房公积金管理中心", "公积金中心"),
    ("应急管理", "应急"),
    ("生态环境局", "环保局"),
    ("农业农村局", "农业局"),
    ("人民政府办公室", "政府办"),
    ("人民政府办公厅", "政府办"),
    ("人民政府", "政府"),
)
_OFFICE: Final = re.compile(r".*([省市县区])人民政府办公[厅室]")


def short_names(issuer: str) -> list[str]:
    """What people call an organ, by rules that hold everywhere; empty where none applies."""
    if whole := _WHOLE_NAMES.get(issuer):
        return [whole]
    if office := _OFFICE.fullmatch(issuer):
        return [f"{office[1]}府办", f"{office[1]}政府办"]
    short = issuer
    for long, word in _NAME_PARTS:
        short = short.replace(long, word)
    return [short] if short != issuer else []


def classes(queries: Iterable[Query]) -> Counter[str]:
    """How many queries of each class there are, in the order of classes."""
    return Counter(query.kind for query in queries)
