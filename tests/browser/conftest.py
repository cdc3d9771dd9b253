"""The published site in a real browser: built for a sub-path, served, watched.

Every test here holds three bars without saying so: no request to another host, no error in the
console, no failed request. A test that means to cause one clears that list of `watch` itself.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from find_browser import find_browser
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
SUB_PATH = "/briefing/"

# The command line of MkDocs has no option for the address of the site.
BUILD = """
import logging
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
config = load_config("mkdocs.yml", site_url=sys.argv[1], site_dir=sys.argv[2], strict=True)
config.plugins.on_startup(command="build", dirty=False)
build(config)
config.plugins.on_shutdown()
"""

Visit = Callable[..., Page]


@dataclass
class Site:
    """The built site and where it is served."""

    folder: Path
    address: str
    """Ends with the sub-path: `http://127.0.0.1:<port>/briefing/`."""

    @property
    def host(self) -> str:
        """Scheme, host and port. A request that leaves the sub-path stays with the host, and fails there."""
        return self.address.removesuffix(SUB_PATH) + "/"

    def at(self, path: str) -> str:
        """The full address of a path inside the site: `companies/openai/`."""
        return self.address + path.removeprefix("/")


@dataclass
class Watch:
    """What pages did that a reader's browser should not see."""

    outside: list[str] = field(default_factory=list)
    """Requests to another host; blocked."""
    errors: list[str] = field(default_factory=list)
    """Errors in the console, uncaught exceptions and breaches of the Content-Security-Policy among them."""
    failed: list[str] = field(default_factory=list)
    """Requests to our own site answered with 400 or above, or not at all."""

    def lines(self) -> list[str]:
        """Everything seen, one line each."""
        return [f"{kind}: {what}" for kind, found in vars(self).items() for what in found]


class SubPathHandler(SimpleHTTPRequestHandler):
    """A static host as project pages have it: the site under a sub-path, 404.html with status 404."""

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published briefing, built strictly for the address it is then served at."""
    folder = tmp_path_factory.mktemp("published") / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SubPathHandler, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    build = subprocess.run(
        [sys.executable, "-c", BUILD, address, str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    if build.returncode:
        server.server_close()
        pytest.fail(f"the site does not build:\n{build.stdout}{build.stderr}", pytrace=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(folder, address)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once. A machine without one fails the tests: nothing is skipped in silence."""
    executable = find_browser()
    if executable is None:
        pytest.fail("no Chromium found: `make test` fetches one, -m 'not browser' does without", pytrace=False)
    with sync_playwright() as playwright:
        # Chromium's sandbox refuses to run as root, and /dev/shm is tiny in containers.
        chromium = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong on the pages of this test; must be empty at its end."""
    seen = Watch()
    yield seen
    if lines := seen.lines():
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.fixture
def visit(browser: Browser, site: Site, watch: Watch) -> Iterator[Visit]:
    """`visit(path, **options)`: a fresh page at a path of the site.

    The options are those of a browser context: `viewport`, `color_scheme`, `java_script_enabled`,
    `reduced_motion`, `has_touch`, `forced_colors`, ….
    """
    contexts: list[BrowserContext] = []

    def open_page(path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        observe(context, site, watch)
        page = context.new_page()
        page.goto(site.at(path))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The home page at desktop width."""
    return visit()


def observe(context: BrowserContext, site: Site, watch: Watch) -> None:
    """Block what goes elsewhere, and write down what goes wrong."""

    def gate(route: Route) -> None:
        if route.request.url.startswith(site.host):
            route.continue_()
        else:
            watch.outside.append(route.request.url)
            route.abort()

    def note_console(message: ConsoleMessage) -> None:
        # A resource that does not load is in `failed`, there with its address.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            watch.errors.append(message.text)

    def note_answer(response: Response) -> None:
        if response.status >= 400:
            watch.failed.append(f"{response.status} {response.url}")

    def note_failure(request: Request) -> None:
        # A page that is left in the middle of loading drops its requests: no failure.
        if request.url.startswith(site.host) and request.failure != "net::ERR_ABORTED":
            watch.failed.append(f"{request.failure} {request.url}")

    context.route("**/*", gate)
    context.on("console", note_console)
    context.on("weberror", lambda error: watch.errors.append(str(error.error)))
    context.on("response", note_answer)
    context.on("requestfailed", note_failure)
