"""`mkdocs serve` answers only requests that name this machine, so that no other site can read the pages through its own
host name (DNS rebinding). Applications follow the interface of https://peps.python.org/pep-3333/
"""

from __future__ import annotations

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


def allow_own_hosts(app: WSGIApplication, host: str) -> WSGIApplication:
    """Wraps the application so that it answers only requests for this machine's own names and for `host`, where it
    listens. If that is every address of this machine, any IP address is allowed: no other site can have one as its
    name."""
    is_everywhere, allowed = host in EVERYWHERE, OWN | {host.lower()}
    if is_everywhere:
        name = socket.gethostname().lower()
        allowed |= {name, f"{name.partition('.')[0]}.local"}

    def guarded_app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = _parse_host(environ.get("HTTP_HOST", ""))
        if asked in allowed or (is_everywhere and _is_ip_address(asked)):
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"This server answers only at {', '.join(sorted(allowed - EVERYWHERE))}.\n".encode()]

    return guarded_app


def _parse_host(header: str) -> str:
    """The name in a Host header, without its port; empty if there is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
