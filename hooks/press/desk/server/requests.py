"""A request to the desk, and its answer. Whatever does not come from a page of the desk itself is refused.

Browsers say where a request comes from: https://www.w3.org/TR/fetch-metadata/ and https://fetch.spec.whatwg.org/#origin-header
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ..reading.article import SourceArticle

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MAX_BODY = 2_000_000
"""The most bytes of a form: the longest text of an article, as browsers encode it."""
MAX_FIELDS = 400
FORM_TYPE = "application/x-www-form-urlencoded"
HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
]
"""What every answer of the desk says."""


class Refusal(Exception):
    """A request that is not answered; `status` is that of HTTP."""

    def __init__(self, status: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """`path` is below the desk's own address, with a slash at its end and none at its beginning."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    fetched: tuple[list[SourceArticle], str] = field(default_factory=lambda: ([], ""))
    """What was read at the address that the form asks for, and why it could not be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or with `location` a redirection to another address."""

    body: bytes = b""
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"
    location: str = ""

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        headers = [("Content-Type", self.kind), ("Content-Length", str(len(self.body))), *HEADERS]
        if self.location:
            headers.append(("Location", self.location))
        start_response(self.status, headers)
        return [self.body]


def redirect(location: str) -> Answer:
    """Sends the browser to another page, which it gets with GET."""
    return Answer(status="303 See Other", location=location)


def read_request(environ: WSGIEnvironment, path: str, token: str) -> Request:
    """The request to a path below the desk; raises Refusal. A form must come from a page of this desk: it has its
    `token`."""
    _check_origin(environ)
    method = environ["REQUEST_METHOD"]
    query = dict(parse_qsl(environ.get("QUERY_STRING", "")[:8_000], keep_blank_values=True))
    if method in ("GET", "HEAD"):
        return Request("GET", path, query)
    if method != "POST":
        raise Refusal("405 Method Not Allowed", "The desk answers only GET and POST.")
    form = _read_form(environ)
    if not secrets.compare_digest(form.pop("token", "").encode(), token.encode()):
        raise Refusal("403 Forbidden", "This form is from an earlier start of the server: open the page again.")
    return Request("POST", path, query, form)


def _check_origin(environ: WSGIEnvironment) -> None:
    try:
        is_near = ip_address(environ.get("REMOTE_ADDR", "").partition("%")[0]).is_loopback
    except ValueError:
        is_near = False
    if not is_near:
        raise Refusal("403 Forbidden", "The desk answers only this computer.")
    site, origin = environ.get("HTTP_SEC_FETCH_SITE"), environ.get("HTTP_ORIGIN")
    own = f"http://{environ.get('HTTP_HOST', '')}"
    is_post = environ["REQUEST_METHOD"] not in ("GET", "HEAD")
    if site not in (None, "same-origin") and (is_post or site != "none"):
        raise Refusal("403 Forbidden", "The desk answers only its own pages.")
    if (origin is not None and origin != own) or (is_post and origin is None):
        raise Refusal("403 Forbidden", "The desk answers only its own pages.")


def _read_form(environ: WSGIEnvironment) -> dict[str, str]:
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise Refusal("415 Unsupported Media Type", f"The desk reads only {FORM_TYPE}.")
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or len(length) > 12:
        raise Refusal("411 Length Required", "The request does not say how long it is.")
    if int(length) > MAX_BODY:
        raise Refusal("413 Content Too Large", f"A form has at most {MAX_BODY:,} bytes.")
    data = environ["wsgi.input"].read(int(length))
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError:
        raise Refusal("400 Bad Request", "This is not a form.") from None
    return {key: value.replace("\r\n", "\n").replace("\r", "\n") for key, value in pairs}
