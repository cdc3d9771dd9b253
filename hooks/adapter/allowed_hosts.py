"""`mkdocs serve` answers only requests that name this machine, so that no other site can read the pages through its own
host name (DNS rebinding). Applications follow the interface of https://peps.python.org/pep-3333/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OWN = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names that every machine has for itself."""


def allow_own_hosts(app: WSGIApplication, host: str) -> WSGIApplication:
    """Wraps the application so that it answers only requests for this machine's own names and for `host`, where it
    listens."""
    allowed = OWN | {host.lower()}

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _parse_host(environ.get("HTTP_HOST", "")) in allowed:
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"This server answers only at {host}.\n".encode()]

    return guarded_app


def _parse_host(header: str) -> str:
    """The name in a Host header, without its port; empty if there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""
