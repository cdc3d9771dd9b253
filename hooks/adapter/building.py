"""MkDocs' events in the order of a build: from the configuration to the published site.

The state of a build is kept in the configuration that MkDocs passes to every event, so each rebuild in `mkdocs serve`
starts from scratch.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs import __version__ as mkdocs_version
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from adapter.configuration import find_site, get_docs_folder, list_watched
from adapter.deploying import copy_without_mark
from adapter.explanations import explain_error, warn_of_interrupted_edit
from adapter.hand_written import check_source, finish_content
from adapter.log_safety import escape_log_messages
from adapter.refusals import check_settings
from adapter.site_files import (
    GeneratedFile,
    address_of,
    describe_documents,
    drop_links_out,
    drop_unreadable_documents,
    drop_unused_files,
    join_assets,
    list_sources,
    name_document,
    outline_documents,
    read_drawn_cards,
)
from adapter.theme_pages import describe_shell, find_lost_pages, make_theme_renderer
from press.content.changes import SourceFiles
from press.problem import Problem, Rejected
from press.publish import banner
from press.publish.build import BuildReport
from press.publish.dead_links import Document
from press.publish.live import Live, log_problems
from press.publish.publication import Publication
from press.publish.staging import Staging
from press.site.csp import with_policy
from press.site.documents import linked_pages, resolve_site_links
from press.site.jinja_env import compiled
from press.site.menu import ExistingPages, list_footer, list_menu
from press.site.render import Shell
from press.site.settings import Settings, read_settings
from press.site.share_cards import Pictures
from press.site.urls import ROOT, to_root
from press.site.views.subscriptions import site_feeds
from press.site.wording import Words, read_words

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.briefing")


@dataclass
class _Process:
    """What outlives one build."""

    command: str = "build"
    """How MkDocs was called: `build`, `serve` or `gh-deploy`."""
    publication: Publication | None = None
    problems_page: bytes | None = None
    """What `serve` answers with while there is no other page."""
    live: Live | None = None
    """What `serve` answers with; None if every change rebuilds the whole site."""
    is_attached: bool | None = None
    """Whether the server answers with `live`; None before there is a server."""
    build: Build | None = None
    """The current build; None between builds."""


_process = _Process()


class Build:
    """One build of the site, from its configuration to the published site."""

    def __init__(self, config: MkDocsConfig, key: str, inputs: SourceFiles | None) -> None:
        self.key = key
        """The key of the store: it covers everything that pages are made from except entries and hand-written pages."""
        self.inputs = inputs
        self.serving = _process.command == "serve"
        self.staging = Staging(find_site(config), allow_foreign=self.serving)
        self.problems: list[Problem] = []
        self._logged: set[Problem] = set()
        self.publication: Publication | None = None
        self.counter = CountHandler()
        self.env: Environment | None = None
        self.nav: Navigation | None = None
        self.files: Files | None = None
        self.documents: dict[str, Document] = {}
        self.report: BuildReport | None = None
        """What was written and is not published yet."""
        self.has_inner_builds = False
        """Whether a plugin builds inside of this build, into the same folder."""
        self._extra: dict[str, object] = {"press": self}

    def read(self, config: MkDocsConfig) -> None:
        """Reads the settings, the words and the entries. Problems are collected and reported together."""
        file = Path(config.config_file_path)
        settings, problems = read_settings(config.extra.get("briefing"), file)
        self.words, more = read_words(file.parent)
        self.problems += problems + more + check_settings(config, self.words, self.staging.site)
        self._extra |= {
            "docs": get_docs_folder(config),
            "words": self.words,
            "menu": list_menu(self.words),
            "footer": list_footer(self.words),
        }
        if settings is not None:
            self._read_entries(config, settings)
        self.set_extra(config)

    def _read_entries(self, config: MkDocsConfig, settings: Settings) -> None:
        self.publication = _open_publication(config, settings, self.words, self.key, self.inputs)
        self.problems += self.publication.read()
        self._extra["feeds"] = site_feeds(config.site_name)
        self._extra["picture"] = Pictures(self.publication.site).home

    def set_extra(self, config: MkDocsConfig) -> None:
        """Gives the theme and the events what they need in `extra`."""
        config.extra |= self._extra

    @property
    def failed(self) -> bool:
        return self.publication is None or any(problem.severity == "error" for problem in self.problems)

    @property
    def has_policy(self) -> bool:
        """Whether pages carry a content security policy; not in `serve`, where MkDocs adds a script of its own."""
        return bool(self.publication and self.publication.settings.csp and not self.serving)

    @property
    def is_live(self) -> bool:
        """Whether `serve` makes each generated page when it is requested."""
        return self.serving and _process.is_attached is not False

    def write(self, config: MkDocsConfig) -> None:
        """Writes the generated pages, unless something is wrong."""
        if self.failed:
            return
        self.log_warnings()
        assert self.publication is not None
        assert self.env is not None and self.nav is not None and self.files is not None
        documents = self.files.documentation_pages()
        self.documents = outline_documents(documents, self.documents)
        shell = Shell(make_theme_renderer(self.env, self.nav, documents, config), self.has_policy)
        if self.is_live:
            self.serve_live(shell)
            return
        state = describe_shell(documents, config)
        self.report, problems = self.publication.write(shell, state, self.documents, self.staging)
        self.problems += problems
        self.log_warnings()

    def publish(self, config: MkDocsConfig) -> None:
        """Publishes what was written, unless something is wrong."""
        if self.failed:
            self.report_failure()
            return
        assert self.publication is not None
        _process.problems_page = None
        if self.report is None:
            self.staging.swap()
            return
        if config.strict and self.counter.get_counts():
            self.staging.close()
        else:
            self.publication.publish(self.report, self.staging, Path(config.docs_dir), self.count_warnings())
            self.publication.log_result(self.report)
        if not self.serving:
            self.publication.close()

    def log_warnings(self) -> None:
        """Logs the warnings that were not logged before. Errors are reported together, with all warnings."""
        if not self.failed:
            log_problems({*self.problems} - self._logged)
            self._logged.update(self.problems)

    def count_warnings(self) -> int | None:
        """How many warnings there were; None with `mkdocs build --quiet`, which hides them."""
        return sum(count for _, count in self.counter.get_counts()) if log.isEnabledFor(logging.WARNING) else None

    def serve_live(self, shell: Shell) -> None:
        """Makes `serve` answer with the briefing as it is now. Only the hand-written pages are written."""
        assert self.publication is not None
        _process.live = _process.live or Live(self.publication)
        _process.live.set_shell(self.publication, shell, self.documents, self.staging, self.problems)
        self.publication.save()

    def report_failure(self) -> None:
        """Ends a build without publishing anything; `serve` shows the problems on the last good pages."""
        problems = sorted(set(self.problems))
        if not self.serving:
            self.staging.close()
            raise BuildError("\n" + "\n".join(str(problem) for problem in problems))
        for problem in problems:
            log.info(str(problem))
        if self.publication is not None and _process.live is None:
            _process.live = Live(self.publication)
        if _process.live is not None:
            _process.live.show_problems(problems)
        if _process.problems_page is None and any(self.staging.site.glob("*.html")):
            self.staging.close()
        else:
            _process.problems_page = banner.render_problems_page(problems, self.words)
            for name in ("index.html", "404.html"):
                (self.staging.folder / name).write_bytes(_process.problems_page)
            self.staging.swap()


def _open_publication(
    config: MkDocsConfig, settings: Settings, words: Words, key: str, inputs: SourceFiles | None
) -> Publication:
    """The publication of this process, or a new one if anything except the entries changed."""
    root = Path(config.config_file_path).parent
    name, url = config.site_name, (config.site_url or "").rstrip("/") + "/" if config.site_url else ""
    publication = _process.publication
    if publication is None or publication.key != key or publication.root != root:
        drawn, kind = read_drawn_cards(config), "serve" if _process.command == "serve" else "build"
        publication = Publication(root, settings, words, name, url, drawn, key, kind, inputs)
        _process.publication = publication
    return publication


def _import_serving() -> ModuleType:
    from adapter import serving  # a build needs no server

    return serving


def _get_build(config: MkDocsConfig) -> Build:
    build: Build = config.extra["press"]
    return build


def on_startup(command: str) -> None:
    _process.command, _process.publication, _process.live = command, None, None
    _process.is_attached = None if command == "serve" and _import_serving().will_attach() else False


def on_pre_build(config: MkDocsConfig, key: str, inputs: SourceFiles | None) -> None:
    build = _process.build = Build(config, key, inputs)
    escape_log_messages()
    logging.getLogger("mkdocs").addHandler(build.counter)
    build.counter.setLevel(logging.WARNING)
    warn_of_interrupted_edit(Path(config.config_file_path).parent)
    try:
        build.staging.open()
    except Rejected as rejected:
        raise BuildError(str(rejected)) from None
    config.site_dir = str(build.staging.folder)
    config.theme.static_templates.discard("sitemap.xml")
    build.read(config)
    build.log_warnings()


def on_inner_build(config: MkDocsConfig) -> None:
    """Begins a build inside of the current one, for which a plugin may have set `extra` again."""
    assert _process.build is not None
    _process.build.has_inner_builds = True
    _process.build.set_extra(config)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = _get_build(config)
    join_assets(files, config, build.staging)
    build.problems += drop_links_out(files, config) + drop_unreadable_documents(files, config)
    if build.publication is None or build.failed:
        return files
    publication, documents = build.publication, list(files.documentation_pages())
    cards = publication.retry_without_cache(lambda: Pictures(publication.site).list_used())
    drop_unused_files(files, config, cards)
    described = describe_documents(documents, config)
    config.extra["pages"] = ExistingPages(publication.site, described)
    if not build.has_inner_builds:
        sources = list(list_sources(files, config))
        build.documents = described
        publication.retry_without_cache(lambda: publication.set_own_files(source.path for source in sources))
        build.problems += publication.retry_without_cache(lambda: publication.builder.routes.find_clashes(sources))
    linked = publication.retry_without_cache(
        lambda: {a for f in documents for a in linked_pages(f.content_string, f.src_uri, publication.site)}
    )
    for address in sorted(linked - described.keys()):
        files.append(GeneratedFile(address, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig) -> Navigation:
    build = _get_build(config)
    build.nav = nav
    build.problems += find_lost_pages(nav, build.documents.values(), config)
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig) -> str:
    build = _get_build(config)
    if build.publication is None:
        return markdown
    file = name_document(page.file, config)
    build.problems += check_source(build.publication, markdown, page.file.content_string, file)
    return resolve_site_links(markdown) if build.failed else build.publication.link(file, markdown)


def on_page_content(content: str, page: Page, config: MkDocsConfig) -> str:
    build = _get_build(config)
    content, problems = finish_content(content, page, name_document(page.file, config), build.publication)
    build.problems += problems
    return content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    build = _get_build(config)
    build.env, build.files = env, files
    env.bytecode_cache = compiled(f"mkdocs-{mkdocs_version}")
    if build.failed and not build.serving:
        build.report_failure()
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    build = _get_build(config)
    linked = output.replace(f'="{ROOT}', f'="{to_root(address_of(page.url))}')
    return with_policy(linked) if build.has_policy else linked


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name != "404.html":
        return output_content
    build = _get_build(config)
    base = re.sub(r"^https?://[^/]+", "", (config.site_url or "/").rstrip("/")) + "/"
    linked = output_content.replace(f'="{ROOT}', f'="{base}')
    return with_policy(linked) if build.has_policy else linked


def on_written(config: MkDocsConfig) -> None:
    _get_build(config).write(config)


def on_post_build(config: MkDocsConfig) -> None:
    build = _get_build(config)
    config.site_dir = str(build.staging.site)
    try:
        build.publish(config)
    finally:
        _end_build(build)
    if _process.command == "gh-deploy":
        config.site_dir = copy_without_mark(build.staging.site)


def _end_build(build: Build) -> None:
    logging.getLogger("mkdocs").removeHandler(build.counter)
    _process.build = None


def on_build_error(error: Exception) -> None:
    """Removes what was not published. One sentence explains an error of the disk or in a template of the project, and
    MkDocs shows all others: https://www.mkdocs.org/dev-guide/plugins/#on_build_error"""
    staging = _process.build.staging if _process.build else None
    if staging and _process.build:
        staging.close()
        _end_build(_process.build)
    if explained := explain_error(error, staging):
        log.error(explained[0])
        raise Abort(explained[1]) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    live, publication = _process.live, _process.publication
    is_late = _process.is_attached is None
    _process.is_attached = False
    if publication is not None and not _import_serving().is_supported():
        _import_serving().log_unsupported()
    elif live is not None:
        root, folder = live.publication.root, live.publication.settings.folder
        _process.is_attached = _import_serving().attach_live_pages(server, live, root, folder)
        if _process.is_attached:
            config.watch[:] = [path for path in config.watch if Path(path) != root / folder]
    if not _process.is_attached:
        config.watch += list_watched(config)
        if is_late:
            _import_serving().request_rebuild(server)  # the first build wrote no generated pages
    _import_serving().guard_pages(server, config.dev_addr.host, lambda: _process.problems_page)
    return server
