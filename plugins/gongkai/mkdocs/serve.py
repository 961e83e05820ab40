"""``mkdocs serve``: a page is printed when a browser asks for it, an edit shows at once.

Records, their files and lists are never written. A thread looks at the content folder; a changed
record is read again and the browsers are told. Theme, catalogue and hand-made pages go MkDocs' own way.
"""

from __future__ import annotations

import logging
import posixpath
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
from gongkai.downloads.documents.archive import archive, stored
from gongkai.load import Loaded, load, scan
from gongkai.mkdocs.site import Downloads, Shells, Theme, order_of, pages_for
from gongkai.model import Diagnostic, Level, Record
from gongkai.pages import Extra, Page, Pages, Press, ShellKey, Templates
from gongkai.pages.extras import attachments
from gongkai.workers import Workers

log = logging.getLogger("mkdocs.plugins.gongkai")

POLL: Final = 0.2
"""Seconds between looks at the content folder."""
_THEME: Final = "assets/"
"""Folder of the theme's own files, which MkDocs serves: asking for one plans nothing."""
_DRAFT: Final = ".wechat.html"
"""Ending of what is pasted elsewhere: no script of the preview's goes into it."""
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

    def __init__(
        self, loaded: Loaded, day: date, theme: Theme, engine: str, downloads: Downloads
    ) -> None:
        self.day = day
        self.theme = theme
        self.engine = engine
        self.order = order_of(loaded, theme, engine, downloads)
        self._lock = threading.RLock()
        self.templates = Templates(theme.folder, theme.compiled)
        self.shells = Shells(theme, self.templates)
        self.press = Press(self.templates, self.shells, loaded.content, Path(), engine)
        self.show(loaded)

    def show(self, loaded: Loaded) -> None:
        """Take a new state of the sources."""
        pages = pages_for(
            loaded, self.day, self.theme, self.shells, self.templates, self.engine, self.order
        )
        with self._lock:
            self.loaded = loaded
            self.pages: Pages = pages
            self._others: dict[str, Page] | None = None
            self._extras: dict[str, Extra] | None = None
            self.faults: dict[str, list[Diagnostic]] = {}
            """Errors by source file."""
            for fault in loaded.faults:
                if fault.level is Level.ERROR:
                    self.faults.setdefault(fault.file, []).append(fault)

    def content(self, address: str) -> bytes | None:
        """The bytes at an address of the site; None for what is not ours.

        One at a time: a plan is made once, and the presses of files serve one caller.
        """
        with self._lock:
            return self._content(address)

    def _content(self, address: str) -> bytes | None:
        if address.startswith(_THEME) and address not in self.loaded.tree.files:
            return None
        faults = self.faults.get(address.removesuffix(".html") + ".md")
        if faults:
            return self._faulty(address, faults)
        record = self._record_of(address)
        if record is not None and address == f"{record.id}.zip":
            return self._bundle(record)
        page = self._of_record(record, address) if record else self._other(address)
        if page is None:
            extra = self._extra(address)
            return b"".join(extra.pieces()) if extra else None
        if page.template is not None:
            self.shells[ShellKey.of(page.address, page.column)]
        made = self.press.made(page.job())
        for fault in made.faults:
            log.warning(f"{address}：{fault.code} {fault.message}；{fault.cure}")
        return made.data

    def absent(self, address: str) -> bytes | None:
        """A page that says why a file of a record is not in the preview; None for other addresses."""
        record = self._record_of(address)
        if record is None:
            return None
        main = (
            f"<h1>预览里没有这个文件</h1><p>{escape(address)}：这条记录没有这种格式，"
            "或者没有生成。是否生成由mkdocs.yml的downloads决定，PDF还要先运行scripts/fonts。</p>"
        )
        shell = self.shells[ShellKey.of(record.address, record.column)]
        return shell.fill("<title>预览里没有这个文件</title>", main)

    def _faulty(self, address: str, faults: list[Diagnostic]) -> bytes:
        """In the place of a page whose source has errors: what they are."""
        lines = "".join(f"<li>{escape(str(fault))}</li>" for fault in faults)
        main = f'<h1>这一页的源文件有错误</h1><ul class="gk-faults">{lines}</ul>'
        head = "<title>源文件有错误</title>"
        return self.shells[ShellKey.of(address, None)].fill(head, main)

    def _record_of(self, address: str) -> Record | None:
        """The record whose page an address is, or a file beside it."""
        library = self.loaded.library
        stem = address
        while stem := stem.rpartition(".")[0]:
            record = library.records.get(stem) or library.mongolian.get(stem)
            if record is not None:
                return record
        return None

    def _of_record(self, record: Record, address: str) -> Page | None:
        spoken = record.id in self.loaded.library.mongolian
        page = (self.pages.mongolian if spoken else self.pages).record(record)
        if address == page.address:
            return page
        files = self.pages.files.of(record, page) if self.pages.files else ()
        return next((file for file in files if file.address == address), None)

    def _bundle(self, record: Record) -> bytes | None:
        """The ZIP of the files as they are now."""
        addresses = self.pages.files.bundled(record) if self.pages.files else []
        found = [(address, self._content(address)) for address in addresses]
        folder = posixpath.dirname(record.id)
        parts = [
            stored(posixpath.relpath(a, folder), data) for a, data in found if data is not None
        ]
        return archive(parts) if parts else None

    def _other(self, address: str) -> Page | None:
        if self._others is None:
            self._others = {page.address: page for page in self.pages.besides_records()}
        return self._others.get(address)

    def _extra(self, address: str) -> Extra | None:
        if self._extras is None:
            every = (*attachments(self.loaded), *self.pages.data.extras())
            self._extras = {extra.address: extra for extra in every}
        return self._extras.get(address)

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
        status = "200 OK"
        if data is None:
            data = preview.absent(address) if preview else None
            if data is None:
                return server.serve_request(environ, start_response)
            status, address = "404 Not Found", "404.html"
        is_page = address.endswith(".html") and not address.endswith(_DRAFT)
        if is_page and hasattr(server, "_inject_js_into_html"):
            with server._epoch_cond:
                epoch = server._visible_epoch
            data = server._inject_js_into_html(data, epoch)
        kind = server._guess_type(address) if hasattr(server, "_guess_type") else "text/html"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(data)))])
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
