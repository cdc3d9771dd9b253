"""Rejects requests to `mkdocs serve` that nothing else should look at. Applications follow the interface of
https://peps.python.org/pep-3333/
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OWN = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names that every machine has for itself."""
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})
"""The addresses to listen at for requests from other machines."""
MAX_PATH = 2_000
"""The maximum number of bytes in the path of a request; no file of the site has such a long name."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONG_NUMBER = re.compile(r"/livereload/\d{19}|/livereload/\d+/\d{19}")
"""The address where open pages ask for changes, with numbers larger than our pages send."""


def allow_own_hosts(app: WSGIApplication, host: str) -> WSGIApplication:
    """Wraps the application so that it answers only requests for this machine's own names and for `host`, where it
    listens. Then no other site can read the pages through its own host name (DNS rebinding). If it listens at every
    address of this machine, any IP address is allowed: no other site can have one as its name."""
    is_everywhere, allowed = host in EVERYWHERE, OWN | {host.lower()}
    if is_everywhere:
        name = socket.gethostname().lower()
        allowed |= {name, f"{name.partition('.')[0]}.local"}

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = _parse_host(environ.get("HTTP_HOST", ""))
        if asked and (asked in allowed or (is_everywhere and _is_ip_address(asked))):
            return app(environ, start_response)
        names = ", ".join(sorted(allowed - EVERYWHERE))
        return _reject(start_response, "403 Forbidden", f"This server answers only at {names}.")

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


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens at `host`."""
    try:
        return host.lower() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
