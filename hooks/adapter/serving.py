"""`mkdocs serve` beyond what MkDocs documents: pages made on request, events of the file system, quick reloads.

Everything that leans on MkDocs' own server stands here, and was written for VERSION. With another version, or without
events of the file system, `attach` does nothing and says so: MkDocs polls, and builds the whole site on each change.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import posixpath
import queue
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from press.content.changes import is_read
from press.content.words_file import words_override_path
from press.publish.live import Live

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.briefing")

VERSION = "1.6.1"
NEEDED = (
    "_epoch_cond", "_visible_epoch", "_wanted_epoch", "_rebuild_cond", "_want_rebuild", "_inject_js_into_html",
    "mount_path", "root", "get_app", "set_app",
)  # fmt: skip
"""What is used of MkDocs' server."""
QUIET = 0.004
"""Seconds without an event after which a change is taken as whole."""
CHANGES = ("created", "modified", "moved", "deleted", "closed")


def supported() -> bool:
    """Whether MkDocs' server is the one that this was written for."""
    return mkdocs.__version__ == VERSION


def tell_unsupported() -> None:
    log.info("MkDocs %s is not %s: every change builds the whole site.", mkdocs.__version__, VERSION)


def attach(server: LiveReloadServer, live: Live, root: Path, folder: str) -> bool:
    """Lets `server` answer with the pages of `live`, which follows the files of `root/folder`. Says whether it can."""
    if not supported() or not all(hasattr(server, name) for name in NEEDED):
        tell_unsupported()
        return False
    try:
        _watch(server, live, root, folder)
    except (ImportError, OSError) as error:
        log.info("No events of the file system (%s): every change builds the whole site.", error)
        return False
    app = server.get_app()
    if app is not None:
        server.set_app(_answering(server, live, app))
    return True


# Requests


def _answering(server: Any, live: Live, app: WSGIApplication) -> WSGIApplication:
    """The application, with the pages of `live` before the files of the last build."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        data = None if path.startswith("/livereload/") else _page(server, live, path)
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

    return answer


def _page(server: Any, live: Live, path: str) -> tuple[str, bytes] | None:
    """(name of the file, what it holds) of what a path asks for; None for what MkDocs answers itself."""
    if not path.startswith(server.mount_path):
        return None
    name = posixpath.normpath("/" + path[len(server.mount_path) :]).lstrip("/")
    if path.endswith("/"):
        name = f"{name}/index.html".lstrip("/").replace("./", "")
    data = live.file(name)
    if data is None and name.endswith(".html"):
        file = Path(server.root, name)
        data = live.with_problems(name, file.read_bytes()) if file.is_file() else None
    return None if data is None else (name, data)


# Changes


def _watch(server: Any, live: Live, root: Path, folder: str) -> None:
    """Follows the files of a folder: what changed is taken, and open pages reload. Words that the project overrides are
    followed too, and stand on every page: they take a build. Their file may come and go."""
    from watchdog.observers import Observer

    events: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in CHANGES or (event.is_directory and event.event_type == "modified"):
                return
            for path in (event.src_path, event.dest_path):
                if path:
                    events.put(None if event.is_directory else _relative(os.fsdecode(path), root))

    words = words_override_path(root)

    class WordsHandler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            paths = {Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
            if event.event_type in CHANGES and words in paths:
                rebuild(server)

    observer = Observer()
    observer.schedule(Handler(), str(root / folder), recursive=True)
    observer.schedule(WordsHandler(), str(root), recursive=False)
    observer.daemon = True
    observer.start()
    threading.Thread(target=_follow, args=(server, live, events), daemon=True).start()


def _relative(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _follow(server: Any, live: Live, events: queue.SimpleQueue[str | None]) -> None:
    while True:
        found = {events.get()}
        while True:
            try:
                found.add(events.get(timeout=QUIET))
            except queue.Empty:
                break
        files = {file for file in found if file is not None and is_read(file)}
        if not files and None not in found and not live.has_problems:
            continue
        try:
            whole = live.take(None if None in found else files)
        except Exception:
            log.exception("The change could not be taken: the whole site is built.")
            whole = False
        _reload(server) if whole else rebuild(server)


def _reload(server: Any) -> None:
    """Lets every open page load again."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch = server._visible_epoch + 1
        server._epoch_cond.notify_all()


def rebuild(server: Any) -> None:
    """Asks MkDocs for a build of the hand-written pages and the theme."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
