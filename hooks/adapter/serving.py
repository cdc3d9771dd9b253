"""What `mkdocs serve` does here beyond MkDocs' documented API: pages on request, file system events, the desk.

Only this module uses the internals of MkDocs' server, as of VERSION. With another version, or without file system
events, `attach_live_pages` does nothing except log that; MkDocs polls, and every change rebuilds the whole site.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import posixpath
import queue
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import mkdocs
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from adapter.requests import allow_own_hosts, is_loopback, reject_malformed_paths
from press.content.changes import is_source_file
from press.content.words_file import templates_override_path, words_override_path
from press.publish.live import Live

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.briefing")

VERSION = "1.6.1"
NEEDED = (
    "_epoch_cond", "_visible_epoch", "_wanted_epoch", "_rebuild_cond", "_want_rebuild", "_inject_js_into_html",
    "mount_path", "root", "server_address", "get_app", "set_app",
)  # fmt: skip
"""The attributes of MkDocs' server that are used here."""
QUIET = 0.004
"""Seconds without an event after which a change counts as complete: editors write a file in several steps."""
CHANGES = ("created", "modified", "moved", "deleted", "closed")
"""The events that may be edits; `opened` and `closed_no_write` come from reading."""


def is_supported() -> bool:
    """Whether MkDocs' server is the one that this module was written for."""
    return mkdocs.__version__ == VERSION


def will_attach() -> bool:
    """Whether pages can be made on request: MkDocs calls `on_serve`, where that begins, only with live reload."""
    context = click.get_current_context(silent=True)
    return is_supported() and (context is None or bool(context.params.get("livereload", True)))


def log_unsupported() -> None:
    log.info("MkDocs %s is not %s: every change rebuilds the whole site.", mkdocs.__version__, VERSION)


def attach_live_pages(server: LiveReloadServer, live: Live, root: Path, folder: str) -> bool:
    """Makes `server` answer with the pages of `live`, which from now on follows the files in `root/folder`. Returns
    whether that was possible."""
    if not is_supported() or not all(hasattr(server, name) for name in NEEDED):
        log_unsupported()
        return False
    try:
        _watch(server, live, root, folder)
    except (ImportError, OSError) as error:
        log.info("File system events are not available (%s): every change rebuilds the whole site.", error)
        return False
    app = server.get_app()
    if app is not None:
        server.set_app(_serve_live_pages(server, live, app))
    _attach_desk(server, live, root)
    return True


def _serve_live_pages(server: Any, live: Live, app: WSGIApplication) -> WSGIApplication:
    """Wraps the application to serve the pages that `live` has instead of the files of the last build."""

    def live_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        data = None if path.startswith("/livereload/") else _find_page(server, live, path)
        if data is None:
            return app(environ, start_response)
        name, content = data
        if name.endswith(".html"):
            with server._epoch_cond:
                epoch = server._visible_epoch
            content = server._inject_js_into_html(content, epoch)
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        kind += "; charset=utf-8" if kind.startswith("text/") else ""
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return live_app


def _attach_desk(server: Any, live: Live, root: Path) -> None:
    """Makes `server` answer with the desk at `desk/`, unless other machines can reach it."""
    host, port = str(server.server_address[0]), server.server_address[1]
    if not is_loopback(host):
        log.info("The desk is left out: it answers only on this computer, and %s may be reached from others.", host)
        return
    app, mount = server.get_app(), str(server.mount_path)
    if app is not None:
        server.set_app(_serve_desk(live, root, mount, app))
        logging.getLogger("mkdocs.livereload").addFilter(_is_no_save)
        log.info("The desk is at http://%s:%s%sdesk/", f"[{host}]" if ":" in host else host, port, mount)


def _is_no_save(record: logging.LogRecord) -> bool:
    """Whether a line of MkDocs' log is not about a save at the desk, which ends in a redirection: no warning."""
    message = record.getMessage()
    return "/desk/" not in message or " code 303" not in message


def _serve_desk(live: Live, root: Path, mount: str, app: WSGIApplication) -> WSGIApplication:
    """Wraps the application to answer below `desk/`. The desk is imported when it is first asked for."""
    made: list[WSGIApplication] = []
    lock = threading.Lock()

    def desk_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == f"{mount}desk":
            start_response("302 Found", [("Location", f"{path}/")])
            return []
        if not path.startswith(f"{mount}desk/"):
            return app(environ, start_response)
        with lock:
            if not made:
                from press.desk.server.app import DeskApp

                made.append(DeskApp(live, root, mount))
        return made[0](environ, start_response)

    return desk_app


def guard_pages(server: LiveReloadServer, host: str, get_page: Callable[[], bytes | None]) -> None:
    """Makes `server`, which listens at `host`, answer only its own names, and answer with the page that `get_page`
    returns while there is no other."""
    app = server.get_app()
    if app is not None:
        app = allow_own_hosts(_answer_with_problems(server, app, get_page), host)
        server.set_app(reject_malformed_paths(app))


def _answer_with_problems(server: Any, app: WSGIApplication, get_page: Callable[[], bytes | None]) -> WSGIApplication:
    """Wraps the application to answer every address of a page with the page that `get_page` returns, if any: all that
    can be shown of a briefing with mistakes that has never been built."""

    def problems_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, page = environ["PATH_INFO"], get_page()
        if page is None or not path.startswith(server.mount_path) or not path.endswith(("/", ".html")):
            return app(environ, start_response)
        with server._epoch_cond:
            epoch = server._visible_epoch
        content = server._inject_js_into_html(page, epoch)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))]
        start_response("200 OK", headers)
        return [content]

    return problems_app if all(hasattr(server, name) for name in NEEDED) else app


def _find_page(server: Any, live: Live, path: str) -> tuple[str, bytes] | None:
    """(path of the file in the site, its bytes) for the path of a request; None for what MkDocs answers itself."""
    if not path.startswith(server.mount_path):
        return None
    name = posixpath.normpath("/" + path[len(server.mount_path) :]).lstrip("/")
    if path.endswith("/"):
        name = f"{name}/index.html".lstrip("/").replace("./", "")
    data = live.read_file(name)
    if data is None and name.endswith(".html"):
        file = Path(server.root, name)
        data = live.add_problems(name, file.read_bytes()) if file.is_file() else None
    return None if data is None else (name, data)


def _watch(server: Any, live: Live, root: Path, folder: str) -> None:
    """Starts a thread that applies every change to a file below a folder and reloads the open pages. The words that the
    project overrides are watched too: they are on every page, so a change needs a build. Their file may come and go."""
    from watchdog.observers import Observer

    events: queue.SimpleQueue[str | None] = queue.SimpleQueue()  # a file, or None for a folder with unknown changes

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in CHANGES or (event.is_directory and event.event_type == "modified"):
                return
            for path in (event.src_path, event.dest_path):
                if path:
                    events.put(None if event.is_directory else _make_relative(os.fsdecode(path), root))

    words, templates = words_override_path(root), templates_override_path(root)

    class WordsHandler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
            is_ours = any(path == words or path.is_relative_to(templates) for path in paths)
            if event.event_type in CHANGES and is_ours:
                request_rebuild(server)

    observer = Observer()
    observer.schedule(Handler(), str(root / folder), recursive=True)
    observer.schedule(WordsHandler(), str(root), recursive=False)
    if templates.is_dir():
        observer.schedule(WordsHandler(), str(templates), recursive=True)
    observer.daemon = True
    observer.start()
    threading.Thread(target=_apply_events, args=(server, live, events), daemon=True).start()


def _make_relative(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _apply_events(server: Any, live: Live, events: queue.SimpleQueue[str | None]) -> None:
    """Handles events as they arrive, those in quick succession together; never returns."""
    while True:
        batch = {events.get()}
        while True:
            try:
                batch.add(events.get(timeout=QUIET))
            except queue.Empty:
                break
        files = {file for file in batch if file is not None and is_source_file(file)}
        if not files and None not in batch and not live.has_errors:
            continue
        try:
            is_shown = live.apply_changes(None if None in batch else files)
        except Exception:  # the thread must keep running; the rebuild shows what is wrong
            log.exception("The change could not be applied: the whole site will be rebuilt.")
            is_shown = False
        if is_shown:
            _reload_pages(server)
        else:
            request_rebuild(server)


def _reload_pages(server: Any) -> None:
    """Makes every open page reload."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch = server._visible_epoch + 1
        server._epoch_cond.notify_all()


def request_rebuild(server: Any) -> None:
    """Asks MkDocs for a build, as if it had noticed a change itself."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
