"""The MkDocs plugin: hooks in the order MkDocs calls them, each a line or two into a room."""

from __future__ import annotations

import hashlib
import json
import logging
import posixpath
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongkai.body import finish_page
from gongkai.check import findings
from gongkai.downloads.documents.mongolian.font import no_mongolian_font
from gongkai.load import Loaded, load
from gongkai.load.text import decode, read_bytes
from gongkai.mkdocs.config import GongkaiConfig
from gongkai.mkdocs.serve import Preview
from gongkai.mkdocs.site import (
    TEMPLATE,
    Downloads,
    Theme,
    header_facts,
    page_title,
    publish,
    remembering,
)
from gongkai.model import Diagnostic, Level, Rule
from gongkai.model.today import today
from gongkai.pages import AddressTaken, NotOurs, SiteFolder, Update
from gongkai.pages.inventory import DATA
from gongkai.pages.mongolian.font import has_font
from gongkai.progress import on_terminal
from gongkai.workers import Workers, spare_garbage_collection

log = logging.getLogger("mkdocs.plugins.gongkai")


class GongkaiPlugin(BasePlugin[GongkaiConfig]):
    """Reads the library before MkDocs builds, writes the site after."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Defining it makes MkDocs keep this instance over the rebuilds of `serve`.
        self.serving = command == "serve"
        if not self.serving:  # a preview lives long, a build does not
            spare_garbage_collection()
        self.preview: Preview | None = None
        self.open = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        # Everything is read and checked before MkDocs touches a folder: a faulty source stops the
        # build while the last good site still stands.
        self.open = ExitStack()
        project = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.content = Path(config.docs_dir)
        self.day = self._day()
        work = _work_folder(project, self.content, Path(config.site_dir))
        self.stage = work / "stage"
        memory = work / "memory.sqlite" if self.config.cache and not self._serving else None
        self.cache = self.open.enter_context(remembering(memory))
        self.workers = self.open.enter_context(Workers(self.config.jobs))
        nouns = project / self.config.catalogue
        self.loaded = load(self.content, nouns, self.cache, self.workers, told=on_terminal())
        if not self._serving:  # first: in a wrong folder every record is misplaced
            _not_emptied(self.loaded, Path(config.site_dir))
        self.of_template = self._template_faults(Path(config.theme.custom_dir or ""), project)
        self._report(stop=not self._serving)
        if not self._serving:  # a preview shows what is to come
            self.loaded.library = self.loaded.library.until(self.day)
            self.folder = _own_folder(Path(config.site_dir), self.cache)
            config.site_dir = str(self.stage)
        site = self.loaded.library.catalogue.site
        config.site_name = site.name
        config.site_url = config.site_url if self._serving else site.url
        config.theme.static_templates = set()  # 404 and site map are ours
        config.extra["gongkai"] = header_facts(
            self.loaded.library.catalogue,
            self.loaded.tree.pages,
            search=self.config.search and not self._serving,  # a preview writes no index
            mongolian=bool(self.loaded.library.mongolian),
            font=not self._serving and has_font(project / self.config.fonts),
        )
        # MkDocs would hold every record in memory; it is shown an empty folder, and on_files adds
        # the hand-made pages.
        nothing = work / "nothing"
        nothing.mkdir(parents=True, exist_ok=True)
        config.docs_dir = str(nothing)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path in sorted(self.loaded.tree.pages):
            files.append(File(path, str(self.content), config.site_dir, use_directory_urls=False))
        self.files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The text as the check has seen it; where there is none, MkDocs reads the file."""
        path = page.file.src_uri
        raw = read_bytes(self.content, path)
        return decode(raw, path)[0] if isinstance(raw, bytes) else None

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        page.meta.pop("template", None)  # MkDocs would look for one, in unmarked lines as well
        page.title = page_title(page)
        return finish_page(html, page.url)

    @event_priority(-100)  # last: other plugins may still change the environment
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        # MkDocs' own environment escapes nothing, and the catalogue's texts pass through it.
        env.autoescape = True
        work = self.stage.parent
        env.bytecode_cache = _compiled(work / "theme")
        compiled = work / "templates"
        compiled.mkdir(exist_ok=True)
        self.theme = Theme(self.nav, env, files, config, compiled)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        # Not earlier: titles in the navigation exist only after all pages were populated.
        with self.open:
            project = Path(config.config_file_path or "mkdocs.yml").resolve().parent
            downloads = self._downloads(project)
            if self._serving:
                self.preview = Preview(
                    self.loaded, self.day, self.theme, self.config.markdown, downloads
                )
                return
            update = self._published(downloads)
            self.cache.commit()
        for finding in sorted(_told(update.faults)):
            log.warning(str(finding))
        log.info(
            f"{len(self.loaded.library)}条记录；写入{update.written}个文件，"
            f"未变{update.kept}页，删除{update.removed}个"
        )

    def on_build_error(self, *, error: Exception) -> None:
        self.open.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        catalogue = Path(config.config_file_path).parent / self.config.catalogue
        assert self.preview is not None
        Preview.attach(server, lambda: self.preview, self.content, catalogue)
        server.watch(str(catalogue))
        server.watch(str(self.theme.folder))
        return server

    def _published(self, downloads: Downloads) -> Update:
        try:
            return publish(
                self.loaded,
                self.day,
                self.theme,
                self.stage,
                self.folder,
                self.workers,
                self.config.markdown,
                self.config.stick,
                downloads,
            )
        except AddressTaken as error:
            raise Abort(
                f"网址{error}有两份文件要用，或不在网站里面，没有构建完；"
                "请给其中一份记录、附件或旧地址换一个名字。"
            ) from None

    def _downloads(self, project: Path) -> Downloads:
        level, fonts = self.config.downloads, project / self.config.fonts
        if any(
            fault.level is Level.ERROR for fault in self.of_template
        ):  # a preview goes on without files until the template is mended
            level = "none"
        if level == "all":
            from gongkai.downloads.documents.pdf.press import no_fonts  # typst: not for every build

            missing = no_fonts(fonts)
            if missing:
                log.warning(f"{missing.code} {missing.message}，这次不生成PDF；{missing.cure}")
                level = "docx"
        if self.loaded.tree.mongolian and (missing := no_mongolian_font(fonts)):
            log.warning(f"{missing.code} {missing.message}；{missing.cure}")
        return Downloads(level, fonts)

    def _template_faults(self, theme: Path, project: Path) -> list[Diagnostic]:
        if self.config.downloads == "none":
            return []
        from gongkai.downloads.documents.docx.template import template_faults

        path = theme / TEMPLATE
        inside = path.is_relative_to(project)
        return template_faults(path, (path.relative_to(project) if inside else path).as_posix())

    @property
    def _serving(self) -> bool:
        return getattr(self, "serving", False)

    def _day(self) -> date:
        if self.config.day is None:
            return today()
        try:
            return date.fromisoformat(self.config.day)
        except ValueError:
            raise ConfigurationError(f"day应为YYYY-MM-DD，不是“{self.config.day}”") from None

    def _report(self, stop: bool) -> None:
        found = findings(self.loaded, self.day, every_line=False)
        errors = [one for one in (*found, *self.of_template) if one.level is Level.ERROR]
        for fault in errors:
            print(fault, file=sys.stderr)
        for fault in self.of_template:
            if fault.level is not Level.ERROR:  # no check of the sources tells it
                log.warning(str(fault))
        others = sum(one.level is not Level.ERROR for one in found)
        if others:
            log.info(f"另有{others}条提示，用gongkai check查看")
        if errors and stop:
            self.open.close()
            raise Abort(f"有{len(errors)}处错误，没有构建；原来的网站没有改动。")


def _compiled(folder: Path) -> FileSystemBytecodeCache:
    """Keeps compiled templates: compiling would take a quarter of a second of every build.

    The key of a template is its source alone, so a folder serves one environment's options only.
    """
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def _told(faults: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What files of records could not show, as findings on the records' sources.

    What several files of a record say is told once, with their names.
    """
    files: dict[tuple[str, str, str, str], list[str]] = {}
    for address, listed in sorted(faults.items()):
        source = posixpath.splitext(address)[0].removesuffix(".wechat") + ".md"
        for code, message, cure in json.loads(listed):
            files.setdefault((source, code, message, cure), []).append(posixpath.basename(address))
    for (source, code, message, cure), names in files.items():
        rule = Rule(code, "下载文件不完整", Level.WARNING)
        yield rule.at(source, 1, f"{'、'.join(names)}：{message}", cure)


def _work_folder(project: Path, content: Path, site: Path) -> Path:
    """A folder of its own for each pair of content and site."""
    name = hashlib.sha256(f"{content.resolve()}\0{site.resolve()}".encode()).hexdigest()[:12]
    return project / ".cache" / "gongkai" / name


def _not_emptied(loaded: Loaded, site: Path) -> None:
    """A content folder without records, where the site has some, is a wrong folder."""
    inventory = site / DATA
    if not loaded.tree.records and inventory.is_file() and inventory.stat().st_size > len("[]\n"):
        raise Abort(
            f"{loaded.content}里一条记录也没有，而网站里已有记录，没有构建；"
            "请核对内容文件夹。真要清空，请先删除网站文件夹。"
        )


def _own_folder(path: Path, cache: Any) -> SiteFolder:
    try:
        return SiteFolder(path, cache)
    except NotOurs:
        raise Abort(
            f"文件夹{path}里有不是Gongkai生成的文件，没有构建；请换一个空文件夹，或先清空它。"
        ) from None
