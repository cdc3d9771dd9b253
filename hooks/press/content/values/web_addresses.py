"""Web addresses in one form, so that equal addresses are equal texts."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_UNSAFE = re.compile(r"[\s<>\"'`\\]")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|spm|scm|smid|cmpid|ncid|xtor"
)
"""The parameters of an address that only say where a reader came from."""
_WHOLE_ADDRESS = "write the whole address, starting with https://"
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


def suggest_web_address(text: str) -> str:
    """A cure for a text that is not a web address: the address with a scheme and without spaces and brackets."""
    if link := re.fullmatch(r"\[[^\]]*\]\((\S+)\)", text.strip()):
        text = link[1]
    bare = text.strip().strip("<>\"'` ").replace(" ", "%20")
    bare = re.sub(r"^(?:ht+ps?|https?)(?:[:;]/*|//)", "https://", bare)
    host, _, _ = bare.removeprefix("https://").partition("/")
    whole = bare if bare.startswith("https://") else f"https://{bare}"
    is_host = re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?", host)
    return f"did you mean '{whole}'?" if is_host and not _UNSAFE.search(whole) else _WHOLE_ADDRESS


def strip_tracking(url: str) -> tuple[str, str]:
    """(an address without the parameters that only track readers, the first of these parameters or empty)."""
    if "?" not in url:
        return url, ""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)]
    if len(kept) == len(pairs):
        return url, ""
    seen = next(key for key, _ in pairs if _TRACKING.fullmatch(key))
    return urlunsplit(parts._replace(query=urlencode(kept))), seen
