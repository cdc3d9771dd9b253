"""desk/reading/fetching.py: it goes to public addresses only, and is limited in size, time and redirects. The servers
here are on loopback, which only these tests allow."""

from __future__ import annotations

import gzip
import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from press.desk.reading import Unreadable
from press.desk.reading.fetching import Rules, fetch, is_public

PUBLIC_ADDRESSES = ["93.184.215.14", "2606:4700::1111"]
OTHERS = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "198.18.0.1", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
    "fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2002:5db8:d70e::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "nonsense", "",
]  # fmt: skip
PAGE = b"<html><h1>Shops</h1></html>"


class _Answers(http.server.BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers))  # type: ignore[attr-defined]
        name, _, rest = self.path.removeprefix("/").partition("/")
        if name == "to":
            self.answer(302, [("Location", rest)])
        elif name == "loop":
            self.answer(301, [("Location", "/loop")])
        elif name == "missing":
            self.answer(404, [])
        elif name == "big":
            self.answer(200, [], b"x" * 5_000)
        elif name == "bomb":
            self.answer(200, [("Content-Encoding", "gzip")], gzip.compress(b"x" * 50_000_000))
        elif name == "packed":
            self.answer(200, [("Content-Encoding", "gzip"), ("Content-Type", "text/html")], gzip.compress(PAGE))
        elif name == "cut":
            self.answer(200, [("Content-Length", "500")], PAGE)
        elif name == "slow":
            self.drip()
        elif name == "broken":
            self.wfile.write(b"nonsense\r\n\r\n")
        else:
            self.answer(200, [("Content-Type", "text/html; charset=gb2312")], PAGE)

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """Sends a byte now and then, for longer than anyone should wait."""
        try:
            self.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for _ in range(100):
                self.wfile.write(b"X")
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[http.server.ThreadingHTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        running.seen = []  # type: ignore[attr-defined]
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield running
        running.shutdown()


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", OTHERS)
def test_other_addresses(address: str) -> None:
    assert not is_public(address)


def get(server: http.server.ThreadingHTTPServer, path: str, seconds: float = 5) -> tuple[bytes, str, str]:
    """What is fetched from a server on loopback, as if that were public; other addresses of this machine are not."""
    port = server.server_address[1]
    rules = Rules(lambda address: address == "127.0.0.1" or is_public(address), (int(port),), seconds)
    return fetch(f"http://127.0.0.1:{port}/{path}", 1_000, rules)


def test_a_page_and_the_encoding_of_its_server(server: http.server.ThreadingHTTPServer) -> None:
    data, address, charset = get(server, "page?a=ü")
    assert (data, charset) == (PAGE, "gb2312")
    path, headers = server.seen[0]  # type: ignore[attr-defined]
    assert path == "/page?a=%C3%BC"
    assert headers["Host"] == "127.0.0.1"
    assert "Cookie" not in headers


def test_a_page_that_is_packed(server: http.server.ThreadingHTTPServer) -> None:
    assert get(server, "packed")[0] == PAGE


def test_a_redirect_is_followed_and_the_last_address_is_returned(server: http.server.ThreadingHTTPServer) -> None:
    data, address, _ = get(server, "to//page")
    assert (data, address.rpartition("/")[2]) == (PAGE, "page")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/", "http://[::1]/", "http://localhost:22/", "file:///etc/passwd", "gopher://a/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://user:secret@a.example/", "http://2130706433/",
    ],
)  # fmt: skip
def test_a_redirect_to_any_other_place_is_refused(server: http.server.ThreadingHTTPServer, target: str) -> None:
    with pytest.raises(Unreadable):
        get(server, f"to/{target}")
    assert len(server.seen) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("loop", "redirects more than 5 times"),
        ("missing", "answers 404"),
        ("big", "more than 1,000 bytes"),
        ("bomb", "more than 1,000 bytes"),
        ("broken", "cannot be fetched"),
        ("cut", "closed before its end"),
    ],
)
def test_what_cannot_be_fetched_is_refused_with_a_reason(
    server: http.server.ThreadingHTTPServer, path: str, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        get(server, path)


def test_a_server_that_sends_a_byte_now_and_then_is_left(server: http.server.ThreadingHTTPServer) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="does not answer within 0.5 seconds"):
        get(server, "slow", 0.5)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "https://[::1]/", "http://0.0.0.0/", "http://127.1/"]
)
def test_nothing_on_this_machine_is_fetched(url: str) -> None:
    with pytest.raises(Unreadable, match="not on the public internet|cannot be fetched"):
        fetch(url, 1_000)


@pytest.mark.parametrize(
    "url", ["http://herald.example:8080/", "http://a:b@herald.example/", "http://herald.example:x/"]
)
def test_unusual_addresses_are_refused(url: str) -> None:
    with pytest.raises(Unreadable, match="a port or a password|not a web address"):
        fetch(url, 1_000)
