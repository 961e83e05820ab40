"""Cards: what a hit shows, and the long terms its document holds, by which a score is completed.

A card has three strings: the shown facts, the distances of its long terms in the layout's order (0
for a further field of the same term) and ``(how often − 1) << 3 | field`` for each; the lengths of
the fields stand before the distances.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongkai.search.encode import Alphabet, cut_numbers, script
from gongkai.search.entries import Card
from gongkai.search.lists import Numbers


def name(number: int, cards_per_file: int) -> str:
    """The file that holds a document's card, below the index."""
    file = number // cards_per_file
    return f"d/{file // 1000}/{file}.js"


def shown(card: Card, alphabet: Alphabet, has_text: bool) -> bytes:
    """The facts of a card, a line each; the summary last, since it may be long."""
    flags = f"{int(card.sample)}{int(has_text)}"
    facts = (card.id, card.title, card.issuer, card.number, card.published, card.state, card.column)
    lines = [" ".join(fact.split()) for fact in (*facts, flags, card.summary)]
    return alphabet.spell("\n".join(lines))


def proofs(
    documents: Numbers, ranks: Numbers, counts: Numbers, lengths: Numbers, first: int
) -> list[tuple[bytes, bytes]]:
    """Lengths with distances, and counts, for the documents from ``first`` on.

    Postings are sorted by document and rank; ``counts`` is ``field << 13 | how often``;
    ``lengths`` has a row a document.
    """
    cuts = np.searchsorted(documents, np.arange(first + 1, first + len(lengths)))
    gaps = np.diff(ranks, prepend=0)
    opening = np.searchsorted(documents, np.arange(first, first + len(lengths)))
    held = np.diff(np.append(opening, len(documents))) > 0
    gaps[opening[held]] = ranks[opening[held]]
    often = ((counts & 8191) - 1) << 3 | counts >> 13
    heads = cut_numbers(lengths.ravel(), np.arange(1, len(lengths)) * lengths.shape[1])
    return [
        (head + gap, count)
        for head, gap, count in zip(
            heads, cut_numbers(gaps, cuts), cut_numbers(often, cuts), strict=True
        )
    ]


def file(first: int, cards: Sequence[tuple[bytes, bytes, bytes]]) -> bytes:
    """One file of cards, three strings each."""
    return script(f"d{first}", [part for card in cards for part in card])
