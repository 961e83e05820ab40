"""A first visit on a slow phone: Chromium with a quarter of the processor behind 1.6 Mbit/s."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmark.project import Project
from benchmark.table import rows

_SLOWER: Final = 4
"""How many times slower the processor is made."""
_BYTES_A_SECOND: Final = 1_600_000 // 8
_LATENCY_MS: Final = 150
_SEEN: Final = """() => new Promise(done => {
  const seen = {paint: 0, shift: 0};
  new PerformanceObserver(l => l.getEntries().forEach(e => { seen.shift += e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver(l => l.getEntries().forEach(e => {
    if (e.name === 'first-contentful-paint') seen.paint = e.startTime; }))
    .observe({type: 'paint', buffered: true});
  setTimeout(() => done(seen), 500);
})"""


class _Packed(SimpleHTTPRequestHandler):
    """Serves a folder as a web server does: compressed, kept alive."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def paint(folder: Path, size: int, runs: int, seed: int) -> None:
    """Print the median first contentful paint and layout shift of three kinds of page."""
    from playwright.sync_api import sync_playwright

    project = Project(folder / "paint", size, seed)
    project.step("cold")
    pages = ("index.html", "policy/index.html", project.record_address)
    print(f"\n## First visit, processor ÷ {_SLOWER}, 1.6 Mbit/s, {_LATENCY_MS} ms, {runs} runs\n")
    lines = []
    with _served(project.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for page in pages:
            for width in (1440, 375):
                seen = [_visit(browser, f"{root}/{page}", width) for _ in range(runs)]
                first = median(one["paint"] for one in seen) / 1000
                shift = max(one["shift"] for one in seen)
                lines.append([page, str(width), f"{first:.2f}", f"{shift:.4f}"])
        browser.close()
    print(rows(("page", "width", "first paint, s (median)", "layout shift (worst)"), lines))


def _visit(browser: Any, address: str, width: int) -> dict[str, float]:
    context = browser.new_context(viewport={"width": width, "height": 812})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    session.send("Network.enable")
    conditions = {"offline": False, "latency": _LATENCY_MS}
    speed = {"downloadThroughput": _BYTES_A_SECOND, "uploadThroughput": _BYTES_A_SECOND}
    session.send("Network.emulateNetworkConditions", conditions | speed)
    page.goto(address, wait_until="load")
    seen: dict[str, float] = page.evaluate(_SEEN)
    context.close()
    return seen


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
