"""Prints pages: view + template + shell → bytes → file, in whichever process it is asked to.

A press is written to disk once for each build; workers read it there, so a chunk of work carries
only its own pages.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from gongkai.body import ENGINES, Body, render_body
from gongkai.cache import OutputRow
from gongkai.downloads.documents.made import Made
from gongkai.load.bodies import body_source
from gongkai.output import write
from gongkai.pages.mongolian.record_page import MongolianRecordView
from gongkai.pages.record_view import RecordView
from gongkai.pages.shell import Shell, ShellKey
from gongkai.pages.templates import Templates


class Job(NamedTuple):
    """One page to print."""

    address: str
    column: str | None
    template: str | None
    """None for a file that is no page: its view is what makes its bytes."""
    key: bytes
    view: Any
    """A ``partial`` is called where the page is printed, not where it is planned."""


@dataclass
class Press:
    """All that printing needs besides the views."""

    templates: Templates
    shells: dict[ShellKey, Shell]
    content: Path
    site: Path
    engine: str = "comrak"
    """Name of the Markdown engine for records."""

    def page(self, job: Job) -> bytes:
        """The bytes of one page, or of a file beside it."""
        return self.made(job).data

    def made(self, job: Job) -> Made:
        """A page, or a file beside it with what its document has to be told."""
        view = job.view() if isinstance(job.view, partial) else job.view
        if job.template is None:
            return view if isinstance(view, Made) else Made(view)
        return Made(self._filled(job, view))

    def _filled(self, job: Job, view: Any) -> bytes:
        has_body = isinstance(view, RecordView | MongolianRecordView)
        body = self.body(view) if has_body else None
        main = self.templates.render(
            str(job.template),
            view=view,
            root=getattr(view, "root", ""),
            body=Markup(body.html) if body else None,
            headings=body.headings if body else (),
        )
        if not hasattr(view, "head"):
            return main.encode()
        return self.shells[ShellKey.of(job.address, job.column)].fill(view.head, main)

    def body(self, view: RecordView | MongolianRecordView) -> Body | None:
        """A record's text as HTML; None where none may be shown."""
        if view.source is None:
            return None
        source = body_source(self.content, view.source)
        return render_body(source, view.address, ENGINES[self.engine])

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"shells": dict(self.shells)}

    def save(self, path: Path) -> None:
        """Where workers find it."""
        path.write_bytes(pickle.dumps(self))


@lru_cache(maxsize=1)
def _saved(path: str, stamp: int) -> Press:
    press: Press = pickle.loads(Path(path).read_bytes())
    return press


def print_pages(path: str, stamp: int, jobs: list[Job]) -> list[OutputRow]:
    """Print a chunk of pages into the site folder, for a worker."""
    press = _saved(path, stamp)
    return [_printed(press, job) for job in jobs]


def _printed(press: Press, job: Job) -> OutputRow:
    made = press.made(job)
    stat = write(f"{press.site}/{job.address}", made.data)
    faults = json.dumps(made.faults, ensure_ascii=False) if made.faults else ""
    return OutputRow(job.address, job.key, stat.st_size, stat.st_mtime_ns, faults)
