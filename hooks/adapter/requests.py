"""Rejects requests to `mkdocs serve` that nothing else should look at. Applications follow the interface of
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
"""The names that every machine has for itself."""
MAX_PATH = 2_000
"""The maximum number of bytes in the path of a request; no file of the site has such a long name."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONG_NUMBER = re.compile(r"/livereload/\d{19}|/livereload/\d+/\d{19}")
"""The address where open pages ask for changes, with numbers larger than our pages send."""


def allow_own_hosts(app: WSGIApplication, host: str) -> WSGIApplication:
    """Wraps the application so that it answers only requests for this machine's own names and for `host`, where it
    listens. Then no other site can read the pages through its own host name (DNS rebinding)."""
    allowed = OWN | {host.lower()}

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _parse_host(environ.get("HTTP_HOST", "")) in allowed:
            return app(environ, start_response)
        return _reject(start_response, "403 Forbidden", f"This server answers only at {host}.")

    return guarded_app


def reject_malformed_paths(app: WSGIApplication) -> WSGIApplication:
    """Wraps the application so that it rejects requests whose path cannot be the name of a file."""

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_malformed(environ.get("PATH_INFO", "")):
            return _reject(start_response, "400 Bad Request", "No page has an address like this.")
        return app(environ, start_response)

    return guarded_app


def _is_malformed(path: str) -> bool:
    """Whether a path, with one character for each byte, is too long, is not UTF-8, or has control characters."""
    try:
        path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return True
    return len(path) > MAX_PATH or bool(_CONTROL.search(path) or _LONG_NUMBER.match(path))


def _reject(start_response: StartResponse, status: str, sentence: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{sentence}\n".encode()]


def _parse_host(header: str) -> str:
    """The name in a Host header, without its port; empty if there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""
