"""The links of a page or a file, collected while it is made, and those of pages that MkDocs or the theme made.

A link is the address that it leads to, relative to the site's root, with its anchor if it has one: `companies/acme/`,
`how-to-read-a-claim/#conflict`. Links that leave the site are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from .urls import ROOT

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(<(script|style)\b[^>]*>).*?</\2\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]{0,9999}\"|'[^']{0,9999}')*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINKING = ("href", "src", "poster")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.*)", re.IGNORECASE)
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')\s]+)["']?\s*\)""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HERE = "http://here"
"""Stands for the host of the site."""


class Links(NamedTuple):
    """Where one page or file leads to, and the ids on it that others can lead to."""

    to: frozenset[str]
    ids: frozenset[str] = frozenset()


NO_LINKS = Links(frozenset())


def collect_links(head: str, content: str, address: str, url: str, shell_ids: frozenset[str]) -> Links:
    """The links and ids of a generated page at `address`, in which links begin with ROOT. Links to a part of the page
    itself are left out if it has that part. `url` is the site's address, or empty."""
    hrefs = {piece[: piece.index('"')] for piece in content.split('href="')[1:]}
    marks = ('href="', f'"0; url={ROOT}', f'"{url}') if url else ('href="', f'"0; url={ROOT}')
    for mark, before in zip(marks, ("", ROOT, url), strict=False):
        hrefs.update(before + piece[: piece.index('"')] for piece in head.split(mark)[1:])
    ids = frozenset(piece[: piece.index('"')] for piece in content.split(' id="')[1:])
    found: set[str] = set()
    for href in hrefs:
        if href.startswith(ROOT):
            found.add(href[len(ROOT) :])
        elif href.startswith("#"):
            if href[1:] not in ids and href[1:] not in shell_ids:
                found.add(address + href)
        elif link := resolve_link(html.unescape(href), address, url):
            found.add(link)
    return Links(frozenset(found), ids)


def resolve_link(href: str, address: str, url: str) -> str | None:
    """The link that an `href` on the page at `address` is; None if it leaves the site or is no address."""
    href = href.strip()
    home = urlsplit(url or f"{_HERE}/")
    try:
        target = urlsplit(urljoin(home.geturl() + address, href))
    except ValueError:
        return None
    if not href or (target.scheme, target.netloc) != (home.scheme, home.netloc) or re.search(r"\s", href):
        return None
    if not target.path.startswith(home.path) and _SCHEME.match(href):
        return None  # another site on the same host
    path = target.path if target.path.startswith(home.path) else f"{home.path}..{target.path}"
    anchor = f"#{unquote(target.fragment)}" if target.fragment else ""
    return unquote(path.removeprefix(home.path)) + anchor


def scan_page(page: str, address: str, url: str) -> Links:
    """The links and ids of any HTML page at `address`, found by reading its tags."""
    hrefs: set[str] = set()
    ids: set[str] = set()
    for element, attributes in _TAG.findall(_CODE.sub(r"\1", _COMMENT.sub("", page))):
        values = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
        ids.update(values[name] for name in ("id", *(["name"] if element == "a" else [])) if name in values)
        hrefs.update(_hrefs_of(element.lower(), values, url))
    found = set(filter(None, (resolve_link(href, address, url) for href in hrefs)))
    within = {f"{address}#{name}" for name in ids}
    return Links(frozenset(found - within), frozenset(ids))


def _hrefs_of(element: str, values: dict[str, str], url: str) -> Iterator[str]:
    """The addresses in the attributes of one element."""
    yield from (values[name] for name in _LINKING if name in values)
    for candidate in values.get("srcset", "").split(","):
        yield from candidate.split()[:1]
    content = values.get("content", "")
    if element == "meta" and url and content.startswith(url):
        yield content
    elif element == "meta" and values.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
        yield match[1]


def scan_styles(styles: str, path: str, url: str) -> Links:
    """The links of a style sheet at `path`."""
    found = (resolve_link(href, path, url) for href in _IN_STYLES.findall(styles))
    return Links(frozenset(filter(None, found)))


def resolve_addresses(addresses: Iterable[str], path: str, url: str) -> frozenset[str]:
    """The links that the addresses in a generated file at `path` are. They are absolute, or relative to the site's
    root; those that begin with a dot are relative to the file."""
    found: set[str] = set()
    for address in addresses:
        if url and address.startswith(url):
            found.add(address[len(url) :])
        elif address.startswith("."):
            found.add(resolve_link(address, path, "") or "")
        elif ":" not in address:
            found.add(address)
    return frozenset(found)


def split_link(link: str) -> tuple[str, str]:
    """(address, anchor) of a link; the anchor is empty if it has none."""
    address, _, anchor = link.partition("#")
    return address, anchor
