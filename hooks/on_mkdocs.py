"""The hooks that mkdocs.yml names: a build with nothing to do ends here, any other is for `building`.

Only what that takes is imported: reading the rest takes longer than finding out that nothing changed.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from press.content.changes import SourceFiles
from press.content.words_file import words_override_path
from press.incremental.store import Damaged
from press.problem import Rejected
from press.publish.cache import CACHE, Standing, fingerprint, open_store, store_path
from press.publish.staging import Staging

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.briefing")
HOOKS = Path(__file__).resolve().parent


@dataclass
class _Run:
    """What this process does."""

    command: str = "build"
    idle: Staging | None = None
    """The folder that MkDocs writes to in vain, where there is nothing to do."""
    inputs: SourceFiles | None = None
    """The files of the briefing, looked at already, where there is something to do."""


_run = _Run()


def _building() -> ModuleType:
    """The room of every other build. MkDocs names this folder to Python only while it loads the hooks."""
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    from adapter import building

    return building


def version_of(config: MkDocsConfig) -> str:
    """The version of everything but the entries that pages are made with. What `serve` remembers holds no page, so
    that its address makes no difference."""
    theme = Path(config.theme.custom_dir or HOOKS / "theme")
    url = "" if _run.command == "serve" else config.site_url
    settings = {"name": config.site_name, "url": url, "briefing": config.extra.get("briefing")}
    file = Path(config.config_file_path)
    return fingerprint([HOOKS, theme, file, words_override_path(file.parent)], **settings)


def _idle(config: MkDocsConfig, version: str) -> Staging | None:
    """Where MkDocs may write in vain, if what it would build is what stands published."""
    staging, settings = Staging(Path(config.site_dir)), config.extra.get("briefing")
    root = Path(config.config_file_path).parent
    if not staging.token or len(config.plugins) > 1 or not isinstance(settings, dict) or not (root / CACHE).is_dir():
        return None
    staging.open()
    folder = str(settings.get("folder", "briefings"))
    store = open_store(store_path(root, "build", version))
    try:
        if store:
            standing = Standing(root, folder, Path(config.docs_dir), staging.site, staging.token, store)
            _run.inputs = standing.inputs
            if standing.is_unchanged:
                return staging
    except Damaged:
        pass
    finally:
        if store:
            store.close()
    staging.close()
    return None


def on_startup(command: str, dirty: bool) -> None:
    _run.command = command
    if command == "serve":
        _building().on_startup(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    version = version_of(config)
    try:
        _run.idle = _idle(config, version) if _run.command == "build" else None
    except Rejected as rejected:
        raise BuildError(str(rejected)) from None
    if _run.idle is None:
        found: MkDocsConfig = _building().on_config(config, version, _run.inputs)
        return found
    config.site_dir = str(_run.idle.folder)
    config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    return Files([]) if _run.idle else _forward("on_files", files, config=config)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    return nav if _run.idle else _forward("on_nav", nav, config=config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return str(_forward("on_page_markdown", markdown, page=page, config=config))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    return env if _run.idle else _forward("on_env", env, config=config, files=files)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return str(_forward("on_post_page", output, page=page, config=config))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return str(_forward("on_post_template", output_content, template_name=template_name, config=config))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    if _run.idle is None:
        _forward("on_post_build", config=config)
        return
    _run.idle.close()
    log.info("Nothing changed since the last build.")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    served: LiveReloadServer = _forward("on_serve", server, config=config)
    return served


def _forward(event: str, *arguments: Any, **named: Any) -> Any:
    return getattr(_building(), event)(*arguments, **named)
