"""Fetches one public address over HTTP. It goes to no other place than the one that was given and checked.

The name is resolved first, every address that it has must be a public one, and the connection is made to that very
address, so that a name that resolves differently a moment later leads nowhere. A redirect is checked in the same way.
Size, time and redirects are limited, and no setting of the environment, such as a proxy, changes where it goes.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ...content.values.web_addresses import is_web_address
from ...problem import make_visible
from .article import Unreadable

MAX_REDIRECTS = 5
MAX_SECONDS = 30.0
"""How long all of it may take."""
MAX_RESOLVING = 10.0
"""How long finding the address of a host may take."""
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "briefing-draft/1.0",
    "Accept": "text/html, application/xhtml+xml, application/xml, application/feed+json, */*;q=0.1",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, shared, reserved,
    multicast or unspecified, also where an IPv6 address only wraps an IPv4 address.
    https://www.iana.org/assignments/iana-ipv6-special-registry/"""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found in _NAT64:
        found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    is_listed = any(found.version == network.version and found in network for network in _NOT_PUBLIC)
    return found.is_global and not found.is_multicast and not is_listed


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        ["192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "64:ff9b:1::/48", "fec0::/10", "3fff::/20"],
    )
)
"""What older versions of Python take for public: protocol assignments, tunnels, retired and documentation ranges."""


class Rules(NamedTuple):
    """Where a connection may go, and how long all of it may take."""

    allows: Callable[[str], bool] = is_public
    """Whether it may go to an IP address."""
    ports: tuple[int, ...] = (80, 443)
    seconds: float = MAX_SECONDS


PUBLIC = Rules()


def fetch(url: str, most: int, rules: Rules = PUBLIC) -> tuple[bytes, str, str]:
    """(at most `most` bytes at an address, the address that they came from at last, the encoding that the server names
    or empty). Raises Unreadable with the reason."""
    watch = _Watch(rules.seconds)
    too_late = f"it does not answer within {rules.seconds:g} seconds"
    try:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _request(url, most, rules, watch)
            if isinstance(answer, str):
                url = answer
                continue
            data, charset = answer
            watch.check()
            return data, url, charset
    except _OutOfTime:
        raise Unreadable(too_late, _BY_HAND) from None
    except ssl.SSLError as error:
        raise Unreadable(f"its certificate is not accepted: {error.reason or error}", _BY_HAND) from None
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if watch.is_over:
            raise Unreadable(too_late, _BY_HAND) from None
        what = " ".join(str(error).split()) or type(error).__name__
        raise Unreadable(f"it cannot be fetched: {make_visible(what, 200)}", _BY_HAND) from None
    finally:
        watch.stop()
    raise Unreadable(f"it redirects more than {MAX_REDIRECTS} times", _BY_HAND)


_BY_HAND = "save the page in your browser, and draft from the file"


class _OutOfTime(Exception):
    """All the time is used."""


class _Watch:
    """Closes the open connection when the time is over, however slowly bytes arrive until then."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def follow(self, connection: socket.socket) -> None:
        self._socket = connection
        self.check()

    def check(self) -> None:
        if self.is_over:
            raise _OutOfTime

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        self._timer.cancel()


def _request(url: str, most: int, rules: Rules, watch: _Watch) -> tuple[bytes, str] | str:
    """The bytes and the encoding at an address, or the address that it redirects to."""
    connection = _connect(url, rules, watch)
    try:
        connection.request("GET", _write_path(url), headers={"Host": _name_host(url), **_HEADERS})
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return urljoin(url, answer.headers.get("Location") or "")
        if answer.status != 200:
            raise Unreadable(f"it answers {answer.status} {make_visible(answer.reason or '')}".rstrip(), _BY_HAND)
        return _read_body(answer, most), answer.headers.get_content_charset() or ""
    finally:
        connection.close()


def _write_path(url: str) -> str:
    """The path and the query of an address, with escapes for all that is not ASCII."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return re.sub(r"[^!-~]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def _read_body(answer: http.client.HTTPResponse, most: int) -> bytes:
    data = answer.read(most + 1)
    is_cut = bool(answer.length)
    if len(data) <= most and answer.headers.get("Content-Encoding", "").strip().lower() == "gzip":
        unpacker = zlib.decompressobj(wbits=31)
        data = unpacker.decompress(data, most + 1)
        is_cut = not unpacker.eof
    if len(data) > most:
        raise Unreadable(f"it has more than {most:,} bytes", _BY_HAND)
    if is_cut:
        raise Unreadable("the connection was closed before its end", "try again")
    return data


def _check_address(url: str, rules: Rules) -> int:
    """The port of a web address. Raises Unreadable for anything else, and for an address with an unusual port or with a
    password."""
    if not is_web_address(url):
        raise Unreadable(
            f"'{make_visible(url, 200)}' is not a web address", "write it like https://paper.example/article"
        )
    parts = urlsplit(url)
    try:
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        port = -1
    if port not in rules.ports or parts.username is not None:
        what = f"'{make_visible(url, 200)}' has a port or a password, which no article's address has"
        raise Unreadable(what, _BY_HAND)
    return port


def _name_host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    try:
        name = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        raise Unreadable(f"'{make_visible(host)}' is not the name of a host") from None
    return f"[{name}]" if ":" in name else name


def _resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host. A resolver that does not answer in time is left to itself. Raises OSError."""
    found: list[str] = []
    errors: list[OSError] = []

    def resolve() -> None:
        try:
            found.extend(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            errors.append(error)
        except UnicodeError:
            errors.append(OSError("this is not the name of a host"))

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(MAX_RESOLVING)
    if errors:
        raise errors[0]
    return list(found)


def _connect(url: str, rules: Rules, watch: _Watch) -> http.client.HTTPConnection:
    """An open connection to the host of an address, at an IP address that was checked."""
    port, host = _check_address(url, rules), _name_host(url)
    bare = host.strip("[]")
    found = _resolve(bare, port)
    if not found or not all(map(rules.allows, found)):
        raise Unreadable(
            f"{make_visible(host)} is not on the public internet", "save the page, and draft from the file"
        )
    open_socket = socket.create_connection((found[0], port), timeout=MAX_SECONDS)
    watch.follow(open_socket)
    if urlsplit(url).scheme == "https":
        context = ssl.create_default_context()
        secured = context.wrap_socket(open_socket, server_hostname=bare, do_handshake_on_connect=False)
        watch.follow(secured)
        secured.do_handshake()
        open_socket = secured
    connection = http.client.HTTPConnection(host, port)
    connection.sock = open_socket
    return connection
