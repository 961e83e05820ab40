"""What a kind of record states besides its text, as blocks: a service's materials, a reply's question.

The same facts as the page's block, without what other records decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from gongkai.downloads.documents.blocks import Block, Cell, Paragraph, Run, Table
from gongkai.model import Catalogue, Record
from gongkai.model.records import (
    AnnualReport,
    Interpretation,
    Project,
    Response,
    Service,
    TopicPage,
)
from gongkai.model.terms import FIELDS

_HEADING: Final = 2


def own_blocks(catalogue: Catalogue, record: Record) -> tuple[Block, ...]:
    """The blocks that stand before the text."""
    made = _MADE_BY.get(type(record))
    return tuple(made(catalogue, record)) if made else ()


def _line(text: str, marker: str = "") -> Paragraph:
    return Paragraph((Run(text),), marker=marker)


def _heading(text: str) -> Paragraph:
    return Paragraph((Run(text),), level=_HEADING)


def _stated(record: Record, *keys: str) -> Iterator[Block]:
    """Facts in lines of their own; what is not stated is passed over."""
    for key in keys:
        value = getattr(record, key)
        if value is not None:
            yield _line(f"{FIELDS[key]}：{value}")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    def cells(texts: Iterable[str], heads: bool) -> tuple[Cell, ...]:
        return tuple(Cell((_line(text),), heads=heads) for text in texts)

    return Table((cells(head, True), *(cells(row, False) for row in rows)), head=1)


def _service(catalogue: Catalogue, record: Service) -> Iterator[Block]:
    yield from _stated(record, "object")
    if limit := record.time_limit:
        for name, days in (("法定时限", limit.statutory), ("承诺时限", limit.promised)):
            if days is not None:
                yield _line(f"{name}：{days}个工作日")
    yield from _stated(record, "fee", "window", "phone", "online")
    if record.conditions:
        yield _heading(FIELDS["conditions"])
        lines = record.conditions
        yield from map(_line, lines.split("\n") if isinstance(lines, str) else lines)
    if record.materials:
        yield _heading(FIELDS["materials"])
        rows = (
            (one.name, "未写明" if one.copies is None else f"{one.copies}", one.form or "未写明")
            for one in record.materials
        )
        yield _table(("材料名称", "份数", "形式"), rows)
    if record.steps:
        yield _heading(FIELDS["steps"])
        yield from (_line(step, f"{n}.") for n, step in enumerate(record.steps, 1))


def _response(catalogue: Catalogue, record: Response) -> Iterator[Block]:
    yield _heading(FIELDS["question"])
    yield from map(_line, record.question.split("\n"))
    organ = catalogue.organ_name(record.organ or record.issuer)
    yield _line(f"{FIELDS['organ']}：{organ}")
    yield from _stated(record, "asked_on", "replied_on")


def _report(catalogue: Catalogue, record: AnnualReport) -> Iterator[Block]:
    yield _line(f"报告机关：{catalogue.organ_name(record.organ)}")
    yield _line(f"报告年度：{record.report_year}年")


def _interpretation(catalogue: Catalogue, record: Interpretation) -> Iterator[Block]:
    yield from _stated(record, "form", "interpreter", "role")


def _project(catalogue: Catalogue, record: Project) -> Iterator[Block]:
    yield from _stated(record, "code", "stage")
    if record.timeline:
        yield _heading(FIELDS["timeline"])
        steps = sorted(record.timeline, key=lambda step: step.date)
        yield from (_line(f"{step.date}　{step.stage}") for step in steps)


def _topic(catalogue: Catalogue, record: TopicPage) -> Iterator[Block]:
    if record.hotlines:
        yield _heading(FIELDS["hotlines"])
        yield from (_line(f"{line.name}：{line.phone}") for line in record.hotlines)


_MADE_BY: Final[dict[type[Record], Callable[[Catalogue, Any], Iterator[Block]]]] = {
    Service: _service,
    Response: _response,
    AnnualReport: _report,
    Interpretation: _interpretation,
    Project: _project,
    TopicPage: _topic,
}
