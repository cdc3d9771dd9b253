"""The requests that `mkdocs serve` refuses before anything looks at them. The interface of an application is that of
https://peps.python.org/pep-3333/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OWN = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which every machine knows itself."""
MAX_PATH = 2_000
"""The most bytes in the path of a request; no file of the site has so long a name."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONG_NUMBER = re.compile(r"/livereload/\d{19}|/livereload/\d+/\d{19}")
"""The address that open pages ask for changes, with numbers that no page of ours sends."""


def allow_own_hosts(app: WSGIApplication, host: str) -> WSGIApplication:
    """The application, answering only requests for this machine's own names and for `host`, where it listens: no other
    site can then read the pages through a name of its own (DNS rebinding)."""
    allowed = OWN | {host.lower()}

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _parse_host(environ.get("HTTP_HOST", "")) in allowed:
            return app(environ, start_response)
        return _refuse(start_response, "403 Forbidden", f"This server answers only at {host}.")

    return guarded_app


def refuse_malformed_paths(app: WSGIApplication) -> WSGIApplication:
    """The application, answering no request whose path can be the name of no file."""

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_malformed(environ.get("PATH_INFO", "")):
            return _refuse(start_response, "400 Bad Request", "No page has an address like this.")
        return app(environ, start_response)

    return guarded_app


def _is_malformed(path: str) -> bool:
    """Whether a path, whose characters stand for bytes, is too long, no UTF-8, or has control characters."""
    try:
        path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return True
    return len(path) > MAX_PATH or bool(_CONTROL.search(path) or _LONG_NUMBER.match(path))


def _refuse(start_response: StartResponse, status: str, sentence: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{sentence}\n".encode()]


def _parse_host(header: str) -> str:
    """The name in a Host header, without its port; empty where there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""
