"""A folder on loopback that remembers what was asked for, and a chromium to ask with."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Served:
    """A folder and the paths asked for, in order, without query strings."""

    def __init__(self, folder: Path, root: str) -> None:
        self.folder = folder
        self.root = root
        self.asked: list[str] = []

    def since(self, mark: int) -> list[str]:
        """What was asked for after ``len(asked)`` was ``mark``."""
        return self.asked[mark:]

    def path(self, address: str) -> str:
        """The file below the folder that an address of it names, over http or file."""
        path = unquote(urlsplit(address).path)
        if address.startswith("file:"):
            return Path(path).relative_to(self.folder.resolve()).as_posix()
        return path.removeprefix("/")

    def weight(self, paths: Iterable[str]) -> int:
        """Bytes after gzip -6, file by file."""
        return sum(packed(self.folder / path) for path in paths)


@cache
def packed(path: Path) -> int:
    """Size after gzip -6; a file that is not there costs nothing."""
    return len(gzip.compress(path.read_bytes(), 6)) if path.is_file() else 0


@contextmanager
def served(folder: Path, policy: str | None = None) -> Iterator[Served]:
    """Serve it, uncompressed and never to be cached; ``policy`` is sent with every answer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    site = Served(folder, f"http://127.0.0.1:{server.server_port}")
    server.asked, server.policy = site.asked, policy  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm"}

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        self.server.asked.append(path)  # type: ignore[attr-defined]
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        if policy := self.server.policy:  # type: ignore[attr-defined]
            self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
