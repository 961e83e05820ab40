"""``mkdocs serve``: from the edit of a source to the new text on the page."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from benchmark.measure import environment, processes_of, pss
from benchmark.project import PROGRAMS, Project, edited, load_average
from benchmark.table import rows

_RELOAD = re.compile(r"livereload\((\d+), ?(\d+)\)")
PATIENCE = 120
"""Seconds to wait for the server, and for a page to show an edit."""


def serve(folder: Path, size: int, edits: int, seed: int) -> None:
    """Print what each edit took, and the medians."""
    print(f"\n## mkdocs serve, {size:,} records; load average {load_average()}\n", flush=True)
    project = Project(folder / "serve", size, seed)
    port = _free_port()
    with (folder / "serve.log").open("wb") as log:
        started = time.perf_counter()
        server = subprocess.Popen(
            [PROGRAMS / "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project.folder,
            env=environment(project.folder),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _report(server, project, f"http://127.0.0.1:{port}", started, edits)
        finally:
            server.terminate()
            server.wait()


def _report(
    server: subprocess.Popen[bytes], project: Project, root: str, started: float, edits: int
) -> None:
    page = f"{root}/{project.record_address}"
    _until(server, page, "")
    ready = time.perf_counter() - started
    asked = time.perf_counter()
    _fetch(page)
    first = time.perf_counter() - asked
    taken = []
    for _ in range(edits):
        taken.append(_edit(server, project, root, page))
        time.sleep(1)
    memory = sum(map(pss, processes_of(server.pid))) / 1000
    told, shown = (median(figure) for figure in zip(*taken, strict=True))
    lines = [[f"{n}", f"{a:.2f}", f"{b:.2f}"] for n, (a, b) in enumerate(taken, 1)]
    lines.append(["median", f"{told:.2f}", f"{shown:.2f}"])
    print(f"Ready after {ready:.2f} s; a page in {first * 1000:.0f} ms; {memory:.0f} MB.\n")
    print(rows(("edit", "browser told after s", "page new after s"), lines))


def _edit(
    server: subprocess.Popen[bytes], project: Project, root: str, page: str
) -> tuple[float, float]:
    found = _RELOAD.search(_fetch(page))
    if found is None:
        raise SystemExit("the served page has no livereload script")
    mark = edited(project.record)
    since = time.perf_counter()
    while int(_fetch(f"{root}/livereload/{found[1]}/{found[2]}")) <= int(found[1]):
        pass
    told = time.perf_counter() - since
    _until(server, page, mark)
    return told, time.perf_counter() - since


def _until(server: subprocess.Popen[bytes], page: str, text: str) -> None:
    """Wait until a page is there and holds a text."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit("mkdocs serve ended by itself; see serve.log with --keep")
        try:
            if text in _fetch(page):
                return
        except urllib.error.URLError:
            pass
        time.sleep(0.01)
    raise SystemExit(f"no “{text}” at {page} after {PATIENCE} s")


def _fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
