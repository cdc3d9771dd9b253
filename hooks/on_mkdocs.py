"""The hooks that mkdocs.yml names: what MkDocs calls while it builds.

`mkdocs build` first checks whether anything changed since the last build. If nothing did, MkDocs gets no files, and the
published site stays as it is. Otherwise each event is handled by the function of the same name in
`adapter/building.py`, which is imported only then: importing it takes longer than finding out that nothing changed.

Nothing happens before `on_pre_build`, because other programs (mike) load the configuration without building. A build
inside of another one (mkdocs-static-i18n starts one for each language) adds its hand-written pages to it.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from os.path import isfile
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files

from adapter.configuration import compute_build_key, find_site, may_skip_builds
from press.content.changes import SourceFiles
from press.incremental.garbage import without_collection
from press.incremental.packing import Damaged
from press.problem import Rejected
from press.publish.cache import open_store, store_path
from press.publish.no_op import NoOpCheck
from press.publish.staging import Staging

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

T = TypeVar("T")

log = logging.getLogger("mkdocs.hooks.briefing")
HOOKS = Path(__file__).resolve().parent
FIRST, LAST = 100, -100
"""The priorities of events that are handled before and after all plugins have handled them."""


@dataclass
class _State:
    """What one event leaves for the next."""

    command: str = "build"
    """How MkDocs was called: `build`, `serve` or `gh-deploy`."""
    folder: str = ""
    """Where the current build writes; empty between builds."""
    depth: int = 0
    """How many builds inside of the current one are running."""
    unchanged: Staging | None = None
    """The published site, if nothing changed since it was built. What MkDocs writes next to it is thrown away."""
    inputs: SourceFiles | None = None
    """The files of the briefing, if looking for changes meant reading them."""


_state = _State()


def on_startup(command: str, dirty: bool) -> None:
    _state.command = command
    if command != "build":
        _pass_on("on_startup", command)


@event_priority(LAST)
def on_pre_build(config: MkDocsConfig) -> None:
    if _state.folder and config.site_dir == _state.folder:
        _state.depth += 1
        _pass_on("on_inner_build", config)
        return
    key = compute_build_key(config, _state.command)
    try:
        _state.depth, _state.unchanged = 0, _find_unchanged_site(config, key)
    except Rejected as rejected:
        raise BuildError(str(rejected)) from None
    if _state.unchanged:
        config.site_dir = str(_state.unchanged.folder)
        config.theme.static_templates.clear()
    else:
        _pass_on("on_pre_build", config, key=key, inputs=_state.inputs)
    _state.folder = config.site_dir


@event_priority(LAST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    return Files([]) if _state.unchanged else _pass_on("on_files", files, config=config)


@event_priority(LAST)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    return nav if _state.unchanged or _state.depth else _pass_on("on_nav", nav, config=config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return _pass_on("on_page_markdown", markdown, page=page, config=config)


@event_priority(LAST)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    return _pass_on("on_page_content", html, page=page, config=config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    return env if _state.unchanged or _state.depth else _pass_on("on_env", env, config=config, files=files)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _pass_on("on_post_page", output, page=page, config=config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return _pass_on("on_post_template", output_content, template_name=template_name, config=config)


@event_priority(FIRST)
def _write_pages(config: MkDocsConfig) -> None:
    """Writes the generated pages before other plugins change the configuration or look at the pages."""
    if not _state.unchanged and not _state.depth:
        _pass_on("on_written", config)


@event_priority(LAST)
def _publish(config: MkDocsConfig) -> None:
    if _state.depth:
        _state.depth -= 1
        return
    if _state.unchanged is None:
        _pass_on("on_post_build", config)
    else:
        config.site_dir = str(_state.unchanged.site)
        _state.unchanged.close()
        log.info("Nothing changed since the last build.")
    _state.folder = ""


on_post_build = CombinedEvent(_write_pages, _publish)


@event_priority(LAST)
def on_build_error(error: Exception) -> None:
    _state.folder, _state.depth = "", 0
    if _state.unchanged:
        _state.unchanged.close()
    _pass_on("on_build_error", error)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    return _pass_on("on_serve", server, config=config)


def on_shutdown() -> None:
    """Lets an interrupt end the process while Python exits. Nothing is left to put back then, and Python would print a
    traceback."""
    if _state.command in ("build", "serve") and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        with suppress(ValueError):  # not the main thread
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _pass_on(event: str, value: T, **named: Any) -> T:
    """Passes an event to `adapter/building.py` and returns the resulting value."""
    handled: T = getattr(_import_building(), event)(value, **named)
    return handled


def _import_building() -> ModuleType:
    """Imports the module that handles a build. MkDocs lets Python find the files next to this one only while it loads
    the hooks, so the folder is added to the path again here."""
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    with without_collection():
        from adapter import building

    return building


def _find_unchanged_site(config: MkDocsConfig, key: str) -> Staging | None:
    """The published site, locked, if a build is sure to publish the same again, else None. Raises Rejected if nothing
    may be built at all."""
    staging, settings = Staging(find_site(config)), config.extra.get("briefing")
    root = Path(config.config_file_path).parent
    path = store_path(root, "build", key)
    if _state.command != "build" or not isinstance(settings, dict) or not may_skip_builds(config):
        return None
    if not staging.token or not isfile(path):
        return None
    staging.open()
    if _is_unchanged(path, root, str(settings.get("folder", "briefings")), Path(config.docs_dir), staging):
        return staging
    staging.close()
    return None


def _is_unchanged(path: Path, root: Path, folder: str, docs: Path, staging: Staging) -> bool:
    """Whether the store at `path` describes the project as it is. A damaged store does not: the build that follows
    opens it again and replaces it."""
    store = open_store(path)
    if store is None:
        return False
    try:
        check = NoOpCheck(root, folder, docs, staging, store)
        _state.inputs = check.inputs
        return check.is_unchanged
    except Damaged:
        return False
    finally:
        store.close()
