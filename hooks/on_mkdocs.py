"""MkDocs events -> press, and nothing else: the only room that knows both.

The state of one build lives in its configuration, so that a rebuild in `mkdocs serve` begins afresh.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from press import banner
from press.addresses import ROOT, file_of, to_root
from press.build import Briefing, read_briefing, refuse_clashes, write_site
from press.cards import Pictures, read_drawn
from press.csp import with_policy
from press.documents import check_document, link_document
from press.hosts import only_hosts
from press.problem import Problem, Rejected
from press.render import Shell, Slots
from press.settings import Settings, read_settings, read_words
from press.staging import Staging
from press.views.editions import numbers
from press.views.follow import site_feeds

log = logging.getLogger("mkdocs.hooks.briefing")
_process = {"command": "build"}
"""What this process runs, `build` or `serve`: all that outlives one build."""


class GeneratedFile(File):
    """A page that press writes: links to it resolve, and MkDocs' own page loop never sees it."""

    def __init__(self, address: str, config: MkDocsConfig) -> None:
        source = f"{address.rstrip('/') or 'index'}.md"
        super().__init__(source, src_dir=None, dest_dir=config.site_dir, use_directory_urls=True)
        self.inclusion = InclusionLevel.INCLUDED
        self.dest_uri = file_of(address)
        self.url = address or "./"

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing to copy: press writes it."""


class Build:
    """One build of the site, from its configuration to the swap."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.serving = _process["command"] == "serve"
        self.staging = Staging(Path(config.site_dir), foreign_ok=self.serving)
        self.problems: list[Problem] = []
        self.briefing: Briefing | None = None
        self.settings: Settings | None = None
        self.counter = CountHandler()
        self.env: Environment | None = None
        self.nav: Navigation | None = None
        self.files: Files | None = None
        self.documents: list[str] = []

    def read(self, config: MkDocsConfig) -> None:
        """Settings, words, entries; what is wrong is kept until all of it is known."""
        self.settings, problems = read_settings(config.extra.get("briefing"))
        words, more = read_words()
        self.problems += problems + more
        config.extra["words"] = words
        if self.settings is None or self.problems:
            return
        try:
            name, url = config.site_name, (config.site_url or "").rstrip("/") + "/"
            root = Path(config.config_file_path).parent
            drawn = read_drawn(Path(config.theme.custom_dir or root))
            self.briefing = read_briefing(root, self.settings, words, name, url if config.site_url else "", drawn)
        except Rejected as rejected:
            self.problems += rejected.problems
            return
        self.problems += self.briefing.warnings
        config.extra["feeds"] = site_feeds(config.site_name)
        config.extra["numbers_line"] = numbers(self.briefing.site)
        config.extra["picture"] = Pictures(self.briefing.site).home

    @property
    def failed(self) -> bool:
        return self.briefing is None or any(problem.severity == "error" for problem in self.problems)

    def theme(self, config: MkDocsConfig) -> Callable[[Slots], str]:
        """Renders one generated page with the theme, as MkDocs renders its own."""
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
                build_date_utc=None,
                config=config,
                page=page,
            )
            return str(env.get_template("main.html").render(context))

        return render

    def policy(self) -> bool:
        """Whether pages carry their policy; not in serve, where MkDocs adds a script of its own."""
        return bool(self.settings and self.settings.csp and not self.serving)

    def finish(self, config: MkDocsConfig) -> None:
        """Writes the generated pages, and publishes if nothing speaks against it."""
        if self.failed:
            self.fail()
            return
        assert self.briefing is not None
        shell = Shell(self.theme(config), self.policy())
        _report(write_site(self.briefing, shell, self.documents, self.staging.folder))
        if config.strict and self.counter.get_counts():
            self.staging.close()
        else:
            self.staging.swap()

    def fail(self) -> None:
        """Nothing is published: a build ends, serve shows the problems on the last good pages."""
        if not self.serving:
            self.staging.close()
            raise BuildError("\n" + "\n".join(str(problem) for problem in sorted(set(self.problems))))
        for problem in sorted(set(self.problems)):
            log.info(str(problem))
        if any(self.staging.site.glob("*.html")):
            banner.show(self.staging.site, self.problems)
            self.staging.close()
        else:
            banner.write_page(self.staging.folder, self.problems)
            self.staging.swap()


def _report(problems: list[Problem]) -> None:
    for problem in sorted(set(problems)):
        log.warning(str(problem))


def address_of(url: str) -> str:
    """MkDocs' address of a page as press writes it."""
    return "" if url in (".", "./") else url


def _build(config: MkDocsConfig) -> Build:
    build: Build = config.extra["press"]
    return build


def on_startup(command: str, dirty: bool) -> None:
    _process["command"] = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    build = Build(config)
    config.extra["press"] = build
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
        _report(build.problems)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = _build(config)
    if build.briefing is None:
        return files
    docs = Path(config.docs_dir).name
    written = [(address_of(file.url), f"{docs}/{file.src_uri}") for file in files.documentation_pages()]
    build.documents = [address for address, _ in written]
    clashes = refuse_clashes(build.briefing, written)
    build.problems += clashes
    taken = {address for address, _ in written}
    for page in build.briefing.pages:
        if page.address not in taken:
            files.append(GeneratedFile(page.address, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _build(config).nav = nav
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build = _build(config)
    if build.briefing is None:
        return markdown
    file = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    site = build.briefing.site
    build.problems += check_document(markdown, file, site.library, site.prose.names)
    return link_document(markdown, site)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    build = _build(config)
    build.env, build.files = env, files
    if build.failed and not build.serving:
        build.fail()
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    build = _build(config)
    linked = output.replace(f'="{ROOT}', f'="{to_root(address_of(page.url))}')
    return with_policy(linked) if build.policy() else linked


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name != "404.html":
        return output_content
    build = _build(config)
    base = re.sub(r"^https?://[^/]+", "", (config.site_url or "/").rstrip("/")) + "/"
    linked = output_content.replace(f'="{ROOT}', f'="{base}')
    return with_policy(linked) if build.policy() else linked


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    build = _build(config)
    try:
        build.finish(config)
    finally:
        logging.getLogger("mkdocs").removeHandler(build.counter)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    app = server.get_app()
    if app is not None:
        server.set_app(only_hosts(app, config.dev_addr.host))
    return server
