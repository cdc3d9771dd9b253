"""Sites to open in a browser: built for the address at which they are served, and served compressed."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from project import CHECKOUT, make_project

sys.path.append(str(CHECKOUT / "tests" / "browser"))

from served_site import SUB_PATH, Site, SubPathHandler, Watch, build_site

__all__ = ["CHECKOUT", "Site", "Watch", "browser_path", "build_invented_site", "compress_file", "host_site"]

_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt", ".csv"}
PAGES_A_CLAIM = 1 / 0.6
"""Pages per claim: an invented briefing has six claims for every ten pages."""


class CompressingHandler(SubPathHandler):
    """Answers as most hosts do: text is compressed, and a connection is kept for many requests."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.split("?")[0]))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if not self.path.startswith(SUB_PATH) or path.suffix not in _TEXT or not path.is_file():
            super().do_GET()
            return
        body = compress_file(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def compress_file(path: Path) -> bytes:
    """A file as it is sent over the network."""
    return gzip.compress(path.read_bytes(), mtime=0)


@contextmanager
def host_site(project: Path) -> Iterator[Site]:
    """The project's site, built and served. Raises RuntimeError if it does not build."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        handler = partial(CompressingHandler, directory=f"{folder}/site")
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            site = Site(Path(folder) / "site", f"http://127.0.0.1:{server.server_port}{SUB_PATH}")
            if wrong := build_site(project, site, strict=False):
                raise RuntimeError(wrong)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield site
            finally:
                server.shutdown()
                thread.join()


@contextmanager
def build_invented_site(claims: int) -> Iterator[Site]:
    """The site of an invented briefing with about this many claims."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        make_project(Path(folder), round(claims * PAGES_A_CLAIM), 1)
        with host_site(Path(folder)) as site:
            yield site


def browser_path() -> str:
    """The path of Chromium, as the browser tests find it. Raises CalledProcessError if there is none."""
    command = [sys.executable, str(CHECKOUT / "tests/browser/find_browser.py")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
