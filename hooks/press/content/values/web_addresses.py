"""Web addresses in one form, so that equal addresses are equal texts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[\s<>\"'`\\]")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def is_web_address(text: str) -> bool:
    """Whether a text is a complete http or https address, without characters that need an escape."""
    try:
        parts = urlsplit(text)
        return parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and not _UNSAFE.search(text)
    except ValueError:
        return False


def normalize_web_address(text: str) -> str:
    """A web address with its scheme and host in lower case and without the default port of its scheme; the rest is
    unchanged. https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2"""
    scheme, _, rest = text.partition("://")
    scheme = scheme.lower()
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, at, host = authority.rpartition("@")
    host = host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, ":")).removesuffix(":")
    return f"{scheme}://{user}{at}{host}{rest[len(authority) :]}"
