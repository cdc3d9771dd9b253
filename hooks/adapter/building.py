"""MkDocs' events in the order of a build: from the configuration to the published site.

The state of a build is kept in the configuration that MkDocs passes to every event, so each rebuild in `mkdocs serve`
starts from scratch.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
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
from mkdocs.utils.templates import TemplateContext

from adapter.configuration import has_other_plugins
from adapter.log_safety import escape_log_messages
from adapter.requests import allow_own_hosts, reject_malformed_paths
from adapter.site_files import (
    GeneratedFile,
    drop_links_out,
    drop_sitemap_of_theme,
    drop_unreadable_documents,
    join_assets,
    list_sources,
    name_document,
)
from press.content.changes import SourceFiles
from press.content.words_file import words_override_path
from press.library.checks.documents import check_document, check_rendered
from press.problem import Problem, Rejected
from press.publish import banner
from press.publish.disk_errors import DISK_ERRORS, describe_disk_error
from press.publish.live import Live
from press.publish.publication import Publication
from press.publish.staging import Staging
from press.site.csp import with_policy
from press.site.documents import linked_pages
from press.site.jinja_env import compiled
from press.site.menu import list_footer, list_menu
from press.site.render import Shell, Slots
from press.site.settings import Settings, read_settings
from press.site.share_cards import Pictures, read_drawn
from press.site.urls import ROOT, to_root
from press.site.views.subscriptions import site_feeds
from press.site.wording import Words, check_theme_language, read_words

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.briefing")


@dataclass
class _Process:
    """What outlives one build."""

    command: str = "build"
    """`build` or `serve`."""
    publication: Publication | None = None
    live: Live | None = None
    """What `serve` answers with; None if every change rebuilds the whole site."""
    is_attached: bool | None = None
    """Whether the server answers with `live`; None before there is a server."""
    staging: Staging | None = None
    """Where the current build writes."""


_process = _Process()


class Build:
    """One build of the site, from its configuration to the published site."""

    def __init__(self, config: MkDocsConfig, key: str, inputs: SourceFiles | None) -> None:
        self.key = key
        """The key of the store: it covers everything that pages are made from except entries and hand-written pages."""
        self.inputs = inputs
        self.serving = _process.command == "serve"
        self.staging = _process.staging = Staging(Path(config.site_dir), allow_foreign=self.serving)
        self.problems: list[Problem] = []
        self.publication: Publication | None = None
        self.counter = CountHandler()
        self.env: Environment | None = None
        self.nav: Navigation | None = None
        self.files: Files | None = None
        self.documents: list[str] = []

    def read(self, config: MkDocsConfig) -> None:
        """Reads the settings, the words and the entries. Problems are collected and reported together."""
        settings, problems = read_settings(config.extra.get("briefing"))
        self.words, more = read_words(Path(config.config_file_path).parent)
        more += check_theme_language(self.words, str(config.theme.get("language") or "en"))
        self.problems += problems + more
        config.extra |= {"words": self.words, "menu": list_menu(self.words), "footer": list_footer(self.words)}
        if settings is None:
            return
        self.publication = _open_publication(config, settings, self.words, self.key, self.inputs)
        self.problems += self.publication.read()
        config.extra["feeds"] = site_feeds(config.site_name)
        config.extra["picture"] = Pictures(self.publication.site).home

    @property
    def failed(self) -> bool:
        return self.publication is None or any(problem.severity == "error" for problem in self.problems)

    def describe_shell(self, config: MkDocsConfig) -> str | None:
        """A digest of what the theme around the pages depends on besides the key: the hand-written pages in the menus.
        None if it cannot be known because other plugins may change it."""
        assert self.files is not None
        if has_other_plugins(config):
            return None
        pages = [file.page for file in self.files.documentation_pages() if file.page]
        described = [(page.url, page.title, sorted((k, str(v)) for k, v in page.meta.items())) for page in pages]
        return hashlib.blake2b(repr(described).encode(), digest_size=12).hexdigest()

    def make_theme_renderer(self, config: MkDocsConfig) -> Callable[[Slots], str]:
        """Returns a function that renders one generated page with the theme, as MkDocs renders its own pages."""
        env, nav, files = self.env, self.nav, self.files
        assert env is not None and nav is not None and files is not None
        documents = files.documentation_pages()

        def render(slots: Slots) -> str:
            page = Page(slots.title, GeneratedFile(slots.address, config), config)
            page.meta = {
                "generated": True,
                "section": slots.section,
                "description": slots.description,
                "head": slots.head,
            }
            page.title, page.content = slots.title, slots.content
            page.canonical_url, page.edit_url = slots.canonical or None, None
            context = TemplateContext(
                nav=nav,
                pages=documents,
                base_url=to_root(slots.address).rstrip("/"),
                extra_css=[],
                extra_javascript=[],
                mkdocs_version="",
                build_date_utc=None,  # type: ignore[typeddict-item]  # a date would differ on every build
                config=config,
                page=page,
            )
            return str(env.get_template("main.html").render(context))

        return render

    @property
    def has_policy(self) -> bool:
        """Whether pages carry a content security policy; not in `serve`, where MkDocs adds a script of its own."""
        return bool(self.publication and self.publication.settings.csp and not self.serving)

    def finish(self, config: MkDocsConfig) -> None:
        """Writes the generated pages, and publishes the site unless something is wrong."""
        if self.failed:
            self.report_failure()
            return
        assert self.publication is not None
        shell = Shell(self.make_theme_renderer(config), self.has_policy)
        if self.serving and _import_serving().is_supported() and _process.is_attached is not False:
            self.serve_live(shell)
            return
        report, problems = self.publication.write(shell, self.describe_shell(config), self.documents, self.staging)
        _log_warnings(problems)
        if config.strict and self.counter.get_counts():
            self.staging.close()
        else:
            self.publication.publish(report, self.staging, Path(config.docs_dir), self.count_warnings())
            self.publication.log_result(report)
        if not self.serving:
            self.publication.close()

    def count_warnings(self) -> int | None:
        """How many warnings there were; None with `mkdocs build --quiet`, which hides them."""
        return sum(count for _, count in self.counter.get_counts()) if log.isEnabledFor(logging.WARNING) else None

    def serve_live(self, shell: Shell) -> None:
        """Makes `serve` answer with the briefing as it is now. Only the hand-written pages are written."""
        assert self.publication is not None
        if _process.live is None:
            _process.live = Live(self.publication)
        _process.live.set_shell(self.publication, shell, self.documents)
        self.publication.save()
        self.staging.swap()

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
        if any(self.staging.site.glob("*.html")):
            self.staging.close()
        else:
            banner.write_problems_page(self.staging.folder, problems, self.words)
            self.staging.swap()


def _open_publication(
    config: MkDocsConfig, settings: Settings, words: Words, key: str, inputs: SourceFiles | None
) -> Publication:
    """The publication of this process, or a new one if anything except the entries changed."""
    root = Path(config.config_file_path).parent
    name, url = config.site_name, (config.site_url or "").rstrip("/") + "/" if config.site_url else ""
    publication = _process.publication
    if publication is None or publication.key != key or publication.root != root:
        drawn = read_drawn(Path(config.theme.custom_dir)) if config.theme.custom_dir else {}
        publication = Publication(root, settings, words, name, url, drawn, key, _process.command, inputs)
        _process.publication = publication
    return publication


def _import_serving() -> ModuleType:
    from adapter import serving  # a build needs no server

    return serving


def _log_warnings(problems: list[Problem]) -> None:
    for problem in sorted(set(problems)):
        log.warning(str(problem))


def address_of(url: str) -> str:
    """Converts MkDocs' address of a page to the form that press uses."""
    return "" if url in (".", "./") else url


def _get_build(config: MkDocsConfig) -> Build:
    build: Build = config.extra["press"]
    return build


def on_startup(command: str) -> None:
    _process.command, _process.publication, _process.live = command, None, None


def on_config(config: MkDocsConfig, key: str, inputs: SourceFiles | None) -> MkDocsConfig:
    build = Build(config, key, inputs)
    config.extra["press"] = build
    escape_log_messages()
    logging.getLogger("mkdocs").addHandler(build.counter)
    build.counter.setLevel(logging.WARNING)
    try:
        build.staging.open()
    except Rejected as rejected:
        raise BuildError(str(rejected)) from None
    config.site_dir = str(build.staging.folder)
    config.theme.static_templates.discard("sitemap.xml")
    build.read(config)
    if not build.failed:
        _log_warnings(build.problems)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = _get_build(config)
    join_assets(files, config, build.staging)
    build.problems += drop_links_out(files, config) + drop_unreadable_documents(files, config)
    if build.publication is None or build.failed:
        return files
    publication, documents = build.publication, list(files.documentation_pages())
    drop_sitemap_of_theme(files, config)
    sources = list(list_sources(files, config))
    build.documents = [address_of(file.url) for file in documents]
    build.problems += publication.retry_without_cache(lambda: publication.builder.routes.find_clashes(sources))
    linked = publication.retry_without_cache(
        lambda: {a for f in documents for a in linked_pages(f.content_string, f.src_uri, publication.site)}
    )
    for address in sorted(linked):
        if address not in build.documents:
            files.append(GeneratedFile(address, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig) -> Navigation:
    _get_build(config).nav = nav
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig) -> str:
    build = _get_build(config)
    if build.publication is None:
        return markdown
    file = name_document(page.file, config)
    publication = build.publication

    def check() -> list[Problem]:
        return list(check_document(markdown, file, publication.site.library, publication.site.names))

    build.problems += publication.retry_without_cache(check)
    return markdown if build.failed else publication.link(file, markdown)


def on_page_content(content: str, page: Page, config: MkDocsConfig) -> str:
    build = _get_build(config)
    if build.publication is not None and not build.publication.settings.trust_docs:
        build.problems += check_rendered(content, page.file.content_string, name_document(page.file, config))
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


def on_post_build(config: MkDocsConfig) -> None:
    build = _get_build(config)
    try:
        build.finish(config)
    finally:
        logging.getLogger("mkdocs").removeHandler(build.counter)
    config.site_dir = str(build.staging.site)  # `mkdocs gh-deploy` deploys the site from there


def on_build_error(error: Exception) -> None:
    """Removes what was not published. A disk error ends the build with one sentence; MkDocs shows all other errors:
    https://www.mkdocs.org/dev-guide/plugins/#on_build_error"""
    staging = _process.staging
    if staging:
        staging.close()
    if isinstance(error, OSError) and error.errno in DISK_ERRORS:
        log.error(describe_disk_error(error, staging))
        raise Abort("Aborted because of a disk error!") from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig) -> LiveReloadServer:
    live, publication = _process.live, _process.publication
    words = words_override_path(Path(config.config_file_path).parent)
    _process.is_attached = False
    if publication is not None and not _import_serving().is_supported():
        _import_serving().log_unsupported()
    elif live is not None:
        root, folder = live.publication.root, live.publication.settings.folder
        _process.is_attached = _import_serving().attach_live_pages(server, live, root, folder)
        if _process.is_attached:
            config.watch[:] = [path for path in config.watch if Path(path) != root / folder]
    if not _process.is_attached:
        if words.exists():
            config.watch.append(str(words))
        if _import_serving().is_supported():
            _import_serving().request_rebuild(server)  # the first build wrote no generated pages
    app = server.get_app()
    if app is not None:
        server.set_app(reject_malformed_paths(allow_own_hosts(app, config.dev_addr.host)))
    return server
