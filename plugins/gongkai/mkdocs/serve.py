"""``mkdocs serve``: a page is printed when a browser asks for it, an edit shows at once.

Records and lists are never written. A thread looks at the content folder; a changed record is read
again and the browsers are told. Theme, catalogue and hand-made pages go MkDocs' own way.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from markupsafe import escape
from mkdocs.livereload import LiveReloadServer

from gongkai.cache import Cache
from gongkai.check import findings
from gongkai.load import Loaded, load, scan
from gongkai.mkdocs.site import Shells, Theme, pages_for
from gongkai.model import Diagnostic, Level
from gongkai.pages import Page, Pages, Press, ShellKey, Templates
from gongkai.pages.extras import attachments
from gongkai.workers import Workers

log = logging.getLogger("mkdocs.plugins.gongkai")

POLL: Final = 0.2
"""Seconds between looks at the content folder."""
_PRIVATE: Final = (
    "_epoch_cond",
    "_visible_epoch",
    "_wanted_epoch",
    "_rebuild_cond",
    "_want_rebuild",
    "_inject_js_into_html",
)
"""Names of the frozen MkDocs 1.6.1 that the preview leans on."""


class Preview:
    """The site of one state of the sources, page by page on demand."""

    def __init__(self, loaded: Loaded, day: date, theme: Theme, engine: str) -> None:
        self.day = day
        self.theme = theme
        self.engine = engine
        self.templates = Templates(theme.folder, theme.compiled)
        self.shells = Shells(theme, self.templates)
        self.press = Press(self.templates, self.shells, loaded.content, Path(), engine)
        self.show(loaded)

    def show(self, loaded: Loaded) -> None:
        """Take a new state of the sources."""
        self.loaded = loaded
        self.pages: Pages = pages_for(
            loaded, self.day, self.theme, self.shells, self.templates, self.engine
        )
        self._others: dict[str, Page] | None = None
        self.faults: dict[str, list[Diagnostic]] = {}
        """Errors by source file."""
        for fault in loaded.faults:
            if fault.level is Level.ERROR:
                self.faults.setdefault(fault.file, []).append(fault)

    def content(self, address: str) -> bytes | None:
        """The bytes at an address of the site; None for what is not ours."""
        faults = self.faults.get(address.removesuffix(".html") + ".md")
        if faults:
            return self._faulty(address, faults)
        page = self._page(address)
        if page is not None:
            if page.template is not None:
                self.shells[ShellKey.of(page.address, page.column)]
            return self.press.page(page.job())
        for extra in (*attachments(self.loaded), *self.pages.data.extras()):
            if extra.address == address:
                return b"".join(extra.pieces())
        return None

    def _faulty(self, address: str, faults: list[Diagnostic]) -> bytes:
        """In the place of a page whose source has errors: what they are."""
        lines = "".join(f"<li>{escape(str(fault))}</li>" for fault in faults)
        main = f'<h1>这一页的源文件有错误</h1><ul class="gk-faults">{lines}</ul>'
        head = "<title>源文件有错误</title>"
        return self.shells[ShellKey.of(address, None)].fill(head, main)

    def _page(self, address: str) -> Page | None:
        record = self.loaded.library.records.get(address.removesuffix(".html"))
        if record is not None and address.endswith(".html"):
            return self.pages.record(record)
        counterpart = self.loaded.library.mongolian.get(address.removesuffix(".html"))
        if counterpart is not None and address.endswith(".html"):
            return self.pages.mongolian.record(counterpart)
        if self._others is None:
            self._others = {page.address: page for page in self.pages.besides_records()}
        return self._others.get(address)

    @staticmethod
    def attach(
        server: LiveReloadServer,
        current: Callable[[], Preview | None],
        content: Path,
        catalogue: Path,
    ) -> None:
        """Put the preview before the server's own files, and watch the content folder."""
        if not all(hasattr(server, name) for name in _PRIVATE):
            server.watch(str(content))
        else:
            watcher = _Watcher(server, current, content, catalogue)
            threading.Thread(target=watcher.run, daemon=True).start()
        server.set_app(_application(server, current))


def _application(
    server: LiveReloadServer, current: Callable[[], Preview | None]
) -> Callable[..., Iterable[bytes]]:
    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        preview = current()
        address = path.removeprefix(server.mount_path).lstrip("/")
        if path.endswith("/"):
            address += "index.html"
        data = preview.content(address) if preview and path.startswith(server.mount_path) else None
        if data is None:
            return server.serve_request(environ, start_response)
        if address.endswith(".html") and hasattr(server, "_inject_js_into_html"):
            with server._epoch_cond:
                epoch = server._visible_epoch
            data = server._inject_js_into_html(data, epoch)
        kind = server._guess_type(address) if hasattr(server, "_guess_type") else "text/html"
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))])
        return [data]

    return serve


class _Watcher:
    """Looks at the content folder and brings the preview up to date."""

    def __init__(
        self,
        server: LiveReloadServer,
        current: Callable[[], Preview | None],
        content: Path,
        catalogue: Path,
    ) -> None:
        self.server = server
        self.current = current
        self.content = content
        self.catalogue = catalogue
        self.seen = scan(content)

    def run(self) -> None:
        while True:
            time.sleep(POLL)
            try:
                self._look()
            except Exception:
                log.exception("reading the changed content failed; the last state stays")

    def _look(self) -> None:
        tree = scan(self.content)
        if tree.pages != self.seen.pages:
            self.seen = tree
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()
        elif (tree.records, tree.files) != (self.seen.records, self.seen.files):
            self.seen = tree
            self._reload()

    def _reload(self) -> None:
        preview = self.current()
        if preview is None:
            return
        with Cache(None, "") as cache:
            loaded = load(self.content, self.catalogue, cache, Workers(1), preview.loaded)
        preview.show(loaded)
        with self.server._epoch_cond:
            self.server._wanted_epoch = self.server._visible_epoch = (
                time.monotonic_ns() // 1_000_000
            )
            self.server._epoch_cond.notify_all()
        errors = [
            f for f in findings(loaded, preview.day, every_line=False) if f.level is Level.ERROR
        ]
        for fault in errors:
            log.error(str(fault))
