"""Success at ten and mean reciprocal rank, class by class, and figures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median

from benchmark.queries import Query, classes


def rank(query: Query, ids: Sequence[str]) -> int | None:
    """The place, from 1, of the first accepted answer among the first ten."""
    places = (place for place, id in enumerate(ids[:10], 1) if id in query.accepted)
    return next(places, None)


def success(ranks: Iterable[int | None]) -> str:
    """``0.97 / 0.85``: share with an accepted answer among ten, mean reciprocal rank."""
    listed = list(ranks)
    found = mean(one is not None for one in listed)
    reciprocal = mean(1 / one if one else 0 for one in listed)
    return f"{found:.2f} / {reciprocal:.2f}"


def percentile(figures: Iterable[float], share: float) -> float:
    """The figure that ``share`` of all do not exceed; 0 of none."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def spread(figures: Iterable[float], digits: int = 0) -> str:
    """``26 / 62 / 101``: median, 95th percentile, largest."""
    listed = list(figures) or [0.0]
    trio = (median(listed), percentile(listed, 0.95), max(listed))
    return " / ".join(f"{figure:,.{digits}f}" for figure in trio)


def by_class(queries: Sequence[Query]) -> dict[str, list[int]]:
    """The places of each class's queries, and of all under ``all``."""
    found: dict[str, list[int]] = {kind: [] for kind in classes(queries)}
    for place, query in enumerate(queries):
        found[query.kind].append(place)
    return found | {"all": list(range(len(queries)))}


def quality_rows(
    queries: Sequence[Query], answers: Mapping[str, Sequence[Sequence[str]]]
) -> list[list[str]]:
    """A row a class: its name, its number of queries, ``success`` of each engine."""
    ranks = {
        engine: [rank(query, ids) for query, ids in zip(queries, given, strict=True)]
        for engine, given in answers.items()
    }
    return [
        [kind, str(len(places)), *(success(one[p] for p in places) for one in ranks.values())]
        for kind, places in by_class(queries).items()
    ]
