"""A built site on a static host, and a record of what goes wrong there in a browser."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # tests that read the site as files need no browser
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

SUB_PATH = "/briefing/"

# MkDocs has no command-line option for the address of the site.
BUILD = """
import logging
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
config = load_config("mkdocs.yml", site_url=sys.argv[1], site_dir=sys.argv[2], strict=sys.argv[3] == "strict")
config.plugins.on_startup(command="build", dirty=False)
build(config)
config.plugins.on_shutdown()
"""

Visit = Callable[..., "Page"]
"""`visit(path, **options)`: the fixture of that name."""


@dataclass
class Site:
    """The built site and where it is served."""

    folder: Path
    address: str
    """Its address, which ends with the sub-path: `http://127.0.0.1:<port>/briefing/`."""

    @property
    def host(self) -> str:
        """Scheme, host and port. A request outside the sub-path goes to this host and fails there."""
        return self.address.removesuffix(SUB_PATH) + "/"

    def at(self, path: str) -> str:
        """The full address of a path inside the site: `companies/openai/`."""
        return self.address + path.removeprefix("/")


@dataclass
class Watch:
    """What went wrong on the pages that a browser opened."""

    outside: list[str] = field(default_factory=list)
    """Requests to other hosts, which are blocked."""
    errors: list[str] = field(default_factory=list)
    """Errors in the console, including uncaught exceptions and violations of the Content-Security-Policy."""
    failed: list[str] = field(default_factory=list)
    """Requests to our own site answered with 400 or above, or not at all."""

    def list_faults(self) -> list[str]:
        """Everything that went wrong, one line each."""
        return [f"{kind}: {what}" for kind, found in vars(self).items() for what in found]

    def observe(self, context: BrowserContext, host: str) -> None:
        """Records what goes wrong on every page of the context."""

        def note_request(request: Request) -> None:
            if not request.url.startswith((host, "data:", "blob:")):
                self.outside.append(request.url)

        def note_answer(response: Response) -> None:
            if response.status >= 400:
                self.failed.append(f"{response.status} {response.url}")

        def note_failure(request: Request) -> None:
            # Leaving a page while it is loading aborts its requests; that is not a failure.
            if request.url.startswith(host) and request.failure != "net::ERR_ABORTED":
                self.failed.append(f"{request.failure} {request.url}")

        def note_console(message: ConsoleMessage) -> None:
            # A resource that does not load is in `failed`, with its address.
            if message.type == "error" and not message.text.startswith("Failed to load resource"):
                self.errors.append(message.text)

        context.on("request", note_request)
        context.on("response", note_answer)
        context.on("requestfailed", note_failure)
        context.on("console", note_console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))


class SubPathHandler(SimpleHTTPRequestHandler):
    """A static host like GitHub project pages: the site under a sub-path, and 404.html with status 404."""

    def do_GET(self) -> None:
        if self.path == SUB_PATH.rstrip("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", SUB_PATH)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path.startswith(SUB_PATH):
            super().do_GET()
        else:
            super().send_error(HTTPStatus.NOT_FOUND)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(SUB_PATH))

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def build_site(project: Path, site: Site, strict: bool = True) -> str:
    """Builds the project for the address at which it is served. Returns what went wrong, or an empty text."""
    command = [sys.executable, "-c", BUILD, site.address, str(site.folder), "strict" if strict else "lenient"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    return f"the site does not build:\n{done.stdout}{done.stderr}" if done.returncode else ""


@contextmanager
def serve_site(folder: Path) -> Iterator[Site]:
    """Serves a folder, which need not exist yet, under the sub-path on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SubPathHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(folder, f"http://127.0.0.1:{server.server_port}{SUB_PATH}")
        finally:
            server.shutdown()
            thread.join()
