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

Allow = Callable[[str], bool]
"""Whether a connection to an IP address is allowed."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, shared, reserved,
    multicast or unspecified, also where an IPv6 address only wraps an IPv4 address.
    https://www.iana.org/assignments/iana-ipv6-special-registry/"""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner)) and found.sixtofour is None and found.teredo is None
        return found.is_global and not found.is_multicast and not found.is_site_local
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def fetch(url: str, most: int, allow: Allow = is_public, seconds: float = MAX_SECONDS) -> tuple[bytes, str, str]:
    """(the bytes at an address, the address that they came from at last, the encoding that the server names or empty).
    Raises Unreadable with the reason."""
    watch = _Watch(seconds)
    try:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _request(url, most, allow, watch)
            if isinstance(answer, str):
                url = answer
                continue
            data, charset = answer
            return data, url, charset
    except _OutOfTime:
        raise Unreadable(f"it does not answer within {seconds:g} seconds", _BY_HAND) from None
    except ssl.SSLError as error:
        raise Unreadable(f"its certificate is not accepted: {error.reason or error}", _BY_HAND) from None
    except (OSError, http.client.HTTPException, zlib.error) as error:
        if watch.is_over:
            raise Unreadable(f"it does not answer within {seconds:g} seconds", _BY_HAND) from None
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
        if self.is_over:
            raise _OutOfTime

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        self._timer.cancel()


def _request(url: str, most: int, allow: Allow, watch: _Watch) -> tuple[bytes, str] | str:
    """The bytes and the encoding at an address, or the address that it redirects to."""
    connection = _connect(url, allow, watch)
    try:
        connection.request("GET", _write_path(url), headers={"Host": _name_host(url), **_HEADERS})
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return _check_address(urljoin(url, answer.headers.get("Location") or ""))
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
    if answer.headers.get("Content-Encoding", "").strip().lower() == "gzip":
        data = zlib.decompressobj(wbits=31).decompress(data, most + 1)
    if len(data) > most:
        raise Unreadable(f"it has more than {most:,} bytes", _BY_HAND)
    return data


def _check_address(url: str) -> str:
    """A web address with a usual port and without a password. Raises Unreadable for any other."""
    if not is_web_address(url):
        raise Unreadable(
            f"'{make_visible(url, 200)}' is not a web address", "write it like https://paper.example/article"
        )
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if port not in (None, *_PORTS.values()) or parts.username is not None:
        what = f"'{make_visible(url, 200)}' has a port or a password, which no article's address has"
        raise Unreadable(what, _BY_HAND)
    return url


def _name_host(url: str) -> str:
    host = urlsplit(_check_address(url)).hostname or ""
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


def _connect(url: str, allow: Allow, watch: _Watch) -> http.client.HTTPConnection:
    """An open connection to the host of an address, at an IP address that was checked."""
    parts, host = urlsplit(_check_address(url)), _name_host(url)
    port = parts.port or _PORTS[parts.scheme]
    bare = host.strip("[]")
    found = _resolve(bare, port)
    if not found or not all(map(allow, found)):
        raise Unreadable(
            f"{make_visible(host)} is not on the public internet", "save the page, and draft from the file"
        )
    open_socket = socket.create_connection((found[0], port), timeout=MAX_SECONDS)
    watch.follow(open_socket)
    if parts.scheme == "https":
        context = ssl.create_default_context()
        secured = context.wrap_socket(open_socket, server_hostname=bare, do_handshake_on_connect=False)
        watch.follow(secured)
        secured.do_handshake()
        open_socket = secured
    connection = http.client.HTTPConnection(host, port)
    connection.sock = open_socket
    return connection
