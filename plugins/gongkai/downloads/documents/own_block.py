"""What a kind of record states besides its text, as blocks: a service's materials, a reply's question.

The same facts as the page's block, without what a rule gathers: the records that are named by hand
are, with titles and addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from gongkai.downloads.documents.blocks import Block, Cell, Paragraph, Run, Table
from gongkai.downloads.documents.named_records import article_line, named_line, named_runs
from gongkai.model import GazetteIssue, Library, Record
from gongkai.model.records import (
    PROJECT_KINDS,
    AnnualReport,
    Interpretation,
    Milestone,
    Project,
    Response,
    Service,
    TopicPage,
)
from gongkai.model.terms import FIELDS

_HEADING: Final = 2


def own_blocks(library: Library, record: Record) -> tuple[Block, ...]:
    """The blocks that stand before the text."""
    made = _MADE_BY.get(type(record))
    return tuple(made(library, record)) if made else ()


def _line(text: str, marker: str = "") -> Paragraph:
    return Paragraph((Run(text),), marker=marker)


def _heading(text: str, level: int = _HEADING) -> Paragraph:
    return Paragraph((Run(text),), level=level)


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


def _service(library: Library, record: Service) -> Iterator[Block]:
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


def _response(library: Library, record: Response) -> Iterator[Block]:
    yield _heading(FIELDS["question"])
    yield from map(_line, record.question.split("\n"))
    organ = library.catalogue.organ_name(record.organ or record.issuer)
    yield _line(f"{FIELDS['organ']}：{organ}")
    yield from _stated(record, "asked_on", "replied_on")


def _report(library: Library, record: AnnualReport) -> Iterator[Block]:
    yield _line(f"报告机关：{library.catalogue.organ_name(record.organ)}")
    yield _line(f"报告年度：{record.report_year}年")


def _interpretation(library: Library, record: Interpretation) -> Iterator[Block]:
    yield from _stated(record, "form", "interpreter", "role")


def _project(library: Library, record: Project) -> Iterator[Block]:
    yield from _stated(record, "code", "stage")
    yield _heading("应公开的八类信息")
    for kind in PROJECT_KINDS:
        yield _heading(kind, _HEADING + 1)
        ids = record.disclosures.get(kind, ())
        yield from _named(library, ids)
        if not ids:
            yield _line("暂无公开内容")
    if record.timeline:
        yield _heading(FIELDS["timeline"])
        steps = sorted(record.timeline, key=lambda step: step.date)
        yield from (_milestone(library, step) for step in steps)


def _milestone(library: Library, step: Milestone) -> Block:
    said = f"{step.date}　{step.stage}"
    target = library.find(step.record) if step.record else None
    if target is None:
        return _line(said)
    return Paragraph((Run(f"{said}："), *named_runs(library, target)))


def _named(library: Library, ids: Iterable[str]) -> Iterator[Block]:
    return (named_line(library, id, f"{number}.") for number, id in enumerate(ids, 1))


def _topic(library: Library, record: TopicPage) -> Iterator[Block]:
    pinned = [id for id in record.pinned if library.find(id)]
    if pinned:
        yield _heading("重点文件")
        yield from _named(library, pinned)
    if record.hotlines:
        yield _heading(FIELDS["hotlines"])
        yield from (_line(f"{line.name}：{line.phone}") for line in record.hotlines)


def _issue(library: Library, record: GazetteIssue) -> Iterator[Block]:
    """The contents, section by section; its own PDF and EPUB have one with pages or chapters."""
    if record.articles:
        yield _heading("目录")
    for section, articles in record.sections.items():
        if section:
            yield _heading(section, _HEADING + 1)
        yield from (article_line(library, record, article) for article in articles)


_MADE_BY: Final[dict[type[Record], Callable[[Library, Any], Iterator[Block]]]] = {
    Service: _service,
    Response: _response,
    AnnualReport: _report,
    Interpretation: _interpretation,
    Project: _project,
    TopicPage: _topic,
    GazetteIssue: _issue,
}
